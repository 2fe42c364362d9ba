//! Findings and rows in pages: a file of 100,000 rows never crosses to the page whole.

use super::Session;
use crate::fix::{Cause, Edit, State, Target};
use crate::form::{Field, Form, HeadField};
use crate::report::Privacy;
use crate::rule::{Finding, Fix, FixEdit, Safety, Severity};
use crate::workbook::{CellRef, CellValue, Visibility};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// In which order findings are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Order {
    /// 按轻重: errors first.
    #[default]
    Severity,
    /// 按规则: by code.
    Rule,
    /// 按行: as they stand on the sheet.
    Row,
}

/// Which findings to list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FindingQuery {
    /// Only those of a sheet, and those of the file.
    pub sheet: Option<usize>,
    /// Only these severities; all if empty.
    pub severities: Vec<Severity>,
    /// Only these codes; all if empty.
    pub codes: Vec<String>,
    /// Only those of a column, by its field.
    pub column: Option<Field>,
    /// Only those whose address, title or message holds this.
    pub search: String,
    /// In this order.
    pub order: Order,
    /// How many to leave out first.
    pub offset: usize,
    /// How many to list at most.
    pub limit: usize,
}

/// A page of findings.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FindingPage {
    /// How many there are in all.
    pub total: usize,
    /// Those of this page.
    pub items: Vec<FindingItem>,
}

/// A finding, masked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FindingItem {
    /// Its position in the present check; the next edit makes new ones.
    pub id: usize,
    /// Index of its sheet; null for the file as a whole.
    pub sheet: Option<usize>,
    /// The rule's code.
    pub code: String,
    /// The rule's title.
    pub title: String,
    /// Severity in force.
    pub severity: Severity,
    /// A1 address.
    pub cell: Option<String>,
    /// The cells it covers.
    pub range: Option<String>,
    /// 1-based row.
    pub row: Option<u32>,
    /// The column's field.
    pub field: Option<Field>,
    /// The cell's text.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What it rests on.
    pub article: String,
    /// Its words.
    pub quote: String,
    /// Other cells that have to do with it.
    pub related: Vec<String>,
    /// How to mend it.
    pub fix: Option<FixItem>,
}

/// A fix on offer, masked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FixItem {
    /// How far it can be trusted.
    pub safety: Safety,
    /// The cell it changes (the first, if several); where it shows what is hidden, the cell
    /// to look at.
    pub cell: String,
    /// 第 7 行, C 列 or 整张工作表, if that is what it shows (the first, if several).
    pub part: Option<String>,
    /// What that cell holds now, or 隐藏.
    pub before: String,
    /// What it would hold, or 显示.
    pub value: String,
    /// What the fix does.
    pub description: String,
    /// How many cells it changes; none if it shows what is hidden.
    pub cells: usize,
}

/// What a row of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum RowKind {
    /// The title.
    Title,
    /// The table's header.
    Header,
    /// A person.
    Person,
    /// Sums.
    Total,
    /// Something else with content.
    Other,
    /// Nothing.
    Empty,
}

/// A page of a sheet's rows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RowPage {
    /// The first row, zero-based.
    pub offset: u32,
    /// Rows of the sheet up to the last one with content.
    pub total: u32,
    /// The rows, empty ones included.
    pub rows: Vec<RowOut>,
}

/// A row as the page shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RowOut {
    /// 1-based.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Cells with content or with a mark.
    pub cells: Vec<CellOut>,
}

/// A cell as the page shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CellOut {
    /// Zero-based column.
    pub col: u32,
    /// Its text, masked.
    pub text: String,
    /// Whether it holds a number.
    pub number: bool,
    /// The worst finding's severity.
    pub mark: Option<Severity>,
    /// Ids of its findings, worst first.
    pub findings: Vec<usize>,
    /// Whether an edit in force changed it.
    pub edited: bool,
}

/// An edit in force, masked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct EditRecord {
    /// Index of the sheet.
    pub sheet: usize,
    /// Its name.
    pub sheet_name: String,
    /// A1 address; of what was hidden, the cell to look at.
    pub cell: String,
    /// 第 7 行, C 列 or 整张工作表, if that was shown.
    pub part: Option<String>,
    /// What the cell held, or 隐藏.
    pub before: String,
    /// What it holds, or 显示.
    pub after: String,
    /// The rule's code; null if the user typed it.
    pub code: Option<String>,
    /// The rule's title, or 手工修改.
    pub title: String,
    /// How far the fix can be trusted; null if the user typed it.
    pub safety: Option<Safety>,
}

