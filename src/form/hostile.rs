//! Sheets made to cost time: what is quadratic would never end here.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::testing::{identity, workbook};
use super::*;
use crate::policy::Profile;
use crate::workbook::{Cell, Format, Picture, Row, Sheet};
use jiff::civil::date;

fn forms_of(sheet: Sheet) -> Found {
    let book = workbook(Format::Xlsx, vec![sheet]);
    find(&book, Profile::built_in(), date(2021, 2, 20))
}

fn text(col: u32, text: &str) -> Cell {
    Cell::new(col, CellValue::text(text))
}

fn header(index: u32) -> Row {
    let titles = ["序号", "姓名", "身份证号", "慰问金额", "签字"];
    Row { index, cells: (0..).zip(titles).map(|(col, title)| text(col, title)).collect() }
}

#[test]
fn a_hundred_thousand_merges_and_pictures() {
    let mut sheet = Sheet::new("s");
    sheet.push_row(header(0));
    for row in 1..20_000 {
        sheet.push_row(Row { index: row, cells: vec![text(1, "李四"), text(3, "500")] });
    }
    for at in 0..100_000_u32 {
        let cell = CellRef::new(at % 20_000, at / 20_000 * 2);
        // Overlapping ones too, which Excel never writes.
        let range = CellRange::new(cell, CellRef::new(1_000_000, cell.col + 1));
        sheet.merges.push(range);
        sheet.pictures.push(Picture { centre: cell, range, image: None, altered: false });
    }
    let found = forms_of(sheet);
    assert_eq!(found.forms[0].records.len(), 19_999);
}

#[test]
fn rows_as_wide_as_excel_allows() {
    for word in ["姓名", "填报单位：", "某", "2021年", "合计", " "] {
        let mut sheet = Sheet::new("s");
        for index in 0..220 {
            let cells = (0..16_384).map(|col| text(col, word)).collect();
            sheet.push_row(Row { index, cells });
        }
        assert_eq!(forms_of(sheet).forms.len(), 0, "{word}");
    }
    let mut sheet = Sheet::new("s");
    sheet.push_row(Row {
        index: 0,
        cells: vec![text(0, "姓名"), text(9, "电话"), text(16_000, "金额")],
    });
    let cells = (0..16_384).map(|col| text(col, if col % 2 == 0 { "签字" } else { "谁" }));
    sheet.push_row(Row { index: 1, cells: cells.collect() });
    forms_of(sheet);
}

#[test]
fn long_texts_everywhere() {
    let long = "填报人： 年 月 日 ".repeat(1_500);
    let mut sheet = Sheet::new("s");
    for index in 0..40 {
        sheet.push_row(Row { index, cells: (0..8).map(|col| text(col, &long)).collect() });
    }
    sheet.push_row(header(40));
    for index in 41..60 {
        sheet.push_row(Row { index, cells: (0..5).map(|col| text(col, &long)).collect() });
    }
    let found = forms_of(sheet);
    assert_eq!(found.forms.len(), 1);
}

#[test]
fn a_sheet_to_the_last_row() {
    let mut sheet = Sheet::new("s");
    sheet.push_row(header(0));
    for index in 1..200_000 {
        let word = ["合计", "注：", "大写", "负责人签字：", "共3人", "甲"][index as usize % 6];
        sheet.push_row(Row { index, cells: vec![text(0, word)] });
    }
    sheet.push_row(Row { index: u32::MAX, cells: vec![text(u32::MAX, "x")] });
    let found = forms_of(sheet);
    assert_eq!(found.forms[0].records.len(), 0);
}

#[test]
fn merges_without_sense_do_no_harm() {
    let far = CellRef::new(u32::MAX, u32::MAX);
    let mut sheet = Sheet::new("s");
    sheet.push_row(Row {
        index: 0, cells: vec![text(0, "填报单位"), text(u32::MAX, "联系电话")]
    });
    sheet.push_row(header(1));
    sheet.push_row(Row {
        index: 2,
        cells: vec![text(1, "李四"), text(2, &identity("19800101", 1))],
    });
    sheet.merges = vec![
        CellRange::new(CellRef::new(0, 0), far),
        CellRange::new(CellRef::new(1, 1), far),
        CellRange::new(CellRef::new(1, 2), CellRef::new(0, 0)),
        CellRange::new(far, far),
    ];
    sheet.pictures = vec![
        Picture {
            centre: far,
            range: CellRange::new(far, CellRef::new(0, 0)),
            image: None,
            altered: false,
        },
        Picture {
            centre: CellRef::new(0, 0),
            range: CellRange::new(far, far),
            image: None,
            altered: false,
        },
    ];
    forms_of(sheet);
}

/// What 100,000 rows cost; run with `--release --ignored --nocapture` to see it.
#[test]
#[ignore = "a measurement, not a test"]
fn a_hundred_thousand_people() {
    let mut sheet = Sheet::new("s");
    let titles = [
        "序号",
        "姓名",
        "性别",
        "身份证号",
        "工作单位",
        "联系电话",
        "慰问对象类别",
        "慰问事由",
        "慰问日期",
        "慰问金额",
        "慰问品",
        "折价",
        "合计金额",
        "资金来源",
        "发放方式",
        "银行账号",
        "领取人签字",
    ];
    let cells = (0..).zip(titles).map(|(col, title)| text(col, title)).collect();
    sheet.push_row(Row { index: 0, cells });
    for index in 1..=100_000_u32 {
        let number = identity(&format!("19{:02}0101", 60 + index % 40), index % 1000);
        let phone = format!("138{index:08}");
        let texts = [
            (1, "李四"),
            (2, "男"),
            (3, number.as_str()),
            (4, "一车间"),
            (5, &phone),
            (6, "困难职工"),
            (7, "本人患病住院"),
            (10, "大米、食用油"),
            (13, "工会经费"),
            (14, "银行转账"),
            (15, "6222021001122334455"),
            (16, "李四"),
        ];
        let mut cells: Vec<Cell> = texts.iter().map(|(col, word)| text(*col, word)).collect();
        let numbers = [(0, f64::from(index)), (9, 500.0), (11, 100.0), (12, 600.0)];
        cells.extend(numbers.map(|(col, number)| Cell::new(col, CellValue::Number(number))));
        cells.push(Cell::new(8, CellValue::Date(44235.0)));
        cells.sort_by_key(|cell| cell.col);
        sheet.push_row(Row { index, cells });
    }
    let book = workbook(Format::Xlsx, vec![sheet]);
    let start = std::time::Instant::now();
    let found = find(&book, Profile::built_in(), date(2021, 2, 20));
    println!("{} rows in {:?}", found.forms[0].records.len(), start.elapsed());
}
