//! "How findings are counted" of the catalogue, line by line.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod catalogue;
mod counting;
mod fair;
mod silence;
mod values;
mod words;

use nuanbiao::form;
use nuanbiao::rule::{Context, Example, Finding, check_workbook, example};
use nuanbiao::workbook::Workbook;

/// The findings of a workbook by an example's profile, but for the seal that no unprinted
/// form has.
fn findings_of(workbook: &Workbook, changes: Example) -> Vec<Finding> {
    let profile = &*example::profile(changes).unwrap();
    let found = form::find(workbook, profile, example::TODAY);
    let context = Context { profile, today: example::TODAY, format: workbook.format };
    let mut findings = check_workbook(workbook, &found.forms, &found.skipped, &context).findings;
    findings.retain(|finding| finding.code() != "H109");
    findings
}

fn findings(changes: Example) -> Vec<Finding> {
    findings_of(&example::workbook(changes).unwrap(), changes)
}

/// Each finding as `P401 D7 (D6)`: code, cell, related ones.
fn told(changes: Example) -> Vec<String> {
    findings(changes).iter().map(tell).collect()
}

fn tell(finding: &Finding) -> String {
    let cell = finding.cell.map_or_else(|| "-".to_owned(), |cell| cell.to_string());
    let related: Vec<_> = finding.related.iter().map(ToString::to_string).collect();
    if related.is_empty() {
        format!("{} {cell}", finding.code())
    } else {
        format!("{} {cell} ({})", finding.code(), related.join(" "))
    }
}
