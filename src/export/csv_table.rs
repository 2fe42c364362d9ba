//! The cleaned table as CSV, for import into the 帮扶工作管理系统.

use super::layout;
use super::{ExportError, Exported, file_name};
use crate::report::Privacy;
use crate::session::Session;

/// The people of all forms under one header, in the official layout; UTF-8 with a byte
/// order mark, so that Excel reads it.
pub(super) fn csv(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    let trouble = |error: &dyn std::fmt::Display| ExportError::Write(error.to_string());
    if session.forms().is_empty() {
        return Err(ExportError::NoForm);
    }
    // Tables of several forms may have other columns.
    let mut writer = writer(true);
    for form in session.forms() {
        let Some(sheet) = session.workbook().sheets.get(form.sheet) else { continue };
        let columns = layout::columns(form, &session.options().profile);
        let again = layout::to_sign_again(form, session.edits());
        let titles = columns.iter().map(|column| harmless(column.title.clone()));
        writer.write_record(titles).map_err(|error| trouble(&error))?;
        for row in form.rows(sheet) {
            let cells = columns.iter().map(|column| {
                if column.is_signature() && again.contains(&row.record.row) {
                    String::new()
                } else {
                    harmless(layout::official(&row, column, privacy).to_string())
                }
            });
            writer.write_record(cells).map_err(|error| trouble(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| trouble(&error))?;
    Ok(Exported { name: file_name(session, "核验后", "csv"), mime: "text/csv", bytes })
}

/// A CSV as Excel reads it: UTF-8 with a byte order mark, lines ended by CR LF. `uneven`
/// allows lines of different lengths.
pub(super) fn writer(uneven: bool) -> ::csv::Writer<Vec<u8>> {
    ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .flexible(uneven)
        .from_writer("\u{FEFF}".as_bytes().to_vec())
}

/// Text that a spreadsheet would take for a formula gets a leading apostrophe.
pub(super) fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        for text in ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(harmless(text.to_owned()), format!("'{text}"));
        }
        assert_eq!(harmless("陈桂芳".to_owned()), "陈桂芳");
    }
}
