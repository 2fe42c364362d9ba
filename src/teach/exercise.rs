//! 练习: a form of made-up people with planted mistakes, each of which a check finds.
//!
//! The checker itself says whether a mistake may stay: after each one is planted, the form
//! must have exactly one finding more, of that rule, and all earlier ones unchanged. So
//! mistakes never hide or multiply each other, and nothing else is wrong.

use super::layout::Layout;
use super::level::Difficulty;
use super::plant::why_not;
use super::planter::Planter;
use crate::random::Dice;
use crate::rule::example::Head;
use crate::rule::{Finding, Rule, registry};
use crate::workbook::{CellRange, CellRef, Workbook};
use serde::Deserialize;
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
    /// How the form is laid out.
    pub layout: Layout,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            codes: Vec::new(),
            level: Difficulty::default(),
            rows: 12,
            mistakes: 6,
            seed: "1".to_owned(),
            layout: Layout::default(),
        }
    }
}

/// Why an exercise can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExerciseError {
    /// No rule begins so.
    NoRule(String),
    /// The form can't be laid out as wished: why.
    NotLaidOut(&'static str),
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
            Self::NotLaidOut(why) => write!(f, "这种版式排不出来：{why}。"),
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
    /// What was written there before, if that was something else.
    pub right: Option<String>,
    /// Where what the finding misses at a label is written, if not into the label's own cell.
    pub beside: Vec<CellRef>,
}

impl Planted {
    /// Whether a cell is the one with the mistake.
    #[must_use]
    pub fn is_at(&self, cell: CellRef) -> bool {
        self.finding.cell == Some(cell) || self.beside.contains(&cell)
    }

    /// Whether a cell has to do with it.
    #[must_use]
    pub fn covers(&self, cell: CellRef) -> bool {
        let within = |range: &CellRange| range.contains(cell);
        self.is_at(cell)
            || self.finding.related.contains(&cell)
            || self.finding.range.as_ref().is_some_and(within)
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
        let mut planter = Planter::new(wishes, head, &rules, &mut dice)?;
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
            workbook: planter.now.workbook,
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
