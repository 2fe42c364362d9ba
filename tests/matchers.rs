//! The matchers against labelled phrases: those of `tests/data`, and those handed to us beside
//! the clone, in `../shared/data`, where they are at hand. Precision and recall per
//! label are printed with `--nocapture`.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests")]

use nuanbiao::fix::{Cause, History, State};
use nuanbiao::form::{self, Field};
use nuanbiao::policy::{
    Category, CategoryFault, FundingFault, Profile, category, funding, payment,
};
use nuanbiao::rule::example::{self, TODAY};
use nuanbiao::rule::{Context, Severity, check_workbook};
use nuanbiao::value::{Raw, Reading};
use nuanbiao::workbook::{Cell, CellValue};
use std::collections::BTreeMap;
use std::path::Path;

/// The sets of phrases of a matcher: the ones handed to us, where they are at hand, and the
/// ones of `tests/data`.
///
/// Each of those was written as clerks of many trades would (a hospital, a school, a building
/// firm, a street office, the underground, a courier station…) and labelled by reading the
/// policy, before the matcher had seen it. What it got wrong was then mended by its principle,
/// and another set written. First runs, precision and recall: categories 0.98 0.96, 0.94 0.90,
/// 0.84 0.78 (set 3: reasons only a neighbour would tell), 0.96 0.94, 0.98 0.98, 0.99 0.99,
/// 0.98 0.97 (set 7), 0.94 0.92 (set 8; two labels each of 7 and 8 were then changed by reading
/// the policy once more, later one each of 5 and 7 that another set contradicted, as noted
/// there), 0.96 0.91 (set 9, written by somebody who had read the lists by then);
/// funding 0.98 0.96 (set 3), 0.99 0.99, 0.98 0.95 (set 5); payment 0.99 0.92 (set 3), 1.00 0.99,
/// 0.98 0.98 (set 5).
fn sets(matcher: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join(format!("../shared/data/{matcher}-phrases.tsv"));
    let own = ["", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"]
        .map(|set| root.join(format!("tests/data/{matcher}-blind{set}.tsv")));
    let mut sets = Vec::new();
    for path in [shared].into_iter().chain(own).filter(|path| path.exists()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().skip(1).filter(|line| !line.is_empty());
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        sets.push((name, lines.map(cells).collect()));
    }
    assert!(!sets.is_empty(), "no phrases for {matcher}");
    sets
}

/// Right answers, wrong ones and missed ones of a label.
#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

/// Compares answers with labels, prints precision and recall, and gives what is too low of
/// either, overall and per label. In a set of our own, one slip per label may be: of twenty phrases, it is a twentieth.
///
/// Precision counts the answers that name something (a key or a fault); recall, the labels
/// that do. `void` is the answer that names nothing.
fn judge(
    what: &str,
    answers: impl Iterator<Item = (String, String, String)>,
    void: &str,
) -> Vec<String> {
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
    let slips = u32::from(!what.ends_with("-phrases"));
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut low = Vec::new();
    for (label, score) in &scores {
        let (precision, recall) =
            (ratio(score.right, score.wrong), ratio(score.right, score.missed));
        let line = format!(
            "{what} {label:12} precision {precision:.3} recall {recall:.3} ({})",
            score.right + score.missed,
        );
        println!("{line}");
        if (precision < 0.97 && score.wrong > slips) || (recall < 0.95 && score.missed > slips) {
            low.push(line);
        }
        if label != void {
            right += score.right;
            wrong += score.wrong;
            missed += score.missed;
        }
    }
    let (precision, recall) = (ratio(right, wrong), ratio(right, missed));
    println!("{what} overall precision {precision:.3} recall {recall:.3}");
    if precision < 0.97 || recall < 0.95 {
        low.push(format!("{what} overall precision {precision:.3} recall {recall:.3}"));
    }
    low
}

#[test]
fn categories() {
    let profile = Profile::built_in();
    let answer = |line: Vec<String>| {
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
    };
    let mut low = Vec::new();
    for (name, lines) in sets("category") {
        low.extend(judge(&name, lines.into_iter().map(answer), "none"));
    }
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn sources_of_funding() {
    let profile = Profile::built_in();
    let answer = |line: Vec<String>| {
        let [cell, label, ..] = line.as_slice() else { panic!("{line:?}") };
        let answer = match funding::read(profile, &Raw::text(cell)) {
            Reading::Good { value, .. } => value.key(),
            Reading::Bad(FundingFault::Forbidden) => "forbidden",
            _ => "unknown",
        };
        (cell.clone(), label.clone(), answer.to_owned())
    };
    let mut low = Vec::new();
    for (name, lines) in sets("funding") {
        low.extend(judge(&name, lines.into_iter().map(answer), "unknown"));
    }
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn ways_of_payment() {
    let profile = Profile::built_in();
    let answer = |line: Vec<String>| {
        let [cell, label, ..] = line.as_slice() else { panic!("{line:?}") };
        let answer = match payment::read(profile, &Raw::text(cell)) {
            Reading::Good { value, .. } => value.key(),
            _ => "unknown",
        };
        (cell.clone(), label.clone(), answer.to_owned())
    };
    let mut low = Vec::new();
    for (name, lines) in sets("payment") {
        low.extend(judge(&name, lines.into_iter().map(answer), "unknown"));
    }
    assert!(low.is_empty(), "{low:#?}");
}

/// The labelled rows are honest ones: where the cell names its category by itself, the reason
/// beside it is no contradiction (C108).
#[test]
fn honest_reasons_contradict_nothing() {
    let profile = Profile::built_in();
    let (mut rows, mut alarms) = (0, 0);
    for (_, lines) in sets("category") {
        for line in lines {
            let [cell, reason, ..] = line.as_slice() else { panic!("{line:?}") };
            let Reading::Good { value, .. } = category::read(profile, &Raw::text(cell), "") else {
                continue;
            };
            if reason.trim().is_empty() {
                continue;
            }
            rows += 1;
            if let Some(likely) = category::contradicts(profile, value, cell, reason) {
                println!("{cell} | {reason}: {}, said to be {}", value.key(), likely.key());
                alarms += 1;
            }
        }
    }
    println!("{rows} honest rows, {alarms} doubted");
    assert!(rows > 150 && alarms * 100 <= rows, "{alarms} of {rows} doubted");
}

/// Whoever fills in a proper category in his own words is told at most to choose or to write it
/// as the policy does: no phrase that names one is an error on an otherwise right form.
#[test]
fn no_proper_category_is_an_error() {
    let profile = Profile::built_in();
    let perfect = example::workbook(&[]).unwrap();
    let (cell, reason) = (example::place(0, Field::Category), example::place(0, Field::Reason));
    let (mut phrases, mut accused) = (0, Vec::new());
    for (set, lines) in sets("category") {
        for line in lines {
            let [category, because, label, ..] = line.as_slice() else { panic!("{line:?}") };
            if !Category::ALL.iter().any(|it| it.key() == label) {
                continue;
            }
            let mut workbook = perfect.clone();
            for (place, text) in [(cell, category), (reason, because)] {
                let text = Cell::new(place.col, CellValue::text(text.as_str()));
                History::put(&mut workbook, 0, State::Cell(place, Some(text)), Cause::Manual);
            }
            let found = form::find(&workbook, profile, TODAY);
            let context = Context { profile, today: TODAY, format: workbook.format };
            let findings = check_workbook(&workbook, &found.forms, &found.skipped, &context);
            phrases += 1;
            let errors = findings.findings.iter().filter(|it| it.severity == Severity::Error);
            accused.extend(
                errors.map(|it| (set.clone(), it.code(), format!("{category} | {because}"))),
            );
        }
    }
    println!("{phrases} proper phrases, {} accused", accused.len());
    // Those handed to us and a set of our own may differ in what is a slip, not in this.
    assert!(accused.is_empty(), "{accused:#?}");
    assert!(phrases > 800, "{phrases}");
}
