//! X202: one person in several files, visits far apart.

use super::view::visits;
use super::{AcrossView, CrossSink, repeated, two_names};
use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};

rule! {
    /// # 什么问题
    /// 同一个身份证号出现在几份表里，慰问的时间相隔较远，或者看不出时间。
    ///
    /// # 为什么
    /// 一年里分几次慰问同一位职工是允许的，列出来便于汇总和抽查。
    ///
    /// # 怎么改
    /// 不用改。请看看累计的金额是不是符合本单位的标准。
    X202 {
        title: "同一人在几份表里，时间较远",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "不用改；请看看这个人累计的金额是不是符合本单位的标准。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::OtherFile(&[
            Change::Cell(0, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(0, Field::Sex, Put::Text("女")),
            Change::Cell(0, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(0, Field::AccountName, Put::Text("陈桂芳")),
            Change::Cell(0, Field::Account, Put::Text("6222020200112233446")),
            Change::Cell(0, Field::Date, Put::Text("2020-12-20")),
        ])],
        right: &[Change::OtherFile(&[])],
    }
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let days = view.profile.repeat_days();
    for lines in view.people() {
        if two_names::is_contradictory(&lines) || !repeated::close(&lines, days).is_empty() {
            continue;
        }
        let message = format!("这个人在几份表里都有：{}。", visits(&lines));
        sink.lines(&lines, |it| it.table.id_col, message);
    }
}
