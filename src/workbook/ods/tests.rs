#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::super::mutation::mutations;
use super::super::{
    CellRange, CellRef, CellValue, Flow, Format, ReadCode, ReadError, Sheet, Visibility, Workbook,
    open, open_plain,
};
use crate::limits::Limits;

/// A package with this content and these other parts.
fn package(content: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let own: [(&str, &[u8]); 2] = [("mimetype", mimetype), ("content.xml", content.as_bytes())];
    for (name, bytes) in own.iter().chain(parts) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The content of one sheet with these columns and rows.
fn content(table: &str) -> String {
    format!(
        r#"<office:document-content><office:automatic-styles>
        <style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="2in"/></style:style>
        <style:style style:name="tall" style:family="table-row"><style:table-row-properties style:row-height="1in"/></style:style>
        <style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>
        <table:table table:name="表一">{table}</table:table>
        </office:spreadsheet></office:body></office:document-content>"#
    )
}

fn read(table: &str) -> Workbook {
    open_plain("表.ods", &package(&content(table), &[])).unwrap_or_else(|error| panic!("{error:?}"))
}

fn refused(file: &[u8]) -> ReadError {
    match open_plain("表.ods", file) {
        Ok(_) => panic!("read"),
        Err(error) => error,
    }
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn value(sheet: &Sheet, at: &str) -> Option<CellValue> {
    sheet.cell(at.parse().unwrap()).map(|cell| cell.value.clone())
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/containers/{name}.ods", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

#[test]
fn cells_of_every_kind_are_read() {
    let workbook = read(&row(
        r#"<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>李<text:span>四</text:span> &amp;<text:s text:c="2"/>三</text:p><text:p>二行</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="3.1010119680312E+017"><text:p>3.1E+17</text:p></table:table-cell>
        <table:table-cell office:value-type="currency" office:value="500"><text:p>￥500.00</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2021-02-05"/>
        <table:table-cell office:value-type="time" office:time-value="PT12H00M00S"/>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1+1"/>
        <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>
        <table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>有批注</text:p></table:table-cell>
        <table:table-cell table:formula="of:=DISPIMG(&quot;ID_1&quot;;1)" office:value-type="string"><text:p>=DISPIMG("ID_1",1)</text:p></table:table-cell>"#,
    ));
    assert_eq!(workbook.format, Format::Ods);
    let sheet = &workbook.sheets[0];
    let found = ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1", "I1", "J1", "K1"]
        .map(|at| value(sheet, at).unwrap());
    assert_eq!(
        found,
        [
            CellValue::text("李四 &  三\n二行"),
            CellValue::Number(310_101_196_803_120_000.0),
            CellValue::Number(500.0),
            CellValue::Date(44_232.0),
            CellValue::Date(0.5),
            CellValue::Bool(true),
            CellValue::Error("#N/A".into()),
            CellValue::NoValue,
            CellValue::text(""),
            CellValue::text("有批注"),
            CellValue::Picture,
        ]
    );
    assert!(sheet.cell("H1".parse().unwrap()).unwrap().formula);
    assert!(workbook.not_checked.is_empty());
}

#[test]
fn repeated_cells_and_rows_stand_where_they_are_seen() {
    let workbook = read(
        r#"<table:table-column table:number-columns-repeated="2"/>
        <table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
        <table:table-header-rows><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table-header-rows>
        <table:table-row-group><table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell/>
          <table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="7"/></table:table-row></table:table-row-group>
        <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><text:p>合</text:p></table:table-cell>
          <table:covered-table-cell office:value-type="string"><text:p>盖</text:p></table:covered-table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    );
    let sheet = &workbook.sheets[0];
    let cells: Vec<_> = sheet
        .rows()
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| CellRef::new(row.index, cell.col).to_string()))
        .collect();
    assert_eq!(cells, ["B4", "C4", "D4", "B5", "C5", "D5", "A6"]);
    assert!(sheet.row_is_hidden(3) && sheet.row_is_hidden(4) && !sheet.row_is_hidden(5));
    assert!(!sheet.col_is_hidden(1) && sheet.col_is_hidden(2) && sheet.col_is_hidden(3));
    assert_eq!(sheet.merges, [CellRange::new(CellRef::new(5, 0), CellRef::new(6, 1))]);
}

#[test]
fn pictures_lie_where_their_centre_is_and_show_their_image() {
    let frame = |x: &str, y: &str, image: &str| {
        format!(
            r#"<draw:frame svg:x="{x}" svg:y="{y}" svg:width="1in" svg:height="0.5in"><draw:image xlink:href="{image}"><text:p/></draw:image></draw:frame>"#
        )
    };
    let table = [
        r#"<table:table-column table:style-name="wide" table:number-columns-repeated="3"/><table:shapes>"#,
        &frame("2.1in", "2.2in", "Pictures/a.png"),
        r#"<draw:frame svg:width="1in" svg:height="1in"><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>"#,
        r#"</table:shapes><table:table-row table:style-name="tall"><table:table-cell office:value-type="string"><text:p>签字</text:p></table:table-cell><table:table-cell>"#,
        // From the second inch of the first row to the middle of the second.
        &frame("0.2in", "0.9in", "Pictures/b.png"),
        r#"</table:table-cell></table:table-row><table:table-row table:style-name="tall" table:number-rows-repeated="5"><table:table-cell table:number-columns-repeated="2"/><table:table-cell>"#,
        &frame("0in", "0in", "./Pictures/c.png"),
        &frame("0in", "0in", "Pictures/none.png"),
        r#"</table:table-cell></table:table-row>"#,
    ]
    .concat();
    let parts: [(&str, &[u8]); 3] =
        [("Pictures/a.png", b"one"), ("Pictures/b.png", b"two"), ("Pictures/c.png", b"one")];
    let workbook = open_plain("a.ods", &package(&content(&table), &parts)).unwrap();
    let pictures = &workbook.sheets[0].pictures;
    let centres: Vec<_> = pictures.iter().map(|picture| picture.centre.to_string()).collect();
    assert_eq!(centres, ["B3", "B2", "C2", "C2"], "a chart is no picture");
    assert_eq!(pictures[1].range, CellRange::new(CellRef::new(0, 1), CellRef::new(1, 1)));
    assert!(pictures[0].image.is_some() && pictures[0].image == pictures[2].image);
    assert_ne!(pictures[0].image, pictures[1].image);
    assert_eq!(pictures[3].image, None);
}

#[test]
fn hidden_sheets_and_our_own_are_known() {
    let table = content(&row(r#"<table:table-cell office:value-type="float" office:value="1"/>"#));
    let two = table.replace(
        "</office:spreadsheet>",
        r#"<table:table table:name="修改 记录" table:style-name="gone"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>
        <table:named-expressions><table:named-range table:name="_nuanbiao_own_0" table:cell-range-address="$'修改 记录'.$A$1"/></table:named-expressions></office:spreadsheet>"#,
    );
    let workbook = open_plain("a.ods", &package(&two, &[])).unwrap();
    let seen: Vec<_> = workbook.sheets.iter().map(|it| (it.visibility, it.own)).collect();
    assert_eq!(seen, [(Visibility::Visible, false), (Visibility::Hidden, true)]);
}

#[test]
fn cells_repeated_without_end_are_refused_before_they_are_made() {
    let number = |columns: u32| {
        format!(
            r#"<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/>"#
        )
    };
    for (rows, columns, code) in [
        (1, 10, None),
        (1_048_576, 16_384, Some(ReadCode::R004)),
        (u32::MAX, u32::MAX, Some(ReadCode::R004)),
        (1, 20_000, Some(ReadCode::R004)),
        (1_100_000, 1, Some(ReadCode::R004)),
    ] {
        let table = format!(
            r#"<table:table-row table:number-rows-repeated="{rows}">{}</table:table-row>"#,
            number(columns)
        );
        let found = open_plain("a.ods", &package(&content(&table), &[])).err();
        assert_eq!(found.map(|error| error.code), code, "{rows} × {columns}");
    }
    // Many rows, each with some.
    let table = row(&number(16_000)).repeat(200);
    assert_eq!(refused(&package(&content(&table), &[])).code, ReadCode::R004);
}

#[test]
fn more_sheets_or_columns_than_anybody_keeps_are_refused() {
    let cell = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let wide = content(&row(&cell.repeat(16_385)));
    let sheets = content(&row(cell)).replace(
        "</office:spreadsheet>",
        &("<table:table></table:table>".repeat(10_000) + "</office:spreadsheet>"),
    );
    for content in [wide, sheets] {
        assert_eq!(refused(&package(&content, &[])).code, ReadCode::R004);
    }
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    let whole = fixture("perfect");
    for length in (64..whole.len()).step_by(211) {
        assert_eq!(refused(&whole[..length]).code, ReadCode::R003, "{length}");
    }
    let all = content(&row(r#"<table:table-cell office:value-type="float" office:value="1"/>"#));
    for length in (0..all.trim_end().len()).filter(|it| all.is_char_boundary(*it)) {
        let code = refused(&package(&all[..length], &[])).code;
        assert_eq!(code, ReadCode::R003, "{}", &all[..length]);
    }
    assert_eq!(refused(&package(&content(""), &[])).code, ReadCode::R005);
}

#[test]
fn the_limits_of_the_table_are_the_limits_of_the_reader() {
    let file = fixture("perfect");
    let read = |limits: &Limits| open("a.ods", &file, limits, &mut |_| Flow::Continue);
    for limits in [
        Limits { cells: 50, ..Limits::DEFAULT },
        Limits { rows: 10, ..Limits::DEFAULT },
        Limits { columns: 10, ..Limits::DEFAULT },
        Limits { inflated_bytes: 10_000, ..Limits::DEFAULT },
        Limits { zip_entries: 3, ..Limits::DEFAULT },
    ] {
        assert_eq!(read(&limits).unwrap_err().code, ReadCode::R004, "{limits:?}");
    }
    let cut = read(&Limits { cell_chars: 3, ..Limits::DEFAULT }).unwrap();
    assert!(cut.sheets[0].cut.contains(&"A1".parse().unwrap()));
}

/// 300 files with bytes changed, moved or missing: each is read or refused.
#[test]
fn no_mutation_makes_the_reader_panic() {
    for name in ["perfect", "layout-pictured-signatures"] {
        for bad in mutations(&fixture(name), 50) {
            drop(open_plain("a.ods", &bad));
        }
    }
    // The content itself: a mutated archive seldom gets that far.
    let mut archive = zip::ZipArchive::new(Cursor::new(fixture("layout-subtotals"))).unwrap();
    let mut xml = Vec::new();
    std::io::copy(&mut archive.by_name("content.xml").unwrap(), &mut xml).unwrap();
    let mut read = 0;
    for bad in mutations(&xml, 200) {
        let text = String::from_utf8_lossy(&bad);
        read += usize::from(open_plain("a.ods", &package(&text, &[])).is_ok());
    }
    assert!((10..190).contains(&read), "mutations must reach the cells, and harm some: {read}");
}

/// calamine as the oracle, on files that LibreOffice wrote.
#[test]
fn calamine_reads_the_same_cells() {
    use calamine::{Data, Reader};
    for name in ["perfect", "mistakes-15", "odd-numbers", "layout-several-sheets"] {
        let bytes = fixture(name);
        let ours = open_plain(name, &bytes).unwrap();
        let mut theirs: calamine::Ods<_> = calamine::Ods::new(Cursor::new(&bytes)).unwrap();
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let from = range.start().unwrap();
            let mut cells = 0;
            for (row, col, data) in range.used_cells() {
                let at = CellRef::new(from.0 + row as u32, from.1 + col as u32);
                let cell = sheet.cell(at).unwrap_or_else(|| panic!("{name} {at}: {data:?}"));
                let same = match (data, &cell.value) {
                    (Data::String(text), CellValue::Text(ours)) => *text == **ours,
                    (Data::String(text), CellValue::Error(ours)) => *text == **ours,
                    (Data::Float(number), CellValue::Number(ours)) => number == ours,
                    (Data::DateTimeIso(text), ours) => *text == ours.display(),
                    _ => false,
                };
                assert!(same, "{name} {at}: {data:?} {:?}", cell.value);
                cells += 1;
            }
            let all: usize = sheet.rows().iter().map(|row| row.cells.len()).sum();
            assert!(
                all - cells <= 2,
                "{name}: formulas with an error, which calamine has as empty"
            );
        }
    }
}
