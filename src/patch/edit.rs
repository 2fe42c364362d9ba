//! Other contents in single cells, hidden rows, columns and sheets shown, and a list of all
//! that on a sheet of our own.

use super::book::{Book, BookPatch, SheetEntry};
use super::cell::{Change, Value};
use super::draft::Draft;
use super::mark::{read_styles, write_styles};
use super::own_sheet::OwnSheet;
use super::parts::{Listing, relationships};
use super::sheet::{self, Revealed, SheetPlan};
use super::styles::Styles;
use super::xml::{attribute, number};
use super::{PatchError, calc_chain, copier::Copier};
use crate::workbook::{CellRange, CellRef, Hideable};
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;

/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;

/// The defined name (behind our prefix) of the list of changes.
const LIST: &str = "changes";

/// What is to be changed on a sheet.
#[derive(Debug, Clone, Default)]
pub struct SheetEdits {
    /// New contents.
    pub cells: BTreeMap<CellRef, Value>,
    /// Merged blocks to take apart, since their cells get contents of their own.
    pub unmerge: HashSet<CellRange>,
    /// Hidden rows, columns, or the sheet itself, to be shown.
    pub shown: BTreeSet<Hideable>,
}

/// A cell that can't be given another content from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its sheet.
    pub sheet: String,
    /// Where it is.
    pub at: CellRef,
    /// Why, in words.
    pub why: &'static str,
}

/// Puts contents into cells of a workbook without marks.
pub(super) fn edit(
    source: &[u8],
    edits: &BTreeMap<String, SheetEdits>,
    list: impl FnOnce(&[Refused]) -> OwnSheet,
) -> Result<Vec<u8>, PatchError> {
    let mut draft = Draft::of(source)?;
    let book = Book::read(&mut draft.archive)?;
    let mut editor = Editor {
        styles: read_styles(&mut draft, &book)?,
        book: &book,
        draft,
        dropped: HashSet::new(),
        refused: Vec::new(),
    };
    for (name, edits) in edits {
        let sheet =
            book.sheet(name).ok_or_else(|| PatchError::Damaged(format!("工作表“{name}”")))?;
        editor.sheet(sheet, edits)?;
    }
    let Editor { mut styles, mut draft, dropped, refused, .. } = editor;
    let mut listing = Listing::default();
    calc_chain::forget(&mut draft, &book, &dropped, &mut listing)?;
    let list = list(&refused);
    let content = list.xml(&book.root, &mut styles, &|_, _| None)?;
    let mut patch = match book.own_sheet_called(list.name) {
        Some(there) => {
            draft.replace(&there.part, content.as_bytes())?;
            BookPatch::default()
        }
        None => {
            let part = "xl/worksheets/sheet_nuanbiao_changes.xml";
            draft.add(part, content.as_bytes())?;
            book.add_own_sheet(&mut listing, &book.free_sheet_name(list.name), part, LIST)
        }
    };
    // Sums over what was changed still hold their old values.
    patch.recalculate = !edits.is_empty();
    let shown = edits.iter().filter(|(_, edits)| edits.shown.contains(&Hideable::Sheet));
    patch.shown = shown.map(|(name, _)| name.as_str()).collect();
    book.write(&mut draft, &patch)?;
    write_styles(&mut draft, &book, styles, &mut listing)?;
    listing.write(&mut draft)?;
    draft.finish(None)
}

struct Editor<'e> {
    book: &'e Book,
    styles: Styles,
    draft: Draft<'e>,
    /// Cells whose formula is gone, with their sheet's number.
    dropped: HashSet<(u32, CellRef)>,
    refused: Vec<Refused>,
}

impl Editor<'_> {
    fn sheet(&mut self, sheet: &SheetEntry, edits: &SheetEdits) -> Result<(), PatchError> {
        let revealed = Revealed::new(&edits.shown);
        let headers = self.tables(&sheet.part, &revealed)?;
        let mut refuse = |at: CellRef, why| {
            self.refused.push(Refused { sheet: sheet.name.clone(), at, why });
        };
        let unmerge = edits.unmerge.clone();
        let mut plan = SheetPlan { unmerge, revealed, ..SheetPlan::default() };
        for (at, value) in &edits.cells {
            if headers.iter().any(|header| header.contains(*at)) {
                refuse(*at, "是“表格”的列标题");
                continue;
            }
            let value = match value {
                Value::Date(serial) if self.book.since_1904 => Value::Date(serial - DAYS_TO_1904),
                value => value.clone(),
            };
            plan.cells.entry(at.row).or_default().insert(at.col, Change::Value(value));
        }
        let styles = &mut self.styles;
        let result = self.draft.change(&sheet.part, |xml| sheet::patch(xml, plan, styles))?;
        for at in result.refused {
            refuse(at, "属于一个数组公式");
        }
        self.dropped.extend(result.dropped.into_iter().map(|at| (sheet.id, at)));
        Ok(())
    }

    /// Clears the filters of a sheet's tables that hide what is to be shown. Gives the tables'
    /// header rows: Excel wants the same words in the table's own part, so these cells aren't
    /// touched.
    fn tables(&mut self, part: &str, revealed: &Revealed) -> Result<Vec<CellRange>, PatchError> {
        let mut headers = Vec::new();
        for table in relationships(&mut self.draft.archive, part)? {
            if !table.is("table") {
                continue;
            }
            let Some(content) = self.draft.archive.read(&table.target)? else { continue };
            let Some((range, has_header)) = table_range(&content)? else { continue };
            if revealed.touches(range) {
                #[expect(clippy::redundant_closure, reason = "it makes the lifetimes general")]
                self.draft.change(&table.target, |xml| sheet::clear_filter(xml))?;
            }
            let header = CellRange::new(range.first, CellRef::new(range.first.row, range.last.col));
            headers.extend(has_header.then_some(header));
        }
        Ok(headers)
    }
}

/// The cells of a table, and whether the first row of them is its header.
fn table_range(content: &[u8]) -> Result<Option<(CellRange, bool)>, PatchError> {
    let mut xml = Copier::new(content, io::sink());
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) => {
                let range = attribute(&e, "ref").and_then(|range| range.parse().ok());
                return Ok(range.map(|range| (range, number(&e, "headerRowCount") != Some(0))));
            }
            Event::Eof => return Ok(None),
            _ => (),
        }
    }
}
