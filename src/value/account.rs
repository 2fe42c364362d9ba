//! 银行账号: bank account numbers.

use super::code::{Code, NumberCell, is_exponent_form, number_cell};
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use std::fmt;

/// An account number: 9–30 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Account(Box<str>);

impl Account {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
///
/// Number cells of at most 15 digits are whole ([`Way::NumberForText`]). Only 62… cards of
/// 16 or 19 digits are held to the Luhn check (ISO/IEC 7812-1): passbooks, settlement
/// accounts and older cards carry no such digit.
#[must_use]
pub fn read(raw: &Raw<'_>) -> Reading<Account, AccountFault> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    match raw.stored {
        Stored::Number(number) => match number_cell(number) {
            NumberCell::Whole(digits) => {
                check(&digits.to_string(), Ways::NONE.with(Way::NumberForText))
            }
            NumberCell::LostDigits => Reading::Bad(AccountFault::LostDigits),
            NumberCell::NoCode => Reading::Bad(AccountFault::Shape),
        },
        Stored::Text | Stored::CsvText if is_exponent_form(raw.text) => {
            Reading::Bad(AccountFault::LostDigits)
        }
        Stored::Text | Stored::CsvText => {
            let code = Code::tidy(raw.text);
            match code.digits() {
                Some(digits) => check(digits, code.ways),
                None => Reading::Bad(AccountFault::Shape),
            }
        }
        _ => Reading::Bad(AccountFault::Shape),
    }
}

fn check(digits: &str, ways: Ways) -> Reading<Account, AccountFault> {
    if !(9..=30).contains(&digits.len()) {
        Reading::Bad(AccountFault::Shape)
    } else if is_card(digits) && !passes_luhn(digits) {
        Reading::Bad(AccountFault::CheckDigit)
    } else {
        Reading::Good { value: Account(digits.into()), ways }
    }
}

/// A 银联 card with a check digit.
fn is_card(digits: &str) -> bool {
    digits.starts_with("62") && matches!(digits.len(), 16 | 19)
}

/// The Luhn check: from the right, every second digit doubled (less 9 if above 9), the sum
/// of all divisible by ten.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match (place % 2, digit) {
                (0, _) => digit,
                (_, 5..) => 2 * digit - 9,
                _ => 2 * digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A card number: the body and the check digit that makes it pass (ISO/IEC 7812-1).
#[must_use]
pub fn with_check_digit(body: &str) -> String {
    (0..10)
        .map(|digit| format!("{body}{digit}"))
        .find(|number| passes_luhn(number))
        .unwrap_or_else(|| body.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn good(text: &str) -> (String, Ways) {
        match read(&Raw::text(text)) {
            Reading::Good { value, ways } => (value.to_string(), ways),
            other => panic!("{text:?} gives {other:?}"),
        }
    }

    #[test]
    fn luhn_agrees_with_the_standard() {
        // The worked example of ISO/IEC 7812-1 as commonly quoted, and the usual test card.
        assert!(passes_luhn("79927398713"));
        assert!(passes_luhn("4111111111111111"));
        assert!(!passes_luhn("79927398710"));
    }

    #[test]
    fn tidies() {
        let card = with_check_digit("621700121000123456");
        assert_eq!(good(&card), (card.clone(), Ways::NONE));
        let grouped: Vec<&str> = [0..4, 4..8, 8..12, 12..16, 16..19].map(|r| &card[r]).to_vec();
        assert_eq!(good(&grouped.join(" ")), (card.clone(), Ways::NONE.with(Way::Spaces)));
        assert_eq!(good(&grouped.join("-")), (card.clone(), Ways::NONE.with(Way::Separators)));
        assert_eq!(good(&format!("'{card}")), (card.clone(), Ways::NONE.with(Way::Apostrophe)));
        assert_eq!(
            good("１００１２３４５６"),
            ("100123456".into(), Ways::NONE.with(Way::FullWidth))
        );
    }

    #[test]
    fn judges() {
        let bad = |raw: Raw<'_>| read(&raw).fault().copied();
        let card = with_check_digit("621700121000123456");
        let mut slip = card.clone();
        let last = slip.pop().unwrap();
        slip.push(if last == '0' { '1' } else { '0' });
        assert_eq!(bad(Raw::text(&slip)), Some(AccountFault::CheckDigit));
        assert_eq!(bad(Raw::text("12345678")), Some(AccountFault::Shape));
        assert_eq!(bad(Raw::text(&"1".repeat(31))), Some(AccountFault::Shape));
        assert_eq!(bad(Raw::text("6217O0121000123456X")), Some(AccountFault::Shape));
        assert_eq!(bad(Raw::text("工行6217001210001234")), Some(AccountFault::Shape));
        assert_eq!(bad(Raw::csv("6.21700E+18")), Some(AccountFault::LostDigits));
        assert_eq!(bad(Raw::text("6.217e18")), Some(AccountFault::LostDigits));
        // Other lengths and prefixes have no check digit to fail.
        assert_eq!(bad(Raw::text("62170012100012345")), None);
        assert_eq!(bad(Raw::text("1001234567890123456")), None);
    }

    #[test]
    fn numbers_are_whole_up_to_fifteen_digits() {
        let number = |n: f64| read(&Raw { text: "", stored: Stored::Number(n) });
        assert_eq!(number(6_217_001_210_001_234.0).fault(), Some(&AccountFault::LostDigits));
        assert_eq!(number(-5.0).fault(), Some(&AccountFault::Shape));
        assert_eq!(number(f64::NAN).fault(), Some(&AccountFault::Shape));
        match number(100_123_456_789_012.0) {
            Reading::Good { value, ways } => {
                assert_eq!(value.as_str(), "100123456789012");
                assert_eq!(ways, Ways::NONE.with(Way::NumberForText));
            }
            other => panic!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC*|[0-9eE+. -]{0,24}", number in any::<f64>()) {
            let _ = read(&Raw::text(&text));
            let _ = read(&Raw { text: &text, stored: Stored::Number(number) });
        }

        #[test]
        fn reading_settles(text in "[0-9０-９ '-]{9,34}") {
            if let Reading::Good { value, .. } = read(&Raw::text(&text)) {
                prop_assert_eq!(read(&Raw::text(value.as_str())), Reading::clean(value.clone()));
            }
        }

        #[test]
        fn luhn_finds_every_slip(body in "62[0-9]{13}", place in 2_usize..16, by in 1_u8..10) {
            let card = with_check_digit(&body);
            let mut bytes = card.into_bytes();
            bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
            let slip = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(read(&Raw::text(&slip)), Reading::Bad(AccountFault::CheckDigit));
        }
    }
}
