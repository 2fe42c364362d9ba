//! Who stands for whom when an example's mistake is planted among other people: the texts
//! of the example are brought over to them.
//!
//! 310101196803120021 is wrong because it isn't 陈桂芳's own number; among other people the
//! same slip is made in the number of the one who stands for her.

use crate::form::Field;
use crate::rule::Put;
use crate::rule::example::{self, FIELDS, Person};
use crate::value::id_number::check_digit;
use jiff::civil::Date;

/// People of the exercise in the parts of the example's people, and those who answer for
/// the form.
pub(super) struct Cast<'a> {
    /// Person of the example, index among the exercise's people, their row.
    pub(super) people: Vec<(usize, usize, &'a Person<String>)>,
    /// Unit, its phone, preparer, responsible, handler.
    pub(super) head: [&'a str; 5],
}

/// Values by which a person is known.
const KNOWN_BY: [Field; 4] = [Field::Name, Field::IdNumber, Field::Account, Field::Phone];

/// What a person has in a column.
pub(super) fn own(person: &Person<String>, field: Field) -> &str {
    let col = FIELDS.iter().position(|it| *it == field);
    col.and_then(|col| person.get(col)).map_or("", String::as_str)
}

/// What a person of the example has in a column.
pub(super) fn of_example(person: usize, field: Field) -> &'static str {
    example::values(field).nth(person).unwrap_or_default()
}

/// The people of the example whom a text names, or whose number it is like.
pub(super) fn named(field: Option<Field>, text: &str) -> Vec<usize> {
    let all = 0..example::values(Field::Name).count();
    all.filter(|person| {
        let of = |field| of_example(*person, field);
        KNOWN_BY.iter().any(|it| !of(*it).is_empty() && text.contains(of(*it)))
            || field == Some(Field::IdNumber) && differences(of(Field::IdNumber), text) <= 2
            || field == Some(Field::Goods) && of(Field::Goods) == text
    })
    .collect()
}

/// In how many places two numbers of one length differ.
fn differences(a: &str, b: &str) -> usize {
    if a.len() != b.len() {
        return usize::MAX;
    }
    a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count()
}

impl Cast<'_> {
    /// Where the one who stands for a person of the example is.
    pub(super) fn index(&self, person: usize) -> Option<usize> {
        self.people.iter().find(|(part, ..)| *part == person).map(|(_, index, _)| *index)
    }

    fn own(&self, person: usize, field: Field) -> Option<&str> {
        let own = self.people.iter().find(|(part, ..)| *part == person)?;
        Some(self::own(own.2, field)).filter(|own| !own.is_empty())
    }

    /// A text of the example, about these people: in a column of a person's, or elsewhere.
    pub(super) fn text(&self, at: Option<(usize, Field)>, text: &str) -> String {
        let renamed = self.renamed(text);
        let Some((person, field)) = at.filter(|_| renamed == text) else { return renamed };
        let derived = match field {
            Field::IdNumber | Field::Account | Field::Phone => self.number(person, field, text),
            Field::Name | Field::AccountName | Field::Signature => self.name(person, text),
            Field::Date => late(text),
            _ => None,
        };
        derived.unwrap_or(renamed)
    }

    /// The text with its people's names and numbers replaced.
    fn renamed(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (person, _, row) in &self.people {
            for field in KNOWN_BY {
                let (from, to) = (of_example(*person, field), own(row, field));
                if !from.is_empty() && !to.is_empty() {
                    text = text.replace(from, to);
                }
            }
        }
        for (from, to) in example::HEAD.into_iter().zip(self.head) {
            text = text.replace(from, to);
        }
        text
    }

    /// A number that is like that of a person: as like that of the one who stands for them.
    fn number(&self, person: usize, field: Field, text: &str) -> Option<String> {
        let like = |part: &usize| differences(of_example(*part, field), text);
        let nearest = self.people.iter().map(|(part, ..)| *part).min_by_key(like);
        let part = nearest.filter(|part| like(part) <= 2).unwrap_or(person);
        let (from, to) = (of_example(part, field), self.own(part, field)?);
        if from.len() != to.len() {
            return None;
        }
        let signs: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if let Some(start) = signs.find(from) {
            return Some(respelled(text, start, to));
        }
        if signs.len() < from.len() {
            return shortened(&signs, from, to);
        }
        // A number that is quite another is what it is.
        if differences(&signs, from) > 4 {
            return None;
        }
        Some(if field == Field::IdNumber {
            id_like(&signs, from, to)
        } else {
            shifted(&signs, from, to)
        })
    }

    fn name(&self, person: usize, text: &str) -> Option<String> {
        let (from, to) = (of_example(person, Field::Name), self.own(person, Field::Name)?);
        let squeezed: String = text.split_whitespace().collect();
        if squeezed == from && squeezed != text {
            let signs: Vec<String> = to.chars().map(String::from).collect();
            return Some(signs.join(" "));
        }
        let same = from.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        let rest: String = text.chars().skip(same).collect();
        let kept = to.chars().count().checked_sub(rest.chars().count())?;
        (same > 0).then(|| to.chars().take(kept).chain(rest.chars()).collect())
    }

    /// A number cell of the example: an identity number or account that lost its digits is
    /// that of the one who stands for the person; a serial number is as far off.
    pub(super) fn put_number(&self, person: usize, field: Field, number: f64) -> f64 {
        let (from, to) = (of_example(person, field), self.own(person, field).unwrap_or_default());
        let (Ok(from), Ok(own)) = (from.parse::<f64>(), to.parse::<f64>()) else { return number };
        match field {
            Field::Serial => own + number - from,
            Field::IdNumber | Field::Account if (number / from - 1.0).abs() < 1e-9 => {
                // Excel keeps fifteen digits.
                let kept: String = to.chars().take(15).collect();
                let lost = "0".repeat(to.len().saturating_sub(15));
                (kept + &lost).parse().unwrap_or(number)
            }
            _ => number,
        }
    }

    /// What to put into a person's cell.
    pub(super) fn put(&self, person: usize, field: Field, put: Put<'_>) -> Putting {
        match put {
            Put::Text(text) => Putting::Text(self.text(Some((person, field)), text)),
            Put::Number(number) => Putting::Number(self.put_number(person, field, number)),
            Put::NoValue => Putting::NoValue,
            Put::Empty => Putting::Empty,
        }
    }
}

