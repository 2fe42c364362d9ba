//! Every rule in every layout: the mistake of the rule's own example is planted into forms
//! laid out in other ways, written to real files, read again, and must be found at the same
//! person's cell, with nothing else said. Run with `--nocapture` to see the table.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod fixes;
mod layouts;
#[path = "../../fixtures/make/mod.rs"]
#[allow(dead_code, missing_docs, reason = "shared with the script that writes the fixtures")]
mod make;

use layouts::{LAYOUTS, Laid, Layout};
use nuanbiao::rule::example::{self, TODAY};
use nuanbiao::rule::{Check, Example, Finding, Rule, registry};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{self, CellRef, Flow, Workbook};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A rule is to be found in at least so many layouts.
const LEAST: usize = 4;

/// What a finding comes to: code, sheet, cell, related cells.
type Said = (String, Option<usize>, Option<CellRef>, Vec<CellRef>);

fn said(finding: &Finding) -> Said {
    let related = finding.related.clone();
    (finding.code().to_owned(), finding.sheet, finding.cell, related)
}

fn all_said(session: &Session) -> Vec<Said> {
    session.findings().iter().map(said).collect()
}

fn options(example: Example) -> Options {
    let profile = example::profile(example).unwrap().into_owned();
    Options { profile: Arc::new(profile), ..Options::on(TODAY) }
}

/// An example as it stands.
fn in_memory(example: Example, workbook: &Workbook) -> Session {
    Session::new("例.xlsx", &[], workbook.clone(), options(example))
}

/// The file that an example is written to in a layout. Pictures that can't be looked at are
/// in xls only; the layouts' files are told that they hold as many.
fn in_file(example: Example, book: &Workbook, laid: &Laid) -> Session {
    let options = options(example);
    let mut read =
        workbook::open(laid.name, &laid.bytes, &options.limits, &mut |_| Flow::Continue).unwrap();
    let unseen = book.sheets.first().map_or(0, |sheet| sheet.unseen_pictures);
    if let Some(sheet) = read.sheets.get_mut(laid.sheets_before) {
        sheet.unseen_pictures = unseen;
    }
    Session::new(laid.name, &laid.bytes, read, options)
}

/// What should be said in a layout of what is said in memory.
fn moved(said: &[Said], laid: &Laid) -> Vec<Said> {
    let mut moved: Vec<Said> = said
        .iter()
        .map(|(code, sheet, cell, related)| {
            let to = |at: &CellRef| (laid.to)(*at);
            let cell = cell.as_ref().map(to);
            let related = related.iter().map(to).collect();
            (code.clone(), sheet.map(|sheet| sheet + laid.sheets_before), cell, related)
        })
        .collect();
    let also = laid.also.iter();
    moved.extend(
        also.map(|(code, sheet, cell)| ((*code).to_owned(), Some(*sheet), *cell, Vec::new())),
    );
    sorted(moved)
}

/// In an order of their own, so that two can be compared.
fn sorted(mut said: Vec<Said>) -> Vec<Said> {
    for (.., related) in &mut said {
        related.sort_unstable();
    }
    said.sort();
    said
}

/// How a rule fares in a layout.
enum Fares {
    /// It can't be planted there.
    Not(&'static str),
    /// Planted so often, found at the right cell so often; what else was said, and what was
    /// not.
    Found { planted: usize, found: usize, alarms: Vec<Said>, missed: Vec<Said> },
}

fn fares(rule: &Rule, workbook: &Workbook, said: &[Said], layout: &Layout) -> Fares {
    let laid = match (layout.lay)(workbook) {
        Ok(laid) => laid,
        Err(why) => return Fares::Not(why),
    };
    let wanted = moved(said, &laid);
    let got = sorted(all_said(&in_file(rule.wrong, workbook, &laid)));
    let planted: Vec<_> = wanted.iter().filter(|it| it.0 == rule.code).collect();
    let found = planted.iter().filter(|it| got.contains(it)).count();
    let alarms = got.iter().filter(|it| !wanted.contains(it)).cloned().collect();
    let missed = wanted.iter().filter(|it| !got.contains(it)).cloned().collect();
    Fares::Found { planted: planted.len(), found, alarms, missed }
}

/// The rules that look into one file's form; group R is about bytes that are no form, and
/// group X about several files: they have tests of their own.
fn rules() -> impl Iterator<Item = &'static Rule> {
    registry::rules().filter(|rule| !matches!(rule.check, Check::Reader | Check::Across(_)))
}

#[test]
fn every_rule_is_found_in_every_layout() {
    let mut table = String::new();
    let mut wrong = String::new();
    let mut whys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let names: Vec<_> = LAYOUTS.iter().map(|layout| layout.name).collect();
    table.push_str(&format!("规则  找到/埋下 误报  {}\n", names.join(" ")));
    for rule in rules() {
        let (mut planted, mut found, mut alarms, mut layouts) = (0, 0, 0, 0);
        let mut marks = String::new();
        let workbook = example::workbook(rule.wrong).expect("an example that is a form");
        let said = all_said(&in_memory(rule.wrong, &workbook));
        for layout in &LAYOUTS {
            match fares(rule, &workbook, &said, layout) {
                Fares::Not(why) => {
                    marks.push_str(" –");
                    whys.entry(why).or_default().push(format!("{}/{}", rule.code, layout.name));
                }
                Fares::Found { planted: here, found: of_them, alarms: others, missed } => {
                    let right = here > 0 && of_them == here && others.is_empty();
                    marks.push_str(if right { " ✓" } else { " ✗" });
                    if !right || !missed.is_empty() {
                        let (rule, layout) = (rule.code, layout.name);
                        wrong.push_str(&format!(
                            "{rule} in {layout}: {of_them} of {here}\n  said: {others:?}\n  not: {missed:?}\n"
                        ));
                    }
                    planted += here;
                    found += of_them;
                    alarms += others.len();
                    layouts += 1;
                }
            }
        }
        table.push_str(&format!("{}  {found:>2}/{planted:<2} {alarms:>2}  {marks}\n", rule.code));
        if layouts < LEAST {
            wrong.push_str(&format!("{}: planted into {layouts} layouts only\n", rule.code));
        }
    }
    for (why, places) in whys {
        table.push_str(&format!("– {why}：{}\n", places.join("、")));
    }
    println!("{table}");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_clean_form_is_clean_in_every_layout() {
    for layout in &LAYOUTS {
        let workbook = example::workbook(&[]).unwrap();
        let laid = (layout.lay)(&workbook).expect("the perfect form in any layout");
        let said = all_said(&in_memory(&[], &workbook));
        assert!(said.iter().all(|it| it.0 == "H109"), "{said:?}");
        let got = sorted(all_said(&in_file(&[], &workbook, &laid)));
        assert_eq!(got, moved(&said, &laid), "{}", layout.name);
    }
}
