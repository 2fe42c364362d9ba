//! 核验回执: the last line of a cleaned form, and how it is checked again.
//!
//! It tells whether the table was changed after checking, and claims no more: whoever can
//! change a table can also have it checked anew. Pictures are not part of it.

use super::ExportError;
use super::style::Style;
use crate::form::Form;
use crate::form::receipt::{CODE, CODE_DIGITS, TITLE, is_receipt};
use crate::report::Tool;
use crate::summary::summarise;
use crate::value::money;
use crate::value::text::is_blank;
use crate::workbook::{CellRef, CellValue, Sheet, Workbook, number_text};
use rust_xlsxwriter::Worksheet;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The content of a sheet, boiled down to a hash: where each value stands, and what it is.
/// A number is what Excel keeps of it (15 digits), so that saving the file again changes
/// nothing.
#[derive(Default)]
pub(super) struct Content {
    hash: Sha256,
    row: u32,
    cells: Vec<(u32, String)>,
}

impl Content {
    /// Adds a value. Rows must come in ascending order; a later value of a cell replaces
    /// an earlier one.
    pub(super) fn add(&mut self, at: CellRef, value: &CellValue) {
        if at.row != self.row {
            self.end_row();
            self.row = at.row;
        }
        self.cells.retain(|(col, _)| *col != at.col);
        let text = match value {
            CellValue::Text(text) if is_blank(text) => return,
            CellValue::Text(text) => format!("t{}", text.replace("\r\n", "\n")),
            CellValue::Number(number) | CellValue::Date(number) => {
                format!("n{}", number_text(*number))
            }
            CellValue::Bool(value) => format!("b{value}"),
            CellValue::Error(text) => format!("e{text}"),
            CellValue::NoValue => "?".to_owned(),
            CellValue::Picture => return,
        };
        self.cells.push((at.col, text));
    }

    fn end_row(&mut self) {
        self.cells.sort_unstable();
        for (col, text) in self.cells.drain(..) {
            // With its length, no text can pass for several cells.
            self.hash.update(format!("{},{col},{}:{text}\n", self.row, text.len()));
        }
    }

    /// The code of the content and of what the receipt states about it.
    fn code(mut self, statement: &str) -> String {
        self.end_row();
        self.hash.update(statement);
        let mut code = String::new();
        for (position, byte) in self.hash.finalize().iter().take(CODE_DIGITS / 2).enumerate() {
            let dash = if position > 0 && position % 2 == 0 { "-" } else { "" };
            let _ = write!(code, "{dash}{byte:02X}");
        }
        code
    }
}

/// What a receipt states.
pub(super) struct Receipt {
    statement: String,
}

impl Receipt {
    /// The receipt of one form, the `number`th `of` so many in the file.
    pub(super) fn new(tool: &Tool, form: &Form, (number, of): (usize, usize)) -> Self {
        let summary = summarise(form);
        let statement = format!(
            "{TITLE}（{number}/{of}）：暖表 {}，标准 {}（{}），{} 核验，{} 人，慰问金 {} 元，慰问品折价 {} 元。",
            tool.version,
            tool.profile,
            tool.short_hash(),
            tool.today,
            summary.people,
            money::display(summary.cash),
            money::display(summary.goods),
        );
        Self { statement }
    }

    /// Writes the line below the form; gives its text.
    pub(super) fn write(
        self,
        content: Content,
        sheet: &mut Worksheet,
        (row, last_col): (u32, u16),
        style: &Style,
    ) -> Result<String, ExportError> {
        let line = format!("{}{CODE}{}", self.statement, content.code(&self.statement));
        if last_col > 0 {
            sheet.merge_range(row, 0, row, last_col, &line, &style.receipt)?;
        } else {
            sheet.write_string_with_format(row, 0, &line, &style.receipt)?;
        }
        sheet.set_row_height(row, 16)?;
        Ok(line)
    }
}

/// What a sheet's receipt says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum ReceiptState {
    /// The content is what was checked.
    Unchanged,
    /// Something was changed after checking: in the table, around it, or in the receipt.
    Changed,
    /// A formula has no value, so there is nothing to compare: the program that saved the
    /// file didn't compute it.
    NotComputed,
    /// There is no receipt.
    Absent,
}

