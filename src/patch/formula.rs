//! Formulas of cells whose content is replaced.
//!
//! A formula that is shared stands in one cell and is referred to by the others; where
//! that cell loses it, the next of the others takes it over. A formula over an array of
//! cells owns them all: none of them can be given another content.

use super::PatchError;
use super::copier::Copier;
use super::xml::{attribute, escape, number, with_attributes};
use crate::workbook::{CellRange, CellRef, column_letters};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{Read, Write};

/// The last column and row of a sheet.
const LAST: CellRef = CellRef::new(1_048_575, 16_383);

/// A formula that was found in a cell.
#[derive(Debug)]
pub(super) struct Formula {
    at: CellRef,
    /// Number, text and range of a shared formula that stands here.
    shared: Option<(u32, String, Option<String>)>,
}

/// What is known of a sheet's formulas so far.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    orphans: HashMap<u32, Formula>,
    arrays: Vec<CellRange>,
}

impl Formulas {
    /// Reads the rest of a cell that has just begun; gives the formula in it.
    pub(super) fn read_cell<R: Read, W: Write>(
        &mut self,
        xml: &mut Copier<R, W>,
        at: CellRef,
    ) -> Result<Option<Formula>, PatchError> {
        let mut found: Option<Formula> = None;
        let mut from = 0;
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "f" => {
                    self.note_array(&e);
                    found = Some(Formula::of(&e, at));
                    from = xml.end();
                }
                Event::Empty(e) if e.local_name().as_ref() == "f" => {
                    self.note_array(&e);
                    found = Some(Formula { at, shared: None });
                }
                Event::End(e) if e.local_name().as_ref() == "f" => {
                    let text = xml.old(from, xml.start())?;
                    if let Some((_, shared, _)) = found.as_mut().and_then(|it| it.shared.as_mut()) {
                        *shared =
                            quick_xml::escape::unescape(text).unwrap_or_default().into_owned();
                    }
                }
                Event::End(e) if e.local_name().as_ref() == "c" => return Ok(found),
                Event::Eof => return Err(PatchError::Damaged(format!("单元格 {at}"))),
                _ => (),
            }
        }
    }

    /// A formula is dropped; if others refer to it, one of them will take it over.
    pub(super) fn drop(&mut self, formula: Formula) {
        if let Some((number, text, _)) = &formula.shared
            && !text.trim().is_empty()
        {
            self.orphans.insert(*number, formula);
        }
    }

    /// The tag and text of a formula that takes over a shared one that was dropped.
    pub(super) fn adopt(&mut self, e: &BytesStart<'_>, at: CellRef) -> Option<String> {
        if self.orphans.is_empty() || attribute(e, "t").as_deref() != Some("shared") {
            return None;
        }
        let orphan = self.orphans.remove(&number(e, "si")?)?;
        let (_, text, range) = orphan.shared?;
        let tag = with_attributes(e, &[("ref", range.as_deref())], false);
        Some(tag + &escape(&moved(&text, orphan.at, at)))
    }

    /// Remembers the cells of an array formula or a data table.
    pub(super) fn note_array(&mut self, e: &BytesStart<'_>) {
        if !matches!(attribute(e, "t").as_deref(), Some("array" | "dataTable")) {
            return;
        }
        self.arrays.extend(attribute(e, "ref").and_then(|range| range.parse::<CellRange>().ok()));
    }

    /// Whether a cell belongs to an array formula of several cells.
    pub(super) fn is_array(&self, at: CellRef) -> bool {
        self.arrays.iter().any(|range| range.first != range.last && range.contains(at))
    }
}

impl Formula {
    fn of(e: &BytesStart<'_>, at: CellRef) -> Self {
        let shared = attribute(e, "t").as_deref() == Some("shared");
        let number = number(e, "si").filter(|_| shared);
        Self { at, shared: number.map(|number| (number, String::new(), attribute(e, "ref"))) }
    }
}

/// A formula as it reads in another cell: references without `$` move along.
fn moved(formula: &str, from: CellRef, to: CellRef) -> String {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    // Text and quoted sheet names are passed over; in square brackets stand table columns.
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => quoted_length(rest, c),
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            c if is_name(c) => {
                let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                // A function, a sheet, or part of a name such as A1_b.
                let plain = !after.starts_with(['(', '!']);
                let reference = plain.then(|| moved_reference(word, from, to)).flatten();
                out.push_str(reference.as_deref().unwrap_or(word));
                rest = after;
                continue;
            }
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(piece);
        rest = after;
    }
    out
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.' | '\\')
}

/// Length of what stands in quotes; a doubled quote doesn't end it.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut inside = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = inside.next() {
        if c == quote && inside.next_if(|(_, next)| *next == quote).is_none() {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// A reference in another cell; `None` if the word is none. Whole columns (`A:A`) and rows
/// (`1:1`) come as words of letters or digits alone and are told by the `:` between them.
fn moved_reference(word: &str, from: CellRef, to: CellRef) -> Option<String> {
    let (col_fixed, rest) = word.strip_prefix('$').map_or((false, word), |rest| (true, rest));
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (letters, rest) = rest.split_at(letters);
    let (row_fixed, digits) = rest.strip_prefix('$').map_or((false, rest), |rest| (true, rest));
    let at: CellRef = format!("{letters}{digits}").parse().ok()?;
    if at.row > LAST.row || at.col > LAST.col {
        return None;
    }
    let shift = |value: u32, fixed: bool, from: u32, to: u32, last: u32| {
        let shifted = if fixed {
            i64::from(value)
        } else {
            i64::from(value) + i64::from(to) - i64::from(from)
        };
        // Excel wraps references around the edge of the sheet.
        u32::try_from(shifted.rem_euclid(i64::from(last) + 1)).ok()
    };
    let col = shift(at.col, col_fixed, from.col, to.col, LAST.col)?;
    let row = shift(at.row, row_fixed, from.row, to.row, LAST.row)?;
    let mark = |fixed: bool| if fixed { "$" } else { "" };
    let (letters, number) = (column_letters(col), u64::from(row) + 1);
    Some(format!("{}{letters}{}{number}", mark(col_fixed), mark(row_fixed)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn at(text: &str) -> CellRef {
        text.parse().unwrap()
    }

    #[test]
    fn relative_references_move_along() {
        for (formula, wanted) in [
            ("J5+K5", "J6+K6"),
            ("SUM($J$5:J5)*A$1", "SUM($J$5:J6)*A$1"),
            ("IF(A5=\"A5\",'B5 表'!C5,表一!C5)", "IF(A6=\"A5\",'B5 表'!C6,表一!C6)"),
            ("LOG10(A5)+TAX_A5+1E5", "LOG10(A6)+TAX_A5+1E5"),
            ("表1[[#This Row],[A5]]&A5", "表1[[#This Row],[A5]]&A6"),
            ("\"a\"\"A5\"\"\"&A5", "\"a\"\"A5\"\"\"&A6"),
            ("SUM(A:A)", "SUM(A:A)"),
        ] {
            assert_eq!(moved(formula, at("L5"), at("L6")), wanted, "{formula}");
        }
        assert_eq!(moved("A5+$A5", at("L5"), at("N5")), "C5+$A5");
    }
}
