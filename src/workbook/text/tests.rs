#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::super::{Flow, ReadCode, open, open_pasted, open_plain};
use super::*;

/// Every cell as `A1=text`, joined.
fn cells(workbook: &Workbook) -> String {
    let sheet = &workbook.sheets[0];
    let cells = sheet.rows().iter().flat_map(|row| {
        row.cells
            .iter()
            .map(|c| format!("{}={}", CellRef::new(row.index, c.col), c.value.display()))
    });
    cells.collect::<Vec<_>>().join(" ")
}

fn read_text(name: &str, text: &str) -> String {
    cells(&open_plain(name, text.as_bytes()).unwrap())
}

#[test]
fn delimiters_are_told_by_the_lines() {
    let expected = "A1=姓名 B1=金额 A2=张三 B2=500";
    assert_eq!(read_text("a.csv", "姓名,金额\n张三,500\n"), expected);
    assert_eq!(read_text("a.csv", "姓名\t金额\r\n张三\t500"), expected);
    assert_eq!(read_text("a.txt", "姓名;金额\r张三;500\r"), expected);
    assert_eq!(
        read_text("a.csv", "a\tb\tc\n1,5\t2\t3\n4,5\t6\t7\n"),
        "A1=a B1=b C1=c A2=1,5 B2=2 C2=3 A3=4,5 B3=6 C3=7"
    );
    // Quoted delimiters don't count.
    assert_eq!(
        read_text("a.csv", "\"a;b;c;d\",x\n\"e;f;g;h\",y\n"),
        "A1=a;b;c;d B1=x A2=e;f;g;h B2=y"
    );
}

#[test]
fn the_name_breaks_a_tie_and_nothing_else() {
    let tie = "a,b\tc\n1,2\t3\n";
    assert_eq!(read_text("t.csv", tie), "A1=a B1=b\tc A2=1 B2=2\t3");
    assert_eq!(read_text("t.tsv", tie), "A1=a,b B1=c A2=1,2 B2=3");
    assert_eq!(read_text("t.xlsx", "a\tb\n"), "A1=a B1=b");
    assert_eq!(open_plain("某某工会.csv", b"a,b\n").unwrap().sheets[0].name, "某某工会");
}

#[test]
fn a_named_delimiter_is_obeyed_and_keeps_the_row_numbers() {
    assert_eq!(read_text("a.csv", "sep=;\r\na,b;c\r\n"), "A2=a,b B2=c");
    assert_eq!(read_text("a.csv", "sep=|\na|b\n"), "A2=a B2=b");
}

#[test]
fn row_numbers_are_those_a_spreadsheet_shows() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "\n\na,b\n\n\n\"c\nd\",e\n\nf,g\n\n".replace('\n', end);
        let inside = end;
        assert_eq!(
            read_text("a.csv", &text),
            format!("A3=a B3=b A6=c{inside}d B6=e A8=f B8=g"),
            "{end:?}"
        );
    }
}

#[test]
fn quotes_blanks_and_ragged_rows_are_read() {
    assert_eq!(
        read_text("a.csv", "\"他说\"\"好\"\"\",,x\n,,\ny\n=\"0123\", z \n"),
        "A1=他说\"好\" C1=x A3=y A4=0123 B4= z "
    );
}

#[test]
fn long_cells_are_cut_and_remembered() {
    let long = "金".repeat(2_000_000);
    let workbook = open_plain("a.csv", format!("a,{long}\nb,c\n").as_bytes()).unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.cut, [CellRef::new(0, 1)]);
    let cell = sheet.cell(CellRef::new(0, 1)).unwrap();
    assert_eq!(cell.value.display().chars().count(), 32_767);
    assert!(sheet.cell(CellRef::new(1, 1)).is_some());
}

#[test]
fn what_is_no_table_is_refused_with_its_kind() {
    for (text, seems) in [
        ("你好世界\n没有表格\n", Seems::TextWithoutTable),
        ("<html><body><table><tr><td>姓名</td></tr></table>", Seems::Html),
        (
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook/>",
            Seems::Xml,
        ),
    ] {
        let error = open_plain("表.xls", text.as_bytes()).unwrap_err();
        assert_eq!((error.code, error.seems), (ReadCode::R001, Some(seems)), "{text}");
    }
    for blank in ["", " \r\n\r\n", ",,,\n,,\n", "\u{feff}"] {
        assert_eq!(
            open_plain("a.csv", blank.as_bytes()).unwrap_err().code,
            ReadCode::R005,
            "{blank:?}"
        );
    }
}

#[test]
fn pasted_tables_are_separated_by_tabs() {
    let pasted = "姓名\t备注\r\n张三\t\"两行\n备注\"\r\n李四,王五\t无\r\n";
    let workbook = open_pasted(pasted, &Limits::DEFAULT, &mut |_| Flow::Continue).unwrap();
    assert_eq!(cells(&workbook), "A1=姓名 B1=备注 A2=张三 B2=两行\n备注 A3=李四,王五 B3=无");
}

#[test]
fn limits_hold_for_text() {
    let limits = Limits { cells: 3, ..Limits::DEFAULT };
    let error = open("a.csv", b"a,b\nc,d\n", &limits, &mut |_| Flow::Continue).unwrap_err();
    assert_eq!(error.code, ReadCode::R004);
    let wide = ",".repeat(16_384) + "x\n";
    assert_eq!(open_plain("a.csv", wide.as_bytes()).unwrap_err().code, ReadCode::R004);
    let tall = "a,\n".repeat(1_048_577);
    assert_eq!(open_plain("a.csv", tall.as_bytes()).unwrap_err().code, ReadCode::R004);
}

#[test]
fn a_cancelled_reading_says_so_and_nothing_else() {
    let tall = "a,b\n".repeat(10_000);
    let mut reports = 0;
    let error = open("a.csv", tall.as_bytes(), &Limits::DEFAULT, &mut |progress| {
        reports += 1;
        if progress.rows > 0 { Flow::Cancel } else { Flow::Continue }
    });
    assert!(error.unwrap_err().is_cancelled());
    assert_eq!(reports, 2);
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_text_reader_panic(bytes: Vec<u8>) {
        let _ = open_plain("a.csv", &bytes);
    }

    #[test]
    fn fields_come_back_where_they_were_written(
        rows in proptest::collection::vec(proptest::collection::vec("[a-z,;\"\n张]{1,6}", 2..5), 1..8)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = format!("sep=,\n{}", String::from_utf8(writer.into_inner().unwrap()).unwrap());
        let workbook = open_plain("a.csv", text.as_bytes()).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, field) in row.iter().enumerate() {
                let cell = workbook.sheets[0].cell(CellRef::new(r as u32 + 1, c as u32));
                proptest::prop_assert_eq!(cell.map(|c| c.value.display().into_owned()), Some(field.clone()));
            }
        }
    }
}