/// A sheet with what its receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SheetReceipt {
    /// The sheet's name.
    pub sheet: String,
    /// Whether the content is what was checked.
    pub state: ReceiptState,
    /// The receipt's own words, without its code.
    pub statement: Option<String>,
}

/// What [`verify`] finds in a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Verification {
    /// The sheets with content, ours left out.
    pub sheets: Vec<SheetReceipt>,
    /// How many forms the receipts speak of that are not in the file.
    pub missing: usize,
}

impl Verification {
    /// Whether there is any receipt.
    #[must_use]
    pub fn has_receipt(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.state != ReceiptState::Absent)
    }

    /// Whether every sheet is as it was checked, and none is missing.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        self.missing == 0
            && self.has_receipt()
            && self.sheets.iter().all(|sheet| sheet.state == ReceiptState::Unchanged)
    }

    /// The outcome in words.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for sheet in &self.sheets {
            let verdict = match sheet.state {
                ReceiptState::Unchanged => "与核验时一样",
                ReceiptState::Changed => "核验以后改动过，请重新核对",
                ReceiptState::NotComputed => {
                    "公式没有结果，比不出来：请用 WPS 或 Excel 打开、保存一次再看"
                }
                ReceiptState::Absent => "没有核验回执",
            };
            let _ = writeln!(out, "〔{}〕 {verdict}", sheet.sheet);
            if let Some(statement) = &sheet.statement {
                let _ = writeln!(out, "  {statement}");
            }
        }
        if self.missing > 0 {
            let _ = writeln!(out, "回执里还有 {} 张表，这份文件里没有。", self.missing);
        }
        out.push_str("回执只说明表里的文字和数字在核验以后有没有改动，不能证明是谁核验的；签字和公章的图片不在其内。\n");
        out
    }
}

/// Recomputes the receipts of a cleaned workbook.
#[must_use]
pub fn verify(workbook: &Workbook) -> Verification {
    let sheets = workbook.sheets.iter().filter(|sheet| !sheet.own && sheet.has_text());
    let checked: Vec<_> = sheets.map(verify_sheet).collect();
    let of = checked.iter().filter_map(|(_, of)| *of).max().unwrap_or(0);
    let found = checked.iter().filter(|(_, of)| of.is_some()).count();
    Verification {
        sheets: checked.into_iter().map(|(sheet, _)| sheet).collect(),
        missing: of.saturating_sub(found),
    }
}

/// A sheet's receipt, and how many forms it says the file has.
fn verify_sheet(sheet: &Sheet) -> (SheetReceipt, Option<usize>) {
    let receipt = sheet.rows().iter().rev().find_map(|row| {
        row.cells.iter().find_map(|cell| match &cell.value {
            CellValue::Text(text) if is_receipt(text) => {
                Some((CellRef::new(row.index, cell.col), text))
            }
            _ => None,
        })
    });
    let absent =
        SheetReceipt { sheet: sheet.name.clone(), state: ReceiptState::Absent, statement: None };
    let Some((place, text)) = receipt else { return (absent, None) };
    let Some((statement, code)) = text.split_once(CODE) else { return (absent, None) };
    let mut content = Content::default();
    let mut computed = true;
    for row in sheet.rows() {
        for cell in &row.cells {
            let at = CellRef::new(row.index, cell.col);
            computed &= cell.value != CellValue::NoValue;
            if at != place {
                content.add(at, &cell.value);
            }
        }
    }
    let same = content.code(statement) == code.trim();
    let state = match (same, computed) {
        (true, _) => ReceiptState::Unchanged,
        (false, true) => ReceiptState::Changed,
        (false, false) => ReceiptState::NotComputed,
    };
    let of = statement.split_once('/').and_then(|(_, rest)| rest.split_once('）'));
    let of = of.and_then(|(number, _)| number.parse().ok()).unwrap_or(1);
    let statement = Some(statement.trim().to_owned());
    (SheetReceipt { state, statement, ..absent }, Some(of))
}
