//! The report: what the command line prints as JSON, and what exports are made from.
//!
//! The shape is a contract with other tools. Values are masked here, once, so that no
//! output can forget it.

use crate::form::{Field, Form, HeadField};
use crate::ledger::Ledger;
use crate::policy::Profile;
use crate::rule::{CrossFinding, Finding, Severity};
use crate::session::Session;
use crate::summary::{Share, Summary, summarise};
use crate::value::mask;
use crate::workbook::{ReadError, Sheet, column_letters};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How far personal values are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
            (Self::Masked, _) => mask::digits_in_text(text).into_owned(),
        }
    }

    /// A sentence as it may be shown.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        self.value(None, text)
    }
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
}

impl Tool {
    /// This tool, with the standards of a run.
    #[must_use]
    pub fn new(profile: &Profile, today: Date) -> Self {
        Self {
            name: "nuanbiao",
            version: env!("CARGO_PKG_VERSION"),
            profile: profile.name.clone(),
            profile_hash: profile.hash().to_owned(),
            today: today.to_string(),
        }
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
    /// Findings of the file as a whole (F001).
    pub findings: Vec<FindingReport>,
    /// What this container doesn't let us see.
    pub not_checked: Vec<String>,
    /// Its forms and the sheets that were skipped; several forms on one sheet have an entry
    /// each, under the sheet's name.
    pub sheets: Vec<SheetReport>,
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
    /// Rows in it.
    pub people: usize,
    /// Cash and goods.
    pub total: String,
}

/// A finding.
#[derive(Debug, Serialize)]
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
pub struct CrossReport {
    /// The rule's code.
    pub code: &'static str,
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

/// One file's outcome, as the report's builder takes it.
#[derive(Debug)]
pub enum Outcome {
    /// Read and checked.
    Checked(Box<Session>),
    /// Not readable.
    Rejected(ReadError),
}

/// A file's entry and its share of the totals; the session can be dropped afterwards.
#[must_use]
pub fn file_report(path: &str, bytes: &[u8], outcome: &Outcome, privacy: Privacy) -> FileReport {
    let path = path.to_owned();
    match outcome {
        Outcome::Rejected(error) => FileReport {
            path,
            sha256: sha256(bytes),
            format: None,
            status: "rejected",
            error: Some(ErrorReport {
                code: error.code.key(),
                message: privacy.text(&error.message),
            }),
            findings: Vec::new(),
            not_checked: Vec::new(),
            sheets: Vec::new(),
        },
        Outcome::Checked(session) => FileReport { path, ..session_report(session, privacy) },
    }
}

/// An open file's entry.
#[must_use]
pub fn session_report(session: &Session, privacy: Privacy) -> FileReport {
    FileReport {
        path: session.name().to_owned(),
        sha256: session.sha256().to_owned(),
        format: Some(session.workbook().format.key()),
        status: "checked",
        error: None,
        findings: findings_of(session, None, 0, privacy),
        not_checked: session.workbook().not_checked.clone(),
        sheets: sheets_of(session, privacy),
    }
}

/// Puts file entries together, with what was found across them. `cash` and `goods` are
/// summed from the sheets' own sums.
#[must_use]
pub fn report(
    profile: &Profile,
    today: Date,
    files: Vec<FileReport>,
    cross: Vec<CrossReport>,
) -> Report {
    let mut totals = Totals { files: files.len(), ..Totals::default() };
    let (mut cash, mut goods) = (Decimal::ZERO, Decimal::ZERO);
    let amount = |text: &str| text.parse::<Decimal>().unwrap_or_default();
    for file in &files {
        totals.rejected += usize::from(file.error.is_some());
        for sheet in &file.sheets {
            totals.rows += sheet.rows;
            totals.people += sheet.summary.people;
            cash = cash.saturating_add(amount(&sheet.summary.cash_total));
            goods = goods.saturating_add(amount(&sheet.summary.goods_total));
        }
    }
    let own = files.iter().flat_map(|file| {
        file.findings.iter().chain(file.sheets.iter().flat_map(|it| &it.findings))
    });
    let severities = own.map(|it| it.severity).chain(cross.iter().map(|it| it.severity));
    for severity in severities {
        match severity {
            Severity::Error => totals.errors += 1,
            Severity::Warning => totals.warnings += 1,
            Severity::Notice => totals.notices += 1,
        }
    }
    totals.cash_total = yuan(cash);
    totals.goods_total = yuan(goods);
    Report { tool: Tool::new(profile, today), files, cross, totals }
}

/// A finding across files as reports show it.
#[must_use]
pub fn cross_report(finding: &CrossFinding, ledger: &Ledger, privacy: Privacy) -> CrossReport {
    let places = finding.places.iter().filter_map(|place| {
        let table = ledger.tables().get(place.table)?;
        Some(PlaceReport {
            path: ledger.path(table).to_owned(),
            sheet: table.sheet.to_string(),
            cell: place.cell.to_string(),
        })
    });
    CrossReport {
        code: finding.code(),
        severity: finding.severity,
        name: finding.name.as_deref().map(|name| privacy.text(name)),
        message: privacy.text(&finding.message),
        help: privacy.text(&finding.help),
        article: finding.rule.articles.first().map_or("", |article| article.name),
        places: places.collect(),
    }
}

/// The sheets of a session: forms and skipped ones, in the file's order.
fn sheets_of(session: &Session, privacy: Privacy) -> Vec<SheetReport> {
    let mut reports = Vec::new();
    for (index, sheet) in session.workbook().sheets.iter().enumerate() {
        let before = reports.len();
        for form in session.forms().iter().filter(|form| form.sheet == index) {
            let findings = findings_of(session, Some(index), form.part, privacy);
            reports.push(form_report(form, sheet, findings, privacy));
        }
        let findings = findings_of(session, Some(index), 0, privacy);
        if reports.len() == before && !findings.is_empty() {
            reports.push(SheetReport {
                name: sheet.name.clone(),
                title: None,
                range: None,
                header: HeaderReport::default(),
                columns: Vec::new(),
                rows: 0,
                summary: summary_report(&Summary::default()),
                findings,
            });
        }
    }
    reports
}

fn form_report(
    form: &Form,
    sheet: &Sheet,
    findings: Vec<FindingReport>,
    privacy: Privacy,
) -> SheetReport {
    let columns = form.columns.iter().filter_map(|column| {
        let field = column.field?;
        let letter = column_letters(column.col);
        Some(ColumnReport { field, letter, title: privacy.text(&column.title) })
    });
    SheetReport {
        name: form.name.clone(),
        title: form.title.as_ref().map(|title| privacy.text(&title.at.text)),
        range: form.extent(sheet).map(|range| range.to_string()),
        header: header_report(form, privacy),
        columns: columns.collect(),
        rows: form.records.len(),
        summary: summary_report(&summarise(form)),
        findings,
    }
}

fn header_report(form: &Form, privacy: Privacy) -> HeaderReport {
    let text = |field: HeadField| {
        let value = form.head.get(field);
        let column = (field == HeadField::Phone).then_some(Field::Phone);
        (!value.is_missing() && !value.text.is_empty()).then(|| privacy.value(column, &value.text))
    };
    HeaderReport {
        unit: text(HeadField::Unit),
        preparer: text(HeadField::Preparer),
        phone: text(HeadField::Phone),
        date: form.date.known().map(Date::to_string).or_else(|| text(HeadField::Date)),
        responsible: text(HeadField::Responsible),
        handler: text(HeadField::Handler),
    }
}

fn summary_report(summary: &Summary) -> SummaryReport {
    let shares = |shares: &[Share]| {
        let report = |share: &Share| ShareReport {
            key: share.key,
            people: share.people,
            total: yuan(share.total),
        };
        shares.iter().map(report).collect()
    };
    SummaryReport {
        people: summary.people,
        cash_total: yuan(summary.cash),
        goods_total: yuan(summary.goods),
        by_category: shares(&summary.by_category),
        by_funding: shares(&summary.by_funding),
        by_payment: shares(&summary.by_payment),
    }
}

fn findings_of(
    session: &Session,
    sheet: Option<usize>,
    part: usize,
    privacy: Privacy,
) -> Vec<FindingReport> {
    let of_form = |finding: &&Finding| finding.sheet == sheet && finding.part == part;
    session
        .findings()
        .iter()
        .filter(of_form)
        .map(|finding| finding_report(finding, privacy))
        .collect()
}

/// A finding as reports show it.
#[must_use]
pub fn finding_report(finding: &Finding, privacy: Privacy) -> FindingReport {
    FindingReport {
        code: finding.code(),
        severity: finding.severity,
        cell: finding.cell.map(|cell| cell.to_string()),
        range: finding.range.map(|range| range.to_string()),
        row: finding.cell.map(|cell| cell.row + 1),
        field: finding.field_key(),
        value: finding.value.as_deref().map(|text| privacy.value(finding.masked_as(), text)),
        message: privacy.text(&finding.message),
        help: privacy.text(&finding.help),
        article: finding.rule.articles.first().map_or("", |article| article.name),
        related: finding.related.iter().map(ToString::to_string).collect(),
        fix: finding.fix.as_ref().map(|fix| FixReport {
            safety: fix.safety,
            value: privacy.value(finding.masked_as(), &fix.value()),
            description: privacy.text(&fix.description),
        }),
    }
}
