//! A district's files: exactly the planted cases are found, by the core and by the command
//! line alike.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../fixtures/make/batch.rs"]
#[allow(missing_docs, reason = "shared with the script that writes the fixtures")]
mod batch;

use nuanbiao::across;
use nuanbiao::ledger::Ledger;
use nuanbiao::ledger::keys::Secret;
use nuanbiao::policy::Profile;
use nuanbiao::rule::Severity;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use std::collections::BTreeSet;
use std::sync::Arc;

fn options() -> Options {
    let profile = Arc::new(Profile::from_toml(batch::PROFILE).unwrap());
    Options { profile, ..Options::on(jiff::civil::date(2021, 2, 20)) }
}

/// Opens the files in the order given, as many ledgers do.
fn ledger(files: &[(String, Vec<u8>)]) -> Ledger {
    let mut ledger = Ledger::default();
    for (name, bytes) in files {
        let session = Session::open(name, bytes, options(), &mut |_| Flow::Continue).unwrap();
        ledger.add(name, across::extract(&session, Secret::new(178)));
    }
    ledger
}

#[test]
fn the_planted_cases_are_found_and_nothing_else() {
    let district = batch::district();
    assert_eq!(district.files.len(), 500);
    let ledger = ledger(&district.files);
    let options = options();
    let found = across::cross(&ledger, &options.profile, &options.codes);
    let found_at: BTreeSet<_> = found
        .iter()
        .map(|finding| {
            let cells = finding.places.iter().map(|place| {
                format!("{} {}", ledger.path(&ledger.tables()[place.table]), place.cell)
            });
            (finding.code(), cells.collect::<BTreeSet<_>>())
        })
        .collect();
    let missed: Vec<_> = district.planted.difference(&found_at).collect();
    let too_many: Vec<_> = found_at.difference(&district.planted).collect();
    assert!(
        missed.is_empty() && too_many.is_empty(),
        "missed {missed:#?}\nnot planted {too_many:#?}"
    );
    assert_eq!(found.len(), district.planted.len());
    // Units that pay one person twice from one fund must mend it; others are asked.
    let errors = found.iter().filter(|it| it.code() == "X201" && it.severity == Severity::Error);
    assert_eq!(errors.count(), 5);
}

#[test]
fn the_command_line_finds_the_same() {
    let district = batch::district();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("district");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in &district.files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let profile = folder.with_extension("toml");
    std::fs::write(&profile, batch::PROFILE).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_nuanbiao"))
        .args(["check", "--format", "json", "--today", "2021-02-20", "--profile"])
        .args([&profile, &folder])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let places = |finding: &serde_json::Value| -> BTreeSet<String> {
        let places = finding["places"].as_array().unwrap().iter();
        let name = |path: &serde_json::Value| {
            path.as_str().unwrap().rsplit('/').next().unwrap().to_owned()
        };
        places.map(|it| format!("{} {}", name(&it["path"]), it["cell"].as_str().unwrap())).collect()
    };
    let found: BTreeSet<_> = report["cross"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["code"].as_str().unwrap().to_owned(), places(finding)))
        .collect();
    let planted: BTreeSet<_> =
        district.planted.into_iter().map(|(code, cells)| (code.to_owned(), cells)).collect();
    assert_eq!(found, planted);
    // The slips' wrong check digits and X203, X204, X205 and X201's errors: status 1.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_line_is_small() {
    // What quality.md allows for a row of a batch; the name's text comes on top.
    assert!(size_of::<nuanbiao::ledger::Line>() <= 160);
}

/// The order is that of the paths' bytes, a zip's files among them; what can't be read, junk and
/// links that lead back stop nothing.
#[test]
fn a_folder_is_read_whole_in_the_order_of_paths() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("junk");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("甲")).unwrap();
    let (_, form) = batch::district().files.swap_remove(0);
    for (name, bytes) in [
        ("甲/表.csv", form.as_slice()),
        ("甲.csv", &form),
        ("坏.xlsx", b"PK\x03\x04 cut off"),
        ("照片.xlsx", b"\x89PNG\r\n\x1a\n"),
        ("说明.docx", b"PK"),
        (".DS_Store", b"x"),
        ("~$甲.xlsx", b"x"),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("甲/回来")).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_nuanbiao"))
        .args(["check", "--format", "json", "--today", "2021-02-20", "--jobs", "2"])
        .arg(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<_> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let path = file["path"].as_str().unwrap().split("junk/").nth(1).unwrap();
            format!("{path} {}", file["error"]["code"].as_str().unwrap_or("-"))
        })
        .collect();
    assert_eq!(files, ["坏.xlsx R003", "照片.xlsx R001", "甲.csv -", "甲/表.csv -"]);
}
