//! From a workbook to its forms.

use super::between::{self, Meeting};
use super::build::{self, Builder};
use super::head::HeadScan;
use super::header::{self, Header};
use super::merges::MergeIndex;
use super::pictures::PictureIndex;
use super::rows::{RowKind, Rows};
use super::totals::{self, Draft};
use super::{Form, Located, MoneyScale, Title, is_empty, labels, pictures, share, title};
use crate::policy::Profile;
use crate::value::Reading;
use crate::workbook::{CellRange, CellRef, CellValue, Format, Row, Sheet, Workbook};
use jiff::civil::Date;

/// So many lines above the header are searched for title and head, counted upwards from it.
const HEAD_LINES: usize = 40;
/// So many lines that are no people are searched for the foot.
const FOOT_LINES: usize = 60;
/// So many notes are kept.
const NOTES: usize = 100;
/// A note goes on in at most so many further cells.
const NOTE_CELLS: usize = 16;
/// A row of letters stands at most so far under the header.
const CODE_ROWS: u32 = 2;

/// What was found in a workbook.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The forms, in the order of their sheets, on a sheet from top to bottom.
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
        let mut forms = find_on(workbook, index, profile, today);
        if forms.is_empty() {
            found.skipped.push(index);
        }
        found.forms.append(&mut forms);
    }
    found
}

/// Looks for the forms on one sheet, from top to bottom; none if there is no such sheet.
#[must_use]
pub fn find_on(
    workbook: &Workbook,
    sheet_index: usize,
    profile: &Profile,
    today: Date,
) -> Vec<Form> {
    let Some(sheet) = workbook.sheets.get(sheet_index) else { return Vec::new() };
    let merges = MergeIndex::new(sheet);
    let Some(header) = header::find(sheet, &merges, profile) else { return Vec::new() };
    let csv = workbook.format == Format::Csv;
    let pictures = PictureIndex::new(sheet);
    Finder { sheet, merges, pictures, profile, today, csv }.forms(header, sheet_index)
}

/// Where a table begins, and what it takes over from the one above.
pub(super) struct Start {
    /// Position of its first row (title or head, else header) among the sheet's rows.
    pub(super) from: usize,
    pub(super) header: Header,
    /// The title of the table above, if this one is to go by it.
    pub(super) title: Option<Title>,
    /// The unit of amounts of the table above, if this one is of the same head.
    pub(super) scale: MoneyScale,
}

pub(super) struct Finder<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) merges: MergeIndex,
    pub(super) profile: &'a Profile,
    pub(super) csv: bool,
    pictures: PictureIndex<'a>,
    pub(super) today: Date,
}

