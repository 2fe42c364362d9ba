//! The wrong and the right example of a rule as little tables, and what is said of the wrong
//! one. All of it is the rule's own examples, run.

use super::says::{Heard, heard};
use crate::form::Field;
use crate::rule::example::{self, ExampleMark, ExampleTable, FormSheet, Line, Spot};
use crate::rule::{Change, Example, Rule, registry};
use crate::workbook::CellRef;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A rule's examples.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RuleExample {
    /// The rule.
    pub code: String,
    /// What is said of the wrong one, after its cell; empty if it is said without a form.
    pub says: String,
    /// The mistake; its cells are marked.
    pub wrong: ExampleSide,
    /// As it should be.
    pub right: ExampleSide,
}

/// One side of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ExampleSide {
    /// What no table can show: a hidden row, a file that can't be read.
    pub notes: Vec<String>,
    /// The parts of the form in which it is seen.
    pub tables: Vec<ExampleTable>,
}

/// The examples of all rules, or of the one of a code; in the catalogue's order.
#[must_use]
pub fn rule_examples(code: Option<&str>) -> Vec<RuleExample> {
    let wanted = |rule: &&Rule| code.is_none_or(|code| rule.code.eq_ignore_ascii_case(code));
    registry::rules().filter(wanted).map(rule_example).collect()
}

/// The examples of a rule.
pub(super) fn rule_example(rule: &Rule) -> RuleExample {
    let heard = heard(rule);
    let (wrong_files, right_files) = (files(rule.wrong), files(rule.right));
    let mut pairs: Vec<Pair<'_>> = (0..)
        .zip(&wrong_files)
        .map(|(at, wrong)| Pair::new(wrong, right_files.get(at), marks(wrong, at, heard.as_ref())))
        .collect();
    if pairs.len() > 1 {
        compare(&mut pairs);
    }
    let mut wrong = ExampleSide { notes: example::notes(rule.wrong), tables: Vec::new() };
    let mut right = ExampleSide { notes: example::notes(rule.right), tables: Vec::new() };
    let several = pairs.len() > 1;
    for (number, pair) in (1..).zip(&pairs) {
        let file = if several { format!("样表{number}.xlsx") } else { String::new() };
        let named = |table| ExampleTable { file: file.clone(), ..table };
        wrong.tables.extend(pair.wrong_tables().into_iter().map(named));
        right.tables.extend(pair.right_tables().into_iter().map(named));
    }
    if right.tables.is_empty() && right.notes.is_empty() {
        right.notes.push("照填表要求填好的样表".to_owned());
    }
    let says = heard.map(Heard::words).unwrap_or_default();
    RuleExample { code: rule.code.to_owned(), says, wrong, right }
}

/// A file of the wrong example beside that of the right one.
struct Pair<'a> {
    wrong: &'a File,
    right: Option<&'a File>,
    /// What is shown of both.
    spots: BTreeSet<Spot>,
    marks: BTreeMap<Spot, ExampleMark>,
}

impl<'a> Pair<'a> {
    fn new(wrong: &'a File, right: Option<&'a File>, marks: BTreeMap<Spot, ExampleMark>) -> Self {
        let mut spots = wrong.changed();
        spots.extend(right.map(File::changed).unwrap_or_default());
        spots.extend(marks.keys());
        Self { wrong, right, spots, marks }
    }

    fn wrong_tables(&self) -> Vec<ExampleTable> {
        example::tables(&self.wrong.form, &self.spots, &self.marks)
    }

    /// What was changed is right, and what is wrong in the other.
    fn right_tables(&self) -> Vec<ExampleTable> {
        let Some(right) = self.right else { return Vec::new() };
        let mut spots = self.spots.clone();
        let wrong = self.marks.iter().filter(|(_, mark)| **mark == ExampleMark::Wrong);
        let mut good = right.changed();
        good.extend(wrong.map(|(spot, _)| *spot));
        let missing = right.missing_columns();
        spots.retain(|spot| !missing.contains(&spot.col));
        good.retain(|spot| !missing.contains(&spot.col));
        // Of a label and its value the value is what is right.
        let beside = |spot: &Spot| good.contains(&Spot { col: spot.col + 1, ..*spot });
        let is_label = |spot: &&Spot| !is_in_table(spot) && beside(spot);
        let marks = good.iter().filter(|spot| !is_label(spot));
        let marks = marks.map(|spot| (*spot, ExampleMark::Right)).collect();
        example::tables(&right.form, &spots, &marks)
    }
}

