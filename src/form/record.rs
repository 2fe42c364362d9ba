//! One person's row, typed.

use super::{Field, Form};
use crate::policy::category::Told;
use crate::policy::{Category, CategoryFault, Funding, FundingFault, Payment, PaymentFault};
use crate::value::Reading;
use crate::value::account::{Account, AccountFault};
use crate::value::date::DateFault;
use crate::value::id_number::{IdFault, IdNumber, Sex};
use crate::value::money::MoneyFault;
use crate::value::name::{Name, NameFault};
use crate::value::phone::{Phone, PhoneFault};
use crate::workbook::{Cell, CellRef, Sheet};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What a person's row says, each value read once. Raw text stays in the sheet; a rule
/// sees both together as [`Parsed`].
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Zero-based row.
    pub row: u32,
    /// 姓名.
    pub name: Reading<Name, NameFault>,
    /// 性别.
    pub sex: Reading<Sex>,
    /// 身份证号.
    pub id_number: Reading<IdNumber, IdFault>,
    /// 联系电话.
    pub phone: Reading<Phone, PhoneFault>,
    /// 慰问对象类别; the reason has broken ties.
    pub category: Reading<Category, CategoryFault>,
    /// What 慰问事由 tells by itself.
    pub reason: Told,
    /// 慰问日期.
    pub date: Reading<Date, DateFault>,
    /// 慰问金额, in yuan.
    pub cash: Reading<Decimal, MoneyFault>,
    /// 慰问品.
    pub goods: Reading<()>,
    /// 数量.
    pub quantity: Reading<Decimal, MoneyFault>,
    /// 单价, in yuan.
    pub unit_price: Reading<Decimal, MoneyFault>,
    /// 折价: value of the goods, in yuan.
    pub goods_value: Reading<Decimal, MoneyFault>,
    /// 合计金额, in yuan.
    pub total: Reading<Decimal, MoneyFault>,
    /// 资金来源.
    pub funding: Reading<Funding, FundingFault>,
    /// 发放方式.
    pub payment: Reading<Payment, PaymentFault>,
    /// 户名.
    pub account_name: Reading<Name, NameFault>,
    /// 银行账号.
    pub account: Reading<Account, AccountFault>,
    /// 领取人签字: a name in text; a picture counts as [`Record::signature_picture`].
    pub signature: Reading<()>,
    /// A picture signs this row.
    pub signature_picture: bool,
    /// The person of the row before goes on here: their name is merged over both, and no
    /// number is this row's own. One who got two things may take two lines.
    pub goes_on: bool,
}

/// A value as a rule sees it. Nearly every rule is content with what was read; the cell is
/// looked up by those that have something to say.
#[derive(Debug)]
pub struct Parsed<'a, T, F = ()> {
    /// Which column it stands in.
    pub field: Field,
    /// What came of reading it.
    pub value: &'a Reading<T, F>,
    /// Its cell's address, in the user's own file.
    pub place: CellRef,
    /// The cells of its row, by ascending column.
    pub cells: &'a [Cell],
}

impl<T, F> Clone for Parsed<'_, T, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for Parsed<'_, T, F> {}

impl<'a, T, F> Parsed<'a, T, F> {
    /// Its cell, if it has content.
    #[must_use]
    pub fn cell(&self) -> Option<&'a Cell> {
        cell_in(self.cells, self.place.col)
    }

    /// The text as it stands in the file.
    #[must_use]
    pub fn raw(&self) -> Cow<'a, str> {
        self.cell().map_or(Cow::Borrowed(""), |cell| cell.value.display())
    }
}

/// A person's row with its form and sheet: what a row rule gets.
#[derive(Debug, Clone, Copy)]
pub struct RowView<'a> {
    /// The form it belongs to.
    pub form: &'a Form,
    /// The sheet it stands on.
    pub sheet: &'a Sheet,
    /// The typed values.
    pub record: &'a Record,
    /// The row's cells with content, by ascending column.
    pub cells: &'a [Cell],
}

/// The cell in a zero-based column, among cells by ascending column.
pub(super) fn cell_in(cells: &[Cell], col: u32) -> Option<&Cell> {
    let at = cells.binary_search_by_key(&col, |cell| cell.col).ok()?;
    cells.get(at)
}
