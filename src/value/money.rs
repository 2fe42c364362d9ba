//! 金额: amounts in yuan.

use super::amount_text::{self, Amount};
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

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
    /// The sheet states its amounts in 万元, which is to be confirmed once for all of them
    /// (A106); the guess is the amount in yuan.
    SheetScale,
}

/// Amounts from here on are unreadable: nobody grants 10^12 yuan, and below it products
/// and sums of amounts stay exact.
const LIMIT: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// How far float noise may lie from an amount of two decimals.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Reads an amount.
///
/// A text cell that holds a plain number has [`Way::TextNumber`]; a CSV field hasn't, since
/// all is text there.
#[must_use]
pub fn read(raw: &Raw<'_>) -> Reading<Decimal, MoneyFault> {
    read_with(raw, amount_text::amount)
}

/// Reads a quantity: a number with or without a measure word (2, 2份, 两箱). Zero and less
/// is [`MoneyFault::NotPositive`], more than two decimals [`MoneyFault::TooManyDecimals`].
#[must_use]
pub fn read_quantity(raw: &Raw<'_>) -> Reading<Decimal, MoneyFault> {
    read_with(raw, amount_text::quantity)
}

/// Reads the amount of a number cell.
#[must_use]
pub fn read_number(number: f64) -> Reading<Decimal, MoneyFault> {
    decimal(number).map(Amount::plain).map_or(Reading::Bad(MoneyFault::Unreadable), judge)
}

fn read_with(
    raw: &Raw<'_>,
    parse: impl Fn(&str) -> Option<Amount>,
) -> Reading<Decimal, MoneyFault> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    let amount = match raw.stored {
        Stored::Number(number) => return read_number(number),
        Stored::Text => parse(raw.text).map(Amount::typed_as_text),
        Stored::CsvText => parse(raw.text),
        _ => None,
    };
    amount.map_or(Reading::Bad(MoneyFault::Unreadable), judge)
}

/// A number cell's amount. Nearly all are whole, and need no search for their digits.
fn decimal(number: f64) -> Option<Decimal> {
    /// Below it a float holds every whole number.
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and far smaller than i64")]
        return Some(Decimal::from(number as i64));
    }
    Decimal::from_f64(number)
}

/// Judges an amount that could be read.
fn judge(amount: Amount) -> Reading<Decimal, MoneyFault> {
    let Amount { value, ways, guessed } = amount;
    if value >= LIMIT || value <= -LIMIT {
        return Reading::Bad(MoneyFault::Unreadable);
    }
    let rounded = value.round_dp(2);
    let noise = (value - rounded).abs();
    if value <= Decimal::ZERO || rounded.is_zero() && noise < NOISE {
        Reading::Bad(MoneyFault::NotPositive(value.normalize()))
    } else if noise >= NOISE {
        Reading::Bad(MoneyFault::TooManyDecimals(value.normalize()))
    } else if guessed {
        Reading::Guess { value: rounded, fault: MoneyFault::Scale }
    } else {
        Reading::Good { value: rounded, ways: ways.with_if(Way::FloatNoise, !noise.is_zero()) }
    }
}

/// The amount that counts in sums, in yuan, if it can be told: good ones, those with too many
/// decimals, and those of a sheet that states them in 万元; not guesses of one cell, and not
/// zero or negative ones.
#[must_use]
pub const fn countable(reading: &Reading<Decimal, MoneyFault>) -> Option<Decimal> {
    match reading {
        Reading::Guess { value, fault: MoneyFault::SheetScale } => Some(*value),
        reading => written(reading),
    }
}

/// [`countable`], zero among them: where a sum or a payment is stated, 0 says something.
#[must_use]
pub fn countable_or_zero(reading: &Reading<Decimal, MoneyFault>) -> Option<Decimal> {
    if is_zero(reading) { Some(Decimal::ZERO) } else { countable(reading) }
}

/// Whether an amount was read as nought.
#[must_use]
pub fn is_zero(reading: &Reading<Decimal, MoneyFault>) -> bool {
    matches!(reading, Reading::Bad(MoneyFault::NotPositive(amount)) if amount.is_zero())
}

/// [`countable`], but only where it is what stands in the cell: an amount in 万元 isn't.
#[must_use]
pub const fn written(reading: &Reading<Decimal, MoneyFault>) -> Option<Decimal> {
    match reading {
        Reading::Good { value, .. } | Reading::Bad(MoneyFault::TooManyDecimals(value)) => {
            Some(*value)
        }
        _ => None,
    }
}

/// An amount as shown to people: `9,700.00`. Further decimals are shown where there are
/// any: what was written is not to be hidden.
#[must_use]
pub fn display(amount: Decimal) -> String {
    let mut plain = amount.normalize();
    if plain.scale() < 2 {
        plain.rescale(2);
    }
    let plain = plain.to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (yuan, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
    format!("{sign}{}.{decimals}", grouped(yuan))
}

/// A count of people or rows as shown to people: `3,492`.
#[must_use]
pub fn display_count(count: usize) -> String {
    grouped(&count.to_string())
}

/// Digits in threes.
fn grouped(digits: &str) -> String {
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Ways that only a text can have; with one of them there is more to say than that it is a
/// text.
const SPEAKING: [Way; 4] = [Way::Unit, Way::CurrencySign, Way::Thousands, Way::Words];

impl Amount {
    /// A number as it is.
    const fn plain(value: Decimal) -> Self {
        Self { value, ways: Ways::NONE, guessed: false }
    }

    /// The same, typed into a text cell.
    fn typed_as_text(self) -> Self {
        let speaks = SPEAKING.iter().any(|way| self.ways.has(*way));
        Self { ways: self.ways.with_if(Way::TextNumber, !speaks), ..self }
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
