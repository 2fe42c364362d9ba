//! A104: an amount with more than two decimals.

use super::parts::{self, SUMMED, has_unrounded_parts, is_unrounded, reading};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::MoneyFault;

rule! {
    /// # 什么问题
    /// 金额的小数超过两位，例如 333.335。
    ///
    /// # 为什么
    /// 钱只能付到分。多出来的小数付不出去，相加后合计还会与银行回单差一分几厘，常见于用公式平分一笔钱。
    ///
    /// # 怎么改
    /// 请改成实际付出的金额，精确到分。用公式算的，套上 ROUND(…, 2)。
    A104 {
        title: "金额的小数超过两位",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请改成实际付出的金额，精确到分。",
        fix: FixKind::None,
        check: Check::RowAndForm(check, check_totals),
        wrong: &[
            Change::Cell(0, Field::Cash, Put::Number(333.335)),
            Change::Cell(0, Field::Total, Put::Number(333.34)),
            Change::Total(Field::Cash, Put::Number(1133.34)),
            Change::Total(Field::Total, Put::Number(1333.34)),
        ],
        right: &[
            Change::Cell(0, Field::Cash, Put::Number(333.33)),
            Change::Cell(0, Field::Total, Put::Number(333.33)),
            Change::Total(Field::Cash, Put::Number(1133.33)),
            Change::Total(Field::Total, Put::Number(1333.33)),
        ],
    }
}

/// A total made of unrounded parts is unrounded because of them; one finding will do.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for amount in parts::of_row(row) {
        if amount.field != Field::Total || !has_unrounded_parts(row.record) {
            report(&amount, sink);
        }
    }
}

fn check_totals(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let records = &view.form.records;
    let followed = SUMMED.map(|field| {
        records.iter().any(|record| {
            is_unrounded(reading(record, field))
                || (field == Field::Total && has_unrounded_parts(record))
        })
    });
    for sum in parts::of_totals(view) {
        let follows = SUMMED.iter().zip(followed).any(|(field, yes)| yes && *field == sum.field);
        if !follows {
            report(&sum, sink);
        }
    }
}

fn report(amount: &parts::Amount<'_>, sink: &mut Sink<'_>) {
    if let Reading::Bad(MoneyFault::TooManyDecimals(value)) = amount.value {
        let value = value.normalize();
        sink.at(amount, format!("这一格是 {value} 元，小数超过两位，付不到分以下。"));
    }
}
