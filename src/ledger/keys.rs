//! Identity, account and phone numbers as keys: equal numbers have equal keys, and a key tells
//! nothing of its number to who doesn't hold the run's secret.

use crate::value::code::Code;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU64;

/// A number's key. 64 bits: among a million people two fall together by chance once in
/// 40 million runs. Never zero, so that a missing one takes no room of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(NonZeroU64);

/// What a run's keys are made with; every file of one ledger must be read with the same.
#[derive(Debug, Clone, Copy)]
pub struct Secret(u64);

/// What a key stands for, so that an account never equals an identity number.
#[derive(Debug, Clone, Copy, Hash)]
pub(super) enum Kind {
    Person,
    Account,
    Phone,
    Content,
}

impl Secret {
    /// A secret from 64 random bits.
    #[must_use]
    pub const fn new(random: u64) -> Self {
        Self(random)
    }

    pub(super) fn key(self, kind: Kind, value: impl Hash) -> Key {
        let mut hasher = DefaultHasher::new();
        (self.0, kind, value).hash(&mut hasher);
        Key(NonZeroU64::new(hasher.finish()).unwrap_or(NonZeroU64::MIN))
    }

    /// The digits of an 18-place identity number, each shifted by its place's secret;
    /// `None` for other numbers.
    pub(super) fn digits(self, number: &str) -> Option<Digits> {
        let tidy = Code::tidy(number);
        let text: &[u8; PLACES] = tidy.alphanumeric()?.as_bytes().try_into().ok()?;
        let mut shifts = self.0;
        let mut last = self.key(Kind::Person, PLACES).0.get();
        let mut digits = [0; PLACES / 2];
        for (place, &byte) in text.iter().enumerate() {
            let digit = match byte {
                b'0'..=b'9' => u64::from(byte - b'0'),
                b'X' | b'x' => 10,
                _ => return None,
            };
            let shift = if place < 16 { &mut shifts } else { &mut last };
            let nibble = (digit.wrapping_add(*shift) & 15) as u8;
            *shift = shift.rotate_right(4);
            if let Some(pair) = digits.get_mut(place / 2) {
                *pair |= nibble << (4 * (place % 2));
            }
        }
        Some(Digits(digits))
    }
}

/// Places of a resident identity number.
const PLACES: usize = 18;

/// The digits of an identity number in a form that can only be compared, place by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digits([u8; PLACES / 2]);

impl Digits {
    /// In how many places two numbers differ.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        let pairs = self.0.into_iter().zip(other.0);
        let differ = |bits: u8| u32::from(bits & 0x0f != 0) + u32::from(bits & 0xf0 != 0);
        pairs.map(|(a, b)| differ(a ^ b)).sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn distance_counts_the_places_that_differ_whatever_the_secret() {
        for random in [0, 1, u64::MAX, 0x0123_4567_89ab_cdef] {
            let secret = Secret::new(random);
            let digits = |text| secret.digits(text).unwrap();
            let one = digits("310101196803120025");
            assert_eq!(one.distance(one), 0);
            assert_eq!(one.distance(digits("310101196803120041")), 2);
            assert_eq!(digits("11010519491231002X").distance(one), 9);
        }
    }

    #[test]
    fn keys_depend_on_secret_kind_and_value() {
        let (one, other) = (Secret::new(1), Secret::new(2));
        assert_eq!(one.key(Kind::Person, "1"), one.key(Kind::Person, "1"));
        assert_ne!(one.key(Kind::Person, "1"), one.key(Kind::Account, "1"));
        assert_ne!(one.key(Kind::Person, "1"), other.key(Kind::Person, "1"));
        assert_ne!(one.key(Kind::Person, "1"), one.key(Kind::Person, "2"));
    }
}
