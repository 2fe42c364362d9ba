//! The command line, run as a user runs it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    path.to_str().unwrap().to_owned()
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nuanbiao"))
        .args(["--today", "2021-02-20"])
        .args(args)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(args: &[&str]) -> serde_json::Value {
    serde_json::from_slice(&run(args).stdout).unwrap()
}

/// A folder of its own for what a test writes.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_status_tells_clean_from_wrong_from_unreadable() {
    for (name, status) in
        [("perfect.xlsx", 0), ("mistakes-15.xlsx", 1), ("not-a-table.xlsx", 2), ("missing.xlsx", 2)]
    {
        assert_eq!(run(&["check", &fixture(name)]).status.code(), Some(status), "{name}");
    }
}

#[test]
fn bad_usage_is_said_in_chinese() {
    let output = run(&["check", "--colour", "x.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("没有这个选项"));
}

#[test]
fn help_and_the_systems_reasons_are_in_chinese() {
    let verbs = ["check", "clean", "sample", "exercise", "rules"];
    for args in verbs.map(|verb| vec![verb, "--help"]).into_iter().chain([vec!["--help"]]) {
        let help = out(&run(&args));
        for english in ["Options", "Arguments", "Print", "default", "possible", "Usage"] {
            assert!(!help.contains(english), "{english}: {help}");
        }
    }
    let output = run(&["check", "nowhere.xlsx"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("nowhere.xlsx 读不了：没有这个文件"), "{said}");
}

#[test]
fn a_report_never_takes_the_place_of_what_was_checked() {
    let folder = scratch("report-over-its-source");
    let file = folder.join("a.csv");
    std::fs::write(&file, "姓名,慰问金额\n陈桂芳,1000\n").unwrap();
    let path = file.to_str().unwrap();
    let output = run(&["check", path, "-o", path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("姓名"));
}

#[test]
fn personal_data_is_masked_unless_asked_for() {
    // The first person's number, its check digit wrong.
    let file = fixture("mistakes-15.xlsx");
    let masked = out(&run(&["check", &file, "--format", "json"]));
    let shown = out(&run(&["check", &file, "--format", "json", "--show-personal"]));
    assert!(shown.contains("31010119680312002"));
    assert!(!masked.contains("31010119680312002"));
}

#[test]
fn rules_can_be_selected_and_ignored() {
    let file = fixture("mistakes-15.xlsx");
    let selected = out(&run(&["check", &file, "--format", "json", "--select", "P203"]));
    let ignored = out(&run(&["check", &file, "--format", "json", "--ignore", "P203"]));
    let code = |code: &str| format!("\"code\": \"{code}\"");
    assert!(selected.contains(&code("P203")) && !selected.contains(&code("B103")));
    assert!(!ignored.contains(&code("P203")) && ignored.contains(&code("B103")));
}

#[test]
fn the_report_is_json() {
    let report = json(&["check", &fixture("mistakes-15.xlsx"), "--format", "json"]);
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
}

#[test]
fn the_report_is_sarif() {
    let (wrong, cut) = (fixture("mistakes-15.xlsx"), fixture("truncated.xlsx"));
    let log = json(&["check", &wrong, &cut, "--format", "sarif"]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let of = |code: &str| results.iter().find(|result| result["ruleId"] == code).unwrap();
    let place = &of("P203")["locations"][0];
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "汇总表!D5");
    assert_eq!(place["physicalLocation"]["artifactLocation"]["index"], 0);
    assert_eq!(of("R003")["level"], "error");
    assert_eq!(of("R003")["locations"][0]["physicalLocation"]["artifactLocation"]["index"], 1);
}

#[test]
fn the_report_is_a_page_that_leaves_nothing_out() {
    let file = fixture("mistakes-15.xlsx");
    let page = out(&run(&["check", &file, "--format", "html"]));
    assert!(page.starts_with("<!DOCTYPE html>"));
    // Dates and amounts are kept on one line.
    let page = page.replace("<span class=\"u\">", "").replace("</span>", "");
    let report = json(&["check", &file, "--format", "json"]);
    let findings = report["files"][0]["sheets"][0]["findings"].as_array().unwrap();
    assert!(findings.len() > 10);
    for finding in findings {
        let message = finding["message"].as_str().unwrap();
        assert!(page.contains(message), "{message}");
    }
    let part = out(&run(&["check", &file, "--format", "html", "--select", "P203"]));
    assert!(part.contains("按要求只用了这些规则：P203"));
}

#[test]
fn cleaning_never_overwrites_its_input() {
    let copy = scratch("overwrite").join("a.xlsx");
    let before = std::fs::read(fixture("mistakes-15.xlsx")).unwrap();
    std::fs::write(&copy, &before).unwrap();
    let path = copy.to_str().unwrap();
    assert_eq!(run(&["clean", path, "-o", path]).status.code(), Some(2));
    assert!(std::fs::read(&copy).unwrap() == before);
}

#[test]
fn cleaning_mends_what_is_safe() {
    let cleaned = scratch("clean").join("b.xlsx");
    let path = cleaned.to_str().unwrap();
    let output = run(&["clean", &fixture("mistakes-15.xlsx"), "-o", path]);
    assert_eq!(output.status.code(), Some(0));
    let report = out(&run(&["check", path, "--format", "json"]));
    assert!(report.contains("\"P203\"") && !report.contains("\"A105\""));
}

#[test]
fn a_cleaned_form_can_be_verified() {
    let folder = scratch("verify");
    let (cleaned, other) = (folder.join("b.xlsx"), folder.join("blank.xlsx"));
    let path = cleaned.to_str().unwrap();
    assert_eq!(run(&["clean", &fixture("perfect.xlsx"), "-o", path]).status.code(), Some(0));
    let verified = run(&["verify", path]);
    assert_eq!(verified.status.code(), Some(0));
    assert!(out(&verified).contains("与核验时一样"));
    // The blank form was never checked, so it has no receipt.
    let blank = other.to_str().unwrap();
    assert_eq!(run(&["template", "-o", blank, "--rows", "3"]).status.code(), Some(0));
    assert_eq!(run(&["verify", blank]).status.code(), Some(2));
    assert_eq!(run(&["template", "-o", blank, "--rows", "0"]).status.code(), Some(2));
    assert_eq!(run(&["template", "-o", "blank.csv"]).status.code(), Some(2));
}

#[test]
fn a_rule_and_the_standards_can_be_looked_up() {
    let rule = json(&["rules", "P203", "--format", "json"]);
    assert_eq!(rule[0]["code"], "P203");
    assert_eq!(run(&["rules", "Z999"]).status.code(), Some(2));
    let profile = run(&["profile"]);
    assert_eq!(profile.status.code(), Some(0));
    assert!(!profile.stdout.is_empty());
}

#[test]
fn a_zip_of_files_is_read_as_if_it_were_a_folder() {
    use std::io::Write;
    let folder = scratch("zip");
    let zip = folder.join("街道.zip");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&zip).unwrap());
    for (inside, name) in [
        ("一组/表.xlsx", "perfect.xlsx"),
        ("二组/表.xls", "containers/mistakes-15.xls"),
        ("二组/照片.pdf", "not-a-table.xlsx"),
    ] {
        writer.start_file(inside, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&std::fs::read(fixture(name)).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    let path = zip.to_str().unwrap();
    let report = json(&["check", path, "--format", "json"]);
    let files: Vec<_> = report["files"].as_array().unwrap().iter().collect();
    let seen: Vec<_> = files
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["format"].as_str().unwrap()))
        .collect();
    let [first, second] = ["一组/表.xlsx", "二组/表.xls"].map(|it| format!("{path}/{it}"));
    assert_eq!(seen, [(first.as_str(), "xlsx"), (second.as_str(), "xls")]);
    assert_eq!(run(&["check", path]).status.code(), Some(1));
    // One of them by its path, with every verb.
    assert_eq!(run(&["check", &first]).status.code(), Some(0));
    let clean = folder.join("干净.xlsx");
    let cleaned = run(&["clean", &second, "-o", clean.to_str().unwrap()]);
    assert_eq!(cleaned.status.code(), Some(0), "{cleaned:?}");
    assert!(clean.exists());
    let missing = run(&["check", &format!("{path}/没有.xlsx")]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("压缩包里没有这份表"));
}

#[test]
fn an_exercise_comes_with_its_answers_beside_it() {
    let folder = scratch("exercise");
    let made = folder.join("练习.xlsx");
    let path = made.to_str().unwrap();
    let args = ["exercise", "--codes", "P203,S101", "--rows", "8", "--mistakes", "3", "-o", path];
    let output = run(&[&args[..], &["--seed", "一班"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.join("练习-答案.xlsx").is_file());
    let report = json(&["check", path, "--format", "json", "--today", "2021-02-20"]);
    let findings = report["files"][0]["sheets"][0]["findings"].as_array().unwrap().clone();
    let mut codes: Vec<_> = findings.iter().map(|it| it["code"].as_str().unwrap()).collect();
    codes.retain(|code| *code != "H109");
    codes.sort_unstable();
    codes.dedup();
    assert_eq!((findings.len(), codes), (4, vec!["P203", "S101"]));

    let refused = |args: &[&str]| {
        let output = run(&[&["exercise", "-o", path], args].concat());
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--codes", "R001"]).contains("不能出成练习"));
    assert!(refused(&["--codes", "H101"]).contains("只放得下 1 处"));
    assert!(refused(&["--level", "hard"]).contains("--level"));
    assert!(refused(&["--layout", "round"]).contains("--layout"));

    // The table begins at F12, so that is where the mistakes are.
    let laid = run(&[&args[..], &["--layout", "不从左上角起"]].concat());
    assert_eq!(laid.status.code(), Some(0), "{}", String::from_utf8_lossy(&laid.stderr));
    let report = json(&["check", path, "--format", "json", "--today", "2021-02-20"]);
    let sheet = &report["files"][0]["sheets"][0];
    assert_eq!(sheet["columns"][0]["letter"], "F");
    assert_eq!(sheet["findings"].as_array().unwrap().len(), 4);
}