/// A [`Put`] that owns its text.
pub(super) enum Putting {
    Text(String),
    Number(f64),
    NoValue,
    Empty,
}

impl Putting {
    pub(super) fn as_put(&self) -> Put<'_> {
        match self {
            Self::Text(text) => Put::Text(text),
            Self::Number(number) => Put::Number(*number),
            Self::NoValue => Put::NoValue,
            Self::Empty => Put::Empty,
        }
    }
}

/// Another number in a spelling: +86 138 0000 1002.
fn respelled(text: &str, start: usize, number: &str) -> String {
    let mut signs = 0..;
    let mut digits = number.chars();
    let put = |c: char| {
        let counts = c.is_ascii_alphanumeric() && signs.next().is_some_and(|at| at >= start);
        if counts { digits.next().unwrap_or(c) } else { c }
    };
    text.chars().map(put).collect()
}

/// A number of which characters are left out: the same of another.
fn shortened(signs: &str, from: &str, to: &str) -> Option<String> {
    let mut wanted = signs.chars().peekable();
    let kept = from.chars().zip(to.chars()).filter(|(c, _)| wanted.next_if_eq(c).is_some());
    let kept: String = kept.map(|(_, c)| c).collect();
    (kept.len() == signs.len()).then_some(kept)
}

/// Digits as far off as those of the example: 8 for 5 is 2 for 9.
fn shifted(signs: &str, from: &str, to: &str) -> String {
    let digits = signs.chars().zip(from.chars()).zip(to.chars());
    let shift = digits.map(|((wrong, right), own)| {
        let digit = |c: char| c.to_digit(10);
        let sum = digit(wrong).zip(digit(right)).zip(digit(own));
        sum.and_then(|((a, b), c)| char::from_digit((c + 10 + a - b) % 10, 10)).unwrap_or(own)
    });
    shift.collect()
}

/// An identity number with the example's region, year or day, where that is what is wrong;
/// its order as far off; its check digit right or wrong as there.
fn id_like(wrong: &str, from: &str, to: &str) -> String {
    let part =
        |text: &str, range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let mut body = String::new();
    for range in [0..6, 6..10, 10..14] {
        let own = part(wrong, range.clone()) == part(from, range.clone());
        body += &part(if own { to } else { wrong }, range);
    }
    body += &shifted(&part(wrong, 14..17), &part(from, 14..17), &part(to, 14..17));
    const CHECKS: &str = "0123456789X";
    let at = |c: char| CHECKS.find(c).unwrap_or_default();
    let last = wrong.chars().last().unwrap_or('0');
    let off = at(last) + CHECKS.len() - at(check_digit(wrong));
    let check = CHECKS.chars().nth((at(check_digit(&body)) + off) % CHECKS.len());
    body.extend(check);
    body
}

/// A day in the future of the example's day: in the future of any day, a slip in the
/// century.
fn late(text: &str) -> Option<String> {
    let date: Date = text.parse().ok()?;
    let later = date.with().year(date.year() + 100).build().ok()?;
    (date > example::TODAY).then(|| later.to_string())
}
