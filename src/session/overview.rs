//! The page's bird's-eye view: verdict, counts, checklist, totals, sheets.

use super::Session;
use crate::form::{Field, Form, HeadField};
use crate::report::yuan;
use crate::rule::{Finding, Severity};
use crate::summary::{Share, Summary, summarise_all};
use crate::workbook::{CellRange, Sheet, Visibility, column_letters};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What the check comes to, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Verdict {
    /// 可以提交.
    Ready,
    /// 只差签字盖章，可以打印: the missing signatures are the only errors.
    SignOnly,
    /// 需要说明 N 处.
    Explain,
    /// 需要改正 N 处.
    Correct,
    /// No sheet is the form.
    NoForm,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Counts {
    /// 必须改正.
    pub errors: usize,
    /// 需要说明.
    pub warnings: usize,
    /// 提示.
    pub notices: usize,
    /// Findings with a safe fix.
    pub safe_fixes: usize,
}

/// People and money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct TotalsOverview {
    /// People.
    pub people: usize,
    /// Cash, in yuan with two places.
    pub cash_total: String,
    /// Goods, in yuan with two places.
    pub goods_total: String,
}

/// The file at a glance.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Overview {
    /// The file's name.
    pub name: String,
    /// Its container.
    pub format: String,
    /// Its size in bytes.
    pub size: usize,
    /// What the check comes to.
    pub verdict: Verdict,
    /// Findings by severity.
    pub counts: Counts,
    /// What the container doesn't let us see.
    pub not_checked: Vec<String>,
    /// People and money of all forms.
    pub totals: TotalsOverview,
    /// All sheets, in the file's order.
    pub sheets: Vec<SheetOverview>,
    /// Edits in force.
    pub edits: usize,
    /// Some of them are in no export yet.
    pub unsaved: bool,
    /// A step can be taken back.
    pub can_undo: bool,
    /// A step can be brought back.
    pub can_redo: bool,
}

/// A sheet at a glance.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SheetOverview {
    /// Its index in the file.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Whether the form was found on it, once or more.
    pub is_form: bool,
    /// Whether we made it.
    pub own: bool,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// Whether it has no content.
    pub blank: bool,
    /// Rows up to the last one with content.
    pub rows: u32,
    /// Columns up to the last one with content.
    pub cols: u32,
    /// 1-based first and last row of the (first) table's header.
    pub header_rows: Option<(u32, u32)>,
    /// Columns with content, by letter.
    pub columns: Vec<ColumnOverview>,
    /// Merged blocks.
    pub merges: Vec<String>,
    /// Head, foot and seal.
    pub checklist: Vec<ChecklistItem>,
    /// Findings on it, by severity.
    pub counts: Counts,
    /// People on it.
    pub people: usize,
    /// Cash, in yuan with two places.
    pub cash_total: String,
    /// Goods, in yuan with two places.
    pub goods_total: String,
    /// Cash and goods, in yuan with two places.
    pub total: String,
    /// By category.
    pub by_category: Vec<ShareOverview>,
    /// By funding.
    pub by_funding: Vec<ShareOverview>,
    /// By payment.
    pub by_payment: Vec<ShareOverview>,
}

/// A column of a sheet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ColumnOverview {
    /// Its letters.
    pub letter: String,
    /// Zero-based.
    pub col: u32,
    /// Its field, if it is a known column of the table.
    pub field: Option<Field>,
    /// Its title; empty outside the table.
    pub title: String,
    /// Whether it is hidden in the file.
    pub hidden: bool,
    /// A hint for its width, in half-width characters.
    pub width: usize,
    /// Whether its values are personal numbers.
    pub personal: bool,
    /// How many findings are about its field.
    pub findings: usize,
    /// The worst of them.
    pub worst: Option<Severity>,
}

/// One point of the checklist 表头与签字.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ChecklistItem {
    /// `unit`, `preparer`, `phone`, `date`, `responsible`, `handler` or `seal`.
    pub field: String,
    /// Its name.
    pub title: String,
    /// The worst finding's severity; none if all is well.
    pub severity: Option<Severity>,
    /// What is filled in, shortened and masked; or what is missing.
    pub text: String,
    /// Where it stands.
    pub cell: Option<String>,
    /// The finding's id.
    pub finding: Option<usize>,
}

