//! The user's own workbook as one that can be patched.

use super::{ExportError, XLSX};
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

/// The user's workbook itself.
pub(super) fn own_workbook<'s>(
    session: &Session,
    source: &'s [u8],
) -> Result<OwnFile<'s>, ExportError> {
    if session.workbook().format != Format::Xlsx {
        return Err(ExportError::NotYet);
    }
    let (extension, mime) = match crate::patch::kind(source)? {
        crate::patch::Kind::Plain => ("xlsx", XLSX),
        crate::patch::Kind::Macros => ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        crate::patch::Kind::Template => {
            ("xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template")
        }
        crate::patch::Kind::MacroTemplate => {
            ("xltm", "application/vnd.ms-excel.template.macroEnabled.12")
        }
    };
    Ok(OwnFile { bytes: Cow::Borrowed(source), extension, mime, remarks: Vec::new() })
}
