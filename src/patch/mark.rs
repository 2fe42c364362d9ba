//! Marks: a note and a fill on each cell with a finding, and a list of them all.

use super::book::{Book, SheetEntry};
use super::cell::Change;
use super::copier::Copier;
use super::draft::Draft;
use super::notes::{self, Boxes, Note, Notes};
use super::own_sheet::OwnSheet;
use super::parts::{Listing, Relationship, relationships};
use super::sheet::{self, SheetPlan, SheetResult};
use super::styles::{Level, Styles};
use super::xml::attribute;
use super::{PatchError, record};
use crate::workbook::CellRef;
use quick_xml::events::Event;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

/// The defined name (behind our prefix) that tells the list of marks from our other sheets.
pub(super) const LIST: &str = "marks";

const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
pub(super) const STYLES_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// Excel gives out no more shapes than this on a sheet.
const MOST_NOTES: usize = 60_000;

/// The mark of one cell.
#[derive(Debug, Clone)]
pub struct CellMark {
    /// How much its worst finding matters.
    pub level: Level,
    /// What is wrong, why, and how to mend it.
    pub note: Note,
}

/// The marks of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// By sheet name and cell.
    pub sheets: BTreeMap<String, BTreeMap<CellRef, CellMark>>,
    /// All findings.
    pub list: OwnSheet,
}

/// Marks a workbook that carries no marks of ours.
pub(super) fn mark(source: &[u8], marks: &Marks) -> Result<Vec<u8>, PatchError> {
    let mut draft = Draft::of(source)?;
    let book = Book::read(&mut draft.archive)?;
    let mut styles = read_styles(&mut draft, &book)?;
    let mut listing = Listing::default();
    let mut last_block = last_block(&mut draft)?;
    let mut formats: HashMap<(&str, CellRef), (u32, bool)> = HashMap::new();
    let mut remarks = Vec::new();
    for (number, (name, cells)) in (1..).zip(&marks.sheets) {
        let sheet =
            book.sheet(name).ok_or_else(|| PatchError::Damaged(format!("工作表“{name}”")))?;
        let marking = Sheet { book: &book, sheet, cells, number };
        let result =
            marking.write(&mut draft, &mut styles, &mut listing, &mut last_block, &mut remarks)?;
        for (at, format) in &result.formats {
            let there = !result.new_cells.contains(at);
            formats.insert((name.as_str(), *at), (*format, there));
        }
    }
    let mut list = marks.list.clone();
    list.remarks.extend(remarks);
    let find = |sheet: &str, at| formats.get(&(sheet, at)).copied();
    let content = list.xml(&book.root, &mut styles, &find)?;
    let part = "xl/worksheets/sheet_nuanbiao_marks.xml";
    draft.add(part, content.as_bytes())?;
    let name = book.free_sheet_name(list.name);
    let patch = book.add_own_sheet(&mut listing, &name, part, LIST);
    book.write(&mut draft, &patch)?;
    write_styles(&mut draft, &book, styles, &mut listing)?;
    let id = Listing::free_id(&book.relationships, "rIdNuanbiaoRecord");
    listing.relate(&book.part, &id, record::RELATIONSHIP.to_owned(), record::PART);
    listing.declare(record::PART, record::CONTENT_TYPE);
    listing.write(&mut draft)?;
    draft.finish(Some(record::PART))
}

/// The styles of a workbook.
pub(super) fn read_styles(draft: &mut Draft<'_>, book: &Book) -> Result<Styles, PatchError> {
    let part = book.relationships.iter().find(|it| it.is("styles"));
    // As the reader does: by its usual name where no relationship leads to it.
    let part = part.map_or_else(|| "xl/styles.xml".to_owned(), |it| it.target.clone());
    let part = Some(part).filter(|part| draft.archive.has(part));
    let content = match part {
        Some(part) => Some((part.clone(), draft.archive.need(&part)?)),
        None => None,
    };
    Styles::read(content, &book.root)
}

/// Writes the styles, and lists their part if it is new.
pub(super) fn write_styles(
    draft: &mut Draft<'_>,
    book: &Book,
    styles: Styles,
    listing: &mut Listing,
) -> Result<(), PatchError> {
    if let Some(part) = styles.write(draft)? {
        let id = Listing::free_id(&book.relationships, "rIdNuanbiaoStyles");
        listing.relate(&book.part, &id, book.kind("styles"), part);
        listing.declare(part, STYLES_TYPE);
    }
    Ok(())
}

/// The highest block of shape ids in any drawing of the workbook.
fn last_block(draft: &mut Draft<'_>) -> Result<u32, PatchError> {
    let mut drawings: Vec<String> =
        draft.archive.names().filter(|name| name.ends_with(".vml")).map(str::to_owned).collect();
    drawings.sort_unstable();
    let mut last = 0;
    for drawing in drawings {
        last = last.max(notes::last_block(&draft.archive.need(&drawing)?)?);
    }
    Ok(last)
}

