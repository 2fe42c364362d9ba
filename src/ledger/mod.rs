//! 台账: what checks across files need to know of each file.
//!
//! A file's forms are boiled down to one [`Table`] each and one compact [`Line`] per
//! person, so that a district's files fit into memory together: the workbooks are never
//! kept. Identity and account numbers are held as keyed hashes ([`keys`]).

mod copies;
mod extract;
pub mod keys;
mod line;

pub use copies::{Copies, Copy};
pub use extract::Extract;
pub use line::{Line, Official, Table, When};

use crate::workbook::CellRef;

/// The files that are looked at together, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    files: Vec<String>,
    digests: Vec<String>,
    tables: Vec<Table>,
    lines: Vec<Line>,
}

/// A table with its position in the ledger.
pub type TableId = usize;

/// A line with the table it stands in.
#[derive(Debug, Clone, Copy)]
pub struct LineRef<'a> {
    /// The line.
    pub line: &'a Line,
    /// Its table.
    pub table: &'a Table,
    /// The table's position in the ledger.
    pub id: TableId,
}

/// A cell in one of several files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Position of its table in the ledger: tells the file and the sheet.
    pub table: TableId,
    /// The cell, in the user's own file.
    pub cell: CellRef,
}

impl Ledger {
    /// Adds a file; files are to be added in a stable order, since findings point at the
    /// later of two.
    pub fn add(&mut self, path: impl Into<String>, extract: Extract) {
        let file = self.files.len();
        self.files.push(path.into());
        self.digests.push(extract.digest);
        for (form, (mut table, lines)) in extract.tables.into_iter().enumerate() {
            let id = self.tables.len();
            table.file = file;
            table.form = form;
            table.lines = self.lines.len()..self.lines.len() + lines.len();
            self.tables.push(table);
            self.lines.extend(lines.into_iter().map(|line| Line { table: id, ..line }));
        }
    }

    /// The files' paths, in the order they were added.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// The tables of all files.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The people of all tables.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The people of one table.
    #[must_use]
    pub fn lines_of(&self, table: &Table) -> &[Line] {
        self.lines.get(table.lines.clone()).unwrap_or_default()
    }

    /// The path of a table's file.
    #[must_use]
    pub fn path(&self, table: &Table) -> &str {
        self.files.get(table.file).map_or("", String::as_str)
    }

    /// SHA-256 of the bytes of a table's file, in hex.
    #[must_use]
    pub fn digest(&self, table: &Table) -> &str {
        self.digests.get(table.file).map_or("", String::as_str)
    }

    /// Every line with its table, in order.
    pub fn iter(&self) -> impl Iterator<Item = LineRef<'_>> {
        self.lines.iter().filter_map(|line| {
            let table = self.tables.get(line.table)?;
            Some(LineRef { line, table, id: line.table })
        })
    }
}

impl LineRef<'_> {
    /// A cell of this line; the table's anchor if it has no such column.
    #[must_use]
    pub fn place(&self, column: Option<u32>) -> Place {
        let row = self.line.row;
        let cell = column.map_or(self.table.anchor(), |col| CellRef::new(row, col));
        Place { table: self.id, cell }
    }
}
