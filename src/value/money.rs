//! 金额: amounts in yuan.

use super::{Raw, Reading};
use rust_decimal::Decimal;

/// What is wrong with an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyFault {
    /// Can't be read (A102).
    Unreadable,
    /// Zero or negative (A103).
    NotPositive(Decimal),
    /// More than two decimals, beyond float noise (A104).
    TooManyDecimals(Decimal),
    /// A scale to confirm: 0.05万, 500/人, 200×2; the guess is the amount (A106).
    Scale,
}

/// Reads an amount.
#[must_use]
pub fn read(_raw: &Raw<'_>) -> Reading<Decimal, MoneyFault> {
    unimplemented!()
}

/// The amount that counts in sums, if it can be told: good ones, and those with too many
/// decimals; not guesses, and not zero or negative ones.
#[must_use]
pub const fn countable(reading: &Reading<Decimal, MoneyFault>) -> Option<Decimal> {
    match reading {
        Reading::Good { value, .. } | Reading::Bad(MoneyFault::TooManyDecimals(value)) => {
            Some(*value)
        }
        _ => None,
    }
}

/// An amount as shown to people: `9,700.00`.
#[must_use]
pub fn display(_amount: Decimal) -> String {
    unimplemented!()
}
