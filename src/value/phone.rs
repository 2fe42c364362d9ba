//! 电话: mobile and landline numbers.

use super::{Raw, Reading};

/// A phone number, tidied: 13812345678, 021-12345678, with -分机 kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(Box<str>);

/// What is wrong with a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFault {
    /// No phone number of any kind we know (H104, P302).
    Shape,
}

/// Reads a phone number.
#[must_use]
pub fn read(_raw: &Raw<'_>) -> Reading<Phone, PhoneFault> {
    unimplemented!()
}
