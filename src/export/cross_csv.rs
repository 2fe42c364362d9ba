//! What was found across files as CSV: a line for each place.

use super::{ExportError, Exported, compact, csv_table};
use crate::ledger::Ledger;
use crate::report::{Privacy, cross_report};
use crate::rule::CrossFinding;
use jiff::civil::Date;

const TITLES: [&str; 10] =
    ["级别", "规则", "标题", "姓名", "问题", "怎么办", "依据", "文件", "工作表", "单元格"];

/// The findings across the files of a ledger: UTF-8 with a byte order mark.
///
/// # Errors
/// [`ExportError::Write`] if it can't be written.
pub fn cross_csv(
    findings: &[CrossFinding],
    ledger: &Ledger,
    privacy: Privacy,
    today: Date,
) -> Result<Exported, ExportError> {
    let trouble = |error: &dyn std::fmt::Display| ExportError::Write(error.to_string());
    let mut writer = csv_table::writer(false);
    writer.write_record(TITLES).map_err(|error| trouble(&error))?;
    for finding in findings {
        let report = cross_report(finding, ledger, privacy);
        for place in report.places {
            let cells = [
                report.severity.label(),
                report.code,
                report.title,
                report.name.as_deref().unwrap_or_default(),
                &report.message,
                &report.help,
                report.article,
                &place.path,
                &place.sheet,
                &place.cell,
            ];
            let cells = cells.map(|cell| csv_table::harmless(cell.to_owned()));
            writer.write_record(cells).map_err(|error| trouble(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| trouble(&error))?;
    let name = format!("跨文件发现_{}.csv", compact(today));
    Ok(Exported { name, mime: "text/csv", bytes })
}
