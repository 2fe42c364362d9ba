#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::super::mutation::mutations;
use super::super::{
    CellRange, CellRef, CellValue, Flow, Format, ReadCode, ReadError, Sheet, Visibility, Workbook,
    open, open_plain,
};
use super::records::kind;
use crate::limits::Limits;

fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let mut record = Vec::new();
    if kind < 0x80 {
        record.push(kind as u8);
    } else {
        record.extend([kind as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    while length >= 0x80 {
        record.push(length as u8 | 0x80);
        length >>= 7;
    }
    record.push(length as u8);
    record.extend(data);
    record
}

/// Numbers of four bytes side by side.
fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    words(&[units.len() as u32]).into_iter().chain(bytes).collect()
}

fn row(row: u32, flags: u8) -> Vec<u8> {
    record(kind::ROW, &[words(&[row, 0]), vec![44, 1, 0, flags, 0]].concat())
}

fn cell(kind: u32, col: u32, style: u32, data: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[col, style]), data.to_vec()].concat())
}

/// A package with one sheet of these records, with parts added or replaced.
fn package(sheet: &[u8], parts: &[(&str, &[u8])]) -> Vec<u8> {
    const RELS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    const BOOK_RELS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let sheet =
        [record(kind::BEGIN_SHEET, &[]), sheet.to_vec(), record(kind::END_SHEET, &[])].concat();
    let listed = record(kind::SHEET, &[words(&[0, 1]), text("rId1"), text("表一")].concat());
    let book = [listed, record(kind::END_BOOK, &[])].concat();
    let usual: [(&str, &[u8]); 4] = [
        ("_rels/.rels", RELS),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let kept = usual.iter().filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    for (name, bytes) in kept.chain(parts) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(sheet: &[u8], parts: &[(&str, &[u8])]) -> Workbook {
    open_plain("表.xlsb", &package(sheet, parts)).unwrap_or_else(|error| panic!("{error:?}"))
}

fn refused(file: &[u8]) -> ReadError {
    match open_plain("表.xlsb", file) {
        Ok(_) => panic!("read"),
        Err(error) => error,
    }
}

fn value(sheet: &Sheet, at: &str) -> Option<CellValue> {
    sheet.cell(at.parse().unwrap()).map(|cell| cell.value.clone())
}

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/containers/{name}.xlsb", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

#[test]
fn cells_of_every_kind_are_read() {
    let sheet = [
        row(0, 0),
        cell(kind::TEXT, 0, 0, &text("姓名")),
        cell(kind::RICH_TEXT, 1, 0, &[vec![1], text("李四"), words(&[1, 0])].concat()),
        cell(kind::SHARED_TEXT, 2, 0, &words(&[1])),
        cell(kind::NUMBER, 3, 0, &310_101_199_001_011_234_f64.to_le_bytes()),
        cell(kind::RK, 4, 0, &words(&[0x7d2])),
        cell(kind::BOOL, 5, 0, &[1]),
        cell(kind::ERROR, 6, 0, &[0x17]),
        // Without their columns: G is before.
        record(kind::SHORT_BLANK, &words(&[0])),
        record(kind::SHORT_SHARED_TEXT, &words(&[0, 0])),
        row(1, 0),
        cell(kind::FORMULA_TEXT, 0, 0, &text("共三人")),
        cell(kind::FORMULA_NUMBER, 1, 0, &500.5_f64.to_le_bytes()),
        cell(kind::FORMULA_BOOL, 2, 0, &[0]),
        cell(kind::FORMULA_ERROR, 3, 0, &[0x07]),
        cell(kind::FORMULA_TEXT, 4, 0, &text("=DISPIMG(\"ID_1\",1)")),
        cell(kind::NUMBER, 5, 1, &42_773_f64.to_le_bytes()),
    ];
    let item = |it: &str| record(kind::SHARED_ITEM, &[vec![0], text(it)].concat());
    let texts = [item("一"), item("二"), record(kind::END_TEXTS, &[])].concat();
    let xf = |format: u8| record(kind::XF, &[0, 0, format, 0]);
    let styles = [
        record(kind::FORMAT, &[vec![0xa4, 0], text("yyyy/m/d")].concat()),
        xf(14),
        record(kind::BEGIN_CELL_FORMATS, &[]),
        xf(0),
        xf(0xa4),
        record(kind::END_CELL_FORMATS, &[]),
        record(kind::END_STYLES, &[]),
    ];
    let parts: [(&str, &[u8]); 2] =
        [("xl/sharedStrings.bin", &texts), ("xl/styles.bin", &styles.concat())];
    let workbook = read(&sheet.concat(), &parts);
    assert_eq!(workbook.format, Format::Xlsb);
    let sheet = &workbook.sheets[0];
    let found = ["A1", "B1", "C1", "D1", "E1", "F1", "G1", "I1"].map(|at| value(sheet, at));
    assert_eq!(
        found.map(Option::unwrap),
        [
            CellValue::text("姓名"),
            CellValue::text("李四"),
            CellValue::text("二"),
            CellValue::Number(310_101_199_001_011_234.0),
            CellValue::Number(500.0),
            CellValue::Bool(true),
            CellValue::Error("#REF!".into()),
            CellValue::text("一"),
        ]
    );
    let formulas = ["A2", "B2", "C2", "D2", "E2", "F2"].map(|at| value(sheet, at));
    assert_eq!(
        formulas.map(Option::unwrap),
        [
            CellValue::text("共三人"),
            CellValue::Number(500.5),
            CellValue::Bool(false),
            CellValue::Error("#DIV/0!".into()),
            CellValue::Picture,
            CellValue::Date(42_773.0),
        ]
    );
    assert!(sheet.cell("A2".parse().unwrap()).unwrap().formula);
    assert!(!sheet.cell("F2".parse().unwrap()).unwrap().formula);
}

#[test]
fn what_is_hidden_merged_or_pictured_is_known() {
    let drawing = r#"<xdr:wsDr><xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from>
        <xdr:ext cx="9525" cy="9525"/><xdr:pic><a:blip r:embed="rId1"/></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>"#;
    let sheet_rels = r#"<Relationships><Relationship Id="rId7" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;
    let drawing_rels = r#"<Relationships><Relationship Id="rId1" Type="x/image" Target="../media/a.png"/></Relationships>"#;
    let sheet = [
        record(kind::COLUMN, &[words(&[3, 4, 2000, 0]), vec![1, 0]].concat()),
        row(0, 0),
        cell(kind::TEXT, 0, 0, &text("a")),
        row(1, 0x10),
        cell(kind::TEXT, 0, 0, &text("under")),
        record(kind::VALUE_META, &words(&[0])),
        cell(kind::ERROR, 6, 0, &[0x0f]),
        cell(kind::ERROR, 7, 0, &[0x0f]),
        record(kind::MERGED, &words(&[0, 1, 0, 2])),
        record(kind::DRAWING, &text("rId7")),
    ];
    let parts: [(&str, &[u8]); 5] = [
        ("xl/worksheets/_rels/sheet1.bin.rels", sheet_rels.as_bytes()),
        ("xl/drawings/drawing1.xml", drawing.as_bytes()),
        ("xl/drawings/_rels/drawing1.xml.rels", drawing_rels.as_bytes()),
        ("xl/media/a.png", b"image"),
        ("xl/richData/richValueRel.xml", b"<a/>"),
    ];
    let workbook = read(&sheet.concat(), &parts);
    let sheet = &workbook.sheets[0];
    assert!(!sheet.row_is_hidden(0) && sheet.row_is_hidden(1) && sheet.col_is_hidden(4));
    assert_eq!(sheet.merges, [CellRange::new(CellRef::new(0, 0), CellRef::new(1, 2))]);
    assert_eq!(value(sheet, "A2"), None, "it lies under the merged block");
    assert_eq!(value(sheet, "G2"), Some(CellValue::Picture));
    assert_eq!(value(sheet, "H2"), Some(CellValue::Error("#VALUE!".into())));
    let centres: Vec<_> = sheet.pictures.iter().map(|it| it.centre.to_string()).collect();
    assert_eq!(centres, ["G2", "B3"]);
    assert!(sheet.pictures[1].image.is_some());
    assert_eq!(workbook.not_checked.len(), 1, "{:?}", workbook.not_checked);
}

#[test]
fn hidden_sheets_and_our_own_are_known() {
    let listed = record(kind::SHEET, &[words(&[2, 1]), text("rId1"), text("修改记录")].concat());
    let defined = [vec![0; 9], text("_nuanbiao_own_0"), words(&[7]), vec![0x3a, 0, 0, 0, 0, 0, 0]];
    let book = [
        record(kind::BOOK_PROPERTIES, &words(&[1])),
        listed,
        record(kind::EXTERN_SHEETS, &words(&[1, 0, 0, 0])),
        record(kind::DEFINED_NAME, &defined.concat()),
        record(kind::END_BOOK, &[]),
    ];
    let sheet = [row(0, 0), cell(kind::TEXT, 0, 0, &text("a"))].concat();
    let workbook = read(&sheet, &[("xl/workbook.bin", &book.concat())]);
    let seen: Vec<_> = workbook.sheets.iter().map(|it| (it.visibility, it.own)).collect();
    assert_eq!(seen, [(Visibility::Hidden, true)]);
}

#[test]
fn counts_and_indices_that_lie_are_damage() {
    for sheet in [
        cell(kind::SHARED_TEXT, 0, 0, &words(&[0])),
        cell(kind::TEXT, 0, 0, &words(&[u32::MAX - 1])),
        cell(kind::NUMBER, 0, 0, &[0; 7]),
        record(kind::RK, &[0; 5]),
        record(kind::ROW, &[0; 4]),
        record(kind::COLUMN, &[0; 4]),
        record(kind::MERGED, &[0; 4]),
        // A record that says it is longer than the part.
        vec![0, 0xff, 0xff, 0xff, 0x7f],
        record(kind::END_SHEET, &[])[..1].to_vec(),
    ] {
        let text = cell(kind::TEXT, 9, 0, &text("a"));
        let error = refused(&package(&[text, sheet].concat(), &[]));
        assert_eq!(error.code, ReadCode::R003);
    }
    let empty = package(&row(0, 0), &[]);
    assert_eq!(refused(&empty).code, ReadCode::R005);
    let listed = record(kind::SHEET, &[words(&[0, 1]), text("rId1"), text("表")].concat());
    let many = package(&[], &[("xl/workbook.bin", &listed.repeat(10_001))]);
    assert_eq!(refused(&many).code, ReadCode::R004);
    let far = cell(kind::TEXT, 99_999, 0, &text("a"));
    assert_eq!(refused(&package(&far, &[])).code, ReadCode::R004);
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    let whole = fixture("perfect");
    for length in (64..whole.len()).step_by(211) {
        assert_eq!(refused(&whole[..length]).code, ReadCode::R003, "{length}");
    }
    let sheet = part(&whole, "xl/worksheets/sheet1.bin");
    for length in (0..sheet.len() - 1).step_by(37) {
        let cut = with_part(&whole, "xl/worksheets/sheet1.bin", &sheet[..length]);
        let code = refused(&cut).code;
        assert_eq!(code, ReadCode::R003, "{length}");
    }
}

#[test]
fn the_limits_of_the_table_are_the_limits_of_the_reader() {
    let file = fixture("perfect");
    let read = |limits: &Limits| open("a.xlsb", &file, limits, &mut |_| Flow::Continue);
    for limits in [
        Limits { cells: 50, ..Limits::DEFAULT },
        Limits { rows: 10, ..Limits::DEFAULT },
        Limits { columns: 10, ..Limits::DEFAULT },
        Limits { inflated_bytes: 5_000, ..Limits::DEFAULT },
        Limits { zip_entries: 3, ..Limits::DEFAULT },
    ] {
        assert_eq!(read(&limits).unwrap_err().code, ReadCode::R004, "{limits:?}");
    }
    let cut = read(&Limits { cell_chars: 3, ..Limits::DEFAULT }).unwrap();
    assert!(cut.sheets[0].cut.contains(&"A1".parse().unwrap()));
}

fn part(package: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// The package with one part replaced.
fn with_part(package: &[u8], name: &str, new: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).unwrap();
        if file.name().unwrap() != name {
            writer.raw_copy_file(file).unwrap();
        }
    }
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(new).unwrap();
    writer.finish().unwrap().into_inner()
}

/// 300 files with bytes changed, moved or missing: each is read or refused.
#[test]
fn no_mutation_makes_the_reader_panic() {
    let whole = fixture("layout-subtotals");
    for bad in mutations(&whole, 60) {
        drop(open_plain("a.xlsb", &bad));
    }
    let mut read = 0;
    for name in
        ["xl/worksheets/sheet1.bin", "xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin"]
    {
        for bad in mutations(&part(&whole, name), 60) {
            read += usize::from(open_plain("a.xlsb", &with_part(&whole, name, &bad)).is_ok());
        }
    }
    assert!((10..230).contains(&read), "mutations must reach the cells, and harm some: {read}");
}

/// calamine as the oracle, on files that SheetJS wrote.
#[test]
fn calamine_reads_the_same_cells() {
    use calamine::{Data, Reader};
    for name in ["perfect", "mistakes-15", "odd-numbers", "layout-several-sheets"] {
        let bytes = fixture(name);
        let ours = open_plain(name, &bytes).unwrap();
        let mut theirs: calamine::Xlsb<_> = calamine::Xlsb::new(Cursor::new(&bytes)).unwrap();
        let mut cells = 0;
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let from = range.start().unwrap();
            for (row, col, data) in range.used_cells() {
                let at = CellRef::new(from.0 + row as u32, from.1 + col as u32);
                let cell = sheet.cell(at).unwrap_or_else(|| panic!("{name} {at}: {data:?}"));
                let same = match (data, &cell.value) {
                    (Data::String(text), CellValue::Text(ours)) => *text == **ours,
                    (Data::Float(number), CellValue::Number(ours)) => number == ours,
                    (Data::Int(number), CellValue::Number(ours)) => *number as f64 == *ours,
                    (Data::DateTime(date), CellValue::Date(ours)) => date.as_f64() == *ours,
                    (Data::Error(_), CellValue::Error(_)) => true,
                    _ => false,
                };
                assert!(same, "{name} {at}: {data:?} {:?}", cell.value);
                cells += 1;
            }
        }
        // calamine 0.38 passes over the records without a column, which SheetJS writes for
        // most cells; `tests/containers.rs` looks at all of them.
        assert!(cells > 20, "{name}");
    }
}
