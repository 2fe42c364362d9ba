//! 身份证号: resident identity numbers (GB 11643) and other documents.

use super::code::{Code, NumberCell, is_exponent_form, number_cell};
use super::document::{self, Written};
use super::text::squeeze;
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use jiff::civil::Date;
use std::borrow::Cow;
use std::fmt;

/// 性别: sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The canonical word: 男, 女.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// Which document a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// 居民身份证, and residence permits of Hong Kong, Macao and Taiwan people (81–83).
    Resident,
    /// 外国人永久居留身份证: 18 digits beginning with 9, or 3 letters + 12 digits.
    ForeignPermanent,
    /// 通行证, 护照, 军官证 or 士兵证: form only, to be checked by hand (P208).
    Other,
}

/// An identity number, tidied. At most 18 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdNumber {
    /// Digits and capital letters, with the characters before a soldier's; zeros behind.
    bytes: [u8; Self::LENGTH],
    len: u8,
}

impl IdNumber {
    /// The length of a resident identity number.
    const LENGTH: usize = 18;

    /// `None` if the text is longer than any number.
    fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::LENGTH];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        bytes.make_ascii_uppercase();
        Some(Self { bytes, len: u8::try_from(text.len()).ok()? })
    }

    /// The number: digits and capital letters; of a soldier's also what stands before them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // It was made of text, so neither step can miss.
        self.bytes
            .get(..usize::from(self.len))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// The document it belongs to, by its form.
    #[must_use]
    pub const fn kind(&self) -> IdKind {
        match (self.len, self.bytes) {
            (18, [b'9', ..]) => IdKind::ForeignPermanent,
            (18, _) => IdKind::Resident,
            (15, [b'A'..=b'Z', ..]) => IdKind::ForeignPermanent,
            _ => IdKind::Other,
        }
    }

    /// The birthday that an 18-digit number holds; other numbers hold none, or one without
    /// its century.
    #[must_use]
    pub fn birthday(&self) -> Option<Date> {
        let digits = self.as_str().get(6..14).filter(|_| self.len == 18)?;
        birthday(digits)
    }

    /// The sex that an 18-digit number holds: its 17th digit is odd for men.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        match (self.len, self.bytes) {
            (18, [.., order, _]) if order % 2 == 1 => Some(Sex::Male),
            (18, _) => Some(Sex::Female),
            _ => None,
        }
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is wrong with an identity number; the first that applies, in the catalogue's
/// order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    /// Stored as a number of more than 15 digits or in exponent form (P206).
    LostDigits,
    /// Wrong length or characters (P202).
    Shape {
        /// How many characters there are, once tidied.
        len: usize,
    },
    /// The birthday doesn't exist or is in the future (P204).
    Birthday,
    /// The province prefix is unknown (P205).
    Province,
    /// The check digit is wrong (P203).
    CheckDigit {
        /// What the first 17 digits give.
        expected: char,
    },
    /// 15 digits of the old kind, sound in themselves; the guess is the 18-digit number (P207).
    Old,
}

/// Reads an identity number. `today` bounds the birthday.
///
/// A number cell is only ever an old 15-digit number: with more digits it has lost some,
/// with fewer it is none (and a permit's leading zeros would be gone).
#[must_use]
pub fn read(raw: &Raw<'_>, today: Date) -> Reading<IdNumber, IdFault> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    match raw.stored {
        Stored::Number(number) => match number_cell(number) {
            NumberCell::LostDigits => Reading::Bad(IdFault::LostDigits),
            NumberCell::Whole(digits) => {
                let digits = digits.to_string();
                if digits.len() == 15 {
                    read_old(&digits, today)
                } else {
                    Reading::Bad(IdFault::Shape { len: digits.len() })
                }
            }
            NumberCell::NoCode => shape(raw.text),
        },
        Stored::Text | Stored::CsvText if is_exponent_form(raw.text) => {
            Reading::Bad(IdFault::LostDigits)
        }
        Stored::Text | Stored::CsvText => read_text(raw.text, today),
        _ => shape(raw.text),
    }
}

fn shape(text: &str) -> Reading<IdNumber, IdFault> {
    Reading::Bad(IdFault::Shape { len: Code::tidy(text).count })
}

fn read_text(text: &str, today: Date) -> Reading<IdNumber, IdFault> {
    let code = Code::tidy(text);
    let bad = Reading::Bad(IdFault::Shape { len: code.count });
    if let Some(written) = document::read(text) {
        return in_words(&written, today).map_or(bad, Reading::clean);
    }
    let Some((text, number)) = code.alphanumeric().and_then(|t| Some((t, IdNumber::new(t)?)))
    else {
        return bad;
    };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    match text.as_bytes() {
        [body @ .., b'0'..=b'9' | b'X' | b'x'] if body.len() == 17 && digits(body) => {
            match fault(&number, today) {
                Some(fault) => Reading::Bad(fault),
                None => Reading::Good {
                    value: number,
                    ways: code.ways.with_if(Way::LowerX, text.ends_with('x')),
                },
            }
        }
        old if old.len() == 15 && digits(old) => read_old(text, today),
        bytes if is_other_document(bytes, today) => {
            Reading::Good { value: number, ways: code.ways }
        }
        _ => bad,
    }
}

