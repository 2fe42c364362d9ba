//! Which findings mark which cells.

use crate::rule::Finding;
use crate::workbook::CellRef;

/// The marked cells in order, each as often as findings mark it, with those findings.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Sheet and cell.
    cells: Vec<(usize, CellRef)>,
    /// Positions among the findings.
    findings: Vec<usize>,
}

impl Marks {
    pub(super) fn new(findings: &[Finding]) -> Self {
        let mut marks: Vec<((usize, CellRef), usize)> = Vec::with_capacity(findings.len());
        for (position, finding) in findings.iter().enumerate() {
            let Some(sheet) = finding.sheet else { continue };
            // A wording notice stands for every cell it was folded from.
            let folded = if finding.way.is_some() { finding.related.as_slice() } else { &[] };
            let cells = finding.cell.iter().chain(folded);
            marks.extend(cells.map(|cell| ((sheet, *cell), position)));
        }
        marks.sort_unstable();
        let (cells, findings) = marks.into_iter().unzip();
        Self { cells, findings }
    }

    /// The part between two cells of a sheet, both included.
    fn between(&self, sheet: usize, first: CellRef, last: CellRef) -> std::ops::Range<usize> {
        let from = self.cells.partition_point(|cell| *cell < (sheet, first));
        from..self.cells.partition_point(|cell| *cell <= (sheet, last))
    }

    /// The findings that mark a cell.
    pub(super) fn at(&self, sheet: usize, cell: CellRef) -> &[usize] {
        self.findings.get(self.between(sheet, cell, cell)).unwrap_or_default()
    }

    /// The marked columns of a row, in order.
    pub(super) fn columns(&self, sheet: usize, row: u32) -> impl Iterator<Item = u32> + '_ {
        let part = self.between(sheet, CellRef::new(row, 0), CellRef::new(row, u32::MAX));
        self.cells.get(part).unwrap_or_default().iter().map(|(_, cell)| cell.col)
    }

    /// The marked rows of a sheet, in order, each once.
    pub(super) fn rows(&self, sheet: usize) -> Vec<u32> {
        let part = self.between(sheet, CellRef::new(0, 0), CellRef::new(u32::MAX, u32::MAX));
        let cells = self.cells.get(part).unwrap_or_default();
        let mut rows: Vec<u32> = cells.iter().map(|(_, cell)| cell.row).collect();
        rows.dedup();
        rows
    }
}
