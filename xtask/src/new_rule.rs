//! A new rule's skeleton: its file, listed in its group, ready to be filled in.
//!
//! The skeleton compiles; the tests fail until no 待写 is left and its wrong example gives
//! its code.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::process::Run;
use crate::repo::Repo;

/// The folder of each letter group; readers' rules come from the readers, not from here.
const GROUPS: [(char, &str); 12] = [
    ('F', "form"),
    ('H', "head"),
    ('P', "person"),
    ('C', "category"),
    ('A', "amount"),
    ('G', "goods"),
    ('B', "bank"),
    ('S', "signature"),
    ('M', "funding"),
    ('D', "date"),
    ('K', "conflict"),
    ('X', "across"),
];

/// `cargo xtask new-rule CODE name`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let [code, name] = args else {
        bail!("new-rule takes a code and a file name, such as B116 receipt_missing");
    };
    let file = create(&repo.root.join("src/rule"), code, name)?;
    Run::cargo().args(["fmt", "--package", "nuanbiao"]).dir(&repo.root).run()?;
    println!(
        "{} is there and listed in its group. Now:\n\
         1. fill in what says 待写, the check, and both examples;\n\
         2. if another rule speaks of the same mistake: src/rule/precedence.rs;\n\
         3. cargo test --lib rule::, then look at the new snapshot of its words;\n\
         4. cargo xtask rules, and a line in CHANGELOG.md.",
        file.strip_prefix(&repo.root).unwrap_or(&file).display()
    );
    Ok(())
}

/// Writes the file and lists it; nothing is written if anything is in the way.
fn create(rules: &Path, code: &str, name: &str) -> Result<PathBuf> {
    let (letter, number) = code.split_at_checked(1).context("the code is empty")?;
    ensure!(
        number.len() == 3 && number.bytes().all(|it| it.is_ascii_digit()),
        "{code} is no code: a letter and three digits, such as B116"
    );
    let (_, folder) = GROUPS
        .iter()
        .find(|(group, _)| letter.starts_with(*group))
        .with_context(|| format!("there is no group {letter}; see src/rule/registry.rs"))?;
    ensure!(
        name.starts_with(|it: char| it.is_ascii_lowercase())
            && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_'),
        "{name:?} is no module's name: small letters, digits and _"
    );
    let group = rules.join(folder).join("mod.rs");
    let list = fs::read_to_string(&group)
        .with_context(|| format!("there is no group {letter} yet: {}", group.display()))?;
    let listed = listed(&list, code, name)?;
    let file = rules.join(folder).join(format!("{name}.rs"));
    ensure!(!file.exists(), "{} is there already", file.display());
    fs::write(&file, skeleton(code, folder == &"across"))?;
    fs::write(&group, listed)?;
    Ok(file)
}

/// The group's `mod.rs` with the rule's module and its entry, each in order.
fn listed(list: &str, code: &str, name: &str) -> Result<String> {
    ensure!(
        !list.contains(&format!("::{code},")) && !list.contains(&format!("::{code}]")),
        "{code} is taken"
    );
    let module = format!("mod {name};");
    let mut lines: Vec<String> = list.lines().map(str::to_owned).collect();
    let modules = |line: &&String| line.starts_with("mod ") && line.ends_with(';');
    ensure!(!lines.contains(&module), "the module {name} is taken");
    let after = lines.iter().rposition(|line| modules(&line) && *line < module);
    let first = lines.iter().position(|line| modules(&line)).context("the group has no modules")?;
    lines.insert(after.map_or(first, |line| line + 1), module);

    let text = lines.join("\n") + "\n";
    let (before, rest) =
        text.split_once("RULES: &[&Rule] =").context("the group has no list RULES")?;
    let (open, rest) = rest.split_once("&[").context("RULES is no list")?;
    let (entries, after) = rest.split_once("];").context("RULES doesn't end")?;
    let mut entries: Vec<&str> =
        entries.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    let new = format!("&{name}::{code}");
    let code_of = |entry: &str| entry.rsplit("::").next().map(str::to_owned);
    let at = entries.iter().position(|entry| code_of(entry).as_deref() > Some(code));
    entries.insert(at.unwrap_or(entries.len()), &new);
    Ok(format!("{before}RULES: &[&Rule] ={open}&[{}];{after}", entries.join(", ")))
}

fn skeleton(code: &str, across: bool) -> String {
    let (uses, kind, check) = if across {
        (
            "use crate::rule::{AcrossView, Change, Check, CrossSink, FixKind, Put, Severity, rule};",
            "Across",
            "fn check(_: &AcrossView<'_>, _: &mut CrossSink<'_>) {}",
        )
    } else {
        (
            "use crate::form::RowView;\nuse crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};",
            "Row",
            "fn check(_: &RowView<'_>, _: &Context<'_>, _: &mut Sink<'_>) {}",
        )
    };
    format!(
        r#"//! {code}: 待写, in one English sentence.

use crate::form::Field;
use crate::policy::article;
{uses}

rule! {{
    /// # 什么问题
    /// 待写：哪一格、怎么了。
    ///
    /// # 为什么
    /// 待写：依据哪一条，为什么要紧。
    ///
    /// # 怎么改
    /// 待写：下一步做什么。
    {code} {{
        title: "待写",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "待写。",
        fix: FixKind::None,
        check: Check::{kind}(check),
        wrong: &[Change::Cell(0, Field::Note, Put::Text("待写"))],
        right: &[],
    }}
}}

{check}
"#
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const GROUP: &str = "//! B.\n\nmod cash_reason;\nmod holder;\n\nuse super::Rule;\n\n\
        pub static RULES: &[&Rule] = &[\n    &cash_reason::B104,\n    &holder::B109,\n];\n";

    #[test]
    fn a_rule_is_listed_by_its_code_and_its_module_by_name() {
        let list = listed(GROUP, "B106", "alone").unwrap();
        assert!(list.contains("mod alone;\nmod cash_reason;\nmod holder;\n"), "{list}");
        assert!(list.contains("&[&cash_reason::B104, &alone::B106, &holder::B109];"), "{list}");
        let list = listed(GROUP, "B116", "receipt").unwrap();
        assert!(list.contains("mod holder;\nmod receipt;\n"), "{list}");
        assert!(list.contains("&holder::B109, &receipt::B116];"), "{list}");
    }

    #[test]
    fn what_is_taken_is_refused() {
        assert!(listed(GROUP, "B104", "other").unwrap_err().to_string().contains("B104 is taken"));
        assert!(listed(GROUP, "B116", "holder").unwrap_err().to_string().contains("holder"));
    }

    #[test]
    fn the_group_and_the_file_are_written_or_neither() {
        let rules = std::env::temp_dir().join(format!("new-rule-{}", std::process::id()));
        let bank = rules.join("bank");
        fs::create_dir_all(&bank).unwrap();
        fs::write(bank.join("mod.rs"), GROUP).unwrap();
        for (code, name) in
            [("B16", "a"), ("Z101", "a"), ("R101", "a"), ("B116", "A-b"), ("C120", "a")]
        {
            assert!(create(&rules, code, name).is_err(), "{code} {name}");
        }
        assert_eq!(fs::read_dir(&bank).unwrap().count(), 1);
        let file = create(&rules, "B116", "receipt").unwrap();
        assert!(fs::read_to_string(file).unwrap().contains("    B116 {"));
        assert!(fs::read_to_string(bank.join("mod.rs")).unwrap().contains("&receipt::B116"));
        fs::remove_dir_all(rules).unwrap();
    }
}
