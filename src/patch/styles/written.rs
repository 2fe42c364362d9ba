//! Formats as they are written in a style sheet: looked at and changed as text.

use crate::patch::PatchError;
use crate::patch::copier::Copier;
use crate::patch::xml::with_attributes;
use quick_xml::events::{BytesStart, Event};
use std::io;

/// Looks at the start tag of a written element.
pub(super) fn xf<T>(written: &str, look: impl Fn(&BytesStart<'_>) -> T) -> Option<T> {
    let mut xml = Copier::new(written.as_bytes(), io::sink());
    match xml.next().ok()? {
        Event::Start(e) | Event::Empty(e) => Some(look(&e)),
        _ => None,
    }
}

/// A written format with other attributes.
pub(super) fn with_xf(
    written: &str,
    changes: &[(&str, Option<&str>)],
) -> Result<String, PatchError> {
    let mut xml = Copier::new(written.as_bytes(), io::sink());
    let tag = match xml.next()? {
        Event::Start(e) => with_attributes(&e, changes, false),
        Event::Empty(e) => with_attributes(&e, changes, true),
        _ => return Err(PatchError::Damaged("styles.xml".to_owned())),
    };
    let rest = usize::try_from(xml.end()).ok().and_then(|end| written.get(end..));
    Ok(tag + rest.unwrap_or_default())
}

/// A written format with another number format.
pub(super) fn with_number_format(written: &str, format: u32) -> Result<String, PatchError> {
    let format = format.to_string();
    let changes = [
        ("numFmtId", Some(format.as_str())),
        ("applyNumberFormat", Some("1")),
        ("quotePrefix", None),
    ];
    with_xf(written, &changes)
}

/// Our own elements with the prefix that a part's elements have.
pub(super) fn prefixed(xml: &str, prefix: &str) -> String {
    let mut pieces = xml.split('<');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (mark, name) = piece.strip_prefix('/').map_or(("<", piece), |name| ("</", name));
        out.extend([mark, prefix, name]);
    }
    out
}
