//! The layouts of real files, one test each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::testing::{fill, grid, identity, merge, range, sheet, workbook};
use super::*;
use crate::policy::Profile;
use crate::workbook::{Format, Picture, Sheet, Visibility, Workbook};
use jiff::civil::date;

const TODAY: Date = date(2021, 2, 20);

fn book(sheet: Sheet) -> Workbook {
    workbook(Format::Xlsx, vec![sheet])
}

pub(super) fn form_of(sheet: Sheet) -> Form {
    let mut found = find(&book(sheet), Profile::built_in(), TODAY);
    assert_eq!(found.forms.len(), 1, "one form");
    found.forms.remove(0)
}

pub(super) fn rows_of(form: &Form) -> Vec<u32> {
    form.records.iter().map(|record| record.row + 1).collect()
}

fn fields(form: &Form) -> Vec<Option<Field>> {
    form.columns.iter().map(|column| column.field).collect()
}

pub(super) fn head(form: &Form, field: HeadField) -> (&str, Option<String>) {
    let value = form.head.get(field);
    (&value.text, value.place.map(|place| place.to_string()))
}

pub(super) fn at(place: &str) -> Option<String> {
    Some(place.to_owned())
}

/// The neat template: title, one line of head, one header row, two people, total, foot.
fn neat() -> Sheet {
    let mut sheet = grid(
        "A1",
        &[
            "2021年春节送温暖慰问实名制汇总表",
            "填报单位（公章）：某某工会 | | 填报人：张三 | | 联系电话：021-55551234 | 2021年2月8日",
            "序号 | 姓名 | 身份证号 | 慰问金额（元） | 领取人签字 | 备注",
            &format!("#1 | 李四 | {} | #500 | 李四 |", identity("19800101", 1)),
            &format!("#2 | 王五 | {} | #1000 | 王五 |", identity("19751231", 24)),
            "合计 | | | #1500 | |",
            "负责人签字：赵六 | | | 经办人签字：钱七 | |",
            "注：此表一式两份 | | | | |",
        ],
    );
    merge(&mut sheet, &["A1:F1", "A8:F8"]);
    sheet
}

#[test]
fn the_neat_template() {
    let form = form_of(neat());
    let title = form.title.as_ref().unwrap();
    assert_eq!(title.at.text, "2021年春节送温暖慰问实名制汇总表");
    assert_eq!(title.period, Period { year: Some(2021), month: None, festival: true });
    assert_eq!(head(&form, HeadField::Unit), ("某某工会", at("A2")));
    assert_eq!(head(&form, HeadField::Preparer), ("张三", at("C2")));
    assert_eq!(head(&form, HeadField::Phone), ("021-55551234", at("E2")));
    assert_eq!(head(&form, HeadField::Date), ("2021年2月8日", at("F2")));
    assert_eq!(head(&form, HeadField::Responsible), ("赵六", at("A7")));
    assert_eq!(head(&form, HeadField::Handler), ("钱七", at("D7")));
    assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
    assert_eq!(form.header_rows, 2..=2);
    assert_eq!(rows_of(&form), [4, 5]);
    assert_eq!(form.last_row, 5);
    assert_eq!(form.records[0].name.good().unwrap().as_str(), "李四");
    assert!(form.records[0].id_number.good().is_some());
    assert_eq!(form.records[1].cash.good(), Some(&Decimal::from(1000)));
    assert_eq!(form.totals.len(), 1);
    assert_eq!(form.totals[0].kind, TotalKind::Grand);
    assert_eq!(form.totals[0].covers, 0..2);
    assert_eq!(form.totals[0].sums[0].amount.good(), Some(&Decimal::from(1500)));
    assert_eq!(form.notes[0].text, "注：此表一式两份");
    assert_eq!(form.merges, []);
}