/// Tables of several files show the same people's columns, and what they were given. A finding
/// about a whole table shows its people, and where the tables differ.
fn compare(pairs: &mut [Pair<'_>]) {
    let title = Spot { line: Line::Above(0), col: 0 };
    if pairs.iter().any(|pair| pair.marks.contains_key(&title)) {
        let mut differ: BTreeSet<Spot> = pairs.iter().flat_map(|it| it.wrong.changed()).collect();
        if differ.is_empty() {
            differ.extend(people(&pairs.iter().map(|it| &it.wrong.form).collect::<Vec<_>>()));
        }
        for pair in pairs.iter_mut() {
            pair.spots.remove(&title);
            pair.marks = differ.iter().map(|spot| (*spot, ExampleMark::Wrong)).collect();
            pair.spots.extend(people(&[&pair.wrong.form]));
        }
    }
    let mut cols: BTreeSet<u32> = pairs
        .iter()
        .flat_map(|it| it.spots.iter().filter(|it| is_in_table(it)))
        .map(|it| it.col)
        .collect();
    cols.insert(example::column(Field::Total));
    for pair in pairs {
        let lines: BTreeSet<Line> =
            pair.spots.iter().filter(|it| is_in_table(it)).map(|spot| spot.line).collect();
        let all =
            lines.into_iter().flat_map(|line| cols.iter().map(move |col| Spot { line, col: *col }));
        pair.spots.extend(all.collect::<Vec<_>>());
    }
}

fn is_in_table(spot: &Spot) -> bool {
    (Line::Header..=Line::Total).contains(&spot.line)
}

/// The identity numbers of a table.
fn people(forms: &[&FormSheet]) -> Vec<Spot> {
    let most = forms.iter().map(|form| form.people()).max().unwrap_or_default();
    let col = example::column(Field::IdNumber);
    (0..most).map(|it| Spot { line: Line::Person(it), col }).collect()
}

/// A file of an example, and what is changed in it.
struct File {
    form: FormSheet,
    changes: Example,
}

impl File {
    fn changed(&self) -> BTreeSet<Spot> {
        example::spots(&self.form, self.changes)
    }

    /// The columns its table lacks.
    fn missing_columns(&self) -> Vec<u32> {
        let missing = self.changes.iter().filter_map(|change| match change {
            Change::Without(field) => Some(example::column(*field)),
            _ => None,
        });
        missing.collect()
    }
}

fn files(example: Example) -> Vec<File> {
    let first = example::form(example).map(|form| File { form, changes: example });
    let further = example::further_forms(example).map(|(form, changes)| File { form, changes });
    first.into_iter().chain(further).collect()
}

/// The cells of a file that the finding names; those of the change, where it names none.
fn marks(file: &File, at: usize, heard: Option<&Heard>) -> BTreeMap<Spot, ExampleMark> {
    let mut marks = BTreeMap::new();
    let mut mark = |cell: CellRef, mark| {
        marks.entry(file.form.spot(cell)).or_insert(mark);
    };
    let Some(heard) = heard else { return marks };
    for (of, cell) in &heard.cells {
        if *of == at {
            mark(*cell, ExampleMark::Wrong);
        }
    }
    for (of, cell) in &heard.related {
        if *of == at {
            mark(*cell, ExampleMark::Related);
        }
    }
    // One about a column names its title only.
    let is_title = |(_, cell): &(usize, CellRef)| file.form.spot(*cell).line == Line::Header;
    if heard.cells.iter().all(is_title) {
        marks.extend(file.changed().into_iter().map(|spot| (spot, ExampleMark::Wrong)));
    }
    marks
}
