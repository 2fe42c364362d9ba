//! The report for a terminal.

use super::cells::ranges;
use super::words::{Mark, amount, verdict};
use crate::report::{CrossReport, FileReport, FindingReport, Report};
use crate::rule::{Safety, Severity, registry};
use std::collections::BTreeMap;
use std::fmt::Write;

/// From so many findings on, they are summed up by rule: the list has scrolled away.
const MANY: usize = 20;

/// The report as plain text: each file with its findings, then the sums and what to do next.
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
    rules_text(&mut out, report);
    if report.files.len() > 1 {
        out.push_str("各份的结论\n");
        for file in &report.files {
            let said = verdict(file);
            let _ = writeln!(out, "  {} {}：{}", said.mark.sign(), file.path, said.head);
        }
        out.push('\n');
    }
    let totals = &report.totals;
    let (cash, goods) = (amount(&totals.cash_total), amount(&totals.goods_total));
    let _ = writeln!(
        out,
        "共 {} 份文件，{} 人，慰问金 {cash} 元，慰问品折价 {goods} 元。",
        totals.files, totals.people
    );
    if totals.rejected > 0 {
        let _ = writeln!(out, "有 {} 份读不了。", totals.rejected);
    }
    let _ = writeln!(
        out,
        "必须改正 {} 处，需要说明 {} 处，提示 {} 处。",
        totals.errors, totals.warnings, totals.notices
    );
    next_text(&mut out, report);
    let _ = writeln!(out, "标准：{}，以 {} 为今天。", report.tool.profile, report.tool.today);
    out
}

/// How often each rule found something, where that is more than one can keep in mind.
fn rules_text(out: &mut String, report: &Report) {
    let mut sums: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in report.files.iter().flat_map(FileReport::all_findings) {
        *sums.entry((finding.severity, finding.code)).or_default() += 1;
    }
    if sums.values().sum::<usize>() < MANY {
        return;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|((severity, code), count)| (*severity, std::cmp::Reverse(*count), *code));
    out.push_str("按规则\n");
    for ((severity, code), count) in sums {
        let title = registry::rule(code).map_or("", |rule| rule.title);
        let _ = writeln!(out, "  {}  {code}  {title}  {count} 处", label(severity));
    }
    out.push('\n');
}

/// What can be done at once, by which command.
fn next_text(out: &mut String, report: &Report) {
    let safe =
        report.files.iter().flat_map(FileReport::all_findings).filter_map(|it| it.fix.as_ref());
    let safe = safe.filter(|fix| fix.safety == Safety::Safe).count();
    if safe > 0 {
        let file = match report.files.as_slice() {
            [file] if file.path.contains(' ') => format!("\"{}\"", file.path),
            [file] => file.path.clone(),
            _ => "文件".to_owned(),
        };
        let _ = writeln!(
            out,
            "其中 {safe} 处只是写法不同，可以放心改：nuanbiao clean {file} -o 改好的表.xlsx"
        );
    }
}

fn file_text(out: &mut String, file: &FileReport) {
    let _ = writeln!(out, "{}", file.path);
    if file.error.is_none() {
        let said = verdict(file);
        let _ = writeln!(out, "  {} {}。{}", said.mark.sign(), said.head, said.sub);
    }
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

/// Equally wide for all, so that what follows stands in a column.
fn label(severity: Severity) -> String {
    format!("{} {:\u{3000}<4}", Mark::of(severity).sign(), severity.label())
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
        let sure = if fix.safety == Safety::Unsafe { "（请先确认）" } else { "" };
        // Many a description names the new value itself.
        let _ = if fix.value.is_empty() || fix.description.contains(&fix.value) {
            writeln!(out, "      改法：{}{sure}", fix.description)
        } else {
            writeln!(out, "      可改为：{}。{}{sure}", fix.value, fix.description)
        };
    }
    let related = ranges(&finding.related);
    if !related.is_empty() {
        let _ = writeln!(out, "      相关：{}", related.join("、"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::report::{Outcome, Privacy, file_report, report};
    use crate::rule::example::TODAY;
    use crate::session::{Options, Session};
    use crate::workbook::Flow;

    fn told(name: &str, rows: usize) -> String {
        let mut table = "填报单位：,甲厂工会\n姓名,身份证号,慰问日期,慰问金额\n".to_owned();
        for row in 0..rows {
            let _ = writeln!(table, "陈桂芳,310101196803120021,2021.2.5,{}元", 1000 + row);
        }
        let options = Options::on(TODAY);
        let opened =
            Session::open(name, table.as_bytes(), options.clone(), &mut |_| Flow::Continue);
        let outcome = Outcome::Checked(Box::new(opened.unwrap()));
        let file = file_report(name, table.as_bytes(), &outcome, Privacy::Masked);
        text(&report(&options, Privacy::Masked, vec![file], Vec::new()))
    }

    #[test]
    fn a_short_report_tells_its_verdict_first_and_the_next_step_last() {
        let told = told("春节 表.csv", 1);
        assert!(told.starts_with("春节 表.csv\n  ✕ 需要改正 "), "{told}");
        assert!(told.contains("    ✕ 必须改正  B3〔310***********0021〕  "), "{told}");
        assert!(told.contains("    i 提示　　  C3〔2021.2.5〕  "), "{told}");
        assert!(told.contains("      改法：统一写成 2021-02-05\n"), "{told}");
        assert!(told.contains("慰问金 1,000.00 元"), "{told}");
        assert!(told.contains("nuanbiao clean \"春节 表.csv\" -o 改好的表.xlsx"), "{told}");
        assert!(!told.contains("按规则"), "{told}");
    }

    #[test]
    fn a_long_report_is_summed_up_by_rule_and_names_neighbours_as_ranges() {
        let told = told("表.csv", 30);
        assert!(told.contains("\n按规则\n  ✕ 必须改正  "), "{told}");
        assert!(told.contains("  i 提示　　  D104  日期写法不统一  1 处\n"), "{told}");
        assert!(told.contains("      相关：C4:C32\n"), "{told}");
    }
}
