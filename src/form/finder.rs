//! From a workbook to its forms.

use super::build::Builder;
use super::head::HeadScan;
use super::header::{self, Header};
use super::merges::MergeIndex;
use super::rows::{RowKind, Rows};
use super::totals::{self, Draft};
use super::{Form, Located, MoneyScale, is_empty, labels, pictures, title};
use crate::policy::Profile;
use crate::value::Reading;
use crate::workbook::{CellRef, CellValue, Format, Row, Sheet, Workbook};
use jiff::civil::Date;

/// So many lines above the header are searched for title and head, counted upwards from it.
const HEAD_LINES: usize = 40;
/// So many lines that are no people are searched for the foot.
const FOOT_LINES: usize = 60;
/// So many notes are kept.
const NOTES: usize = 100;
/// A row of letters stands at most so far under the header.
const CODE_ROWS: u32 = 2;

/// What was found in a workbook.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The forms, in the order of their sheets.
    pub forms: Vec<Form>,
    /// Sheets with content that are neither the form nor our own (F002).
    pub skipped: Vec<usize>,
}

/// Looks for the form on every sheet of a workbook. `today` bounds dates and birthdays.
/// Blank sheets and our own are passed over silently.
#[must_use]
pub fn find(workbook: &Workbook, profile: &Profile, today: Date) -> Found {
    let mut found = Found::default();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if sheet.own || sheet.is_blank() {
            continue;
        }
        match find_on(workbook, index, profile, today) {
            Some(form) => found.forms.push(form),
            None => found.skipped.push(index),
        }
    }
    found
}

/// Looks for the form on one sheet; `None` if there is none, or no such sheet.
#[must_use]
pub fn find_on(
    workbook: &Workbook,
    sheet_index: usize,
    profile: &Profile,
    today: Date,
) -> Option<Form> {
    let sheet = workbook.sheets.get(sheet_index)?;
    let merges = MergeIndex::new(sheet);
    let header = header::find(sheet, &merges, profile)?;
    let csv = workbook.format == Format::Csv;
    Some(Finder { sheet, merges, profile, today, csv }.form(header, sheet_index))
}

struct Finder<'a> {
    sheet: &'a Sheet,
    merges: MergeIndex,
    profile: &'a Profile,
    today: Date,
    csv: bool,
}

impl Finder<'_> {
    fn form(&self, header: Header, index: usize) -> Form {
        let rows = self.sheet.rows();
        let first = rows.partition_point(|row| row.index < *header.rows.start());
        let behind = rows.partition_point(|row| row.index <= *header.rows.end());
        let above = rows.get(first.saturating_sub(HEAD_LINES)..first).unwrap_or_default();
        let below = rows.get(behind..).unwrap_or_default();

        let title = title::find(above, &self.merges, self.profile);
        let mut scan = HeadScan::default();
        for row in above {
            if title.as_ref().is_none_or(|title| title.at.place.row != row.index) {
                scan.line(row, &self.merges, self.profile, self.csv);
            }
        }
        let mut form = Form {
            sheet: index,
            name: self.sheet.name.clone(),
            title,
            head: super::Head::default(),
            date: Reading::Absent,
            header_rows: header.rows.clone(),
            columns: header.columns.clone(),
            columns_by_field: header.by_field,
            records: Vec::new(),
            totals: Vec::new(),
            words: None,
            notes: Vec::new(),
            scale: scale(above, &header),
            last_row: *header.rows.end(),
            merges: Vec::new(),
            csv: self.csv,
            foot_row: None,
        };
        self.table(&mut form, &header, below, &mut scan);
        form.date = scan.date(self.today);
        form.head = std::mem::take(&mut scan.head);
        pictures::assign(&mut form, self.sheet, &scan.labels, &self.merges);
        form.merges = self.merges.touching(*header.rows.start(), form.last_row);
        form
    }

    /// Goes through the rows under the header.
    fn table(&self, form: &mut Form, header: &Header, below: &[Row], scan: &mut HeadScan) {
        let rows = Rows { header, merges: &self.merges, profile: self.profile };
        let mut builder = Builder::new(self.profile, self.today);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut state = State::default();
        for row in below {
            let kind = rows.kind(row);
            match kind {
                RowKind::Person { sure, named } => {
                    if sure || !state.foot && (named || !state.summed) {
                        let record = builder.record(form, row);
                        form.records.push(record);
                        form.last_row = row.index;
                    }
                }
                RowKind::Codes => {
                    // Far from the header such numbers are somebody's data.
                    let under = row.index <= header.rows.end().saturating_add(CODE_ROWS);
                    if !under && !state.foot && rows.is_person_otherwise(row) {
                        let record = builder.record(form, row);
                        form.records.push(record);
                        form.last_row = row.index;
                    }
                }
                RowKind::Total { label, what } => {
                    drafts.push(totals::draft(form, row, label, what));
                    state.summed = matches!(
                        what.scope,
                        totals::Scope::Whole | totals::Scope::Grand | totals::Scope::Running
                    );
                    form.words = totals::words(row, false).or(form.words.take());
                    form.last_row = row.index;
                }
                RowKind::Words => {
                    form.words = totals::words(row, true).or(form.words.take());
                    form.last_row = row.index;
                }
                RowKind::Header => state = State { lines: state.lines, ..State::default() },
                RowKind::HeadLine | RowKind::Note | RowKind::Other => {
                    self.line(form, row, &kind, &mut state, scan);
                }
            }
        }
        form.totals = totals::settle(drafts, form.records.len());
    }

    /// A row that is no part of the table's body.
    fn line(
        &self,
        form: &mut Form,
        row: &Row,
        kind: &RowKind,
        state: &mut State,
        scan: &mut HeadScan,
    ) {
        state.lines += 1;
        if state.lines > FOOT_LINES {
            return;
        }
        if *kind == RowKind::Note || *kind == RowKind::Other && state.noted {
            state.noted = true;
            note(form, row);
        }
        if *kind == RowKind::HeadLine {
            state.noted = false;
        }
        if matches!(kind, RowKind::HeadLine | RowKind::Note) {
            state.foot = true;
            form.foot_row.get_or_insert(row.index);
        }
        // A lone date under the table is in a line of the kind `Other`.
        if *kind != RowKind::Note {
            scan.line(row, &self.merges, self.profile, self.csv);
        }
    }
}

