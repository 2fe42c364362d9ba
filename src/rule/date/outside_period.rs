//! D106: a visit outside the time that the title names.

use crate::form::{Field, Period, RowView};
use crate::policy::{Profile, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use jiff::civil::Date;

rule! {
    /// # 什么问题
    /// 标题写明了年份或月份，这一行的慰问日期不在里面。标题写元旦、春节或两节的，从上一年 12 月 1 日到春节慰问期结束都算在内。
    ///
    /// # 为什么
    /// 一张表报一批慰问。日期落在外面，多半是年份写错了，或者把别的批次混了进来。
    ///
    /// # 怎么改
    /// 请核对这一行的日期和标题，哪一处写错改哪一处；属于别的批次的，放到那一批的表里。
    D106 {
        title: "慰问日期与标题对不上",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请核对日期和标题，哪一处写错改哪一处；属于别的批次的，放到那一批的表里。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Text("2020-02-05"))],
        right: &[Change::Cell(1, Field::Date, Put::Text("2020-12-20"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(title) = &row.form.title else { return };
    let Some(date) = row.date() else { return };
    let Some(visit) = date.value.good() else { return };
    if is_within(*visit, title.period, context.profile) {
        return;
    }
    let Period { year, month, .. } = title.period;
    let named = match (year, month) {
        (Some(year), Some(month)) => format!("{year} 年 {month} 月"),
        (Some(year), None) => format!("{year} 年"),
        (None, Some(month)) => format!("{month} 月"),
        (None, None) => return,
    };
    sink.at(&date, format!("慰问日期是 {visit}，标题写的是 {named}。")).related([title.at.place]);
}

fn is_within(visit: Date, period: Period, profile: &Profile) -> bool {
    let named = period.year.is_none_or(|year| visit.year() == year)
        && period.month.is_none_or(|month| visit.month() == month);
    named || period.festival && is_festive(visit, period.year, profile)
}

/// From 1 December to the end of the spring-festival window, of the year the title names,
/// or of any if it names none.
fn is_festive(visit: Date, year: Option<i16>, profile: &Profile) -> bool {
    let festival = if visit.month() == 12 { visit.year() + 1 } else { visit.year() };
    if year.is_some_and(|year| year != festival) {
        return false;
    }
    // Beyond the profile's table the festival is in February at the latest, its visits in
    // the first ten days of March.
    let end = profile
        .festival_window(festival)
        .map_or_else(|| (3, 10), |(_, end)| (end.month(), end.day()));
    visit.month() == 12 || (visit.month(), visit.day()) <= end
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_festive_title_reaches_from_december_to_the_windows_end() {
        let profile = Profile::built_in();
        let festive = Period { year: Some(2021), month: None, festival: true };
        for day in [date(2020, 12, 1), date(2021, 2, 27), date(2021, 6, 1)] {
            assert!(is_within(day, festive, profile), "{day}");
        }
        for day in [date(2020, 11, 30), date(2020, 2, 5), date(2022, 1, 5)] {
            assert!(!is_within(day, festive, profile), "{day}");
        }
        let january = Period { year: Some(2021), month: Some(1), festival: true };
        assert!(is_within(date(2021, 2, 27), january, profile));
        assert!(!is_within(date(2021, 2, 28), january, profile));
    }

    #[test]
    fn a_plain_title_means_its_year_and_month() {
        let profile = Profile::built_in();
        let february = Period { year: Some(2021), month: Some(2), festival: false };
        assert!(is_within(date(2021, 2, 28), february, profile));
        assert!(!is_within(date(2021, 3, 1), february, profile));
        assert!(!is_within(date(2020, 12, 5), february, profile));
        assert!(is_within(date(1999, 1, 1), Period::default(), profile));
    }
}
