//! Takes marks off a workbook that another program has saved since: notes, fills and list
//! as they are found, since nothing lies any more where it was put.
//!
//! A note of ours begins with the number of its line in the list ([`super::note_head`]),
//! so it is found wherever its cell has moved; and a hidden cell of that line carries the
//! format that the marked cell had, renumbered by the other program like any other.

use super::PatchError;
use super::book::{Book, SheetEntry};
use super::cell::Change;
use super::draft::Draft;
use super::mark::{LIST, read_styles, write_styles};
use super::parts::{Listing, relationships};
use super::sheet::{self, SheetPlan};
use super::strip_notes::{self, OurNotes};
use super::styles::Styles;
use super::xml::{attribute, number};
use super::{copier::Copier, record};
use crate::workbook::{CellRef, OWN_SHEET_NAME_PREFIX};
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io;

/// The column of the list that carries formats.
const FORMAT_COLUMN: u32 = 9;

/// The format that a marked cell had.
#[derive(Debug, Clone, Copy)]
struct Before {
    format: u32,
    /// Whether the cell was in the file.
    there: bool,
}

/// The workbook without marks.
pub(super) fn strip(source: &[u8]) -> Result<Vec<u8>, PatchError> {
    let mut draft = Draft::of(source)?;
    let book = Book::read(&mut draft.archive)?;
    let list = book.own_sheet(&format!("{OWN_SHEET_NAME_PREFIX}{LIST}"));
    let list = list.ok_or(PatchError::NotMarked)?.clone();
    let formats = formats(&draft.archive.need(&list.part)?)?;
    let mut styles = read_styles(&mut draft, &book)?;
    for sheet in book.sheets.iter().filter(|sheet| sheet.id != list.id) {
        // A chart sheet has no notes.
        if draft.archive.has(&sheet.part) {
            strip_sheet(&mut draft, sheet, &formats, &mut styles)?;
        }
    }
    let mut listing = Listing::default();
    drop_part(&mut draft, &mut listing, &book, &list.part);
    if draft.archive.has(record::PART) {
        drop_part(&mut draft, &mut listing, &book, record::PART);
    }
    book.write_without(&mut draft, &list)?;
    write_styles(&mut draft, &book, styles, &mut listing)?;
    listing.write(&mut draft)?;
    draft.finish(None)
}

fn drop_part(draft: &mut Draft<'_>, listing: &mut Listing, book: &Book, part: &str) {
    draft.remove(part);
    draft.remove(&super::parts::relationships_part(part));
    listing.forget(&book.part, part);
}

/// The formats that the list carries, by the number of the line.
fn formats(list: &[u8]) -> Result<HashMap<usize, Before>, PatchError> {
    let mut xml = Copier::new(list, io::sink());
    let mut formats = HashMap::new();
    let mut cell: Option<(CellRef, u32)> = None;
    let mut value_from = None;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "c" => {
                    let at = attribute(&e, "r").and_then(|at| at.parse().ok());
                    let format = number(&e, "s").unwrap_or(0);
                    cell = at.filter(|at: &CellRef| at.col == FORMAT_COLUMN).map(|at| (at, format));
                }
                "v" if cell.is_some() => value_from = Some(xml.end()),
                _ => (),
            },
            Event::End(e) if e.local_name().as_ref() == "v" => {
                let text = match value_from.take() {
                    Some(from) => xml.old(from, xml.start())?.trim().to_owned(),
                    None => continue,
                };
                if let Some((at, format)) = cell.take()
                    && at.row > 0
                {
                    let before = Before { format, there: text != "0" };
                    formats.insert(usize::try_from(at.row).unwrap_or(0), before);
                }
            }
            Event::Eof => return Ok(formats),
            _ => (),
        }
    }
}

fn strip_sheet(
    draft: &mut Draft<'_>,
    sheet: &SheetEntry,
    formats: &HashMap<usize, Before>,
    styles: &mut Styles,
) -> Result<(), PatchError> {
    let related = relationships(&mut draft.archive, &sheet.part)?;
    let mut ours = OurNotes::default();
    let comments = related.iter().find(|it| it.is("comments") && draft.archive.has(&it.target));
    if let Some(comments) = comments {
        draft.change(&comments.target, |xml| {
            ours = strip_notes::comments(xml)?;
            Ok(())
        })?;
        if !ours.removed.is_empty() {
            for drawing in related.iter().filter(|it| it.is("vmlDrawing")) {
                if draft.archive.has(&drawing.target) {
                    draft.change(&drawing.target, |xml| strip_notes::boxes(xml, &ours.removed))?;
                }
            }
        }
    }
    let mut plan = SheetPlan { marked_formats: styles.marked(), ..SheetPlan::default() };
    for (at, line) in &ours.lines {
        if let Some(before) = formats.get(line) {
            let change = Change::Unmark { format: before.format, there: before.there };
            plan.cells.entry(at.row).or_default().insert(at.col, change);
        }
    }
    draft.change(&sheet.part, |xml| sheet::patch(xml, plan, styles))?;
    Ok(())
}
