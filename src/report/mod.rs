//! The report: what the command line prints as JSON, and what exports are made from.
//!
//! The shape is a contract with other tools. Values are masked here, once, so that no
//! output can forget it.

mod build;

pub use build::{Outcome, cross_report, file_report, finding_report, report, session_report};

use crate::form::Field;
use crate::policy::Severities;
use crate::rule::{Severity, registry};
use crate::session::{EditRecord, Options, Verdict};
use crate::value::mask;
use rust_decimal::Decimal;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How far personal values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Privacy {
    /// Identity, account and phone numbers are masked, and every run of 7 digits or more.
    #[default]
    Masked,
    /// Shown as they are, because the user asked.
    Shown,
}

impl Privacy {
    /// A column's value as it may be shown.
    #[must_use]
    pub fn value(self, field: Option<Field>, text: &str) -> String {
        match (self, field) {
            (Self::Shown, _) => text.to_owned(),
            (Self::Masked, Some(Field::IdNumber)) => mask::id_number(text),
            (Self::Masked, Some(Field::Account)) => mask::account(text),
            (Self::Masked, Some(Field::Phone)) => mask::phone(text),
            // A day without strokes is no number of anybody's.
            (Self::Masked, Some(Field::Date)) if is_day(text) => text.to_owned(),
            (Self::Masked, _) => mask::digits_in_text(text).into_owned(),
        }
    }

    /// A sentence as it may be shown.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        self.value(None, text)
    }
}

/// Whether a text is a day in eight digits: 20210205.
fn is_day(text: &str) -> bool {
    text.len() == 8 && text.starts_with("20") && jiff::civil::Date::strptime("%Y%m%d", text).is_ok()
}

/// The whole report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What made it.
    pub tool: Tool,
    /// The files, in the order given.
    pub files: Vec<FileReport>,
    /// Findings across files.
    pub cross: Vec<CrossReport>,
    /// Sums over all files.
    pub totals: Totals,
}

/// What made the report, and by which standards.
#[derive(Debug, Serialize)]
pub struct Tool {
    /// `nuanbiao`.
    pub name: &'static str,
    /// The version.
    pub version: &'static str,
    /// The profile's name.
    pub profile: String,
    /// The profile's hash, so that two reports can be compared.
    pub profile_hash: String,
    /// The day the check took for today.
    pub today: String,
    /// Whether personal values are masked or shown.
    pub personal: Privacy,
    /// Only findings of these codes are in the report; all if empty.
    pub select: Vec<String>,
    /// Findings of these codes were left out.
    pub ignore: Vec<String>,
    /// Rules that the profile turned off.
    pub off: Vec<&'static str>,
}

impl Tool {
    /// This tool, with the standards of a run.
    #[must_use]
    pub fn new(options: &Options, privacy: Privacy) -> Self {
        let profile = &options.profile;
        let off = |code: &&'static str| profile.severity(code) == Some(Severities::Off);
        Self {
            name: "nuanbiao",
            version: env!("CARGO_PKG_VERSION"),
            profile: profile.name.clone(),
            profile_hash: profile.hash().to_owned(),
            today: options.today.to_string(),
            personal: privacy,
            select: options.codes.select.clone(),
            ignore: options.codes.ignore.clone(),
            off: registry::rules().map(|rule| rule.code).filter(off).collect(),
        }
    }

    /// The first 12 digits of the profile's hash: enough to tell two apart by eye.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        self.profile_hash.get(..12).unwrap_or(&self.profile_hash)
    }
}

/// Why a file could not be read.
#[derive(Debug, Serialize)]
pub struct ErrorReport {
    /// R001 … R005.
    pub code: &'static str,
    /// In words for the user.
    pub message: String,
}

/// One file.
#[derive(Debug, Serialize)]
pub struct FileReport {
    /// The path as given.
    pub path: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// xlsx, xls, xlsb, ods or csv; null if rejected.
    pub format: Option<&'static str>,
    /// `checked` or `rejected`.
    pub status: &'static str,
    /// Why it was rejected.
    pub error: Option<ErrorReport>,
    /// What the check comes to; null if rejected.
    pub verdict: Option<Verdict>,
    /// Findings of the file as a whole (F001).
    pub findings: Vec<FindingReport>,
    /// What this container doesn't let us see.
    pub not_checked: Vec<String>,
    /// Its forms and the sheets that were skipped; several forms on one sheet have an entry
    /// each, under the sheet's name.
    pub sheets: Vec<SheetReport>,
    /// What was changed in it before this report was made; nothing when a file is only
    /// checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<EditRecord>,
}

impl FileReport {
    /// The findings of the file as a whole, then those of its sheets.
    pub fn all_findings(&self) -> impl Iterator<Item = &FindingReport> {
        self.findings.iter().chain(self.sheets.iter().flat_map(|sheet| &sheet.findings))
    }
}

