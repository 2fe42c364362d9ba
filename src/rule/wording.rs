//! One notice per column and way of writing.
//!
//! A hundred thousand cells written 500元 are one habit, not a hundred thousand
//! problems: findings that carry a [`Finding::way`] are folded by code, column and way.
//! The first keeps its cell, the others become `related`, and its fix edits all.

use super::Finding;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Folds wording notices; all other findings pass unchanged and in order.
#[must_use]
pub fn fold(findings: Vec<Finding>) -> Vec<Finding> {
    let mut folded: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut first_of = HashMap::new();
    for finding in findings {
        let Some(way) = finding.way.clone() else {
            folded.push(finding);
            continue;
        };
        let column = finding.cell.map(|cell| cell.col);
        match first_of.entry((finding.code(), finding.sheet, column, way)) {
            Entry::Vacant(entry) => {
                entry.insert(folded.len());
                folded.push(finding);
            }
            Entry::Occupied(entry) => {
                if let Some(first) = folded.get_mut(*entry.get()) {
                    first.related.extend(finding.cell);
                    if let (Some(fix), Some(more)) = (&mut first.fix, finding.fix) {
                        fix.edits.extend(more.edits);
                    }
                }
            }
        }
    }
    folded
}
