//! Further people for examples that need more than three.

use super::Person;
use super::people::{FIELDS, PEOPLE};
use crate::form::Field;
use crate::value::id_number::check_digit;
use std::borrow::Cow;

/// Their names; an example that asks for more gets these again.
const NAMES: [&str; 6] = ["何永康", "吕晓东", "施明华", "张庆生", "许家宁", "曹立平"];

/// People like the third, each with a cash grant.
pub(super) fn people(amounts: &[i64]) -> impl Iterator<Item = Person<Cow<'static, str>>> {
    let [.., third] = PEOPLE;
    amounts.iter().enumerate().map(move |(at, yuan)| {
        let mut person = third.map(Cow::Borrowed);
        for (field, cell) in FIELDS.into_iter().zip(&mut person) {
            if let Some(text) = own(field, at, *yuan) {
                *cell = Cow::Owned(text);
            }
        }
        person
    })
}

/// What one of them doesn't share with the third.
fn own(field: Field, at: usize, yuan: i64) -> Option<String> {
    let name = NAMES.get(at % NAMES.len()).copied().unwrap_or_default();
    Some(match field {
        Field::Serial => (PEOPLE.len() + at + 1).to_string(),
        Field::Name | Field::Signature => name.to_owned(),
        Field::IdNumber => id_number(at),
        Field::Phone => format!("138{:08}", 2001 + at),
        Field::Cash | Field::Total => yuan.to_string(),
        _ => return None,
    })
}

/// A made-up man's number with its check digit (GB 11643).
fn id_number(at: usize) -> String {
    let number = format!("310115198{}0{}1{}031", at % 10, at % 9 + 1, at % 9);
    let check = check_digit(&number);
    format!("{number}{check}")
}
