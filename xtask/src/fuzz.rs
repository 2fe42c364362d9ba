//! Bytes no person made, thrown at everything that reads bytes: `fuzz/`, with cargo-fuzz.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::repo::Repo;

const VERSION: &str = "0.13.2";

/// `cargo xtask fuzz [TARGET] [--minutes N]`: one target, or each in turn.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let (mut chosen, mut minutes) = (None, 10);
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match (arg, args.clone().next().map(str::parse::<u32>)) {
            ("--minutes", Some(Ok(number))) => {
                minutes = number;
                args.next();
            }
            (name, _) if !name.starts_with('-') && chosen.is_none() => chosen = Some(name),
            _ => bail!("fuzz takes the name of a target, and --minutes with a number"),
        }
    }
    let list = fs::read_to_string(repo.root.join("fuzz/seeds.txt"))
        .context("fuzz/seeds.txt, the list of targets, can't be read")?;
    let all = targets(&list);
    let wanted: Vec<_> =
        all.iter().filter(|target| chosen.is_none_or(|name| target.name == name)).collect();
    if wanted.is_empty() {
        let names: Vec<_> = all.iter().map(|target| target.name).collect();
        bail!("there is no such target; there are {}", names.join(", "));
    }
    let tool = tool(repo)?;
    for target in wanted {
        target.seed(repo)?;
        target.fuzz(repo, &tool, minutes)?;
    }
    Ok(())
}

/// A target, and the extensions of the fixtures it starts from.
struct Target<'l> {
    name: &'l str,
    extensions: Vec<&'l str>,
}

/// Reads lines such as `xlsx  xlsx xlsm`.
fn targets(list: &str) -> Vec<Target<'_>> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some(Target { name: words.next()?, extensions: words.collect() })
        })
        .collect()
}

impl Target<'_> {
    /// Copies the files it starts from into its corpus, which outlives a run.
    fn seed(&self, repo: &Repo) -> Result<()> {
        let corpus = repo.root.join("fuzz/corpus").join(self.name);
        fs::create_dir_all(&corpus)?;
        let fixtures = repo.root.join("fixtures");
        let mut seeds = Vec::new();
        files(&fixtures, &mut seeds)?;
        seeds.retain(|path| {
            let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            self.extensions.contains(&extension)
        });
        for own in [repo.root.join("fuzz/seeds"), fixtures.join("hostile")] {
            files(&own.join(self.name), &mut seeds)?;
        }
        for path in seeds {
            let name = path.strip_prefix(&repo.root)?.to_string_lossy().replace('/', "-");
            fs::copy(&path, corpus.join(name))?;
        }
        Ok(())
    }

    /// Runs for so many minutes, or until something is found.
    fn fuzz(&self, repo: &Repo, tool: &Path, minutes: u32) -> Result<()> {
        println!("\n── {} for {minutes} minutes", self.name);
        Run::new(tool)
            .args(["fuzz", "run", "--sanitizer", "none", self.name])
            .arg_path("--target-dir", &repo.target.join("fuzz"))
            .arg("--")
            .arg(format!("-max_total_time={}", minutes * 60))
            // Seconds for one input, and megabytes in all: the promise of `limits`.
            .args(["-timeout=10", "-rss_limit_mb=700", "-max_len=262144"])
            .args(["-print_final_stats=1", "-verbosity=1"])
            // The instrumentation is a compiler flag that isn't stable yet. The core is free of
            // `unsafe`, so it needs none of the sanitizers, which only nightly has.
            .env("RUSTC_BOOTSTRAP", "1")
            .dir(repo.root.join("fuzz"))
            .run()
            .with_context(|| {
                format!(
                    "{} found something. Mend it, make the input smaller with \
                     `cargo fuzz tmin`, and keep it in fixtures/hostile/{}/.",
                    self.name, self.name
                )
            })
    }
}

/// All files of a folder and of those in it, in order; none if there is no such folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            files(&entry.path(), found)?;
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// cargo-fuzz, built once into `target/tools`.
fn tool(repo: &Repo) -> Result<PathBuf> {
    let tools = repo.target.join("tools");
    let tool = tools.join("bin/cargo-fuzz");
    if Run::version(&tool).as_deref().is_none_or(|said| !said.ends_with(VERSION)) {
        println!("cargo-fuzz {VERSION} isn't in target/tools yet; it is built once.");
        Run::cargo()
            .args(["install", "cargo-fuzz", "--locked", "--force", "--version"])
            .arg(format!("={VERSION}"))
            .arg_path("--root", &tools)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .run()?;
    }
    Ok(tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_with_their_extensions() {
        let all = targets("# a word about it\nedits\n\nxlsx    xlsx xlsm\n");
        let all: Vec<_> = all.iter().map(|it| (it.name, it.extensions.as_slice())).collect();
        assert_eq!(all, [("edits", &[][..]), ("xlsx", &["xlsx", "xlsm"])]);
    }
}
