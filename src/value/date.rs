//! 日期: dates in every way people write them. Canonical is a date cell, or `YYYY-MM-DD`.

use super::date_text::{Parts, parse};
use super::text::{half_width, is_space, squeeze};
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use jiff::Span;
use jiff::civil::{Date, date};
use std::fmt::Write;

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Can't be read (D102).
    Unreadable,
    /// After today (D103).
    Future(Date),
    /// Incomplete, the guess completes it (D105).
    Incomplete(Gap),
}

/// What an incomplete date leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The day: 2021年2月.
    Day,
    /// The year: 2月8日.
    Year,
    /// The century: 21/2/8.
    Century,
}

/// The date of a serial number of days since 1899-12-30, as Excel counts; the time of day
/// is dropped. `None` outside 1900-01-01 … 9999-12-31.
///
/// Excel's calendar has a 29 February 1900 that never was (serial 60): before it, serials
/// count from 1899-12-31, and it is no date itself.
#[must_use]
pub fn from_serial(serial: f64) -> Option<Date> {
    /// 9999-12-31.
    const LAST: f64 = 2_958_465.0;
    // A formula's noise (44235.9999999999) is the next day, as Excel shows it.
    let days = (serial + 1e-6).floor();
    if !(1.0..=LAST).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and between 1 and 2,958,465")]
    let days = days as i32;
    let epoch = match days {
        ..60 => date(1899, 12, 31),
        60 => return None,
        _ => date(1899, 12, 30),
    };
    epoch.checked_add(Span::new().days(days)).ok()
}

/// The serial number of a date, as Excel counts: the way back from [`from_serial`].
#[must_use]
pub fn to_serial(day: Date) -> f64 {
    let days = (day - date(1899, 12, 30)).get_days();
    f64::from(if day < date(1900, 3, 1) { days - 1 } else { days })
}

/// Reads a date. `today` bounds it and completes a missing year: the latest such day that
/// isn't after today.
#[must_use]
pub fn read(raw: &Raw<'_>, today: Date) -> Reading<Date, DateFault> {
    read_about(raw, today, None)
}

/// A stretch of time, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Its first day.
    pub first: Date,
    /// Its last.
    pub last: Date,
}

impl Time {
    /// How many days a day lies outside.
    fn days_off(self, day: Date) -> i32 {
        let after = (day - self.last).get_days();
        let before = (self.first - day).get_days();
        after.max(before).max(0)
    }
}

/// Reads a date on a form about some time, if that is known.
///
/// A month without a day is guessed to be its first day. A two-digit year is one of this
/// century. A day without a year is the one nearest to that time (12月25日 under 2021年春节
/// is of 2020); with no such time, the latest. It is never one after today, so that what is
/// only incomplete isn't told to lie in the future.
#[must_use]
pub fn read_about(raw: &Raw<'_>, today: Date, about: Option<Time>) -> Reading<Date, DateFault> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    match raw.stored {
        Stored::Date(serial) => read_serial(serial, today),
        Stored::Number(_) | Stored::Text | Stored::CsvText => read_text(raw.text, today, about),
        _ => Reading::Bad(DateFault::Unreadable),
    }
}

/// Reads a date cell: days since 1899-12-30.
#[must_use]
pub fn read_serial(serial: f64, today: Date) -> Reading<Date, DateFault> {
    match from_serial(serial) {
        Some(date) => complete(date, Ways::NONE, today),
        None => Reading::Bad(DateFault::Unreadable),
    }
}

fn complete(date: Date, ways: Ways, today: Date) -> Reading<Date, DateFault> {
    if date > today {
        Reading::Bad(DateFault::Future(date))
    } else {
        Reading::Good { value: date, ways }
    }
}

fn read_text(text: &str, today: Date, about: Option<Time>) -> Reading<Date, DateFault> {
    let guess = |gap: Gap, date: Option<Date>| match date {
        Some(value) if value > today => Reading::Bad(DateFault::Future(value)),
        Some(value) => Reading::Guess { value, fault: DateFault::Incomplete(gap) },
        None => Reading::Bad(DateFault::Unreadable),
    };
    match parse(text) {
        Some(Parts::Complete { year, month, day }) => match Date::new(year, month, day) {
            Ok(date) if date.year() >= 1900 => complete(date, ways(text, date), today),
            _ => Reading::Bad(DateFault::Unreadable),
        },
        Some(Parts::Serial(serial)) => match from_serial(serial) {
            Some(date) => complete(date, Ways::NONE.with(Way::DateStyle), today),
            None => Reading::Bad(DateFault::Unreadable),
        },
        Some(Parts::ShortYear { year, month, day }) => {
            guess(Gap::Century, Date::new(2000 + year, month, day).ok())
        }
        Some(Parts::Month { year, month }) => guess(Gap::Day, Date::new(year, month, 1).ok()),
        Some(Parts::NoYear { month, day }) => guess(Gap::Year, nearest(month, day, today, about)),
        Some(Parts::SixDigits { year_month, short }) => {
            // 202102 or 21-02-08: whichever is nearer to today.
            let first = Date::new(year_month.0, year_month.1, 1).ok().filter(|d| d.year() >= 1900);
            let second = Date::new(2000 + short.0, short.1, short.2).ok();
            let far = |date: &Date| today.until(*date).map_or(i32::MAX, |it| it.get_days().abs());
            let nearer = [(Gap::Day, first), (Gap::Century, second)]
                .into_iter()
                .filter_map(|(gap, date)| Some((gap, date?)))
                .min_by_key(|(_, date)| far(date));
            match nearer {
                Some((gap, date)) => guess(gap, Some(date)),
                None => Reading::Bad(DateFault::Unreadable),
            }
        }
        None => Reading::Bad(DateFault::Unreadable),
    }
}

/// The day of that month and number nearest to a time, among those that aren't after today;
/// with no time given, the latest.
fn nearest(month: i8, day: i8, today: Date, about: Option<Time>) -> Option<Date> {
    // Leap days are at most eight years apart.
    const APART: i16 = 8;
    let end = about.map_or(today, |about| about.last.min(today)).year();
    // A time may end shortly before the day: December's visits on a form dated in January.
    let years = (0..=APART + 1).filter_map(|back| (end + 1).checked_sub(back));
    let days = years.filter_map(|year| Date::new(year, month, day).ok()).filter(|it| *it <= today);
    // From the latest on: of two that lie as far off, the later one.
    days.min_by_key(|day| about.map_or((today - *day).get_days(), |about| about.days_off(*day)))
}

/// How the writing differs from `YYYY-MM-DD`.
fn ways(text: &str, date: Date) -> Ways {
    let canonical = Canonical::of(date);
    if text == canonical.as_str() {
        return Ways::NONE;
    }
    if squeeze(text) != canonical.as_str() {
        return Ways::NONE.with(Way::DateStyle);
    }
    Ways::NONE
        .with_if(Way::Spaces, text.chars().any(is_space))
        .with_if(Way::FullWidth, text.chars().any(|c| half_width(c) != c))
}

/// `YYYY-MM-DD` on the stack.
struct Canonical {
    bytes: [u8; 10],
    len: usize,
}

impl Canonical {
    fn of(date: Date) -> Self {
        let mut canonical = Self { bytes: [0; 10], len: 0 };
        // Years from 1900 to 9999 fit.
        let _fits = write!(canonical, "{date}");
        canonical
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

impl Write for Canonical {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.len + text.len();
        let place = self.bytes.get_mut(self.len..end).ok_or(std::fmt::Error)?;
        place.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
