//! One open file: read once, checked, edited, mended, exported.

mod block;
mod marks;
mod overview;
mod paging;
mod recheck;

pub use overview::{
    ChecklistItem, ColumnOverview, Counts, Overview, ShareOverview, SheetOverview, TotalsOverview,
    Verdict,
};
pub use paging::{
    CellOut, EditRecord, FindingItem, FindingPage, FindingQuery, FixItem, Order, RowKind, RowOut,
    RowPage,
};

use crate::fix::{Cause, Edit, History, Planned, Selection, State, Step, Target, plan};
use crate::form::{Field, Form, Found};
use crate::limits::Limits;
use crate::policy::Profile;
use crate::report::{Privacy, sha256};
use crate::rule::{Entry, Finding, Kept, Safety};
use crate::workbook::{self, CellRef, Flow, Format, Hideable, Progress, ReadError, Workbook};
use jiff::civil::Date;
use marks::Marks;
use rust_decimal::Decimal;
use std::sync::Arc;

/// How a file is to be checked.
#[derive(Debug, Clone)]
pub struct Options {
    /// The standards in force.
    pub profile: Arc<Profile>,
    /// Today, for everything that asks whether a date lies in the future.
    pub today: Date,
    /// What a file may cost.
    pub limits: Limits,
    /// Which rules to report.
    pub codes: Codes,
}

/// Which rules to report, by code or the beginning of one (`B`, `P2`).
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Only these; all if empty.
    pub select: Vec<String>,
    /// None of these.
    pub ignore: Vec<String>,
}

impl Codes {
    /// Whether findings of a code are reported.
    #[must_use]
    pub fn takes(&self, code: &str) -> bool {
        let any = |codes: &[String]| codes.iter().any(|it| code.starts_with(it.trim()));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }
}

impl Options {
    /// The built-in standards and limits, on a day.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self {
            profile: Arc::new(Profile::built_in().clone()),
            today,
            limits: Limits::DEFAULT,
            codes: Codes::default(),
        }
    }
}

/// One open file.
#[derive(Debug)]
pub struct Session {
    name: String,
    size: usize,
    sha256: String,
    workbook: Workbook,
    found: Found,
    findings: Vec<Finding>,
    /// The findings by rows and rules, once the file is being edited.
    kept: Option<Kept>,
    marks: Marks,
    history: History,
    /// Counts changes, and the count at the last export: are there any to lose?
    revision: u64,
    saved: u64,
    /// How far personal values are shown.
    pub privacy: Privacy,
    options: Options,
}

/// What a session that is being opened is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Stage {
    /// 解开文件.
    Unpack,
    /// 读取表格.
    Rows,
    /// 逐行核对.
    Check,
}

/// How far the opening has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advance {
    /// The step.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: u64,
    /// How much of the reading is done, 0 to 1.
    pub done: f32,
}

/// An edit that can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// The workbook has no such sheet.
    NoSheet,
    /// The address lies outside any sheet.
    BadAddress,
}

/// How many rounds of safe fixes are made at most: a mended cell may show the next thing
/// to mend. Two are enough for every rule there is; more would mean that fixes fight.
const ROUNDS: usize = 4;

impl Session {
    /// Reads a file and checks it.
    ///
    /// # Errors
    /// A [`ReadError`] with its R code if the bytes can't be read, or if `progress` asked
    /// to stop.
    pub fn open(
        name: &str,
        bytes: &[u8],
        options: Options,
        progress: &mut dyn FnMut(Advance) -> Flow,
    ) -> Result<Self, ReadError> {
        let mut rows = 0;
        let mut reading = |read: Progress| {
            rows = read.rows;
            let stage = match read.step {
                workbook::Step::Unpack => Stage::Unpack,
                workbook::Step::Rows => Stage::Rows,
            };
            progress(Advance { stage, rows, done: read.done })
        };
        let workbook = workbook::open(name, bytes, &options.limits, &mut reading)?;
        if progress(Advance { stage: Stage::Check, rows, done: 1.0 }) == Flow::Cancel {
            return Err(ReadError::cancelled());
        }
        Ok(Self::new(name, bytes, workbook, options))
    }