impl Session {
    /// A page of findings.
    #[must_use]
    pub fn finding_page(&self, query: &FindingQuery) -> FindingPage {
        let mut wanted: Vec<_> = self
            .findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| matches(finding, query))
            .collect();
        match query.order {
            Order::Row => {}
            Order::Severity => wanted.sort_by_key(|(_, finding)| finding.severity),
            Order::Rule => wanted.sort_by_key(|(_, finding)| (finding.severity, finding.code())),
        }
        let total = wanted.len();
        let page = wanted.into_iter().skip(query.offset).take(query.limit);
        FindingPage { total, items: page.map(|(id, it)| self.item(id, it)).collect() }
    }

    fn item(&self, id: usize, finding: &Finding) -> FindingItem {
        let privacy = self.privacy;
        let article = finding.rule.articles.first();
        FindingItem {
            id,
            sheet: finding.sheet,
            code: finding.code().to_owned(),
            title: finding.rule.title.to_owned(),
            severity: finding.severity,
            cell: finding.cell.map(|cell| cell.to_string()),
            range: finding.range.map(|range| range.to_string()),
            row: finding.cell.map(|cell| cell.row + 1),
            field: finding.field,
            value: finding.value.as_deref().map(|text| privacy.value(finding.masked_as(), text)),
            message: privacy.text(&finding.message),
            help: privacy.text(&finding.help),
            article: article.map_or("", |it| it.name).to_owned(),
            quote: article.map_or("", |it| it.quote).to_owned(),
            related: finding.related.iter().map(ToString::to_string).collect(),
            fix: finding.sheet.zip(finding.fix.as_ref()).and_then(|it| self.fix_item(it)),
        }
    }

    fn fix_item(&self, (sheet, fix): (usize, &Fix)) -> Option<FixItem> {
        let (target, before, value, cells) = match fix.edits.first()? {
            FixEdit::Cell { place, .. } => {
                let value = self.privacy.value(self.field_at(sheet, *place), &fix.value());
                (Target::Cell(*place), self.shown(sheet, *place), value, fix.edits.len())
            }
            FixEdit::Show(hidden) => {
                let before = Visibility::Hidden.label().to_owned();
                (Target::Visibility(*hidden), before, fix.value(), 0)
            }
        };
        Some(FixItem {
            safety: fix.safety,
            cell: self.cell_to_show(sheet, target).to_string(),
            part: part(target),
            before,
            value,
            description: self.privacy.text(&fix.description),
            cells,
        })
    }

    /// A page of a sheet's rows, from a zero-based offset.
    #[must_use]
    pub fn row_page(&self, sheet: usize, offset: u32, limit: u32) -> RowPage {
        let Some(cells) = self.workbook.sheets.get(sheet) else {
            return RowPage { offset, total: 0, rows: Vec::new() };
        };
        let total = cells.rows().last().map_or(0, |row| row.index + 1);
        let edited: HashSet<CellRef> =
            self.edits().filter(|edit| edit.sheet == sheet).filter_map(Edit::cell).collect();
        let last = offset.saturating_add(limit).min(total);
        let rows = (offset..last).map(|row| {
            let present = cells.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
            let mut columns: Vec<u32> = present.iter().map(|cell| cell.col).collect();
            columns.extend(self.marks.columns(sheet, row));
            columns.sort_unstable();
            columns.dedup();
            RowOut {
                row: row + 1,
                kind: kind(self.form_at(sheet, CellRef::new(row, 0)), row, present.is_empty()),
                cells: columns
                    .into_iter()
                    .map(|col| self.cell_out(sheet, CellRef::new(row, col), &edited))
                    .collect(),
            }
        });
        RowPage { offset, total, rows: rows.collect() }
    }

    fn cell_out(&self, sheet: usize, at: CellRef, edited: &HashSet<CellRef>) -> CellOut {
        let severity = |id: &usize| self.findings.get(*id).map(|finding| finding.severity);
        let mut findings = self.findings_at(sheet, at).to_vec();
        findings.sort_by_key(severity);
        let value = self.workbook.sheets.get(sheet).and_then(|it| it.cell(at)).map(|it| &it.value);
        CellOut {
            col: at.col,
            text: self.shown(sheet, at),
            number: matches!(value, Some(CellValue::Number(_))),
            mark: findings.first().and_then(severity),
            findings,
            edited: edited.contains(&at),
        }
    }

    /// A cell's text as it may be shown.
    fn shown(&self, sheet: usize, at: CellRef) -> String {
        let cell = self.workbook.sheets.get(sheet).and_then(|sheet| sheet.cell(at));
        cell.map_or_else(String::new, |cell| {
            self.privacy.value(self.field_at(sheet, at), &cell.value.display())
        })
    }

    /// A cell's text as it is: for the one cell the user is about to edit.
    #[must_use]
    pub fn raw_text(&self, sheet: usize, at: CellRef) -> String {
        let cell = self.workbook.sheets.get(sheet).and_then(|sheet| sheet.cell(at));
        cell.map_or_else(String::new, |cell| cell.value.display().into_owned())
    }

    /// Which kind of personal value a cell holds: by its column on the table's rows, and
    /// the preparer's phone above it.
    #[must_use]
    pub fn field_at(&self, sheet: usize, at: CellRef) -> Option<Field> {
        let form = self.form_at(sheet, at)?;
        let phone = form.head.get(HeadField::Phone);
        if phone.place == Some(at) && phone.label != Some(at) {
            return Some(Field::Phone);
        }
        let inside = at.row > *form.header_rows.end() && at.row <= form.last_row;
        let column = form.columns.iter().find(|column| column.col == at.col);
        column.filter(|_| inside)?.field
    }

    /// The edits in force, oldest first.
    #[must_use]
    pub fn edit_records(&self) -> Vec<EditRecord> {
        self.edit_records_as(self.privacy)
    }

    /// The edits in force, oldest first, for a report of another privacy than the page's.
    #[must_use]
    pub fn edit_records_as(&self, privacy: Privacy) -> Vec<EditRecord> {
        self.edits().map(|edit| self.edit_record(edit, privacy)).collect()
    }

    fn edit_record(&self, edit: &Edit, privacy: Privacy) -> EditRecord {
        let target = edit.target();
        let sheet = self.workbook.sheets.get(edit.sheet);
        let (code, title, safety) = match edit.cause {
            Cause::Manual => (None, "手工修改", None),
            Cause::Fix { rule, safety } => (Some(rule.code.to_owned()), rule.title, Some(safety)),
        };
        EditRecord {
            sheet: edit.sheet,
            sheet_name: sheet.map(|sheet| privacy.text(&sheet.name)).unwrap_or_default(),
            cell: self.cell_to_show(edit.sheet, target).to_string(),
            part: part(target),
            before: self.state_text(edit.sheet, &edit.before, privacy),
            after: self.state_text(edit.sheet, &edit.after, privacy),
            code,
            title: title.to_owned(),
            safety,
        }
    }

    /// What a cell held or holds, or 隐藏 or 显示.
    pub(crate) fn state_text(&self, sheet: usize, state: &State, privacy: Privacy) -> String {
        match state {
            State::Cell(_, None) => String::new(),
            State::Cell(place, Some(cell)) => {
                privacy.value(self.field_at(sheet, *place), &cell.value.display())
            }
            State::Visibility(_, visibility) => visibility.label().to_owned(),
        }
    }
}

