//! How rules look at a row: a typed value together with its text and its cell.

use super::record::cell_in;
use super::{Field, Form, Parsed, Record, RowView};
use crate::policy::{Category, CategoryFault, Funding, FundingFault, Payment, PaymentFault};
use crate::value::account::{Account, AccountFault};
use crate::value::date::DateFault;
use crate::value::id_number::{IdFault, IdNumber, Sex};
use crate::value::money::MoneyFault;
use crate::value::name::{Name, NameFault};
use crate::value::phone::{Phone, PhoneFault};
use crate::value::{Raw, Reading, Said, Stored, text};
use crate::workbook::{Cell, CellRef, CellValue, Sheet};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How a cell was stored, for the value readers. `all_text` is true in a CSV.
#[must_use]
pub fn stored(cell: Option<&Cell>, all_text: bool) -> Stored {
    match cell.map(|cell| &cell.value) {
        None => Stored::Empty,
        Some(CellValue::Text(_)) if all_text => Stored::CsvText,
        Some(CellValue::Text(_)) => Stored::Text,
        Some(CellValue::Number(number)) => Stored::Number(*number),
        Some(CellValue::Date(serial)) => Stored::Date(*serial),
        Some(CellValue::Bool(_)) => Stored::Bool,
        Some(CellValue::Error(_)) => Stored::Error,
        Some(CellValue::NoValue) => Stored::NoValue,
        Some(CellValue::Picture) => Stored::Picture,
    }
}

/// Runs a value reader over a cell.
pub fn read_cell<T>(cell: Option<&Cell>, all_text: bool, read: impl FnOnce(&Raw<'_>) -> T) -> T {
    let text = cell.map_or(Cow::Borrowed(""), |cell| cell.value.display());
    read(&Raw { text: &text, stored: stored(cell, all_text) })
}

/// Declares the accessors of the typed columns: each gives `None` if the table has no
/// such column.
macro_rules! typed {
    ($($(#[$doc:meta])* $name:ident: $field:ident => $value:ty, $fault:ty;)+) => {
        impl<'a> RowView<'a> {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> Option<Parsed<'a, $value, $fault>> {
                    self.parsed(Field::$field, |record| &record.$name)
                }
            )+
        }
    };
}

typed! {
    /// 姓名.
    name: Name => Name, NameFault;
    /// 性别.
    sex: Sex => Sex, ();
    /// 身份证号.
    id_number: IdNumber => IdNumber, IdFault;
    /// 联系电话.
    phone: Phone => Phone, PhoneFault;
    /// 慰问对象类别.
    category: Category => Category, CategoryFault;
    /// 慰问日期.
    date: Date => Date, DateFault;
    /// 慰问金额.
    cash: Cash => Decimal, MoneyFault;
    /// 慰问品.
    goods: Goods => (), ();
    /// 数量.
    quantity: Quantity => Decimal, MoneyFault;
    /// 单价.
    unit_price: UnitPrice => Decimal, MoneyFault;
    /// 折价.
    goods_value: GoodsValue => Decimal, MoneyFault;
    /// 合计金额.
    total: Total => Decimal, MoneyFault;
    /// 资金来源.
    funding: Funding => Funding, FundingFault;
    /// 发放方式.
    payment: Payment => Payment, PaymentFault;
    /// 户名.
    account_name: AccountName => Name, NameFault;
    /// 银行账号.
    account: Account => Account, AccountFault;
    /// 领取人签字.
    signature: Signature => (), ();
}

impl<'a> RowView<'a> {
    fn parsed<T, F>(
        &self,
        field: Field,
        value: impl FnOnce(&'a Record) -> &'a Reading<T, F>,
    ) -> Option<Parsed<'a, T, F>> {
        let place = self.place(field)?;
        Some(Parsed { field, value: value(self.record), place, cells: self.cells })
    }

    /// The cell of a column on this row; `None` if the table has no such column.
    #[must_use]
    pub fn place(&self, field: Field) -> Option<CellRef> {
        self.form.column(field).map(|col| CellRef::new(self.record.row, col))
    }

    /// The cell of a column on this row, if it has content.
    #[must_use]
    pub fn cell(&self, field: Field) -> Option<&'a Cell> {
        cell_in(self.cells, self.form.column(field)?)
    }

    /// The text of a column on this row as it stands in the file; empty if there is none.
    #[must_use]
    pub fn text(&self, field: Field) -> Cow<'a, str> {
        display(self.cell(field))
    }

    /// What a column's text comes to on this row.
    #[must_use]
    pub fn said(&self, field: Field) -> Said {
        said(self.cell(field))
    }

    /// Whether a column has any text but spaces on this row, placeholders included.
    #[must_use]
    pub fn has_text(&self, field: Field) -> bool {
        self.said(field) != Said::Blank
    }

    /// Whether a column says something on this row: no blank and no placeholder.
    #[must_use]
    pub fn says(&self, field: Field) -> bool {
        says(self.cell(field))
    }

    /// Whether a column that explains a field's own says something on this row.
    #[must_use]
    pub fn says_beside(&self, field: Field) -> bool {
        let beside = self.form.columns.iter().filter(|column| column.beside == Some(field));
        beside.into_iter().any(|column| says(cell_in(self.cells, column.col)))
    }

    /// How a column's cell was stored on this row.
    #[must_use]
    pub fn stored(&self, field: Field) -> Stored {
        stored(self.cell(field), self.form.csv)
    }
}

