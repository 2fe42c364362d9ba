//! Plants the mistake of a rule's example into a form of other people.

use super::cast::{Cast, named, of_example};
use super::people::Kind;
use crate::form::Field;
use crate::rule::example::{self, FormSheet, column};
use crate::rule::{Change, Example, Put, Rule};
use crate::value::money_in_words;
use crate::workbook::{CellRef, CellValue};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

/// Whom a mistake needs.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    /// People of the example, in their order; those of its crowd stand behind them.
    pub(super) people: Vec<usize>,
    /// They must stand one below the other.
    pub(super) together: bool,
    /// Where in the table they must stand.
    pub(super) place: Place,
}

/// Where in the table a mistake can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Place {
    #[default]
    Anywhere,
    /// In the first row.
    Top,
    /// Not in the first row.
    Inside,
}

/// Why a rule's mistake can't be planted into a workbook for a class; `None` if it can.
#[must_use]
pub fn why_not(rule: &Rule) -> Option<&'static str> {
    match rule.code {
        "H109" => return Some("公章盖在打印件上，每份练习都有这条提示"),
        "P212" => return Some("要表上大多数证号都这样，别的错就没处放了"),
        _ => {}
    }
    rule.wrong.iter().find_map(|change| match change {
        Change::Bytes(_) => Some("说的是文件读不了，练习的文件要打得开"),
        Change::OtherFile(_) | Change::SameFile(_) => Some("要两份文件放在一起才看得出"),
        Change::Profile(_) => Some("要先定好本单位的标准，内置标准里没有"),
        Change::UnseenPictures(_) => Some("只有 xls 文件里才有"),
        Change::SignaturePicture { .. } | Change::Seal => {
            Some("说的是贴上去的图片，练习里的签字都是打的字")
        }
        Change::Cut(..) => Some("要一格写上三万多字，表格软件存不下"),
        Change::Cell(_, _, Put::NoValue) => Some("表一打开，公式就重新算好了"),
        Change::Only(_) | Change::Nobody => Some("表里没有名单，也就没有可找的格"),
        _ => None,
    })
}

/// What has to be planted first: it moves rows, or takes away what others need.
pub(super) fn rank(rule: &Rule) -> u8 {
    let rank = |change: &Change<'_>| match change {
        Change::EmptyRow(_) => 0,
        Change::Without(_) => 1,
        _ => 2,
    };
    rule.wrong.iter().map(rank).min().unwrap_or(2)
}

/// Whom a mistake needs.
pub(super) fn needs(example: Example) -> Needs {
    let mut needs = Needs::default();
    let mut crowd = 0;
    for change in example {
        let people = match *change {
            Change::Cell(person, field, put) => {
                let mut people = match put {
                    Put::Text(text) => named(Some(field), text),
                    _ => Vec::new(),
                };
                people.push(person);
                // A row with another word than a number: a later one breaks the count.
                if field == Field::Serial && matches!(put, Put::Text(_)) {
                    needs.place = Place::Top;
                }
                people
            }
            Change::Cash(person, _) | Change::HiddenRow(person) => vec![person],
            Change::EmptyRow(person) => {
                needs.place = Place::Inside;
                vec![person]
            }
            Change::Merge(person, _, rows) => {
                needs.together = true;
                (person..person + rows as usize).collect()
            }
            Change::Column(_, puts) => {
                (0..puts.len()).filter(|at| puts.get(*at) != Some(&Put::Empty)).collect()
            }
            Change::Head(_, text) => named(None, text),
            Change::Crowd(amounts) => {
                crowd = amounts.len();
                vec![CROWD]
            }
            _ => Vec::new(),
        };
        needs.people.extend(people);
    }
    needs.people.sort_unstable();
    needs.people.dedup();
    needs.people.extend((0..crowd).map(|at| CROWD + 1 + at));
    needs
}

/// The person of the example whom its crowd is like.
const CROWD: usize = 2;

impl Needs {
    /// The days of their visits, where it is one mistake of several people: then it may
    /// depend on these.
    pub(super) fn days(&self) -> impl Iterator<Item = Option<&'static str>> + '_ {
        let matter = self.people.len() > 1;
        let day = |person: &usize| of_example((*person).min(CROWD), Field::Date);
        self.people.iter().map(move |person| matter.then(|| day(person)))
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> + '_ {
        self.people.iter().map(|person| Kind::of_example(*person))
    }
}

