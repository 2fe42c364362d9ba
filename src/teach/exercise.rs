//! 练习: a form of made-up people with planted mistakes, each of which a check finds.
//!
//! The checker itself says whether a mistake may stay: after each one is planted, the form
//! must have exactly one finding more, of that rule, and all earlier ones unchanged. So
//! mistakes never hide or multiply each other, and nothing else is wrong.

use super::cast::Cast;
use super::level::Difficulty;
use super::people::{Kind, People};
use super::plant::{Needs, Place, needs, plant, rank, why_not};
use crate::random::Dice;
use crate::rule::example::{self, FormSheet, Head, Person};
use crate::rule::{Finding, Rule, registry};
use crate::session::{Options, Session};
use crate::workbook::{CellRange, CellRef, Workbook};
use serde::Deserialize;
use std::collections::VecDeque;
use std::ops::RangeInclusive;

/// How many people an exercise may have.
pub const ROWS: RangeInclusive<usize> = 3..=500;

/// How many mistakes an exercise may have.
pub const MISTAKES: RangeInclusive<usize> = 1..=60;

/// What exercise is wanted. The same wishes make the same exercise on every machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(default)]
pub struct Wishes {
    /// Rules by code, or the beginning of one (`B`, `P2`); those of the level if empty.
    pub codes: Vec<String>,
    /// How hard it is, where no codes are given.
    pub level: Difficulty,
    /// How many people the form has: [`ROWS`].
    pub rows: usize,
    /// How many mistakes are planted: [`MISTAKES`].
    pub mistakes: usize,
    /// Any text; the same one draws the same people and mistakes.
    pub seed: String,
}

impl Default for Wishes {
    fn default() -> Self {
        let seed = "1".to_owned();
        Self { codes: Vec::new(), level: Difficulty::default(), rows: 12, mistakes: 6, seed }
    }
}

/// Why an exercise can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExerciseError {
    /// No rule begins so.
    NoRule(String),
    /// The rules exist but can't be planted: one of them, and why.
    NotPlantable(String, &'static str),
    /// Fewer or more people than a form can have here.
    Rows,
    /// Fewer or more mistakes than a form can have here.
    Mistakes,
    /// So many people can't hold so many of these mistakes: how many were found room for, and
    /// the rules of which there is none.
    NoRoom(usize, Vec<&'static str>),
}

impl std::fmt::Display for ExerciseError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoRule(code) => write!(f, "没有 {code} 这条规则。"),
            Self::NotPlantable(code, why) => write!(f, "{code} 不能出成练习：{why}。"),
            Self::Rows => write!(f, "练习的人数请在 {} 到 {} 之间。", ROWS.start(), ROWS.end()),
            Self::Mistakes => {
                write!(f, "练习的错处请在 {} 到 {} 之间。", MISTAKES.start(), MISTAKES.end())
            }
            Self::NoRoom(planted, missing) => {
                write!(f, "这份表只放得下 {planted} 处这样的错")?;
                if !missing.is_empty() {
                    write!(f, "（没有放下的：{}）", missing.join("、"))?;
                }
                f.write_str("。请多几个人、多选几条规则，或少埋几处。")
            }
        }
    }
}

impl std::error::Error for ExerciseError {}

/// A planted mistake.
#[derive(Debug, Clone)]
pub struct Planted {
    /// What a check says of it.
    pub finding: Finding,
    /// What the finding's cell held before, if that was something else.
    pub right: Option<String>,
}

impl Planted {
    /// Whether marking a cell points at it.
    #[must_use]
    pub fn covers(&self, cell: CellRef) -> bool {
        let within = |range: &CellRange| range.contains(cell);
        self.finding.cells().any(|it| it == cell) || self.finding.range.as_ref().is_some_and(within)
    }
}

/// An exercise: the form and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// What was wished for.
    pub wishes: Wishes,
    /// The form, as the class gets it.
    pub workbook: Workbook,
    /// The mistakes, from the top to the bottom of the sheet.
    pub planted: Vec<Planted>,
    /// What a check says of the form without mistakes, too: stamp the printed form.
    pub besides: Vec<Finding>,
    /// Rules that were named in full and found no room.
    pub left_out: Vec<&'static Rule>,
}

const FIRST_HEAD: Head<'static> =
    ["浦江水泵厂工会委员会", "021-50002345", "贺美云", "严国梁", "汤一鸣"];

/// Units with those who answer for their forms.
const HEADS: [Head<'static>; 4] = [
    FIRST_HEAD,
    ["申江纺织厂工会委员会", "021-50003456", "钟雅琴", "金伯年", "卢向东"],
    ["滨江客运公司工会委员会", "021-50004567", "姜淑文", "魏长河", "范立新"],
    ["临江医院工会委员会", "021-50006789", "陆婉如", "石守诚", "康建业"],
];

