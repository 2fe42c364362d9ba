//! Several forms on one sheet: each has its own findings, its entry in the report, its
//! official sheet.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use nuanbiao::export;
use nuanbiao::form::Field;
use nuanbiao::report::{Privacy, session_report};
use nuanbiao::session::{FindingQuery, Options, RowKind, Session};
use nuanbiao::workbook::{CellRef, CellValue, Flow};

fn open(name: &str, bytes: &[u8]) -> Session {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open(name, bytes, options, &mut |_| Flow::Continue).unwrap()
}

fn fixture(name: &str) -> Session {
    open(name, &std::fs::read(format!("fixtures/{name}")).unwrap())
}

fn edit(session: &mut Session, cell: &str, text: &str) {
    session.edit(0, cell.parse().unwrap(), text).unwrap();
}

#[test]
fn each_form_has_its_entry_in_the_report() {
    let mut session = fixture("layout-units-on-one-sheet.xlsx");
    // The second unit's phone, and the first name of the third.
    edit(&mut session, "J14", "");
    edit(&mut session, "B27", "");
    let report = session_report(&session, Privacy::Masked);
    let said: Vec<_> = report
        .sheets
        .iter()
        .map(|sheet| {
            let codes = sheet.findings.iter().map(|it| it.code).filter(|code| *code != "H109");
            (
                sheet.name.as_str(),
                sheet.range.as_deref().unwrap(),
                sheet.header.unit.as_deref().unwrap(),
                sheet.rows,
                codes.collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("汇总表", "A1:T10", "一分厂工会", 4, vec![]),
            ("汇总表", "A12:T21", "二分厂工会", 4, vec!["H103"]),
            ("汇总表", "A23:T32", "三分厂工会", 4, vec!["P101"]),
        ]
    );
    assert!(report.findings.is_empty());
}

#[test]
fn what_is_wrong_in_one_form_silences_nothing_in_another() {
    let mut session = fixture("layout-units-on-one-sheet.xlsx");
    // Nobody of the first unit has signed (S108 silences S101, H107 and H108 there); one of
    // the second hasn't.
    for cell in ["S7", "C10", "J10", "S16"] {
        edit(&mut session, cell, "");
    }
    let found: Vec<_> = session
        .findings()
        .iter()
        .filter(|it| it.code().starts_with('S') || it.code().starts_with("H10"))
        .filter(|it| it.code() != "H109")
        .map(|it| (it.code(), it.part, it.cell.map(|cell| cell.row + 1)))
        .collect();
    assert_eq!(found, [("S108", 0, Some(4)), ("S101", 1, Some(16))]);
}

#[test]
fn one_person_in_two_months_is_no_repetition() {
    let session = fixture("layout-months-on-one-sheet.xlsx");
    assert!(session.findings().iter().all(|it| it.code() == "H109"));
    let overview = session.overview();
    assert_eq!(overview.sheets[0].people, 24);
    assert_eq!(overview.sheets[0].cash_total, "20000.00");
    assert_eq!(overview.totals.people, 24);
}

#[test]
fn the_page_marks_the_cells_of_all_forms() {
    let mut session = fixture("layout-tables-under-one-head.xlsx");
    // Column F holds cash above, goods below; H the bank, and the way of payment.
    edit(&mut session, "F7", "0");
    edit(&mut session, "H18", "");
    assert_eq!(session.field_at(0, "F7".parse().unwrap()), Some(Field::Cash));
    assert_eq!(session.field_at(0, "F18".parse().unwrap()), Some(Field::Goods));
    let number = session.workbook().sheets[0].cell(CellRef::new(6, 5)).unwrap();
    assert_eq!(number.value, CellValue::Number(0.0), "a typed amount is a number");
    edit(&mut session, "F18", "5");
    let text = session.workbook().sheets[0].cell(CellRef::new(17, 5)).unwrap();
    assert_eq!(text.value, CellValue::text("5"), "goods are text, whatever is above");

    let page = session.row_page(0, 0, 30);
    let at =
        |kind| page.rows.iter().filter(|it| it.kind == kind).map(|it| it.row).collect::<Vec<_>>();
    assert_eq!(at(RowKind::Title), [1]);
    assert_eq!(at(RowKind::Header), [5, 16]);
    assert_eq!(at(RowKind::Person), (6..=13).chain(17..=20).collect::<Vec<_>>());
    assert_eq!(at(RowKind::Total), [14, 21]);
    let marked = |row: usize, col| {
        page.rows[row - 1].cells.iter().any(|it| it.col == col && it.mark.is_some())
    };
    assert!(marked(7, 5) && marked(18, 7));
    assert!(!marked(8, 5) && !marked(19, 7));
}

#[test]
fn each_form_comes_out_as_an_official_sheet() {
    let session = fixture("layout-units-on-one-sheet.xlsx");
    let out = export::cleaned(&session, &[], Privacy::Shown).unwrap();
    let again = open("again.xlsx", &out.bytes);
    let forms: Vec<_> = again
        .forms()
        .iter()
        .map(|form| {
            let unit = form.head.get(nuanbiao::form::HeadField::Unit);
            (form.name.as_str(), unit.text.as_str(), form.records.len())
        })
        .collect();
    assert_eq!(
        forms,
        [("汇总表", "一分厂工会", 4), ("汇总表_2", "二分厂工会", 4), ("汇总表_3", "三分厂工会", 4),]
    );
    let everything = FindingQuery { limit: 100, ..FindingQuery::default() };
    assert!(again.finding_page(&everything).items.iter().all(|it| it.code == "H109"));
}

#[test]
fn the_unit_of_one_table_is_not_changed_under_another() {
    let mut session = fixture("layout-tables-under-one-head.xlsx");
    edit(&mut session, "J2", "单位：万元");
    let scales: Vec<_> = session.findings().iter().filter(|it| it.code() == "A106").collect();
    assert_eq!(scales.iter().map(|it| it.part).collect::<Vec<_>>(), [0, 1]);
    // Both tables go by one statement: mending it for one would change the other.
    assert!(scales.iter().all(|it| it.fix.is_none()));
}
