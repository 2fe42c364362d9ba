//! Examples as little tables: the cells in which a mistake is seen, with the people and the
//! column titles around them.

use super::words::visible;
use super::{FormSheet, HEADER, Line, Spot, column};
use crate::form::Field;
use crate::workbook::{CellRef, CellValue, column_letters};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A part of an example's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ExampleTable {
    /// Which file it is of, where there are several; else empty.
    pub file: String,
    /// Its columns, left to right.
    pub columns: Vec<ExampleColumn>,
    /// Its rows, from above downward.
    pub rows: Vec<ExampleRow>,
}

/// A column of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ExampleColumn {
    /// Its letters on the sheet.
    pub letter: String,
    /// Its title in the table's header; empty outside the table, and where it has none.
    pub title: String,
    /// What the title is in the example.
    pub mark: Option<ExampleMark>,
}

/// A row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ExampleRow {
    /// Its 1-based number on the sheet.
    pub number: u32,
    /// A cell for each column.
    pub cells: Vec<ExampleCell>,
}

/// A cell of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ExampleCell {
    /// What it shows; empty for one left blank.
    pub text: String,
    /// How many rows it covers: more than 1 for a merged block's first cell, 0 for the others.
    pub rows: usize,
    /// What it is in the example.
    pub mark: Option<ExampleMark>,
}

/// What a cell is in an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum ExampleMark {
    /// The finding's own cell.
    Wrong,
    /// Another cell it has to do with.
    Related,
    /// As it should be.
    Right,
}

/// The parts of a form where the spots are: its lines above, its table, its lines below.
#[must_use]
pub fn tables(
    form: &FormSheet,
    spots: &BTreeSet<Spot>,
    marks: &BTreeMap<Spot, ExampleMark>,
) -> Vec<ExampleTable> {
    let shown: BTreeSet<Spot> = spots.iter().chain(marks.keys()).copied().collect();
    let part = Part { form, marks };
    let lines: BTreeSet<Line> = shown.iter().map(|spot| spot.line).collect();
    let is_above = |line: &&Line| **line < Line::Header;
    let is_below = |line: &&Line| **line > Line::Total;
    let above = lines.iter().filter(is_above).filter_map(|line| part.of_line(*line, &shown));
    let below = lines.iter().filter(is_below).filter_map(|line| part.of_line(*line, &shown));
    above.chain(part.of_people(&shown)).chain(below).collect()
}

struct Part<'a> {
    form: &'a FormSheet,
    marks: &'a BTreeMap<Spot, ExampleMark>,
}

impl Part<'_> {
    /// A line outside the table: its spots, each with the label before it.
    fn of_line(&self, line: Line, shown: &BTreeSet<Spot>) -> Option<ExampleTable> {
        let row = self.form.row_of(line)?;
        let own = shown.iter().filter(|spot| spot.line == line).map(|spot| spot.col);
        let has_text = |col: &u32| !self.text(CellRef::new(row, *col)).is_empty();
        let cols: BTreeSet<u32> = own
            .flat_map(|col| [col.checked_sub(1).filter(&has_text), Some(col)])
            .flatten()
            .collect();
        let columns = cols.iter().map(|col| ExampleColumn {
            letter: column_letters(*col),
            title: String::new(),
            mark: None,
        });
        let columns = columns.collect();
        Some(ExampleTable {
            file: String::new(),
            columns,
            rows: vec![self.row(line, row, &cols, &[row])],
        })
    }

    /// The table: the people it is about, and everyone where it is about a column or a sum.
    fn of_people(&self, shown: &BTreeSet<Spot>) -> Option<ExampleTable> {
        let inside = |spot: &&Spot| (Line::Header..=Line::Total).contains(&spot.line);
        let own: BTreeSet<&Spot> = shown.iter().filter(inside).collect();
        let mut lines: BTreeSet<Line> = own.iter().map(|spot| spot.line).collect();
        let mut cols: BTreeSet<u32> = own.iter().map(|spot| spot.col).collect();
        if cols.is_empty() {
            return None;
        }
        cols.insert(column(Field::Name));
        let about_one = lines.iter().all(|line| matches!(line, Line::Person(_)));
        if !about_one {
            cols.insert(column(Field::Serial));
            lines.extend((0..self.form.people()).map(Line::Person));
        }
        // A column that only the other side of an example has is nothing to look at.
        let is_there = |col: &u32| {
            own.iter().any(|spot| spot.col == *col && self.marks.contains_key(spot))
                || !self.text(CellRef::new(HEADER, *col)).is_empty()
        };
        cols.retain(is_there);
        lines.remove(&Line::Header);
        let columns = cols.iter().map(|col| ExampleColumn {
            letter: column_letters(*col),
            title: self.text(CellRef::new(HEADER, *col)),
            mark: self.mark(Line::Header, *col),
        });
        let columns = columns.collect();
        let mut rows: Vec<(u32, Line)> =
            lines.iter().filter_map(|line| Some((self.form.row_of(*line)?, *line))).collect();
        rows.sort_unstable();
        let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        let rows = rows.iter().map(|(row, line)| self.row(*line, *row, &cols, &numbers));
        Some(ExampleTable { file: String::new(), columns, rows: rows.collect() })
    }

    fn row(&self, line: Line, row: u32, cols: &BTreeSet<u32>, shown: &[u32]) -> ExampleRow {
        let cell = |col: &u32| {
            let at = CellRef::new(row, *col);
            ExampleCell {
                text: self.text(at),
                rows: self.covers(at, shown),
                mark: self.mark(line, *col),
            }
        };
        ExampleRow { number: row + 1, cells: cols.iter().map(cell).collect() }
    }

    fn mark(&self, line: Line, col: u32) -> Option<ExampleMark> {
        self.marks.get(&Spot { line, col }).copied()
    }

    /// How many of the shown rows a cell covers.
    fn covers(&self, at: CellRef, shown: &[u32]) -> usize {
        let Some(merge) = self.form.sheet().merges.iter().find(|it| it.contains(at)) else {
            return 1;
        };
        if merge.first != at {
            return 0;
        }
        shown.iter().filter(|row| (merge.first.row..=merge.last.row).contains(*row)).count()
    }

    /// What a cell shows.
    fn text(&self, at: CellRef) -> String {
        let sheet = self.form.sheet();
        let text = sheet.cell(at).map(|cell| match &cell.value {
            CellValue::Number(number) => as_excel_shows(*number),
            value => visible(&value.display()),
        });
        let text = text.unwrap_or_default();
        if sheet.pictures.iter().any(|picture| picture.range.contains(at)) {
            return format!("{text}（图片）");
        }
        text
    }
}

/// Excel and WPS show a number of more than eleven digits in exponent form.
#[must_use]
pub fn as_excel_shows(number: f64) -> String {
    if number < 1e11 {
        return CellValue::Number(number).display().into_owned();
    }
    let text = format!("{number:.5e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{digits}E+{exponent}")
}