    /// Checks a workbook that is already read (a pasted table, a template).
    #[must_use]
    pub fn new(name: &str, bytes: &[u8], workbook: Workbook, options: Options) -> Self {
        let mut session = Self {
            name: name.to_owned(),
            size: bytes.len(),
            sha256: sha256(bytes),
            workbook,
            found: Found::default(),
            findings: Vec::new(),
            kept: None,
            marks: Marks::default(),
            history: History::default(),
            revision: 0,
            saved: 0,
            privacy: Privacy::Masked,
            options,
        };
        session.check();
        session
    }

    /// The file as it was opened; `None` if nothing has been changed since, so that this
    /// session is it.
    #[must_use]
    pub fn as_opened(&self) -> Option<Self> {
        if !self.history.can_undo() {
            return None;
        }
        let (mut workbook, mut history) = (self.workbook.clone(), self.history.clone());
        while history.undo(&mut workbook).is_some() {}
        let mut opened = Self {
            name: self.name.clone(),
            sha256: self.sha256.clone(),
            workbook,
            found: Found::default(),
            findings: Vec::new(),
            kept: None,
            marks: Marks::default(),
            history: History::default(),
            options: self.options.clone(),
            ..*self
        };
        opened.check();
        Some(opened)
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of the file's bytes, in hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The workbook as it is now.
    #[must_use]
    pub const fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The forms found in it.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.found.forms
    }

    /// The form in whose part of its sheet a cell stands.
    #[must_use]
    pub fn form_at(&self, sheet: usize, cell: CellRef) -> Option<&Form> {
        self.found.forms.iter().find(|form| form.holds(sheet, cell))
    }

