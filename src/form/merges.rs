//! Merged blocks, found by their top left cell.
//!
//! Only the top left cell of a block has content, so all the finder ever asks is how far
//! the block of a given cell reaches. That is a search in a sorted list: a sheet with a
//! hundred thousand blocks costs no more than its sorting.

use crate::workbook::{CellRange, CellRef, Sheet};

/// The merged blocks of a sheet, by top left cell.
#[derive(Debug)]
pub(super) struct MergeIndex {
    sorted: Vec<CellRange>,
}

impl MergeIndex {
    /// Sorts the blocks of a sheet.
    pub(super) fn new(sheet: &Sheet) -> Self {
        Self::of(&sheet.merges)
    }

    /// Sorts some blocks; corners in the wrong order make none.
    pub(super) fn of(merges: &[CellRange]) -> Self {
        let upright = |range: &&CellRange| {
            range.first.row <= range.last.row && range.first.col <= range.last.col
        };
        let mut sorted: Vec<_> = merges.iter().filter(upright).copied().collect();
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The block that begins in a cell; a cell alone is its own block.
    pub(super) fn extent(&self, cell: CellRef) -> CellRange {
        self.sorted
            .binary_search_by_key(&cell, |range| range.first)
            .ok()
            .and_then(|at| self.sorted.get(at))
            .copied()
            .unwrap_or(CellRange::new(cell, cell))
    }

    /// Whether the sheet has no block at all, as after a CSV.
    pub(super) const fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many columns the block of a cell takes.
    pub(super) fn width(&self, cell: CellRef) -> u32 {
        let range = self.extent(cell);
        (range.last.col - range.first.col).saturating_add(1)
    }

    /// The blocks that begin at or below the row `from` and touch the rows `first` to
    /// `last`. On a sheet of many tables each looks at its own blocks only.
    pub(super) fn touching(&self, from: u32, first: u32, last: u32) -> Vec<CellRange> {
        let start = self.sorted.partition_point(|range| range.first.row < from);
        let end = self.sorted.partition_point(|range| range.first.row <= last);
        self.sorted
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .filter(|range| range.last.row >= first)
            .copied()
            .collect()
    }
}
