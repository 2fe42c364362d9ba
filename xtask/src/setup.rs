//! Getting what the other commands need: each part only where it is missing, and never
//! without saying what and why.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::process::{Run, which};
use crate::repo::{Repo, WASM_TARGET};
use crate::{browser, no_more};

/// `cargo xtask setup`: everything.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    no_more(args)?;
    wasm_target()?;
    WasmBindgen::ready(repo)?;
    npm_packages(repo)?;
    let browser = browser::ready()?;
    println!("Chromium is {}.", browser.chromium.display());
    println!("Everything is there.");
    Ok(())
}

/// Rust's standard library for wasm.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libdir = Run::new(rustc)
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .read()
        .context("asking rustc where its libraries lie")?;
    if fs::read_dir(libdir.trim()).is_ok_and(|mut entries| entries.next().is_some()) {
        return Ok(());
    }
    println!("The page runs the core as wasm, and this Rust has no library for {WASM_TARGET}.");
    println!("Asking rustup for it:");
    Run::new("rustup").args(["target", "add", WASM_TARGET]).run().with_context(|| {
        format!(
            "Rust can't compile for {WASM_TARGET} here, so there will be no page.\n\
             What to do: with rustup and a network, run `rustup target add {WASM_TARGET}`; with \
             a Rust from a distribution, install its package of that library (Debian: \
             libstd-rust-dev-wasm32).\n\
             Meanwhile the command line works: `cargo run --release -- check FILE`, and so does \
             `cargo xtask test --quick`"
        )
    })
}

/// The wasm-bindgen tools, of the very version the crate is built with: any other refuses
/// the crate's wasm.
pub struct WasmBindgen {
    /// The program that writes the JavaScript around the wasm.
    pub bindgen: PathBuf,
    /// The program that runs wasm tests.
    pub test_runner: PathBuf,
    /// The version of both.
    pub version: String,
}

impl WasmBindgen {
    /// Finds the tools on PATH or in `target/tools`, or builds them there.
    pub fn ready(repo: &Repo) -> Result<Self> {
        let version = repo.locked_version("wasm-bindgen")?;
        if let Some(found) = Self::on_path(&version) {
            return Ok(found);
        }
        let tools = repo.target.join("tools");
        let built = Self {
            bindgen: tools.join("bin/wasm-bindgen"),
            test_runner: tools.join("bin/wasm-bindgen-test-runner"),
            version,
        };
        if !built.is_right() {
            println!("The wasm needs wasm-bindgen {}, the version in Cargo.lock.", built.version);
            println!("Building it into target/tools, once; this takes a few minutes.");
            // Its own lock file first. A registry mirror that lags may lack one of the
            // newest versions named there; then cargo chooses.
            let locked = install(repo, &built.version, &["--locked"]);
            if let Err(error) = locked {
                println!("With its own lock file: {error:#}.");
                println!("Once more, with the newest fitting packages of this registry:");
                install(repo, &built.version, &[])
                    .context("wasm-bindgen is needed and couldn't be built")?;
            }
            if !built.is_right() {
                bail!("{} isn't of version {}", built.bindgen.display(), built.version);
            }
        }
        Ok(built)
    }

    fn on_path(version: &str) -> Option<Self> {
        let found = Self {
            bindgen: which(&["wasm-bindgen"])?,
            test_runner: which(&["wasm-bindgen-test-runner"])?,
            version: version.to_owned(),
        };
        found.is_right().then_some(found)
    }

    fn is_right(&self) -> bool {
        [&self.bindgen, &self.test_runner].iter().all(|tool| {
            Run::version(tool).is_some_and(|said| said.ends_with(&format!(" {}", self.version)))
        })
    }
}

fn install(repo: &Repo, version: &str, options: &[&str]) -> Result<()> {
    Run::cargo()
        .args(["install", "wasm-bindgen-cli", "--version", &format!("={version}")])
        .args(["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner", "--force"])
        .args(options)
        .arg_path("--root", &repo.target.join("tools"))
        // The tools work for a second or two; a build half as long is the better bargain.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .run()
}

/// The page's packages from npm.
pub fn npm_packages(repo: &Repo) -> Result<()> {
    if !repo.has_page() {
        println!("There is no www/package.json yet, so no packages to get for the page.");
        return Ok(());
    }
    let node = Run::version("node").filter(|version| is_new_enough(version));
    if node.is_none() || which(&["npm"]).is_none() {
        bail!("the page is built with Node.js 20.19 or newer and its npm; please install them");
    }
    let www = repo.www();
    let changed = |path: &str| fs::metadata(www.join(path)).and_then(|data| data.modified()).ok();
    let locked = changed("package-lock.json").context("www/package-lock.json is missing")?;
    if !is_stale(changed("node_modules/.package-lock.json"), locked) {
        return Ok(());
    }
    println!("The page's packages in www/node_modules are missing or older than the lock file.");
    Run::new("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .dir(&www)
        // The tests use the system's Chromium; nothing brings a browser of its own.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()
        .context("the page's packages couldn't be installed")
}

/// Whether Vite runs on the Node.js that calls itself so.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|n| n.parse().ok());
    (numbers.next(), numbers.next()) >= (Some(20_u32), Some(19))
}

fn is_stale(installed: Option<SystemTime>, locked: SystemTime) -> bool {
    installed.is_none_or(|installed| installed < locked)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn old_nodes_are_refused() {
        for (version, good) in
            [("v20.19.0", true), ("v22.1.0", true), ("v20.9.0", false), ("v18.20.4", false)]
        {
            assert_eq!(is_new_enough(version), good, "{version}");
        }
    }

    #[test]
    fn packages_are_stale_when_missing_or_older_than_the_lock_file() {
        let then = SystemTime::UNIX_EPOCH;
        let later = then + Duration::from_secs(1);
        assert!(is_stale(None, then));
        assert!(is_stale(Some(then), later));
        assert!(!is_stale(Some(later), then));
        assert!(!is_stale(Some(then), then));
    }
}
