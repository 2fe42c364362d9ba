//! 人民币大写: amounts in words, by the central bank's rules for bills.

use rust_decimal::Decimal;

/// Words read into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The value, in yuan.
    pub amount: Decimal,
    /// Whether the writing keeps the bill rules; if not, A112.
    pub good_style: bool,
}

/// Reads an amount in words; `None` if it is none.
#[must_use]
pub fn read(_text: &str) -> Option<Words> {
    unimplemented!()
}

/// Writes an amount (two decimals, 0 ≤ amount < 10^16) in words: 叁佰贰拾伍元零肆分.
#[must_use]
pub fn write(_amount: Decimal) -> Option<String> {
    unimplemented!()
}
