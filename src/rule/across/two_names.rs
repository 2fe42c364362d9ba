//! X205: one identity number under different names in different files.

use super::view::named;
use super::{AcrossView, CrossSink};
use crate::form::Field;
use crate::ledger::LineRef;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};
use crate::value::name::same_person;

rule! {
    /// # 什么问题
    /// 几份表里，同一个身份证号填在了不同的姓名下。
    ///
    /// # 为什么
    /// 实名制要求人和证件对得上。不是姓名写错，就是号码写错，也可能是借用了别人的证件。
    ///
    /// # 怎么改
    /// 请对照证件，把写错的姓名或号码改正；改好以后再看这个人是不是重复慰问。
    X205 {
        title: "同一身份证号、不同姓名（跨文件）",
        severity: Severity::Error,
        articles: &[article::ART_11, article::ART_16],
        help: "请对照证件，把写错的姓名或身份证号改正。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::OtherFile(&[
            Change::Cell(0, Field::IdNumber, Put::Text("310101196803120025")),
        ])],
        right: &[Change::OtherFile(&[])],
    }
}

/// Whether the lines of one identity number bear different names in different files.
pub(super) fn is_contradictory(lines: &[LineRef<'_>]) -> bool {
    lines.iter().any(|a| lines.iter().any(|b| differ(a, b)))
}

fn differ(a: &LineRef<'_>, b: &LineRef<'_>) -> bool {
    let names = a.line.name.as_ref().zip(b.line.name.as_ref());
    a.table.file != b.table.file && names.is_some_and(|(a, b)| !same_person(a, b))
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    for lines in view.people().filter(|lines| is_contradictory(lines)) {
        let people = lines.iter().filter_map(|it| {
            let name = it.line.name.as_ref()?;
            Some(format!("{}写作{name}", it.table.unit_name()))
        });
        let message = format!("同一个身份证号，姓名不一样：{}。", named(people, "，"));
        sink.lines(&lines, |it| it.table.id_col, message);
    }
}
