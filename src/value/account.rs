//! 银行账号: bank account numbers.

use super::{Raw, Reading};

/// An account number: 9–30 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Account(Box<str>);

/// What is wrong with an account number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountFault {
    /// Stored as a number of more than 15 digits or in exponent form (B107).
    LostDigits,
    /// Not 9–30 digits (B105).
    Shape,
    /// A 62… card of 16 or 19 digits fails its check digit (B106).
    CheckDigit,
}

/// Reads an account number.
#[must_use]
pub fn read(_raw: &Raw<'_>) -> Reading<Account, AccountFault> {
    unimplemented!()
}
