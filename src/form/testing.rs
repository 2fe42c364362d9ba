//! Sheets for tests, written down as text.
#![allow(clippy::unwrap_used, reason = "a test that is written wrong should say so loudly")]

use crate::value::id_number::check_digit;
use crate::workbook::{Cell, CellRange, CellRef, CellValue, Format, Sheet, Workbook};

/// A cell from what one would type: `#500` a number, `@44235` a date, `=0` a formula with
/// that value, `!` a picture, anything else text; nothing for the empty text.
fn cell(col: u32, typed: &str) -> Option<Cell> {
    let number = |text: &str| CellValue::Number(text.parse().unwrap());
    if typed.is_empty() {
        return None;
    }
    let (value, formula) = if let Some(rest) = typed.strip_prefix('#') {
        (number(rest), false)
    } else if let Some(rest) = typed.strip_prefix('@') {
        (CellValue::Date(rest.parse().unwrap()), false)
    } else if let Some(rest) = typed.strip_prefix('=') {
        (number(rest), true)
    } else if typed == "!" {
        (CellValue::Picture, false)
    } else {
        (CellValue::text(typed), false)
    };
    Some(Cell { col, value, formula })
}

/// A sheet from addresses and what is typed there.
pub(super) fn sheet(cells: &[(&str, &str)]) -> Sheet {
    let mut sheet = Sheet::new("Sheet1");
    for (at, typed) in cells {
        let at: CellRef = at.parse().unwrap();
        sheet.set(at, cell(at.col, typed));
    }
    sheet
}

/// Lines of cells separated by `|`, the first line beginning at a cell. Cells are trimmed;
/// `_` at an end of a cell stands for a space.
pub(super) fn grid(at: &str, lines: &[&str]) -> Sheet {
    let mut sheet = Sheet::new("Sheet1");
    fill(&mut sheet, at, lines);
    sheet
}

/// Puts lines onto a sheet, see [`grid`].
pub(super) fn fill(sheet: &mut Sheet, at: &str, lines: &[&str]) {
    let at: CellRef = at.parse().unwrap();
    for (row, line) in (at.row..).zip(lines) {
        for (col, typed) in (at.col..).zip(line.split('|')) {
            if let Some(cell) = cell(col, typed.trim()) {
                sheet.set(CellRef::new(row, col), Some(cell));
            }
        }
    }
}

/// Merges blocks: `A1:F1`.
pub(super) fn merge(sheet: &mut Sheet, blocks: &[&str]) {
    sheet.merges.extend(blocks.iter().map(|block| range(block)));
}

/// A rectangle from `A1:F1`.
pub(super) fn range(text: &str) -> CellRange {
    let (first, last) = text.split_once(':').unwrap();
    CellRange::new(first.parse().unwrap(), last.parse().unwrap())
}

/// A workbook of some sheets.
pub(super) fn workbook(format: Format, sheets: Vec<Sheet>) -> Workbook {
    Workbook { format, sheets, not_checked: Vec::new() }
}

/// A made-up resident identity number with a right check digit: district 310101, a
/// birthday `YYYYMMDD`, an order of three digits.
pub(super) fn identity(birthday: &str, order: u32) -> String {
    let body = format!("310101{birthday}{order:03}");
    format!("{body}{}", check_digit(&body))
}
