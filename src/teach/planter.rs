//! Plants the mistakes of an exercise, one after the other.

use super::cast::Cast;
use super::exercise::{ExerciseError, Planted, Wishes, is_same};
use super::layout::Layout;
use super::people::{Kind, People};
use super::plant::{Needs, Place, needs, plant, rank};
use crate::form::HeadField;
use crate::random::Dice;
use crate::rule::example::{self, FormSheet, Head, Person};
use crate::rule::{Finding, Rule};
use crate::session::{Options, Session};
use crate::workbook::{CellRef, Workbook};
use std::collections::VecDeque;

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
pub(super) struct Planter<'w> {
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
    layout: Layout,
    /// The form as it stands, laid out.
    pub(super) now: Checked,
    pub(super) planted: Vec<Planted>,
    pub(super) besides: Vec<Finding>,
}

impl<'w> Planter<'w> {
    pub(super) fn new(
        wishes: &Wishes,
        head: Head<'w>,
        rules: &[&'static Rule],
        dice: &mut Dice,
    ) -> Result<Self, ExerciseError> {
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
        let form = FormSheet::new(head, &people);
        let layout = wishes.layout;
        let now = Checked::new(&form, layout).map_err(ExerciseError::NotLaidOut)?;
        let besides = now.findings.clone();
        let taken = vec![false; people.len()];
        let (planned, rules, planted) = (planned.into(), rules.to_vec(), Vec::new());
        Ok(Self { form, people, kinds, taken, planned, rules, head, layout, now, planted, besides })
    }

    pub(super) fn plant_all(&mut self, mistakes: usize) {
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
        let Ok(then) = Checked::new(&form, self.layout) else { return false };
        let mut findings = then.findings.clone();
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
        let beside = self.now.beside(&finding);
        let right = beside.first().copied().or(finding.cell).and_then(|cell| {
            let before = self.now.shown(cell)?;
            (Some(&before) != then.shown(cell).as_ref()).then_some(before)
        });
        self.planted.push(Planted { finding, right, beside });
        self.now = then;
        self.form = form;
        for at in places {
            if let Some(taken) = self.taken.get_mut(at) {
                *taken = true;
            }
        }
        true
    }
}

/// A form in its layout, and what a check says of it.
pub(super) struct Checked {
    pub(super) workbook: Workbook,
    findings: Vec<Finding>,
    /// Label and value of each field of head and foot that has cells of its own for both.
    heads: Vec<(CellRef, CellRef)>,
}

impl Checked {
    fn new(form: &FormSheet, layout: Layout) -> Result<Self, &'static str> {
        let workbook = layout.workbook(form.clone())?;
        let options = Options::on(example::TODAY);
        let session = Session::new("练习.xlsx", &[], workbook.clone(), options);
        let heads = session.forms().iter().flat_map(|form| {
            let pair = |field| {
                let value = form.head.get(field);
                value.label.zip(value.place).filter(|(label, place)| label != place)
            };
            HeadField::ALL.into_iter().filter_map(pair).collect::<Vec<_>>()
        });
        Ok(Self { heads: heads.collect(), findings: session.findings().to_vec(), workbook })
    }

    /// Where the values of the labels are that a finding names.
    fn beside(&self, finding: &Finding) -> Vec<CellRef> {
        let place = |cell| self.heads.iter().find(|(label, _)| *label == cell).map(|it| it.1);
        finding.cell.into_iter().filter_map(place).collect()
    }

    fn shown(&self, cell: CellRef) -> Option<String> {
        let cell = self.workbook.sheets.first()?.cell(cell)?;
        Some(cell.value.display().into_owned())
    }
}