#[test]
fn labels_and_values_in_neighbouring_and_merged_cells() {
    let mut sheet = sheet(&[
        ("A1", "送温暖慰问实名制汇总表"),
        ("A2", "填 報 單 位"),
        ("C2", "某某工会"),
        ("F2", "填 报 人 ："),
        ("G2", "张　三"),
        ("A3", "联系电话"),
        ("B3", "#13812345678"),
        ("F3", "填报日期"),
        ("G3", "@44235"),
        ("A4", "序号"),
        ("B4", "姓名"),
        ("C4", "证件号码"),
        ("D4", "金额"),
        ("B5", "李四"),
        ("D5", "#500"),
        ("B8", "负责人签字"),
        ("D8", "赵六"),
        ("F8", "经办人签字"),
    ]);
    merge(&mut sheet, &["A1:G1", "A2:B2", "C2:E2"]);
    let form = form_of(sheet);
    assert_eq!(head(&form, HeadField::Unit), ("某某工会", at("C2")));
    assert_eq!(head(&form, HeadField::Preparer), ("张　三", at("G2")));
    assert_eq!(head(&form, HeadField::Phone), ("13812345678", at("B3")));
    assert_eq!(head(&form, HeadField::Date), ("2021-02-08", at("G3")));
    assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
    assert_eq!(head(&form, HeadField::Responsible), ("赵六", at("D8")));
    assert_eq!(head(&form, HeadField::Handler), ("", at("G8")));
    assert_eq!(form.head.get(HeadField::Handler).label.unwrap().to_string(), "F8");
    assert!(form.head.get(HeadField::Handler).is_missing());
    assert_eq!(rows_of(&form), [5]);
}

#[test]
fn several_pairs_in_one_cell() {
    let mut sheet = grid(
        "A1",
        &[
            "慰问金发放名册",
            "填报单位(公章)：某某有限公司工会　　填报人：张三 联系电话：021-5555 1234      2021 年 2 月 8 日",
            "姓名 | 身份证号 | 慰问金额",
            "李四 | | #500",
            "负责人签字：__________　　经办人签字：　　　审核：周八",
        ],
    );
    merge(&mut sheet, &["A1:C1", "A2:C2", "A5:C5"]);
    let form = form_of(sheet);
    assert_eq!(head(&form, HeadField::Unit).0, "某某有限公司工会");
    assert_eq!(head(&form, HeadField::Preparer).0, "张三");
    assert_eq!(head(&form, HeadField::Phone).0, "021-5555 1234");
    assert_eq!(head(&form, HeadField::Date), ("2021 年 2 月 8 日", at("A2")));
    assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
    assert!(form.head.get(HeadField::Responsible).is_missing());
    assert!(form.head.get(HeadField::Responsible).label.is_some());
    assert_eq!(head(&form, HeadField::Handler), ("", at("A5")));
    assert_eq!(head(&form, HeadField::Reviewer), ("周八", at("A5")));
    assert_eq!(rows_of(&form), [4]);
}

#[test]
fn the_printed_date_template_is_missing() {
    for template in ["年   月   日", "日 月 年", "填报日期：    年  月  日"] {
        let form = form_of(sheet(&[
            ("A1", template),
            ("A2", "姓名"),
            ("B2", "身份证号"),
            ("C2", "金额"),
            ("A3", "李四"),
        ]));
        let value = form.head.get(HeadField::Date);
        assert!(value.is_missing() && value.label.is_some(), "{template}");
        assert_eq!(form.date, Reading::Blank, "{template}");
    }
}

#[test]
fn a_date_in_parts_and_in_any_order() {
    for (line, text) in [
        ("#2021 | 年 | #2 | 月 | #8 | 日", "2021年2月8日"),
        ("填报日期： | 8日 2月 2021年 | | | |", "8日 2月 2021年"),
        ("2021-02-08 | | | | |", "2021-02-08"),
        ("@44235 | | | | |", "2021-02-08"),
    ] {
        let form = form_of(grid("A1", &["姓名|身份证号|金额", "李四||#500", "", line]));
        assert_eq!(head(&form, HeadField::Date).0, text);
        assert_eq!(form.date.good(), Some(&date(2021, 2, 8)), "{line}");
        assert_eq!(rows_of(&form), [2], "{line}");
    }
}