/// A share of the money.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ShareOverview {
    /// The group's key.
    pub key: String,
    /// Its wording.
    pub label: String,
    /// Rows in it.
    pub people: usize,
    /// Cash and goods, in yuan with two places.
    pub total: String,
}

/// Which rules speak of which point of the checklist.
const CHECKLIST: [(Option<HeadField>, &[&str], &str); 7] = [
    (Some(HeadField::Unit), &["H101"], "未填"),
    (Some(HeadField::Preparer), &["H102"], "未填"),
    (Some(HeadField::Phone), &["H103", "H104"], "未填"),
    (Some(HeadField::Date), &["H105", "H106", "H111"], "未填"),
    (Some(HeadField::Responsible), &["H107", "H110", "S108"], "缺"),
    (Some(HeadField::Handler), &["H108", "H110", "S108"], "缺"),
    (None, &["H109"], "打印后盖"),
];

impl Session {
    /// The file at a glance.
    #[must_use]
    pub fn overview(&self) -> Overview {
        let mut all = Summary::default();
        let sheets = self.workbook.sheets.iter().enumerate().map(|(index, sheet)| {
            let forms: Vec<&Form> = self.forms().iter().filter(|it| it.sheet == index).collect();
            let summary = summarise_all(forms.iter().copied());
            all.people += summary.people;
            all.cash = all.cash.saturating_add(summary.cash);
            all.goods = all.goods.saturating_add(summary.goods);
            self.sheet_overview(index, sheet, &forms, &summary)
        });
        let sheets = sheets.collect();
        Overview {
            name: self.name.clone(),
            format: self.workbook.format.key().to_owned(),
            size: self.size,
            verdict: self.verdict(),
            counts: self.counts(|_| true),
            not_checked: self.not_checked(),
            totals: TotalsOverview {
                people: all.people,
                cash_total: yuan(all.cash),
                goods_total: yuan(all.goods),
            },
            sheets,
            edits: self.edits().count(),
            unsaved: self.unsaved(),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        }
    }

