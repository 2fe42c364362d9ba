#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod cells;
mod hostile;
mod pictures;
mod scan;

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;

use super::super::{CellRef, CellValue, Sheet, Workbook, open_plain};

/// Reads what must be readable.
fn read(bytes: &[u8]) -> Workbook {
    open_plain("表.xlsx", bytes).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The value at an A1 address.
fn value(sheet: &Sheet, at: &str) -> Option<CellValue> {
    sheet.cell(at.parse().unwrap()).map(|cell| cell.value.clone())
}

fn text(text: &str) -> Option<CellValue> {
    Some(CellValue::text(text))
}

fn at(address: &str) -> CellRef {
    address.parse().unwrap()
}

/// A workbook's package with one sheet of the given XML.
fn with_sheet(sheet_xml: &str) -> Vec<u8> {
    package(&[("xl/worksheets/sheet1.xml", sheet_xml.as_bytes())])
}

/// A minimal package, with parts added or replaced.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str =
        r#"<workbook><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const BOOK_RELS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const SHEET: &str =
        r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    let usual: [(&str, &[u8]); 4] = [
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", SHEET.as_bytes()),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let kept = usual.iter().filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    for (name, bytes) in kept.chain(parts) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same package with one part rewritten.
fn patched(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        writer.start_file(&name, SimpleFileOptions::default()).unwrap();
        if name == part {
            let changed = change(std::str::from_utf8(&content).unwrap());
            assert_ne!(changed.as_bytes(), content, "the patch of {part} changed nothing");
            content = changed.into_bytes();
        }
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