/// What a cell's text comes to.
fn said(cell: Option<&Cell>) -> Said {
    match cell.map(|cell| &cell.value) {
        Some(CellValue::Text(text)) => text::said(text),
        Some(CellValue::Error(error)) => text::said(error),
        Some(CellValue::Number(_) | CellValue::Date(_) | CellValue::Bool(_)) => Said::Something,
        Some(CellValue::NoValue | CellValue::Picture) | None => Said::Blank,
    }
}

/// Whether a cell says something: 同上 does.
fn says(cell: Option<&Cell>) -> bool {
    matches!(said(cell), Said::Something | Said::Ditto)
}

fn display(cell: Option<&Cell>) -> Cow<'_, str> {
    cell.map_or(Cow::Borrowed(""), |cell| cell.value.display())
}

/// When a person was visited, as exactly as the sheet tells. Two rows of one sheet with
/// equal visits are of the same visit; sheets whose titles or names differ never are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Visit {
    /// The date of the row's own.
    On(Date),
    /// The month the title names: year (if named too) and month.
    Month(Option<i16>, i8),
    /// The date of the form.
    Reported(Date),
    /// Only the sheet itself.
    Sheet,
}

impl Form {
    /// The people's rows on the form's sheet, in the sheet's order.
    pub fn rows<'a>(&'a self, sheet: &'a Sheet) -> impl Iterator<Item = RowView<'a>> {
        // Both ascend: one pass instead of a search for each row.
        let mut rest = sheet.rows();
        self.records.iter().map(move |record| {
            let passed = rest.iter().take_while(|row| row.index < record.row).count();
            rest = rest.get(passed..).unwrap_or_default();
            let row = rest.first().filter(|row| row.index == record.row);
            let cells = row.map_or(&[][..], |row| &row.cells);
            RowView { form: self, sheet, record, cells }
        })
    }

    /// One person, by position in [`Form::records`].
    #[must_use]
    pub fn row<'a>(&'a self, sheet: &'a Sheet, index: usize) -> Option<RowView<'a>> {
        let record = self.records.get(index)?;
        let cells = sheet.row(record.row).map_or(&[][..], |row| &row.cells);
        Some(RowView { form: self, sheet, record, cells })
    }

    /// The position in [`Form::records`] of the person on a zero-based sheet row.
    #[must_use]
    pub fn record_at(&self, row: u32) -> Option<usize> {
        self.records.binary_search_by_key(&row, |record| record.row).ok()
    }

    /// The date a person's values are judged by: the visit's, else the form's.
    #[must_use]
    pub fn value_date(&self, record: &Record) -> Option<Date> {
        record.date.good().or_else(|| self.date.good()).copied()
    }

    /// Which visit a person's row reports (the paragraph under group P of the catalogue).
    #[must_use]
    pub fn visit(&self, record: &Record) -> Visit {
        if let Some(date) = record.date.good() {
            return Visit::On(*date);
        }
        let period = self.title.as_ref().map(|title| title.period).unwrap_or_default();
        match (period.month, self.date.good()) {
            (Some(month), _) => Visit::Month(period.year, month),
            (None, Some(date)) => Visit::Reported(*date),
            (None, None) => Visit::Sheet,
        }
    }
}
