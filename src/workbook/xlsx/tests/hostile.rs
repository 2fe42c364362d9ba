//! Damage, bombs and nonsense: an R code, in bounded time and memory, and never a panic.

use std::time::{Duration, Instant};

use super::super::super::{Flow, ReadCode, ReadError, Seems, Step, open};
use super::*;
use crate::limits::Limits;

fn refused(bytes: &[u8]) -> ReadError {
    match open_plain("表.xlsx", bytes) {
        Ok(_) => panic!("was read"),
        Err(error) => error,
    }
}

fn real() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..200 {
        sheet.write(row, 0, format!("张{row}")).unwrap();
        sheet.write(row, 1, f64::from(row) * 1.5).unwrap();
    }
    let image = rust_xlsxwriter::Image::new_from_buffer(&super::pictures::png()).unwrap();
    sheet.insert_image(3, 3, &image).unwrap();
    sheet.embed_image(5, 3, &image).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn far_apart_cells_cost_two_cells() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "近").unwrap();
    sheet.write(1_048_575, 16_383, "远").unwrap();
    let started = Instant::now();
    let workbook = read(&book.save_to_buffer().unwrap());
    assert_eq!(workbook.sheets[0].rows().len(), 2);
    assert_eq!(value(&workbook.sheets[0], "XFD1048576"), text("远"));
    assert!(started.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_zip_bomb_is_refused_wherever_it_lies() {
    let zeros = vec![0_u8; 300 << 20];
    for part in ["xl/worksheets/sheet1.xml", "xl/media/image1.png"] {
        let bytes = package(&[(part, &zeros)]);
        assert!(bytes.len() < 2 << 20);
        let started = Instant::now();
        let error = refused(&bytes);
        assert_eq!(error.code, ReadCode::R004, "{part}: {error}");
        assert!(error.message.contains("100 倍"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    }
}

#[test]
fn the_limits_of_the_table_are_the_limits_of_the_reader() {
    let bytes = real();
    let with = |limits: Limits| {
        open("a", &bytes, &limits, &mut |_| Flow::Continue).map(|_| ()).map_err(|e| e.code)
    };
    let all = Limits::DEFAULT;
    assert_eq!(with(all), Ok(()));
    for small in [
        Limits { file_bytes: 1000, ..all },
        Limits { inflated_bytes: 10_000, ..all },
        Limits { ratio: 1, ratio_from_bytes: 1000, ..all },
        Limits { zip_entries: 5, ..all },
        Limits { cells: 100, ..all },
        Limits { rows: 100, ..all },
        Limits { columns: 1, ..all },
    ] {
        assert_eq!(with(small), Err(ReadCode::R004), "{small:?}");
    }
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    let bytes = real();
    for twentieth in 1..20 {
        let length = bytes.len() * twentieth / 20;
        let error = refused(&bytes[..length]);
        assert_eq!(error.code, ReadCode::R003, "{twentieth}/20: {error}");
        assert!(error.message.contains("目录不完整"), "{error}");
    }
}

#[test]
fn damaged_parts_are_named() {
    for (parts, words) in [
        (&[("xl/worksheets/sheet1.xml", &b"<worksheet><sheetData>"[..])][..], "没有写完"),
        (&[("xl/worksheets/sheet1.xml", b"<worksheet><sheetData></row>")], "写法不完整"),
        (&[("xl/worksheets/sheet1.xml", b"<worksheet><c r='A0'/>")], "地址看不懂"),
        (&[("xl/worksheets/sheet1.xml", b"<worksheet><c r='B7' t='s'><v>9</v></c>")], "B7 的文字"),
        (&[("xl/sharedStrings.xml", b"<sst uniqueCount='99999999999999'>")], "共用的文字"),
        (&[("xl/workbook.xml", b"<workbook><sheets>")], "目录没有写完"),
        (&[("xl/_rels/workbook.xml.rels", b"<Relationships/>")], "找不到工作表"),
    ] {
        let error = refused(&package(parts));
        assert_eq!(error.code, ReadCode::R003, "{error}");
        assert!(error.message.contains(words), "{error}");
    }
}

#[test]
fn a_damaged_picture_stops_nothing() {
    let mut bytes = real();
    let png = super::pictures::png();
    let from = bytes.windows(8).position(|w| w == &png[..8]);
    // Small parts may be stored as they are; if not, spoil the entry's checksum instead.
    if let Some(from) = from {
        bytes[from + 20] ^= 0xff;
    } else {
        let name = bytes.windows(13).rposition(|w| w == b"xl/media/imag").unwrap();
        bytes[name - 46 + 16] ^= 0xff;
    }
    let workbook = read(&bytes);
    assert_eq!(workbook.not_checked.len(), 1, "{:?}", workbook.not_checked);
}

#[test]
fn empty_workbooks_are_said_to_be_empty() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet();
    assert_eq!(refused(&book.save_to_buffer().unwrap()).code, ReadCode::R005);
    let none = refused(&package(&[("xl/workbook.xml", b"<workbook><sheets/></workbook>")]));
    assert_eq!((none.code, none.message.as_str()), (ReadCode::R005, "这个工作簿里没有工作表"));
    assert_eq!(refused(b"").code, ReadCode::R005);
    let mut book = rust_xlsxwriter::Workbook::new();
    let image = rust_xlsxwriter::Image::new_from_buffer(&super::pictures::png()).unwrap();
    book.add_worksheet().insert_image(0, 0, &image).unwrap();
    let scanned = refused(&book.save_to_buffer().unwrap());
    assert_eq!((scanned.code, scanned.message.contains("只有图片")), (ReadCode::R005, true));
}

#[test]
fn parts_in_utf16_are_refused_in_words_of_their_own() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    for (part, bytes) in [
        ("xl/worksheets/sheet1.xml", little(sheet)),
        ("xl/worksheets/sheet1.xml", little(&format!("\u{feff}{sheet}"))),
        ("xl/worksheets/sheet1.xml", big(sheet)),
        ("xl/worksheets/sheet1.xml", big(&format!("\u{feff}{sheet}"))),
        ("xl/workbook.xml", little("\u{feff}<workbook/>")),
        ("_rels/.rels", little("\u{feff}<Relationships/>")),
    ] {
        let error = refused(&package(&[(part, &bytes)]));
        assert_eq!(error.code, ReadCode::R001, "{part}: {error:?}");
        assert!(error.message.contains("UTF-16"), "{part}: {error}");
        assert!(error.advice[0].contains("另存为"), "{part}: {error:?}");
    }
}

#[test]
fn a_part_that_holds_no_worksheet_is_named() {
    let book = r#"<workbook><sheets><sheet name="表一" sheetId="1" r:id="rId1"/><sheet name="怪表" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
    let rels = r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
    let read = read(&package(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet2.xml", b"<table><row><c><v>1</v></c></row></table>"),
    ]));
    assert_eq!(read.sheets.len(), 1);
    assert_eq!(read.not_checked, ["“怪表”不是普通的工作表，没有检查。"]);
}

