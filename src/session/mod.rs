//! One open file: read once, checked, edited, mended, exported.

mod block;
mod edit_record;
mod editing;
mod finding_page;
mod marks;
mod options;
mod overview;
mod recheck;
mod row_page;

pub use edit_record::EditRecord;
pub use editing::EditError;
pub use finding_page::{FindingItem, FindingPage, FindingQuery, FixItem, Order};
pub use options::{Advance, Codes, Options, Stage};
pub use overview::{
    ChecklistItem, ColumnOverview, Counts, Overview, ShareOverview, SheetOverview, TotalsOverview,
    Verdict,
};
pub use row_page::{CellOut, RowKind, RowOut, RowPage};

use crate::fix::{Edit, History, Target};
use crate::form::{Field, Form, Found};
use crate::report::{Privacy, sha256};
use crate::rule::{Finding, Kept, Safety};
use crate::workbook::{self, CellRef, Flow, Hideable, Progress, ReadError, Workbook};
use marks::Marks;

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

    /// What of the file wasn't checked, in sentences: what its container can't tell, and sums
    /// of which it isn't known whom they add up.
    #[must_use]
    pub fn not_checked(&self) -> Vec<String> {
        let unknown = self.found.forms.iter().filter_map(|form| {
            let kinds = form.kinds(self.workbook.sheets.get(form.sheet)?);
            let unknown = kinds.iter().filter(|(_, people)| people.is_empty());
            let rows: Vec<String> = unknown.map(|(total, _)| (total.row + 1).to_string()).collect();
            (!rows.is_empty()).then(|| {
                let (name, rows) = (&form.name, rows.join("、"));
                format!("工作表“{name}”第 {rows} 行的小计各算哪些人，表上看不出来，没有核对。")
            })
        });
        self.workbook.not_checked.iter().cloned().chain(unknown).collect()
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
