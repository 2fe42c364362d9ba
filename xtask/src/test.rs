//! Every check, in the order in which they fail soonest.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::process::Run;
use crate::repo::Repo;
use crate::setup::{self, WasmBindgen};
use crate::wasm::{self, CARGO_ARGS, Mode};
use crate::{browser, page, report};

/// `cargo xtask test [--quick]`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let quick = match args {
        [] => false,
        [arg] if arg == "--quick" => true,
        _ => bail!("test takes --quick and nothing else"),
    };
    let mut suite = Suite::default();
    let outcome = if quick { native(repo, &mut suite) } else { all(repo, &mut suite) };
    suite.print_summary();
    outcome
}

fn all(repo: &Repo, suite: &mut Suite) -> Result<()> {
    let (tools, browser) = suite.step("setup", |_| {
        setup::wasm_target()?;
        let tools = WasmBindgen::ready(repo)?;
        setup::npm_packages(repo)?;
        Ok((tools, browser::ready()?))
    })?;
    native(repo, suite)?;
    parquet(repo, suite)?;
    wasm(repo, suite, &tools, &browser)?;
    page(repo, suite, &browser)
}

fn native(repo: &Repo, suite: &mut Suite) -> Result<()> {
    let cargo = |args: &[&str]| Run::cargo().args(args).dir(&repo.root);
    suite.step("format", |_| cargo(&["fmt", "--all", "--check"]).run())?;
    suite.step("clippy", |_| {
        cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
    })?;
    suite.step("documentation: no dead links", |_| {
        cargo(&["doc", "--lib", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").run()
    })?;
    suite.step("native tests, examples of the documentation included", |counts| {
        cargo(&["test", "--workspace", "--no-fail-fast"]).run_watched(|line| counts.add_cargo(line))
    })
}

/// What only a feature brings in: a minute of compiling, so not in the quick loop.
fn parquet(repo: &Repo, suite: &mut Suite) -> Result<()> {
    let feature = |verb| {
        Run::cargo().args([verb, "--features", "parquet", "--test", "parquet"]).dir(&repo.root)
    };
    suite
        .step("clippy with Parquet", |_| feature("clippy").args(["--", "-D", "warnings"]).run())?;
    suite.step("tests of the ledger as Parquet", |counts| {
        feature("test").run_watched(|line| counts.add_cargo(line))
    })
}

fn wasm(repo: &Repo, suite: &mut Suite, tools: &WasmBindgen, browser: &Browser) -> Result<()> {
    suite.step("clippy for wasm", |_| {
        Run::cargo()
            .arg("clippy")
            .args(CARGO_ARGS)
            .args(["--lib", "--test", "wasm_node", "--test", "wasm_browser"])
            .args(["--", "-D", "warnings"])
            .dir(&repo.root)
            .run()
    })?;
    let wasm_test = |name: &str| {
        Run::cargo()
            .arg("test")
            .args(CARGO_ARGS)
            .args(["--test", name])
            .dir(&repo.root)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.test_runner)
            .env("CHROMEDRIVER", &browser.chromedriver)
    };
    suite.step("wasm tests in Node", |counts| {
        wasm_test("wasm_node").run_watched(|line| counts.add_cargo(line))
    })?;
    suite.step("wasm tests in headless Chromium", |counts| {
        wasm_test("wasm_browser").run_watched(|line| counts.add_cargo(line))
    })?;
    // What is published, and what the page's tests run on: once, optimised.
    suite.step("wasm package", |_| wasm::build(repo, Mode::Release))
}

fn page(repo: &Repo, suite: &mut Suite, browser: &Browser) -> Result<()> {
    if !repo.has_page() {
        println!("\nThere is no www/package.json yet, so there is no page to test.");
        return Ok(());
    }
    for (title, script) in
        [("page: types", "typecheck"), ("page: lint", "lint"), ("page: format", "format:check")]
    {
        suite.step(title, |_| page::npm(repo, script).run())?;
    }
    suite.step("page: build", |_| page::build_around_wasm(repo))?;
    suite.step("page: tests in headless Chromium", |counts| {
        page::npm(repo, "test:e2e")
            .env("CHROMIUM", &browser.chromium)
            .env("FORCE_COLOR", "0")
            .run_watched(|line| counts.add_playwright(line))
    })
}

/// The steps so far.
#[derive(Default)]
struct Suite {
    steps: Vec<(&'static str, Duration, Outcome)>,
    counts: Counts,
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
}

impl Suite {
    fn step<T>(
        &mut self,
        title: &'static str,
        work: impl FnOnce(&mut Counts) -> Result<T>,
    ) -> Result<T> {
        println!("\n── {title}");
        let start = Instant::now();
        let result = work(&mut self.counts);
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        println!("   {}", report::time(start.elapsed()));
        self.steps.push((title, start.elapsed(), outcome));
        result.with_context(|| format!("stopped at “{title}”"))
    }

    fn print_summary(&self) {
        println!("\n── summary");
        for (title, time, outcome) in &self.steps {
            let mark = if *outcome == Outcome::Passed { "ok    " } else { "FAILED" };
            println!("{mark} {:>12}  {title}", report::time(*time));
        }
        let all = self.steps.iter().map(|(_, time, _)| *time).sum();
        println!("       {:>12}  in all\n", report::time(all));
        let stopped = self.steps.iter().any(|(_, _, outcome)| *outcome == Outcome::Failed);
        if self.counts.flaky > 0 {
            println!(
                "{} failed at first and passed at the second try: look why",
                self.counts.flaky
            );
        }
        // "0 failed" would be a lie after a failed check that is no test.
        if !stopped || self.counts.failed > 0 {
            println!("{} passed, {} failed", self.counts.passed, self.counts.failed);
        }
    }
}

/// Tests that ran, as the test programs themselves told.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    /// Passed at the second try only; Playwright counts them apart.
    flaky: u64,
}

impl Counts {
    /// Reads `test result: ok. 12 passed; 0 failed; …`.
    fn add_cargo(&mut self, line: &str) {
        let Some((_, numbers)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for number in numbers.split("; ") {
            self.add(number);
        }
    }

    /// Reads `  12 passed (3.4s)`, `  1 failed` and `  1 flaky`.
    fn add_playwright(&mut self, line: &str) {
        if let Some(line) = line.strip_prefix("  ") {
            self.add(line.split(" (").next().unwrap_or_default());
        }
    }

    fn add(&mut self, number: &str) {
        let Some((count, what)) = number.split_once(' ') else { return };
        let Ok(count) = count.parse::<u64>() else { return };
        match what {
            "passed" => self.passed += count,
            "failed" => self.failed += count,
            "flaky" => self.flaky += count,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn results_of_cargo_and_playwright_are_counted() {
        let mut counts = Counts::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; finished in 0.01s",
        ] {
            counts.add_cargo(line);
        }
        assert_eq!(counts, Counts { passed: 14, failed: 1, flaky: 0 });
        for line in
            ["Running 9 tests using 1 worker", "  1 failed", "  1 flaky", "  7 passed (3.4s)"]
        {
            counts.add_playwright(line);
        }
        assert_eq!(counts, Counts { passed: 21, failed: 2, flaky: 1 });
    }

    #[test]
    fn a_failed_step_is_named_and_kept() {
        let mut suite = Suite::default();
        suite.step("first", |_| Ok(())).unwrap();
        let error = suite.step("second", |_| -> Result<()> { bail!("no") }).unwrap_err();
        assert_eq!(format!("{error:#}"), "stopped at “second”: no");
        assert!(
            suite.steps.iter().map(|(_, _, outcome)| outcome == &Outcome::Failed).eq([false, true])
        );
    }
}
