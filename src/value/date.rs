//! 日期: dates in every way people write them. Canonical is a date cell, or `YYYY-MM-DD`.

use super::{Raw, Reading};
use jiff::civil::Date;

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// Can't be read (D102).
    Unreadable,
    /// After today (D103).
    Future(Date),
    /// Incomplete, the guess completes it: month only, no year, two-digit year (D105).
    Incomplete,
}

/// The date of a serial number of days since 1899-12-30; the time of day is dropped.
/// `None` outside 1900-01-01 … 9999-12-31.
#[must_use]
pub fn from_serial(_serial: f64) -> Option<Date> {
    unimplemented!()
}

/// Reads a date. `today` bounds it and completes a missing year.
#[must_use]
pub fn read(_raw: &Raw<'_>, _today: Date) -> Reading<Date, DateFault> {
    unimplemented!()
}

/// The serial number of a date: days since 1899-12-30.
#[must_use]
pub fn to_serial(date: Date) -> f64 {
    let epoch = jiff::civil::date(1899, 12, 30);
    (date - epoch).get_days().into()
}
