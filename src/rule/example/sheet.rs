//! A form in the examples' layout, of any number of people, that changes are made to.

use super::people::FIELDS;
use super::{Change, HEADER, Put, TITLE};
use crate::form::{Field, HeadField};
use crate::workbook::{
    Cell, CellRange, CellRef, CellValue, Format, ImageId, Picture, Row, Sheet, Span, Workbook,
};

/// The first row of the people.
const FIRST: u32 = HEADER + 1;

/// The day a form is filled in.
pub(super) const DATE: &str = "2021-02-08";

/// Names of head and foot: unit, its phone, preparer, responsible, handler.
pub type Head<'a> = [&'a str; 5];

/// A person's row, by the columns of the official layout; empty for what isn't filled in.
pub type Person<T> = [T; FIELDS.len()];

/// A form: head, people, their sums, foot. Its sheet stands first in the workbook.
#[derive(Debug, Clone)]
pub struct FormSheet {
    sheet: Sheet,
    /// Sheets behind it.
    others: Vec<Sheet>,
    /// The row of each person.
    rows: Vec<u32>,
    /// The next free column.
    end: u32,
}

impl FormSheet {
    /// A form without a mistake, if the people have none; each value of head and foot stands
    /// beside its label.
    pub fn new<T: AsRef<str>>(
        [unit, phone, preparer, responsible, handler]: Head<'_>,
        people: &[Person<T>],
    ) -> Self {
        let rows: Vec<u32> = (FIRST..).zip(people).map(|(row, _)| row).collect();
        let mut form = Self {
            sheet: Sheet::new("汇总表"),
            others: Vec::new(),
            rows,
            end: FIELDS.len() as u32,
        };
        form.text(CellRef::new(0, 0), TITLE);
        for (field, value) in [
            (HeadField::Unit, unit),
            (HeadField::Date, DATE),
            (HeadField::Preparer, preparer),
            (HeadField::Phone, phone),
            (HeadField::Responsible, responsible),
            (HeadField::Handler, handler),
        ] {
            form.put_head(field, value);
        }
        form.text(CellRef::new(form.total_row(), 0), "合计");
        for field in FIELDS {
            form.text(CellRef::new(HEADER, column(field)), field.title());
        }
        for (row, person) in form.rows.clone().into_iter().zip(people) {
            for (field, text) in FIELDS.into_iter().zip(person) {
                form.put_at(row, field, typed(field, text.as_ref()));
            }
        }
        form.sum_up();
        form
    }

    /// The workbook it is in.
    #[must_use]
    pub fn into_workbook(self) -> Workbook {
        let mut sheets = vec![self.sheet];
        sheets.extend(self.others);
        Workbook { format: Format::Xlsx, sheets, not_checked: Vec::new() }
    }

    /// Its sheet.
    #[must_use]
    pub const fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Makes a change; gives false for one that isn't about this sheet (bytes, standards,
    /// other files, further people).
    pub fn apply(&mut self, change: Change<'_>) -> bool {
        match change {
            Change::Cell(person, field, put) => {
                self.put_at(self.row(person), field, put.value());
            }
            Change::Cash(person, yuan) => self.set_cash(person, yuan),
            Change::Total(field, put) => self.put_at(self.total_row(), field, put.value()),
            Change::Head(field, text) => self.put_head(field, text),
            Change::Title(text) => self.text(CellRef::new(0, 0), text),
            Change::Without(field) => {
                for row in HEADER..=self.total_row() {
                    self.put_at(row, field, None);
                }
            }
            Change::Rename(field, title) => {
                self.put_at(HEADER, field, Some(CellValue::text(title)));
            }
            Change::Extra(title) => self.text(CellRef::new(HEADER, self.end), title),
            Change::Column(field, puts) => {
                let col = self.add_column(field);
                for (person, put) in puts.into_iter().enumerate() {
                    self.put_in(person, col, put);
                }
            }
            Change::Sheet(text) => {
                let mut other = Sheet::new("填表说明");
                set(&mut other, CellRef::new(0, 0), Some(CellValue::text(text)));
                self.others.push(other);
            }
            Change::Nobody => {
                for row in FIRST..=self.total_row() {
                    for field in FIELDS {
                        self.put_at(row, field, None);
                    }
                }
            }
            Change::Only(text) => {
                self.sheet = Sheet::new("Sheet1");
                self.text(CellRef::new(0, 0), text);
            }
            Change::Unsigned => {
                for row in self.rows.clone() {
                    self.put_at(row, Field::Signature, None);
                }
                for field in [HeadField::Responsible, HeadField::Handler] {
                    self.put_head(field, "");
                }
            }
            Change::Seal => {
                let at = self.head_place(HeadField::Unit);
                let range = CellRange::new(at, CellRef::new(at.row + 1, at.col + 1));
                self.sheet.pictures.push(Picture {
                    centre: at,
                    range,
                    image: None,
                    altered: false,
                });
            }
            Change::UnseenPictures(count) => self.sheet.unseen_pictures = count,
            Change::SignaturePicture { person, rows, image } => {
                let first = CellRef::new(self.row(person), column(Field::Signature));
                let last = CellRef::new(first.row + rows - 1, first.col);
                let centre = CellRef::new(first.row + rows / 2, first.col);
                let (range, image) = (CellRange::new(first, last), Some(ImageId::numbered(image)));
                self.sheet.pictures.push(Picture { centre, range, image, altered: false });
            }
            Change::HiddenRow(person) => {
                let row = self.row(person);
                self.sheet.hidden_rows.push(Span { first: row, last: row });
            }
            Change::EmptyRow(person) => self.insert_row(self.row(person)),
            Change::Cut(person, field) => {
                self.sheet.cut.push(CellRef::new(self.row(person), column(field)));
            }
            Change::Merge(person, field, rows) => {
                let first = CellRef::new(self.row(person), column(field));
                let last = CellRef::new(first.row + rows - 1, first.col);
                self.sheet.merges.push(CellRange::new(first, last));
                for row in first.row + 1..=last.row {
                    self.set(CellRef::new(row, first.col), None);
                }
            }
            Change::Words(text) => self.text(CellRef::new(self.total_row() + 1, 0), text),
            Change::Crowd(_)
            | Change::Profile(_)
            | Change::OtherFile(_)
            | Change::SameFile(_)
            | Change::Bytes(_) => return false,
        }
        true
    }

