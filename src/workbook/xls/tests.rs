#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod hostile;
mod pictures;

use super::super::{
    CellRange, CellRef, CellValue, Format, Sheet, Visibility, Workbook, open_plain,
};
use super::records::kind;

/// One record.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Numbers of two bytes side by side.
fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn begin() -> Vec<u8> {
    record(kind::BOF, &words(&[0x0600, 0x0005, 0, 0]))
}

fn end() -> Vec<u8> {
    record(kind::EOF, &[])
}

/// A text in narrow characters with its length in two bytes.
fn narrow(text: &str) -> Vec<u8> {
    [&words(&[text.len() as u16]), &b"\0"[..], text.as_bytes()].concat()
}

/// A text in wide characters with its length in two bytes.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

/// A stream of one sheet for each list of records, after the book's own records.
fn stream(book: &[u8], sheets: &[&[u8]]) -> Vec<u8> {
    let entry = |start: u32| [&start.to_le_bytes(), &b"\0\0\x01\0A"[..]].concat();
    let head = begin().len() + book.len() + sheets.len() * (4 + entry(0).len()) + end().len();
    let mut stream = [begin(), book.to_vec()].concat();
    let mut start = head;
    let bodies: Vec<_> = sheets.iter().map(|it| [&begin(), *it, &end()].concat()).collect();
    for body in &bodies {
        stream.extend(record(kind::SHEET, &entry(start as u32)));
        start += body.len();
    }
    stream.extend(end());
    stream.extend(bodies.concat());
    stream
}

/// A compound file around a workbook stream: header, table, directory, the stream.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut data = stream.to_vec();
    data.resize(data.len().next_multiple_of(SECTOR).max(4096), 0);
    let sectors = data.len() / SECTOR;
    assert!(sectors <= SECTOR / 4 - 2, "one sector of table is enough for tests");
    let mut file = vec![0; SECTOR * 3];
    file[..8].copy_from_slice(&super::super::cfb::MAGIC);
    file[30] = 9;
    file[44] = 1;
    file[48] = 1;
    file[60..64].copy_from_slice(&u32::MAX.to_le_bytes());
    file[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    file[76..512].fill(0xff);
    file[76..80].fill(0);
    let table = (0..SECTOR / 4).map(|at| match at {
        0 => 0xffff_fffd,
        1 => 0xffff_fffe,
        at if at == sectors + 1 => 0xffff_fffe,
        at if at <= sectors => at as u32 + 1,
        _ => u32::MAX,
    });
    let table: Vec<u8> = table.flat_map(u32::to_le_bytes).collect();
    file[SECTOR..SECTOR * 2].copy_from_slice(&table);
    for (at, (name, kind)) in [("Root Entry", 5), ("Workbook", 2)].into_iter().enumerate() {
        let entry = &mut file[SECTOR * 2 + at * 128..][..128];
        let units: Vec<u16> = name.encode_utf16().collect();
        entry[..units.len() * 2].copy_from_slice(&words(&units));
        entry[64] = units.len() as u8 * 2 + 2;
        entry[66] = kind;
        entry[67] = 1;
        entry[116] = 2;
        entry[120..124].copy_from_slice(&(data.len() as u32).to_le_bytes());
    }
    file.extend(data);
    file
}

/// The workbook of one sheet.
fn read(book: &[u8], sheet: &[u8]) -> Workbook {
    open_plain("表.xls", &compound(&stream(book, &[sheet])))
        .unwrap_or_else(|error| panic!("{error:?}"))
}

