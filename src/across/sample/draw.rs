//! Drawing: random order, then systematic with probability proportional to weight
//! (Madow 1949; Hartley & Rao 1962 for the random order).
//!
//! With equal weights this is simple random sampling; with amounts as weights it is
//! monetary-unit sampling (AICPA Audit Guide *Audit Sampling*, ch. 6).

use super::{Method, Plan};
use crate::ledger::LineRef;
use crate::random::Dice;
use crate::rule::AcrossView;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// A row that was drawn.
#[derive(Debug, Clone, Copy)]
pub struct Pick<'a> {
    /// The row.
    pub at: LineRef<'a>,
    /// Its chance of being drawn, as a fraction.
    pub chance: (u128, u128),
    /// Position of its stratum in [`Sample::strata`].
    pub stratum: usize,
}

impl Pick<'_> {
    /// It was sure to be drawn: its weight reaches the interval.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        self.chance.0 >= self.chance.1
    }
}

/// The rows from among which some are drawn: all, or those of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// The unit; `None` if the sample isn't stratified.
    pub unit: Option<Box<str>>,
    /// How many rows there are.
    pub rows: usize,
    /// What they come to, in yuan.
    pub amount: Decimal,
    /// How many of them were drawn.
    pub drawn: usize,
}

/// A sample.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// The rows drawn, in the order of the files.
    pub picks: Vec<Pick<'a>>,
    /// From what they were drawn.
    pub strata: Vec<Stratum>,
    /// Rows that could not be drawn: with [`Method::Amount`] those without an amount.
    pub left_out: usize,
}

struct Candidate<'a> {
    at: LineRef<'a>,
    weight: u64,
}

/// Draws a sample from the rows that count: of a form sent twice, only the last version.
#[must_use]
pub fn draw<'a>(view: &AcrossView<'a>, plan: &Plan) -> Sample<'a> {
    let mut lines: Vec<LineRef<'a>> = view.lines().collect();
    let content = |it: &LineRef<'a>| view.ledger.digest(it.table);
    lines.sort_by_cached_key(|it| (content(it).to_owned(), it.id, it.line.row));
    let all = lines.len();
    let candidates: Vec<_> = lines
        .into_iter()
        .map(|at| Candidate { at, weight: weight(plan.method, &at) })
        .filter(|it| it.weight > 0)
        .collect();
    let left_out = all - candidates.len();
    let mut strata: BTreeMap<Option<Box<str>>, Vec<Candidate<'a>>> = BTreeMap::new();
    for it in candidates {
        let unit = plan.by_unit.then(|| it.at.table.unit_key.clone());
        strata.entry(unit).or_default().push(it);
    }
    let mut generator = Dice::of(&plan.seed);
    let shares = shares(&strata.values().map(Vec::as_slice).collect::<Vec<_>>(), plan.size);
    let mut sample = Sample { picks: Vec::new(), strata: Vec::new(), left_out };
    for (mut rows, share) in strata.into_values().zip(shares) {
        let first = rows.first().map(|it| it.at);
        let sum = |sum: Decimal, it: &Candidate<'_>| sum.saturating_add(it.at.line.amount());
        let stratum = Stratum {
            unit: first.filter(|_| plan.by_unit).map(|it| it.table.unit_name().into()),
            rows: rows.len(),
            amount: rows.iter().fold(Decimal::ZERO, sum),
            drawn: share.min(rows.len()),
        };
        generator.shuffle(&mut rows);
        let stratum_index = sample.strata.len();
        let drawn = systematic(rows, share, &mut generator);
        sample.picks.extend(drawn.into_iter().map(|(at, chance)| Pick {
            at,
            chance,
            stratum: stratum_index,
        }));
        sample.strata.push(stratum);
    }
    sample.picks.sort_by_key(|pick| (pick.at.id, pick.at.line.row));
    sample
}

/// In fen for amounts.
fn weight(method: Method, at: &LineRef<'_>) -> u64 {
    match method {
        Method::Random => 1,
        Method::Risk => 1 + u64::from(at.line.risk),
        Method::Amount => {
            let fen = at.line.amount().saturating_mul(Decimal::ONE_HUNDRED).round();
            fen.to_u64().unwrap_or(0)
        }
    }
}

fn total(rows: &[Candidate<'_>]) -> u128 {
    rows.iter().map(|it| u128::from(it.weight)).sum()
}

/// Shares the sample out by weight: largest remainders, at least one row for each stratum
/// if there are enough, and never more than a stratum has.
fn shares(strata: &[&[Candidate<'_>]], size: usize) -> Vec<usize> {
    let all: u128 = strata.iter().map(|rows| total(rows)).sum();
    let least = usize::from(size >= strata.len());
    let spare = (size - least * strata.len().min(size)) as u128;
    let mut shares = Vec::new();
    let mut rests = Vec::new();
    for (index, rows) in strata.iter().enumerate() {
        let due = total(rows) * spare;
        let share = least + due.checked_div(all).unwrap_or(0) as usize;
        shares.push(share.min(rows.len()));
        rests.push((std::cmp::Reverse(due.checked_rem(all).unwrap_or(0)), index));
    }
    rests.sort_unstable();
    let rows: usize = strata.iter().map(|rows| rows.len()).sum();
    let mut left = size.min(rows).saturating_sub(shares.iter().sum());
    while left > 0 {
        for (_, index) in &rests {
            let room = strata.get(*index).map_or(0, |rows| rows.len());
            if let Some(share) = shares.get_mut(*index).filter(|share| left > 0 && **share < room) {
                *share += 1;
                left -= 1;
            }
        }
    }
    shares
}

type Drawn<'a> = Vec<(LineRef<'a>, (u128, u128))>;

/// Draws `size` rows, each with a chance of `size` × weight ÷ total. Rows whose chance
/// would reach one are taken beforehand, and the interval is set anew for the others.
fn systematic<'a>(mut rows: Vec<Candidate<'a>>, size: usize, dice: &mut Dice) -> Drawn<'a> {
    let mut drawn = Drawn::new();
    let mut left = size.min(rows.len()) as u128;
    loop {
        let all = total(&rows);
        let before = drawn.len();
        rows.retain(|it| {
            let certain = u128::from(it.weight) * left >= all;
            if certain {
                drawn.push((it.at, (1, 1)));
            }
            !certain
        });
        left = left.saturating_sub((drawn.len() - before) as u128);
        if drawn.len() == before || left == 0 {
            break;
        }
    }
    let all = total(&rows);
    if left == 0 || all == 0 {
        return drawn;
    }
    // Points at r, r + all, r + 2·all … on a line on which each row is weight × left long.
    let mut point = dice.below(all);
    let mut end = 0;
    for it in rows {
        let chance = u128::from(it.weight) * left;
        end += chance;
        if point < end {
            drawn.push((it.at, (chance, all)));
            point += all;
        }
    }
    drawn
}

#[cfg(test)]
mod tests;
