//! X201: one person in several files, visits close to each other.

use super::view::visits;
use super::{AcrossView, CrossSink, two_names};
use crate::form::Field;
use crate::ledger::LineRef;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};

rule! {
    /// # 什么问题
    /// 同一个身份证号出现在几份表里，慰问的时间相隔不超过三十天（天数可以在标准里改）。
    ///
    /// # 为什么
    /// 各级工会用各自的资金先后慰问同一位职工，是允许的；同一家单位用同一项资金在几天里发了两次，
    /// 多半是重复报送。所以单位和资金来源都相同的，列为必须改正；其余的只请核实。
    ///
    /// # 怎么改
    /// 请和有关单位核实：是两次慰问的，各自保留依据；重复报送的，请从其中一份里删掉。
    X201 {
        title: "同一人在几份表里，时间相近",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请和有关单位核实：是各级工会分别慰问的，保留依据就行；重复报送的请从一份里删掉。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::OtherFile(&[
            Change::Cell(0, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(0, Field::Sex, Put::Text("女")),
            Change::Cell(0, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(0, Field::AccountName, Put::Text("陈桂芳")),
            Change::Cell(0, Field::Account, Put::Text("6222020200112233446")),
        ])],
        right: &[Change::OtherFile(&[])],
    }
}

/// The lines of one person that lie close to one in another file.
pub(super) fn close<'a>(lines: &[LineRef<'a>], days: u16) -> Vec<LineRef<'a>> {
    let near = |a: &LineRef<'_>, b: &LineRef<'_>| is_near(a, b, days);
    lines.iter().filter(|a| lines.iter().any(|b| near(a, b))).copied().collect()
}

fn is_near(a: &LineRef<'_>, b: &LineRef<'_>, days: u16) -> bool {
    let dates = a.line.when.zip(b.line.when);
    a.table.file != b.table.file
        && dates.is_some_and(|(a, b)| a.days_to(b) <= i32::from(days))
        && !(a.table.same_unit(b.table) && a.line.completes(b.line))
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let days = view.profile.repeat_days();
    for lines in view.people().filter(|lines| !two_names::is_contradictory(lines)) {
        let close = close(&lines, days);
        if close.is_empty() {
            continue;
        }
        let message =
            format!("这个人在几份表里都有，时间相隔不超过 {days} 天：{}。", visits(&close));
        let finding = sink.lines(&close, |it| it.table.id_col, message);
        let twice = |a: &LineRef<'_>, b: &LineRef<'_>| {
            let funding = a.line.funding.is_some() && a.line.funding == b.line.funding;
            funding && a.table.same_unit(b.table) && is_near(a, b, days)
        };
        if close.iter().any(|a| close.iter().any(|b| twice(a, b))) {
            finding.severity = Severity::Error;
            finding.help =
                "单位和资金来源都相同，多半是重复报送：请核实，从其中一份里删掉。".into();
        }
    }
}
