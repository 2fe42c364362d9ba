//! Cells as we read them, as calamine reads them, and as openpyxl reads them: equal, for
//! every fixture and for a few hundred workbooks written in odd but legal ways.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod dice;
mod markup;
mod oracles;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nuanbiao::workbook::{CellRef, CellValue, Format, open_plain};

/// How many workbooks are made up.
const WORKBOOKS: u64 = 300;

/// What a cell holds, in words that all readers share: its kind, then its value.
type Cells = BTreeMap<(String, CellRef), String>;

fn number(number: f64) -> String {
    format!("number {number:?}")
}

/// A date, to the second: openpyxl gives no more.
fn date(serial: f64) -> String {
    format!("date {:.0}", (serial * 86_400.0).round())
}

fn ours(bytes: &[u8]) -> Cells {
    let book = open_plain("表.xlsx", bytes).unwrap();
    let mut cells = Cells::new();
    for sheet in &book.sheets {
        for row in sheet.rows() {
            for cell in &row.cells {
                let value = match &cell.value {
                    CellValue::Text(text) if text.is_empty() => continue,
                    CellValue::Text(text) => format!("text {text}"),
                    CellValue::Number(value) => number(*value),
                    CellValue::Date(serial) => date(*serial),
                    CellValue::Bool(value) => format!("bool {value}"),
                    CellValue::Error(error) => format!("error {error}"),
                    CellValue::NoValue => continue,
                    CellValue::Picture => PICTURE.to_owned(),
                };
                cells.insert((sheet.name.clone(), CellRef::new(row.index, cell.col)), value);
            }
        }
    }
    cells
}

const PICTURE: &str = "picture";

/// Whether two readings of a cell agree. Those who don't know pictures in cells see what
/// stands beside them: Excel's error value, WPS's formula.
fn agree(ours: Option<&String>, theirs: Option<&String>) -> bool {
    let beside = |it: &String| it == "error #VALUE!" || it.contains("DISPIMG(");
    ours == theirs || ours.is_some_and(|it| it == PICTURE) && theirs.is_some_and(beside)
}

/// Says where two readings differ, if they do.
fn compare(what: &str, ours: &Cells, theirs: &Cells) {
    let places: BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
    let differ: Vec<_> = places
        .into_iter()
        .filter(|key| !agree(ours.get(*key), theirs.get(*key)))
        .take(5)
        .map(|key| format!("{}!{}: {:?} and {:?}", key.0, key.1, ours.get(key), theirs.get(key)))
        .collect();
    assert!(differ.is_empty(), "{what}:\n{}", differ.join("\n"));
}

/// The fixtures that are workbooks of OOXML and can be read; what fuzzing made is no workbook to
/// anybody else.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("hostile") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|it| it == "xlsx" || it == "xlsm") {
                let bytes = std::fs::read(&path).unwrap();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if open_plain(&name, &bytes).is_ok_and(|book| book.format == Format::Xlsx) {
                    found.push((name, bytes));
                }
            }
        }
    }
    found.sort();
    found
}

#[test]
fn made_up_workbooks_are_read_as_they_were_meant() {
    let mut cells = 0;
    for seed in 0..WORKBOOKS {
        let made = workbook::make(seed);
        compare(&format!("{seed}, ours and what was meant"), &ours(&made.bytes), &made.cells);
        cells += made.cells.len();
    }
    assert!(cells > 10_000, "{cells}");
}

#[test]
fn calamine_reads_the_same_cells_of_made_up_workbooks() {
    let mut compared = 0;
    for seed in 0..WORKBOOKS {
        let made = workbook::make(seed);
        if made.beyond_calamine {
            continue;
        }
        let theirs = oracles::calamine(&made.bytes).unwrap_or_else(|e| panic!("{seed}: {e}"));
        compare(&format!("{seed}, ours and calamine's"), &ours(&made.bytes), &theirs);
        compared += theirs.len();
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn calamine_reads_the_same_cells_of_the_fixtures() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{}", fixtures.len());
    for (name, bytes) in fixtures {
        compare(&name, &ours(&bytes), &oracles::calamine(&bytes).unwrap());
    }
}

#[test]
fn openpyxl_reads_the_same_cells() {
    let mut files = fixtures();
    let named = |seed| (format!("{seed}.xlsx"), workbook::make(seed));
    let made = (0..WORKBOOKS).map(named).filter(|(_, made)| !made.strict);
    files.extend(made.map(|(name, made)| (name, made.bytes)));
    let Some(theirs) = oracles::openpyxl(&files) else {
        eprintln!("SKIPPED: no python3 with openpyxl here (pip install openpyxl)");
        return;
    };
    assert_eq!(theirs.len(), files.len());
    for ((name, bytes), theirs) in files.iter().zip(theirs) {
        compare(&format!("{name}, ours and openpyxl's"), &ours(bytes), &theirs);
    }
}