    /// The findings, in the report's order.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The standards and the day it is checked by.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// The edits in force, oldest first.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.history.edits()
    }

    /// Remembers that the file has been exported as it is now.
    pub const fn mark_saved(&mut self) {
        self.saved = self.revision;
    }

    /// Whether there are edits that no export holds yet.
    #[must_use]
    pub const fn unsaved(&self) -> bool {
        self.history.can_undo() && self.saved != self.revision
    }

    /// Puts what the user typed into a cell, and checks again.
    ///
    /// # Errors
    /// [`EditError`] if there is no such cell.
    pub fn edit(
        &mut self,
        sheet: usize,
        cell: CellRef,
        text: &str,
    ) -> Result<Vec<Edit>, EditError> {
        if sheet >= self.workbook.sheets.len() {
            return Err(EditError::NoSheet);
        }
        let limits = &self.options.limits;
        if cell.row >= limits.rows || cell.col >= limits.columns {
            return Err(EditError::BadAddress);
        }
        Ok(self.put_all(sheet, [(cell, text)]))
    }

    /// Puts a block copied from a spreadsheet into the cells right and below of one, as
    /// one step, and checks again.
    ///
    /// # Errors
    /// [`EditError`] if the block doesn't fit on the sheet.
    pub fn paste(
        &mut self,
        sheet: usize,
        corner: CellRef,
        text: &str,
    ) -> Result<Vec<Edit>, EditError> {
        if sheet >= self.workbook.sheets.len() {
            return Err(EditError::NoSheet);
        }
        let limits = &self.options.limits;
        let block = block::cells(text);
        let mut cells = Vec::new();
        for (row, line) in (corner.row..limits.rows).zip(&block) {
            for (col, text) in (corner.col..limits.columns).zip(line) {
                cells.push((CellRef::new(row, col), text.as_str()));
            }
        }
        if cells.len() != block.iter().map(Vec::len).sum::<usize>() {
            return Err(EditError::BadAddress);
        }
        Ok(self.put_all(sheet, cells))
    }

    fn put_all<'t>(
        &mut self,
        sheet: usize,
        cells: impl IntoIterator<Item = (CellRef, &'t str)>,
    ) -> Vec<Edit> {
        self.prepare_edits();
        let all_text = self.workbook.format == Format::Csv;
        let mut edits = Vec::new();
        for (cell, text) in cells {
            let after = self.typed(sheet, cell, text).into_cell(cell.col, all_text);
            let after = State::Cell(cell, after);
            edits.extend(History::put(&mut self.workbook, sheet, after, Cause::Manual));
        }
        self.history.push(Step::new(edits.clone()));
        if !edits.is_empty() {
            self.changed(&targets(&edits));
        }
        edits
    }

    /// What typed text means in a cell: as in Excel, plain figures are a number, unless
    /// the column holds numbers that are text by nature (identity, account, phone).
    fn typed(&self, sheet: usize, cell: CellRef, text: &str) -> Entry {
        if text.trim().is_empty() {
            return Entry::Empty;
        }
        let field = self.form_at(sheet, cell).and_then(|form| {
            let column = form.columns.iter().find(|column| column.col == cell.col)?;
            (cell.row > *form.header_rows.end()).then_some(column.field?)
        });
        let numeric = match field {
            Some(field) => field.is_money() || matches!(field, Field::Serial | Field::Quantity),
            None => false,
        };
        match text.trim().parse::<Decimal>() {
            Ok(number) if numeric => Entry::Number(number),
            _ => Entry::Text(text.to_owned()),
        }
    }

    /// Applies the fixes the user asked for, and checks again. Applying all safe ones is
    /// repeated until none is left, so that cleaning twice is cleaning once.
    pub fn apply_fixes(&mut self, selection: &Selection) -> Vec<Edit> {
        self.prepare_edits();
        let all_text = self.workbook.format == Format::Csv;
        let rounds = if selection.findings.is_empty() { ROUNDS } else { 1 };
        let mut edits = Vec::new();
        for _ in 0..rounds {
            let before = edits.len();
            for planned in plan(&self.findings, selection, all_text) {
                let Planned { sheet, after, cause } = planned;
                edits.extend(History::put(&mut self.workbook, sheet, after, cause));
            }
            let made = edits.get(before..).unwrap_or_default();
            if made.is_empty() {
                break;
            }
            let made = targets(made);
            self.changed(&made);
        }
        self.history.push(Step::new(edits.clone()));
        edits
    }

    /// Takes the last step back, and checks again; gives what it touched.
    pub fn undo(&mut self) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.undo(&mut self.workbook).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    /// Brings the last step taken back again, and checks again; gives what it touched.
    pub fn redo(&mut self) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.redo(&mut self.workbook).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    /// Takes one edit back, by its position in [`Session::edits`], and the later ones of
    /// its cell with it; checks again and gives what it touched.
    pub fn revert(&mut self, edit: usize) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.revert(&mut self.workbook, edit).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    fn after_step(&mut self, step: &Step) -> Vec<(usize, Target)> {
        let touched = targets(&step.edits);
        if !touched.is_empty() {
            self.changed(&touched);
        }
        touched
    }

    /// The cell at which users see what an edit changed: of a row, where its person is named;
    /// of a column, its title.
    #[must_use]
    pub fn cell_to_show(&self, sheet: usize, target: Target) -> CellRef {
        let mut forms = self.found.forms.iter().filter(|form| form.sheet == sheet);
        match target {
            Target::Cell(place) => place,
            Target::Visibility(Hideable::Row(row)) => {
                let col = forms.find(|form| row <= form.last_row).and_then(|form| {
                    form.column(Field::Name).or_else(|| Some(form.columns.first()?.col))
                });
                CellRef::new(row, col.unwrap_or(0))
            }
            Target::Visibility(Hideable::Column(col)) => {
                let title = forms.flat_map(|form| &form.columns).find(|it| it.col == col);
                title.map_or(CellRef::new(0, col), |it| it.place)
            }
            Target::Visibility(Hideable::Sheet) => CellRef::new(0, 0),
        }
    }

    /// How many findings can be mended safely.
    #[must_use]
    pub fn safe_fixes(&self, sheet: Option<usize>) -> usize {
        let findings = self.findings.iter().filter(|it| sheet.is_none() || it.sheet == sheet);
        findings.filter(|it| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)).count()
    }

    /// Positions in [`Session::findings`] of those that mark a cell.
    #[must_use]
    pub fn findings_at(&self, sheet: usize, cell: CellRef) -> &[usize] {
        self.marks.at(sheet, cell)
    }

    /// The rows of a sheet that findings mark, in order, each once; zero-based.
    #[must_use]
    pub fn marked_rows(&self, sheet: usize) -> Vec<u32> {
        self.marks.rows(sheet)
    }
}

/// What some edits changed.
fn targets(edits: &[Edit]) -> Vec<(usize, Target)> {
    edits.iter().map(|edit| (edit.sheet, edit.target())).collect()
}
