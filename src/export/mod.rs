//! Session → bytes: what the user takes away.

mod cells;
mod changes;
mod cleaned;
mod comparison;
mod cross_csv;
mod csv_table;
mod entries;
mod evaluation;
mod handbook;
mod html;
mod kept_layout;
mod layout;
mod letters;
mod marked;
mod merged;
mod official;
mod own_file;
mod own_sheets;
#[cfg(feature = "parquet")]
mod parquet;
mod places;
mod public;
mod rebuilt;
mod receipt;
mod remaining;
mod sarif;
mod sheet_names;
mod signatures;
mod style;
mod template;
mod text;
mod unbroken;
mod words;
mod worksheet;

pub use comparison::comparison_text;
pub use cross_csv::cross_csv;
pub use entries::{DrawnRows, Entry, entries};
pub use evaluation::{EvaluationWords, Figure, evaluation_text, evaluation_words, size_formula};
pub use handbook::{
    ArticleDoc, ExampleSide, RuleDoc, RuleExample, example_session, handbook, handbook_page,
    profile_text, rule_docs, rule_examples, rule_table,
};
pub use html::{District, district, html};
pub use kept_layout::kept_layout;
pub use letters::Letters;
pub use marked::{answers, marked, unmarked};
pub use merged::Merged;
pub use official::verbatim;
pub use receipt::{ReceiptState, SheetReceipt, Verification, verify};
pub use sarif::sarif;
pub use template::{MOST_TEMPLATE_ROWS, TEMPLATE_ROWS, template};
pub use text::text;
pub use worksheet::worksheet;

use crate::form::HeadField;
use crate::patch::PatchError;
use crate::report::{self, Privacy};
use crate::session::Session;
use jiff::civil::Date;

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
    /// The user's own workbook could not be changed.
    Patch(PatchError),
}

impl std::fmt::Display for ExportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoForm => f.write_str("这个文件里没有找到汇总表，没有可以导出的内容。"),
            Self::Write(why) => write!(f, "写文件时出了问题：{why}。"),
            Self::Patch(error) => write!(f, "{error}。"),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<PatchError> for ExportError {
    fn from(error: PatchError) -> Self {
        Self::Patch(error)
    }
}

/// The cleaned workbook in the official layout. `source` holds the bytes the session was
/// opened with: pictured signatures are taken from there.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form, [`ExportError::Write`] if the workbook
/// can't be written.
pub fn cleaned(
    session: &Session,
    source: &[u8],
    privacy: Privacy,
) -> Result<Exported, ExportError> {
    cleaned::cleaned(session, source, privacy)
}

/// The cleaned table as CSV: UTF-8 with a byte order mark, so that Excel reads it.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form.
pub fn csv(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    csv_table::csv(session, privacy)
}

/// The copy for public notice (公示), as a workbook: names masked; no identity, account,
/// phone or reason; the category in the words of 第三条.
///
/// # Errors
/// As [`cleaned`].
pub fn public(session: &Session) -> Result<Exported, ExportError> {
    public::workbook(session)
}

/// The copy for public notice as CSV.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form.
pub fn public_csv(session: &Session) -> Result<Exported, ExportError> {
    public::csv(session)
}

/// The report as JSON.
///
/// # Errors
/// [`ExportError::Write`] if it can't be serialised.
pub fn json(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    let file = report::session_report(session, privacy);
    let report = report::report(session.options(), privacy, vec![file], Vec::new());
    let bytes = serde_json::to_vec_pretty(&report)
        .map_err(|error| ExportError::Write(error.to_string()))?;
    Ok(Exported {
        name: file_name(session, "核验报告", "json"), mime: "application/json", bytes
    })
}

/// The report as one HTML file, to read, search and print.
#[must_use]
pub fn page(session: &Session, privacy: Privacy) -> Exported {
    let file = report::session_report(session, privacy);
    let report = report::report(session.options(), privacy, vec![file], Vec::new());
    Exported {
        name: file_name(session, "核对报告", "html"),
        mime: "text/html",
        bytes: html(&report).into_bytes(),
    }
}

/// `单位_送温暖实名制汇总表_核验后_20210220.xlsx`: whose form, what it is, and the day of
/// the check; the file's own name where the form names no unit. Safe for any system.
#[must_use]
pub fn file_name(session: &Session, what: &str, extension: &str) -> String {
    let unit = session.forms().iter().map(|form| form.head.get(HeadField::Unit));
    let unit = unit.map(|unit| safe(&unit.text)).find(|unit| !unit.is_empty());
    let whose = unit.map_or_else(
        || {
            let name = session.name().rsplit(['/', '\\']).next().unwrap_or_default();
            let stem = safe(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
            if stem.is_empty() { "汇总表".to_owned() } else { stem }
        },
        |unit| unit + "_送温暖实名制汇总表",
    );
    let day = compact(session.options().today);
    format!("{whose}_{what}_{day}.{extension}")
}

/// A day as file names have it: 20210220.
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as a part of a file name: nothing that a file system refuses, and not too long.
fn safe(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { '_' } else { c })
        .take(60)
        .collect();
    text.trim_matches([' ', '.', '_', '\u{3000}']).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::session::Options;
    use crate::workbook::{Flow, open_pasted};

    fn session(name: &str, table: &str) -> Session {
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let workbook = open_pasted(table, &options.limits, &mut |_| Flow::Continue).unwrap();
        Session::new(name, table.as_bytes(), workbook, options)
    }

    const TABLE: &str = "姓名\t身份证号\t慰问金额\n陈桂芳\t11010519491231002X\t500\n";

    #[test]
    fn a_file_is_named_after_the_unit_and_the_day() {
        let form = session("表.xlsx", &format!("填报单位：某某/厂工会\n{TABLE}"));
        assert_eq!(
            file_name(&form, "核验后", "xlsx"),
            "某某_厂工会_送温暖实名制汇总表_核验后_20210220.xlsx"
        );
    }

    #[test]
    fn without_a_unit_the_file_keeps_its_name() {
        let form = session("夹/../春节 名单.xlsx", TABLE);
        assert_eq!(file_name(&form, "核验后", "csv"), "春节 名单_核验后_20210220.csv");
        let form = session("..", TABLE);
        assert_eq!(file_name(&form, "核验后", "csv"), "汇总表_核验后_20210220.csv");
    }
}
