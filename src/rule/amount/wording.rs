//! A105: a clear amount, written in another way than as a number.

use super::parts::{self, Amount};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::display;

rule! {
    /// # 什么问题
    /// 金额看得明白，只是没有写成纯数字：带了“元”或“￥”，写成“五百元”，或者数字存成了文本。
    ///
    /// # 为什么
    /// 不影响认定。但存成文本的数，Excel 的 SUM 会当作零，合计就悄悄少了。
    ///
    /// # 怎么改
    /// 可以一次改成数字，金额不变。货币符号和千分号请用单元格格式来显示。
    A105 {
        title: "金额没有写成纯数字",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "建议改成数字，金额不变。",
        fix: FixKind::Safe,
        check: Check::RowAndForm(check, check_totals),
        wrong: &[Change::Cell(0, Field::Cash, Put::Text("1,000元"))],
        right: &[Change::Cell(0, Field::Cash, Put::Number(1000.0))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    parts::of_row(row).for_each(|amount| report(&amount, sink));
}

fn check_totals(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    parts::of_totals(view).for_each(|sum| report(&sum, sink));
}

fn report(amount: &Amount<'_>, sink: &mut Sink<'_>) {
    let Reading::Good { value, ways } = *amount.value else { return };
    if !ways.is_none() {
        sink.at(amount, format!("金额是 {} 元，写法可以更整齐：{ways}。", display(value)))
            .ways(ways)
            .safe(Entry::Number(value), "改成数字，金额不变");
    }
}
