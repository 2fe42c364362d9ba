//! Session → bytes: what the user takes away.

mod changes;
mod cleaned;
mod csv_table;
mod handbook;
mod layout;
mod own_sheets;
mod remaining;
mod style;
mod template;
mod text;

pub use handbook::{ArticleDoc, RuleDoc, handbook, profile_text, rule_docs, rule_table};
pub use template::template;
pub use text::text;

use crate::report::{self, Privacy};
use crate::session::Session;

/// The MIME type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file made for the user.
#[derive(Debug, Clone)]
pub struct Exported {
    /// A name to save it under.
    pub name: String,
    /// Its MIME type.
    pub mime: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why an export could not be made.
#[derive(Debug)]
pub enum ExportError {
    /// No sheet of the file is the form: there is nothing to bring into its layout.
    NoForm,
    /// The workbook could not be written.
    Write(String),
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoForm => f.write_str("这个文件里没有找到汇总表，没有可以导出的内容。"),
            Self::Write(why) => write!(f, "写文件时出了问题：{why}。"),
        }
    }
}

impl std::error::Error for ExportError {}

/// The cleaned workbook in the official layout.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form, [`ExportError::Write`] if the workbook
/// can't be written.
pub fn cleaned(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    cleaned::cleaned(session, privacy)
}

/// The cleaned table as CSV: UTF-8 with a byte order mark, so that Excel reads it.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form.
pub fn csv(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    csv_table::csv(session, privacy)
}

/// The report as JSON.
///
/// # Errors
/// [`ExportError::Write`] if it can't be serialised.
pub fn json(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    let file = report::session_report(session, privacy);
    let options = session.options();
    let report = report::report(&options.profile, options.today, vec![file]);
    let bytes = serde_json::to_vec_pretty(&report)
        .map_err(|error| ExportError::Write(error.to_string()))?;
    Ok(Exported {
        name: file_name(session, "核验报告", "json"), mime: "application/json", bytes
    })
}

/// `原名_核验后.xlsx`: the file's own name, safe for any system.
#[must_use]
pub fn file_name(session: &Session, what: &str, extension: &str) -> String {
    let name = session.name().rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let safe: String = stem
        .chars()
        .map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { '_' } else { c })
        .take(80)
        .collect();
    let stem = if safe.trim().is_empty() { "汇总表" } else { safe.trim() };
    format!("{stem}_{what}.{extension}")
}
