//! A sample from the command line: its worksheet, filled in and evaluated.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "../fixtures/make/batch.rs"]
#[allow(dead_code, missing_docs, reason = "shared with the script that writes the fixtures")]
mod batch;

use nuanbiao::across::sample::Method;
use nuanbiao::across::sample::worksheet::{Column, ROWS, VERDICTS, read};
use nuanbiao::limits::Limits;
use nuanbiao::workbook::{Cell, CellRef, CellValue, Flow, Workbook, open};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nuanbiao"))
        .args(["--today", "2021-02-20"])
        .args(args)
        .output()
        .unwrap()
}

/// Forty of the district's files in a folder of their own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in batch::district().files.into_iter().take(40) {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    folder
}

fn worksheet(bytes: &[u8]) -> Workbook {
    open("s.xlsx", bytes, &Limits::DEFAULT, &mut |_| Flow::Continue).unwrap()
}

/// The drawn rows as `file row`.
fn drawn(workbook: &Workbook) -> Vec<String> {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == ROWS).unwrap();
    let text = |row: u32, column: Column| {
        let cell = sheet.cell(CellRef::new(row, column as u32));
        cell.map(|cell| cell.value.display().into_owned()).unwrap_or_default()
    };
    let rows = (3..).take_while(|row| !text(*row, Column::Chance).is_empty());
    rows.map(|row| format!("{} {}", text(row, Column::File), text(row, Column::Row))).collect()
}

#[test]
fn a_worksheet_is_drawn_filled_in_and_evaluated() {
    let folder = folder("sampling");
    let out = folder.with_extension("xlsx");
    let (dir, file) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let draw = ["sample", dir, "-n", "20", "--seed", "春节", "--method", "amount", "-o", file];
    assert_eq!(run(&draw).status.code(), Some(0));
    let bytes = std::fs::read(&out).unwrap();
    let mut book = worksheet(&bytes);
    assert_eq!(drawn(&book).len(), 20);
    // Personal numbers are masked unless asked for.
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == ROWS).unwrap();
    let id = sheet.cell(CellRef::new(3, Column::IdNumber as u32)).unwrap().value.display();
    assert!(id.contains("***"), "{id}");
    assert_eq!(read(&book).unwrap().results.open, 20);

    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == ROWS).unwrap();
    let mut put = |row: u32, column: Column, value: CellValue| {
        let at = CellRef::new(row, column as u32);
        sheet.set(at, Some(Cell::new(at.col, value)));
    };
    for row in 3..23 {
        put(row, Column::Verdict, CellValue::text(VERDICTS[usize::from(row == 5)]));
    }
    put(5, Column::Right, CellValue::Number(0.0));
    let evaluation = read(&book).unwrap();
    assert_eq!(evaluation.method, Method::Amount);
    let results = evaluation.results;
    assert_eq!((results.checked, results.wrong, results.open), (20, 1, 0));
    // The whole amount of one interval was not paid: 40 files × 12 rows × about 1,000 yuan
    // over 20 rows; basic precision 3.00, one full taint 1.75 more.
    let projected = results.projected.unwrap();
    let upper = results.upper_amount.unwrap();
    assert!((23_000..25_000).contains(&i64::try_from(projected.trunc()).unwrap()), "{projected}");
    assert_eq!((upper / projected).round_dp(2).to_string(), "4.75");

    // A row put between others, and a sum below, are none of the sample.
    let mut gap = book.clone();
    let sheet = gap.sheets.iter_mut().find(|sheet| sheet.name == ROWS).unwrap();
    let lower: Vec<_> = (3..23_u32).rev().map(|row| row + u32::from(row >= 10)).collect();
    for to in lower.into_iter().filter(|to| *to > 10) {
        for column in Column::ALL {
            let from = sheet.cell(CellRef::new(to - 1, column as u32)).cloned();
            sheet.set(CellRef::new(to, column as u32), from);
        }
    }
    for column in Column::ALL {
        sheet.set(CellRef::new(10, column as u32), None);
    }
    let total = CellRef::new(24, Column::Serial as u32);
    sheet.set(total, Some(Cell::new(total.col, CellValue::text("合计"))));
    assert_eq!(read(&gap).unwrap().results, read(&book).unwrap().results);
    // A row of it that went, a chance or an amount that can't be read: asked about, not passed over.
    for (what, column, value) in [
        ("抽出 20 行，底稿里有 19 行", None, CellValue::text("")),
        ("第 8 行的“抽中概率”", Some(Column::Chance), CellValue::text("")),
        ("第 8 行的“金额（元）”", Some(Column::Amount), CellValue::text("约一千")),
    ] {
        let mut bad = book.clone();
        let sheet = bad.sheets.iter_mut().find(|sheet| sheet.name == ROWS).unwrap();
        for it in Column::ALL.into_iter().filter(|it| column.is_none_or(|column| column == *it)) {
            let at = CellRef::new(7, it as u32);
            sheet.set(at, Some(Cell::new(at.col, value.clone())));
        }
        let said = read(&bad).unwrap_err().0;
        assert!(said.contains(what), "{said}");
    }

    // A verdict that contradicts its amount is asked about.
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == ROWS).unwrap();
    let at = CellRef::new(5, Column::Verdict as u32);
    sheet.set(at, Some(Cell::new(at.col, CellValue::text(VERDICTS[0]))));
    assert!(read(&book).unwrap_err().0.contains("第 6 行"));
}