impl Exercise {
    /// Makes the exercise.
    ///
    /// # Errors
    /// [`ExerciseError`] if what is wished for can't be.
    pub fn new(wishes: &Wishes) -> Result<Self, ExerciseError> {
        if !ROWS.contains(&wishes.rows) {
            return Err(ExerciseError::Rows);
        }
        if !MISTAKES.contains(&wishes.mistakes) {
            return Err(ExerciseError::Mistakes);
        }
        let head = HEADS.get(Dice::of(&wishes.seed).index(HEADS.len())).unwrap_or(&FIRST_HEAD);
        Self::of(wishes, *head)
    }

    /// Makes the exercise for a unit; with no mistake wished for, a form without any.
    pub(super) fn of(wishes: &Wishes, head: Head<'_>) -> Result<Self, ExerciseError> {
        let mut rules = rules(wishes)?;
        let mut dice = Dice::of(&wishes.seed);
        dice.shuffle(&mut rules);
        let mut planter = Planter::new(wishes, head, &rules, &mut dice);
        planter.plant_all(wishes.mistakes);
        let is_planted =
            |rule: &Rule| planter.planted.iter().any(|it| it.finding.rule.code == rule.code);
        if planter.planted.len() < wishes.mistakes {
            let missing = rules.iter().filter(|rule| !is_planted(rule)).map(|rule| rule.code);
            return Err(ExerciseError::NoRoom(planter.planted.len(), missing.collect()));
        }
        let named = |rule: &&Rule| {
            wishes.codes.iter().any(|code| code.trim().eq_ignore_ascii_case(rule.code))
        };
        let left_out = rules.iter().copied().filter(|it| named(it) && !is_planted(it)).collect();
        let mut planted = planter.planted;
        planted.sort_by_key(|it| (it.finding.sheet, it.finding.cell.map(|at| (at.row, at.col))));
        Ok(Self {
            wishes: wishes.clone(),
            workbook: planter.form.into_workbook(),
            planted,
            besides: planter.besides,
            left_out,
        })
    }
}

/// The rules that are wished for.
fn rules(wishes: &Wishes) -> Result<Vec<&'static Rule>, ExerciseError> {
    if wishes.codes.is_empty() {
        return Ok(wishes.level.rules().collect());
    }
    let mut rules: Vec<&'static Rule> = Vec::new();
    for code in &wishes.codes {
        let prefix = code.trim().to_uppercase();
        let own: Vec<_> = registry::rules().filter(|it| it.code.starts_with(&prefix)).collect();
        let Some(first) = own.first().filter(|_| !prefix.is_empty()) else {
            return Err(ExerciseError::NoRule(code.trim().to_owned()));
        };
        let before = rules.len();
        rules.extend(own.iter().copied().filter(|rule| why_not(rule).is_none()));
        if let Some(why) = why_not(first).filter(|_| rules.len() == before) {
            return Err(ExerciseError::NotPlantable(first.code.to_owned(), why));
        }
    }
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    Ok(rules)
}

/// People that one mistake needs, and their places in the table.
struct Block {
    /// The rule for whose mistake they stand there, if any.
    rule: Option<&'static Rule>,
    kinds: Vec<Kind>,
    /// The days of their visits, where they matter.
    days: Vec<Option<&'static str>>,
}

/// Brings a mistake of the table's first row to the top, and an empty row inside the table
/// away from it.
fn put_first(blocks: &mut [Block]) {
    let place = |block: &Block| block.rule.map(|rule| needs(rule.wrong).place);
    if let Some(top) = blocks.iter().position(|it| place(it) == Some(Place::Top)) {
        blocks.swap(0, top);
    }
    let last = blocks.len().saturating_sub(1);
    if blocks.first().and_then(place) == Some(Place::Inside) {
        blocks.swap(0, last);
    }
}

/// How often a mistake that doesn't fit is tried with other people.
const ATTEMPTS: usize = 4;

/// Makes the form and plants into it.
struct Planter<'w> {
    form: FormSheet,
    people: Vec<Person<String>>,
    kinds: Vec<Kind>,
    /// People to whom something happened already.
    taken: Vec<bool>,
    /// Where the mistakes planned beforehand go.
    planned: VecDeque<(&'static Rule, Vec<usize>)>,
    /// The rules, in the order of the dice; each comes again.
    rules: Vec<&'static Rule>,
    head: Head<'w>,
    options: Options,
    planted: Vec<Planted>,
    besides: Vec<Finding>,
}

