//! B — bank versus cash (Art. 11): how the grant reached the person.

mod account_but_cash;
mod account_check_digit;
mod account_lost_digits;
mod account_missing;
mod account_shape;
mod account_shared;
mod account_tidy;
mod bank_missing;
mod cash_reason;
mod goods_by_bank;
mod holder;
mod no_account_column;
mod payment_missing;
mod payment_unknown;
mod payment_wording;

use super::Rule;
use crate::form::{Field, RowView};
use crate::policy::Profile;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &payment_missing::B101,
    &payment_unknown::B102,
    &account_missing::B103,
    &cash_reason::B104,
    &account_shape::B105,
    &account_check_digit::B106,
    &account_lost_digits::B107,
    &account_shared::B108,
    &holder::B109,
    &account_but_cash::B110,
    &bank_missing::B111,
    &account_tidy::B112,
    &goods_by_bank::B113,
    &payment_wording::B114,
    &no_account_column::B115,
];

/// Whether the way of payment carries a reason beside its word: 现金（本人没有银行卡）.
fn reason_beside_payment(row: &RowView<'_>, profile: &Profile) -> bool {
    let text = row.text(Field::Payment);
    crate::policy::payment::rest(profile, &text).is_some()
}
