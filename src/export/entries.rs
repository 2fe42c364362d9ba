//! People's rows as ledgers and worksheets show them, with where each came from.

use super::layout::{self, LayoutColumn, Official};
use crate::across::sample::{Pick, Sample};
use crate::form::{Field, Form, HeadField, RowView};
use crate::ledger::Ledger;
use crate::report::Privacy;
use crate::session::Session;
use crate::workbook::CellRef;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

/// One person's row.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 填报单位.
    pub unit: String,
    /// The file's path.
    pub path: String,
    /// The sheet's name.
    pub sheet: String,
    /// The cell of the name, else the row's first: where the row stands.
    pub place: CellRef,
    /// The known columns, in the order of [`Field::ALL`].
    pub(super) values: Vec<Official>,
    /// Columns of the file's own, as 「标题：内容」.
    pub other: String,
}

impl Entry {
    /// A known column's value.
    pub(super) fn value(&self, field: Field) -> &Official {
        self.values.get(field as usize).unwrap_or(&Official::Empty)
    }
}

/// The rows of an open file.
#[must_use]
pub fn entries(session: &Session, privacy: Privacy) -> Vec<Entry> {
    entries_at(session, privacy, |_, _| true).map(|(_, entry)| entry).collect()
}

/// The rows of an open file that `keep` asks for: each with the position of its form in
/// the file and its zero-based row.
fn entries_at<'s>(
    session: &'s Session,
    privacy: Privacy,
    keep: impl Fn(usize, u32) -> bool + Copy + 's,
) -> impl Iterator<Item = ((usize, u32), Entry)> + 's {
    session.forms().iter().enumerate().flat_map(move |(index, form)| {
        let sheet = session.workbook().sheets.get(form.sheet);
        let columns = Columns::of(form);
        let rows = sheet.into_iter().flat_map(|sheet| form.rows(sheet));
        rows.filter(move |row| keep(index, row.record.row))
            .map(move |row| ((index, row.record.row), entry(session, &row, &columns, privacy)))
    })
}

/// The rows of a sample in full: a ledger holds no more of them than it must, so each
/// file that some were drawn from is read again.
#[derive(Debug, Default)]
pub struct DrawnRows {
    /// File, form and row, in the order of the sample.
    wanted: Vec<RowKey>,
    found: HashMap<RowKey, Entry>,
}

/// A file's path, the position of a form in it, a zero-based row.
type RowKey = (String, usize, u32);

impl DrawnRows {
    /// The rows of a sample, still to be read.
    #[must_use]
    pub fn of(sample: &Sample<'_>, ledger: &Ledger) -> Self {
        let key = |pick: &Pick<'_>| {
            (ledger.path(pick.at.table).to_owned(), pick.at.table.form, pick.at.line.row)
        };
        Self { wanted: sample.picks.iter().map(key).collect(), found: HashMap::new() }
    }

    /// The files to be read, each once.
    #[must_use]
    pub fn paths(&self) -> BTreeSet<String> {
        self.wanted.iter().map(|(path, ..)| path.clone()).collect()
    }

    /// Takes the drawn rows of one of the files.
    pub fn take(&mut self, session: &Session, privacy: Privacy) {
        let path = session.name();
        let of_file = self.wanted.iter().filter(|(of, ..)| of == path);
        let wanted: HashSet<_> = of_file.map(|(_, form, row)| (*form, *row)).collect();
        for ((form, row), entry) in
            entries_at(session, privacy, |form, row| wanted.contains(&(form, row)))
        {
            self.found.insert((path.to_owned(), form, row), entry);
        }
    }

    /// The rows in the order of the sample; `None` if one was not found: its file has not
    /// been taken, or was changed since the sample was drawn.
    #[must_use]
    pub fn in_order(mut self) -> Option<Vec<Entry>> {
        self.wanted.iter().map(|key| self.found.remove(key)).collect()
    }
}

struct Columns {
    known: Vec<LayoutColumn>,
    other: Vec<LayoutColumn>,
}

impl Columns {
    fn of(form: &Form) -> Self {
        let known = Field::ALL.into_iter().map(|field| LayoutColumn {
            field: Some(field),
            source: form.column(field),
            title: String::new(),
        });
        let other = form.columns.iter().filter(|column| column.field.is_none());
        let other = other.map(|column| LayoutColumn {
            field: None,
            source: Some(column.col),
            title: column.title.clone(),
        });
        Self { known: known.collect(), other: other.collect() }
    }
}

fn entry(session: &Session, row: &RowView<'_>, columns: &Columns, privacy: Privacy) -> Entry {
    let values = columns.known.iter().map(|column| layout::official(row, column, privacy));
    let mut other = String::new();
    for column in &columns.other {
        let text = layout::official(row, column, privacy).to_string();
        if !text.is_empty() {
            let gap = if other.is_empty() { "" } else { "；" };
            let _ = write!(other, "{gap}{}：{text}", column.title);
        }
    }
    let name = row.place(Field::Name).unwrap_or(CellRef::new(row.record.row, 0));
    Entry {
        unit: row.form.head.get(HeadField::Unit).text.trim().to_owned(),
        path: session.name().to_owned(),
        sheet: row.form.name.clone(),
        place: name,
        values: values.collect(),
        other,
    }
}