#[test]
fn other_packages_are_told_apart() {
    let zip = |parts: &[(&str, &[u8])]| {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let ods: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let odt: &[u8] = b"application/vnd.oasis.opendocument.text";
    let rels: &[u8] = b"<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
    let locked: &[u8] = b"<manifest><encryption-data/></manifest>";
    for (bytes, code, seems) in [
        (
            zip(&[("_rels/.rels", rels), ("word/document.xml", b"<a/>")]),
            ReadCode::R001,
            Seems::Word,
        ),
        (zip(&[("ppt/presentation.xml", b"")]), ReadCode::R001, Seems::Slides),
        (zip(&[("mimetype", odt)]), ReadCode::R001, Seems::OpenDocument),
        (zip(&[("mimetype", ods), ("META-INF/manifest.xml", locked)]), ReadCode::R002, Seems::Ods),
        (zip(&[("照片/1.jpg", b"x"), ("../../etc/passwd", b"x")]), ReadCode::R001, Seems::Archive),
        (zip(&[]), ReadCode::R005, Seems::Archive),
    ] {
        let error = refused(&bytes);
        assert_eq!((error.code, error.seems), (code, Some(seems)));
    }
}

#[test]
fn encrypted_files_are_said_to_be_locked() {
    // A hand-built compound file: what tells it is the directory, not a real ciphertext.
    let office =
        super::super::super::cfb::tests::compound(&["EncryptionInfo", "EncryptedPackage"], &[]);
    let error = refused(&office);
    assert_eq!(error.code, ReadCode::R002);
    assert_eq!(error.message, "这份表设了打开密码，暂时读不了");
    assert_eq!(error.advice.len(), 3);
    // An entry's encryption flag is bit 0, at byte 8 of a directory entry.
    let mut zip = real();
    let entry = zip.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    zip[entry + 8] |= 1;
    assert_eq!(refused(&zip).code, ReadCode::R002);
}

#[test]
fn numbers_that_break_other_readers_are_only_numbers() {
    // Each of these panics or exhausts memory in calamine 0.38 (reserve by a declared
    // count, unchecked sums of addresses, `[` counted in a byte).
    let brackets = format!(
        "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{}'/></numFmts><cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>",
        "[".repeat(300)
    );
    let strings = b"<sst uniqueCount='18446744073709551615'><si><t>a</t></si></sst>";
    let sheet = b"<worksheet><dimension ref='Z9:A1'/><sheetData><row r='4294967295'/><row r='1'><c r='A1' s='0'><v>+1</v></c><c r='B1'><v>1e999</v></c><c r='C1'><v>nan</v></c></row></sheetData><mergeCells><mergeCell ref='Z9:A1'/></mergeCells></worksheet>";
    let workbook = read(&package(&[
        ("xl/styles.xml", brackets.as_bytes()),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ]));
    assert_eq!(value(&workbook.sheets[0], "A1"), Some(CellValue::Number(1.0)));
    assert_eq!(value(&workbook.sheets[0], "B1"), text("1e999"));
    assert!(workbook.sheets[0].merges.is_empty());
    let far = |address: &str| {
        let cell =
            format!("<worksheet><sheetData><c r='{address}'><v>1</v></c></sheetData></worksheet>");
        refused(&with_sheet(&cell)).code
    };
    assert_eq!(far("XFE1"), ReadCode::R004);
    assert_eq!(far("A1048577"), ReadCode::R004);
    assert_eq!(far("AAAAAAAA1"), ReadCode::R003);
    assert_eq!(far("A99999999999"), ReadCode::R003);
}

#[test]
fn reading_reports_and_can_be_cancelled() {
    let bytes = real();
    let mut steps = Vec::new();
    let read = open("a", &bytes, &Limits::DEFAULT, &mut |progress| {
        steps.push(progress.step);
        assert!((0.0..=1.0).contains(&progress.done));
        Flow::Continue
    });
    assert!(read.is_ok());
    assert_eq!((steps.first(), steps.last()), (Some(&Step::Unpack), Some(&Step::Rows)));
    let stopped = open("a", &bytes, &Limits::DEFAULT, &mut |_| Flow::Cancel);
    assert!(stopped.unwrap_err().is_cancelled());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn no_mutation_of_a_workbook_makes_the_reader_panic(
        changes in proptest::collection::vec((proptest::num::usize::ANY, proptest::num::u8::ANY), 1..20)
    ) {
        let mut bytes = REAL.clone();
        for (place, byte) in changes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        let _ = open_plain("a", &bytes);
    }

    /// Bytes of a part itself: past the checksums, which stop nearly every change of the
    /// packed bytes.
    #[test]
    fn no_mutation_of_a_part_makes_the_reader_panic(
        part in proptest::sample::select(PARTS.to_vec()),
        changes in proptest::collection::vec((proptest::num::usize::ANY, b' '..b'\x7f'), 1..6)
    ) {
        let bytes = patched(&REAL, part, |xml| {
            let mut bytes: Vec<u8> = xml.bytes().collect();
            for (place, byte) in &changes {
                let place = place % bytes.len();
                if bytes[place].is_ascii() {
                    bytes[place] = *byte;
                }
            }
            // A blank more at the end is a change in any case.
            bytes.push(b' ');
            String::from_utf8(bytes).unwrap()
        });
        let _ = open_plain("a", &bytes);
    }

    #[test]
    fn no_sheet_xml_makes_the_reader_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..40)
    ) {
        let _ = open_plain("a", &with_sheet(&format!("<worksheet>{}</worksheet>", pieces.concat())));
    }
}