#[test]
fn a_header_of_two_rows_with_merged_parents() {
    let mut sheet = grid(
        "A1",
        &[
            "序号 | 姓名 | 证件信息 | | 慰问金额（元） | | 代领人 | | 备注",
            " | | 性别 | 身份证号 | 现金 | 实物折价 | 姓名 | 电话 |",
            &format!("#1 | 李四 | 男 | {} | #500 | #100 | | |", identity("19800101", 1)),
        ],
    );
    merge(&mut sheet, &["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1", "I1:I2"]);
    let form = form_of(sheet);
    assert_eq!(form.header_rows, 0..=1);
    assert_eq!(
        fields(&form),
        [
            Some(Field::Serial),
            Some(Field::Name),
            Some(Field::Sex),
            Some(Field::IdNumber),
            Some(Field::Cash),
            Some(Field::GoodsValue),
            Some(Field::Agent),
            None,
            Some(Field::Note),
        ]
    );
    assert_eq!(form.columns[4].title, "慰问金额（元） 现金");
    assert_eq!(form.columns[4].place.to_string(), "E2");
    assert_eq!(form.columns[0].place.to_string(), "A1");
    assert_eq!(rows_of(&form), [3]);
    assert_eq!(form.records[0].goods_value.good(), Some(&Decimal::from(100)));
}

#[test]
fn a_header_of_three_rows_whose_first_names_no_field() {
    let mut sheet = grid(
        "B3",
        &[
            "职工情况 | | | 发放情况 | | |",
            "姓名 | 证件 | | 慰问金 | 慰问品 | | 签字",
            " | 性别 | 身份证号 | | 名称 | 金额 |",
            "李四 | 男 | | #500 | 大米 | #100 | 李四",
        ],
    );
    merge(&mut sheet, &["B3:D3", "E3:H3", "B4:B5", "C4:D4", "E4:E5", "F4:G4", "H4:H5"]);
    let form = form_of(sheet);
    assert_eq!(form.header_rows, 2..=4);
    assert_eq!(
        fields(&form),
        [
            Some(Field::Name),
            Some(Field::Sex),
            Some(Field::IdNumber),
            Some(Field::Cash),
            Some(Field::Goods),
            Some(Field::GoodsValue),
            Some(Field::Signature),
        ]
    );
    assert_eq!(form.columns[0].title, "职工情况 姓名");
    assert_eq!(rows_of(&form), [6]);
}

#[test]
fn a_header_of_two_rows_in_a_csv_where_merges_are_lost() {
    let lines = [
        "送温暖慰问实名制汇总表 | | | | |",
        "序号 | 姓名 | 身份证号 | 慰问金额(元) | | 备注",
        " | | | 现金 | 实物 |",
        "1 | 李四 | | 500 | 100 |",
    ];
    let mut found =
        find(&workbook(Format::Csv, vec![grid("A1", &lines)]), Profile::built_in(), TODAY);
    let form = found.forms.remove(0);
    assert_eq!(form.header_rows, 1..=2);
    assert_eq!(form.column(Field::Cash), Some(3));
    assert_eq!(form.column(Field::GoodsValue), Some(4));
    assert_eq!(form.columns[4].title, "慰问金额(元) 实物");
    assert_eq!(rows_of(&form), [4]);
    assert!(form.csv);
    assert_eq!(form.records[0].cash.good(), Some(&Decimal::from(500)));
}

#[test]
fn merged_head_lines_are_no_parents_of_the_header() {
    let mut sheet = grid(
        "A1",
        &[
            "填报单位 | | 某某工会 | | 联系电话 | | 021-55551234",
            "姓名 | 性别 | 身份证号 | 单位 | 慰问金 | 签字 | 备注",
            "李四 | 男 | | 一车间 | #500 | 李四 |",
        ],
    );
    merge(&mut sheet, &["A1:B1", "C1:D1", "E1:F1"]);
    let form = form_of(sheet);
    assert_eq!(form.header_rows, 1..=1);
    assert_eq!(head(&form, HeadField::Unit).0, "某某工会");
    assert_eq!(head(&form, HeadField::Phone).0, "021-55551234");
    assert_eq!(form.columns[3].title, "单位");
}

#[test]
fn the_first_of_two_columns_keeps_the_field() {
    let form = form_of(grid(
        "A1",
        &["姓名 | 身份证号 | 慰问金 | 金额 | 工龄 |", "李四 | | #500 | #600 | #12 | 谁"],
    ));
    assert_eq!(form.column(Field::Cash), Some(2));
    assert_eq!((form.columns[3].field, form.columns[3].claims), (None, Some(Field::Cash)));
    assert_eq!((form.columns[4].field, form.columns[4].claims), (None, None));
    assert_eq!(form.columns.len(), 5);
}

