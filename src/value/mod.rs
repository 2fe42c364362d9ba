//! Text → typed value.
//!
//! Every reader here takes a [`Raw`] cell (its text and how it was stored) and gives a
//! [`Reading`]: the value, or in which of a few ways there is none. Nothing here knows
//! of forms, columns or rules; what a fault means is for the rules to say.

pub mod account;
mod amount_text;
pub(crate) mod code;
pub mod date;
mod date_text;
mod document;
pub mod id_number;
pub mod mask;
pub mod money;
pub mod money_in_words;
pub mod name;
mod numerals;
pub mod phone;
pub mod text;
mod traditional;
mod ways;

pub use text::Said;
pub use ways::{Way, Ways};

/// How the cell was stored: the provenance of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stored {
    /// Nothing there.
    Empty,
    /// A text cell.
    Text,
    /// A field of a CSV, where all is text.
    CsvText,
    /// A number cell; beyond 15 digits the rest is lost.
    Number(f64),
    /// A date cell: days since 1899-12-30.
    Date(f64),
    /// TRUE or FALSE.
    Bool,
    /// An error value such as `#REF!`.
    Error,
    /// A formula without a saved value.
    NoValue,
    /// A picture in the cell.
    Picture,
}

/// A cell as the value readers take it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raw<'a> {
    /// The text as a person sees it ([`crate::workbook::CellValue::display`]).
    pub text: &'a str,
    /// How it was stored.
    pub stored: Stored,
}

impl<'a> Raw<'a> {
    /// A text cell.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self { text, stored: Stored::Text }
    }

    /// A field of a CSV.
    #[must_use]
    pub const fn csv(text: &'a str) -> Self {
        Self { text, stored: Stored::CsvText }
    }
}

/// What came of reading a cell as a `T`; `F` says what can be wrong with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading<T, F = ()> {
    /// The form has no such column.
    #[default]
    Absent,
    /// The cell is empty, or holds only spaces.
    Blank,
    /// A word that stands for "nothing": 无, /, -, 待补, 不详.
    Placeholder,
    /// 同上, 〃: as in the row above.
    Ditto,
    /// An error value, or a formula without a value (F009); nothing more is said of it.
    Broken,
    /// Something is there, and it is wrong.
    Bad(F),
    /// It can be read with a guess that a person should confirm.
    Guess {
        /// The guessed value.
        value: T,
        /// What is guessed.
        fault: F,
    },
    /// It can be read.
    Good {
        /// The value.
        value: T,
        /// How its writing differs from the canonical one; empty if it doesn't.
        ways: Ways,
    },
}

impl<T, F> Reading<T, F> {
    /// The value, if it was read without a guess.
    pub const fn good(&self) -> Option<&T> {
        match self {
            Self::Good { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The value, guessed or not.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Good { value, .. } | Self::Guess { value, .. } => Some(value),
            _ => None,
        }
    }

    /// What is wrong, guesses included.
    pub const fn fault(&self) -> Option<&F> {
        match self {
            Self::Bad(fault) | Self::Guess { fault, .. } => Some(fault),
            _ => None,
        }
    }

    /// There is a column, and nothing was written: blank or a placeholder.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Blank | Self::Placeholder)
    }

    /// Nothing was written, or there is no column to write it in.
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Absent | Self::Blank | Self::Placeholder)
    }

    /// A value with nothing to tidy.
    pub const fn clean(value: T) -> Self {
        Self::Good { value, ways: Ways::NONE }
    }
}

/// Deals with what every reader must: empty cells, placeholders, ditto marks, broken
/// formulas. `None` means there is something to read.
#[must_use]
pub fn nothing<T, F>(raw: &Raw<'_>) -> Option<Reading<T, F>> {
    match raw.stored {
        Stored::Empty => return Some(Reading::Blank),
        Stored::Error | Stored::NoValue => return Some(Reading::Broken),
        Stored::Number(_) | Stored::Date(_) | Stored::Bool | Stored::Picture => return None,
        Stored::Text | Stored::CsvText => {}
    }
    match text::said(raw.text) {
        Said::Blank => Some(Reading::Blank),
        Said::Placeholder => Some(Reading::Placeholder),
        Said::Ditto => Some(Reading::Ditto),
        Said::Something => None,
    }
}
