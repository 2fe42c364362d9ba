//! Session → report.

use super::{
    ColumnReport, CrossReport, ErrorReport, FileReport, FindingReport, FixReport, HeaderReport,
    PlaceReport, Privacy, Report, ShareReport, SheetReport, SummaryReport, Tool, Totals, sha256,
    yuan,
};
use crate::form::{Field, Form, HeadField};
use crate::ledger::Ledger;
use crate::rule::{CrossFinding, Finding, Severity};
use crate::session::{Options, Session};
use crate::summary::{Share, Summary, summarise};
use crate::workbook::{ReadError, Sheet, column_letters};
use jiff::civil::Date;
use rust_decimal::Decimal;

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
            verdict: None,
            findings: Vec::new(),
            not_checked: Vec::new(),
            sheets: Vec::new(),
            edits: Vec::new(),
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
        verdict: Some(session.verdict()),
        findings: findings_of(session, None, 0, privacy),
        not_checked: session.not_checked(),
        sheets: sheets_of(session, privacy),
        edits: session.edit_records_as(privacy),
    }
}

/// Puts file entries together, with what was found across them. `cash` and `goods` are
/// summed from the sheets' own sums.
#[must_use]
pub fn report(
    options: &Options,
    privacy: Privacy,
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
    let own = files.iter().flat_map(FileReport::all_findings);
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
    Report { tool: Tool::new(options, privacy), files, cross, totals }
}

/// A finding across files as reports show it.
#[must_use]
pub fn cross_report(finding: &CrossFinding, ledger: &Ledger, privacy: Privacy) -> CrossReport {
    let places = finding.places.iter().filter_map(|place| {
        let table = ledger.tables().get(place.table)?;
        Some(PlaceReport {
            path: ledger.path(table).to_owned(),
            sheet: privacy.text(&table.sheet),
            cell: place.cell.to_string(),
        })
    });
    CrossReport {
        code: finding.code(),
        title: finding.rule.title,
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
                name: privacy.text(&sheet.name),
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
        name: privacy.text(&form.name),
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
        seal: form.head.seal,
        pictures: HeadField::ALL
            .into_iter()
            .filter(|field| form.head.get(*field).picture)
            .map(HeadField::key)
            .collect(),
    }
}

fn summary_report(summary: &Summary) -> SummaryReport {
    let shares = |shares: &[Share]| {
        let report = |share: &Share| ShareReport {
            key: share.key,
            label: share.label,
            people: share.people,
            total: yuan(share.total()),
            cash_total: yuan(share.cash),
            goods_total: yuan(share.goods),
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
            // In the head the label may share the cell: only the number is masked.
            value: privacy.value(finding.field, &fix.value()),
            description: privacy.text(&fix.description),
        }),
    }
}
