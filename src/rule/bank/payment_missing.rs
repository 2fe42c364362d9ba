//! B101: nobody said how the grant was paid.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// “发放方式”这一格空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 第十一条写明，慰问金原则上通过银行账户发放。不写发放方式，就不知道该看银行回单，还是看签字。
    ///
    /// # 怎么改
    /// 请从“银行转账”“现金”“实物”“现金和实物”里选一种。填了账号或慰问品的，暖表会提出一个建议，请核对后再采用。
    B101 {
        title: "没有填发放方式",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK, article::FORM],
        help: "请填银行转账、现金、实物，或现金和实物。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Payment, Put::Empty)],
        right: &[Change::Cell(0, Field::Payment, Put::Text("银行转账"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(payment) = row.payment() else { return };
    if !payment.value.is_missing() {
        return;
    }
    let finding = sink.at(&payment, "发放方式还没有填。");
    if let Some((likely, because)) = likely(row) {
        let wording = likely.wording();
        finding
            .help(format!("{because}，可能是“{wording}”。请核对后填上。"))
            .guess(Entry::Text(wording.to_owned()), format!("填“{wording}”"));
    }
}

/// What account and goods let one guess. Cash without an account tells nothing.
fn likely(row: &RowView<'_>) -> Option<(Payment, &'static str)> {
    match (given::cash(row), given::goods(row), given::account(row)) {
        (true, true, _) => Some((Payment::Mixed, "这一行既有慰问金，也有慰问品")),
        (false, true, _) => Some((Payment::Goods, "这一行只有慰问品")),
        (_, false, true) => Some((Payment::Bank, "这一行填了银行账号")),
        (_, false, false) => None,
    }
}
