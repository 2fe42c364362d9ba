//! What an example changes of the perfect form.

use crate::form::{Field, HeadField};
use crate::workbook::CellValue;

/// What to put into a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Put<'a> {
    /// Text.
    Text(&'a str),
    /// A number cell.
    Number(f64),
    /// A formula that has no value.
    NoValue,
    /// Nothing.
    Empty,
}

impl Put<'_> {
    pub(super) fn value(self) -> Option<CellValue> {
        match self {
            Self::Text(text) => Some(CellValue::text(text)),
            Self::Number(number) => Some(CellValue::Number(number)),
            Self::NoValue => Some(CellValue::NoValue),
            Self::Empty => None,
        }
    }
}

/// One change to the perfect form. Lifetimes are static in the rules' own examples;
/// exercises make changes of texts of their own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change<'a> {
    /// A person's cell: person 0, 1 or 2 of the perfect form.
    Cell(usize, Field, Put<'a>),
    /// A person's cash grant, with the sums that follow from it.
    Cash(usize, i64),
    /// A sum in the total row.
    Total(Field, Put<'a>),
    /// A field of head or foot: its value.
    Head(HeadField, &'a str),
    /// The title.
    Title(&'a str),
    /// The table lacks a column.
    Without(Field),
    /// A column has another title.
    Rename(Field, &'a str),
    /// A further column at the end: its title.
    Extra(&'a str),
    /// A further column of a field the perfect form doesn't have, filled for the three
    /// people. It stands at the end; one such change takes the next free column.
    Column(Field, [Put<'a>; 3]),
    /// A further sheet with one line of text.
    Sheet(&'a str),
    /// Nobody has been filled in.
    Nobody,
    /// The sheet holds only this text: no form at all.
    Only(&'a str),
    /// Nobody has signed yet.
    Unsigned,
    /// A picture lies on the signature column, over so many rows from a person's downward.
    SignaturePicture {
        /// Person 0, 1 or 2.
        person: usize,
        /// How many rows it covers.
        rows: u32,
        /// Which image it shows.
        image: u128,
    },
    /// So many pictures lie somewhere, in a container that doesn't let them be seen.
    UnseenPictures(u32),
    /// A picture of the seal lies on the reporting union's name.
    Seal,
    /// A merged block: person, field, rows downward.
    Merge(usize, Field, u32),
    /// A person's row is hidden.
    HiddenRow(usize),
    /// An empty row stands before a person.
    EmptyRow(usize),
    /// A person's text was longer than the limit and was cut.
    Cut(usize, Field),
    /// 合计(大写) in a row of its own, right under the sums.
    Words(&'a str),
    /// Further people after the third, equal to them but for who they are and the cash.
    Crowd(&'a [i64]),
    /// Local standards (TOML) instead of the built-in profile alone.
    Profile(&'a str),
    /// The bytes of a file, for the readers' rules.
    Bytes(&'a [u8]),
    /// A further file: the perfect form of another unit and its three people, with changes.
    OtherFile(&'a [Self]),
    /// A further file: the same perfect form, with changes.
    SameFile(&'a [Self]),
}
