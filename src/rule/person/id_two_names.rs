//! P402: one identity number under different names.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::groups::{self, Shared};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use std::collections::HashMap;

rule! {
    /// # 什么问题
    /// 同一个身份证号，写在了不同姓名的下面。
    ///
    /// # 为什么
    /// 一个号码只属于一个人。多半是复制上一行时忘了改号码，也可能是名字写错了字；不查清，就说不清是谁领的。
    ///
    /// # 怎么改
    /// 请对照这几位的身份证原件，把填错的那一行改过来。
    P402 {
        title: "同一身份证号对应不同姓名",
        severity: Severity::Error,
        articles: &[article::ART_11, article::ART_16],
        help: "请对照这几位的身份证原件，改正填错的那一行。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
        ],
        right: &[Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳"))],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for group in view.groups.by(Shared::IdNumber) {
        let mut group = view.people(group);
        // Rows without a readable name have a finding of their own.
        group.retain(|row| row.record.name.known().is_some());
        let Some(odd) = odd_one_out(&group) else { continue };
        let row = group.remove(odd);
        if let Some(id) = row.id_number() {
            let others = groups::row_numbers(&group);
            sink.at(&id, format!("这个身份证号与{others}的相同，姓名却不一样。"))
                .related(group.iter().filter_map(|row| row.place(Field::IdNumber)));
        }
    }
}

/// Where the rows' names differ: the one whose name no other shares while all others
/// agree, else the last.
fn odd_one_out(rows: &[RowView<'_>]) -> Option<usize> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *count.entry(row.record.name.known()?.as_str()).or_default() += 1;
    }
    if count.len() < 2 {
        return None;
    }
    let last = rows.len() - 1;
    if count.len() > 2 || rows.len() == 2 {
        return Some(last);
    }
    let alone = |row: &RowView<'_>| {
        row.record.name.known().is_some_and(|name| count.get(name.as_str()) == Some(&1))
    };
    Some(rows.iter().position(alone).unwrap_or(last))
}
