//! The form field by field, for a guided tour: what goes there, why, right and wrong.
//!
//! Right values are those of the example form, wrong ones those of the rules' examples.

use super::check_digit::CheckDigit;
use super::stops::{Entry, Stop, TOUR, summed};
use crate::export::{self, ArticleDoc};
use crate::form::Field;
use crate::rule::{Change, Check, Finding, FixKind, Put, Rule, Severity, example, registry};
use serde::Serialize;

/// Which part of the form a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Part {
    /// 整张表: what the form as a whole is for.
    Form,
    /// 表头: above the table.
    Head,
    /// 一列: a column of the table.
    Column,
    /// 合计: the sums below the people.
    Totals,
    /// 落款: signatures and seal.
    Foot,
}

/// A field of the form, as the tour explains it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FieldGuide {
    /// `name` …: the key of a column; `head.unit` … of head or foot; `form`, `sums`, `words`, `seal`.
    pub key: String,
    /// Its title on the form.
    pub title: String,
    /// Where it stands.
    pub part: Part,
    /// A lesson of an hour takes this one; the others are for who wants to know all.
    pub main: bool,
    /// What to write there.
    pub what: String,
    /// Why it is asked for.
    pub why: String,
    /// What that rests on.
    pub article: ArticleDoc,
    /// Values that are right, each once.
    pub right: Vec<String>,
    /// Values that are wrong, the gravest first.
    pub wrong: Vec<WrongValue>,
    /// The codes of all rules about it.
    pub codes: Vec<String>,
    /// All that may be written there, where there is a list to choose from; else empty.
    pub choices: Vec<String>,
    /// How the last sign of an identity number comes about.
    pub check_digit: Option<CheckDigit>,
}

/// A wrong value, from a rule's example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct WrongValue {
    /// What the cell shows; empty for a cell left blank.
    pub value: String,
    /// What is wrong with it, in a few words: the rule's title.
    pub title: String,
    /// The rule.
    pub code: String,
}

/// The whole form, in the order in which it is filled in.
#[must_use]
pub fn guide() -> Vec<FieldGuide> {
    let told: Vec<Told> = registry::rules().filter_map(Told::new).collect();
    TOUR.iter().map(|entry| field_guide(*entry, &told)).collect()
}

/// A rule and what is said of its wrong example.
struct Told {
    rule: &'static Rule,
    finding: Finding,
}

impl Told {
    /// `None` for a rule about bytes or about several files.
    fn new(rule: &'static Rule) -> Option<Self> {
        let session = export::example_session(rule.wrong)?;
        let finding = session.findings().iter().find(|it| it.code() == rule.code)?.clone();
        Some(Self { rule, finding })
    }

    fn is_about(&self, stop: Stop) -> bool {
        match stop {
            Stop::Form => false,
            Stop::Head(field) => self.finding.head == Some(field),
            Stop::Column(field) => self.finding.field == Some(field) && !self.is_about_sums(),
            Stop::Sums => self.is_about_sums(),
            Stop::Words => self.rule.wrong.iter().any(|it| matches!(it, Change::Words(_))),
            Stop::Seal => self.rule.code == "H109",
        }
    }

    fn is_about_sums(&self) -> bool {
        let sums = |it: &Change| matches!(it, Change::Total(..));
        self.rule.wrong.iter().all(sums) && !self.rule.wrong.is_empty()
    }

    /// What the wrong cell shows, where a value is wrong by itself: not because of another row
    /// or another cell, and not where there is nothing to mend.
    fn value(&self, stop: Stop) -> Option<String> {
        let by_itself = matches!(self.rule.check, Check::Row(_)) || self.rule.wrong.len() == 1;
        let to_mend = self.rule.severity != Severity::Notice || self.rule.fix != FixKind::None;
        if !by_itself || !to_mend {
            return None;
        }
        let mut alone = self.rule.wrong.iter().filter(|it| self.is_broken_by(it));
        alone.find_map(|change| match (*change, stop) {
            (Change::Cell(_, field, put), Stop::Column(wanted)) if field == wanted => shown(put),
            (Change::Head(field, text), Stop::Head(wanted)) if field == wanted => {
                Some(text.to_owned())
            }
            (Change::Total(field, put), Stop::Sums) => Some(summed(field, &shown(put)?)),
            (Change::Words(text), Stop::Words) => Some(text.to_owned()),
            _ => None,
        })
    }

