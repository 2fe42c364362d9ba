//! D102: a date that can't be read.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted_in_full;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::date::DateFault;

rule! {
    /// # 什么问题
    /// 慰问日期看不出是哪一天：写的是“春节前”这样的说法，或者是日历上没有的日子。
    ///
    /// # 为什么
    /// 说不清哪一天，就没法判断是不是同一次慰问，年度累计也算不准。
    ///
    /// # 怎么改
    /// 写成年、月、日，比如 2021-02-05 或 2021年2月5日。
    D102 {
        title: "慰问日期看不懂",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写成年、月、日，比如 2021-02-05。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Text("春节前"))],
        right: &[Change::Cell(1, Field::Date, Put::Text("2021-02-05"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = row.date() else { return };
    if let Reading::Bad(DateFault::Unreadable) = date.value {
        let written = quoted_in_full(&date.raw()).unwrap_or_else(|| "一串数字".to_owned());
        sink.at(&date, format!("慰问日期写的是{written}，看不出是哪一天。"));
    }
}
