//! One worksheet part, patched as a stream: a few cells, what is hidden, and the reference to
//! the notes' drawing (ECMA-376, 18.3).

mod reveal;
mod write;

pub(super) use reveal::{Revealed, clear_filter};

use super::PatchError;
use super::cell::{Change, Refs};
use super::copier::Copier;
use super::formula::Formulas;
use super::sizes::Sizes;
use super::styles::{Restyle, Styles};
use super::xml::{Root, attribute, number, with_attributes};
use crate::workbook::{CellRange, CellRef};
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Read, Write};

/// What is to be changed on a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetPlan {
    /// By row and column.
    pub(super) cells: BTreeMap<u32, BTreeMap<u32, Change>>,
    /// The relationship of a drawing for notes, used if the sheet has none yet.
    pub(super) drawing: Option<String>,
    /// Formats with a mark's fill: cells that still have one are given one without.
    pub(super) marked_formats: HashSet<u32>,
    /// Merged blocks to take apart.
    pub(super) unmerge: HashSet<CellRange>,
    /// Rows and columns to show.
    pub(super) revealed: Revealed,
}

/// What was found while patching.
#[derive(Debug, Default)]
pub(super) struct SheetResult {
    /// The relationship of the notes' drawing, the sheet's own or ours.
    pub(super) drawing: Option<String>,
    /// The format that each changed cell had.
    pub(super) formats: HashMap<CellRef, u32>,
    /// Cells that weren't in the file.
    pub(super) new_cells: HashSet<CellRef>,
    /// Cells whose formula was dropped.
    pub(super) dropped: HashSet<CellRef>,
    /// Cells that couldn't be changed: parts of an array formula.
    pub(super) refused: Vec<CellRef>,
    /// Of columns and rows near the changed cells.
    pub(super) sizes: Sizes,
}

/// What follows `legacyDrawing` in a worksheet (CT_Worksheet). Controls may be wrapped.
const AFTER_DRAWING: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// Patches a sheet.
pub(super) fn patch<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
    plan: SheetPlan,
    styles: &mut Styles,
) -> Result<SheetResult, PatchError> {
    let values = plan.cells.values().flat_map(BTreeMap::values);
    let formulas = values.into_iter().any(Change::is_value).then(Formulas::default);
    let mut patcher = Patcher {
        plan,
        styles,
        root: Root::default(),
        formulas,
        row: RowState::default(),
        columns: Vec::new(),
        depth: 0,
        data_passed: false,
        clears_filter: false,
        result: SheetResult::default(),
    };
    patcher.run(xml)?;
    Ok(patcher.result)
}

#[derive(Default)]
struct RowState {
    /// Where the next row stands that doesn't say so itself; also of the cells.
    refs: Refs,
    format: Option<u32>,
    /// Changes that are still to come in this row.
    cells: BTreeMap<u32, Change>,
    /// The cell that is being read.
    cell: Option<CellRef>,
}

struct Patcher<'s> {
    plan: SheetPlan,
    styles: &'s mut Styles,
    root: Root,
    /// Only where values change.
    formulas: Option<Formulas>,
    row: RowState,
    /// First, last and format of the columns that have one.
    columns: Vec<(u32, u32, u32)>,
    depth: u32,
    data_passed: bool,
    /// The criteria of the filter that is being read are to go.
    clears_filter: bool,
    result: SheetResult,
}

/// What an event asks to be done.
enum Step {
    Nothing,
    /// The row begins; its own tag if that is to change, and whether the row ends at once.
    Row {
        tag: Option<String>,
        name: String,
        empty: bool,
    },
    Cell {
        at: CellRef,
        change: Change,
        format: u32,
        tag: String,
        empty: bool,
    },
    /// Another start tag.
    Tag(String),
    /// Something else (or nothing) instead of an element of this name.
    Element {
        name: &'static str,
        new: String,
        empty: bool,
    },
    EndRow,
    EmptyData {
        open: String,
        name: String,
    },
    EndData,
    /// The place for the drawing, if it is still missing.
    Drawing,
    Merges {
        tag: BytesStart<'static>,
    },
    Done,
}

