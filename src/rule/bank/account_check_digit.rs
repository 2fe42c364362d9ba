//! B106: a bank card fails its check digit.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::account::AccountFault;

rule! {
    /// # 什么问题
    /// 62 开头的 16 位或 19 位银行卡号，最后一位是前面各位算出来的校验位。算出来的与填的不一样，说明至少有一位写错了。
    ///
    /// # 为什么
    /// 卡号错一位，钱就会退回，或者进了别人的账户。
    ///
    /// # 怎么改
    /// 请对照银行卡逐位核对，常见的是相邻两位写反、漏一位又多一位。存折和结算账户没有校验位，不在此列。
    B106 {
        title: "银行卡号校验位不对",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK, article::ISO_7812],
        help: "请对照银行卡逐位核对后重新录入。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Account, Put::Text("6222020200112233445"))],
        right: &[Change::Cell(0, Field::Account, Put::Text("6222020200112233446"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(account) = row.account() else { return };
    if matches!(account.value, Reading::Bad(AccountFault::CheckDigit)) {
        sink.at(&account, "银行卡号的校验位对不上，至少有一位写错了。");
    }
}
