//! Starting other programs.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// A program about to be started.
pub struct Run {
    command: Command,
}

impl Run {
    /// `program`, found on PATH unless it is a path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self { command: Command::new(program) }
    }

    /// The cargo that started us.
    pub fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// Adds one argument, such as a path.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds an option and the path it takes.
    pub fn arg_path(mut self, option: &str, path: &Path) -> Self {
        self.command.arg(option).arg(path);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Starts it in `dir`.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Says what is run, runs it with our own output, and fails if it fails.
    pub fn run(mut self) -> Result<()> {
        self.say();
        let status = self.command.status().with_context(|| self.cannot_start())?;
        self.succeeded(status)
    }

    /// As [`Run::run`]; each line of its standard output is shown and handed to `line`.
    pub fn run_watched(mut self, mut line: impl FnMut(&str)) -> Result<()> {
        self.say();
        let cannot_start = self.cannot_start();
        let mut child = self.command.stdout(Stdio::piped()).spawn().context(cannot_start)?;
        let mut stdout = BufReader::new(child.stdout.take().context("no standard output")?);
        let mut bytes = Vec::new();
        while stdout.read_until(b'\n', &mut bytes)? > 0 {
            std::io::stdout().write_all(&bytes)?;
            line(String::from_utf8_lossy(&bytes).trim_end());
            bytes.clear();
        }
        let status = child.wait()?;
        self.succeeded(status)
    }

    /// Runs it quietly and gives its standard output.
    pub fn read(mut self) -> Result<String> {
        self.command.stderr(Stdio::inherit());
        let output = self.command.output().with_context(|| self.cannot_start())?;
        self.succeeded(output.status)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// What `program --version` prints; nothing if there is no such program.
    pub fn version(program: impl AsRef<OsStr>) -> Option<String> {
        let output = Command::new(program).arg("--version").stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn say(&self) {
        println!("$ {}", self.shown());
    }

    fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        let mut shown = name.to_string_lossy().into_owned();
        for arg in self.command.get_args() {
            shown.push(' ');
            shown.push_str(&arg.to_string_lossy());
        }
        shown
    }

    fn cannot_start(&self) -> String {
        let program = self.command.get_program().to_string_lossy();
        format!("{program} can't be started; is it installed and on PATH?")
    }

    fn succeeded(&self, status: ExitStatus) -> Result<()> {
        if !status.success() {
            bail!("`{}` ended with {status}", self.shown());
        }
        Ok(())
    }
}

/// The first of `names` that is on PATH.
pub fn which(names: &[&str]) -> Option<PathBuf> {
    find_in(&std::env::var_os("PATH")?, names)
}

fn find_in(path: &OsString, names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| {
        std::env::split_paths(path)
            .map(|dir| dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_names_order_counts_before_that_of_path() {
        let dir = std::env::temp_dir().join(format!("xtask-which-{}", std::process::id()));
        let dirs = [dir.join("a"), dir.join("b")];
        for (dir, file) in dirs.iter().zip(["second", "first"]) {
            std::fs::create_dir_all(dir).unwrap();
            std::fs::write(dir.join(format!("{file}{}", std::env::consts::EXE_SUFFIX)), "")
                .unwrap();
        }
        let path = std::env::join_paths(&dirs).unwrap();
        let found = find_in(&path, &["first", "second"]).unwrap();
        assert_eq!(found.file_stem().unwrap(), "first");
        assert_eq!(find_in(&path, &["third"]), None);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_program_that_is_missing_is_an_error_that_names_it() {
        let error = Run::new("no-such-program").read().unwrap_err();
        assert!(error.to_string().starts_with("no-such-program can't be started"), "{error}");
    }
}
