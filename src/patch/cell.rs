//! One cell: where it stands, what it is to hold, how it is written.

use super::styles::{Level, Restyle};
use super::xml::escape;
use crate::workbook::CellRef;

/// What happens to a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// Another fill; the content stays.
    Mark(Level),
    /// The format from before the mark; the cell goes if it wasn't there and is empty.
    Unmark { format: u32, there: bool },
    /// Another content.
    Value(Value),
    /// Nothing.
    None,
}

impl Change {
    pub(super) const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// What is to be different in the cell's format.
    pub(super) const fn restyle(&self) -> Option<Restyle> {
        match self {
            Self::Mark(level) => Some(Restyle::Fill(*level)),
            Self::Value(Value::Digits(_)) => Some(Restyle::Text),
            Self::Value(Value::Number(_)) => Some(Restyle::Number),
            Self::Value(Value::Date(_)) => Some(Restyle::Date),
            Self::Value(Value::Empty | Value::Text(_)) | Self::Unmark { .. } | Self::None => None,
        }
    }
}

/// What a cell is to hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// Text that programs would take for a number (identity, account): its cell is
    /// formatted as text, so that it stays whole when somebody edits it.
    Digits(String),
    /// A number.
    Number(f64),
    /// A date: days since 1899-12-30.
    Date(f64),
}

/// Addresses of rows and cells that may leave them out: each then stands behind the last.
#[derive(Debug, Default)]
pub(super) struct Refs {
    row: u32,
    next_row: u32,
    next_col: u32,
}

impl Refs {
    /// A row begins, with its 1-based number if it says so; gives the 0-based one.
    pub(super) fn row(&mut self, number: Option<u32>) -> u32 {
        self.row = number.and_then(|number| number.checked_sub(1)).unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.next_col = 0;
        self.row
    }

    pub(super) const fn current_row(&self) -> u32 {
        self.row
    }

    /// A cell begins, with its address if it says so.
    pub(super) fn cell(&mut self, at: Option<CellRef>) -> CellRef {
        let at = at.unwrap_or_else(|| CellRef::new(self.row, self.next_col));
        self.next_col = at.col.saturating_add(1);
        at
    }
}

/// A cell as it is written: text inline, so that the shared strings stay as they are.
pub(super) fn cell_xml(prefix: &str, at: CellRef, format: u32, change: &Change) -> String {
    let format = if format == 0 { String::new() } else { format!(" s=\"{format}\"") };
    let open = format!("<{prefix}c r=\"{at}\"{format}");
    match change {
        Change::Value(Value::Text(text) | Value::Digits(text)) => format!(
            "{open} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t>\
             </{prefix}is></{prefix}c>",
            escape(text)
        ),
        Change::Value(Value::Number(number) | Value::Date(number)) => {
            format!("{open}><{prefix}v>{number}</{prefix}v></{prefix}c>")
        }
        Change::Value(Value::Empty) | Change::Mark(_) => format!("{open}/>"),
        Change::Unmark { .. } | Change::None => String::new(),
    }
}
