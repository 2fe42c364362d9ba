//! Further people for examples that need more than three.

use super::Person;
use super::people::{FIELDS, PEOPLE, ROSTER, Someone};
use crate::form::Field;
use std::borrow::Cow;

/// Those of the roster behind the perfect form's three, as many as there are amounts: like the
/// third but for who they are, each with a cash grant.
pub(super) fn people(amounts: &[i64]) -> impl Iterator<Item = Person<Cow<'static, str>>> {
    let [.., third] = PEOPLE;
    let others = (1..).zip(ROSTER).skip(PEOPLE.len());
    others.zip(amounts).map(move |((serial, someone), yuan)| {
        let mut person = third.map(Cow::Borrowed);
        for (field, cell) in FIELDS.into_iter().zip(&mut person) {
            if let Some(text) = own(field, serial, someone, *yuan) {
                *cell = text;
            }
        }
        person
    })
}

/// What one of them doesn't share with the third.
fn own(field: Field, serial: usize, someone: Someone, yuan: i64) -> Option<Cow<'static, str>> {
    Some(match field {
        Field::Serial => serial.to_string().into(),
        Field::Name | Field::Signature => someone.name.into(),
        Field::Sex => someone.sex.into(),
        Field::IdNumber => someone.id_number.into(),
        Field::Unit => someone.unit.into(),
        Field::Phone => someone.phone.into(),
        Field::Cash | Field::Total => yuan.to_string().into(),
        _ => return None,
    })
}
