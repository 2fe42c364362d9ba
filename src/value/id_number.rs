//! 身份证号: resident identity numbers (GB 11643) and other documents.

use super::{Raw, Reading};
use jiff::civil::Date;

/// 性别: sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// Which document a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdKind {
    /// 居民身份证, and residence permits of Hong Kong, Macao and Taiwan people (81–83).
    Resident,
    /// 外国人永久居留身份证: 18 digits beginning with 9, or 3 letters + 12 digits.
    ForeignPermanent,
    /// 通行证 or 护照: form only, to be checked by hand (P208).
    Other,
}

/// An identity number, tidied. At most 18 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdNumber {
    bytes: [u8; 18],
    len: u8,
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
#[must_use]
pub fn read(_raw: &Raw<'_>, _today: Date) -> Reading<IdNumber, IdFault> {
    unimplemented!()
}

/// Reads a sex: 男, 女 (男性, 女性, M, F as other wording).
#[must_use]
pub fn read_sex(_raw: &Raw<'_>) -> Reading<Sex> {
    unimplemented!()
}
