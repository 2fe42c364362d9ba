//! Marks the sheets we make by hidden defined names, so that they are passed over when
//! the workbook comes back.
//!
//! rust_xlsxwriter can define names but not hide them, so the one attribute is put into
//! `xl/workbook.xml` afterwards; all other parts are copied as they are.

use super::ExportError;
use crate::workbook::OWN_SHEET_NAME_PREFIX;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const PART: &str = "xl/workbook.xml";

/// Hides the defined names that mark our sheets.
pub(super) fn hide_names(workbook: &[u8]) -> Result<Vec<u8>, ExportError> {
    hide(workbook).map_err(|error| ExportError::Write(error.to_string()))
}

fn hide(workbook: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        if entry.name()? == PART {
            let mut xml = String::new();
            entry.read_to_string(&mut xml)?;
            let name = format!("<definedName name=\"{OWN_SHEET_NAME_PREFIX}");
            let hidden = format!("<definedName hidden=\"1\" name=\"{OWN_SHEET_NAME_PREFIX}");
            let options = SimpleFileOptions::default()
                .last_modified_time(entry.last_modified().unwrap_or_default());
            out.start_file(PART, options)?;
            out.write_all(xml.replace(&name, &hidden).as_bytes())?;
        } else {
            drop(entry);
            out.raw_copy_file(archive.by_index_raw(index)?)?;
        }
    }
    Ok(out.finish()?.into_inner())
}
