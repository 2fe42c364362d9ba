//! One finding per cause: the first silences the rest.
//!
//! The table is the catalogue's ("How findings are counted"). Rules needn't know of each
//! other: each says what it sees, and this decides what is told.

use super::Finding;
use crate::workbook::{CellRange, CellRef};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Where a winner silences its losers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// On the same row.
    Row,
    /// Where both name a common cell.
    Cells,
    /// In the same column.
    Column,
    /// Inside the cells the winner covers.
    Range,
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

/// The table; at most 64 lines (`Lines`).
pub static TABLE: &[Precedence] = &[
    // A row that is no person's: nothing in it is anybody's mistake.
    row(&["F015"], OF_A_PERSON),
    // What stands for the value is told once, and nobody's cell is called empty.
    Precedence {
        winners: &["F012"],
        losers: &["P301", "C101", "D101", "M101", "B101", "B111"],
        scope: Scope::Column,
    },
    Precedence {
        winners: &["F007", "F008"],
        losers: &[
            "F012", "P101", "P201", "P301", "C101", "D101", "M101", "A101", "B101", "B103", "B111",
            "S101",
        ],
        scope: Scope::Range,
    },
    // Identity.
    // 同上 may stand in another cell of the row, which then has nothing to do with these.
    Precedence {
        winners: &["F013"],
        losers: &["P206", "P202", "P204", "P205", "P203", "P209", "P210"],
        scope: Scope::Cells,
    },
    row(&["P201"], &["P206", "P202", "P204", "P205", "P203", "P209", "P210"]),
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
    Precedence { winners: &["S110"], losers: &["S101", "H107", "H108"], scope: Scope::Sheet },
    Precedence { winners: &["S108"], losers: &["S101", "H107", "H108"], scope: Scope::Sheet },
];

/// The rules that look at one person's row.
static OF_A_PERSON: &[&str] = &[
    "P101", "P102", "P103", "P104", "P105", "P201", "P202", "P203", "P204", "P205", "P206", "P207",
    "P208", "P209", "P210", "P211", "P301", "P302", "C101", "C102", "C103", "C104", "C105", "C106",
    "C107", "C108", "C109", "A101", "A102", "A103", "A104", "A106", "A109", "G101", "G102", "G103",
    "G104", "B101", "B102", "B103", "B104", "B105", "B106", "B107", "B109", "B110", "B111", "B113",
    "S101", "S102", "S103", "S109", "M101", "M102", "M106", "D101", "D102", "D103", "D105", "D106",
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
        Scope::Column => {
            finding.cell.map(|cell| (finding.sheet, 0, cell.col)).into_iter().collect()
        }
        Scope::Sheet => vec![(finding.sheet, 0, 0)],
        // Ranges may be huge; they are compared as such.
        Scope::Range => Vec::new(),
    }
}

/// The cells that winners cover, to be asked for single ones.
struct Ranges {
    /// By sheet and first row, each with the last row of all up to it.
    sorted: Vec<(Option<usize>, CellRange, u32)>,
}

impl Ranges {
    fn new(winners: impl Iterator<Item = (Option<usize>, CellRange)>) -> Self {
        let mut sorted: Vec<_> = winners.map(|(sheet, range)| (sheet, range, 0)).collect();
        sorted.sort_unstable_by_key(|(sheet, range, _)| (*sheet, range.first));
        let mut reach = (None, 0);
        for (sheet, range, last) in &mut sorted {
            let before = if reach.0 == *sheet { reach.1 } else { 0 };
            *last = range.last.row.max(before);
            reach = (*sheet, *last);
        }
        Self { sorted }
    }

    fn hold(&self, sheet: Option<usize>, cell: CellRef) -> bool {
        let end = self
            .sorted
            .partition_point(|(it, range, _)| (*it, range.first.row) <= (sheet, cell.row));
        let before = self.sorted.get(..end).unwrap_or_default();
        before
            .iter()
            .rev()
            .take_while(|(it, _, reach)| *it == sheet && *reach >= cell.row)
            .any(|(_, range, _)| range.contains(cell))
    }
}

/// The lines of the table in which a code wins, and those in which it loses, as bits.
type Lines = (u64, u64);

/// By code, so that a hundred thousand findings needn't be compared with every code of
/// every line.
static LINES: LazyLock<HashMap<&'static str, Lines>> = LazyLock::new(|| {
    let mut lines: HashMap<&'static str, Lines> = HashMap::new();
    for (at, line) in TABLE.iter().enumerate() {
        line.winners.iter().for_each(|code| lines.entry(code).or_default().0 |= 1 << at);
        line.losers.iter().for_each(|code| lines.entry(code).or_default().1 |= 1 << at);
    }
    lines
});

/// Drops the findings that others silence. A silenced finding still silences: the
/// catalogue's chains are written out in full.
pub fn silence(findings: &mut Vec<Finding>) {
    let of = |it: &Finding| LINES.get(it.code()).copied().unwrap_or_default();
    let lines: Vec<Lines> = findings.iter().map(of).collect();
    let both = lines.iter().fold((0, 0), |all, it| (all.0 | it.0, all.1 | it.1));
    let mut silent: HashSet<usize> = HashSet::new();
    for (at, line) in TABLE.iter().enumerate() {
        let bit = 1 << at;
        if both.0 & both.1 & bit == 0 {
            continue;
        }
        let with_lines = || findings.iter().zip(&lines);
        let winners =
            || with_lines().filter(|(_, (wins, _))| wins & bit != 0).map(|(finding, _)| finding);
        let won: HashSet<Key> = winners().flat_map(|it| keys(it, line.scope)).collect();
        let covered = Ranges::new(
            winners()
                .filter(|_| line.scope == Scope::Range)
                .filter_map(|it| Some((it.sheet, it.range?))),
        );
        for (position, (finding, (_, loses))) in with_lines().enumerate() {
            if loses & bit != 0
                && (keys(finding, line.scope).iter().any(|key| won.contains(key))
                    || finding.cell.is_some_and(|cell| covered.hold(finding.sheet, cell)))
            {
                silent.insert(position);
            }
        }
    }
    let mut at = 0;
    findings.retain(|_| {
        at += 1;
        !silent.contains(&(at - 1))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_bit() {
        assert!(TABLE.len() <= 64);
    }
}