impl Finder<'_> {
    fn forms(&self, first: Header, index: usize) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let scale = MoneyScale::Yuan;
        let mut next = Some(Start { from: 0, header: first, title: None, scale });
        while let Some(start) = next.take() {
            let (form, after) = self.form(start, index, forms.len());
            if form.scale_is_shared
                && let Some(above) = forms.last_mut()
            {
                above.scale_is_shared = true;
            }
            forms.push(form);
            next = after;
        }
        share::heads(&mut forms);
        for form in &mut forms {
            form.phone = form.head.phone();
            build::complete_dates(form, self.sheet, self.today);
        }
        forms
    }

    /// The table that begins there, and where the next one does.
    fn form(&self, start: Start, index: usize, part: usize) -> (Form, Option<Start>) {
        let rows = self.sheet.rows();
        let mut header = start.header;
        let first = rows.partition_point(|row| row.index < *header.rows.start());
        let behind = rows.partition_point(|row| row.index <= *header.rows.end());
        header.settle(rows.get(behind..).unwrap_or_default());
        let from = start.from.max(first.saturating_sub(HEAD_LINES));
        let above = rows.get(from..first).unwrap_or_default();

        let own = title::find(above, &self.merges, self.profile);
        let title = match start.title {
            Some(above) if own.as_ref().is_none_or(|own| !title::is_named(&own.at.text)) => {
                Some(above)
            }
            _ => own,
        };
        let mut scan = HeadScan::default();
        for row in above {
            scan.line(row, &self.merges, self.profile, self.csv);
        }
        let stated = scale(above, &header);
        let top = match rows.get(start.from) {
            Some(row) if part > 0 => row.index,
            _ => 0,
        };
        let mut form = Form {
            sheet: index,
            name: self.sheet.name.clone(),
            part,
            area: CellRange::new(CellRef::new(top, 0), CellRef::new(u32::MAX, u32::MAX)),
            title,
            head: super::Head::default(),
            date: Reading::Absent,
            phone: Reading::Absent,
            header_rows: header.rows.clone(),
            columns: header.columns.clone(),
            columns_by_field: header.by_field,
            records: Vec::new(),
            totals: Vec::new(),
            words: None,
            notes: Vec::new(),
            scale: stated.unwrap_or(start.scale),
            scale_is_shared: stated.is_none() && start.scale != MoneyScale::Yuan,
            last_row: *header.rows.end(),
            merges: Vec::new(),
            csv: self.csv,
            foot_row: None,
            head_pictures: Vec::new(),
        };
        let next = self.table(&mut form, &header, behind, &mut scan);
        if let Some(row) = next.as_ref().and_then(|next| rows.get(next.from)) {
            form.area.last.row = row.index.saturating_sub(1);
        }
        form.date = scan.date(self.today);
        form.head = std::mem::take(&mut scan.head);
        pictures::assign(&mut form, &self.pictures, &scan.labels, &self.merges);
        form.merges = self.merges.touching(top, *header.rows.start(), form.last_row);
        form.join_lines();
        (form, next)
    }

    /// Goes through the rows under the header, from a position on; gives the start of the
    /// next table, if there is one.
    fn table(
        &self,
        form: &mut Form,
        header: &Header,
        behind: usize,
        scan: &mut HeadScan,
    ) -> Option<Start> {
        let rows = Rows { header, merges: &self.merges, profile: self.profile };
        let mut builder = Builder::new(self.profile, self.today);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut state = State::default();
        let mut next = None;
        let all = self.sheet.rows();
        for (at, row) in all.iter().enumerate().skip(behind) {
            if state.header_to.is_some_and(|last| row.index <= last) {
                continue;
            }
            let kind = rows.kind(row);
            if kind.may_be_header()
                && let Some(found) = header::at(self.sheet, &self.merges, self.profile, row)
            {
                let meeting = between::meet(self, form, header, &found, scan, &state.lines);
                let (foot, lines) = match meeting {
                    Meeting::New { split } => state.lines.split_at(split.min(state.lines.len())),
                    _ => (state.lines.as_slice(), [].as_slice()),
                };
                let (foot, start) = (foot.to_vec(), lines.first().copied());
                state.lines.clear();
                self.lines(form, &foot, &rows, &mut state, scan);
                if let Meeting::New { .. } = meeting {
                    next = Some(between::start(form, found, start.unwrap_or(at)));
                    break;
                }
                state = State {
                    seen: state.seen,
                    header_to: Some(*found.rows.end()),
                    foreign: matches!(meeting, Meeting::Foreign),
                    ..State::default()
                };
                continue;
            }
            if state.foreign && kind != RowKind::Header {
                continue;
            }
            match kind {
                RowKind::HeadLine | RowKind::Note | RowKind::Other => {
                    // Whose line it is, is known when the next table comes, or none.
                    state.foot |= kind != RowKind::Other;
                    state.lines.push(at);
                    continue;
                }
                RowKind::Codes => {
                    // Far from the header such numbers are somebody's data.
                    let under = row.index <= header.rows.end().saturating_add(CODE_ROWS);
                    if !under && !state.foot && rows.is_person_otherwise(row) {
                        let record = builder.record(form, row);
                        form.records.push(record);
                        form.last_row = row.index;
                    }
                    continue;
                }
                _ => {}
            }
            let lines = std::mem::take(&mut state.lines);
            self.lines(form, &lines, &rows, &mut state, scan);
            match kind {
                RowKind::Person { sure, named } => {
                    if sure || !state.foot && (named || !state.summed) {
                        let record = builder.record(form, row);
                        form.records.push(record);
                        form.last_row = row.index;
                    } else {
                        self.line(form, row, &RowKind::Other, &mut state, scan);
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
                _ => state = State { seen: state.seen, ..State::default() },
            }
        }
        let lines = std::mem::take(&mut state.lines);
        self.lines(form, &lines, &rows, &mut state, scan);
        form.totals = totals::settle(drafts, form.records.len());
        next
    }

    /// Takes the lines between rows of the table, or below it, as this form's.
    fn lines(
        &self,
        form: &mut Form,
        lines: &[usize],
        rows: &Rows<'_>,
        state: &mut State,
        scan: &mut HeadScan,
    ) {
        for row in lines.iter().filter_map(|at| self.sheet.rows().get(*at)) {
            if state.seen > FOOT_LINES {
                return;
            }
            self.line(form, row, &rows.kind(row), state, scan);
        }
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
        state.seen += 1;
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
    seen: usize,
    /// Lines since the last row of the table, by position: the foot, or already the head
    /// of the next table.
    lines: Vec<usize>,
    /// A header goes down to this row.
    header_to: Option<u32>,
    /// What follows is another kind of list.
    foreign: bool,
}

/// Keeps a note: all its cells, since 备注 may stand in one of its own.
fn note(form: &mut Form, row: &Row) {
    let mut filled = row.cells.iter().filter(|cell| !is_empty(&cell.value));
    let Some(cell) = filled.next() else { return };
    let CellValue::Text(text) = &cell.value else { return };
    let mut text = text.trim().to_owned();
    for (at, more) in filled.take(NOTE_CELLS).enumerate() {
        if at > 0 {
            text.push('　');
        } else if !text.ends_with([':', '：']) {
            text.push('：');
        }
        text.push_str(more.value.display().trim());
    }
    if form.notes.len() < NOTES {
        form.notes.push(Located { text, place: CellRef::new(row.index, cell.col) });
    }
}

/// The unit of the amounts, from title, head, or the titles of the money columns; `None`
/// if nothing names one.
fn scale(above: &[Row], header: &Header) -> Option<MoneyScale> {
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
        .filter_map(|column| labels::stated_unit(&column.title))
        .find(|unit| *unit != MoneyScale::Yuan);
    titled.or(stated)
}
