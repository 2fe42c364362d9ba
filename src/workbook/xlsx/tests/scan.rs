//! What the scanner's window must not change: where in a part something stands.

use super::super::super::{CellValue, ReadCode, Sheet};
use super::super::scan::WINDOW;
use super::*;

/// One of everything, in some 900 bytes.
const SHEET: &str = r#"<?xml version="1.0"?><!-- > --><x:worksheet xmlns:x='urn:"x"'><x:sheetData><x:row r="1" ht='20'>
    <x:c r='A1' t='str'><x:f>"a"&amp;"b"</x:f><x:v>一&lt;二&#x4E09;&#10;</x:v></x:c><x:c r="B1"><x:v>12.50</x:v></x:c>
    <x:c r="C1" t="inlineStr"><x:is><x:r><x:t xml:space="preserve"> 甲</x:t></x:r><x:rPh sb="0" eb="1"><x:t>jia</x:t></x:rPh><x:r><x:t>乙 </x:t></x:r></x:is></x:c>
    <x:c r="D1" t="str"><x:v><![CDATA[<丙>]]]]><![CDATA[>]]>丁</x:v></x:c><x:c r="E1" s="1"/></x:row></x:sheetData>
    <mergeCells><mergeCell ref="A2:B3"/></mergeCells></x:worksheet>"#;
/// The usual way, which needs no tokens.
const PLAIN: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" s="0" t="s"><v>1</v></c><c r="B1"><v>-3.5</v></c><c r="C1" t="inlineStr"><is><t>甲乙</t></is></c><c r="D1" s="3"/><c r="E1" t="b"><v>1</v></c></row></sheetData></worksheet>"#;
const STRINGS: &str = r#"<sst><si><t>甲</t></si><si><t>乙</t><phoneticPr fontId="1"/></si></sst>"#;

fn cells(sheet: &Sheet) -> Vec<(String, CellValue, bool)> {
    let cells = sheet.rows().iter().flat_map(|row| row.cells.iter().map(move |c| (row.index, c)));
    cells
        .map(|(row, c)| (CellRef::new(row, c.col).to_string(), c.value.clone(), c.formula))
        .collect()
}

fn read_parts(sheet: &str, strings: &str) -> Workbook {
    read(&package(&[
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ]))
}

#[test]
fn everything_is_read_wherever_the_window_ends() {
    for sheet in [SHEET, PLAIN] {
        let wanted = read_parts(sheet, STRINGS);
        assert!(cells(&wanted.sheets[0]).len() >= 4);
        // The end of the first window goes through the sheet byte by byte.
        for shift in 1..sheet.len() {
            let padding = format!("<!--{}-->", " ".repeat(WINDOW - 7 - shift));
            let found = read_parts(&[&padding, sheet].concat(), STRINGS);
            assert_eq!(cells(&found.sheets[0]), cells(&wanted.sheets[0]), "{shift}");
            assert_eq!(found.sheets[0].merges, wanted.sheets[0].merges, "{shift}");
        }
    }
    for shift in 1..STRINGS.len() {
        let padding = format!("<!--{}-->", " ".repeat(WINDOW - 7 - shift));
        let found = read_parts(PLAIN, &[&padding, STRINGS].concat());
        assert_eq!(value(&found.sheets[0], "A1"), text("乙"), "{shift}");
    }
}

#[test]
fn everything_in_one_sheet_is_understood() {
    let sheet = &read_parts(SHEET, STRINGS).sheets[0];
    assert_eq!(value(sheet, "A1"), text("一<二三\n"));
    assert!(sheet.cell(at("A1")).unwrap().formula);
    assert_eq!(value(sheet, "B1"), Some(CellValue::Number(12.5)));
    assert_eq!(value(sheet, "C1"), text(" 甲乙"));
    assert_eq!(value(sheet, "D1"), text("<丙>]]>丁"));
    assert_eq!(value(sheet, "E1"), None);
    assert_eq!(sheet.merges.len(), 1);
}

#[test]
fn text_longer_than_the_window_is_cut_at_the_limit_and_said() {
    for one in ["汉", "&amp;", "_x0041_", "<![CDATA[a]]>"] {
        let many = one.repeat(2_000_000 / one.len().min(4));
        let cell = format!(
            r#"<worksheet><sheetData><c r="A1" t="str"><v>{many}</v></c><c r="B1" t="inlineStr"><is><t>{many}</t></is></c><c r="C1" t="s"><v>0</v></c><c r="D1"><v>7</v></c></sheetData></worksheet>"#
        );
        let sheet = &read_parts(&cell, &format!("<sst><si><t>{many}</t></si></sst>")).sheets[0];
        assert_eq!(sheet.cut, [at("A1"), at("B1"), at("C1")], "{one}");
        for address in ["A1", "B1", "C1"] {
            let Some(CellValue::Text(text)) = value(sheet, address) else { panic!("no text") };
            assert_eq!(text.chars().count(), 32_767, "{one} {address}");
        }
        assert_eq!(value(sheet, "D1"), Some(CellValue::Number(7.0)), "{one}");
    }
}

#[test]
fn markup_that_never_ends_is_refused() {
    let long = " ".repeat(2 * WINDOW);
    for (sheet, code) in [
        (format!("<worksheet {long}/>"), ReadCode::R004),
        (format!("<worksheet><c r=\"A1{long}\"/></worksheet>"), ReadCode::R004),
        ("<worksheet><c r=\"A1><v>1</v></c></worksheet>".to_owned(), ReadCode::R003),
        (format!("<worksheet><!-- {long} </worksheet>"), ReadCode::R003),
        ("<worksheet><![CDATA[ </worksheet>".to_owned(), ReadCode::R003),
        ("<worksheet><c r='A1' t='str'><v>&nbsp;</v></c></worksheet>".to_owned(), ReadCode::R003),
        (
            "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet><c r='A1' t='str'><v>&b;</v></c></worksheet>"
                .to_owned(),
            ReadCode::R003,
        ),
        ("<worksheet><c r='A1'><v>1</c></v></worksheet>".to_owned(), ReadCode::R003),
        ("<worksheet><a>".repeat(1000), ReadCode::R003),
        ("<worksheet></worksheet></worksheet>".to_owned(), ReadCode::R003),
    ] {
        let error = open_plain("表.xlsx", &with_sheet(&sheet)).unwrap_err();
        assert_eq!(error.code, code, "{error} {}", &sheet[..40.min(sheet.len())]);
    }
    for (bytes, place) in [(&b"\xe4\xb8"[..], 0), (b"\xff", 1), (b"\xc0\x80", 2)] {
        let text = |at: usize| if at == place { bytes } else { b"x" };
        let strings = [b"<sst><si><t>", text(0), b"</t></si><si><t>\xb8</t></si></sst>"].concat();
        let strings = if place == 0 { strings } else { b"<sst><si><t>x</t></si></sst>".to_vec() };
        let sheet = [
            b"<worksheet><c r=\"A1\" t=\"s\"><v>0</v></c><c r='B1' t='str'><v>",
            text(1),
            b"</v></c><c r=\"C1\" t=\"str\"><v>",
            text(2),
            b"</v></c></worksheet>",
        ]
        .concat();
        let parts =
            [("xl/sharedStrings.xml", &strings[..]), ("xl/worksheets/sheet1.xml", &sheet[..])];
        assert_eq!(open_plain("表.xlsx", &package(&parts)).unwrap_err().code, ReadCode::R003);
    }
}