/// One sheet and its marks.
struct Sheet<'m> {
    book: &'m Book,
    sheet: &'m SheetEntry,
    cells: &'m BTreeMap<CellRef, CellMark>,
    /// Tells our parts of this sheet from those of others.
    number: u32,
}

impl Sheet<'_> {
    fn write(
        &self,
        draft: &mut Draft<'_>,
        styles: &mut Styles,
        listing: &mut Listing,
        last_block: &mut u32,
        remarks: &mut Vec<String>,
    ) -> Result<SheetResult, PatchError> {
        let part = &self.sheet.part;
        let related = relationships(&mut draft.archive, part)?;
        let mut notes = self.notes(draft, &related, remarks)?;
        let drawing_id = Listing::free_id(&related, "rIdNuanbiaoDrawing");
        let mut plan = SheetPlan::default();
        if !notes.is_empty() {
            plan.drawing = Some(drawing_id.clone());
        }
        for (at, mark) in self.cells {
            plan.cells.entry(at.row).or_default().insert(at.col, Change::Mark(mark.level));
        }
        let result = draft.change(part, |xml| sheet::patch(xml, plan, styles))?;
        if notes.is_empty() {
            return Ok(result);
        }
        match related.iter().find(|it| it.is("comments") && draft.archive.has(&it.target)) {
            Some(comments) => {
                draft.change(&comments.target, |xml| notes::add_comments(xml, &mut notes))?;
            }
            None => {
                let target = format!("xl/comments_nuanbiao{}.xml", self.number);
                let content = notes::new_comments(&notes, &self.book.root.namespace);
                draft.add(&target, content.as_bytes())?;
                let id = Listing::free_id(&related, "rIdNuanbiaoComments");
                listing.relate(part, &id, self.book.kind("comments"), &target);
                listing.declare(&target, COMMENTS_TYPE);
            }
        }
        let boxes = Boxes::new(&notes, &result.sizes, *last_block);
        *last_block = boxes.last_block;
        let drawing = related.iter().find(|it| Some(&it.id) == result.drawing.as_ref());
        match drawing.filter(|it| draft.archive.has(&it.target)) {
            Some(drawing) => {
                let content = draft.archive.need(&drawing.target)?;
                let has_type = String::from_utf8_lossy(&content).contains("\"_x0000_t202\"");
                if !notes.is_empty() {
                    draft.change(&drawing.target, |xml| boxes.add_to(xml, has_type))?;
                }
            }
            None => {
                let target = format!("xl/drawings/vmlDrawing_nuanbiao{}.vml", self.number);
                draft.add(&target, boxes.drawing().as_bytes())?;
                let id = result.drawing.as_deref().unwrap_or(&drawing_id);
                listing.relate(part, id, self.book.kind("vmlDrawing"), &target);
                listing.declare(&target, DRAWING_TYPE);
            }
        }
        Ok(result)
    }

    /// The notes that are to be written: all but those on cells with a conversation, which
    /// has its own place in the file, and those beyond what a sheet can hold.
    fn notes(
        &self,
        draft: &mut Draft<'_>,
        related: &[Relationship],
        remarks: &mut Vec<String>,
    ) -> Result<Notes<'_>, PatchError> {
        let mut talked_about = HashSet::new();
        for conversation in related.iter().filter(|it| it.is("threadedComment")) {
            if let Some(content) = draft.archive.read(&conversation.target)? {
                talked_about.extend(conversation_cells(&content)?);
            }
        }
        let name = &self.sheet.name;
        let (mut notes, mut left) = (Notes::new(), Vec::new());
        for (at, mark) in self.cells {
            if talked_about.contains(at) {
                left.push(at.to_string());
            } else if notes.len() < MOST_NOTES {
                notes.insert(*at, &mark.note);
            }
        }
        if !left.is_empty() {
            remarks.push(format!(
                "“{name}”的 {} 已有批注会话，没有再加批注，只标了底色；说明见本清单。",
                left.join("、")
            ));
        }
        if notes.len() + left.len() < self.cells.len() {
            remarks.push(format!(
                "“{name}”的批注只加到第 {MOST_NOTES} 条（Excel 的上限），其余的只标了底色；说明见本清单。"
            ));
        }
        Ok(notes)
    }
}

/// The cells that threaded comments are about.
fn conversation_cells(content: &[u8]) -> Result<Vec<CellRef>, PatchError> {
    let mut xml = Copier::new(content, io::sink());
    let mut cells = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "threadedComment" => {
                let at = attribute(&e, "ref").and_then(|at| at.parse::<CellRef>().ok());
                cells.extend(at);
            }
            Event::Eof => return Ok(cells),
            _ => (),
        }
    }
}
