//! What a sample's results say of all rows.
//!
//! Error rates: the one-sided binomial (Clopper–Pearson) bound. Amounts of a monetary-unit
//! sample: projection by taint, and the Stringer bound with the reliability factors of the
//! AICPA Audit Guide *Audit Sampling* (2017), appendix C.

use super::Method;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::Serialize;
use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_lr;

/// What was seen of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// 相符.
    Right,
    /// 不符, with the amount that should stand there, in yuan; `None` if the amount is right
    /// and something else isn't.
    Wrong(Option<Decimal>),
    /// Not looked at yet.
    Open,
}

/// A row of a worksheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// The amount on the form, in yuan.
    pub book: Decimal,
    /// Its chance of having been drawn, above 0 and at most 1.
    pub chance: Decimal,
    /// What was seen.
    pub seen: Seen,
}

impl Item {
    /// By how much the form says too much, in yuan.
    fn overstated(&self) -> Decimal {
        match self.seen {
            Seen::Wrong(Some(right)) => self.book - right,
            _ => Decimal::ZERO,
        }
    }

    const fn is_wrong(&self) -> bool {
        matches!(self.seen, Seen::Wrong(_))
    }
}

/// What the results come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// Rows looked at.
    pub checked: usize,
    /// Those that aren't right.
    pub wrong: usize,
    /// Rows not looked at yet: what is said holds for the others only.
    pub open: usize,
    /// The share of wrong rows among those looked at, 0 to 1.
    pub rate: f64,
    /// Every row there is was drawn and looked at: nothing is left to be bounded.
    pub census: bool,
    /// The rate that is not exceeded at the confidence asked for; `None` where rows were
    /// not drawn alike, or not all looked at.
    pub upper_rate: Option<f64>,
    /// What the form says too much in all, projected, in yuan; `None` if nothing can be
    /// said yet.
    pub projected: Option<Decimal>,
    /// The amount that is not exceeded at the confidence asked for, in yuan: monetary-unit
    /// samples only.
    pub upper_amount: Option<Decimal>,
}

/// Evaluates a worksheet. `interval` is the amount per row of a monetary-unit sample, in
/// yuan: what the rows not certain to be drawn come to, by how many of them were drawn.
#[must_use]
pub fn evaluate(
    method: Method,
    items: &[Item],
    interval: Option<Decimal>,
    confidence: f64,
) -> Results {
    let open = items.iter().filter(|it| it.seen == Seen::Open).count();
    let wrong = items.iter().filter(|it| it.is_wrong()).count();
    let checked = items.len() - open;
    let complete = open == 0 && checked > 0;
    let census = complete && items.iter().all(|it| it.chance >= Decimal::ONE);
    let bounded = complete && !census;
    let alike = items.windows(2).all(|pair| matches!(pair, [a, b] if a.chance == b.chance));
    #[expect(clippy::cast_precision_loss, reason = "a worksheet has few rows")]
    let rate = if checked == 0 { 0.0 } else { wrong as f64 / checked as f64 };
    Results {
        checked,
        wrong,
        open,
        rate,
        census,
        upper_rate: (bounded && method == Method::Random && alike)
            .then(|| upper_rate(checked, wrong, confidence))
            .flatten(),
        projected: complete.then(|| projected(items)).flatten(),
        upper_amount: interval
            .filter(|_| bounded && method == Method::Amount)
            .and_then(|interval| upper_amount(items, interval, confidence)),
    }
}

/// Every row stands for 1 ÷ its chance rows like it (Horvitz–Thompson); in a monetary-unit
/// sample that is its taint times the interval.
fn projected(items: &[Item]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for item in items {
        sum = sum.checked_add(item.overstated().checked_div(item.chance)?)?;
    }
    Some(sum.round_dp(2))
}

/// The binomial upper bound of an error rate; `None` for impossible figures.
///
/// ```
/// use nuanbiao::across::sample::evaluate::upper_rate;
/// let bound = upper_rate(60, 1, 0.95).unwrap();
/// assert!((bound - 0.0767).abs() < 0.0001);
/// ```
#[must_use]
pub fn upper_rate(rows: usize, wrong: usize, confidence: f64) -> Option<f64> {
    if wrong > rows || rows == 0 {
        return None;
    }
    if wrong == rows {
        return Some(1.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "a worksheet has few rows")]
    let (n, k) = (rows as f64, wrong as f64);
    solve(1.0, confidence, |p| checked_beta_reg(k + 1.0, n - k, p).ok())
}

/// The reliability factor for so many errors: the Poisson upper bound, rounded up to two
/// places as the tables are.
#[must_use]
pub fn reliability_factor(errors: u32, confidence: f64) -> Option<Decimal> {
    let shape = f64::from(errors) + 1.0;
    let most = 20.0 + 4.0 * shape;
    let factor = solve(most, confidence, |mean| checked_gamma_lr(shape, mean).ok())?;
    Decimal::from_f64((factor * 100.0 - 1e-6).ceil()).map(|it| it / Decimal::ONE_HUNDRED)
}

/// Where a rising function between 0 and `most` reaches a value, by halving.
fn solve(most: f64, value: f64, rising: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    if !(value > 0.0 && value < 1.0) {
        return None;
    }
    let (mut low, mut high) = (0.0, most);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if rising(middle)? < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

/// The Stringer bound: basic precision, the projected errors, and an allowance for each
/// beyond the first factor, largest taint first. Rows certain to be drawn count as they are;
/// amounts the form says too little are no part of it.
fn upper_amount(items: &[Item], interval: Decimal, confidence: f64) -> Option<Decimal> {
    let mut bound = interval.checked_mul(reliability_factor(0, confidence)?)?;
    let mut taints = Vec::new();
    for item in items {
        let over = item.overstated();
        if over <= Decimal::ZERO {
            continue;
        }
        if item.chance >= Decimal::ONE {
            bound = bound.checked_add(over)?;
        } else {
            taints.push(over.checked_div(item.book)?);
        }
    }
    taints.sort_unstable_by(|a, b| b.cmp(a));
    for (errors, taint) in (1..).zip(taints) {
        let step = reliability_factor(errors, confidence)?
            .checked_sub(reliability_factor(errors - 1, confidence)?)?;
        bound = bound.checked_add(taint.checked_mul(interval)?.checked_mul(step)?)?;
    }
    Some(bound.round_dp(2))
}

#[cfg(test)]
mod tests;
