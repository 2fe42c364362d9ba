//! The registry against the catalogue: every code, its severity, its fix.

use nuanbiao::rule::{FixKind, Severity, registry};
use std::collections::BTreeMap;
use std::path::Path;

/// One line of a table of the catalogue.
struct Line {
    severity: String,
    fix: String,
}

fn catalogue() -> Option<BTreeMap<String, Line>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/spec/rules.md");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: no catalogue at {}", path.display());
        return None;
    };
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [code, severity, _, rest @ ..] = cells.as_slice() else { continue };
        let is_code = code.len() == 4 && code.ends_with(|c: char| c.is_ascii_digit());
        if is_code {
            let fix = rest.last().copied().unwrap_or("–").to_owned();
            lines.insert((*code).to_owned(), Line { severity: (*severity).to_owned(), fix });
        }
    }
    Some(lines)
}

#[test]
fn every_code_of_the_catalogue_is_a_rule_with_its_severity() {
    let Some(catalogue) = catalogue() else { return };
    assert!(catalogue.len() > 100, "{}", catalogue.len());
    for (code, line) in &catalogue {
        let Some(rule) = registry::rule(code) else { panic!("{code} is no rule") };
        let letter = match rule.severity {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Notice => "N",
        };
        // F003 takes its level from the profile, column by column.
        assert!(line.severity.split('/').any(|it| it == letter), "{code}: {}", line.severity);
    }
    for rule in registry::rules() {
        assert!(catalogue.contains_key(rule.code), "{} is not in the catalogue", rule.code);
    }
}

#[test]
fn fixes_are_as_safe_as_the_catalogue_says() {
    let Some(catalogue) = catalogue() else { return };
    for (code, line) in &catalogue {
        let Some(rule) = registry::rule(code) else { panic!("{code} is no rule") };
        let expected = match line.fix.as_str() {
            "–" => FixKind::None,
            both if both.contains("s for") && both.contains("u for") => FixKind::Either,
            safe if safe.starts_with('s') => FixKind::Safe,
            _ => FixKind::Unsafe,
        };
        assert_eq!(rule.fix, expected, "{code}: {}", line.fix);
    }
}
