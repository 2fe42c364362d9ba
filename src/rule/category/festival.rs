//! C107: a spring-festival visit at another time of the year.

use crate::form::{Field, RowView};
use crate::policy::{Profile, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use jiff::civil::Date;

rule! {
    /// # 什么问题
    /// 事由写的是春节慰问或春节坚守，慰问日期却不在春节前后。元旦、两节的慰问不在此列。
    ///
    /// # 为什么
    /// 第五条说走访慰问在职工发生困难时或重要时间节点进行。事由和日期对不上，多半是日期写错了，或者照抄了春节那张表的事由。
    ///
    /// # 怎么改
    /// 请核对日期和事由，哪一处写错改哪一处。确实是节后补发的，建议在备注里说明。春节前后算多少天，可以在本单位的标准里改。
    C107 {
        title: "春节慰问的日期不在春节前后",
        severity: Severity::Warning,
        articles: &[article::ART_5],
        help: "请核对慰问日期和事由；节后补发的，建议在备注里说明。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Title("送温暖慰问实名制汇总表"),
            Change::Cell(2, Field::Reason, Put::Text("高温岗位职工春节慰问")),
            Change::Cell(2, Field::Date, Put::Text("2020-09-06")),
        ],
        right: &[Change::Cell(2, Field::Reason, Put::Text("高温岗位职工春节慰问"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    if !row.record.reason.spring {
        return;
    }
    let (Some(visit), Some(place)) = (row.record.date.good(), row.place(Field::Reason)) else {
        return;
    };
    let Some((from, to)) = missed(*visit, context.profile) else { return };
    let text = row.text(Field::Reason);
    sink.cell(place, format!("事由写的是春节，慰问日期是 {visit}，不在 {from} 到 {to} 之间。"))
        .field(Field::Reason)
        .value(text)
        .related(row.place(Field::Date));
}

/// The nearest festival's window, if a visit lies in none. Beyond the profile's table
/// nothing is known, and nothing is asked.
fn missed(visit: Date, profile: &Profile) -> Option<(Date, Date)> {
    let this = profile.festival_window(visit.year())?;
    let holds = |(from, to): (Date, Date)| from <= visit && visit <= to;
    // A window may begin in December of the year before.
    let next = profile.festival_window(visit.year() + 1);
    if holds(this) || next.is_some_and(holds) {
        return None;
    }
    let away = |day: Date| day.duration_since(visit).as_secs().unsigned_abs();
    match next {
        Some(next) if away(next.0) < away(this.1) => Some(next),
        _ => Some(this),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_window_is_the_nearest_festivals() {
        let profile = Profile::built_in();
        for inside in [date(2021, 1, 3), date(2021, 2, 27), date(2022, 12, 13), date(2030, 2, 3)] {
            assert_eq!(missed(inside, profile), None, "{inside}");
        }
        let of_2021 = Some((date(2021, 1, 3), date(2021, 2, 27)));
        assert_eq!(missed(date(2021, 1, 2), profile), of_2021);
        assert_eq!(missed(date(2021, 6, 1), profile), of_2021);
        assert_eq!(
            missed(date(2021, 11, 1), profile),
            Some((date(2021, 12, 23), date(2022, 2, 16)))
        );
        assert_eq!(missed(date(2016, 6, 1), profile), None);
        let wide = Profile::from_toml("[spring_festival]\ndays_after = 120\n");
        assert!(wide.is_ok_and(|profile| missed(date(2021, 6, 1), &profile).is_none()));
    }
}
