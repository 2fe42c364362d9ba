//! What a rule sees of a person's row.

use super::{Field, Form, Parsed, Record, RowView, build};
use crate::policy::{Category, CategoryFault, Funding, FundingFault, Payment, PaymentFault};
use crate::value::account::{Account, AccountFault};
use crate::value::date::DateFault;
use crate::value::id_number::{IdFault, IdNumber, Sex};
use crate::value::money::MoneyFault;
use crate::value::name::{Name, NameFault};
use crate::value::phone::{Phone, PhoneFault};
use crate::value::{Reading, Stored};
use crate::workbook::{Cell, CellRef, Sheet};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

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
    /// The people with their raw cells, in the sheet's order. `sheet` must be the sheet the
    /// form was found on.
    pub fn rows<'a>(&'a self, sheet: &'a Sheet) -> impl Iterator<Item = RowView<'a>> {
        self.records.iter().map(move |record| RowView { form: self, sheet, record })
    }

    /// One person, by position in [`Form::records`].
    #[must_use]
    pub fn row<'a>(&'a self, sheet: &'a Sheet, index: usize) -> Option<RowView<'a>> {
        let record = self.records.get(index)?;
        Some(RowView { form: self, sheet, record })
    }

    /// The position in [`Form::records`] of the person on a zero-based sheet row.
    #[must_use]
    pub fn record_at(&self, row: u32) -> Option<usize> {
        self.records.binary_search_by_key(&row, |record| record.row).ok()
    }

    /// The date a person's age and the like are judged at: the visit's, else the form's.
    /// `None` if neither can be read without a guess: the caller takes today.
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

impl<'a> RowView<'a> {
    /// The row's cell in a field's column, if it has content.
    #[must_use]
    pub fn cell(&self, field: Field) -> Option<&'a Cell> {
        self.sheet.cell(self.place(field)?)
    }

    /// The address of a field's cell; `None` if the form has no such column.
    #[must_use]
    pub fn place(&self, field: Field) -> Option<CellRef> {
        Some(CellRef::new(self.record.row, self.form.column(field)?))
    }

    /// The raw text of a field as a person sees it; empty if there is none.
    #[must_use]
    pub fn text(&self, field: Field) -> Cow<'a, str> {
        self.cell(field).map_or(Cow::Borrowed(""), |cell| cell.value.display())
    }

    /// Whether a field has any text but spaces.
    #[must_use]
    pub fn has_text(&self, field: Field) -> bool {
        !crate::value::text::is_blank(&self.text(field))
    }

    /// How a field's cell was stored.
    #[must_use]
    pub fn stored(&self, field: Field) -> Stored {
        self.cell(field).map_or(Stored::Empty, |cell| build::stored(&cell.value, self.form.csv))
    }

    /// A typed value with its text and place. Where the form has no such column the value
    /// is [`Reading::Absent`] and the place that of the name, which every form has.
    fn parsed<T, F>(&self, field: Field, value: &'a Reading<T, F>) -> Parsed<'a, T, F> {
        let place = self
            .place(field)
            .or_else(|| self.place(Field::Name))
            .unwrap_or(CellRef::new(self.record.row, 0));
        let provenance = self.stored(field);
        Parsed { field, raw: self.text(field), value, place, provenance }
    }
}

/// One accessor per typed value.
macro_rules! typed {
    ($($(#[$doc:meta])* $name:ident: $field:ident => $value:ty, $fault:ty;)*) => {
        impl<'a> RowView<'a> {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> Parsed<'a, $value, $fault> {
                    self.parsed(Field::$field, &self.record.$name)
                }
            )*
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
    /// 慰问金额, in yuan.
    cash: Cash => Decimal, MoneyFault;
    /// 慰问品.
    goods: Goods => (), ();
    /// 数量.
    quantity: Quantity => Decimal, MoneyFault;
    /// 单价, in yuan.
    unit_price: UnitPrice => Decimal, MoneyFault;
    /// 折价, in yuan.
    goods_value: GoodsValue => Decimal, MoneyFault;
    /// 合计金额, in yuan.
    total: Total => Decimal, MoneyFault;
    /// 资金来源.
    funding: Funding => Funding, FundingFault;
    /// 发放方式.
    payment: Payment => Payment, PaymentFault;
    /// 户名.
    account_name: AccountName => Name, NameFault;
    /// 银行账号.
    account: Account => Account, AccountFault;
    /// 领取人签字, typed.
    signature: Signature => (), ();
}
