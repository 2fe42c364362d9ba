//! The fixtures: made the same each time, and checked the same each time.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "../fixtures/make/mod.rs"]
#[allow(dead_code, missing_docs, reason = "shared with the script that writes the fixtures")]
mod make;

use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::form::{Field, Form, HeadField};
use nuanbiao::report::Privacy;
use nuanbiao::rule::{Finding, Severity};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{Flow, ReadError, column_letters};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn open(name: &str, bytes: &[u8]) -> Result<Session, ReadError> {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open(name, bytes, options, &mut |_| Flow::Continue)
}

fn files() -> Vec<(String, Vec<u8>)> {
    make::files::all().unwrap()
}

fn line(finding: &Finding) -> String {
    let cell = finding.cell.map(|it| it.to_string()).unwrap_or_default();
    let field = finding.field.map(|it| it.key()).unwrap_or_default();
    let related: Vec<_> = finding.related.iter().map(ToString::to_string).collect();
    let fix = finding.fix.as_ref().map(nuanbiao::rule::Fix::value).unwrap_or_default();
    let level = finding.severity.label();
    format!("{} {level} [{cell}] {field} ({}) → {fix}", finding.code(), related.join(" "))
}

#[test]
fn the_committed_files_are_what_the_script_writes() {
    for (name, bytes) in files() {
        let committed = std::fs::read(folder().join(&name)).unwrap();
        assert!(committed == bytes, "{name}: run cargo run --example make_fixtures");
    }
}

#[test]
fn what_is_found_in_each_file() {
    let mut all = String::new();
    for (name, bytes) in files() {
        all.push_str(&format!("# {name}\n"));
        match open(&name, &bytes) {
            Ok(session) => {
                for finding in session.findings() {
                    all.push_str(&line(finding));
                    all.push('\n');
                }
            }
            Err(error) => all.push_str(&format!("{:?}\n", error.code)),
        }
    }
    insta::assert_snapshot!(all);
}

/// What was read of a form: where it stands, its head, its columns, its people and sums.
fn reading(session: &Session, form: &Form) -> String {
    let sheet = &session.workbook().sheets[form.sheet];
    let range = form.extent(sheet).map(|it| it.to_string()).unwrap_or_default();
    let mut out = format!("〔{}〕{range}", form.name);
    if let Some(title) = &form.title {
        out.push_str(&format!(" {}", title.at.text));
    }
    out.push_str("\n ");
    for field in HeadField::ALL {
        let value = form.head.get(field);
        if let Some(place) = value.place {
            let text = if value.picture { "（图）" } else { &value.text };
            out.push_str(&format!(" {}[{place}] {text}", field.title()));
        }
    }
    let titles = form.columns.iter().map(|column| {
        let field = column.field.map_or("?", Field::key);
        format!(" {}={field}", column_letters(column.col))
    });
    let (first, last) = (form.header_rows.start() + 1, form.header_rows.end() + 1);
    out.push_str(&format!("\n  表头 {first}–{last}"));
    out.extend(titles);
    let rows: Vec<_> = form.records.iter().map(|record| record.row + 1).collect();
    out.push_str(&format!("\n  人 {rows:?}\n"));
    for total in &form.totals {
        let sums = total
            .sums
            .iter()
            .map(|sum| format!(" {}[{}] {:?}", sum.field.key(), sum.place, sum.amount.known()));
        let people = total.people.map(|(place, count)| format!(" 共{count}人[{place}]"));
        out.push_str(&format!("  {:?} {:?}", total.kind, total.covers));
        out.extend(sums.chain(people));
        out.push('\n');
    }
    if let Some(words) = &form.words {
        out.push_str(&format!("  [{}] {} {:?}\n", words.place, words.words, words.figures));
    }
    for note in &form.notes {
        out.push_str(&format!("  注[{}] {}\n", note.place, note.text));
    }
    out
}