/// Plants a mistake; `None` if someone is missing whom it needs.
pub(super) fn plant(form: &mut FormSheet, example: Example, cast: &Cast<'_>) -> Option<()> {
    for change in example {
        match *change {
            Change::Cell(person, field, put) => {
                let put = cast.put(person, field, put);
                form.apply(Change::Cell(cast.index(person)?, field, put.as_put()));
            }
            Change::Cash(person, yuan) => {
                form.apply(Change::Cash(cast.index(person)?, yuan));
            }
            Change::Total(field, put) => {
                let text;
                let put = match put {
                    Put::Number(number) => {
                        Put::Number(cents(sum(form, field) + number - example_sum(field)))
                    }
                    Put::Empty if empties(example, field) => {
                        Put::Number(sum(form, field) - emptied(example, field))
                    }
                    Put::Text(written) => {
                        text = head_count(form, written);
                        Put::Text(&text)
                    }
                    other => other,
                };
                form.apply(Change::Total(field, put));
            }
            Change::Head(field, written) => {
                form.apply(Change::Head(field, &cast.text(None, written)));
            }
            Change::Column(field, puts) => {
                let col = form.add_column(field);
                fill(form, field, col);
                for (person, put) in puts.into_iter().enumerate().filter(|it| it.1 != Put::Empty) {
                    form.put_in(cast.index(person)?, col, put);
                }
            }
            Change::HiddenRow(person) => {
                form.apply(Change::HiddenRow(cast.index(person)?));
            }
            Change::EmptyRow(person) => {
                form.apply(Change::EmptyRow(cast.index(person)?));
            }
            Change::Merge(person, field, rows) => {
                form.apply(Change::Merge(cast.index(person)?, field, rows));
            }
            Change::Words(written) => {
                let words = words(form, written)?;
                form.apply(Change::Words(&words));
            }
            Change::Crowd(amounts) => {
                for (at, yuan) in amounts.iter().enumerate() {
                    form.apply(Change::Cash(cast.index(CROWD + 1 + at)?, *yuan));
                }
            }
            other => {
                form.apply(other);
            }
        }
    }
    Some(())
}

/// Fills an added column for everyone who got goods, so that quantity by price is the value.
fn fill(form: &mut FormSheet, field: Field, col: u32) {
    const QUANTITY: f64 = 2.0;
    for person in 0..form.people() {
        let at = CellRef::new(form.row(person), column(Field::GoodsValue));
        let Some(CellValue::Number(value)) = form.sheet().cell(at).map(|cell| cell.value.clone())
        else {
            continue;
        };
        match field {
            Field::Quantity => form.put_in(person, col, Put::Number(QUANTITY)),
            Field::UnitPrice => form.put_in(person, col, Put::Number(value / QUANTITY)),
            _ => {}
        }
    }
}

/// Without the noise of binary fractions.
fn cents(yuan: f64) -> f64 {
    (yuan * 100.0).round() / 100.0
}

/// The form's sum of a column, as it says.
fn sum(form: &FormSheet, field: Field) -> f64 {
    let at = CellRef::new(form.total_row(), column(field));
    match form.sheet().cell(at).map(|cell| &cell.value) {
        Some(CellValue::Number(number)) => *number,
        _ => 0.0,
    }
}

/// The perfect form's sum of a column.
fn example_sum(field: Field) -> f64 {
    example::values(field).filter_map(|text| text.parse::<f64>().ok()).sum()
}

/// Whether an example empties a person's amount of a column.
fn empties(example: Example, field: Field) -> bool {
    emptied(example, field) > 0.0
}

fn emptied(example: Example, field: Field) -> f64 {
    let amounts = example.iter().filter_map(|change| match *change {
        Change::Cell(person, own, Put::Empty) if own == field => {
            example::values(field).nth(person)?.parse::<f64>().ok()
        }
        _ => None,
    });
    amounts.sum()
}

/// 共4人 of three people: one more than there are.
fn head_count(form: &FormSheet, written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let Ok(said) = digits.parse::<usize>() else { return written.to_owned() };
    let of_example = example::values(Field::Name).count();
    let said = (form.people() + said).saturating_sub(of_example);
    written.replace(&digits, &said.to_string())
}

/// The sum in words, as far off as in the example, and with or without its 整.
fn words(form: &FormSheet, written: &str) -> Option<String> {
    let (label, amount) = written.split_once('：')?;
    let off = money_in_words::read(amount)?.amount - Decimal::from_f64(example_sum(Field::Total))?;
    let own = money_in_words::write(Decimal::from_f64(sum(form, Field::Total))? + off)?;
    let own = if amount.ends_with('整') { &own } else { own.trim_end_matches('整') };
    Some(format!("{label}：{own}"))
}
