//! Many cells in few words: D9, D10, D11 → D9:D11.

use crate::workbook::{CellRange, CellRef};

/// Cells below one another become ranges; none is left out.
pub(super) fn ranges(cells: &[String]) -> Vec<String> {
    let mut places: Vec<CellRef> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
    places.sort_unstable_by_key(|cell| (cell.col, cell.row));
    places.dedup();
    let mut runs: Vec<CellRange> = Vec::new();
    for cell in places {
        match runs.last_mut() {
            Some(run) if run.last.col == cell.col && run.last.row + 1 == cell.row => {
                run.last = cell;
            }
            _ => runs.push(CellRange::new(cell, cell)),
        }
    }
    let text = |run: &CellRange| {
        if run.first == run.last { run.first.to_string() } else { run.to_string() }
    };
    runs.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_become_one_range() {
        let cells = ["D11", "B3", "D9", "D10", "D13", "E14"].map(str::to_owned);
        assert_eq!(ranges(&cells), ["B3", "D9:D11", "D13", "E14"]);
    }
}
