//! What must hold of anything that was read, whatever the bytes.

use nuanbiao::limits::Limits;
use nuanbiao::session::Session;
use nuanbiao::workbook::{CellValue, ReadCode, ReadError, Workbook};

/// Asserts that a workbook keeps what the rest of the core relies on.
pub fn workbook(workbook: &Workbook, limits: &Limits) {
    let mut count = 0;
    for sheet in &workbook.sheets {
        let mut next_row = 0;
        for row in sheet.rows() {
            assert!(row.index >= next_row && row.index < limits.rows, "row {}", row.index);
            assert!(!row.cells.is_empty(), "an empty row");
            next_row = row.index + 1;
            let mut next_col = 0;
            for cell in &row.cells {
                assert!(cell.col >= next_col && cell.col < limits.columns, "column {}", cell.col);
                next_col = cell.col + 1;
                if let CellValue::Text(text) = &cell.value {
                    let length = text.encode_utf16().count();
                    assert!(length <= limits.cell_chars, "{length} characters");
                }
                count += 1;
            }
        }
        for spans in [&sheet.hidden_rows, &sheet.hidden_cols] {
            assert!(spans.iter().all(|span| span.first <= span.last), "{spans:?}");
            assert!(spans.is_sorted_by(|a, b| a.last < b.first), "{spans:?}");
        }
        for merge in &sheet.merges {
            assert!(merge.first.row <= merge.last.row && merge.first.col <= merge.last.col);
            assert!(merge.last.row < limits.rows && merge.last.col < limits.columns);
        }
        for picture in &sheet.pictures {
            assert!(picture.range.contains(picture.centre), "{picture:?}");
        }
    }
    assert!(count <= limits.cells, "{count} cells");
    assert!(count > 0, "a workbook without content is R005");
}

/// Asserts that a refusal says what happened and what to do.
pub fn refusal(error: &ReadError) {
    assert_ne!(error.code, ReadCode::Cancelled);
    assert!(!error.message.is_empty() && !error.advice.is_empty(), "{error:?}");
}

/// Asserts that findings stand at cells of the workbook's sheets and cite an article.
pub fn session(session: &Session) {
    let sheets = session.workbook().sheets.len();
    for finding in session.findings() {
        assert!(finding.sheet.is_none_or(|sheet| sheet < sheets), "{finding:?}");
        assert!(!finding.message.is_empty() && !finding.help.is_empty(), "{finding:?}");
    }
}
