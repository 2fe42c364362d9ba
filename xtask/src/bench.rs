//! How fast it is, beside its peers in one run: natively and in wasm under Node.

use std::fs;

use anyhow::{Result, bail};

use crate::process::Run;
use crate::repo::{Repo, WASM_TARGET};
use crate::setup::{self, WasmBindgen};
use crate::wasm::{self, Mode};

const PACKAGE: &str = "nuanbiao-bench";

/// `cargo xtask bench [--native|--wasm] [--rows N]`, or natively one of `--edit`,
/// `--lengths`, `--files`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let (mut native, mut wasm, mut rows) = (true, true, "100000");
    let mut other = None;
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match (arg, args.clone().next()) {
            ("--edit" | "--lengths" | "--files", _) => other = arg.strip_prefix("--"),
            ("--native", _) => wasm = false,
            ("--wasm", _) => native = false,
            ("--rows", Some(number)) if number.parse::<u32>().is_ok() => {
                rows = number;
                args.next();
            }
            _ => bail!(
                "bench takes --native or --wasm, and --rows with a number; or --edit, --lengths, --files"
            ),
        }
    }
    Run::cargo().args(["build", "--release", "-p", PACKAGE]).dir(&repo.root).run()?;
    let program = repo.target.join("release").join(PACKAGE);
    if let Some(other) = other {
        return Run::new(&program).arg(other).run();
    }
    if native {
        Run::new(&program).arg(rows).run()?;
    }
    if wasm {
        let folder = repo.target.join("bench");
        fs::create_dir_all(&folder)?;
        let workbook = folder.join(format!("{rows}.xlsx"));
        Run::new(&program).arg_path("write", &workbook).arg(rows).run()?;
        let module = module(repo)?;
        Run::new("node").arg(repo.root.join("benches/node.mjs")).arg(module).arg(workbook).run()?;
    }
    Ok(())
}

/// The cases as a module for Node, compiled and optimised as the page's wasm is.
fn module(repo: &Repo) -> Result<std::path::PathBuf> {
    setup::wasm_target()?;
    setup::npm_packages(repo)?;
    let tools = WasmBindgen::ready(repo)?;
    let library = ["-p", PACKAGE, "--target", WASM_TARGET];
    let compiled = wasm::compile(repo, Mode::Release, &library)?.join("nuanbiao_bench.wasm");
    let folder = repo.target.join("bench/module");
    Run::new(&tools.bindgen)
        .args(["--target", "nodejs", "--out-name", "bench"])
        .arg_path("--out-dir", &folder)
        .arg(compiled)
        .run()?;
    let plain = repo.target.join("bench/unoptimized.wasm");
    fs::rename(folder.join("bench_bg.wasm"), &plain)?;
    wasm::optimize(repo, &plain, &folder.join("bench_bg.wasm"))?;
    Ok(folder.join("bench.js"))
}
