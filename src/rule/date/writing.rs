//! D104: a clear date in another way of writing.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted_in_full;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 日期看得明白，只是写法不统一：2021.2.5、2021年2月5日、20210205，或者日期存成了文字。
    ///
    /// # 为什么
    /// 写法不一样，筛选、排序、按月统计都会漏。
    ///
    /// # 怎么改
    /// 暖表可以替您统一成日期格式，日子不变。
    D104 {
        title: "日期写法不统一",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "可以放心整理，日子不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Text("2021.2.5"))],
        right: &[Change::Cell(1, Field::Date, Put::Text("2021-02-05"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = row.date() else { return };
    if let Reading::Good { value, ways } = date.value
        && !ways.is_none()
    {
        let written = quoted_in_full(&date.raw()).unwrap_or_else(|| "一串数字".to_owned());
        sink.at(&date, format!("慰问日期写的是{written}，就是 {value}。"))
            .ways(*ways)
            .safe(Entry::Date(*value), format!("统一写成 {value}"));
    }
}