static REAL: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(real);

const PARTS: [&str; 8] = [
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/drawings/drawing1.xml",
];

/// Pieces of sheet XML in no sensible order.
const PIECES: [&str; 22] = [
    "<sheetData>",
    "</sheetData>",
    "<row r=\"3\" ht=\"1e308\">",
    "<row hidden=\"1\"/>",
    "</row>",
    "<c r=\"B2\" t=\"s\">",
    "<c r=\"A9\">",
    "<c t=\"inlineStr\">",
    "<c t=\"b\" s=\"-1\">",
    "</c>",
    "<v>",
    "</v>",
    "<v>1</v>",
    "<f>",
    "</f>",
    "<is><t>x</t></is>",
    "<is>",
    "</is>",
    "&#xD800;",
    "<cols><col min=\"0\" max=\"4294967295\" width=\"-3\"/></cols>",
    "<col min=\"9\" max=\"4294967295\" hidden=\"1\"/>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
];

/// Every size that the zip directory and the entries declare, made a lie.
#[test]
fn sizes_that_lie_are_not_believed() {
    let bytes = with_sheet(&format!(
        "<worksheet><sheetData><row r='1'>{}</row></sheetData></worksheet>",
        "<c t='inlineStr'><is><t>张三</t></is></c>".repeat(300)
    ));
    let fields: Vec<usize> = (0..bytes.len())
        .filter_map(|at| match bytes.get(at..at + 4)? {
            b"PK\x01\x02" => Some(at + 24),
            b"PK\x03\x04" => Some(at + 22),
            _ => None,
        })
        .collect();
    assert_eq!(fields.len(), 8);
    for size in [0_u32, 1, 100, u32::MAX - 1] {
        let mut lying = bytes.clone();
        for &at in &fields {
            lying[at..at + 4].copy_from_slice(&size.to_le_bytes());
        }
        let started = Instant::now();
        match open_plain("a", &lying) {
            Ok(workbook) => assert_eq!(workbook.sheets[0].rows()[0].cells.len(), 300),
            Err(error) => assert_eq!(error.code, ReadCode::R003, "{error}"),
        }
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}

/// Five hundred rows far apart, each with its last column: no rectangle is ever built.
#[test]
fn sparse_giants_cost_their_cells() {
    let rows: String = (1..=500)
        .map(|n| {
            let row = n * 2097;
            format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>{n}</v></c></row>")
        })
        .collect();
    let merges = "<mergeCell ref=\"A2:XFC1048576\"/>".repeat(3);
    let started = Instant::now();
    let workbook = read(&with_sheet(&format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><cols><col min='1' max='16384' hidden='1'/></cols><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    )));
    assert_eq!(workbook.sheets[0].rows().len(), 500);
    assert!(started.elapsed() < Duration::from_secs(2));
}
