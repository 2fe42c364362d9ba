//! The same form in every container: the same findings.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn open(path: &Path) -> Session {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    Session::open(&name, &bytes, options, &mut |_| Flow::Continue)
        .unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// Each finding with its place and the value it offers.
fn findings(session: &Session) -> Vec<String> {
    let line = |it: &nuanbiao::rule::Finding| {
        let cell = it.cell.map(|it| it.to_string()).unwrap_or_default();
        let related: Vec<_> = it.related.iter().map(ToString::to_string).collect();
        let fix = it.fix.as_ref().map(nuanbiao::rule::Fix::value).unwrap_or_default();
        format!("{} [{cell}] ({}) → {fix}", it.code(), related.join(" "))
    };
    session.findings().iter().map(line).collect()
}

/// The container files, with the xlsx file that each was made from.
fn files() -> Vec<(PathBuf, PathBuf)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder().join("containers"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let source = |path: &Path| {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        folder().join(format!("{stem}.xlsx"))
    };
    paths.into_iter().map(|path| (path.clone(), source(&path))).collect()
}

/// Differences that have to be, each with its reason.
const KNOWN: &[(&str, &str)] = &[
    ("odd-numbers.xls lacks F009 [J14] () → ", "LibreOffice has computed the formula"),
    ("odd-numbers.ods lacks F009 [J14] () → ", "LibreOffice has computed the formula"),
    ("odd-numbers.xlsb lacks F009 [J14] () → ", "LibreOffice has computed the formula"),
];

/// Run with `--nocapture` to see the table: for each form the number of its findings in xlsx,
/// and in each other container how many of them are found there too, and how many others.
#[test]
fn the_same_form_has_the_same_findings_in_every_container() {
    let mut wrong = Vec::new();
    let mut table: BTreeMap<String, (usize, BTreeMap<String, String>)> = BTreeMap::new();
    for (path, source) in files() {
        let (here, there) = (open(&path), open(&source));
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (found, expected) = (findings(&here), findings(&there));
        let (form, container) = name.rsplit_once('.').unwrap();
        assert_eq!(here.workbook().format.key(), container);
        let others: Vec<_> = found.iter().filter(|line| !expected.contains(line)).collect();
        let missing: Vec<_> = expected.iter().filter(|line| !found.contains(line)).collect();
        let same = found.len() - others.len();
        let told =
            if others.is_empty() { same.to_string() } else { format!("{same} +{}", others.len()) };
        let row = table.entry(form.to_owned()).or_insert((expected.len(), BTreeMap::new()));
        row.1.insert(container.to_owned(), told);
        wrong.extend(others.iter().map(|line| format!("{name} has {line}")));
        wrong.extend(missing.iter().map(|line| format!("{name} lacks {line}")));
    }
    println!("{:32} {:>5} {:>5} {:>5} {:>5}", "form", "xlsx", "xls", "xlsb", "ods");
    for (form, (findings, row)) in &table {
        let [xls, xlsb, ods] =
            ["xls", "xlsb", "ods"].map(|it| row.get(it).map_or("–", String::as_str));
        println!("{form:32} {findings:>5} {xls:>5} {xlsb:>5} {ods:>5}");
    }
    for (known, why) in KNOWN {
        println!("{known}: {why}");
        assert!(wrong.iter().any(|line| line == known), "no longer: {known}");
    }
    wrong.retain(|line| !KNOWN.iter().any(|(known, _)| line == known));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where each picture lies and what it shows, whatever the container.
#[test]
fn pictures_lie_in_the_same_cells_in_xls_and_xlsx() {
    let pictures = |name: &str| {
        let session = open(&folder().join(name));
        let sheets = &session.workbook().sheets;
        assert!(sheets.iter().all(|sheet| sheet.unseen_pictures == 0), "{name}");
        let said = &session.workbook().not_checked;
        assert!(!said.iter().any(|line| line.contains("图片")), "{name}: {said:?}");
        let mut pictures: Vec<_> =
            sheets.iter().flat_map(|sheet| sheet.pictures.iter().cloned()).collect();
        pictures.sort_by_key(|it| it.centre);
        pictures
    };
    let there = pictures("layout-pictured-signatures.xlsx");
    assert_eq!(there.len(), 6);
    assert!(there.iter().all(|picture| picture.image.is_some()));
    assert_eq!(pictures("containers/layout-pictured-signatures.xls"), there);
}

#[test]
fn the_bytes_decide_whatever_the_name_says() {
    for (file, format) in [
        ("perfect.xlsx", "xlsx"),
        ("containers/perfect.xls", "xls"),
        ("containers/perfect.xlsb", "xlsb"),
        ("containers/perfect.ods", "ods"),
        ("layout-utf8.csv", "csv"),
        ("layout-gb18030.csv", "csv"),
        ("layout.tsv", "csv"),
    ] {
        let path = folder().join(file);
        let (right, bytes) = (findings(&open(&path)), std::fs::read(&path).unwrap());
        for kind in [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".txt", ""] {
            let name = format!("表{kind}");
            let options = Options::on(jiff::civil::date(2021, 2, 20));
            let session = Session::open(&name, &bytes, options, &mut |_| Flow::Continue).unwrap();
            assert_eq!(session.workbook().format.key(), format, "{file} as {name}");
            assert_eq!(findings(&session), right, "{file} as {name}");
        }
    }
}

#[test]
fn numbers_that_lost_digits_are_found_in_every_container() {
    for kind in ["xls", "ods", "xlsb"] {
        let session = open(&folder().join("containers").join(format!("odd-numbers.{kind}")));
        let found: Vec<_> = session.findings().iter().map(|it| it.code()).collect();
        assert!(found.contains(&"P206") && found.contains(&"B107"), "{kind}: {found:?}");
    }
}

#[test]
fn every_clean_layout_is_there_in_every_container() {
    let there: Vec<_> = files()
        .into_iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    for kind in ["xls", "ods", "xlsb"] {
        let count = there.iter().filter(|name| name.ends_with(&format!(".{kind}"))).count();
        assert!(count >= 29, "{kind}: {count}");
    }
}
