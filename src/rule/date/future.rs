//! D103: a visit in the future.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::date::DateFault;

rule! {
    /// # 什么问题
    /// 慰问日期还没有到。
    ///
    /// # 为什么
    /// 汇总表报的是已经发放的慰问。日子还没到就报已发放，对不上账；多半是年份或月份写错了。
    ///
    /// # 怎么改
    /// 请核对年份和月份。确实还没有走访的，等走访以后再填报。
    D103 {
        title: "慰问日期还没有到",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_16],
        help: "请核对年份和月份；还没有走访的，等走访以后再填报。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Text("2021-12-05"))],
        right: &[
            Change::Cell(1, Field::Date, Put::Text("2021-02-20")),
            Change::Head(crate::form::HeadField::Date, "2021-02-20"),
        ],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = row.date() else { return };
    if let Reading::Bad(DateFault::Future(day)) = date.value {
        sink.at(&date, format!("慰问日期是 {day}，还没有到（今天是 {}）。", context.today));
    }
}
