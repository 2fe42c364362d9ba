//! People's rows as ledgers and worksheets show them, with where each came from.

use super::layout::{self, LayoutColumn, Official};
use crate::form::{Field, Form, HeadField, RowView};
use crate::report::Privacy;
use crate::session::Session;
use crate::workbook::CellRef;
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
    entries_at(session, privacy, |_, _| true).into_iter().map(|(_, _, entry)| entry).collect()
}

/// The rows of an open file that `keep` asks for: each with the position of its form in
/// the file and its zero-based row.
pub fn entries_at(
    session: &Session,
    privacy: Privacy,
    keep: impl Fn(usize, u32) -> bool,
) -> Vec<(usize, u32, Entry)> {
    let mut entries = Vec::new();
    for (index, form) in session.forms().iter().enumerate() {
        let Some(sheet) = session.workbook().sheets.get(form.sheet) else { continue };
        let columns = Columns::of(form);
        for row in form.rows(sheet).filter(|row| keep(index, row.record.row)) {
            entries.push((index, row.record.row, entry(session, &row, &columns, privacy)));
        }
    }
    entries
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
