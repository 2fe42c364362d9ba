//! The page, built by Vite into `dist/`: once for a server, once as one file.

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::repo::Repo;
use crate::wasm::{self, Mode};
use crate::{no_more, report, setup};

/// `cargo xtask build`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    no_more(args)?;
    build(repo)?;
    println!("\nTo be put on a server:  {}", repo.hosted_page().display());
    println!("To be double-clicked:   {}", repo.one_file().display());
    report::sizes(&repo.root.join("dist"))
}

/// Builds the wasm and both forms of the page.
pub fn build(repo: &Repo) -> Result<()> {
    setup::npm_packages(repo)?;
    wasm::build(repo, Mode::Release)?;
    build_around_wasm(repo)
}

/// Builds the page around the wasm that lies in `www/src/pkg/`.
pub fn build_around_wasm(repo: &Repo) -> Result<()> {
    if !repo.has_page() {
        bail!("there is no page to build: www/package.json doesn't exist");
    }
    npm(repo, "build").run()?;
    for made in [repo.hosted_page().join("index.html"), repo.one_file()] {
        made.metadata().with_context(|| format!("the build made no {}", made.display()))?;
    }
    Ok(())
}

/// A script of www/package.json.
pub fn npm(repo: &Repo, script: &str) -> Run {
    Run::new("npm").args(["run", "--silent", script]).dir(repo.www())
}
