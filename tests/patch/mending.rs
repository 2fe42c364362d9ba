//! Edits made in the user's own workbook.

use crate::package::*;
use nuanbiao::export;
use nuanbiao::session::Session;

#[test]
fn mending_in_place_changes_only_what_it_must() {
    for name in INPUTS {
        let source = input(name);
        let (mended, _) = mend(name, &source, false);
        let (added, changed) = compare(&source, &mended);
        assert_eq!(added, names(&["xl/worksheets/sheet_nuanbiao_changes.xml"]), "{name}");
        assert_eq!(changed, names(&TOUCHED), "{name}");
        assert!(text(&parts(&mended), "xl/workbook.xml").contains("fullCalcOnLoad=\"1\""));
        // All cells but the mended ones are as they were written.
        let sheets = [&source, &mended].map(|it| text(&parts(it), "xl/worksheets/sheet1.xml"));
        for at in ["A1", "B5", "C5", "C6", "E7", "F5", "F10", "J5"] {
            assert_eq!(cell(&sheets[0], at), cell(&sheets[1], at), "{name} {at}");
        }
    }
}

#[test]
fn mended_cells_have_the_right_type_and_format() {
    let (mended, _) = mend("excel.xlsx", &input("excel.xlsx"), false);
    let mended = parts(&mended);
    let sheet = text(&mended, "xl/worksheets/sheet1.xml");
    assert_eq!(
        cell(&sheet, "C9"),
        "<c r=\"C9\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">310107197608150037</t></is></c>"
    );
    // The amount was text in a cell without a format.
    assert_eq!(cell(&sheet, "F7"), "<c r=\"F7\"><v>1000</v></c>");
    let record = text(&mended, "xl/worksheets/sheet_nuanbiao_changes.xml");
    assert!(record.contains("Sheet1!C9") && record.contains("310107 197608150037"), "{record}");
}

#[test]
fn what_is_mended_in_place_is_read_as_the_session_has_it() {
    for (name, source) in all_workbooks() {
        for guesses in [false, true] {
            let (mended, session) = mend(&name, &source, guesses);
            assert_eq!(findings(&open(&name, &mended)), findings(&session), "{name} {guesses}");
        }
    }
}

#[test]
fn mending_again_changes_nothing() {
    for (name, source) in all_workbooks() {
        let (once, _) = mend(&name, &source, false);
        assert!(mend(&name, &once, false).0 == once, "{name}");
    }
}

#[test]
fn a_replaced_formula_leaves_the_chain_and_its_shared_text_behind() {
    let source = input("excel.xlsx");
    let mut session = open("excel.xlsx", &source);
    session.edit(0, "A5".parse().unwrap(), "1").unwrap();
    session.edit(0, "F10".parse().unwrap(), "5000").unwrap();
    let made = parts(&export::kept_layout(&session, &source).unwrap().bytes);
    let sheet = text(&made, "xl/worksheets/sheet1.xml");
    assert_eq!(cell(&sheet, "A5"), "<c r=\"A5\"><v>1</v></c>");
    let heir = "<c r=\"A6\"><f t=\"shared\" si=\"0\" ref=\"A5:A9\">ROW()-4</f><v>2</v></c>";
    assert_eq!(cell(&sheet, "A6"), heir);
    assert_eq!(cell(&sheet, "A7"), "<c r=\"A7\"><f t=\"shared\" si=\"0\"/><v>3</v></c>");
    assert_eq!(cell(&sheet, "F10"), "<c r=\"F10\" s=\"4\"><v>5000</v></c>");
    let chain = text(&made, "xl/calcChain.xml");
    assert!(chain.contains("><c r=\"A6\" i=\"1\"/><c r=\"A7\"/>"), "{chain}");
}

