//! Our own scanner of the two big parts of a workbook: sheets and shared strings.
//!
//! They are read through a [`window`] of fixed size, as [`token`]s that point into it, so
//! that nothing is allocated for an element, an attribute or a value. All of XML 1.0 that
//! may stand in an OOXML part is understood: any prefix, both kinds of quotes, references,
//! CDATA, comments and processing instructions. Document type definitions are forbidden
//! there (ECMA-376-2, 8.1.4) and refused, and with them every entity of one's own.
//!
//! Nearly all cells are written in one way by all programs; [`plain`] reads that one
//! without looking for tokens. It gives up at the slightest doubt, before anything is
//! consumed, so what it reads is by construction what the tokens say.

mod plain;
mod runs;
mod tag;
mod text;
mod token;
mod window;

pub(super) use plain::{PlainCell, PlainValue, plain_cell, plain_item};
pub(super) use runs::Runs;
pub(super) use tag::{Tag, attribute_text, local_name};
pub(super) use text::Gathered;
pub(super) use token::{Token, Tokens};
#[cfg(test)]
pub(super) use window::SIZE as WINDOW;

use super::super::error::ReadError;

/// How a cell's value is written (ECMA-376, ST_CellType).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    /// `n`, and whatever isn't known.
    Number,
    /// `s`: the index of a shared string.
    Shared,
    /// `str`: text, mostly a formula's.
    Text,
    /// `b`.
    Bool,
    /// `e`.
    Error,
    /// `d`: a date of ISO 8601.
    Date,
    /// `inlineStr`: text of its own, in runs.
    Inline,
}

impl CellKind {
    /// The kind that a `t` attribute names.
    pub(super) const fn of(name: &[u8]) -> Self {
        match name {
            b"s" => Self::Shared,
            b"str" => Self::Text,
            b"b" => Self::Bool,
            b"e" => Self::Error,
            b"d" => Self::Date,
            b"inlineStr" => Self::Inline,
            _ => Self::Number,
        }
    }
}

fn malformed() -> ReadError {
    ReadError::damaged("工作簿里有一段内容的写法不完整")
}

pub(super) fn bad_character() -> ReadError {
    ReadError::damaged("工作簿里有一个字符写得不完整")
}
