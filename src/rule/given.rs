//! What a row says was given, and how it reached the person.
//!
//! Several groups ask the same two questions (A101, B104, S101 …); the answers stand
//! here once.

use crate::form::{Field, RowView};
use crate::policy::{self, Payment, Profile};
use crate::value::Reading;
use crate::value::money::is_zero;

/// Whether a cash grant was written on the row, readable or not. A zero beside goods says
/// that there is none, as a blank does.
#[must_use]
pub fn cash(row: &RowView<'_>) -> bool {
    !(row.record.cash.is_nothing() || is_zero(&row.record.cash) && goods(row))
}

/// Whether goods were written on the row: named, or at least valued. A zero in 折价 says
/// that there are none.
#[must_use]
pub fn goods(row: &RowView<'_>) -> bool {
    !row.record.goods.is_nothing()
        || !(row.record.goods_value.is_nothing() || is_zero(&row.record.goods_value))
}

/// Whether an account number was written on the row, readable or not.
#[must_use]
pub fn account(row: &RowView<'_>) -> bool {
    !row.record.account.is_nothing()
}

/// Whether part of a mixed payment went through a bank: the cell says so, or an account
/// stands on the row. 现金和实物 alone means money in hand.
#[must_use]
pub fn mixed_through_bank(row: &RowView<'_>, profile: &Profile) -> bool {
    row.record.payment.good() == Some(&Payment::Mixed)
        && (account(row) || policy::payment::through_bank(profile, &row.text(Field::Payment)))
}

/// Whether money or goods were put into the person's hands, so that somebody has to sign.
/// Without a column for the way of payment, cash counts as handed over unless an account
/// stands on the row.
#[must_use]
pub fn in_hand(row: &RowView<'_>) -> bool {
    match &row.record.payment {
        Reading::Good { value: Payment::Bank, .. } => goods(row),
        Reading::Good { .. } => cash(row) || goods(row),
        Reading::Absent => goods(row) || (cash(row) && !account(row)),
        _ => goods(row),
    }
}