    /// Whether this change breaks the rule without the example's others.
    fn is_broken_by(&self, change: &'static Change<'static>) -> bool {
        self.rule.wrong.len() == 1
            || export::example_session(std::slice::from_ref(change))
                .is_some_and(|it| it.findings().iter().any(|it| it.code() == self.rule.code))
    }
}

/// What a cell shows. A formula without a value shows nothing that could be told apart
/// from an empty cell.
fn shown(put: Put) -> Option<String> {
    match put {
        Put::Text(text) => Some(text.to_owned()),
        Put::Number(number) => Some(example::as_excel_shows(number)),
        Put::Empty => Some(String::new()),
        Put::NoValue => None,
    }
}

fn field_guide((stop, main, why, article): Entry, told: &[Told]) -> FieldGuide {
    let own: Vec<&Told> = told.iter().filter(|it| it.is_about(stop)).collect();
    let mut wrong: Vec<_> = own.iter().filter_map(|it| Some((it.value(stop)?, it.rule))).collect();
    wrong.sort_by_key(|(_, rule)| rule.severity);
    let wrong = wrong.into_iter().map(|(value, rule)| WrongValue {
        value,
        title: rule.title.to_owned(),
        code: rule.code.to_owned(),
    });
    FieldGuide {
        key: stop.key(),
        title: stop.title().to_owned(),
        part: stop.part(),
        main,
        what: stop.what().to_owned(),
        why: why.to_owned(),
        article: ArticleDoc::from(article),
        right: stop.right(),
        wrong: wrong.collect(),
        codes: own.iter().map(|it| it.rule.code.to_owned()).collect(),
        choices: stop.choices(),
        check_digit: (stop == Stop::Column(Field::IdNumber)).then(CheckDigit::shown).flatten(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::form::HeadField;

    #[test]
    fn every_field_of_the_form_is_explained_once() {
        for field in Field::ALL.into_iter().filter(|it| example::FIELDS.contains(it)) {
            let own = TOUR.iter().filter(|it| it.0 == Stop::Column(field));
            assert_eq!(own.count(), 1, "{field:?}");
        }
        for field in HeadField::ALL {
            assert_eq!(TOUR.iter().filter(|it| it.0 == Stop::Head(field)).count(), 1, "{field:?}");
        }
    }

    #[test]
    fn a_field_shows_wrong_values_of_the_rules_about_it() {
        let guide = guide();
        let of = |key: &str| {
            guide.iter().find(|it| it.key == key).map(|it| {
                let wrong = it.wrong.iter().map(|it| format!("{} “{}”", it.code, it.value));
                (it.codes.join(" "), wrong.collect::<Vec<_>>().join("、"))
            })
        };
        let all: Vec<_> = guide.iter().map(|it| (&it.key, of(&it.key))).collect();
        insta::assert_debug_snapshot!(all);
    }

    #[test]
    fn lists_to_choose_from_are_whole() {
        let guide = guide();
        let of = |key: &str| guide.iter().find(|it| it.key == key).map_or(0, |it| it.choices.len());
        assert_eq!(["category", "funding", "payment", "name"].map(of), [6, 7, 4, 0]);
    }

    /// What is called right is found right by the rules: the values are the perfect form's.
    #[test]
    fn the_right_values_are_those_of_the_perfect_form() {
        let sums = guide().into_iter().filter(|it| it.part == Part::Totals);
        let session = export::example_session(&[Change::Words("合计（大写）：贰仟元整")]);
        let shown: Vec<String> = session
            .iter()
            .flat_map(|it| it.workbook().sheets.iter())
            .flat_map(|sheet| sheet.rows())
            .flat_map(|row| row.cells.iter().map(|cell| cell.value.display().into_owned()))
            .collect();
        for right in sums.flat_map(|it| it.right) {
            let total = right.split(" = ").last().unwrap();
            assert!(shown.iter().any(|it| it == total) || right == "3 行，共3人", "{right}");
        }
    }
}
