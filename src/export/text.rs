//! The report for a terminal.

use crate::report::{CrossReport, FileReport, FindingReport, Report};
use crate::rule::Severity;
use std::fmt::Write;

/// The report as plain text: each file with its findings, then the sums.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    for file in &report.files {
        file_text(&mut out, file);
        out.push('\n');
    }
    if !report.cross.is_empty() {
        out.push_str("各份文件之间\n");
        for finding in &report.cross {
            cross_text(&mut out, finding);
        }
        out.push('\n');
    }
    let totals = &report.totals;
    let _ = writeln!(
        out,
        "共 {} 份文件，{} 人，慰问金 {} 元，慰问品折价 {} 元。",
        totals.files, totals.people, totals.cash_total, totals.goods_total
    );
    if totals.rejected > 0 {
        let _ = writeln!(out, "有 {} 份读不了。", totals.rejected);
    }
    let _ = writeln!(
        out,
        "必须改正 {} 处，需要说明 {} 处，提示 {} 处。",
        totals.errors, totals.warnings, totals.notices
    );
    let _ = writeln!(out, "标准：{}，以 {} 为今天。", report.tool.profile, report.tool.today);
    out
}

fn file_text(out: &mut String, file: &FileReport) {
    let _ = writeln!(out, "{}", file.path);
    if let Some(error) = &file.error {
        let _ = writeln!(out, "  {} {}", error.code, error.message);
        return;
    }
    for finding in &file.findings {
        finding_text(out, finding);
    }
    for sheet in &file.sheets {
        let several = file.sheets.iter().filter(|it| it.name == sheet.name).count() > 1;
        let range = sheet.range.as_deref().filter(|_| several).unwrap_or_default();
        let _ = writeln!(out, "  〔{}〕{range} {} 行", sheet.name, sheet.rows);
        for finding in &sheet.findings {
            finding_text(out, finding);
        }
        if sheet.findings.is_empty() {
            let _ = writeln!(out, "    没有问题");
        }
    }
    for sentence in &file.not_checked {
        let _ = writeln!(out, "  未能检查：{sentence}");
    }
}

const fn label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕ 必须改正",
        Severity::Warning => "! 需要说明",
        Severity::Notice => "i 提示",
    }
}

fn cross_text(out: &mut String, finding: &CrossReport) {
    let name = finding.name.as_ref().map(|name| format!("{name}  ")).unwrap_or_default();
    let _ = writeln!(out, "    {}  {name}{}", label(finding.severity), finding.message);
    let _ = writeln!(out, "      {}（{}，{}）", finding.help, finding.code, finding.article);
    for place in &finding.places {
        let _ = writeln!(out, "      {}〔{}〕{}", place.path, place.sheet, place.cell);
    }
}

fn finding_text(out: &mut String, finding: &FindingReport) {
    let label = label(finding.severity);
    let place = finding.cell.as_deref().unwrap_or("整张表");
    let value = finding.value.as_deref().filter(|value| !value.is_empty());
    let value = value.map(|value| format!("〔{}〕", value.replace(['\n', '\r'], " ")));
    let value = value.unwrap_or_default();
    let _ = writeln!(out, "    {label}  {place}{value}  {}", finding.message);
    let _ = writeln!(out, "      {}（{}，{}）", finding.help, finding.code, finding.article);
    if let Some(fix) = &finding.fix {
        let _ = writeln!(out, "      可改为：{}。{}", fix.value, fix.description);
    }
    if !finding.related.is_empty() {
        let _ = writeln!(out, "      相关：{}", finding.related.join("、"));
    }
}
