//! What reading costs in memory: bytes allocated at the peak, above what was there before.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::io::{Cursor, Write};

use nuanbiao::limits::Limits;
use nuanbiao::workbook::{Flow, ReadCode, ReadError, Workbook, open};
use peak_alloc::PeakAlloc;
use zip::write::SimpleFileOptions;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;

/// Pieces of a sheet, one after the other, between its first tag and its last.
fn package(strings: &str, pieces: impl Iterator<Item = String>) -> Vec<u8> {
    const RELS: &str = r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str =
        r#"<workbook><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const BOOK_RELS: &str = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", strings),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<worksheet><sheetData>").unwrap();
    for piece in pieces {
        writer.write_all(piece.as_bytes()).unwrap();
    }
    writer.write_all(b"</sheetData></worksheet>").unwrap();
    writer.finish().unwrap().into_inner()
}

/// Reads it without a limit of ratio; what it took at the peak, and what came of it.
fn cost(bytes: &[u8]) -> (usize, Result<Workbook, ReadError>) {
    let limits = Limits { ratio: u64::MAX, ..Limits::DEFAULT };
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let read = open("表.xlsx", bytes, &limits, &mut |_| Flow::Continue);
    (MEMORY.peak_usage() - before, read)
}

/// One test for all: the count is the whole program's.
#[test]
fn only_cells_that_are_kept_cost_memory() {
    let strings = "<sst><si><t>甲</t></si></sst>";
    let kept = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#.to_owned();
    let sheet = |count: u32, piece: fn(u32) -> String| {
        package(strings, std::iter::once(kept.clone()).chain((2..count + 2).map(piece)))
    };

    // Cells with a format and no content, rows without cells, comments, processing
    // instructions: ten times as many cost the same.
    let empty: [fn(u32) -> String; 4] = [
        |row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/><c r='B{row}' s='2'/></row>"),
        |row| format!("<row r=\"{row}\" ht=\"15\"/>"),
        |row| format!("<!-- {row} <c r=\"A1\"> -->"),
        |row| format!("<?{row} a?>\n"),
    ];
    for piece in empty {
        let (few, many) = (sheet(10_000, piece), sheet(100_000, piece));
        let ((few, read_few), (many, read_many)) = (cost(&few), cost(&many));
        assert_eq!(read_few.unwrap().sheets[0].rows().len(), 1);
        assert_eq!(read_many.unwrap().sheets[0].rows().len(), 1);
        assert!(many < few + MIB / 4, "{few} {many} {}", piece(1));
        assert!(many < 2 * MIB, "{many}");
    }

    // A text of 12 million characters costs what is kept of it.
    let long: [fn(u32) -> String; 2] = [
        |_| format!("<c r='A2' t='str'><v>{}</v></c>", "文字".repeat(6_000_000)),
        |_| format!("<c r='A2' t='inlineStr'><is><t>{}</t></is></c>", "文字".repeat(6_000_000)),
    ];
    for piece in long {
        let bytes = sheet(1, piece);
        let (peak, read) = cost(&bytes);
        assert_eq!(read.unwrap().sheets[0].cut.len(), 1);
        assert!(peak < 4 * MIB, "{peak}");
    }

    // A kept cell costs no more than 64 bytes, whatever its text.
    let full = sheet(50_000, |row| {
        let cells =
            ["A", "B", "C", "D"].map(|col| format!("<c r=\"{col}{row}\" t=\"s\"><v>0</v></c>"));
        format!("<row r=\"{row}\">{}</row>", cells.concat())
    });
    let (peak, read) = cost(&full);
    assert_eq!(read.unwrap().sheets[0].rows().len(), 50_001);
    assert!(peak < 200_000 * 64 + 2 * MIB, "{peak}");

    // Refused within the published limits, and long before they are used up.
    let bomb = package(strings, std::iter::repeat_n(" ".repeat(MIB), 200));
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let refused = open("表.xlsx", &bomb, &Limits::DEFAULT, &mut |_| Flow::Continue);
    assert_eq!(refused.unwrap_err().code, ReadCode::R004);
    assert!(MEMORY.peak_usage() - before < 2 * MIB);
}