fn value(sheet: &Sheet, at: &str) -> Option<CellValue> {
    sheet.cell(at.parse().unwrap()).map(|cell| cell.value.clone())
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn cells_of_every_kind_are_read() {
    let at = |row: u16, col: u16| words(&[row, col, 0]);
    let formula = |row: u16, value: [u8; 8]| {
        record(kind::FORMULA, &[at(row, 1), value.to_vec(), vec![0; 8]].concat())
    };
    let sheet = [
        record(kind::TEXT, &[at(0, 0), wide("姓名")].concat()),
        record(kind::RICH_TEXT, &[at(0, 1), narrow("rich")].concat()),
        record(
            kind::NUMBER,
            &[at(0, 2), 310_101_199_001_011_234_f64.to_le_bytes().into()].concat(),
        ),
        record(kind::RK, &[at(0, 3), 0x7d2_u32.to_le_bytes().into()].concat()),
        record(kind::MUL_RK, &[words(&[1, 0, 0, 0x7d2, 0, 0, 0x7d3, 0]), words(&[1])].concat()),
        record(kind::BOOL_OR_ERROR, &[at(1, 2), vec![1, 0]].concat()),
        record(kind::BOOL_OR_ERROR, &[at(1, 3), vec![0x17, 1]].concat()),
        formula(2, 500.5_f64.to_le_bytes()),
        formula(3, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(kind::FORMULA_TEXT, &wide("共三人")),
        formula(4, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        formula(5, [2, 0, 7, 0, 0, 0, 0xff, 0xff]),
        formula(6, [3, 0, 0, 0, 0, 0, 0xff, 0xff]),
        formula(7, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(kind::FORMULA_TEXT, &narrow("=DISPIMG(\"ID_1\",1)")),
    ];
    let workbook = read(&[], &sheet.concat());
    assert_eq!(workbook.format, Format::Xls);
    let sheet = &workbook.sheets[0];
    let found = ["A1", "B1", "C1", "D1", "A2", "B2", "C2", "D2"].map(|at| value(sheet, at));
    assert_eq!(
        found.map(Option::unwrap),
        [
            CellValue::text("姓名"),
            CellValue::text("rich"),
            CellValue::Number(310_101_199_001_011_234.0),
            CellValue::Number(500.0),
            CellValue::Number(500.0),
            CellValue::Number(5.0),
            CellValue::Bool(true),
            CellValue::Error("#REF!".into()),
        ]
    );
    let formulas = ["B3", "B4", "B5", "B6", "B7"].map(|at| value(sheet, at));
    assert_eq!(
        formulas.map(Option::unwrap),
        [
            CellValue::Number(500.5),
            CellValue::text("共三人"),
            CellValue::Bool(true),
            CellValue::Error("#DIV/0!".into()),
            CellValue::text(""),
        ]
    );
    assert!(sheet.cell("B3".parse().unwrap()).unwrap().formula);
    assert_eq!(value(sheet, "B8"), Some(CellValue::Picture));
    assert_eq!(workbook.not_checked.len(), 1, "{:?}", workbook.not_checked);
}

#[test]
fn shared_texts_go_on_over_records_and_change_their_width() {
    // 张三 narrow-wide: the second half stands in the next record, with a flag before it.
    let first = [words(&[3, 0, 3, 0]), wide("李四"), words(&[4]), b"\0ab".to_vec()].concat();
    let second = [vec![1], words(&[0x5f20, 0x4e09])].concat();
    // Rich text: one run behind the characters, itself in the next record.
    let third = [words(&[2]), vec![8], words(&[1]), b"xy".to_vec()].concat();
    let book = [
        record(kind::TEXTS, &first),
        record(kind::CONTINUE, &[second, third].concat()),
        record(kind::CONTINUE, &[1, 0, 2, 0]),
    ];
    let cells = (0_u16..3)
        .map(|i| record(kind::SHARED_TEXT, &[words(&[i, 0, 0]), words(&[i, 0])].concat()));
    let workbook = read(&book.concat(), &cells.collect::<Vec<_>>().concat());
    let texts = ["A1", "A2", "A3"].map(|at| value(&workbook.sheets[0], at).unwrap());
    assert_eq!(texts, ["李四", "ab张三", "xy"].map(CellValue::text));
}

#[test]
fn what_is_hidden_merged_or_pictured_is_known() {
    let row = |row: u16, flags: u16| record(kind::ROW, &words(&[row, 0, 1, 300, 0, 0, flags, 0]));
    let inner = record(kind::TEXT, &[words(&[9, 9, 0]), narrow("of a chart")].concat());
    let sheet = [
        row(0, 0),
        row(1, 0x20),
        row(2, 0x20),
        record(kind::COLUMN, &words(&[3, 4, 2000, 0, 1, 0])),
        record(kind::TEXT, &[words(&[0, 0, 0]), narrow("a")].concat()),
        record(kind::TEXT, &[words(&[1, 0, 0]), narrow("under")].concat()),
        record(kind::MERGED, &words(&[1, 0, 1, 0, 2])),
        record(kind::OBJECT, &words(&[0x15, 0x12, 8, 1, 0, 0, 0, 0, 0, 0, 0])),
        record(kind::OBJECT, &words(&[0x15, 0x12, 5, 2, 0, 0, 0, 0, 0, 0, 0])),
        [begin(), inner, end()].concat(),
    ];
    let workbook = read(&[], &sheet.concat());
    let sheet = &workbook.sheets[0];
    assert!(!sheet.row_is_hidden(0) && sheet.row_is_hidden(1) && sheet.row_is_hidden(2));
    assert!(!sheet.col_is_hidden(2) && sheet.col_is_hidden(3) && sheet.col_is_hidden(4));
    assert_eq!(sheet.merges, [CellRange::new(CellRef::new(0, 0), CellRef::new(1, 2))]);
    assert_eq!((sheet.unseen_pictures, sheet.pictures.len()), (1, 0), "a chart is no picture");
    assert_eq!(sheet.rows().len(), 1, "neither under a merged block nor within a chart");
    assert!(workbook.not_checked[0].contains("1 张图片"), "{:?}", workbook.not_checked);
}

#[test]
fn dates_are_told_by_their_format_in_both_systems() {
    let format = [words(&[0xa4]), wide("yyyy\"年\"m\"月\"")].concat();
    let xf = |format: u16| record(kind::XF, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]));
    let book = [record(kind::FORMAT, &format), xf(0), xf(0xa4), xf(14)].concat();
    let cell = |col: u16, format: u16| {
        let number = 42_773_f64.to_le_bytes().to_vec();
        record(kind::NUMBER, &[words(&[0, col, format]), number].concat())
    };
    let cells = [cell(0, 0), cell(1, 1), cell(2, 2)].concat();
    let late = [record(kind::DATE_MODE, &words(&[1])), book.clone()].concat();
    for (book, day) in [(book, 42_773.0), (late, 44_235.0)] {
        let workbook = read(&book, &cells);
        let found = ["A1", "B1", "C1"].map(|at| value(&workbook.sheets[0], at).unwrap());
        assert_eq!(
            found,
            [CellValue::Number(42_773.0), CellValue::Date(day), CellValue::Date(day)]
        );
    }
}

#[test]
fn hidden_sheets_and_our_own_are_known() {
    let name = "_nuanbiao_own_0";
    let defined = [
        vec![1, 0, 0, name.len() as u8],
        words(&[7, 0, 0]),
        vec![0; 4],
        vec![0],
        name.as_bytes().to_vec(),
        vec![0x3a, 0, 0, 0, 0, 0, 0],
    ];
    let book = [
        record(kind::EXTERN_SHEET, &words(&[1, 0, 1, 1])),
        record(kind::DEFINED_NAME, &defined.concat()),
    ];
    let text = record(kind::TEXT, &[words(&[0, 0, 0]), narrow("a")].concat());
    let mut stream = stream(&book.concat(), &[&text, &text]);
    // The second sheet's visibility, behind its start.
    let second = stream.windows(3).rposition(|it| it == b"\x01\0A").unwrap();
    stream[second - 2] = 2;
    let workbook = open_plain("a.et", &compound(&stream)).unwrap();
    let seen: Vec<_> = workbook.sheets.iter().map(|it| (it.visibility, it.own)).collect();
    assert_eq!(seen, [(Visibility::Visible, false), (Visibility::Hidden, true)]);
}

/// calamine as the oracle, on files that LibreOffice wrote.
#[test]
fn calamine_reads_the_same_cells() {
    use calamine::{Data, Reader};
    for name in ["perfect", "mistakes-15", "odd-numbers", "layout-several-sheets"] {
        let bytes = fixture(&format!("containers/{name}.xls"));
        let ours = open_plain(name, &bytes).unwrap();
        let mut theirs: calamine::Xls<_> =
            calamine::Xls::new(std::io::Cursor::new(&bytes)).unwrap();
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let from = range.start().unwrap();
            let mut cells = 0;
            for (row, col, data) in range.used_cells() {
                let at = CellRef::new(from.0 + row as u32, from.1 + col as u32);
                let Some(cell) = sheet.cell(at) else {
                    assert!(sheet.merge_at(at).is_some(), "{name} {at}: {data:?}");
                    continue;
                };
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
            let all: usize = sheet.rows().iter().map(|row| row.cells.len()).sum();
            assert_eq!(cells, all, "{name}");
        }
    }
}