/// What users call a target that is no cell.
fn part(target: Target) -> Option<String> {
    match target {
        Target::Cell(_) => None,
        Target::Visibility(hidden) => Some(hidden.to_string()),
    }
}

fn matches(finding: &Finding, query: &FindingQuery) -> bool {
    let here = query.sheet.is_none() || finding.sheet.is_none() || finding.sheet == query.sheet;
    let severe = query.severities.is_empty() || query.severities.contains(&finding.severity);
    let coded = query.codes.is_empty() || query.codes.iter().any(|code| code == finding.code());
    let column = query.column.is_none() || query.column == finding.field;
    let found = || {
        let text = query.search.trim();
        text.is_empty()
            || finding.rule.title.contains(text)
            || finding.message.contains(text)
            || finding.code().eq_ignore_ascii_case(text)
            || finding.cell.is_some_and(|cell| cell.to_string().eq_ignore_ascii_case(text))
    };
    here && severe && coded && column && found()
}

fn kind(form: Option<&Form>, row: u32, empty: bool) -> RowKind {
    let of_form = form.and_then(|form| {
        if form.title.as_ref().is_some_and(|title| title.at.place.row == row) {
            Some(RowKind::Title)
        } else if form.header_rows.contains(&row) {
            Some(RowKind::Header)
        } else if form.records.binary_search_by_key(&row, |record| record.row).is_ok() {
            Some(RowKind::Person)
        } else {
            let total = form.totals.binary_search_by_key(&row, |total| total.row).is_ok();
            total.then_some(RowKind::Total)
        }
    });
    of_form.unwrap_or(if empty { RowKind::Empty } else { RowKind::Other })
}
