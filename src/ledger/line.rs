//! One form and one person, as small as checks across files allow.

use super::keys::{Digits, Key};
use crate::form::HeadField;
use crate::policy::{Category, Funding, Payment};
use crate::workbook::CellRef;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// When a visit was, as exactly as the form tells: a day, or from first to last of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When {
    /// The earliest day it can have been.
    pub first: Date,
    /// The latest.
    pub last: Date,
}

impl When {
    /// A day.
    #[must_use]
    pub const fn on(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// A month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    /// The fewest days that can lie between two visits.
    #[must_use]
    pub fn days_to(self, other: Self) -> i32 {
        let (earlier, later) =
            if self.first <= other.first { (self, other) } else { (other, self) };
        earlier.last.until(later.first).map_or(i32::MAX, |span| span.get_days().max(0))
    }
}

/// 填报人, 负责人 or 经办人 of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// Which of them.
    pub role: HeadField,
    /// The name; a field of several names gives several officials.
    pub name: Box<str>,
    /// Zero-based row and column of the field's value.
    pub at: (u32, u32),
}

impl Official {
    /// Whether it is the 填报人, whose phone stands in the head.
    #[must_use]
    pub fn is_preparer(&self) -> bool {
        self.role == HeadField::Preparer
    }
}

/// One form of one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    /// Position of its file in the ledger.
    pub file: usize,
    /// Position among the forms of its file.
    pub form: usize,
    /// The sheet's name.
    pub sheet: Box<str>,
    /// 填报单位 as written; empty if it is missing.
    pub unit: Box<str>,
    /// The unit folded, to be compared by.
    pub unit_key: Box<str>,
    /// The title folded; empty if there is none.
    pub title_key: Box<str>,
    /// Who prepared, answers for and handled it.
    pub officials: Vec<Official>,
    /// 联系电话 of the 填报人, if it can be read, with the row and column it stands at.
    pub phone: Option<(Key, (u32, u32))>,
    /// Zero-based row and column of the cell that stands for the whole table: its title,
    /// else its first header.
    pub anchor: (u32, u32),
    /// The column of 姓名.
    pub name_col: Option<u32>,
    /// The column of 身份证号.
    pub id_col: Option<u32>,
    /// The column of 银行账号.
    pub account_col: Option<u32>,
    /// The column of 联系电话.
    pub phone_col: Option<u32>,
    /// Equal for tables of the same people, amounts and visits, in whatever order.
    pub content: Key,
    /// Its people in the ledger.
    pub lines: Range<usize>,
}

impl Table {
    /// The cell that stands for the whole table.
    #[must_use]
    pub const fn anchor(&self) -> CellRef {
        CellRef::new(self.anchor.0, self.anchor.1)
    }

    /// 联系电话 of the 填报人, if it can be read.
    #[must_use]
    pub fn preparer_phone(&self) -> Option<Key> {
        self.phone.map(|(phone, _)| phone)
    }

    /// 填报单位 in a sentence.
    #[must_use]
    pub fn unit_name(&self) -> &str {
        if self.unit.is_empty() { "未写单位的表" } else { &self.unit }
    }

    /// Whether two tables are of one unit, which both must name.
    #[must_use]
    pub fn same_unit(&self, other: &Self) -> bool {
        !self.unit_key.is_empty() && self.unit_key == other.unit_key
    }
}

/// One person's row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// Position of its table in the ledger.
    pub table: usize,
    /// Zero-based row in the user's own file.
    pub row: u32,
    /// The identity number, if it can be read.
    pub person: Option<Key>,
    /// Its digits, for numbers of 18 places.
    pub digits: Option<Digits>,
    /// The name, tidied.
    pub name: Option<Box<str>>,
    /// The account, if it can be read.
    pub account: Option<Key>,
    /// The phone, if it can be read.
    pub phone: Option<Key>,
    /// When the visit was.
    pub when: Option<When>,
    /// 慰问金, in yuan; zero if there is none.
    #[serde(with = "rust_decimal::serde::str")]
    pub cash: Decimal,
    /// 慰问品折价, in yuan; zero if there is none.
    #[serde(with = "rust_decimal::serde::str")]
    pub goods_value: Decimal,
    /// Goods were given, valued or not.
    pub goods: bool,
    /// 慰问对象类别.
    pub category: Option<Category>,
    /// 资金来源.
    pub funding: Option<Funding>,
    /// 发放方式.
    pub payment: Option<Payment>,
    /// How many findings mark the row: errors count three, warnings one.
    pub risk: u16,
}

impl Line {
    /// Cash and goods, in yuan.
    #[must_use]
    pub fn amount(&self) -> Decimal {
        self.cash.saturating_add(self.goods_value)
    }

    /// The same line as one of the person of the line before.
    #[must_use]
    pub(super) fn of_person(self, before: &Self) -> Self {
        Self {
            person: before.person,
            digits: before.digits,
            name: before.name.clone(),
            when: self.when.or(before.when),
            category: self.category.or(before.category),
            funding: self.funding.or(before.funding),
            payment: self.payment.or(before.payment),
            ..self
        }
    }

    /// A row of cash alone beside one of goods alone: one visit on two lines.
    #[must_use]
    pub fn completes(&self, other: &Self) -> bool {
        let cash_only = |line: &Self| !line.cash.is_zero() && !line.goods;
        let goods_only = |line: &Self| line.cash.is_zero() && line.goods;
        cash_only(self) && goods_only(other) || goods_only(self) && cash_only(other)
    }
}
