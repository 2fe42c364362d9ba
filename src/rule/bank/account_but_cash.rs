//! B110: an account is given, but the grant was paid in cash.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 这一行填了银行账号，发放方式却写的是现金。
    ///
    /// # 为什么
    /// 第十一条写明，凡发放慰问金的，原则上应通过银行账户发放。既然有账号，到底走了哪一条路，要写清楚：走银行看回单，发现金看签字。
    ///
    /// # 怎么改
    /// 走银行的，把发放方式改成“银行转账”。确实发了现金的，把这一行的账号去掉，在备注里写明原因，由本人签字。
    B110 {
        title: "填了账号，又写现金",
        severity: Severity::Warning,
        articles: &[article::ART_11_BANK],
        help: "走银行的，请改成“银行转账”；发现金的，请去掉账号。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Account, Put::Text("1001234509876543"))],
        right: &[Change::Cell(2, Field::Account, Put::Empty)],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(payment), Some(account)) = (row.payment(), row.account()) else { return };
    if payment.value.good() == Some(&Payment::Cash) && given::account(row) {
        let wording = Payment::Bank.wording();
        sink.at(&payment, "这一行填了银行账号，发放方式写的是现金，看不出走的是哪一条路。")
            .related([account.place])
            .guess(Entry::Text(wording.to_owned()), format!("改成“{wording}”"));
    }
}
