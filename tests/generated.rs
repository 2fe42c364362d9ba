//! What is generated from the registry and kept in the repository is up to date.
#![cfg(not(target_arch = "wasm32"))]

use nuanbiao::export::{handbook_page, rule_docs};

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
        for wanted in ["- 错：", "  - 暖表会说：", "- 对："] {
            assert!(part.contains(wanted), "{} lacks {wanted}", doc.code);
        }
    }
}
