//! What is generated from the rule registry, written anew: `docs/handbook.md`.
//!
//! A native test compares the file with the registry, so that a stale one fails CI.

use std::fs;

use anyhow::{Context, Result};

use crate::process::Run;
use crate::repo::Repo;

/// `cargo xtask rules`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    crate::no_more(args)?;
    let handbook = Run::cargo()
        .args(["run", "--quiet", "--bin", "nuanbiao", "--", "rules", "--format", "md"])
        .dir(&repo.root)
        .read()?;
    let path = repo.root.join("docs/handbook.md");
    let stale = fs::read_to_string(&path).map_or(true, |old| old != handbook);
    if stale {
        fs::create_dir_all(repo.root.join("docs"))?;
        fs::write(&path, handbook)
            .with_context(|| format!("{} can't be written", path.display()))?;
    }
    println!("docs/handbook.md {}", if stale { "written" } else { "was up to date" });
    Ok(())
}