#[test]
fn array_formulas_and_table_headers_are_left_alone_and_named() {
    let source = input("xlsxwriter.xlsm");
    let mut session = open("xlsxwriter.xlsm", &source);
    for at in ["G14", "B4"] {
        session.edit(0, at.parse().unwrap(), "改").unwrap();
    }
    let made = parts(&export::kept_layout(&session, &source).unwrap().bytes);
    let before = parts(&source);
    assert_eq!(made["xl/worksheets/sheet1.xml"], before["xl/worksheets/sheet1.xml"]);
    let record = text(&made, "xl/worksheets/sheet_nuanbiao_changes.xml");
    assert!(record.contains("汇总表!G14 属于一个数组公式，没有改"), "{record}");
    assert!(record.contains("汇总表!B4 是“表格”的列标题，没有改"), "{record}");
}

#[test]
fn mending_takes_marks_off() {
    let source = input("wps.xlsx");
    let marked = mark("wps.xlsx", &source);
    assert!(mend("wps.xlsx", &marked, false).0 == mend("wps.xlsx", &source, false).0);
}

#[test]
fn a_text_is_marked_and_mended_as_a_new_workbook() {
    let source = "填报单位：浦江机电厂工会\n姓名,身份证号,慰问金额\n陈桂芳,310101196803120021,500元\n\
        刘建国,31010419700512 0032,500\n";
    let session = open("a.csv", source.as_bytes());
    let marked = export::marked(&session, source.as_bytes()).unwrap();
    assert!(marked.name.ends_with(".xlsx"));
    let all = parts(&marked.bytes);
    assert!(text(&all, "xl/comments_nuanbiao1.xml").contains("ref=\"B3\""));
    let list = text(&all, "xl/worksheets/sheet_nuanbiao_marks.xml");
    assert!(list.contains("原文件是文本（CSV），这里另建了一份工作簿"), "{list}");
    let again = open("b.xlsx", &marked.bytes);
    let cells = |session: &Session| {
        let rows = session.workbook().sheets[0].rows().to_vec();
        rows.into_iter().map(|row| (row.index, row.cells)).collect::<Vec<_>>()
    };
    assert_eq!(cells(&again), cells(&session));

    let (mended, session) = mend("a.csv", source.as_bytes(), false);
    assert_eq!(cells(&open("b.xlsx", &mended)), cells(&session));
    assert_eq!(session.raw_text(0, "B4".parse().unwrap()), "310104197005120032");
}

#[test]
fn what_is_hidden_is_shown_only_when_asked_and_undone_with_the_rest() {
    for name in ["odd-hidden.xlsx", "odd-filtered.xlsx"] {
        let source = std::fs::read(format!("fixtures/{name}")).unwrap();
        let hidden = |session: &Session| {
            let of_it = |found: &&nuanbiao::rule::Finding| found.code() == "F006";
            session.findings().iter().filter(of_it).count()
        };
        assert!(hidden(&open(name, &source)) > 0, "{name}");
        let (safe, _) = mend(name, &source, false);
        assert_eq!(hidden(&open(name, &safe)), hidden(&open(name, &source)), "{name}");

        let (shown, mut session) = mend(name, &source, true);
        assert_eq!((hidden(&session), hidden(&open(name, &shown))), (0, 0), "{name}");
        let record = text(&parts(&shown), "xl/worksheets/sheet_nuanbiao_changes.xml");
        assert!(record.contains("隐藏") && record.contains("显示"), "{record}");
        let lines = session.edit_records();
        assert!(lines.iter().any(|line| line.part.is_some() && line.after == "显示"), "{name}");
        let made = parts(&shown);
        for path in made.keys().filter(|path| path.starts_with("xl/worksheets/sheet")) {
            assert!(!text(&made, path).contains("<filterColumn"), "{name} {path}");
        }

        session.undo();
        assert_eq!(findings(&session), findings(&open(name, &source)), "{name}");
        session.redo();
        assert_eq!(hidden(&session), 0, "{name}");
        // One of them taken back is hidden again, and said again.
        let position = lines.iter().position(|line| line.code.as_deref() == Some("F006")).unwrap();
        session.revert(position);
        assert_eq!(hidden(&session), 1, "{name}");
    }
}
