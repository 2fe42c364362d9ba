//! D105: an incomplete date.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted_in_full;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::date::{DateFault, Gap};

rule! {
    /// # 什么问题
    /// 慰问日期没有写全：只有月份，没有年份，或者年份只写了两位。
    ///
    /// # 为什么
    /// 存档以后再看，“2月8日”说不清是哪一年；查重复和年度累计都要完整的日子。
    ///
    /// # 怎么改
    /// 请补全年、月、日。暖表推算了一个日子，请确认是不是那一天。
    ///
    /// # 修正为什么要确认
    /// 缺的年份按标题写的时间推算，标题没写就按填报日期，再没有就按今天往前推算；缺的日子只能先写成 1 日，未必就是走访的那一天。
    D105 {
        title: "慰问日期没有写全",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请补全年、月、日。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Date, Put::Text("2月5日"))],
        right: &[Change::Cell(1, Field::Date, Put::Text("2021-02-05"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(date) = row.date() else { return };
    let Reading::Guess { value, fault: DateFault::Incomplete(gap) } = date.value else { return };
    let written = quoted_in_full(&date.raw()).unwrap_or_else(|| "一串数字".to_owned());
    let gap = match gap {
        Gap::Day => "没有写哪一天",
        Gap::Year => "没有写哪一年",
        Gap::Century => "年份只写了两位",
    };
    sink.at(&date, format!("慰问日期写的是{written}，{gap}。"))
        .guess(Entry::Date(*value), format!("推算是 {value}；同样写法的格子照此推算，请确认"))
        .way(gap);
}
