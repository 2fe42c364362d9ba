//! The list of findings.

use super::PAGE;
use super::rules::link;
use crate::export::cells::ranges;
use crate::export::unbroken::unbroken;
use crate::export::words::Mark;
use crate::report::{CrossReport, FindingReport};
use crate::rule::{Safety, Severity};
use maud::{Markup, html};

/// A list: severity, cell, problem, what to do.
pub(super) fn list(findings: &[FindingReport]) -> Markup {
    html! {
        table.paged.findings {
            thead {
                tr { th.kind { "轻重" } th.cell { "单元格" } th { "问题" } th { "怎么改" } }
            }
            tbody {
                @for (position, finding) in findings.iter().enumerate() {
                    (row(position, finding))
                }
            }
        }
    }
}

/// The class of a list's row: its severity, and whether it lies beyond the first page.
pub(super) fn row_class(position: usize, mark: Mark) -> String {
    let page = if position < PAGE { "" } else { " p" };
    format!("{}{page}", mark.class())
}

pub(super) fn severity(severity: Severity) -> Markup {
    html! { (Mark::of(severity)) (severity.label()) }
}

fn row(position: usize, finding: &FindingReport) -> Markup {
    let place = finding.cell.as_ref().or(finding.range.as_ref());
    let range = finding.range.as_ref().filter(|range| Some(*range) != place);
    let related = ranges(&finding.related);
    let value = finding.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
    html! {
        tr class=(row_class(position, Mark::of(finding.severity))) {
            td.kind { (severity(finding.severity)) }
            td.cell {
                @match place {
                    Some(place) => { (place) }
                    None => { "整张表" }
                }
                @if let Some(value) = value { div.value { (unbroken(value)) } }
            }
            td {
                (unbroken(&finding.message))
                @if let Some(range) = range { div.related { "范围：" (range) } }
                @if !related.is_empty() {
                    div.related { "相关：" (related.join("、")) }
                }
                div.small { (link(finding.code)) " · " (finding.article) }
            }
            td {
                (unbroken(&finding.help))
                @if let Some(fix) = &finding.fix {
                    div.small {
                        @if !fix.value.is_empty() { "可改为：" b { (unbroken(&fix.value)) } "。" }
                        (unbroken(&fix.description))
                        @if fix.safety == Safety::Unsafe { "（请先确认）" }
                    }
                }
            }
        }
    }
}

/// Findings across files.
pub(super) fn cross(findings: &[CrossReport]) -> Markup {
    html! {
        section {
            h2 { "文件之间的问题" }
            table.paged.findings {
                thead {
                    tr { th.kind { "轻重" } th { "问题" } th { "怎么改" } th { "在哪里" } }
                }
                tbody {
                    @for (position, finding) in findings.iter().enumerate() {
                        tr class=(row_class(position, Mark::of(finding.severity))) {
                            td.kind { (severity(finding.severity)) }
                            td {
                                @if let Some(name) = &finding.name { b { (name) } " " }
                                (unbroken(&finding.message))
                                div.small { (link(finding.code)) " · " (finding.article) }
                            }
                            td { (unbroken(&finding.help)) }
                            td {
                                ul {
                                    @for place in &finding.places {
                                        li { (unbroken(&place.path)) " " (place.sheet) "!" (place.cell) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