impl Patcher<'_> {
    fn run<R: Read, W: Write>(&mut self, xml: &mut Copier<R, W>) -> Result<(), PatchError> {
        loop {
            let step = match xml.next()? {
                Event::Start(e) => {
                    let step = self.start(&e, false)?;
                    self.depth += 1;
                    step
                }
                Event::Empty(e) => self.start(&e, true)?,
                Event::End(e) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end(e.local_name().as_ref())
                }
                Event::Eof => Step::Done,
                _ => Step::Nothing,
            };
            if !self.take(xml, step)? {
                return Ok(());
            }
        }
    }

    fn start(&mut self, e: &BytesStart<'_>, empty: bool) -> Result<Step, PatchError> {
        let name = e.local_name();
        Ok(match (self.depth, name.as_ref()) {
            (0, _) => {
                self.root = Root::of(e);
                Step::Nothing
            }
            (1, "sheetPr") => {
                self.plan.revealed.properties(e, empty).map_or(Step::Nothing, Step::Tag)
            }
            (1, "sheetData") if empty => Step::EmptyData {
                open: with_attributes(e, &[], false),
                name: e.name().as_ref().to_owned(),
            },
            (1, "sheetFormatPr") => {
                self.result.sizes.usual(e);
                Step::Nothing
            }
            (1, "legacyDrawing") => {
                self.result.drawing = attribute(e, "id");
                Step::Nothing
            }
            (1, "mergeCells") if !self.plan.unmerge.is_empty() && !empty => {
                Step::Merges { tag: e.to_owned() }
            }
            (1, "autoFilter") => {
                self.clears_filter = self.plan.revealed.clears(e);
                Step::Nothing
            }
            (2, "filterColumn") if self.clears_filter => {
                Step::Element { name: "filterColumn", new: String::new(), empty }
            }
            (1, name) if self.data_passed && AFTER_DRAWING.contains(&name) => Step::Drawing,
            (2, "col") => {
                self.column(e);
                let new = self.plan.revealed.column(e);
                new.map_or(Step::Nothing, |new| Step::Element { name: "col", new, empty })
            }
            (2, "row") => self.start_row(e, empty),
            (3, "c") => self.start_cell(e, empty)?,
            (4, "f") => self.formula(e, empty),
            _ => Step::Nothing,
        })
    }

    fn end(&mut self, name: &str) -> Step {
        match (self.depth, name) {
            (0, _) => Step::Drawing,
            (1, "sheetData") => Step::EndData,
            (2, "row") => Step::EndRow,
            _ => Step::Nothing,
        }
    }

    fn column(&mut self, e: &BytesStart<'_>) {
        self.result.sizes.column(e);
        if let (Some(first), Some(last), Some(format)) =
            (number(e, "min"), number(e, "max"), number(e, "style"))
        {
            self.columns.push((first.saturating_sub(1), last.saturating_sub(1), format));
        }
    }

    fn start_row(&mut self, e: &BytesStart<'_>, empty: bool) -> Step {
        let row = self.row.refs.row(number(e, "r"));
        self.result.sizes.row(row, e);
        self.row.cells = self.plan.cells.remove(&row).unwrap_or_default();
        let custom = matches!(attribute(e, "customFormat").as_deref(), Some("1" | "true"));
        self.row.format = number(e, "s").filter(|_| custom);
        let mut changes = self.plan.revealed.row(row, e);
        if let Some(last) = self.row.cells.keys().next_back() {
            self.result.sizes.watch(row);
            // A hint of which columns the row uses; a wrong one is worse than none.
            let spans = attribute(e, "spans");
            let to =
                spans.as_deref().and_then(|spans| spans.rsplit_once(':')?.1.parse::<u32>().ok());
            if to.is_some_and(|to| to <= *last) {
                changes.push(("spans", None));
            }
        }
        let filled = empty && !self.row.cells.is_empty();
        let tag = (filled || !changes.is_empty()).then(|| with_attributes(e, &changes, false));
        Step::Row { tag, name: e.name().as_ref().to_owned(), empty }
    }

    fn start_cell(&mut self, e: &BytesStart<'_>, empty: bool) -> Result<Step, PatchError> {
        let unmarks = !self.plan.marked_formats.is_empty();
        if self.row.cells.is_empty() && self.formulas.is_none() && !unmarks {
            return Ok(Step::Nothing);
        }
        let at = match attribute(e, "r") {
            Some(at) => self.row.refs.cell(Some(
                at.trim().parse().map_err(|_| PatchError::Damaged(format!("单元格 {at}")))?,
            )),
            None => self.row.refs.cell(None),
        };
        self.row.cell = Some(at);
        let format = number(e, "s").unwrap_or(0);
        let Some(change) = self.row.cells.remove(&at.col) else {
            if self.plan.marked_formats.contains(&format) {
                let format = self.styles.derive(format, Restyle::NoFill)?.to_string();
                let tag = with_attributes(e, &[("s", Some(&format))], empty);
                return Ok(Step::Cell { at, change: Change::None, format: 0, tag, empty });
            }
            // What isn't in the file comes before the next cell that is.
            let earlier = self.row.cells.first_key_value().is_some_and(|(col, _)| *col < at.col);
            return Ok(if earlier {
                Step::Cell { at, change: Change::None, format: 0, tag: String::new(), empty }
            } else {
                Step::Nothing
            });
        };
        let format_now = match change {
            Change::Mark(level) => Some(self.styles.derive(format, Restyle::Fill(level))?),
            Change::Unmark { there: false, .. } if empty => {
                return Ok(Step::Element { name: "c", new: String::new(), empty });
            }
            Change::Unmark { format, .. } => Some(format),
            Change::Value(_) | Change::None => None,
        };
        let tag = format_now.map_or_else(String::new, |format| {
            let format = format.to_string();
            with_attributes(e, &[("s", Some(&format))], empty)
        });
        Ok(Step::Cell { at, change, format, tag, empty })
    }

    fn formula(&mut self, e: &BytesStart<'_>, empty: bool) -> Step {
        let (Some(formulas), Some(at)) = (&mut self.formulas, self.row.cell) else {
            return Step::Nothing;
        };
        match formulas.adopt(e, at) {
            // It lost the cell it was shared from.
            Some(tag) => {
                Step::Element { name: "f", new: format!("{tag}</{}>", e.name().as_ref()), empty }
            }
            None => {
                formulas.note_array(e);
                Step::Nothing
            }
        }
    }
}