/// One form on its sheet, or a sheet that is none.
#[derive(Debug, Serialize)]
pub struct SheetReport {
    /// The sheet's name.
    pub name: String,
    /// The form's title; null if it has none.
    pub title: Option<String>,
    /// The form's part of the sheet (A1:U20), title and foot included; null if the sheet is
    /// no form.
    pub range: Option<String>,
    /// Head and foot.
    pub header: HeaderReport,
    /// The known columns, left to right.
    pub columns: Vec<ColumnReport>,
    /// People's rows.
    pub rows: usize,
    /// Sums.
    pub summary: SummaryReport,
    /// Its findings.
    pub findings: Vec<FindingReport>,
}

/// Head and foot; a missing field is null.
#[derive(Debug, Default, Serialize)]
pub struct HeaderReport {
    /// 填报单位.
    pub unit: Option<String>,
    /// 填报人.
    pub preparer: Option<String>,
    /// 联系电话.
    pub phone: Option<String>,
    /// The date as YYYY-MM-DD if it can be read, else as written.
    pub date: Option<String>,
    /// 负责人.
    pub responsible: Option<String>,
    /// 经办人.
    pub handler: Option<String>,
    /// Whether a picture of the seal was found.
    pub seal: bool,
    /// Fields that hold a picture: of a signature, of a seal.
    pub pictures: Vec<&'static str>,
}

/// A known column.
#[derive(Debug, Serialize)]
pub struct ColumnReport {
    /// Its field.
    pub field: Field,
    /// Its letters.
    pub letter: String,
    /// Its title in the file.
    pub title: String,
}

/// Sums of a sheet, in yuan with two places.
#[derive(Debug, Serialize)]
pub struct SummaryReport {
    /// People.
    pub people: usize,
    /// Cash.
    pub cash_total: String,
    /// Goods.
    pub goods_total: String,
    /// By category.
    pub by_category: Vec<ShareReport>,
    /// By funding.
    pub by_funding: Vec<ShareReport>,
    /// By payment.
    pub by_payment: Vec<ShareReport>,
}

/// A share of a sum.
#[derive(Debug, Serialize)]
pub struct ShareReport {
    /// The group's key.
    pub key: &'static str,
    /// Its canonical wording.
    pub label: &'static str,
    /// Rows in it.
    pub people: usize,
    /// Cash and goods.
    pub total: String,
    /// Cash.
    pub cash_total: String,
    /// Goods.
    pub goods_total: String,
}

/// A finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FindingReport {
    /// The rule's code.
    pub code: &'static str,
    /// Severity in force.
    pub severity: Severity,
    /// A1 address in the user's own file.
    pub cell: Option<String>,
    /// The cells it covers.
    pub range: Option<String>,
    /// 1-based row.
    pub row: Option<u32>,
    /// The key of the column, or of the field of head or foot.
    pub field: Option<&'static str>,
    /// The cell's text, masked.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What it rests on.
    pub article: &'static str,
    /// Other cells that have to do with it.
    pub related: Vec<String>,
    /// How to mend it.
    pub fix: Option<FixReport>,
}

/// How to mend a finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FixReport {
    /// `safe` or `unsafe`.
    pub safety: crate::rule::Safety,
    /// The new value, masked.
    pub value: String,
    /// What it does.
    pub description: String,
}

/// A finding across files.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CrossReport {
    /// The rule's code.
    pub code: &'static str,
    /// The rule's title.
    pub title: &'static str,
    /// Severity in force.
    pub severity: Severity,
    /// The person's name, if it is about one.
    pub name: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What it rests on.
    pub article: &'static str,
    /// Where.
    pub places: Vec<PlaceReport>,
}

/// A cell in one of several files.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct PlaceReport {
    /// The file.
    pub path: String,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: String,
}

/// Sums over all files.
#[derive(Debug, Default, Serialize)]
pub struct Totals {
    /// Files, rejected ones included.
    pub files: usize,
    /// Files that could not be read.
    pub rejected: usize,
    /// People's rows.
    pub rows: usize,
    /// People.
    pub people: usize,
    /// Cash, in yuan with two places.
    pub cash_total: String,
    /// Goods, in yuan with two places.
    pub goods_total: String,
    /// Findings that must be mended.
    pub errors: usize,
    /// Findings that need a word of explanation.
    pub warnings: usize,
    /// Findings to be aware of.
    pub notices: usize,
}

/// An amount in yuan with two places, as every interface states it.
#[must_use]
pub fn yuan(amount: Decimal) -> String {
    format!(
        "{:.2}",
        amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
    )
}

/// SHA-256 in hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_strokes_is_shown() {
        let masked = |field, text| Privacy::Masked.value(Some(field), text);
        assert_eq!(masked(Field::Date, "20210210"), "20210210");
        // No day, or not in the column of days.
        assert_ne!(masked(Field::Date, "58881234"), "58881234");
        assert_ne!(masked(Field::Date, "20211310"), "20211310");
        assert_ne!(masked(Field::Note, "20210210"), "20210210");
    }
}
