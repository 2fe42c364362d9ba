//! Which of the offered fixes to apply.

use crate::rule::{Finding, Rule, Safety};
use crate::workbook::{Cell, CellRef};
use std::collections::HashSet;

/// Which fixes the user asked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Safe fixes only, unless this says so.
    pub guesses: bool,
    /// Only these findings (positions in the list); all if empty.
    pub findings: Vec<usize>,
    /// Only rules whose code begins with one of these; all if empty.
    pub codes: Vec<String>,
}

impl Selection {
    fn takes(&self, position: usize, finding: &Finding) -> bool {
        (self.findings.is_empty() || self.findings.contains(&position))
            && (self.codes.is_empty() || self.codes.iter().any(|it| finding.code().starts_with(it)))
    }
}

/// A planned change of one cell.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Index of the sheet.
    pub sheet: usize,
    /// The cell.
    pub place: CellRef,
    /// What it is to hold.
    pub after: Option<Cell>,
    /// The rule that asks for it.
    pub rule: &'static Rule,
    /// How far it can be trusted.
    pub safety: Safety,
}

/// The edits that mend the selected findings. Where two fixes want the same cell, a safe
/// one goes before a guess and the earlier finding before the later; the other finding
/// will be looked at again after the re-check. `all_text` is true in a CSV.
#[must_use]
pub fn plan(findings: &[Finding], selection: &Selection, all_text: bool) -> Vec<Planned> {
    let mut taken: HashSet<(usize, CellRef)> = HashSet::new();
    let mut planned = Vec::new();
    for wanted in [Safety::Safe, Safety::Unsafe] {
        if wanted == Safety::Unsafe && !selection.guesses {
            break;
        }
        for (position, finding) in findings.iter().enumerate() {
            let (Some(sheet), Some(fix)) = (finding.sheet, &finding.fix) else { continue };
            if fix.safety != wanted || !selection.takes(position, finding) {
                continue;
            }
            for edit in &fix.edits {
                if taken.insert((sheet, edit.place)) {
                    planned.push(Planned {
                        sheet,
                        place: edit.place,
                        after: edit.entry.clone().into_cell(edit.place.col, all_text),
                        rule: finding.rule,
                        safety: fix.safety,
                    });
                }
            }
        }
    }
    planned
}
