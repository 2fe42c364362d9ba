//! Changes inside a workbook that somebody else made (xlsx, xlsm), with everything that
//! isn't meant to change kept as it is.
//!
//! No library writes into an existing workbook without losing parts of it. So parts that
//! don't change are copied as the same compressed bytes (`draft`), and in those that do,
//! all bytes but the changed ones (`copier`). What is known here are zips, parts and
//! cells; the form and its findings are not.

mod archive;
mod book;
mod calc_chain;
mod cell;
mod copier;
mod draft;
mod edit;
mod error;
mod formula;
mod kind;
mod mark;
mod notes;
mod own_sheet;
mod parts;
mod record;
mod rows;
mod sheet;
mod sizes;
mod strip;
mod strip_notes;
mod styles;
mod unmark;
mod xml;

pub use cell::Value;
pub use edit::{Refused, SheetEdits};
pub use error::PatchError;
pub use kind::{Kind, kind};
pub use mark::{CellMark, Marks};
pub use notes::{Note, note_head};
pub use own_sheet::{OwnCell, OwnSheet};
pub use rows::{Rows, fill};
pub use styles::Level;
pub(crate) use xml::escape;

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Marks cells; marks of an earlier time are taken off before.
///
/// # Errors
/// A [`PatchError`] if the package isn't a workbook of Office Open XML, or is at its limits.
pub fn mark(source: &[u8], marks: &Marks) -> Result<Vec<u8>, PatchError> {
    mark::mark(&without_marks(source)?, marks)
}

/// Takes the marks off. A workbook that no other program has saved since is given back as
/// it was, every part byte for byte; from another one, notes, fills and list are taken out
/// as they are found.
///
/// # Errors
/// [`PatchError::NotMarked`] if there are none, another [`PatchError`] as for [`mark`].
pub fn unmark(source: &[u8]) -> Result<Vec<u8>, PatchError> {
    if !unmark::is_marked(source)? {
        return Err(PatchError::NotMarked);
    }
    match unmark::restore(source)? {
        Some(original) => Ok(original),
        None => strip::strip(source),
    }
}

/// Puts contents into cells, by sheet name, and appends the list of changes (or puts it in
/// the place of an earlier one). The list is made once it is known which cells couldn't be
/// changed. Marks are taken off before.
///
/// # Errors
/// As for [`mark`].
pub fn edit(
    source: &[u8],
    edits: &BTreeMap<String, SheetEdits>,
    list: impl FnOnce(&[Refused]) -> OwnSheet,
) -> Result<Vec<u8>, PatchError> {
    edit::edit(&without_marks(source)?, edits, list)
}

/// The workbook as it was before it was marked.
fn without_marks(source: &[u8]) -> Result<Cow<'_, [u8]>, PatchError> {
    Ok(if unmark::is_marked(source)? { Cow::Owned(unmark(source)?) } else { Cow::Borrowed(source) })
}
