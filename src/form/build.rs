//! One person's row → a [`Record`].

use super::{Field, Form, MoneyScale, Record, read_cell};
use crate::policy::category::Told;
use crate::policy::{
    self, Category, CategoryFault, Funding, FundingFault, Payment, PaymentFault, Profile,
};
use crate::value::date::{DateFault, Gap};
use crate::value::money::{self, MoneyFault};
use crate::value::{self, Raw, Reading, Stored, Ways, account, date, id_number, name, phone};
use crate::workbook::{Cell, CellValue, Row, Sheet};
use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How many distinct texts of a column are remembered. Category, funding and payment
/// repeat; a column in which every cell differs isn't worth remembering.
const REMEMBERED: usize = 4096;

/// Reads an amount of a cell in the sheet's unit, in yuan.
pub(super) fn money(cell: &Cell, csv: bool, scale: MoneyScale) -> Reading<Decimal, MoneyFault> {
    scaled(read_cell(Some(cell), csv, money::read), scale)
}

/// An amount of a sheet in 万元 or 千元 counts as what it comes to in yuan; that it is meant so is to
/// be confirmed (A106).
fn scaled(
    reading: Reading<Decimal, MoneyFault>,
    scale: MoneyScale,
) -> Reading<Decimal, MoneyFault> {
    if scale == MoneyScale::Yuan {
        return reading;
    }
    match reading {
        Reading::Good { value, .. } | Reading::Bad(MoneyFault::TooManyDecimals(value)) => {
            match value.checked_mul(Decimal::from(scale.factor())) {
                Some(value) => {
                    Reading::Guess { value: value.normalize(), fault: MoneyFault::SheetScale }
                }
                None => Reading::Bad(MoneyFault::Unreadable),
            }
        }
        other => other,
    }
}

type Memo<K, T, F> = HashMap<K, Reading<T, F>>;

/// Reads rows into records; remembers what repeats.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    profile: &'a Profile,
    today: Date,
    /// By reason, then by category.
    categories: HashMap<Box<str>, Memo<Box<str>, Category, CategoryFault>>,
    reasons: HashMap<Box<str>, Told>,
    fundings: Memo<Box<str>, Funding, FundingFault>,
    payments: Memo<Box<str>, Payment, PaymentFault>,
}

/// Looks a text up, or reads it and remembers.
fn remember<V: Copy>(memo: &mut HashMap<Box<str>, V>, text: &str, read: impl FnOnce() -> V) -> V {
    if let Some(known) = memo.get(text) {
        return *known;
    }
    let value = read();
    if memo.len() < REMEMBERED {
        memo.insert(text.into(), value);
    }
    value
}

impl<'a> Builder<'a> {
    pub(super) fn new(profile: &'a Profile, today: Date) -> Self {
        Self {
            profile,
            today,
            categories: HashMap::new(),
            reasons: HashMap::new(),
            fundings: HashMap::new(),
            payments: HashMap::new(),
        }
    }

    /// Reads one person's row. Pictures are no part of the row and are added by the caller,
    /// but for one that lives in the signature's cell.
    pub(super) fn record(&mut self, form: &Form, row: &Row) -> Record {
        let cells = Cells { form, row };
        let today = self.today;
        let profile = self.profile;
        let reason = cells.text(Field::Reason);
        let signature = cells.cell(Field::Signature).map(|cell| &cell.value);
        Record {
            row: row.index,
            name: cells.read(Field::Name, name::read),
            sex: cells.read(Field::Sex, id_number::read_sex),
            id_number: cells.read(Field::IdNumber, |raw| id_number::read(raw, today)),
            phone: cells.read(Field::Phone, phone::read),
            category: cells.read(Field::Category, |raw| self.category(raw, &reason)),
            reason: remember(&mut self.reasons, &reason, || {
                policy::category::read_reason(profile, &reason)
            }),
            date: date(&cells, today),
            cash: cells.money(Field::Cash),
            goods: cells.read(Field::Goods, something),
            quantity: cells.read(Field::Quantity, money::read_quantity),
            unit_price: cells.money(Field::UnitPrice),
            goods_value: cells.money(Field::GoodsValue),
            total: cells.money(Field::Total),
            funding: cells.read(Field::Funding, |raw| {
                if !is_text(raw) {
                    return policy::funding::read(profile, raw);
                }
                remember(&mut self.fundings, raw.text, || policy::funding::read(profile, raw))
            }),
            payment: cells.read(Field::Payment, |raw| {
                if !is_text(raw) {
                    return policy::payment::read(profile, raw);
                }
                remember(&mut self.payments, raw.text, || policy::payment::read(profile, raw))
            }),
            account_name: cells.read(Field::AccountName, name::read),
            account: cells.read(Field::Account, account::read),
            signature: cells.read(Field::Signature, something),
            signature_picture: matches!(signature, Some(CellValue::Picture)),
            goes_on: false,
        }
    }

