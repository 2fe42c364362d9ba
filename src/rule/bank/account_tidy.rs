//! B112: an account number that needs tidying.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 账号本身是完整的，只是夹了空格、横线或全角数字，或者短账号存成了数字。
    ///
    /// # 为什么
    /// 不影响认定。但带空格的账号粘到网银里常常通不过，存成数字的账号再长一点就会丢位。
    ///
    /// # 怎么改
    /// 可以一次改成纯数字的文本，号码不变。以后录入前，请先把这一列设成“文本”。
    B112 {
        title: "银行账号需要整理",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "建议改成纯数字的文本，号码不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Account, Put::Text("6222 0202 0011 2233 446"))],
        right: &[Change::Cell(0, Field::Account, Put::Text("6222020200112233446"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(account) = row.account() else { return };
    if let Reading::Good { value, ways } = account.value
        && !ways.is_none()
    {
        sink.at(&account, format!("银行账号可以更整齐：{ways}。"))
            .ways(*ways)
            .safe(Entry::Text(value.as_str().to_owned()), "改成纯数字的文本，号码不变");
    }
}
