//! B104: a cash grant in cash, without a reason.

use crate::form::{Field, RowView};
use crate::policy::{Payment, Profile, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 慰问金是用现金发的，没有写明为什么不走银行。
    ///
    /// # 为什么
    /// 第十一条写明，凡发放慰问金的，原则上应通过银行账户发放。确有原因的可以发现金，把原因写下来，审计时就说得清。
    ///
    /// # 怎么改
    /// 请在备注里写一句原因，例如“本人没有银行卡”“住院急用”。慰问事由写的是为什么慰问，不能代替。以后建议改为银行转账。
    B104 {
        title: "现金发放没有写明原因",
        severity: Severity::Warning,
        articles: &[article::ART_11_BANK],
        help: "请在备注里写明用现金的原因，或改为银行转账。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Cell(2, Field::Note, Put::Empty)],
        right: &[
            Change::Cell(2, Field::Note, Put::Empty),
            Change::Cell(2, Field::Payment, Put::Text("现金（本人没有银行卡）")),
        ],
    }
}

/// Whether a cash grant went into the person's hands.
fn in_cash(row: &RowView<'_>, profile: &Profile) -> bool {
    given::cash(row)
        && match row.record.payment.good() {
            Some(Payment::Cash) => true,
            Some(Payment::Mixed) => !given::mixed_through_bank(row, profile),
            _ => false,
        }
}

/// Any text in 备注 that is no placeholder, or any beside the word of payment; or a case
/// that the unit's standards except.
fn has_reason(row: &RowView<'_>, profile: &Profile) -> bool {
    let reason = row.text(Field::Reason);
    row.says(Field::Note)
        || super::reason_beside_payment(row, profile)
        || profile.cash_exceptions().iter().any(|case| reason.contains(case.as_str()))
}

/// Where some cash rows tell their reason, each that doesn't is asked; where none does,
/// the sheet is asked once.
fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let rows = || view.rows().filter(|row| in_cash(row, context.profile));
    let silent =
        || rows().filter(|row| !has_reason(row, context.profile)).filter_map(|row| row.payment());
    if rows().any(|row| has_reason(&row, context.profile)) {
        for payment in silent() {
            sink.at(&payment, "这一笔慰问金发的是现金，没有写明原因。原则上通过银行账户发放。");
        }
        return;
    }
    let mut silent = silent();
    let Some(first) = silent.next() else { return };
    let others: Vec<_> = silent.map(|payment| payment.place).collect();
    let message = if others.is_empty() {
        "这一笔慰问金发的是现金，没有写明原因。原则上通过银行账户发放。".to_owned()
    } else {
        let count = others.len() + 1;
        format!("表里 {count} 笔慰问金发的是现金，都没有写明原因。原则上通过银行账户发放。")
    };
    sink.at(&first, message).related(others);
}
