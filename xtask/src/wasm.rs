//! The core as wasm, with the JavaScript and the types around it, in `www/src/pkg/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::process::Run;
use crate::repo::{Repo, WASM_TARGET};
use crate::setup::{self, WasmBindgen};

/// What is known to work in Chromium 100, and what rustc emits: wasm-opt is told, lest it
/// guess from a section that may have been removed.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The arguments that make cargo build what the page uses.
pub const CARGO_ARGS: &[&str] =
    &["--target", WASM_TARGET, "--no-default-features", "--features", "wasm"];

/// How the wasm is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Small and fast; what is published, served and tested in the page.
    Release,
    /// Built in seconds, slow, with names in its stack traces.
    Dev,
}

impl Mode {
    /// The profile in Cargo.toml.
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Dev => "dev",
        }
    }

    /// Where cargo puts what that profile makes.
    fn directory(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Dev => "debug",
        }
    }
}

/// `cargo xtask wasm [--release|--dev]`.
pub fn run(repo: &Repo, args: &[String]) -> Result<()> {
    let mode = match args {
        [] => Mode::Release,
        [arg] if arg == "--release" => Mode::Release,
        [arg] if arg == "--dev" => Mode::Dev,
        _ => bail!("wasm takes --release (the default) or --dev"),
    };
    if mode == Mode::Release {
        setup::npm_packages(repo)?; // wasm-opt is one of them
    }
    build(repo, mode)
}

/// Builds what isn't up to date.
pub fn build(repo: &Repo, mode: Mode) -> Result<()> {
    setup::wasm_target()?;
    let tools = WasmBindgen::ready(repo)?;
    let compiled = compile(repo, mode, CARGO_ARGS)?.join("nuanbiao.wasm");
    let package = repo.www().join("src/pkg");
    let optimizer = repo.www().join("node_modules/.bin/wasm-opt");
    let optimize = mode == Mode::Release && optimizer.exists();

    // The package is up to date if it was made of this very file by these very tools.
    let stamp = repo.target.join("xtask/wasm-package");
    let made_of = format!(
        "{} {:?} wasm-bindgen {} wasm-opt {optimize}",
        mode.profile(),
        changed(&compiled)?.duration_since(SystemTime::UNIX_EPOCH)?,
        tools.version,
    );
    let module = package.join("nuanbiao_bg.wasm");
    if module.exists() && fs::read_to_string(&stamp).is_ok_and(|last| last == made_of) {
        println!("www/src/pkg/ is up to date.");
        return Ok(());
    }
    match fs::remove_file(&stamp) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }

    bind(&tools, mode, &compiled, &package)?;
    if optimize {
        let plain = repo.target.join("xtask/unoptimized.wasm");
        fs::create_dir_all(repo.target.join("xtask"))?;
        fs::copy(&module, &plain)?;
        self::optimize(repo, &plain, &module)?;
    } else if mode == Mode::Release {
        println!("Not made smaller by wasm-opt: binaryen isn't among www's packages.");
    }
    fs::create_dir_all(repo.target.join("xtask"))?;
    fs::write(&stamp, made_of)?;
    Ok(())
}

/// Compiles a library to wasm; gives the folder that it lies in. What is measured is compiled
/// here as well.
pub fn compile(repo: &Repo, mode: Mode, library: &[&str]) -> Result<PathBuf> {
    let cargo = Run::cargo()
        .args(["build", "--lib", "--profile", mode.profile()])
        .args(library)
        .dir(&repo.root);
    match mode {
        Mode::Release => cargo.env("CARGO_ENCODED_RUSTFLAGS", reproducible(repo)).run()?,
        Mode::Dev => cargo.run()?,
    }
    Ok(repo.target.join(WASM_TARGET).join(mode.directory()))
}

/// Flags that keep this machine's directories out of the file: its panics would name them, and
/// the same sources would give another file elsewhere.
fn reproducible(repo: &Repo) -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = vec![format!("--remap-path-prefix={}=.", repo.root.display())];
    flags.extend(home.map(|home| format!("--remap-path-prefix={}=cargo", home.display())));
    flags.join("\u{1f}")
}

fn bind(tools: &WasmBindgen, mode: Mode, compiled: &Path, package: &Path) -> Result<()> {
    let strip: &[&str] = if mode == Mode::Release {
        &["--remove-name-section", "--remove-producers-section"]
    } else {
        &["--keep-debug"]
    };
    Run::new(&tools.bindgen)
        .args(["--target", "web", "--out-name", "nuanbiao"])
        .args(strip)
        .arg_path("--out-dir", package)
        .arg(compiled)
        .run()
}

/// Makes a module smaller and faster with wasm-opt, one of www's packages.
pub fn optimize(repo: &Repo, from: &Path, to: &Path) -> Result<()> {
    Run::new("npx")
        // The compiler has done the work. Higher levels make the file smaller as it is, but
        // less like itself, and so larger as it travels, compressed.
        .args(["--no-install", "wasm-opt", "-O1"])
        .args(WASM_FEATURES)
        .arg(from)
        .arg_path("-o", to)
        .dir(repo.www())
        .run()
}

fn changed(file: &Path) -> Result<SystemTime> {
    fs::metadata(file)
        .and_then(|data| data.modified())
        .with_context(|| format!("{} wasn't built", file.display()))
}
