//! How fast it is, beside its peers in one run: natively and in wasm under Node.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::browser;
use crate::process::Run;
use crate::repo::{Repo, WASM_TARGET};
use crate::setup::{self, WasmBindgen};
use crate::wasm::{self, Mode};

const PACKAGE: &str = "nuanbiao-bench";

/// What the page's core is held against in the browser; they are fetched for this alone.
const PEERS: [&str; 2] = ["xlsx@0.18.5", "hucre@1.0.0"];

/// `cargo xtask bench [--native|--wasm|--peers] [--rows N]`, or natively one of `--edit`,
/// `--lengths`, `--files`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let (mut native, mut wasm, mut peers, mut rows) = (true, true, true, "100000");
    let mut other = None;
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match (arg, args.clone().next()) {
            ("--edit" | "--lengths" | "--files", _) => other = arg.strip_prefix("--"),
            ("--native", _) => (wasm, peers) = (false, false),
            ("--wasm", _) => (native, peers) = (false, false),
            ("--peers", _) => (native, wasm) = (false, false),
            ("--rows", Some(number)) if number.parse::<u32>().is_ok() => {
                rows = number;
                args.next();
            }
            _ => bail!(
                "bench takes --native, --wasm or --peers, and --rows with a number; or --edit, --lengths, --files"
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
    let folder = repo.target.join("bench");
    fs::create_dir_all(&folder)?;
    let workbook = folder.join(format!("{rows}.xlsx"));
    if wasm || peers {
        Run::new(&program).arg_path("write", &workbook).arg(rows).run()?;
    }
    if wasm {
        let module = module(repo)?;
        Run::new("node")
            .arg(repo.root.join("benches/node.mjs"))
            .arg(module)
            .arg(&workbook)
            .run()?;
    }
    if peers {
        beside_peers(repo, &folder, &workbook)?;
    }
    Ok(())
}

/// The page's own core beside other readers and writers, in Chromium and Node.
fn beside_peers(repo: &Repo, folder: &Path, workbook: &Path) -> Result<()> {
    wasm::run(repo, &[])?;
    let chromium = browser::ready()?.chromium;
    let npm = Run::new("npm").args(["install", "--no-save", "--no-audit", "--no-fund"]);
    npm.arg_path("--prefix", folder).args(PEERS).run()?;
    let modules = folder.join("node_modules");
    let benches = repo.root.join("benches");
    let reading = Run::new("node").arg(benches.join("peers.mjs")).arg(workbook).arg(&modules);
    reading.env("CHROMIUM", chromium).run()?;
    let hucre = modules.join("hucre/dist/xlsx.mjs");
    let exports = Run::new("node").arg(benches.join("exports.mjs")).arg(workbook);
    exports.arg_path("--peer", &hucre).run()
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
