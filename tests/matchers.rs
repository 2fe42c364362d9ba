//! The matchers against labelled phrases that somebody wrote without seeing the word lists.
//!
//! The phrases lie beside the clone, in `../shared/data`; where they don't, these tests say
//! so and check nothing (the unit tests beside the matchers have phrases of their own).

#![allow(clippy::panic, reason = "tests")]

use nuanbiao::policy::{CategoryFault, FundingFault, Profile, category, funding, payment};
use nuanbiao::value::{Raw, Reading};
use std::collections::BTreeMap;
use std::path::Path;

/// The lines of a file of phrases, without its header; `None` where it isn't at hand.
fn phrases(file: &str) -> Option<Vec<Vec<String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no labelled phrases at {}", path.display());
        return None;
    };
    let lines = text.lines().skip(1).filter(|line| !line.is_empty());
    Some(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Right answers, wrong ones and missed ones of a label.
#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

/// Compares answers with labels, prints precision and recall, and asserts both.
///
/// Precision counts the answers that name something (a key or a fault); recall, the labels
/// that do. `void` is the answer that names nothing.
fn judge(what: &str, answers: impl Iterator<Item = (String, String, String)>, void: &str) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for (phrase, label, answer) in answers {
        if label == answer {
            scores.entry(label).or_default().right += 1;
        } else {
            println!("{what}: {phrase}: {answer}, should be {label}");
            scores.entry(label).or_default().missed += 1;
            scores.entry(answer).or_default().wrong += 1;
        }
    }
    let ratio = |part: u32, rest: u32| {
        if part + rest == 0 { 1.0 } else { f64::from(part) / f64::from(part + rest) }
    };
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (label, score) in &scores {
        println!(
            "{what} {label:12} precision {:.3} recall {:.3} ({})",
            ratio(score.right, score.wrong),
            ratio(score.right, score.missed),
            score.right + score.missed,
        );
        if label != void {
            right += score.right;
            wrong += score.wrong;
            missed += score.missed;
        }
    }
    let (precision, recall) = (ratio(right, wrong), ratio(right, missed));
    println!("{what} overall precision {precision:.3} recall {recall:.3}");
    assert!(precision >= 0.97, "{what}: precision {precision:.3}");
    assert!(recall >= 0.95, "{what}: recall {recall:.3}");
}

#[test]
fn categories() {
    let Some(lines) = phrases("category-phrases.tsv") else { return };
    let profile = Profile::built_in();
    let answers = lines.into_iter().map(|line| {
        let [cell, reason, label, ..] = line.as_slice() else { panic!("{line:?}") };
        let answer = match category::read(profile, &Raw::text(cell), reason) {
            Reading::Good { value, .. } => value.key(),
            Reading::Blank | Reading::Placeholder => "missing",
            Reading::Bad(CategoryFault::Ambiguous(_)) => "ambiguous",
            Reading::Bad(CategoryFault::Scope) => "scope",
            Reading::Bad(CategoryFault::Relative) => "relative",
            _ => "none",
        };
        (format!("{cell} | {reason}"), label.clone(), answer.to_owned())
    });
    judge("category", answers, "none");
}

#[test]
fn sources_of_funding() {
    let Some(lines) = phrases("funding-phrases.tsv") else { return };
    let profile = Profile::built_in();
    let answers = lines.into_iter().map(|line| {
        let [cell, label, ..] = line.as_slice() else { panic!("{line:?}") };
        let answer = match funding::read(profile, &Raw::text(cell)) {
            Reading::Good { value, .. } => value.key(),
            Reading::Bad(FundingFault::Forbidden) => "forbidden",
            _ => "unknown",
        };
        (cell.clone(), label.clone(), answer.to_owned())
    });
    judge("funding", answers, "unknown");
}

#[test]
fn ways_of_payment() {
    let Some(lines) = phrases("payment-phrases.tsv") else { return };
    let profile = Profile::built_in();
    let answers = lines.into_iter().map(|line| {
        let [cell, label, ..] = line.as_slice() else { panic!("{line:?}") };
        let answer = match payment::read(profile, &Raw::text(cell)) {
            Reading::Good { value, .. } => value.key(),
            _ => "unknown",
        };
        (cell.clone(), label.clone(), answer.to_owned())
    });
    judge("payment", answers, "unknown");
}