impl<'w> Planter<'w> {
    fn new(wishes: &Wishes, head: Head<'w>, rules: &[&'static Rule], dice: &mut Dice) -> Self {
        let mut blocks = Vec::new();
        let mut left = wishes.rows;
        for rule in rules.iter().cycle().take(wishes.mistakes) {
            let needs = needs(rule.wrong);
            if needs.people.len() <= left {
                left -= needs.people.len();
                let (kinds, days) = (needs.kinds().collect(), needs.days().collect());
                blocks.push(Block { rule: Some(rule), kinds, days });
            }
        }
        for _ in 0..left {
            let kinds = dice.pick(&Kind::ALL).copied().into_iter().collect();
            blocks.push(Block { rule: None, kinds, days: vec![None] });
        }
        dice.shuffle(&mut blocks);
        put_first(&mut blocks);
        let mut planned = Vec::new();
        let mut kinds = Vec::new();
        let mut days = Vec::new();
        for block in blocks {
            let places = (kinds.len()..).zip(&block.kinds).map(|(at, _)| at).collect();
            planned.extend(block.rule.map(|rule| (rule, places)));
            kinds.extend(block.kinds);
            days.extend(block.days);
        }
        planned.sort_by_key(|(rule, _)| rank(rule));
        let [_, _, preparer, responsible, handler] = head;
        let mut makes = People::new(dice, &[preparer, responsible, handler]);
        let who = (1..).zip(&kinds).zip(&days);
        let people: Vec<_> =
            who.map(|((serial, kind), day)| makes.next(serial, *kind, *day)).collect();
        let form = FormSheet::joined(head, &people);
        let options = Options::on(example::TODAY);
        let besides = found(&form, &options);
        let taken = vec![false; people.len()];
        let (planned, rules, planted) = (planned.into(), rules.to_vec(), Vec::new());
        Self { form, people, kinds, taken, planned, rules, head, options, planted, besides }
    }

    fn plant_all(&mut self, mistakes: usize) {
        while let Some((rule, places)) = self.planned.pop_front() {
            self.try_planting(rule, places);
        }
        // Those that found no place are made up for by others, or by more of the same.
        let mut barren = 0;
        for rule in self.rules.clone().into_iter().cycle() {
            if self.planted.len() >= mistakes || barren >= self.rules.len() {
                break;
            }
            let needs = needs(rule.wrong);
            let fits = (0..ATTEMPTS).any(|attempt| {
                self.places(&needs, attempt).is_some_and(|at| self.try_planting(rule, at))
            });
            barren = if fits { 0 } else { barren + 1 };
        }
    }

    /// Free people of the kinds a mistake needs: others in each attempt.
    fn places(&self, needs: &Needs, attempt: usize) -> Option<Vec<usize>> {
        let free = |at: usize, kind: Kind| {
            self.taken.get(at) == Some(&false)
                && self.kinds.get(at) == Some(&kind)
                && (needs.place != Place::Top || at == 0)
                && (needs.place != Place::Inside || at > 0)
        };
        let kinds: Vec<Kind> = needs.kinds().collect();
        let all = self.people.len();
        let from = all * attempt / ATTEMPTS;
        let mut order = (from..all).chain(0..from);
        if needs.together {
            let fits = |from: &usize| (*from..).zip(&kinds).all(|(at, kind)| free(at, *kind));
            let from = order.find(fits)?;
            return Some((from..from + kinds.len()).collect());
        }
        let mut places: Vec<usize> = Vec::new();
        for kind in kinds {
            let next = order.clone().find(|at| free(*at, kind) && !places.contains(at))?;
            places.push(next);
        }
        Some(places)
    }

    /// Plants a mistake, and takes it back unless it is one finding more.
    fn try_planting(&mut self, rule: &'static Rule, places: Vec<usize>) -> bool {
        let needs = needs(rule.wrong);
        let parts = needs.people.iter().zip(&places);
        let people = parts.filter_map(|(part, at)| Some((*part, *at, self.people.get(*at)?)));
        let cast = Cast { people: people.collect(), head: self.head };
        let mut form = self.form.clone();
        if plant(&mut form, rule.wrong, &cast).is_none() {
            return false;
        }
        let mut findings = found(&form, &self.options);
        for known in self.besides.iter().chain(self.planted.iter().map(|it| &it.finding)) {
            let Some(at) = findings.iter().position(|it| is_same(it, known)) else { return false };
            findings.swap_remove(at);
        }
        let Some(finding) = findings.pop().filter(|it| it.rule.code == rule.code) else {
            return false;
        };
        if !findings.is_empty() {
            return false;
        }
        let right = finding.cell.and_then(|cell| {
            let shown = |form: &FormSheet| {
                form.sheet().cell(cell).map(|it| it.value.display().into_owned())
            };
            let (before, after) = (shown(&self.form)?, shown(&form));
            (Some(&before) != after.as_ref()).then_some(before)
        });
        self.planted.push(Planted { finding, right });
        self.form = form;
        for at in places {
            if let Some(taken) = self.taken.get_mut(at) {
                *taken = true;
            }
        }
        true
    }
}

/// What a check says of a form.
fn found(form: &FormSheet, options: &Options) -> Vec<Finding> {
    let workbook = form.clone().into_workbook();
    Session::new("练习.xlsx", &[], workbook, options.clone()).findings().to_vec()
}

/// Whether two findings are about the same cells, for the same reason.
#[must_use]
pub fn is_same(a: &Finding, b: &Finding) -> bool {
    let key = |it: &Finding| {
        let mut related = it.related.clone();
        related.sort_unstable();
        (it.rule.code, it.sheet, it.cell, it.range, related)
    };
    key(a) == key(b)
}
