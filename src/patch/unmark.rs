//! The way back from a marked workbook.

use super::PatchError;
use super::archive::Archive;
use super::book::Book;
use super::draft::Draft;
use super::record::{self, Fingerprint, Record};
use crate::workbook::OWN_SHEET_NAME_PREFIX;

/// Whether a workbook carries marks of ours.
pub(super) fn is_marked(source: &[u8]) -> Result<bool, PatchError> {
    let book = Book::read(&mut Archive::open(source)?)?;
    Ok(book.own_sheet(&format!("{OWN_SHEET_NAME_PREFIX}{}", super::mark::LIST)).is_some())
}

/// The workbook as it was before it was marked, byte for byte; `None` if another program
/// has changed the marked parts since.
pub(super) fn restore(source: &[u8]) -> Result<Option<Vec<u8>>, PatchError> {
    let mut archive = Archive::open(source)?;
    let Some(bytes) = archive.read(record::PART)? else { return Ok(None) };
    let Some(record) = record::from_bytes(&bytes) else { return Ok(None) };
    if !fits(&archive, &record)? {
        return Ok(None);
    }
    let mut draft = Draft::of(source)?;
    for changed in &record.changed {
        if !draft.restore(&changed.name, &changed.splices)? {
            return Ok(None);
        }
    }
    for added in &record.added {
        draft.remove(added);
    }
    let restored = draft.finish(None)?;
    let archive = Archive::open(&restored)?;
    let original = record.changed.iter().map(|it| (it.name.as_str(), it.original));
    Ok(have(&archive, original)?.then_some(restored))
}

/// Whether the parts are as they were left when the record was written.
fn fits(archive: &Archive<'_>, record: &Record) -> Result<bool, PatchError> {
    let marked = record.changed.iter().map(|it| (it.name.as_str(), it.marked));
    Ok(record.added.iter().all(|name| archive.has(name)) && have(archive, marked)?)
}

fn have<'p>(
    archive: &Archive<'_>,
    parts: impl Iterator<Item = (&'p str, Fingerprint)>,
) -> Result<bool, PatchError> {
    for (name, wanted) in parts {
        let Some(index) = archive.index(name) else { return Ok(false) };
        if Fingerprint::from(archive.fingerprint(index)?) != wanted {
            return Ok(false);
        }
    }
    Ok(true)
}