#[test]
fn pictures_sign_rows_head_and_seal() {
    let mut sheet = neat();
    let picture = |centre: &str, cover: &str| Picture {
        centre: centre.parse().unwrap(),
        range: range(cover),
        image: None,
        altered: false,
    };
    sheet.set("A7".parse().unwrap(), None);
    fill(&mut sheet, "A7", &["负责人签字：|||经办人签字："]);
    sheet.pictures = vec![
        picture("E5", "E5:F5"),
        picture("B4", "B4:B4"),
        picture("E7", "E7:E8"),
        picture("B2", "A1:C3"),
    ];
    let form = form_of(sheet);
    assert!(!form.records[0].signature_picture, "it lies on the name");
    assert!(form.records[1].signature_picture);
    assert!(form.head.get(HeadField::Handler).picture);
    assert!(!form.head.get(HeadField::Handler).is_missing());
    assert!(!form.head.get(HeadField::Responsible).picture);
    assert!(form.head.seal);
}

#[test]
fn a_picture_in_the_cell_signs() {
    let form = form_of(grid("A1", &["姓名|身份证号|慰问金|签字", "李四||#500|!", "王五||#500|"]));
    assert!(form.records[0].signature_picture);
    assert_eq!(form.records[0].signature, Reading::Blank);
    assert!(!form.records[1].signature_picture);
}

#[test]
fn merges_over_several_people_are_remembered() {
    let mut sheet = grid("A1", &["姓名|身份证号|单位|慰问金", "李四||一车间|#500", "王五|||#500"]);
    merge(&mut sheet, &["C2:C3", "A9:B9"]);
    let form = form_of(sheet);
    assert_eq!(form.merges, [range("C2:C3")]);
    assert_eq!(rows_of(&form), [2, 3]);
}

#[test]
fn sheets_that_are_not_the_form() {
    let mut own = grid("A1", &["姓名|身份证号|金额", "李四||#5"]);
    own.own = true;
    let mut hidden = neat();
    hidden.visibility = Visibility::Hidden;
    let sheets = vec![
        grid("A1", &["填表说明", "请如实填写姓名、身份证号"]),
        Sheet::new("空"),
        own,
        neat(),
        hidden,
        grid("A1", &["姓名 | 电话 | 地址", "李四 | | "]),
    ];
    let found = find(&workbook(Format::Xlsx, sheets), Profile::built_in(), TODAY);
    assert_eq!(found.forms.iter().map(|form| form.sheet).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(found.skipped, [0, 5]);
}

#[test]
fn a_table_without_people_is_a_form() {
    let form = form_of(grid("A1", &["姓名 | 身份证号 | 慰问金", "合计 | |"]));
    assert!(form.records.is_empty());
    assert_eq!(form.totals[0].covers, 0..0);
}

#[test]
fn an_edited_row_is_read_again() {
    let mut sheet = neat();
    let mut form = form_of(sheet.clone());
    let profile = Profile::built_in();
    let put = |sheet: &mut Sheet, at: &str, typed: &str| fill(sheet, at, &[typed]);
    put(&mut sheet, "D4", "#800");
    assert!(form.reread_row(&sheet, 3, profile, TODAY));
    assert_eq!(form.records, form_of(sheet.clone()).records);
    assert_eq!(form.records[0].cash.good(), Some(&Decimal::from(800)));
    assert!(!form.reread_row(&sheet, 5, profile, TODAY), "the total");
    sheet.set("C4".parse().unwrap(), None);
    put(&mut sheet, "A4", "合计");
    assert!(!form.reread_row(&sheet, 3, profile, TODAY), "no person any more");
}

#[test]
fn rows_as_rules_see_them() {
    let sheet = neat();
    let form = form_of(sheet.clone());
    let row = form.row(&sheet, 1).unwrap();
    assert_eq!(row.text(Field::Name), "王五");
    assert_eq!(row.place(Field::Cash).unwrap().to_string(), "D5");
    assert!(!row.has_text(Field::Note) && row.place(Field::Category).is_none());
    assert_eq!(row.cash().unwrap().place.to_string(), "D5");
    assert!(row.category().is_none());
    assert_eq!(form.rows(&sheet).count(), 2);
    assert_eq!(form.record_at(4), Some(1));
    assert_eq!(form.value_date(row.record), Some(date(2021, 2, 8)));
    assert_eq!(form.visit(row.record), Visit::Reported(date(2021, 2, 8)));
}
