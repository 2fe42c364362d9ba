//! Merged blocks, found by their top left cell.
//!
//! Only the top left cell of a block has content, so all the finder ever asks is how far
//! the block of a given cell reaches. That is a search in a sorted list: a sheet with a
//! hundred thousand blocks costs no more than its sorting.

use super::{Field, Form};
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

impl Form {
    /// Notes which rows go on with the person above: those under a merged name that have
    /// neither a name nor a number of their own.
    pub(super) fn join_lines(&mut self) {
        let Some(col) = self.column(Field::Name) else { return };
        // Blocks that overlap, which Excel never writes, mustn't cost their product.
        let mut reached = 0;
        for block in &self.merges {
            if block.first.row >= block.last.row
                || !(block.first.col..=block.last.col).contains(&col)
            {
                continue;
            }
            let after = block.first.row.max(reached);
            reached = block.last.row.max(reached);
            let from = self.records.partition_point(|record| record.row <= after);
            let to = self.records.partition_point(|record| record.row <= block.last.row);
            let is_named = self.record_at(block.first.row).is_some();
            for record in self.records.get_mut(from..to).into_iter().flatten() {
                record.goes_on =
                    is_named && record.name.is_nothing() && record.id_number.is_nothing();
            }
        }
    }
}
