//! D101: no date of the visit, though there is a column for it.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表里有“慰问日期”这一列，这个人的却空着。
    ///
    /// # 为什么
    /// 日期说明哪天走访、哪一次慰问，查重复、查年度累计都要用。
    ///
    /// # 怎么改
    /// 请写走访或发放的那一天。
    D101 {
        title: "慰问日期没有填",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请写走访或发放的那一天，比如 2021-02-05。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Empty)],
        right: &[Change::Without(Field::Date)],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = row.date() else { return };
    if date.value.is_missing() {
        sink.at(&date, "没有写慰问日期。");
    }
}