    /// Adds a column at the end, of a field that the official layout has no place for.
    pub fn add_column(&mut self, field: Field) -> u32 {
        let col = self.end;
        self.end += 1;
        self.text(CellRef::new(HEADER, col), field.title());
        col
    }

    /// Fills a person's cell of an added column.
    pub fn put_in(&mut self, person: usize, col: u32, put: Put<'_>) {
        self.set(CellRef::new(self.row(person), col), put.value());
    }

    /// How many people it has.
    #[must_use]
    pub const fn people(&self) -> usize {
        self.rows.len()
    }

    /// A person's row; that of the sums for one that isn't there.
    #[must_use]
    pub fn row(&self, person: usize) -> u32 {
        self.rows.get(person).copied().unwrap_or_else(|| self.total_row())
    }

    /// The rows of its people.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The row of the sums.
    #[must_use]
    pub fn total_row(&self) -> u32 {
        self.rows.last().map_or(FIRST, |last| last + 1)
    }

    /// The value's cell of a field of head or foot; its label stands to the left.
    pub(super) fn head_place(&self, field: HeadField) -> CellRef {
        let foot = self.total_row() + 2;
        match field {
            HeadField::Unit => CellRef::new(1, 1),
            HeadField::Date => CellRef::new(1, 8),
            HeadField::Preparer => CellRef::new(2, 1),
            HeadField::Phone => CellRef::new(2, 8),
            HeadField::Responsible => CellRef::new(foot, 1),
            HeadField::Handler => CellRef::new(foot, 8),
            HeadField::Reviewer => CellRef::new(foot, 14),
        }
    }

    /// A field of head or foot, with its label; nothing but that for an empty text.
    fn put_head(&mut self, field: HeadField, text: &str) {
        let place = self.head_place(field);
        let beside = CellRef::new(place.row, place.col - 1);
        let label =
            if field == HeadField::Unit { "填报单位（公章）" } else { field.title() };
        self.text(beside, &format!("{label}："));
        self.set(place, (!text.is_empty()).then(|| CellValue::text(text)));
    }

    fn set(&mut self, at: CellRef, value: Option<CellValue>) {
        set(&mut self.sheet, at, value);
    }

    fn text(&mut self, at: CellRef, text: &str) {
        self.set(at, Some(CellValue::text(text)));
    }

    fn put_at(&mut self, row: u32, field: Field, value: Option<CellValue>) {
        self.set(CellRef::new(row, column(field)), value);
    }

    /// Moves a row and all below it down by one.
    fn insert_row(&mut self, at: u32) {
        let mut moved = Sheet::new(self.sheet.name.clone());
        for row in self.sheet.rows() {
            let index = if row.index < at { row.index } else { row.index + 1 };
            moved.push_row(Row { index, cells: row.cells.clone() });
        }
        self.sheet = moved;
        for row in self.rows.iter_mut().filter(|row| **row >= at) {
            *row += 1;
        }
    }

    fn amount(&self, row: u32, field: Field) -> f64 {
        match self.sheet.cell(CellRef::new(row, column(field))).map(|cell| &cell.value) {
            Some(CellValue::Number(number)) => *number,
            _ => 0.0,
        }
    }

    /// A person's cash with the row's total and the sums below.
    fn set_cash(&mut self, person: usize, yuan: i64) {
        let row = self.row(person);
        #[expect(clippy::cast_precision_loss, reason = "examples hold small amounts")]
        let cash = yuan as f64;
        let total = cash + self.amount(row, Field::GoodsValue);
        self.put_at(row, Field::Cash, Some(CellValue::Number(cash)));
        self.put_at(row, Field::Total, Some(CellValue::Number(total)));
        self.sum_up();
    }

    /// Writes the sums of the people below them.
    fn sum_up(&mut self) {
        for field in [Field::Cash, Field::GoodsValue, Field::Total] {
            let sum = self.rows.iter().map(|row| self.amount(*row, field)).sum();
            self.put_at(self.total_row(), field, Some(CellValue::Number(sum)));
        }
    }
}

fn set(sheet: &mut Sheet, at: CellRef, value: Option<CellValue>) {
    sheet.set(at, value.map(|value| Cell::new(at.col, value)));
}

/// The column of a field.
#[must_use]
pub fn column(field: Field) -> u32 {
    FIELDS.iter().position(|it| *it == field).unwrap_or(FIELDS.len()) as u32
}

/// The value a perfect cell holds: numbers as numbers, dates as dates, the rest as text.
fn typed(field: Field, text: &str) -> Option<CellValue> {
    if text.is_empty() {
        return None;
    }
    Some(match field {
        Field::Serial | Field::Cash | Field::GoodsValue | Field::Total => {
            text.parse().map_or_else(|_| CellValue::text(text), CellValue::Number)
        }
        Field::Date => text.parse().map_or_else(
            |_| CellValue::text(text),
            |date| CellValue::Date(crate::value::date::to_serial(date)),
        ),
        _ => CellValue::text(text),
    })
}
