//! What came of comparing and of sampling, for a terminal and for the page to show.

use crate::across::compare::Comparison;
use crate::across::sample::Method;
use crate::across::sample::worksheet::Evaluation;
use crate::report::yuan;
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
        let title = change.field.title();
        let _ = writeln!(out, "{title}：{} → {}", shown(&change.before), shown(&change.after));
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

/// An evaluated worksheet as plain text: figures, what they rest on, and no verdict beyond
/// them.
#[must_use]
pub fn evaluation_text(evaluation: &Evaluation) -> String {
    let results = &evaluation.results;
    let mut out = String::new();
    let percent = |share: f64| format!("{:.2}%", share * 100.0);
    let confidence = percent(evaluation.confidence);
    let _ = writeln!(
        out,
        "{}：看了 {} 行，不符 {} 行（{}）。",
        evaluation.method.label(),
        results.checked,
        results.wrong,
        percent(results.rate)
    );
    if results.open > 0 {
        let _ = writeln!(out, "还有 {} 行没有填结论，填完才能推算总体。", results.open);
        return out;
    }
    if let Some(upper) = results.upper_rate {
        let _ = writeln!(
            out,
            "置信度 {confidence} 下，总体差错率不超过 {}（二项分布单侧上限）。",
            percent(upper)
        );
    }
    if let Some(projected) = results.projected {
        let _ = writeln!(out, "按抽中概率推算，总体多记 {} 元。", yuan(projected));
    }
    if let Some(upper) = results.upper_amount {
        let _ = writeln!(
            out,
            "置信度 {confidence} 下，总体多记不超过 {} 元（Stringer 上限）。",
            yuan(upper)
        );
    }
    if evaluation.method == Method::Risk {
        out.push_str(
            "风险加权的样本偏向有问题的行：差错率只说明抽到的行，不能当作总体的差错率。\n",
        );
    }
    out
}
