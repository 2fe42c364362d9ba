//! What a sample's results say, in words: each figure with how it was reckoned and what it
//! means to who reads it.

use crate::across::sample::Method;
use crate::across::sample::size::Aim;
use crate::across::sample::worksheet::Evaluation;
use crate::value::money;
use rust_decimal::Decimal;
use serde::Serialize;
use std::fmt::Write as _;

/// A figure with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Figure {
    /// What it is called.
    pub title: &'static str,
    /// What it comes to, with its unit.
    pub value: String,
    /// How it was reckoned.
    pub formula: String,
    /// What it means.
    pub meaning: String,
}

/// An evaluated worksheet in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct EvaluationWords {
    /// What was looked at, and how it was drawn.
    pub head: String,
    /// The figures, the sample's own first.
    pub figures: Vec<Figure>,
    /// What must not be read into them.
    pub cautions: Vec<String>,
}

fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// Figures, what they rest on, and no verdict beyond them.
#[must_use]
pub fn evaluation_words(evaluation: &Evaluation) -> EvaluationWords {
    let results = &evaluation.results;
    let (checked, wrong, open) = (results.checked, results.wrong, results.open);
    let sure = percent(evaluation.confidence);
    let mut figures = Vec::new();
    if checked > 0 {
        figures.push(Figure {
            title: "样本差错率",
            value: percent(results.rate),
            formula: format!("不符 {wrong} 行 ÷ 看过 {checked} 行"),
            meaning: "只说抽到的这些行；推到全部行，请看下面的数。".to_owned(),
        });
    }
    if let Some(upper) = results.upper_rate {
        let upper = percent(upper);
        figures.push(Figure {
            title: "总体差错率上限",
            formula: format!(
                "二项分布单侧上限（Clopper–Pearson）：n = {checked}，k = {wrong}，置信度 {sure}"
            ),
            meaning: format!(
                "有 {sure} 的把握说，全部行里不符的不超过 {upper}。不高于事先定的可容忍差错率，\
                 抽查的目的就达到了；高于它，请扩大抽查，或逐行核对问题多的单位。"
            ),
            value: upper,
        });
    }
    if let Some(projected) = results.projected {
        let (title, way) = if projected < Decimal::ZERO {
            ("推算的少记金额", "少记")
        } else {
            ("推算的多记金额", "多记")
        };
        let amount = format!("{} 元", money::display(projected.abs()));
        figures.push(Figure {
            title,
            formula: "Σ（表上金额 − 核实金额）÷ 抽中概率".to_owned(),
            meaning: format!(
                "照抽到的情况推到全部行，大约一共{way} {amount}。这是估计，不是查实的数。"
            ),
            value: amount,
        });
    }
    if let Some(upper) = results.upper_amount {
        let amount = format!("{} 元", money::display(upper));
        figures.push(Figure {
            title: "多记金额上限",
            formula: format!(
                "Stringer 上限：间隔 × 可靠性系数，加上各处差错的比例 × 间隔 × 系数增量，置信度 {sure}\
                 （AICPA《审计抽样》附录 C）"
            ),
            meaning: format!("有 {sure} 的把握说，全部金额里多记的不超过 {amount}。"),
            value: amount,
        });
    }
    let mut cautions = Vec::new();
    if open > 0 {
        cautions.push(format!("还有 {open} 行没有填结论，填完才能推到全部行。"));
    }
    match evaluation.method {
        _ if results.census => {
            cautions.push("全部行都抽到、都看过了：上面就是实际的数，不用再算上限。".to_owned());
        }
        Method::Risk => cautions
            .push("风险加权的样本偏向有问题的行：样本差错率不能当作全部行的差错率。".to_owned()),
        Method::Amount => cautions
            .push("按金额抽的样本偏向金额大的行：样本差错率不能当作全部行的差错率。".to_owned()),
        Method::Random if open == 0 && checked > 0 && results.upper_rate.is_none() => {
            cautions.push("按单位分层，各单位的行抽中的机会不一样：不算总体差错率上限。".to_owned())
        }
        Method::Random => {}
    }
    EvaluationWords {
        head: format!("{}：看了 {checked} 行，不符 {wrong} 行。", evaluation.method.label()),
        figures,
        cautions,
    }
}