/// The number of another document, written with words.
fn in_words(written: &Written, today: Date) -> Option<IdNumber> {
    match written {
        Written::Uniformed(number) => IdNumber::new(number),
        Written::Paper(number) => {
            IdNumber::new(number).filter(|_| is_other_document(number.as_bytes(), today))
        }
    }
}

/// The first fault of an 18-digit number.
fn fault(number: &IdNumber, today: Date) -> Option<IdFault> {
    if number.birthday().is_none_or(|birthday| birthday > today) {
        return Some(IdFault::Birthday);
    }
    // Foreigners' numbers have their province elsewhere.
    if number.kind() == IdKind::Resident && !has_province(&number.bytes) {
        return Some(IdFault::Province);
    }
    let expected = check_character(&number.bytes);
    let [.., check] = number.bytes;
    (check != expected).then_some(IdFault::CheckDigit { expected: char::from(expected) })
}

/// The guess for an old number: 19 before its two-digit year, the check digit behind.
fn read_old(digits: &str, today: Date) -> Reading<IdNumber, IdFault> {
    let Some((region, rest)) = digits.split_at_checked(6) else { return shape(digits) };
    // The zero holds the check digit's place.
    let Some(mut number) = IdNumber::new(&format!("{region}19{rest}0")) else {
        return shape(digits);
    };
    let expected = check_character(&number.bytes);
    let [.., check] = &mut number.bytes;
    *check = expected;
    match fault(&number, today) {
        Some(fault) => Reading::Bad(fault),
        None => Reading::Guess { value: number, fault: IdFault::Old },
    }
}

/// The check character of a number's first 17 digits (GB 11643); what follows them doesn't
/// count.
#[must_use]
pub fn check_digit(digits: &str) -> char {
    char::from(check_character(digits.as_bytes()))
}

/// 加权因子: what each of the first 17 digits is multiplied by.
pub const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// 校验码: the check character for each remainder of the sum by 11, from 0 to 10.
pub const CHECK_CHARACTERS: &str = "10X98765432";

/// ISO 7064 MOD 11-2 over the first 17 digits.
#[expect(clippy::indexing_slicing, reason = "eleven remainders, eleven characters")]
fn check_character(bytes: &[u8]) -> u8 {
    let digits = bytes.iter().map(|b| u32::from(b.wrapping_sub(b'0')));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    CHECK_CHARACTERS.as_bytes()[(sum % 11) as usize]
}

/// Whether the first two digits are a province (GB/T 2260), or 81–83 for the residence
/// permits of Hong Kong, Macao and Taiwan people.
const fn has_province(bytes: &[u8; IdNumber::LENGTH]) -> bool {
    let [tens, units, ..] = bytes;
    matches!(
        (tens, units),
        (b'1', b'1'..=b'5')
            | (b'2', b'1'..=b'3')
            | (b'3', b'1'..=b'7')
            | (b'4', b'1'..=b'6')
            | (b'5', b'0'..=b'4')
            | (b'6', b'1'..=b'5')
            | (b'7', b'1')
            | (b'8', b'1'..=b'3')
    )
}

/// YYYYMMDD as a birthday. Nobody alive was born before 1800: such a year is a slip.
fn birthday(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok().filter(|year| *year >= 1800)?;
    let month = digits.get(4..6)?.parse().ok()?;
    let day = digits.get(6..8)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

/// Whether the form is that of another document: foreigners' older residence cards
/// (3 letters + 12 digits), permits of Hong Kong and Macao people (H or M + 8 or 10
/// digits) and of Taiwan people (8 digits), passports (1 or 2 letters + 7 or 8 digits).
fn is_other_document(bytes: &[u8], today: Date) -> bool {
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let digits = bytes.len() - letters;
    if !bytes.iter().skip(letters).all(u8::is_ascii_digit) {
        return false;
    }
    match (letters, digits) {
        (3, 12) | (1 | 2, 7 | 8) => true,
        (1, 10) => matches!(bytes.first(), Some(b'H' | b'M' | b'h' | b'm')),
        // Eight digits that are a birthday are no permit but a birthday in the wrong place.
        (0, 8) => std::str::from_utf8(bytes)
            .ok()
            .and_then(birthday)
            .is_none_or(|day| day > today || day.year() < 1900),
        _ => false,
    }
}

/// Reads a sex: 男, 女 (男性, 女性, M, F as other wording).
#[must_use]
pub fn read_sex(raw: &Raw<'_>) -> Reading<Sex> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    let word = squeeze(raw.text);
    let (value, wording) = match word.as_ref() {
        "男" => (Sex::Male, false),
        "女" => (Sex::Female, false),
        "男性" | "男士" | "M" | "m" | "Male" | "male" | "MALE" => (Sex::Male, true),
        "女性" | "女士" | "F" | "f" | "Female" | "female" | "FEMALE" => (Sex::Female, true),
        _ => return Reading::Bad(()),
    };
    // What squeezing took out can only have been spaces or full-width letters.
    let spaced = matches!(word, Cow::Owned(_)) && raw.text.chars().any(super::text::is_space);
    Reading::Good {
        value,
        ways: Ways::NONE.with_if(Way::Wording, wording).with_if(Way::Spaces, spaced),
    }
}

#[cfg(test)]
#[path = "id_number_tests.rs"]
mod tests;
