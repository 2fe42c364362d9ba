//! The official form from outside: the receipt of a cleaned one, the blank one filled in.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use nuanbiao::export::{self, ReceiptState, Verification, verify};
use nuanbiao::report::Privacy;
use nuanbiao::rule::example;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{Cell, CellRef, CellValue, Flow};

fn open(bytes: &[u8]) -> Session {
    Session::open("表.xlsx", bytes, Options::on(example::TODAY), &mut |_| Flow::Continue).unwrap()
}

/// The perfect form of three people, cleaned and opened again.
fn cleaned() -> Session {
    let workbook = example::workbook(&[]).unwrap();
    let session = Session::new("表.xlsx", &[], workbook, Options::on(example::TODAY));
    open(&export::cleaned(&session, &[], Privacy::Shown).unwrap().bytes)
}

fn state(session: &Session) -> ReceiptState {
    verify(session.workbook()).sheets[0].state
}

fn edited(cell: &str, text: &str) -> ReceiptState {
    let mut session = cleaned();
    session.edit(0, cell.parse().unwrap(), text).unwrap();
    state(&session)
}

/// Where the receipt stands.
fn receipt(session: &Session) -> (CellRef, String) {
    let row = session.workbook().sheets[0].rows().last().unwrap();
    let cell = &row.cells[0];
    (CellRef::new(row.index, cell.col), cell.value.display().into_owned())
}

#[test]
fn a_cleaned_form_says_by_what_and_when_it_was_checked() {
    let session = cleaned();
    let (_, line) = receipt(&session);
    for part in [
        "核验回执（1/1）",
        env!("CARGO_PKG_VERSION"),
        "shanghai-2020-178",
        "2021-02-20",
        "3 人",
        "慰问金 1,800.00 元",
        "慰问品折价 200.00 元",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let verified = verify(session.workbook());
    assert!(verified.unchanged(), "{verified:?}");
    assert_eq!(session.forms()[0].records.len(), 3);
}

#[test]
fn any_change_after_checking_is_told() {
    assert_eq!(state(&cleaned()), ReceiptState::Unchanged);
    for (cell, text) in [
        ("A1", "别的标题"),
        ("B5", "陈桂香"),
        ("D5", "310101196803120033"),
        ("J5", "1001"),
        ("U5", "补一句"),
        ("W9", "表外"),
        ("A20", "表下"),
    ] {
        assert_eq!(edited(cell, text), ReceiptState::Changed, "{cell}");
    }
    // What the receipt states is part of it.
    let (cell, line) = receipt(&cleaned());
    assert_eq!(edited(&cell.to_string(), &line.replace("3 人", "4 人")), ReceiptState::Changed);
}

#[test]
fn writing_the_same_again_is_no_change() {
    assert_eq!(edited("B5", "陈桂芳"), ReceiptState::Unchanged);
    assert_eq!(edited("J5", "1000"), ReceiptState::Unchanged);
    let mut session = cleaned();
    session.edit(0, "B5".parse().unwrap(), "陈桂香").unwrap();
    session.undo();
    assert_eq!(state(&session), ReceiptState::Unchanged);
}

#[test]
fn a_sum_that_was_not_computed_can_not_be_compared() {
    let mut workbook = cleaned().workbook().clone();
    let sheet = &mut workbook.sheets[0];
    // The row of sums stands below the three people; J holds the cash.
    let sum = "J8".parse::<CellRef>().unwrap();
    assert_eq!(sheet.cell(sum).unwrap().value, CellValue::Number(1800.0));
    sheet.set(sum, Some(Cell::new(sum.col, CellValue::NoValue)));
    let verified = verify(&workbook);
    assert_eq!(verified.sheets[0].state, ReceiptState::NotComputed);
    assert!(!verified.unchanged());
}

#[test]
fn a_sum_that_is_computed_anew_is_on_record_and_to_be_looked_at() {
    let mut session = cleaned();
    session.edit(0, "J8".parse().unwrap(), "1900").unwrap();
    assert!(codes(&session).contains(&"A110"));
    let again = open(&export::cleaned(&session, &[], Privacy::Shown).unwrap().bytes);
    assert!(!codes(&again).contains(&"A110"));
    let said = |sheet: &str, text: &str| {
        let sheets = &again.workbook().sheets;
        let sheet = sheets.iter().find(|it| it.name == sheet).unwrap();
        let mut cells = sheet.rows().iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.value.display().contains(text))
    };
    assert!(said("剩余问题", "本表的合计已经按各行相加重算"));
    assert!(said("修改记录", "合计按各行相加重算，请核对"));
}

