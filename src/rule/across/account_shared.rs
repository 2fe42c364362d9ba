//! X203: one account under different people in different files.

use super::view::named;
use super::{AcrossView, CrossSink};
use crate::form::Field;
use crate::ledger::LineRef;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};
use crate::value::name::same_person;

rule! {
    /// # 什么问题
    /// 几份表里，不同的人填了同一个银行账号。
    ///
    /// # 为什么
    /// 慰问金要打进本人的账户。几家单位的职工共用一个账号，可能是填错，也可能是有人代领、冒领。
    ///
    /// # 怎么改
    /// 请对照银行回单和本人的卡核对账号，填错的改正。
    X203 {
        title: "不同的人用同一个账号（跨文件）",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK, article::ART_16],
        help: "请对照银行回单和本人的卡核对账号，填错的改正。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::OtherFile(&[Change::Cell(
            0,
            Field::Account,
            Put::Text("6222020200112233446"),
        )])],
        right: &[Change::OtherFile(&[])],
    }
}

/// Whether two lines may be of one person: by identity number where both have one, else
/// by name. One name with numbers a slip apart is P403's to ask about.
fn is_same(a: &LineRef<'_>, b: &LineRef<'_>) -> bool {
    let names = a.line.name.as_ref().zip(b.line.name.as_ref());
    let same_name = names.is_none_or(|(a, b)| same_person(a, b));
    let Some((one, other)) = a.line.person.zip(b.line.person) else { return same_name };
    let digits = a.line.digits.zip(b.line.digits);
    let slip = digits.is_some_and(|(a, b)| a.distance(b) <= 2);
    one == other || (same_name && slip)
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    for lines in view.across(|it| it.line.account) {
        let differ =
            |a: &LineRef<'_>, b: &LineRef<'_>| a.table.file != b.table.file && !is_same(a, b);
        let odd: Vec<_> =
            lines.iter().filter(|a| lines.iter().any(|b| differ(a, b))).copied().collect();
        if odd.is_empty() {
            continue;
        }
        let people = odd.iter().map(|it| {
            let name = it.line.name.as_deref().unwrap_or("未写姓名的一行");
            format!("{}的{name}", it.table.unit_name())
        });
        let message = format!("{}填了同一个银行账号。", named(people, "、"));
        sink.lines(&odd, |it| it.table.account_col, message);
    }
}