/// The same as plain text.
#[must_use]
pub fn evaluation_text(evaluation: &Evaluation) -> String {
    let words = evaluation_words(evaluation);
    let mut out = format!("{}\n", words.head);
    for figure in &words.figures {
        let _ = writeln!(out, "{}  {}", figure.title, figure.value);
        let _ = writeln!(out, "  算法：{}", figure.formula);
        let _ = writeln!(out, "  意思：{}", figure.meaning);
    }
    for caution in &words.cautions {
        let _ = writeln!(out, "{caution}");
    }
    out
}

/// How the size of a sample was reckoned, for people to follow.
#[must_use]
pub fn size_formula(method: Method, aim: Aim, rows: u32) -> String {
    let Aim { confidence, tolerable, expected } = aim;
    let risk = percent(1.0 - confidence);
    let (tolerable, share) = (percent(tolerable), expected);
    match method {
        Method::Amount if share > 0.0 => format!(
            "最小的 n，使形状为 1 + {} × n 的伽马分布在 n × {tolerable} 处达到 {}：n = {rows}",
            percent(share),
            percent(confidence)
        ),
        Method::Amount => format!("n = −ln {risk} ÷ {tolerable}，进到整数：{rows}"),
        Method::Random | Method::Risk if share > 0.0 => format!(
            "最小的 n，使差错率真有 {tolerable} 时，查出的差错不多于 ⌈{} × n⌉ 处的机会不超过 {risk}\
             （二项分布）：n = {rows}",
            percent(share)
        ),
        Method::Random | Method::Risk => {
            format!("n = ln {risk} ÷ ln(1 − {tolerable})，进到整数：{rows}")
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::across::sample::evaluate::{Item, Seen, evaluate};
    use crate::across::sample::size;

    fn evaluation(method: Method, seen: &[Seen]) -> Evaluation {
        let item = |seen: &Seen| Item {
            book: "1000".parse().unwrap(),
            chance: "0.05".parse().unwrap(),
            seen: *seen,
        };
        let items: Vec<_> = seen.iter().map(item).collect();
        let results = evaluate(method, &items, Some("20000".parse().unwrap()), 0.95);
        Evaluation { method, confidence: 0.95, results }
    }

    #[test]
    fn each_figure_comes_with_its_formula_and_its_meaning() {
        let mut seen = [Seen::Right; 20];
        if let Some(first) = seen.first_mut() {
            *first = Seen::Wrong(Some("600".parse().unwrap()));
        }
        let texts = [Method::Random, Method::Amount, Method::Risk]
            .map(|method| evaluation_text(&evaluation(method, &seen)));
        insta::assert_snapshot!(texts.join("\n"));
    }

    #[test]
    fn an_unfinished_worksheet_says_nothing_of_all_rows() {
        let words = evaluation_words(&evaluation(Method::Random, &[Seen::Right, Seen::Open]));
        assert_eq!(words.figures.len(), 1);
        assert_eq!(words.cautions, ["还有 1 行没有填结论，填完才能推到全部行。"]);
        assert!(evaluation_words(&evaluation(Method::Random, &[Seen::Open])).figures.is_empty());
    }

    /// The formulas shown are the ones that are used, where there is a closed form.
    #[test]
    fn closed_formulas_give_the_sizes_that_are_computed() {
        for (confidence, tolerable) in [(0.95, 0.05), (0.9, 0.03), (0.99, 0.1)] {
            let aim = Aim { confidence, tolerable, expected: 0.0 };
            let risk: f64 = 1.0 - confidence;
            let rows = (risk.ln() / (1.0 - tolerable).ln()).ceil();
            assert_eq!(size::of(Method::Random, aim).map(f64::from), Some(rows));
            let units = (-risk.ln() / tolerable).ceil();
            assert_eq!(size::of(Method::Amount, aim).map(f64::from), Some(units));
            let text = size_formula(Method::Random, aim, rows as u32);
            assert!(text.ends_with(&format!("：{rows}")), "{text}");
        }
    }
}
