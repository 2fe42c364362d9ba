//! A102: an amount that can't be read.

use super::parts::{self, Amount};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::MoneyFault;

rule! {
    /// # 什么问题
    /// 金额这一格填的不是一个确切的数，例如“一千左右”“500、300”“按标准”。
    ///
    /// # 为什么
    /// 合计、审核和入账都要用确切的数。读不出的金额没法相加，所以暖表先不核对与它有关的合计。
    ///
    /// # 怎么改
    /// 请填一个数字，单位是元，最多两位小数，例如 500 或 86.50。说明的话写到备注里。
    A102 {
        title: "金额读不出来",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请填一个以元为单位的数字，说明写到备注里。",
        fix: FixKind::None,
        check: Check::RowAndForm(check, check_totals),
        wrong: &[Change::Cell(0, Field::Cash, Put::Text("一千左右"))],
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
    if matches!(amount.value, Reading::Bad(MoneyFault::Unreadable)) {
        let text = quoted(&amount.raw());
        sink.at(amount, format!("这一格写{text}，看不出是多少元。"));
    }
}
