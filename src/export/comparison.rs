//! What came of comparing two versions, for a terminal.

use crate::across::compare::Comparison;
use std::fmt::Write as _;

/// A comparison as plain text.
#[must_use]
pub fn comparison_text(comparison: &Comparison) -> String {
    let mut out = String::new();
    let is_same = comparison.head.is_empty()
        && comparison.changed.is_empty()
        && comparison.added.is_empty()
        && comparison.removed.is_empty();
    if is_same {
        out.push_str("两份表的内容一样。\n");
    }
    for change in &comparison.head {
        let (before, after) = (shown(&change.before), shown(&change.after));
        let _ = writeln!(out, "{}：{before} → {after}", change.title);
    }
    for change in &comparison.changed {
        let cell = if change.new_cell.is_empty() { &change.old_cell } else { &change.new_cell };
        let (before, after) = (shown(&change.before), shown(&change.after));
        let _ = writeln!(out, "{cell}  {}的{}：{before} → {after}", change.name, change.title);
    }
    for person in &comparison.added {
        let _ = writeln!(out, "{}  新增：{}", person.cell, shown(&person.name));
    }
    for person in &comparison.removed {
        let _ = writeln!(out, "{}  删去：{}", person.cell, shown(&person.name));
    }
    for (title, findings) in [("改好了", &comparison.gone), ("新出现", &comparison.come)] {
        if findings.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{title}（{} 处）", findings.len());
        for it in findings {
            let cell = it.finding.cell.as_deref().unwrap_or("整张表");
            let (code, message) = (it.finding.code, &it.finding.message);
            let _ = writeln!(out, "  {}〔{cell}〕{message}（{code}）", it.sheet);
        }
    }
    let (gone, come) = (comparison.gone.len(), comparison.come.len());
    let _ = writeln!(
        out,
        "\n问题：改好了 {gone} 处，新出现 {come} 处，还在的 {} 处。",
        comparison.stayed
    );
    out
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "（空）" } else { text }
}
