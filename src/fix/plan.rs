//! Which of the offered fixes to apply.

use super::edit::{Cause, State, Target};
use crate::rule::{Finding, FixEdit, Safety};
use crate::workbook::Visibility;
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

/// A planned change.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Index of the sheet.
    pub sheet: usize,
    /// What is to be.
    pub after: State,
    /// The fix that asks for it.
    pub cause: Cause,
}

/// The edits that mend the selected findings. Where two fixes want the same cell, a safe
/// one goes before a guess and the earlier finding before the later; the other finding
/// will be looked at again after the re-check. `all_text` is true in a CSV.
#[must_use]
pub fn plan(findings: &[Finding], selection: &Selection, all_text: bool) -> Vec<Planned> {
    let mut taken: HashSet<(usize, Target)> = HashSet::new();
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
            let cause = Cause::Fix { rule: finding.rule, safety: fix.safety };
            for edit in &fix.edits {
                let after = state(edit, all_text);
                if taken.insert((sheet, after.target())) {
                    planned.push(Planned { sheet, after, cause });
                }
            }
        }
    }
    planned
}

fn state(edit: &FixEdit, all_text: bool) -> State {
    match edit {
        FixEdit::Cell { place, entry } => {
            State::Cell(*place, entry.clone().into_cell(place.col, all_text))
        }
        FixEdit::Show(hidden) => State::Visibility(*hidden, Visibility::Visible),
    }
}