    /// What the check comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.forms().is_empty() {
            return Verdict::NoForm;
        }
        let worst = |severity| self.findings.iter().any(|it| it.severity == severity);
        let mut errors = self.findings.iter().filter(|it| it.severity == Severity::Error);
        if !worst(Severity::Error) {
            if worst(Severity::Warning) { Verdict::Explain } else { Verdict::Ready }
        } else if errors.all(|it| matches!(it.code(), "S108" | "S101" | "H107" | "H108")) {
            Verdict::SignOnly
        } else {
            Verdict::Correct
        }
    }

    fn counts(&self, wanted: impl Fn(&Finding) -> bool) -> Counts {
        let mut counts = Counts::default();
        for finding in self.findings.iter().filter(|finding| wanted(finding)) {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Notice => counts.notices += 1,
            }
            let safe = |fix: &crate::rule::Fix| fix.safety == crate::rule::Safety::Safe;
            counts.safe_fixes += usize::from(finding.fix.as_ref().is_some_and(safe));
        }
        counts
    }

    fn sheet_overview(
        &self,
        index: usize,
        sheet: &Sheet,
        forms: &[&Form],
        summary: &Summary,
    ) -> SheetOverview {
        let form = forms.first();
        let cols = sheet.rows().iter().filter_map(|row| row.cells.last()).map(|cell| cell.col + 1);
        let cols = cols.max().unwrap_or(0);
        SheetOverview {
            index,
            name: sheet.name.clone(),
            is_form: form.is_some(),
            own: sheet.own,
            hidden: sheet.visibility == Visibility::Hidden,
            blank: sheet.is_blank(),
            rows: sheet.rows().last().map_or(0, |row| row.index + 1),
            cols,
            header_rows: form.map(|it| (it.header_rows.start() + 1, it.header_rows.end() + 1)),
            columns: self.columns(index, forms, sheet, cols),
            merges: sheet.merges.iter().map(CellRange::to_string).collect(),
            checklist: self.checklist(index, forms),
            counts: self.counts(|finding| finding.sheet == Some(index)),
            people: summary.people,
            cash_total: yuan(summary.cash),
            goods_total: yuan(summary.goods),
            total: yuan(summary.cash.saturating_add(summary.goods)),
            by_category: shares(&summary.by_category),
            by_funding: shares(&summary.by_funding),
            by_payment: shares(&summary.by_payment),
        }
    }

    /// Head and foot of a sheet's forms: of each field the worst case.
    fn checklist(&self, sheet: usize, forms: &[&Form]) -> Vec<ChecklistItem> {
        let Some(first) = forms.first() else { return Vec::new() };
        let item = |(field, codes, missing): (Option<HeadField>, &[&str], &str)| {
            let finding = self
                .findings
                .iter()
                .enumerate()
                .filter(|(_, it)| it.sheet == Some(sheet) && codes.contains(&it.code()))
                .min_by_key(|(_, it)| it.severity);
            let part = finding.map(|(_, it)| it.part);
            let form = forms.iter().find(|form| Some(form.part) == part).unwrap_or(first);
            let value = field.map(|field| form.head.get(field));
            let filled = value.filter(|value| !value.is_missing());
            ChecklistItem {
                field: field.map_or("seal", HeadField::key).to_owned(),
                title: field.map_or("公章", HeadField::title).to_owned(),
                severity: finding.map(|(_, it)| it.severity),
                text: match (field, filled) {
                    (None, _) if form.head.seal => "已盖".to_owned(),
                    (_, Some(value)) if value.text.is_empty() => "图片".to_owned(),
                    (Some(field), Some(value)) => {
                        let column = (field == HeadField::Phone).then_some(Field::Phone);
                        self.privacy.value(column, &value.text)
                    }
                    _ => missing.to_owned(),
                },
                cell: value.and_then(|it| it.place.or(it.label)).map(|cell| cell.to_string()),
                finding: finding.map(|(position, _)| position),
            }
        };
        CHECKLIST.into_iter().map(item).collect()
    }

    fn columns(
        &self,
        index: usize,
        forms: &[&Form],
        sheet: &Sheet,
        cols: u32,
    ) -> Vec<ColumnOverview> {
        let mut counts: HashMap<Field, (usize, Severity)> = HashMap::new();
        for finding in self.findings.iter().filter(|it| it.sheet == Some(index)) {
            let Some(field) = finding.field else { continue };
            let (count, worst) = counts.entry(field).or_insert((0, finding.severity));
            *count += 1;
            *worst = finding.severity.min(*worst);
        }
        let overview = |(col, width): (u32, usize)| {
            // Where tables below each other differ, a column goes by the first that has it.
            let mut columns = forms.iter().flat_map(|form| &form.columns);
            let column = columns.find(|column| column.col == col);
            let field = column.and_then(|column| column.field);
            let counted = field.and_then(|field| counts.get(&field));
            ColumnOverview {
                letter: column_letters(col),
                col,
                field,
                title: column.map(|it| self.privacy.text(&it.title)).unwrap_or_default(),
                hidden: sheet.col_is_hidden(col),
                width,
                personal: matches!(field, Some(Field::IdNumber | Field::Account | Field::Phone)),
                findings: counted.map_or(0, |(count, _)| *count),
                worst: counted.map(|(_, worst)| *worst),
            }
        };
        (0..).zip(widths(forms, sheet, cols)).map(overview).collect()
    }
}

fn shares(shares: &[Share]) -> Vec<ShareOverview> {
    let overview = |share: &Share| ShareOverview {
        key: share.key.to_owned(),
        label: share.label.to_owned(),
        people: share.people,
        total: yuan(share.total()),
    };
    shares.iter().map(overview).collect()
}

/// Rows looked at for a column's width: enough to know it, however long the sheet.
const WIDTH_ROWS: usize = 200;

/// How wide each column's text is, counted in half-width characters.
fn widths(forms: &[&Form], sheet: &Sheet, cols: u32) -> Vec<usize> {
    let mut widths = vec![0_usize; cols as usize];
    let table = match (forms.first(), forms.last()) {
        (Some(first), Some(last)) => *first.header_rows.start()..=last.last_row,
        _ => 0..=u32::MAX,
    };
    for row in sheet.rows().iter().filter(|row| table.contains(&row.index)).take(WIDTH_ROWS) {
        for cell in &row.cells {
            if let Some(width) = widths.get_mut(cell.col as usize) {
                let text = cell.value.display();
                let halves = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
                *width = halves.sum::<usize>().max(*width);
            }
        }
    }
    widths
}