/// Where in the table we are.
#[derive(Debug, Default)]
struct State {
    /// A line of the foot or a note has come: what follows is a person only if there is
    /// no doubt.
    foot: bool,
    /// A total has come: what follows must have a name or a number to be a person.
    summed: bool,
    /// A note has begun and may go on.
    noted: bool,
    /// Lines looked at for the foot.
    lines: usize,
}

/// Keeps a note.
fn note(form: &mut Form, row: &Row) {
    let Some(cell) = row.cells.iter().find(|cell| !is_empty(&cell.value)) else { return };
    let CellValue::Text(text) = &cell.value else { return };
    if form.notes.len() < NOTES {
        form.notes.push(Located {
            text: text.trim().to_owned(),
            place: CellRef::new(row.index, cell.col),
        });
    }
}

/// The unit of the amounts, from title, head, or the titles of the money columns.
fn scale(above: &[Row], header: &Header) -> MoneyScale {
    let stated = above
        .iter()
        .flat_map(|row| row.cells.iter().take(64))
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => labels::stated_unit(text),
            _ => None,
        })
        .next_back();
    let titled = header
        .columns
        .iter()
        .filter(|column| column.field.is_some_and(|field| totals::MONEY.contains(&field)))
        .any(|column| labels::stated_unit(&column.title) == Some(true));
    if titled || stated == Some(true) { MoneyScale::TenThousand } else { MoneyScale::Yuan }
}

impl Form {
    /// Reads one person's row again after an edit. `false` if that isn't enough: the row
    /// was or is now no person's, or stands where its neighbours decide; then the form is
    /// to be found anew with [`find_on`].
    #[must_use]
    pub fn reread_row(&mut self, sheet: &Sheet, row: u32, profile: &Profile, today: Date) -> bool {
        let Some(at) = self.record_at(row) else { return false };
        if self.foot_row.is_some_and(|foot| foot < row) {
            return false;
        }
        let Some(cells) = sheet.row(row) else { return false };
        let merges = MergeIndex::of(&self.merges);
        let header = self.header(sheet);
        let rows = Rows { header: &header, merges: &merges, profile };
        let summed_before = self.totals.iter().any(|total| total.row < row);
        match rows.kind(cells) {
            RowKind::Person { sure, named } if sure || named || !summed_before => {}
            _ => return false,
        }
        let mut record = Builder::new(profile, today).record(self, cells);
        record.signature_picture |= sheet
            .pictures
            .iter()
            .any(|picture| picture.centre.row == row && pictures::signs_row(self, picture));
        if let Some(slot) = self.records.get_mut(at) {
            *slot = record;
        }
        true
    }

    /// The header as it was found.
    fn header(&self, sheet: &Sheet) -> Header {
        let rows = self.header_rows.clone();
        let texts = header::texts(rows.clone().filter_map(|row| sheet.row(row)));
        Header { rows, columns: self.columns.clone(), by_field: self.columns_by_field, texts }
    }
}