#[test]
fn the_same_seed_draws_the_same_rows_wherever_the_files_lie() {
    let one = folder("sampling-here");
    let other = folder("sampling-there");
    // Other names, in another order.
    for (index, entry) in std::fs::read_dir(&other).unwrap().enumerate() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.len() == 7 {
            std::fs::rename(&path, other.join(format!("{:02}-{name}", 99 - index))).unwrap();
        }
    }
    let rows = |folder: &Path| {
        let out = folder.with_extension("xlsx");
        let (dir, file) = (folder.to_str().unwrap(), out.to_str().unwrap());
        let draw = ["sample", dir, "-n", "15", "--seed", "s", "--by-unit", "-o", file];
        assert_eq!(run(&draw).status.code(), Some(0));
        let mut rows: Vec<_> = drawn(&worksheet(&std::fs::read(&out).unwrap()))
            .iter()
            .map(|row| row.rsplit('-').next().unwrap().to_owned())
            .collect();
        rows.sort();
        rows
    };
    assert_eq!(rows(&one), rows(&other));
    std::fs::remove_dir_all(other).unwrap();
}

#[test]
fn sizes_are_computed_or_refused() {
    let folder = folder("sampling-size");
    let out = folder.with_extension("xlsx");
    let (dir, file) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let output = run(&["sample", dir, "--tolerable", "0.05", "--seed", "s", "-o", file]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("抽出 59 行"));
    let output = run(&["sample", dir, "--seed", "s", "-o", file]);
    assert_eq!(output.status.code(), Some(2));
    let output = run(&["sample", dir, "--tolerable", "5", "--seed", "s", "-o", file]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_ledger_holds_every_row_with_where_it_came_from() {
    let folder = folder("merging");
    let out = folder.with_extension("csv");
    let (dir, file) = (folder.to_str().unwrap(), out.to_str().unwrap());
    assert_eq!(run(&["merge", dir, "-o", file]).status.code(), Some(0));
    let text = std::fs::read_to_string(&out).unwrap();
    assert_eq!(text.lines().count(), 1 + 40 * 12);
    assert!(text.lines().nth(1).unwrap().contains(",B5,1,赵安安,女,310101196201010005,"));
    let masked = folder.with_extension("masked.csv");
    let file = masked.to_str().unwrap();
    assert_eq!(run(&["merge", dir, "--masked", "-o", file]).status.code(), Some(0));
    assert!(!std::fs::read_to_string(&masked).unwrap().contains("310101196201010005"));
}

#[test]
fn a_row_without_an_amount_is_drawn_and_evaluated_like_any_other() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sampling-without-amount");
    std::fs::create_dir_all(&folder).unwrap();
    let form =
        "姓名,身份证号,慰问金额\n陈桂芳,310101196803120025,\n刘建国,310104197105063012,1000\n";
    std::fs::write(folder.join("a.csv"), form).unwrap();
    let out = folder.with_extension("xlsx");
    let (dir, file) = (folder.to_str().unwrap(), out.to_str().unwrap());
    assert_eq!(
        run(&["sample", dir, "-n", "2", "--seed", "春节", "-o", file]).status.code(),
        Some(0)
    );
    let evaluated = run(&["evaluate", file]);
    assert_eq!(evaluated.status.code(), Some(0), "{}", String::from_utf8_lossy(&evaluated.stderr));
}
