//! 校验码, step by step: what a class has to see once to believe that a number was mistyped.

use crate::form::Field;
use crate::rule::example;
use crate::value::id_number;
use serde::Serialize;

/// 校验码: how the last sign of an identity number is reckoned, with the perfect form's first
/// person as the example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CheckDigit {
    /// The whole number, 18 signs.
    pub number: String,
    /// The first 17 signs, one by one.
    pub steps: Vec<CheckStep>,
    /// The products' sum.
    pub sum: u32,
    /// What is left of the sum after division by 11.
    pub rest: u32,
    /// The last sign for each rest, from 0 to 10.
    pub signs: Vec<String>,
    /// The last sign.
    pub sign: String,
}

/// A digit of an identity number on the way to its check digit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CheckStep {
    /// The digit.
    pub digit: u32,
    /// Its weight.
    pub weight: u32,
    /// Both multiplied.
    pub product: u32,
}

impl CheckDigit {
    /// That of the perfect form's first person.
    pub(super) fn shown() -> Option<Self> {
        let number = example::values(Field::IdNumber).next()?;
        let digits = number.chars().filter_map(|sign| sign.to_digit(10));
        let steps = digits.zip(id_number::WEIGHTS);
        let steps: Vec<CheckStep> = steps
            .map(|(digit, weight)| CheckStep { digit, weight, product: digit * weight })
            .collect();
        let sum: u32 = steps.iter().map(|step| step.product).sum();
        let (rest, signs) = (sum % 11, id_number::CHECK_CHARACTERS);
        Some(Self {
            number: number.to_owned(),
            steps,
            sum,
            rest,
            signs: signs.chars().map(String::from).collect(),
            sign: signs.chars().nth(rest as usize)?.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_steps_lead_to_the_number_s_own_sign() {
        let guide = CheckDigit::shown().unwrap();
        assert_eq!(guide.steps.len(), 17);
        assert_eq!(guide.sign, id_number::check_digit(&guide.number).to_string());
        assert!(guide.number.ends_with(&guide.sign));
        // Every sign of the list is the one the checks reckon.
        for (rest, sign) in (0..).zip(&guide.signs) {
            let digits = (0..=9).flat_map(|a| (0..=9).map(move |b| format!("{a}{:015}{b}", 0)));
            let of_rest = |it: &String| {
                let ends = it.chars().filter_map(|c| c.to_digit(10)).zip(id_number::WEIGHTS);
                ends.map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == rest
            };
            let number = digits.clone().find(of_rest).unwrap();
            assert_eq!(id_number::check_digit(&number).to_string(), *sign, "{rest}");
        }
    }
}
