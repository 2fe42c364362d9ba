//! The official layout: which columns in which order, and what each cell holds.
//!
//! Shared by the cleaned workbook and the CSV, so that both say the same.

use crate::fix::{Cause, Edit};
use crate::form::{Field, Form, HeadField, RowView};
use crate::policy::{Level, Profile};
use crate::report::{Privacy, yuan};
use crate::rule::Safety;
use crate::value::account::AccountFault;
use crate::value::id_number::IdFault;
use crate::value::{Reading, money};
use crate::workbook::{CellRef, CellValue};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashSet;

/// A column of the official layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutColumn {
    /// Its field; `None` for a column of the source that we don't know.
    pub field: Option<Field>,
    /// Where its values stand in the source; `None` if the source lacks it.
    pub source: Option<u32>,
    /// Its title.
    pub title: String,
}

impl LayoutColumn {
    /// Whether it is the column to sign in.
    #[must_use]
    pub fn is_signature(&self) -> bool {
        self.field == Some(Field::Signature)
    }
}

/// What a cell of the official layout holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Official {
    /// Nothing, a box to fill in.
    Empty,
    /// Text.
    Text(String),
    /// An amount, in yuan.
    Amount(Decimal),
    /// A plain number: serial, quantity, or a ruined identity number, which must not
    /// look like a sound one.
    Number(f64),
    /// A date.
    Date(Date),
}

impl Official {
    /// The number that stands in a workbook for it, if it isn't text.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Empty | Self::Text(_) => None,
            Self::Amount(amount) => amount.to_f64(),
            Self::Number(number) => Some(*number),
            Self::Date(date) => Some(crate::value::date::to_serial(*date)),
        }
    }
}

/// The value as plain text.
impl std::fmt::Display for Official {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Amount(amount) => f.write_str(&yuan(*amount)),
            Self::Number(number) => f.write_str(&CellValue::Number(*number).display()),
            Self::Date(date) => date.fmt(f),
        }
    }
}

/// The columns for a form: wanted ones always, others where the source has them, unknown
/// ones last.
#[must_use]
pub fn columns(form: &Form, profile: &Profile) -> Vec<LayoutColumn> {
    let known = Field::ALL.into_iter().filter_map(|field| {
        let source = form.column(field);
        let wanted = profile.wanted(field) != Level::Off && !instead(form, field);
        (source.is_some() || wanted).then(|| LayoutColumn {
            field: Some(field),
            source,
            title: field.title().to_owned(),
        })
    });
    let unknown = form.columns.iter().filter(|column| column.field.is_none());
    let unknown = unknown.map(|column| LayoutColumn {
        field: None,
        source: Some(column.col),
        title: column.title.clone(),
    });
    known.chain(unknown).collect()
}

/// Of cash and goods one is enough.
const fn instead(form: &Form, field: Field) -> bool {
    match field {
        Field::Cash => form.has(Field::Goods),
        Field::Goods => form.has(Field::Cash),
        _ => false,
    }
}

/// What a cell of a person's row holds in the official layout.
#[must_use]
pub fn official(row: &RowView<'_>, column: &LayoutColumn, privacy: Privacy) -> Official {
    let Some(col) = column.source else { return Official::Empty };
    let Some(cell) = row.sheet.cell(CellRef::new(row.record.row, col)) else {
        return Official::Empty;
    };
    if let Some(field) = column.field
        && let Some(typed) = typed(row, field, &cell.value)
    {
        return typed;
    }
    let text = cell.value.display();
    let text = text.trim();
    if text.is_empty() {
        return Official::Empty;
    }
    match &cell.value {
        CellValue::Number(number) if column.field.is_none() => Official::Number(*number),
        _ => Official::Text(privacy.value(column.field, text)),
    }
}

/// The typed value of a column that isn't text by nature.
fn typed(row: &RowView<'_>, field: Field, value: &CellValue) -> Option<Official> {
    let record = row.record;
    match field {
        Field::Cash => money::written(&record.cash).map(Official::Amount),
        Field::UnitPrice => money::written(&record.unit_price).map(Official::Amount),
        Field::GoodsValue => money::written(&record.goods_value).map(Official::Amount),
        Field::Total => money::written(&record.total).map(Official::Amount),
        Field::Date => record.date.good().copied().map(Official::Date),
        Field::IdNumber if record.id_number == Reading::Bad(IdFault::LostDigits) => number(value),
        Field::Account if record.account == Reading::Bad(AccountFault::LostDigits) => number(value),
        Field::Serial | Field::Quantity => number(value).or_else(|| {
            let text = value.display();
            let plain = text.trim();
            let digits = plain.len() <= 9 && plain.bytes().all(|byte| byte.is_ascii_digit());
            if digits { plain.parse().ok().map(Official::Number) } else { None }
        }),
        _ => None,
    }
}

const fn number(value: &CellValue) -> Option<Official> {
    match value {
        CellValue::Number(number) => Some(Official::Number(*number)),
        _ => None,
    }
}

/// Rows of a sheet whose signature no longer stands for what the row says: a guess or a
/// hand-made edit touched who gets what.
#[must_use]
pub fn to_sign_again<'e>(form: &Form, edits: impl Iterator<Item = &'e Edit>) -> HashSet<u32> {
    let signed_for = [Field::Name, Field::IdNumber, Field::Account, Field::Cash, Field::Goods];
    edits
        .filter(|edit| {
            matches!(edit.cause, Cause::Manual | Cause::Fix { safety: Safety::Unsafe, .. })
        })
        .filter_map(|edit| edit.cell().filter(|cell| form.holds(edit.sheet, *cell)))
        .filter(|cell| signed_for.iter().any(|field| form.column(*field) == Some(cell.col)))
        .map(|cell| cell.row)
        .collect()
}

/// A head or foot line of the official layout: label and value share a cell, so that a
/// printed form reads 填报单位（公章）：浦江机电厂工会委员会.
#[must_use]
pub fn head_line(form: &Form, field: HeadField, privacy: Privacy) -> String {
    let value = form.head.get(field);
    let text = match (field, form.date.good()) {
        (HeadField::Date, Some(date)) => date.to_string(),
        (HeadField::Phone, _) => privacy.value(Some(Field::Phone), value.text.trim()),
        _ => privacy.text(value.text.trim()),
    };
    let label = if field == HeadField::Unit { "填报单位（公章）" } else { field.title() };
    format!("{label}：{text}")
}

/// The sum of a column over the people, if any amount counts.
#[must_use]
pub fn sum(form: &Form, field: Field) -> Option<Decimal> {
    let amounts = form.records.iter().filter_map(|record| {
        money::written(match field {
            Field::Cash => &record.cash,
            Field::GoodsValue => &record.goods_value,
            _ => &record.total,
        })
    });
    amounts.fold(None, |sum: Option<Decimal>, amount| {
        Some(sum.unwrap_or_default().saturating_add(amount))
    })
}
