//! What every reader shares: the count of cells, the cutting of long text, and rows that
//! may come in any order.

use super::hidden::order_spans;
use super::{Cell, CellRange, CellRef, CellValue, ImageId, Picture, ReadError, Row, Sheet};
use crate::limits::Limits;

/// More merged blocks than this are no form.
const MOST_MERGES: usize = 1_000_000;

/// Cells counted over all sheets of a file.
#[derive(Debug)]
pub(super) struct CellBudget {
    /// The limits of the run.
    pub(super) limits: Limits,
    cells: u64,
}

impl CellBudget {
    pub(super) const fn new(limits: Limits) -> Self {
        Self { limits, cells: 0 }
    }

    fn take(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(ReadError::over_limit(format!(
                "有内容的单元格超过 {} 万个",
                self.limits.cells / 10_000
            )));
        }
        Ok(())
    }
}

/// Refuses more sheets than anybody keeps in one file: each costs memory, and a small file
/// can list millions.
pub(super) fn check_sheets(count: usize) -> Result<(), ReadError> {
    const MOST_SHEETS: usize = 10_000;
    if count > MOST_SHEETS {
        return Err(ReadError::over_limit(format!("工作表超过 {} 万张", MOST_SHEETS / 10_000)));
    }
    Ok(())
}

/// Refuses more pictures than anybody signs with, on a sheet or in a file.
pub(super) fn check_pictures(count: usize) -> Result<(), ReadError> {
    const MOST_PICTURES: usize = 100_000;
    if count > MOST_PICTURES {
        return Err(ReadError::over_limit(format!("图片超过 {} 万张", MOST_PICTURES / 10_000)));
    }
    Ok(())
}

/// The longest beginning of `text` that Excel's count of characters (UTF-16 units)
/// allows; `None` if all of it is allowed.
pub(super) fn cut(text: &str, max: usize) -> Option<&str> {
    if text.len() <= max {
        return None;
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > max {
            return text.get(..at);
        }
    }
    None
}

/// Collects the cells of one sheet.
#[derive(Debug)]
pub(super) struct SheetBuilder<'b> {
    /// What isn't rows is filled in directly.
    pub(super) sheet: Sheet,
    budget: &'b mut CellBudget,
    rows: Vec<Row>,
    in_order: bool,
}

impl<'b> SheetBuilder<'b> {
    pub(super) const fn new(sheet: Sheet, budget: &'b mut CellBudget) -> Self {
        Self { sheet, budget, rows: Vec::new(), in_order: true }
    }

    /// Characters kept of a cell.
    pub(super) const fn cell_chars(&self) -> usize {
        self.budget.limits.cell_chars
    }

    /// Puts text, cut at the limit and remembered if it was.
    pub(super) fn put_text(
        &mut self,
        at: CellRef,
        text: &str,
        formula: bool,
    ) -> Result<(), ReadError> {
        let max = self.budget.limits.cell_chars;
        let kept = match cut(text, max) {
            Some(kept) => {
                self.sheet.cut.push(at);
                kept
            }
            None => text,
        };
        self.put(at, CellValue::text(kept), formula)
    }

    /// Puts a picture that lives in the cell itself.
    pub(super) fn put_picture(
        &mut self,
        at: CellRef,
        image: Option<ImageId>,
    ) -> Result<(), ReadError> {
        self.put(at, CellValue::Picture, false)?;
        let range = CellRange::new(at, at);
        self.sheet.pictures.push(Picture { centre: at, range, image, altered: false });
        Ok(())
    }

    /// Puts a value; cells may come in any order, the last one at an address stays.
    pub(super) fn put(
        &mut self,
        at: CellRef,
        value: CellValue,
        formula: bool,
    ) -> Result<(), ReadError> {
        self.check_place(at)?;
        self.budget.take()?;
        let cell = Cell { col: at.col, value, formula };
        match self.rows.last_mut() {
            Some(row) if row.index == at.row => {
                self.in_order &= row.cells.last().is_none_or(|last| last.col < at.col);
                row.cells.push(cell);
            }
            last => {
                // Rows of a table are alike: the one before tells how much room to take.
                let mut room = 0;
                if let Some(row) = last {
                    self.in_order &= row.index < at.row;
                    room = row.cells.len();
                    row.cells.shrink_to_fit();
                }
                let mut cells = Vec::with_capacity(room);
                cells.push(cell);
                self.rows.push(Row { index: at.row, cells });
            }
        }
        Ok(())
    }

