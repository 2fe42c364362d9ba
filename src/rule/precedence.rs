//! One finding per cause: the first silences the rest.
//!
//! The table is the catalogue's ("How findings are counted"). Rules needn't know of each
//! other: each says what it sees, and this decides what is told.

use super::Finding;
use std::collections::HashSet;

/// Where a winner silences its losers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On the same row.
    Row,
    /// Where both name a common cell.
    Cells,
    /// On the whole sheet.
    Sheet,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Precedence {
    /// Any of these …
    pub winners: &'static [&'static str],
    /// … silences all of these …
    pub losers: &'static [&'static str],
    /// … there.
    pub scope: Scope,
}

/// The table.
pub static TABLE: &[Precedence] = &[
    // Identity.
    row(&["F013", "P201"], &["P206", "P202", "P204", "P205", "P203", "P209", "P210"]),
    row(&["P206"], &["P202", "P204", "P205", "P203", "P209", "P210"]),
    row(&["P202"], &["P204", "P205", "P203", "P209", "P210"]),
    row(&["P204"], &["P205", "P203", "P209", "P210"]),
    row(&["P205"], &["P203", "P209", "P210"]),
    row(&["P203"], &["P209", "P210"]),
    Precedence { winners: &["P402"], losers: &["P401"], scope: Scope::Cells },
    // Dates.
    row(&["D102"], &["D103", "D105"]),
    row(&["D103"], &["D105"]),
    // Category.
    row(&["C105"], &["C102", "C103", "C108", "C104"]),
    row(&["C102"], &["C103", "C108", "C104"]),
    row(&["C103"], &["C108", "C104"]),
    row(&["C108"], &["C104"]),
    row(&["C101"], &["C109"]),
    // Payment and goods.
    row(&["B101", "B102"], &["B103", "B104", "B110", "B113", "S101"]),
    row(&["G103"], &["G104"]),
    // Signatures.
    row(&["S109"], &["S101"]),
    Precedence { winners: &["S108"], losers: &["S101", "H107", "H108"], scope: Scope::Sheet },
];

const fn row(winners: &'static [&'static str], losers: &'static [&'static str]) -> Precedence {
    Precedence { winners, losers, scope: Scope::Row }
}

/// What two findings must share for one to silence the other.
type Key = (Option<usize>, u32, u32);

fn keys(finding: &Finding, scope: Scope) -> Vec<Key> {
    match scope {
        Scope::Row => finding.cell.map(|cell| (finding.sheet, cell.row, 0)).into_iter().collect(),
        Scope::Cells => finding.cells().map(|it| (finding.sheet, it.row, it.col)).collect(),
        Scope::Sheet => vec![(finding.sheet, 0, 0)],
    }
}

/// Drops the findings that others silence. A silenced finding still silences: the
/// catalogue's chains are written out in full.
pub fn silence(findings: &mut Vec<Finding>) {
    let mut silent: HashSet<usize> = HashSet::new();
    for line in TABLE {
        let won: HashSet<Key> = findings
            .iter()
            .filter(|it| line.winners.contains(&it.code()))
            .flat_map(|it| keys(it, line.scope))
            .collect();
        if won.is_empty() {
            continue;
        }
        for (at, finding) in findings.iter().enumerate() {
            if line.losers.contains(&finding.code())
                && keys(finding, line.scope).iter().any(|key| won.contains(key))
            {
                silent.insert(at);
            }
        }
    }
    let mut at = 0;
    findings.retain(|_| {
        at += 1;
        !silent.contains(&(at - 1))
    });
}
