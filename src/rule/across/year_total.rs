//! X204: what a person was given in a year is above the ceiling.

use super::{AcrossView, CrossSink};
use crate::form::Field;
use crate::ledger::LineRef;
use crate::ledger::keys::Key;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};
use crate::value::money::display;
use rust_decimal::Decimal;
use std::collections::HashMap;

rule! {
    /// # 什么问题
    /// 一个人一年里领到的慰问金和慰问品加起来，超过了本单位标准里每人每年的上限。
    ///
    /// # 为什么
    /// 办法没有规定数额，由各单位定标准（第十八条）；标准定了，就要一样执行。内置标准没有设上限。
    ///
    /// # 怎么改
    /// 请核实每一笔；确需超过标准的，请按本单位的规定另行研究，并把依据存档。
    X204 {
        title: "一年累计超过上限",
        severity: Severity::Error,
        articles: &[article::ART_7, article::ART_16],
        help: "请逐笔核实；确需超过标准的，请按本单位的规定研究决定，并把依据存档。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[
            Change::Profile("[ceilings]\nyear = 1100\n"),
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::OtherFile(&[]),
        ],
        right: &[
            Change::Profile("[ceilings]\nyear = 1200\n"),
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::OtherFile(&[]),
        ],
    }
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let Some(ceiling) = view.profile.year_ceiling() else { return };
    let mut totals: HashMap<_, Decimal> = HashMap::new();
    for (key, line) in view.lines().filter_map(in_year) {
        let total = totals.entry(key).or_default();
        *total = total.saturating_add(line.line.amount());
    }
    totals.retain(|_, total| *total > ceiling);
    let mut above: HashMap<_, Vec<LineRef<'_>>> = HashMap::new();
    for (key, line) in view.lines().filter_map(in_year) {
        if totals.contains_key(&key) {
            above.entry(key).or_default().push(line);
        }
    }
    let first = |lines: &Vec<LineRef<'_>>| lines.first().map(|it| (it.id, it.line.row));
    let mut above: Vec<_> = above.into_iter().collect();
    above.sort_by_key(|((_, year), lines)| (first(lines), *year));
    for (key, lines) in above {
        let total = totals.get(&key).copied().unwrap_or_default();
        let message = format!(
            "这个人 {} 年共领 {} 元（{} 笔），超过每人每年 {} 元的上限。",
            key.1,
            display(total),
            lines.len(),
            display(ceiling)
        );
        sink.lines(&lines, |it| it.table.id_col, message);
    }
}

/// The person and the year of a visit, where both are known.
fn in_year<'a>(line: LineRef<'a>) -> Option<((Key, i16), LineRef<'a>)> {
    let when = line.line.when.filter(|it| it.first.year() == it.last.year())?;
    Some(((line.line.person?, when.first.year()), line))
}
