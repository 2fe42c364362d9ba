//! The user's own workbook as one that can be changed in place.

use super::rebuilt::{lost, rebuilt};
use super::{ExportError, XLSX};
use crate::patch::{self, Kind};
use crate::session::Session;
use crate::workbook::Format;
use std::borrow::Cow;

/// A workbook of Office Open XML.
pub(super) struct OwnFile<'s> {
    pub(super) bytes: Cow<'s, [u8]>,
    /// The only extension under which Excel opens this kind of workbook.
    pub(super) extension: &'static str,
    pub(super) mime: &'static str,
    /// What of the original couldn't be kept, in words.
    pub(super) remarks: Vec<String>,
}

/// The user's workbook as it was opened: itself, or one built anew from its cells where it
/// is of another container.
pub(super) fn own_workbook<'s>(
    session: &Session,
    source: &'s [u8],
) -> Result<OwnFile<'s>, ExportError> {
    let format = session.workbook().format;
    let remarks = lost(format);
    if format != Format::Xlsx {
        let opened = session.as_opened();
        let bytes = rebuilt(opened.as_ref().unwrap_or(session))?;
        return Ok(OwnFile { bytes: bytes.into(), extension: "xlsx", mime: XLSX, remarks });
    }
    let (extension, mime) = match patch::kind(source)? {
        Kind::Plain => ("xlsx", XLSX),
        Kind::Macros => ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        Kind::Template => {
            ("xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template")
        }
        Kind::MacroTemplate => ("xltm", "application/vnd.ms-excel.template.macroEnabled.12"),
    };
    Ok(OwnFile { bytes: Cow::Borrowed(source), extension, mime, remarks })
}