#[test]
fn without_a_receipt_nothing_is_claimed() {
    let workbook = example::workbook(&[]).unwrap();
    let Verification { sheets, missing } = verify(&workbook);
    assert_eq!((sheets[0].state, missing), (ReceiptState::Absent, 0));
}

#[test]
fn a_form_that_is_gone_is_missed() {
    let bytes = std::fs::read(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures/layout-several-sheets.xlsx"),
    )
    .unwrap();
    let again = open(&export::cleaned(&open(&bytes), &bytes, Privacy::Shown).unwrap().bytes);
    let mut workbook = again.workbook().clone();
    assert!(verify(&workbook).unchanged());
    workbook.sheets.remove(0);
    let verified = verify(&workbook);
    assert_eq!((verified.missing, verified.unchanged()), (1, false));
    assert!(verified.text().contains("还有 1 张表"));
}

fn blank(rows: u32) -> Session {
    open(&export::template(Options::on(example::TODAY), rows).unwrap().bytes)
}

fn codes(session: &Session) -> Vec<&'static str> {
    session.findings().iter().map(|it| it.code()).collect()
}

#[test]
fn the_blank_form_is_found_and_only_wants_filling_in() {
    let session = blank(20);
    assert_eq!(session.forms().len(), 1, "the example sheet is passed over");
    let codes = codes(&session);
    assert!(codes.contains(&"F014"), "{codes:?}");
    assert!(
        codes.iter().all(|it| it.starts_with('H') || matches!(*it, "F014" | "S108")),
        "{codes:?}"
    );
}

#[test]
fn the_example_beside_the_blank_form_has_no_mistake() {
    let made = export::template(Options::on(example::TODAY), 5).unwrap();
    let workbook = open(&made.bytes).workbook().clone();
    let mut example = workbook.sheets[1].clone();
    assert!(example.own);
    example.own = false;
    let alone = nuanbiao::workbook::Workbook { sheets: vec![example], ..workbook };
    let session = Session::new("示例.xlsx", &[], alone, Options::on(example::TODAY));
    assert_eq!(codes(&session), ["H109"]);
    assert_eq!(session.forms()[0].records.len(), 3);
}

/// Fills the blank form in as a clerk does, cell by cell, some rows left over; then sums as
/// a spreadsheet computes the form's own formulas.
#[test]
fn the_blank_form_filled_in_checks_clean() {
    let mut session = blank(20);
    let filled = example::workbook(&[]).unwrap();
    let source = &filled.sheets[0];
    let form = session.forms()[0].clone();
    let first = *form.header_rows.end() + 1;
    let put = |session: &mut Session, cell: CellRef, text: &str| {
        session.edit(0, cell, text).unwrap();
    };
    put(&mut session, CellRef::new(0, 0), "送温暖慰问实名制汇总表（2021年春节）");
    let value_beside = |session: &Session, label: &str| {
        let sheet = &session.workbook().sheets[0];
        let starts = |value: &CellValue| value.display().starts_with(label);
        let cells = sheet.rows().iter().flat_map(|row| row.cells.iter().map(|it| (row.index, it)));
        let (row, cell) = cells.into_iter().find(|(_, it)| starts(&it.value)).unwrap();
        let block = sheet.merges.iter().find(|it| it.contains(CellRef::new(row, cell.col)));
        CellRef::new(row, block.map_or(cell.col, |it| it.last.col) + 1)
    };
    for (label, text) in [
        ("填报单位", "浦江机电厂工会委员会"),
        ("填报日期", "2021-02-08"),
        ("填报人", "周慧敏"),
        ("联系电话：", "021-50001234"),
        ("负责人签字", "顾长林"),
        ("经办人签字", "沈一平"),
    ] {
        let cell = value_beside(&session, label);
        put(&mut session, cell, text);
    }
    let mut totals = [0.0; 3];
    let summed = ["慰问金额", "折价", "合计金额"];
    for person in 0..3_u32 {
        for column in &form.columns {
            let Some(field) = column.field else { continue };
            let from = example::place(person as usize, field);
            let Some(cell) = source.cell(from) else { continue };
            put(&mut session, CellRef::new(first + person, column.col), &cell.value.display());
            if let (Some(at), CellValue::Number(number)) =
                (summed.iter().position(|it| *it == column.title), &cell.value)
            {
                totals[at] += number;
            }
        }
    }
    let sums = first + 20;
    for (title, total) in summed.iter().zip(totals) {
        let column = form.columns.iter().find(|it| it.title == *title).unwrap();
        put(&mut session, CellRef::new(sums, column.col), &total.to_string());
    }
    let words = "合计（大写）：贰仟元整　￥2,000.00";
    put(&mut session, CellRef::new(sums + 1, 0), words);
    assert_eq!(session.forms()[0].records.len(), 3);
    assert_eq!(codes(&session), ["H109"]);
}
