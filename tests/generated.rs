//! What is generated from the registry and kept in the repository is up to date.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "tests")]

use nuanbiao::export::{RuleExample, handbook_page, rule_docs, rule_examples};
use nuanbiao::rule::example::{ExampleCell, ExampleMark};
use nuanbiao::workbook::CellRef;

#[test]
fn the_handbook_says_what_the_rules_say() {
    // Git may bring the file with other line ends on other systems.
    let kept = include_str!("../docs/handbook.md").replace("\r\n", "\n");
    assert!(kept == handbook_page(), "docs/handbook.md is stale: run `cargo xtask rules`");
}

#[test]
fn every_rule_shows_an_example_and_what_is_said_about_it() {
    let page = handbook_page();
    let parts: Vec<_> = page.split("\n## ").skip(1).collect();
    let docs = rule_docs(None);
    assert_eq!(parts.len(), docs.len());
    for (part, doc) in parts.iter().zip(&docs) {
        assert!(part.starts_with(&doc.code), "{}", doc.code);
        for wanted in ["\n**错**", "\n**对**", "暖表会说："] {
            assert!(part.contains(wanted), "{} lacks {wanted}", doc.code);
        }
    }
}

fn cells(side: &nuanbiao::export::ExampleSide) -> Vec<&ExampleCell> {
    side.tables.iter().flat_map(|it| &it.rows).flat_map(|it| &it.cells).collect()
}

fn is_marked(example: &RuleExample) -> bool {
    let columns = example.wrong.tables.iter().flat_map(|it| &it.columns);
    let cells = cells(&example.wrong).into_iter().map(|it| it.mark);
    columns.map(|it| it.mark).chain(cells).any(|it| it == Some(ExampleMark::Wrong))
}

/// A table shows where the mistake is, unless there is no table to speak of.
#[test]
fn examples_are_tables_with_the_wrong_cell_marked() {
    let examples = rule_examples(None);
    let without: Vec<_> =
        examples.iter().filter(|it| !is_marked(it)).map(|it| it.code.as_str()).collect();
    // Files that can't be read, a sheet that is no form, a table without people, pictures
    // that can't be seen.
    assert_eq!(without, ["R001", "R002", "R003", "R004", "R005", "F002", "F014"]);
    for example in &examples {
        let said = !example.wrong.notes.is_empty() || !example.wrong.tables.is_empty();
        assert!(said, "{} shows no mistake", example.code);
        assert_ne!(example.wrong, example.right, "{}", example.code);
        for table in example.wrong.tables.iter().chain(&example.right.tables) {
            assert!(!table.rows.is_empty(), "{}", example.code);
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
        }
    }
}

/// Whoever reads "A2 is blank" looks for A2.
#[test]
fn the_cell_that_is_named_is_marked() {
    for example in rule_examples(None) {
        let named = example.says.split(' ').next().unwrap_or_default();
        let Ok(cell) = named.parse::<CellRef>() else { continue };
        let marks = example.wrong.tables.iter().flat_map(|table| {
            let titles = table.columns.iter().map(|it| (it.letter.clone() + "5", it.mark));
            let cells = table.rows.iter().flat_map(|row| {
                let letters = table.columns.iter().zip(&row.cells);
                letters.map(|(column, it)| (format!("{}{}", column.letter, row.number), it.mark))
            });
            titles.chain(cells).collect::<Vec<_>>()
        });
        let marked: Vec<_> = marks.filter(|it| it.1 == Some(ExampleMark::Wrong)).collect();
        assert!(marked.iter().any(|it| it.0 == cell.to_string()), "{}: {marked:?}", example.code);
    }
}

#[test]
fn the_same_cells_stand_beside_each_other() {
    let all = rule_examples(Some("p203"));
    let [example] = all.as_slice() else { panic!("one rule, not {}", all.len()) };
    assert_eq!(example.says.split(' ').next(), Some("D6"));
    let text =
        |side| cells(side).into_iter().map(|it| (it.text.as_str(), it.mark)).collect::<Vec<_>>();
    let name = ("陈桂芳", None);
    assert_eq!(text(&example.wrong), [name, ("310101196803120021", Some(ExampleMark::Wrong))]);
    assert_eq!(text(&example.right), [name, ("31010119680303002X", Some(ExampleMark::Right))]);
}
