//! B103: paid through a bank, but no account.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 发放方式是银行转账，银行账号却空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 表里有账号这一列，就要能与银行回单对上。账号空着，回单上的钱进了谁的账户就核不出来。
    ///
    /// # 怎么改
    /// 请填上职工本人的银行账号。如果实际发的是现金，请改发放方式，由本人签字，并在备注里写明原因。
    B103 {
        title: "银行转账没有账号",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK],
        help: "请填上本人的银行账号；实际发现金的，请改发放方式。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Account, Put::Empty)],
        right: &[Change::Cell(0, Field::Account, Put::Text("6222020200112233446"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(payment), Some(account)) = (row.payment(), row.account()) else { return };
    let bank = payment.value.good() == Some(&Payment::Bank)
        || given::mixed_through_bank(row, context.profile);
    if bank && account.value.is_missing() {
        sink.at(&account, "发放方式是银行转账，银行账号还没有填。").related([payment.place]);
    }
}
