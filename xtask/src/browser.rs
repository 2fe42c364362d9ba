//! Chromium and its driver, for the tests in a browser. The system's own: nothing here
//! or in the page's packages downloads a browser.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::process::{Run, which};

/// The two programs.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The driver that `wasm-bindgen-test-runner` steers it by.
    pub chromedriver: PathBuf,
}

/// Finds them, or has Debian's package manager install them.
pub fn ready() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if which(&["apt-get"]).is_none() {
        bail!(
            "the tests in a browser need Chromium (or Chrome) and chromedriver of the same \
             version on PATH, and a Chinese font such as Noto Sans CJK; please install them"
        );
    }
    println!("The tests in a browser need Chromium and chromedriver, which aren't on PATH.");
    println!("Installing Debian's, with a Chinese font for the screenshots:");
    apt_get(&["update"])?;
    apt_get(&["install", "-y", "chromium", "chromium-driver", "fonts-noto-cjk"])?;
    find().context("apt-get is done, and yet Chromium or chromedriver isn't on PATH")
}

fn find() -> Option<Browser> {
    Some(Browser {
        chromium: which(&["chromium", "chromium-browser", "google-chrome"])?,
        chromedriver: which(&["chromedriver"])?,
    })
}

fn apt_get(args: &[&str]) -> Result<()> {
    let is_root = Run::new("id").args(["-u"]).read()?.trim() == "0";
    let run = if is_root {
        Run::new("apt-get")
    } else {
        // sudo passes no environment on.
        Run::new("sudo").args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
    };
    // A fresh machine is often still updating itself: wait for its lock instead of failing.
    run.args(["-o", "DPkg::Lock::Timeout=600"])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
        .context("please install Chromium and chromedriver yourself")
}