    fn category(&mut self, raw: &Raw<'_>, reason: &str) -> Reading<Category, CategoryFault> {
        if !is_text(raw) {
            return policy::category::read(self.profile, raw, reason);
        }
        let read = || policy::category::read(self.profile, raw, reason);
        if let Some(memo) = self.categories.get_mut(reason) {
            return remember(memo, raw.text, read);
        }
        if self.categories.len() < REMEMBERED {
            let memo = self.categories.entry(reason.into()).or_default();
            return remember(memo, raw.text, read);
        }
        read()
    }
}

/// Reads 慰问日期 of a row.
fn date(cells: &Cells<'_>, today: Date) -> Reading<Date, DateFault> {
    match cells.cell(Field::Date).map(|cell| &cell.value) {
        // Its text is never asked for, and costs more than the rest.
        Some(CellValue::Date(serial)) => date::read_serial(*serial, today),
        _ => cells.read(Field::Date, |raw| date::read_about(raw, today, cells.form.about())),
    }
}

/// Reads the days without a year again, once all is known that may tell it: the form's own
/// date stands in the foot, or above a table that shares it.
pub(super) fn complete_dates(form: &mut Form, sheet: &Sheet, today: Date) {
    if form.date.known().is_none() || form.title.as_ref().is_some_and(|it| it.period.year.is_some())
    {
        return;
    }
    let without = |record: &Record| record.date.fault() == Some(&DateFault::Incomplete(Gap::Year));
    let read = |form: &Form, record: &Record| {
        sheet.row(record.row).map(|row| date(&Cells { form, row }, today))
    };
    let mut records = std::mem::take(&mut form.records);
    for record in records.iter_mut().filter(|record| without(record)) {
        if let Some(date) = read(&*form, record) {
            record.date = date;
        }
    }
    form.records = records;
}

/// The cells of one row, by field.
struct Cells<'a> {
    form: &'a Form,
    row: &'a Row,
}

impl<'a> Cells<'a> {
    fn cell(&self, field: Field) -> Option<&'a Cell> {
        self.row.cell(self.form.column(field)?)
    }

    fn text(&self, field: Field) -> Cow<'a, str> {
        self.cell(field).map_or(Cow::Borrowed(""), |cell| cell.value.display())
    }

    fn read<T, F>(
        &self,
        field: Field,
        read: impl FnOnce(&Raw<'_>) -> Reading<T, F>,
    ) -> Reading<T, F> {
        let Some(col) = self.form.column(field) else { return Reading::Absent };
        let Some(cell) = self.row.cell(col) else { return Reading::Blank };
        read_cell(Some(cell), self.form.csv, read)
    }

    fn money(&self, field: Field) -> Reading<Decimal, MoneyFault> {
        let reading = match self.cell(field).map(|cell| &cell.value) {
            // Its text is never asked for.
            Some(CellValue::Number(number)) => money::read_number(*number),
            _ => self.read(field, money::read),
        };
        scaled(reading, self.form.scale)
    }
}

/// Whether a raw value is text, so that its reading depends on the text alone.
const fn is_text(raw: &Raw<'_>) -> bool {
    matches!(raw.stored, Stored::Text | Stored::CsvText)
}

/// Reads a cell of which only matters whether it says something: goods, a typed signature.
/// A picture is looked at elsewhere.
fn something(raw: &Raw<'_>) -> Reading<()> {
    if raw.stored == Stored::Picture {
        return Reading::Blank;
    }
    value::nothing(raw).unwrap_or(Reading::Good { value: (), ways: Ways::NONE })
}
