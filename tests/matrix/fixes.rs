//! Every fix that is offered anywhere in the matrix: as safe as the catalogue says, and, if it
//! is safe, the end of its finding and the beginning of no other.

use super::layouts::LAYOUTS;
use super::{all_said, in_file, in_memory, rules};
use nuanbiao::fix::Selection;
use nuanbiao::rule::{Finding, FixKind, Safety, example};
use nuanbiao::session::Session;
use std::collections::BTreeSet;

/// Rules that call for a fix and never offer one, each with the reason.
const WITHOUT: [(&str, &str); 1] = [(
    "F011",
    "empty rows are left out by the cleaned workbook: no edit of a cell takes a row away",
)];

/// The examples of all rules as they stand, the wrong ones also in every layout that takes
/// them.
fn sessions() -> impl Iterator<Item = (String, Session)> {
    let wrong = rules().flat_map(|rule| {
        let book = example::workbook(rule.wrong).unwrap();
        let named = move |layout: &str| format!("{} wrong, {layout}", rule.code);
        let mut all = vec![(named("as it stands"), in_memory(rule.wrong, &book))];
        for layout in &LAYOUTS {
            let laid = (layout.lay)(&book);
            all.extend(laid.map(|it| (named(layout.name), in_file(rule.wrong, &book, &it))));
        }
        all
    });
    let right = rules().map(|rule| {
        let book = example::workbook(rule.right).unwrap();
        (format!("{} right", rule.code), in_memory(rule.right, &book))
    });
    wrong.chain(right)
}

/// The safety that the catalogue gives a fix; `None` for a finding that has none. H104 and P302
/// are safe because only their form is mended; F012 is by what stands in the cell.
fn graded(finding: &Finding) -> Option<Safety> {
    match finding.rule.fix {
        FixKind::None => None,
        FixKind::Safe => Some(Safety::Safe),
        FixKind::Unsafe => Some(Safety::Unsafe),
        FixKind::Either => {
            assert_eq!(finding.code(), "F012", "{}", finding.message);
            let written = finding.message.contains("同上");
            Some(if written { Safety::Safe } else { Safety::Unsafe })
        }
    }
}

/// Applies each safe fix by itself and takes it back; gives how many there were.
fn safe_fixes_end_their_findings(name: &str, session: &mut Session) -> usize {
    let is_safe =
        |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    let safe: Vec<usize> =
        (0..).zip(session.findings()).filter(|(_, it)| is_safe(it)).map(|(at, _)| at).collect();
    let before = if safe.is_empty() { Vec::new() } else { all_said(session) };
    for at in &safe {
        let finding = &before[*at];
        session.apply_fixes(&Selection { findings: vec![*at], ..Selection::default() });
        let after = all_said(session);
        assert!(!after.contains(finding), "{finding:?} of {name} stays");
        let new: Vec<_> = after.iter().filter(|it| !before.contains(it)).collect();
        assert!(new.is_empty(), "{finding:?} of {name}: now {new:?}");
        session.undo();
        assert_eq!(all_said(session), before, "{finding:?} of {name}, undone");
    }
    safe.len()
}

#[test]
fn every_fix_is_as_safe_as_the_catalogue_says_and_a_safe_one_ends_its_finding() {
    let mut offered: BTreeSet<&str> = BTreeSet::new();
    let mut applied = 0;
    for (name, mut session) in sessions() {
        for finding in session.findings() {
            let code = finding.code();
            let Some(fix) = &finding.fix else { continue };
            assert_eq!(Some(fix.safety), graded(finding), "{code} of {name}");
            assert!(!fix.edits.is_empty() && !fix.description.is_empty(), "{code} of {name}");
            offered.insert(code);
        }
        applied += safe_fixes_end_their_findings(&name, &mut session);
    }
    for rule in rules().filter(|rule| rule.fix != FixKind::None) {
        let excused = WITHOUT.iter().any(|(code, _)| *code == rule.code);
        assert!(offered.contains(rule.code) != excused, "{} is never offered", rule.code);
    }
    println!("{applied} safe fixes applied one by one");
    assert!(applied >= 100, "{applied}");
}
