//! B114: a clear way of payment in other words.

use crate::form::{Field, RowView};
use crate::policy::{Payment, Profile, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, given, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 发放方式写得明白，只是用了别的说法，例如“打卡”“转账”“发现金”。
    ///
    /// # 为什么
    /// 不影响认定。写成统一的说法，按发放方式汇总时就不会分成好几类。
    ///
    /// # 怎么改
    /// 可以一次改成统一的说法，意思不变。括号里另写的原因会保留，暖表不动它。
    B114 {
        title: "发放方式用了别的说法",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "建议改成统一的说法，意思不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Payment, Put::Text("转账"))],
        right: &[Change::Cell(0, Field::Payment, Put::Text("银行转账"))],
    }
}

/// Whether the cell says more than the canonical wording would: a reason for cash, the
/// bank's part of a mixed payment, goods that are named nowhere else.
fn says_more(row: &RowView<'_>, payment: Payment, profile: &Profile) -> bool {
    match payment {
        Payment::Bank => false,
        Payment::Cash => super::reason_beside_payment(row, profile),
        Payment::Goods => !given::goods(row),
        Payment::Mixed => given::mixed_through_bank(row, profile) || !given::goods(row),
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(payment) = row.payment() else { return };
    let Reading::Good { value, ways } = payment.value else { return };
    if ways.is_none() || says_more(row, *value, context.profile) {
        return;
    }
    let wording = value.wording();
    let text = quoted(&payment.raw());
    sink.at(&payment, format!("这一格写{text}，统一的说法是“{wording}”。"))
        .way(payment.raw().as_ref())
        .safe(Entry::Text(wording.to_owned()), format!("改成“{wording}”"));
}
