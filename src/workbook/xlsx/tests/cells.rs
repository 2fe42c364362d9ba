//! Values, formulas, merged blocks, hidden things: workbooks written by rust_xlsxwriter,
//! and what only other programs write, by hand.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::super::super::{CellRange, OWN_SHEET_NAME_PREFIX, Span, Visibility};
use super::*;

fn form() -> rust_xlsxwriter::Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("慰问表").unwrap();
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let hours = Format::new().set_num_format("[h]:mm");
    sheet.merge_range(0, 0, 0, 3, "送温暖汇总表", &Format::new()).unwrap();
    sheet.write(1, 0, "张三").unwrap();
    sheet.write(1, 1, 500.5).unwrap();
    sheet.write(1, 2, true).unwrap();
    let day = ExcelDateTime::from_ymd(2021, 2, 8).unwrap();
    sheet.write_with_format(1, 3, &day, &date).unwrap();
    sheet.write_with_format(2, 3, 1.5, &hours).unwrap();
    sheet.write(3, 1, Formula::new("SUM(B2:B3)").set_result("500.5")).unwrap();
    sheet.write(4, 1, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(5, 1, Formula::new("A2&\"\"").set_result("张三")).unwrap();
    let bold = Format::new().set_bold();
    let runs = [(&bold, "李"), (&Format::new(), " 四")];
    sheet.write_rich_string(6, 0, &runs).unwrap();
    sheet.write(7, 0, "  两端有空格  \n<&>\"").unwrap();
    sheet.write_blank(8, 0, &bold).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(5).unwrap();
    book
}

#[test]
fn values_come_as_they_were_stored() {
    let workbook = read(&form().save_to_buffer().unwrap());
    assert_eq!(workbook.format, super::super::super::Format::Xlsx);
    assert!(workbook.not_checked.is_empty());
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.name, "慰问表");
    assert_eq!(value(sheet, "A1"), text("送温暖汇总表"));
    assert_eq!(sheet.merges, [CellRange::new(at("A1"), at("D1"))]);
    assert_eq!(sheet.rows()[0].cells.len(), 1);
    assert_eq!(value(sheet, "A2"), text("张三"));
    assert_eq!(value(sheet, "B2"), Some(CellValue::Number(500.5)));
    assert_eq!(value(sheet, "C2"), Some(CellValue::Bool(true)));
    assert_eq!(value(sheet, "D2"), Some(CellValue::Date(44_235.0)));
    assert_eq!(value(sheet, "D3"), Some(CellValue::Number(1.5)));
    assert_eq!(value(sheet, "A7"), text("李 四"));
    assert_eq!(value(sheet, "A8"), text("  两端有空格  \n<&>\""));
    assert_eq!(value(sheet, "A9"), None, "a cell with a style only has no content");
    let formulas = ["B4", "B5", "B6"].map(|a| sheet.cell(at(a)).unwrap().formula);
    assert_eq!(formulas, [true; 3]);
    assert_eq!(value(sheet, "B4"), Some(CellValue::Number(500.5)));
    assert_eq!(value(sheet, "B5"), Some(CellValue::Error("#DIV/0!".into())));
    assert_eq!(value(sheet, "B6"), text("张三"));
}

#[test]
fn hidden_rows_columns_and_sheets_are_known() {
    let mut book = form();
    book.add_worksheet().set_name("说明").unwrap().set_hidden(true);
    let workbook = read(&book.save_to_buffer().unwrap());
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.hidden_rows, [Span { first: 2, last: 3 }]);
    assert_eq!([1, 2, 3, 4].map(|row| sheet.row_is_hidden(row)), [false, true, true, false]);
    assert_eq!([4, 5, 6].map(|col| sheet.col_is_hidden(col)), [false, true, false]);
    let seen: Vec<_> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.visibility)).collect();
    assert_eq!(seen, [("慰问表", Visibility::Visible), ("说明", Visibility::Hidden)]);
}