    /// An error if a cell lies where the limits allow none.
    pub(super) fn check_place(&self, at: CellRef) -> Result<(), ReadError> {
        let limits = &self.budget.limits;
        if at.row >= limits.rows {
            return Err(ReadError::over_limit(format!("一张表超过 {} 行", limits.rows)));
        }
        if at.col >= limits.columns {
            return Err(ReadError::over_limit(format!("一张表超过 {} 列", limits.columns)));
        }
        Ok(())
    }

    /// Adds a merged block. What of it lies beyond the sheet is left out: xls can name more
    /// columns than any sheet has.
    pub(super) fn merge(&mut self, range: CellRange) -> Result<(), ReadError> {
        let limits = &self.budget.limits;
        let (rows, cols) = (limits.rows.saturating_sub(1), limits.columns.saturating_sub(1));
        let last = CellRef::new(range.last.row.min(rows), range.last.col.min(cols));
        if range.first.row > last.row || range.first.col > last.col {
            return Ok(());
        }
        self.sheet.merges.push(CellRange::new(range.first, last));
        if self.sheet.merges.len() > MOST_MERGES {
            return Err(ReadError::over_limit(format!(
                "一张表里合并的单元格超过 {} 万处",
                MOST_MERGES / 10_000
            )));
        }
        Ok(())
    }

    /// The sheet, its rows in order, and with nothing under merged blocks.
    pub(super) fn finish(mut self) -> Sheet {
        if !self.in_order {
            self.rows.sort_by_key(|row| row.index);
            self.rows.dedup_by(|later, kept| {
                let same = later.index == kept.index;
                if same {
                    kept.cells.append(&mut later.cells);
                }
                same
            });
            for row in &mut self.rows {
                row.cells.sort_by_key(|cell| cell.col);
                row.cells.dedup_by(|later, kept| {
                    let same = later.col == kept.col;
                    if same {
                        std::mem::swap(later, kept);
                    }
                    same
                });
            }
        }
        order_spans(&mut self.sheet.hidden_rows);
        order_spans(&mut self.sheet.hidden_cols);
        clear_under_merges(&mut self.rows, &self.sheet.merges);
        self.sheet.set_rows(self.rows);
        self.sheet
    }
}

