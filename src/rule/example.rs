//! Wrong and right examples: what a rule's mistake looks like.
//!
//! An example is a perfect form of three made-up people with a few [`Change`]s. Tests
//! run it, the handbook shows it, exercises plant it.

mod change;
mod crowd;
mod neighbour;
mod people;
mod sheet;
mod spot;
mod table;
mod words;

pub use change::{Change, Put};
pub use people::{FIELDS, HEAD, ROSTER, Someone};
pub use sheet::{FormSheet, Head, Person, column};
pub use spot::{Line, Spot, spots};
pub use table::{
    ExampleCell, ExampleColumn, ExampleMark, ExampleRow, ExampleTable, as_excel_shows, tables,
};
pub use words::{notes, words};

use crate::form::{Field, HeadField};
use crate::policy::{Profile, ProfileError};
use crate::workbook::{CellRef, Workbook};
use jiff::civil::{Date, date};
use people::PEOPLE;
use std::borrow::Cow;

/// Changes to the perfect form.
pub type Example = &'static [Change<'static>];

/// The day examples are checked on.
pub const TODAY: Date = date(2021, 2, 20);

/// The row of the table's header.
const HEADER: u32 = 4;

/// The perfect form's title.
pub const TITLE: &str = "送温暖慰问实名制汇总表（2021年春节）";

/// The perfect form with an example's changes; `None` for an example of bytes.
#[must_use]
pub fn workbook(example: Example) -> Option<Workbook> {
    form(example).map(FormSheet::into_workbook)
}

/// The same as the form it is made of, which knows where its people stand.
#[must_use]
pub fn form(example: Example) -> Option<FormSheet> {
    let amounts = example.iter().find_map(|change| match change {
        Change::Crowd(amounts) => Some(*amounts),
        _ => None,
    });
    let mut people: Vec<Person<Cow<'static, str>>> =
        PEOPLE.iter().map(|person| person.map(Cow::Borrowed)).collect();
    people.extend(crowd::people(amounts.unwrap_or_default()));
    changed(FormSheet::new(HEAD, &people), example)
}

/// The further files of an example, for rules across files.
pub fn further_files(example: Example) -> impl Iterator<Item = Workbook> {
    further_forms(example).map(|(form, _)| form.into_workbook())
}

/// The same as forms, each with what is changed in it.
pub fn further_forms(example: Example) -> impl Iterator<Item = (FormSheet, Example)> {
    example.iter().filter_map(|change| match *change {
        Change::OtherFile(changes) => Some((changed(neighbour::perfect(), changes)?, changes)),
        Change::SameFile(changes) => {
            Some((changed(FormSheet::new(HEAD, &PEOPLE), changes)?, changes))
        }
        _ => None,
    })
}

/// The perfect form of another unit and other people, with changes.
#[must_use]
pub fn neighbours_form(changes: &[Change<'_>]) -> FormSheet {
    let mut form = neighbour::perfect();
    for change in changes {
        form.apply(*change);
    }
    form
}

/// A perfect form with an example's changes.
fn changed(mut form: FormSheet, example: &[Change<'_>]) -> Option<FormSheet> {
    for change in example {
        if matches!(change, Change::Bytes(_)) {
            return None;
        }
        form.apply(*change);
    }
    Some(form)
}

/// The standards an example is checked by.
///
/// # Errors
/// The example's own TOML has a mistake; a test makes sure that none has.
pub fn profile(example: Example) -> Result<Cow<'static, Profile>, ProfileError> {
    let local = example.iter().find_map(|change| match change {
        Change::Profile(toml) => Some(*toml),
        _ => None,
    });
    local.map_or(Ok(Cow::Borrowed(Profile::built_in())), |toml| {
        Profile::from_toml(toml).map(Cow::Owned)
    })
}

/// Where a person's field stands in the example's sheet.
#[must_use]
pub fn place(person: usize, field: Field) -> CellRef {
    CellRef::new(HEADER + 1 + person as u32, column(field))
}

/// What the perfect form's three people have in a column; empty where they have nothing.
pub fn values(field: Field) -> impl Iterator<Item = &'static str> {
    let col = FIELDS.iter().position(|it| *it == field);
    PEOPLE.iter().map(move |person| col.and_then(|col| person.get(col)).copied().unwrap_or(""))
}

/// What the perfect form has in a field of head or foot.
#[must_use]
pub const fn head(field: HeadField) -> &'static str {
    let [unit, phone, preparer, responsible, handler] = HEAD;
    match field {
        HeadField::Unit => unit,
        HeadField::Preparer => preparer,
        HeadField::Phone => phone,
        HeadField::Date => sheet::DATE,
        HeadField::Responsible => responsible,
        HeadField::Handler => handler,
        HeadField::Reviewer => "",
    }
}