#[test]
fn own_sheets_are_known_by_their_defined_name() {
    let mut book = form();
    book.add_worksheet().set_name("剩余问题").unwrap();
    book.add_worksheet().set_name("修改 '记录").unwrap();
    let name = |n: u32| format!("{OWN_SHEET_NAME_PREFIX}{n}");
    book.define_name(name(0), "=剩余问题!$A$1").unwrap();
    book.define_name(name(1), "='修改 ''记录'!$A$1").unwrap();
    book.define_name("别的", "=慰问表!$A$1").unwrap();
    let workbook = read(&book.save_to_buffer().unwrap());
    assert_eq!(workbook.sheets.iter().map(|s| s.own).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn the_1904_system_is_converted() {
    let bytes = form().save_to_buffer().unwrap();
    let bytes = patched(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    assert_eq!(value(&read(&bytes).sheets[0], "D2"), Some(CellValue::Date(44_235.0 + 1462.0)));
}

#[test]
fn formulas_that_nobody_computed_have_no_value() {
    let workbook = read(&with_sheet(
        r#"<worksheet><sheetData><row r="1">
        <c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>SUM(B1)</f><v></v></c><c r="C1"><f>1+1</f><v/></c>
        <c r="D1" t="str"><f>A1</f><v></v></c><c r="E1"><f t="shared" si="999999999999999999"/><v>2</v></c>
        </row></sheetData></worksheet>"#,
    ));
    let sheet = &workbook.sheets[0];
    for address in ["A1", "B1", "C1"] {
        assert_eq!(value(sheet, address), Some(CellValue::NoValue), "{address}");
    }
    assert_eq!(value(sheet, "D1"), text(""));
    assert_eq!(value(sheet, "E1"), Some(CellValue::Number(2.0)));
    assert!(sheet.rows()[0].cells.iter().all(|cell| cell.formula));
}

#[test]
fn cells_of_other_programs_are_read() {
    let workbook = read(&with_sheet(
        r#"<x:worksheet xmlns:x="urn"><x:dimension ref="A1"/><x:sheetData><x:row>
        <x:c t="inlineStr"><x:is><x:t>行内</x:t></x:is></x:c><x:c><x:v> 12 </x:v></x:c>
        <x:c t="d"><x:v>2021-02-08</x:v></x:c><x:c t="e"><x:v>#SPILL!</x:v></x:c>
        <x:c t="inlineStr"><x:is><x:r><x:t>一</x:t></x:r><x:rPh><x:t>yi</x:t></x:rPh><x:r><x:t xml:space="preserve"> 二&amp;_x000D_</x:t></x:r></x:is></x:c>
        <x:c t="str"><x:v><![CDATA[<原样>]]>&#x4E00;</x:v></x:c><x:c/><x:c t="n"><x:v>3.10101E+17</x:v></x:c><x:c><x:v>abc</x:v></x:c></x:row>
        <x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
    ));
    let sheet = &workbook.sheets[0];
    assert_eq!(value(sheet, "A1"), text("行内"));
    assert_eq!(value(sheet, "B1"), Some(CellValue::Number(12.0)));
    assert_eq!(value(sheet, "C1"), Some(CellValue::Date(44_235.0)));
    assert_eq!(value(sheet, "D1"), Some(CellValue::Error("#SPILL!".into())));
    assert_eq!(value(sheet, "E1"), text("一 二&\r"));
    assert_eq!(value(sheet, "F1"), text("<原样>一"));
    assert_eq!(value(sheet, "G1"), None);
    assert_eq!(value(sheet, "H1"), Some(CellValue::Number(3.10101e17)));
    assert_eq!(value(sheet, "I1"), text("abc"));
    assert_eq!(value(sheet, "A2"), Some(CellValue::Number(7.0)));
}

#[test]
fn shared_text_is_shared_and_long_text_is_cut() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..3 {
        sheet.write(row, 0, "同一句").unwrap();
    }
    sheet.write(3, 0, "x".repeat(20_000)).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let limits = crate::limits::Limits { cell_chars: 10_000, ..crate::limits::Limits::DEFAULT };
    let workbook = super::super::super::open("a", &bytes, &limits, &mut |_| {
        super::super::super::Flow::Continue
    })
    .unwrap();
    let sheet = &workbook.sheets[0];
    let (Some(CellValue::Text(one)), Some(CellValue::Text(two))) =
        (value(sheet, "A1"), value(sheet, "A2"))
    else {
        panic!("no text");
    };
    assert!(std::ptr::eq(&*one, &*two), "one text for both cells");
    assert_eq!(sheet.cut, [at("A4")]);
    assert_eq!(value(sheet, "A4"), text(&"x".repeat(10_000)));
}

#[test]
fn chart_sheets_are_passed_over_and_macro_sheets_named() {
    let book = r#"<workbook><sheets><sheet name="图" r:id="r2"/><sheet name="表" r:id="r1"/><sheet name="宏" r:id="r3"/></sheets></workbook>"#;
    let rels = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="r3" Type="x/xlMacrosheet" Target="m.xml"/></Relationships>"#;
    let workbook = read(&package(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
    ]));
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!(workbook.sheets[0].name, "表");
    assert_eq!(workbook.not_checked, ["“宏”是宏表，没有检查。"]);
}

/// calamine as the oracle: every cell it reads, we read alike.
#[test]
fn calamine_reads_the_same_cells() {
    use calamine::{Data, Reader};
    let bytes = form().save_to_buffer().unwrap();
    let ours = read(&bytes);
    let mut theirs: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(&bytes)).unwrap();
    let range = theirs.worksheet_range("慰问表").unwrap();
    let mut compared = 0;
    for (row, col, data) in range.cells() {
        let (row, col) = (row as u32, col as u32);
        let start = range.start().unwrap();
        let cell = ours.sheets[0].cell(CellRef::new(row + start.0, col + start.1));
        let value = cell.map(|cell| cell.value.clone());
        match data {
            Data::Empty => assert!(value.is_none(), "{row} {col}"),
            Data::String(text) => assert_eq!(value, Some(CellValue::text(text.as_str()))),
            Data::Float(number) => assert_eq!(value, Some(CellValue::Number(*number))),
            Data::Bool(yes) => assert_eq!(value, Some(CellValue::Bool(*yes))),
            Data::DateTime(at) if at.is_datetime() => {
                assert_eq!(value, Some(CellValue::Date(at.as_f64())));
            }
            Data::DateTime(at) => assert_eq!(value, Some(CellValue::Number(at.as_f64()))),
            Data::Error(error) => {
                assert_eq!(value, Some(CellValue::Error(error.to_string().into())))
            }
            other => panic!("{other:?}"),
        }
        compared += usize::from(*data != Data::Empty);
    }
    assert!(compared >= 11, "{compared}");
}
