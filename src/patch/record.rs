//! The record that a marked workbook carries of how it was before.
//!
//! It tells for each part that was changed where, and what stood there, and which parts
//! are new. As long as the marked parts are as we left them, it gives the original back,
//! byte for byte. Once another program has saved the workbook, it is gone or doesn't fit
//! any more; then [`super::strip`] takes the marks off as it finds them.

use super::PatchError;
use super::copier::Splice;
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, Read, Write};

/// The record's part, and the type of the relationship that leads to it.
pub(super) const PART: &str = "xl/nuanbiao/marks.json";
pub(super) const CONTENT_TYPE: &str = "application/json";
pub(super) const RELATIONSHIP: &str = "https://nuanbiao.example/relationships/marks";

/// Size and checksum of a part, as the zip's directory has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub(super) size: u64,
    pub(super) crc32: u32,
}

impl From<(u64, u32)> for Fingerprint {
    fn from((size, crc32): (u64, u32)) -> Self {
        Self { size, crc32 }
    }
}

/// A part that was changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Changed {
    pub(super) name: String,
    pub(super) marked: Fingerprint,
    pub(super) original: Fingerprint,
    pub(super) splices: Vec<Splice>,
}

/// All that was done to a package.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) added: Vec<String>,
    pub(super) changed: Vec<Changed>,
}

pub(super) fn to_bytes(record: &Record) -> Result<Vec<u8>, PatchError> {
    serde_json::to_vec(record).map_err(|error| PatchError::Archive(error.to_string()))
}

/// The record in a part; `None` if it can't be read.
pub(super) fn from_bytes(bytes: &[u8]) -> Option<Record> {
    serde_json::from_slice(bytes).ok()
}

/// Copies a part with its changes undone; `false` if they don't fit it.
pub(super) fn undo(part: impl Read, mut out: impl Write, splices: &[Splice]) -> io::Result<bool> {
    let mut part = BufReader::with_capacity(64 << 10, part);
    let mut position = 0;
    for splice in splices {
        let Some(before) = splice.at.checked_sub(position) else { return Ok(false) };
        let copied = io::copy(&mut part.by_ref().take(before), &mut out)?;
        let left_out = io::copy(&mut part.by_ref().take(splice.length), &mut io::sink())?;
        if copied != before || left_out != splice.length {
            return Ok(false);
        }
        out.write_all(splice.original.as_bytes())?;
        position = splice.at + splice.length;
    }
    io::copy(&mut part, &mut out)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::super::copier::Copier;
    use super::*;
    use quick_xml::events::Event;

    #[test]
    fn what_was_spliced_is_undone() {
        let original = "\u{FEFF}<a><b x='1'/>文字<c/></a >".as_bytes();
        let mut marked = Vec::new();
        let mut copier = Copier::new(original, &mut marked);
        loop {
            match copier.next().unwrap() {
                Event::Empty(e) if e.name().as_ref() == "b" => {
                    let (from, to) = (copier.start(), copier.end());
                    copier.replace(from, to, "<b x='2'/><neu/>").unwrap();
                }
                Event::End(_) => {
                    let at = copier.start();
                    copier.insert(at, "<d/>").unwrap();
                }
                Event::Eof => break,
                _ => (),
            }
        }
        let splices = copier.finish().unwrap();
        let text = String::from_utf8(marked.clone()).unwrap();
        assert_eq!(text, "\u{FEFF}<a><b x='2'/><neu/>文字<c/><d/></a >");
        let mut back = Vec::new();
        assert!(undo(marked.as_slice(), &mut back, &splices).unwrap());
        assert_eq!(back, original);
        assert!(!undo(&b"<a/>"[..], io::sink(), &splices).unwrap());
    }
}
