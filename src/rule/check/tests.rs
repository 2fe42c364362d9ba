//! Every rule's examples, run: which codes they give, and in which words.

#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "tests")]

use super::*;
use crate::fix::{History, Planned, Selection, plan};
use crate::form::Field;
use crate::ledger::keys::Secret;
use crate::ledger::{Extract, Ledger};
use crate::rule::example::{self, Example, TODAY};
use crate::rule::{FixEdit, FixKind, Safety};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The seal can't be on a form that isn't printed yet.
const ALWAYS: &str = "H109";

/// Rules whose example shows a case without a fix: F011 is mended by the export, which
/// leaves empty rows out (editing cells can't), C103 only where the reason helps.
const ONLY_AT_TIMES: [&str; 2] = ["F011", "C103"];

/// The findings of an example; `None` if it is bytes, which are the readers' to test.
pub(in crate::rule) fn findings(example: Example) -> Option<Vec<Finding>> {
    Some(check(&example::workbook(example)?, example))
}

/// The findings of a workbook by the profile of an example.
fn check(workbook: &Workbook, example: Example) -> Vec<Finding> {
    let profile = &*example::profile(example).expect("an example's profile is sound");
    let found = crate::form::find(workbook, profile, TODAY);
    let context = Context { profile, today: TODAY, format: workbook.format };
    check_workbook(workbook, &found.forms, &found.skipped, &context).findings
}

/// The findings across an example's files; `None` if there is only one.
fn across(example: Example) -> Option<Vec<CrossFinding>> {
    let profile = &*example::profile(example).expect("an example's profile is sound");
    let further: Vec<_> = example::further_files(example).collect();
    let first = example::workbook(example).filter(|_| !further.is_empty())?;
    let mut ledger = Ledger::default();
    for workbook in [first].into_iter().chain(further) {
        let forms = crate::form::find(&workbook, profile, TODAY).forms;
        let extract = Extract::of(&workbook, &forms, Secret::new(178), TODAY, |_, _| 0);
        ledger.add(format!("{}.xlsx", ledger.files().len()), extract);
    }
    Some(check_across(&AcrossView::new(&ledger, profile)))
}

/// The codes an example gives, in its first file and across its files.
fn codes(example: Example) -> Option<BTreeSet<&'static str>> {
    let mut codes: BTreeSet<_> = findings(example)?.iter().map(Finding::code).collect();
    codes.extend(across(example).into_iter().flatten().map(|it| it.code()));
    Some(codes)
}

/// The findings an example is about.
fn of_rule(rule: &Rule, example: Example) -> Vec<Finding> {
    let mut found = findings(example).unwrap_or_default();
    found.retain(|finding| finding.code() == rule.code);
    found
}

#[test]
fn each_wrong_example_gives_its_code_alone_and_each_right_one_none() {
    let mut unfit = Vec::new();
    for rule in registry::rules() {
        let wrong = ("wrong", rule.wrong, BTreeSet::from([rule.code]));
        for (kind, example, expected) in [wrong, ("right", rule.right, BTreeSet::new())] {
            let Some(mut codes) = codes(example) else { continue };
            if rule.code != ALWAYS {
                codes.remove(ALWAYS);
            }
            if codes != expected {
                unfit.push(format!("{} {kind}: {codes:?}", rule.code));
            }
        }
    }
    assert!(unfit.is_empty(), "{unfit:#?}");
}

#[test]
fn each_wrong_example_is_found_once() {
    for rule in registry::rules() {
        let found = match across(rule.wrong) {
            Some(found) => found.iter().filter(|it| it.code() == rule.code).count(),
            None if findings(rule.wrong).is_none() => continue,
            None => of_rule(rule, rule.wrong).len(),
        };
        assert_eq!(found, 1, "{}", rule.code);
    }
}