/// Empties the cells that merged blocks cover: nobody sees them in Excel or WPS.
///
/// A hostile file can name many tall blocks; the work is bounded, and cells beyond it
/// stay, which costs a needless finding at worst.
fn clear_under_merges(rows: &mut Vec<Row>, merges: &[CellRange]) {
    const MOST_VISITS: usize = 20_000_000;
    let mut visits = 0;
    for merge in merges {
        let from = rows.partition_point(|row| row.index < merge.first.row);
        let to = rows.partition_point(|row| row.index <= merge.last.row);
        visits += to.saturating_sub(from) + 1;
        if visits > MOST_VISITS {
            break;
        }
        for row in rows.get_mut(from..to).unwrap_or_default() {
            let left = row.cells.partition_point(|cell| cell.col < merge.first.col);
            let right = row.cells.partition_point(|cell| cell.col <= merge.last.col);
            let is_corner = row.index == merge.first.row
                && row.cells.get(left).is_some_and(|cell| cell.col == merge.first.col);
            let left = left + usize::from(is_corner);
            if left < right {
                row.cells.drain(left..right);
            }
        }
    }
    rows.retain(|row| !row.cells.is_empty());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::super::Span;
    use super::*;

    #[test]
    fn text_is_cut_by_utf16_units_and_never_inside_a_character() {
        assert_eq!(cut("abc", 3), None);
        assert_eq!(cut("张三丰", 3), None);
        assert_eq!(cut("张三丰", 2), Some("张三"));
        assert_eq!(cut("a𠮷b", 2), Some("a"));
        assert_eq!(cut("a𠮷b", 3), Some("a𠮷"));
    }

    #[test]
    fn cells_in_any_order_end_sorted_and_the_last_one_stays() {
        let mut budget = CellBudget::new(Limits::DEFAULT);
        let mut builder = SheetBuilder::new(Sheet::new("表"), &mut budget);
        for (row, col, text) in [(5, 1, "b"), (2, 3, "x"), (5, 0, "a"), (5, 1, "B"), (2, 1, "w")] {
            builder.put_text(CellRef::new(row, col), text, false).unwrap();
        }
        let sheet = builder.finish();
        let cells: Vec<_> = sheet
            .rows()
            .iter()
            .flat_map(|row| row.cells.iter().map(|c| (row.index, c.col, c.value.display())))
            .collect();
        assert_eq!(
            cells,
            [(2, 1, "w".into()), (2, 3, "x".into()), (5, 0, "a".into()), (5, 1, "B".into())]
        );
    }

    #[test]
    fn hidden_rows_may_come_in_any_order() {
        let mut budget = CellBudget::new(Limits::DEFAULT);
        let mut builder = SheetBuilder::new(Sheet::new("表"), &mut budget);
        let spans = [(9, 9), (4, 6), (1, 1), (11, 10), (2, 5), (9, 9)];
        let spans = spans.map(|(first, last)| Span { first, last });
        spans.into_iter().for_each(|it| Span::extend(&mut builder.sheet.hidden_rows, it));
        let sheet = builder.finish();
        let hidden: Vec<_> = (0..12).filter(|row| sheet.row_is_hidden(*row)).collect();
        assert_eq!(hidden, [1, 2, 3, 4, 5, 6, 9]);
        assert_eq!(sheet.hidden_rows.len(), 2);
    }

    #[test]
    fn merged_blocks_end_where_the_sheet_does() {
        let mut budget = CellBudget::new(Limits { rows: 10, columns: 5, ..Limits::DEFAULT });
        let mut builder = SheetBuilder::new(Sheet::new("表"), &mut budget);
        let range = |first, last| CellRange::new(first, last);
        builder.merge(range(CellRef::new(1, 1), CellRef::new(2, 65_535))).unwrap();
        builder.merge(range(CellRef::new(9, 5), CellRef::new(9, 6))).unwrap();
        let sheet = builder.finish();
        assert_eq!(sheet.merges, [range(CellRef::new(1, 1), CellRef::new(2, 4))]);
    }

    #[test]
    fn only_the_corner_of_a_merged_block_keeps_content() {
        let mut budget = CellBudget::new(Limits::DEFAULT);
        let mut builder = SheetBuilder::new(Sheet::new("表"), &mut budget);
        builder.sheet.merges.push(CellRange::new(CellRef::new(1, 1), CellRef::new(2, 2)));
        for row in 0..4 {
            for col in 0..4 {
                builder.put_text(CellRef::new(row, col), "x", false).unwrap();
            }
        }
        let sheet = builder.finish();
        let left: usize = sheet.rows().iter().map(|row| row.cells.len()).sum();
        assert_eq!(left, 13);
        assert!(sheet.cell(CellRef::new(1, 1)).is_some());
        assert!(sheet.cell(CellRef::new(2, 1)).is_none());
    }

    #[test]
    fn too_many_cells_rows_or_columns_are_refused() {
        let limits = Limits { cells: 2, rows: 10, columns: 10, ..Limits::DEFAULT };
        let mut budget = CellBudget::new(limits);
        let mut builder = SheetBuilder::new(Sheet::new("表"), &mut budget);
        assert!(builder.put_text(CellRef::new(10, 0), "x", false).is_err());
        assert!(builder.put_text(CellRef::new(0, 10), "x", false).is_err());
        assert!(builder.put_text(CellRef::new(0, 0), "x", false).is_ok());
        assert!(builder.put_text(CellRef::new(0, 1), "x", false).is_ok());
        assert!(builder.put_text(CellRef::new(0, 2), "x", false).is_err());
    }
}
