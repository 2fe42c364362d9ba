//! Findings in pages: those of a file of 100,000 rows never cross to the page whole.

use super::Session;
use super::edit_record::part;
use crate::fix::Target;
use crate::form::Field;
use crate::rule::{Finding, Fix, FixEdit, Safety, Severity};
use crate::workbook::Visibility;
use serde::{Deserialize, Serialize};

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
