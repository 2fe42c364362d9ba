//! The ledger as Parquet, from the command line: `cargo test --features parquet --test parquet`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Row;
use std::fs::File;
use std::path::Path;
use std::process::Command;

const FORM: &str = "填报单位：浦江机电厂工会\n姓名,身份证号,慰问日期,慰问金额,家庭人口\n\
                    陈桂芳,310101196803120025,2021-02-05,1234.5,三人\n\
                    刘建国,,春节前,五百多,\n";

fn ledger(name: &str, options: &[&str]) -> Vec<Row> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.csv"), FORM).unwrap();
    let out = folder.with_extension("parquet");
    let done = Command::new(env!("CARGO_BIN_EXE_nuanbiao"))
        .args(["merge", "--today", "2021-02-20"])
        .args(options)
        .args([&folder, Path::new("-o"), &out])
        .status()
        .unwrap();
    assert!(done.success());
    let reader = SerializedFileReader::new(File::open(out).unwrap()).unwrap();
    reader.get_row_iter(None).unwrap().map(Result::unwrap).collect()
}

fn value(row: &Row, title: &str) -> String {
    let mut columns = row.get_column_iter().filter(|(name, _)| *name == title);
    columns.next().unwrap().1.to_string()
}

#[test]
fn every_row_comes_back_typed_and_nothing_is_lost() {
    let rows = ledger("parquet-typed", &[]);
    assert_eq!(rows.len(), 2);
    for (title, expected) in [
        ("填报单位", "\"浦江机电厂工会\""),
        ("单元格", "\"A3\""),
        ("身份证号", "\"310101196803120025\""),
        ("慰问日期", "2021-02-05"),
        ("慰问金额", "1234.50"),
        ("其他列", "\"家庭人口：三人\""),
    ] {
        assert!(value(&rows[0], title).starts_with(expected), "{title} {}", value(&rows[0], title));
    }
    for (title, expected) in [
        ("身份证号", "null"),
        ("慰问日期", "null"),
        ("慰问金额", "null"),
        ("其他列", "\"慰问日期：春节前；慰问金额：五百多\""),
    ] {
        assert_eq!(value(&rows[1], title), expected, "{title}");
    }
}

#[test]
fn personal_numbers_are_masked_if_asked() {
    let rows = ledger("parquet-masked", &["--masked"]);
    assert_eq!(value(&rows[0], "身份证号"), "\"310***********0025\"");
}
