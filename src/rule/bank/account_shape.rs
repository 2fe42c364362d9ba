//! B105: not an account number.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::account::AccountFault;

rule! {
    /// # 什么问题
    /// 银行账号里有数字以外的字，或者位数不对。账号是 9 到 30 位数字，银行卡多为 16 位或 19 位。
    ///
    /// # 为什么
    /// 账号差一位，钱就会退回，或者进了别人的账户。
    ///
    /// # 怎么改
    /// 请对照银行卡或存折重新录入，只填数字。开户行、户名写到各自的列里。
    B105 {
        title: "银行账号格式不对",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK],
        help: "请对照银行卡或存折重新录入，只填数字。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Account, Put::Text("62220202"))],
        right: &[Change::Cell(0, Field::Account, Put::Text("1001234509876543"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(account) = row.account() else { return };
    if matches!(account.value, Reading::Bad(AccountFault::Shape)) {
        sink.at(&account, message(&account.raw()));
    }
}

fn message(raw: &str) -> String {
    let text: String = raw.chars().filter(|c| !crate::value::text::is_space(*c)).collect();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if digits == 0 {
        "银行账号这一格没有数字，不像账号。".to_owned()
    } else if digits == text.chars().count() {
        format!("银行账号一共 {digits} 位，账号应是 9 到 30 位数字。")
    } else {
        "银行账号里有数字以外的字。".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_says_what_is_odd() {
        assert!(message("62220202").contains("一共 8 位"));
        assert!(message("工行卡").contains("没有数字"));
        assert!(message("工行6222020200112233446").contains("数字以外的字"));
    }
}
