//! Where things lie in the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::Run;

/// The wasm target's name, for cargo and rustup.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The repository and cargo's target directory.
pub struct Repo {
    /// The directory of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Where cargo builds, wherever the user's configuration puts it.
    pub target: PathBuf,
}

impl Repo {
    /// Finds the repository this program was built from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask/ lies in no repository")?
            .to_path_buf();
        let metadata = Run::cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .dir(&root)
            .read()?;
        let target = json_string(&metadata, "target_directory")
            .context("cargo metadata names no target directory")?;
        Ok(Self { root, target: target.into() })
    }

    /// The page's sources.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Whether the page's sources are there.
    pub fn has_page(&self) -> bool {
        self.www().join("package.json").is_file()
    }

    /// Where `npm run build` puts the page that a server serves.
    pub fn hosted_page(&self) -> PathBuf {
        self.root.join("dist/hosted")
    }

    /// The page as one file, for a stick and a double-click.
    pub fn one_file(&self) -> PathBuf {
        self.root.join("dist/暖表.html")
    }

    /// The version of a package in Cargo.lock.
    pub fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path)
            .with_context(|| format!("{} can't be read", path.display()))?;
        locked_version(&lock, package).with_context(|| format!("Cargo.lock has no {package}"))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

/// The first string field `key` of compact JSON. Enough for cargo's own output.
fn json_string(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":\""))?;
    let mut value = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(value),
            '\\' => value.push(chars.next()?),
            c => value.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn strings_are_unescaped() {
        let json = r#"{"a":1,"target_directory":"C:\\work\\target","b":""}"#;
        assert_eq!(json_string(json, "target_directory").as_deref(), Some(r"C:\work\target"));
        assert_eq!(json_string(json, "b").as_deref(), Some(""));
        assert_eq!(json_string(json, "c"), None);
    }
}
