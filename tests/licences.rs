//! What we build on may be handed on: its licences are those that `deny.toml` allows.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// npm packages that build and test the page, and whose licence asks something of those who
/// ship them: they stay at home.
const NEVER_SHIPPED: [&str; 2] = ["MPL-2.0", "BlueOak-1.0.0"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn allowed() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Deny {
        licenses: Licenses,
    }
    #[derive(serde::Deserialize)]
    struct Licenses {
        allow: Vec<String>,
    }
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    toml::from_str::<Deny>(&text).unwrap().licenses.allow
}

/// Whether an SPDX expression can be met with allowed licences alone.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let parsed = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX).unwrap();
    parsed.evaluate(|asked| {
        asked.addition.is_none()
            && asked.license.id().is_some_and(|id| allowed.iter().any(|it| it == id.name))
    })
}

/// The names and licences of packages, as JSON has them.
fn refused<'a>(
    packages: impl IntoIterator<Item = (&'a str, &'a Value)>,
    allowed: &[String],
) -> Vec<String> {
    let refused = |(name, licence): (&str, &Value)| match licence.as_str() {
        Some(licence) if is_met(licence, allowed) => None,
        licence => Some(format!("{name}: {}", licence.unwrap_or("says nothing"))),
    };
    packages.into_iter().filter_map(refused).collect()
}

#[test]
fn crates_have_allowed_licences() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    let licences = packages.iter().map(|it| (it["name"].as_str().unwrap(), &it["license"]));
    assert_eq!(refused(licences, &allowed()), [""; 0]);
}

#[test]
fn npm_packages_have_allowed_licences() {
    let lock = std::fs::read_to_string(root().join("www/package-lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&lock).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    let at_home = NEVER_SHIPPED.map(str::to_owned);
    for dev in [false, true] {
        let mut allowed = allowed();
        allowed.extend(at_home.iter().filter(|_| dev).cloned());
        let licences = packages
            .iter()
            .filter(|(path, it)| !path.is_empty() && it["dev"].as_bool().unwrap_or(false) == dev)
            .map(|(path, it)| (path.as_str(), &it["license"]));
        assert_eq!(refused(licences, &allowed), [""; 0]);
    }
}

#[test]
fn a_licence_that_binds_is_refused() {
    let allowed = allowed();
    assert!(is_met("MIT/Apache-2.0", &allowed) && is_met("GPL-3.0-only OR MIT", &allowed));
    assert!(!is_met("GPL-3.0-only", &allowed) && !is_met("MIT AND MPL-2.0", &allowed));
}
