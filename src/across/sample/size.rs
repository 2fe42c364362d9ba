//! How many rows to look at.
//!
//! The figures are those of the AICPA Audit Guide *Audit Sampling* (2017), appendices A
//! and C, which the tests hold them to.

use super::Method;
use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_lr;

/// More rows than this are no spot check.
const MOST: u32 = 100_000;
/// Takes the noise of binary fractions off a product before it is rounded up.
const NOISE: f64 = 1e-9;

/// What a sample must show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// 置信度, above 0 and below 1: 0.95.
    pub confidence: f64,
    /// 可容忍差错率 (for amounts: of the amount), above 0 and below 1.
    pub tolerable: f64,
    /// 预计差错率, at least 0 and below the tolerable one.
    pub expected: f64,
}

impl Aim {
    fn is_sound(&self) -> bool {
        let open = |it: f64| it > 0.0 && it < 1.0;
        open(self.confidence)
            && open(self.tolerable)
            && (0.0..self.tolerable).contains(&self.expected)
    }
}

/// Rows of a sample, by how it is drawn.
#[must_use]
pub fn of(method: Method, aim: Aim) -> Option<u32> {
    match method {
        Method::Amount => monetary_units(aim),
        Method::Random | Method::Risk => rows(aim),
    }
}

/// Rows of an attributes sample: the fewest that, with the expected errors (rounded up),
/// keep the binomial upper bound within the tolerable rate. `None` if the aim can't be
/// or no spot check reaches it.
///
/// ```
/// use nuanbiao::across::sample::size::{Aim, rows};
/// let aim = Aim { confidence: 0.95, tolerable: 0.05, expected: 0.0 };
/// assert_eq!(rows(aim), Some(59));
/// ```
#[must_use]
pub fn rows(aim: Aim) -> Option<u32> {
    let expected = |n: u32| (aim.expected * f64::from(n) - NOISE).ceil().max(0.0);
    fewest(aim, |n| {
        let (n, k) = (f64::from(n), expected(n));
        // P(at most k errors among n at the tolerable rate).
        k < n && checked_beta_reg(k + 1.0, n - k, aim.tolerable).is_ok_and(|p| p >= aim.confidence)
    })
}

/// Rows of a monetary-unit sample, by the gamma distribution; the rates are shares of the
/// whole amount.
#[must_use]
pub fn monetary_units(aim: Aim) -> Option<u32> {
    fewest(aim, |n| {
        let n = f64::from(n);
        let shape = 1.0 + aim.expected * n;
        checked_gamma_lr(shape, n * aim.tolerable).is_ok_and(|p| p >= aim.confidence)
    })
}

/// The first number that reaches the aim. Rounding up the expected errors makes the
/// sequence jump, so each number is tried.
fn fewest(aim: Aim, reaches: impl Fn(u32) -> bool) -> Option<u32> {
    if !aim.is_sound() {
        return None;
    }
    (1..=MOST).find(|n| reaches(*n))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn aim(confidence: f64, tolerable: f64, expected: f64) -> Aim {
        Aim { confidence, tolerable, expected }
    }

    /// AICPA 2017, tables A-1 and A-2.
    #[test]
    fn rows_are_those_of_the_audit_guide() {
        let expected = [0.0, 0.0025, 0.005, 0.01, 0.015, 0.02];
        for (tolerable, table) in [
            (0.03, [99, 157, 157, 257, 392, 846]),
            (0.05, [59, 93, 93, 93, 124, 181]),
            (0.07, [42, 66, 66, 66, 66, 88]),
            (0.10, [29, 46, 46, 46, 46, 46]),
        ] {
            let found = expected.map(|rate| rows(aim(0.95, tolerable, rate)));
            assert_eq!(found, table.map(Some), "{tolerable}");
        }
        assert_eq!(rows(aim(0.90, 0.05, 0.0)), Some(45));
        assert_eq!(rows(aim(0.90, 0.05, 0.02)), Some(132));
        assert_eq!(rows(aim(0.90, 0.08, 0.05)), Some(160));
    }

    /// AICPA 2017, table C-1.
    #[test]
    fn monetary_units_are_those_of_the_audit_guide() {
        for (confidence, ratio, tolerable, n) in [
            (0.95, 0.0, 0.05, 60),
            (0.95, 0.0, 0.01, 300),
            (0.95, 0.2, 0.05, 93),
            (0.95, 0.4, 0.03, 270),
            (0.90, 0.0, 0.05, 47),
            (0.90, 0.3, 0.02, 217),
            (0.80, 0.5, 0.10, 48),
        ] {
            let found = monetary_units(aim(confidence, tolerable, tolerable * ratio));
            assert_eq!(found, Some(n), "{confidence} {ratio} {tolerable}");
        }
    }

    #[test]
    fn aims_that_can_not_be_have_no_size() {
        for bad in [
            aim(0.0, 0.05, 0.0),
            aim(1.0, 0.05, 0.0),
            aim(0.95, 0.0, 0.0),
            aim(0.95, 0.05, 0.05),
            aim(0.95, 0.05, -0.01),
            aim(f64::NAN, 0.05, 0.0),
            aim(0.95, 0.000_001, 0.0),
        ] {
            assert_eq!(rows(bad), None, "{bad:?}");
        }
    }
}