#[test]
fn fixes_are_as_safe_as_the_rule_says() {
    for rule in registry::rules() {
        for finding in of_rule(rule, rule.wrong) {
            let code = rule.code;
            let offered = finding.fix.as_ref().map(|fix| fix.safety);
            match rule.fix {
                FixKind::None => assert_eq!(offered, None, "{code}"),
                _ if ONLY_AT_TIMES.contains(&code) => {}
                FixKind::Safe => assert_eq!(offered, Some(Safety::Safe), "{code}"),
                FixKind::Unsafe => assert_eq!(offered, Some(Safety::Unsafe), "{code}"),
                FixKind::Either => assert!(offered.is_some(), "{code}"),
            }
        }
    }
}

#[test]
fn a_fix_ends_its_finding() {
    for rule in registry::rules() {
        let Some(mut workbook) = example::workbook(rule.wrong) else { continue };
        let offered = of_rule(rule, rule.wrong);
        let all = Selection { guesses: true, ..Selection::default() };
        let planned = plan(&offered, &all, false);
        if planned.is_empty() {
            continue;
        }
        for Planned { sheet, after, cause } in planned {
            History::put(&mut workbook, sheet, after, cause);
        }
        let after = check(&workbook, rule.wrong);
        assert!(after.iter().all(|it| it.code() != rule.code), "{}", rule.code);
    }
}

#[test]
fn messages_are_plain_and_quote_nothing_personal() {
    for rule in registry::rules() {
        for finding in of_rule(rule, rule.wrong) {
            let code = rule.code;
            let text = format!("{} {}", finding.message, finding.help);
            for sentence in [finding.message.as_str(), &*finding.help] {
                assert!(sentence.ends_with('。'), "{code}: {sentence}");
            }
            for word in ["!", "！", "非法", "失败", "违规", rule.code] {
                assert!(!text.contains(word), "{code} says {word}: {text}");
            }
            let personal = matches!(
                finding.field,
                Some(
                    Field::Name
                        | Field::IdNumber
                        | Field::Phone
                        | Field::Account
                        | Field::AccountName
                )
            );
            if let (true, Some(value)) = (personal, &finding.value) {
                assert!(value.is_empty() || !text.contains(value), "{code}: {text}");
            }
        }
    }
}

/// The words of every rule, one snapshot per letter group.
#[test]
fn messages_read_well() {
    let mut groups: BTreeMap<char, String> = BTreeMap::new();
    for rule in registry::rules() {
        let letter = rule.code.chars().next().unwrap_or('?');
        let page = groups.entry(letter).or_default();
        for finding in of_rule(rule, rule.wrong) {
            let at = finding.cell.map_or_else(|| "-".to_owned(), |cell| cell.to_string());
            let label = finding.severity.label();
            let _ = writeln!(page, "{} {} · {label} · {at}", rule.code, rule.title);
            let _ = writeln!(page, "    {}\n    → {}", finding.message, finding.help);
            if !finding.related.is_empty() {
                let related: Vec<_> = finding.related.iter().map(ToString::to_string).collect();
                let _ = writeln!(page, "    related {}", related.join(" "));
            }
            if let Some(range) = finding.range {
                let _ = writeln!(page, "    range {range}");
            }
            if let Some(fix) = &finding.fix {
                let _ = writeln!(page, "    {:?}: {}", fix.safety, fix.description);
                for edit in fix.edits.iter().take(4) {
                    let _ = match edit {
                        FixEdit::Cell { place, entry } => {
                            writeln!(page, "        {place} = {entry}")
                        }
                        FixEdit::Show(hidden) => writeln!(page, "        {hidden} = {edit}"),
                    };
                }
            }
        }
    }
    for rule in registry::rules() {
        let page = groups.entry('X').or_default();
        for finding in across(rule.wrong).into_iter().flatten() {
            let label = finding.severity.label();
            let cells: Vec<_> = finding.places.iter().map(|it| it.cell.to_string()).collect();
            let _ = writeln!(page, "{} {} · {label} · {}", rule.code, rule.title, cells.join(" "));
            let _ = writeln!(page, "    {}\n    → {}", finding.message, finding.help);
        }
    }
    for (letter, page) in groups.iter().filter(|(_, page)| !page.is_empty()) {
        insta::assert_snapshot!(format!("messages_{letter}"), page);
    }
}