#[test]
fn how_each_layout_is_read() {
    let mut all = String::new();
    for (name, bytes) in files() {
        if name.starts_with("layout") || name.starts_with("odd") {
            let session = open(&name, &bytes).unwrap();
            all.push_str(&format!("# {name}\n"));
            for form in session.forms() {
                all.push_str(&reading(&session, form));
            }
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn clean_layouts_have_no_error_and_no_warning() {
    for (name, bytes) in files() {
        if name.starts_with("layout") || name.starts_with("perfect") {
            let session = open(&name, &bytes).unwrap();
            let people = session.forms().iter().map(|form| form.records.len()).sum::<usize>();
            assert_eq!(people % 12, 0, "{name}");
            assert!(people > 0, "{name}");
            for finding in session.findings() {
                let known = ["H109", "F002"].contains(&finding.code());
                assert!(known && finding.severity == Severity::Notice, "{name}: {}", line(finding));
            }
        }
    }
}

/// A sheet in 万元 or 千元 comes to what it says, in yuan, and a sum that doesn't fit is told.
#[test]
fn a_sheet_in_larger_units_is_summed_in_yuan() {
    let read = |name: &str| open(name, &std::fs::read(folder().join(name)).unwrap()).unwrap();
    let yuan = read("perfect.xlsx").overview().totals;
    assert_ne!(yuan.cash_total, "0.00");
    for (name, written) in [
        ("odd-ten-thousand.xlsx", "合计写的是 990,000.00 元"),
        ("odd-thousand.xlsx", "合计写的是 99,000.00 元"),
    ] {
        let mut session = read(name);
        assert_eq!(session.overview().totals, yuan, "{name}");
        let at = session.forms()[0].totals[0].sums[0].place;
        session.edit(0, at, "99").unwrap();
        let found: Vec<_> = session.findings().iter().filter(|it| it.code() == "A110").collect();
        assert_eq!(found.len(), 1, "{name}");
        assert!(found[0].message.contains(written), "{}", found[0].message);
        // An amount in yuan would be a wrong one in this sheet; its unit is mended first.
        assert!(found[0].fix.is_none());
    }
}

/// Sums of kinds are of people anywhere in the list: nobody is accused, and it is said.
#[test]
fn subtotals_of_kinds_are_said_not_to_be_checked() {
    let bytes = std::fs::read(folder().join("layout-kinds-below.xlsx")).unwrap();
    let session = open("layout-kinds-below.xlsx", &bytes).unwrap();
    let said = "工作表“汇总表”第 17、18、19 行的小计各算哪些人，表上看不出来，没有核对。";
    assert_eq!(session.not_checked(), [said]);
    assert_eq!(session.overview().not_checked, [said]);
}

/// Where the names of the sums are what a column says, they are checked like any other.
#[test]
fn a_wrong_subtotal_of_a_kind_that_is_told_is_found() {
    let found = |worth: &str| {
        let rows = [
            "姓名,类别,慰问金".to_owned(),
            "方伟,劳模,500\n沈丽,一线职工,300\n陆强,劳模,200".to_owned(),
            format!("劳模小计（共2人）,,{worth}\n一线职工小计（共2人）,,300\n合计,,1000\n"),
        ];
        let session = open("表.csv", rows.join("\n").as_bytes()).unwrap();
        assert!(session.not_checked().iter().all(|it| !it.contains("小计")));
        let of_sums = session.findings().iter().filter(|it| ["A110", "A113"].contains(&it.code()));
        of_sums.map(|it| (it.code(), it.cell.unwrap().to_string())).collect::<Vec<_>>()
    };
    assert_eq!(found("700"), [("A113", "A6".to_owned())]);
    assert_eq!(found("800"), [("A110", "C5".to_owned()), ("A113", "A6".to_owned())]);
}

#[test]
fn fifteen_mistakes_are_fifteen_rules() {
    let bytes = std::fs::read(folder().join("mistakes-15.xlsx")).unwrap();
    let session = open("mistakes-15.xlsx", &bytes).unwrap();
    let codes: Vec<_> =
        session.findings().iter().map(Finding::code).filter(|code| *code != "H109").collect();
    assert_eq!(codes.len(), 15, "{codes:?}");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 15, "{codes:?}");
}

#[test]
fn each_mistake_is_found_in_its_file() {
    let mut seen = 0;
    for (name, bytes) in files() {
        let Some(code) = name.strip_prefix("mistakes-each/") else { continue };
        let code = code.trim_end_matches(".xlsx");
        let session = open(&name, &bytes).unwrap();
        assert!(session.findings().iter().any(|it| it.code() == code), "{name}");
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}

/// The form sheets as text, pictures included: what cleaning again must not change.
fn cells(session: &Session) -> Vec<String> {
    let book = session.workbook();
    let sheets = session.forms().iter().map(|form| &book.sheets[form.sheet]);
    let rows = sheets.clone().flat_map(|sheet| sheet.rows()).map(|row| format!("{row:?}"));
    rows.chain(sheets.flat_map(|it| &it.pictures).map(|it| format!("{it:?}"))).collect()
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for (name, bytes) in files() {
        let Ok(mut session) = open(&name, &bytes) else { continue };
        if session.forms().is_empty() {
            continue;
        }
        session.apply_fixes(&Selection::default());
        let once = export::cleaned(&session, &bytes, Privacy::Shown).unwrap();
        let mut again = open("again.xlsx", &once.bytes).unwrap();
        assert!(export::verify(again.workbook()).unchanged(), "{name}: not what was written");
        assert_eq!(again.safe_fixes(None), 0, "{name}");
        let before = cells(&again);
        assert!(again.apply_fixes(&Selection::default()).is_empty(), "{name}");
        let twice = export::cleaned(&again, &once.bytes, Privacy::Shown).unwrap();
        assert_eq!(before, cells(&open("twice.xlsx", &twice.bytes).unwrap()), "{name}");
    }
}
