//! Titles and labels in other words than the usual ones.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::testing::{grid, merge, workbook};
use super::*;
use crate::policy::Profile;
use crate::workbook::{Format, Sheet};
use jiff::civil::date;

fn form_of(sheet: Sheet) -> Form {
    let book = workbook(Format::Xlsx, vec![sheet]);
    let mut forms = find(&book, Profile::built_in(), date(2021, 2, 20)).forms;
    assert_eq!(forms.len(), 1);
    forms.remove(0)
}

fn rows_of(form: &Form) -> Vec<u32> {
    form.records.iter().map(|record| record.row + 1).collect()
}

#[test]
fn a_form_in_its_own_words() {
    let form = form_of(grid(
        "A1",
        &[
            "单位（盖章） | 某厂工会 | | | 时间： | 2021-02-08",
            "编号 | 受慰问职工姓名 | 职工身份证号码 | 慰问物品名称 | 物品价值（元） | 受慰问人签名",
            "#1 | 李四 | | 米、油 | #200 | 李四",
            "备注 | 以上人员均已公示",
            "工会主席（签字） | 王五 | | 经办：张三",
        ],
    ));
    let fields: Vec<_> = form.columns.iter().filter_map(|column| column.field).collect();
    assert_eq!(
        fields,
        [
            Field::Serial,
            Field::Name,
            Field::IdNumber,
            Field::Goods,
            Field::GoodsValue,
            Field::Signature
        ]
    );
    assert_eq!(rows_of(&form), [3]);
    assert_eq!(form.notes[0].text, "备注：以上人员均已公示");
    let text = |field| form.head.get(field).text.as_str();
    assert_eq!(text(HeadField::Unit), "某厂工会");
    assert_eq!(text(HeadField::Responsible), "王五");
    assert_eq!(text(HeadField::Handler), "张三");
}

#[test]
fn amounts_that_other_columns_explain() {
    let column =
        |header: &str, field| form_of(grid("A1", &[header, "李四 | | | | #500"])).column(field);
    assert_eq!(column("姓名|慰问品|数量|单价|金额", Field::GoodsValue), Some(4));
    assert_eq!(column("姓名|慰问品|数量|单价|金额", Field::Cash), None);
    assert_eq!(column("姓名|身份证号|工会经费|行政补贴|小计", Field::Cash), Some(4));
    // Not where cash stands for itself.
    assert_eq!(column("姓名|慰问品|单价|折价|金额", Field::Cash), Some(4));
    assert_eq!(column("姓名|慰问品|身份证号|电话|合计", Field::Total), Some(4));
    // Nor where the sum has no parts: then the cash's own column is missing (F003).
    assert_eq!(column("姓名|身份证号|慰问日期|发放方式|合计", Field::Total), Some(4));
}

#[test]
fn a_label_in_brackets_needs_no_colon() {
    let form = form_of(grid(
        "A1",
        &[
            "【填报单位】某某学校工会 | | 【填报人】陈晨　【联系电话】63211234",
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
        ],
    ));
    let text = |field| form.head.get(field).text.as_str();
    assert_eq!(text(HeadField::Unit), "某某学校工会");
    assert_eq!(text(HeadField::Preparer), "陈晨");
    assert_eq!(text(HeadField::Phone), "63211234");
}

#[test]
fn the_unit_of_amounts_is_no_union() {
    let form = form_of(grid(
        "A1",
        &["慰问金发放表 | 单位： | 元", "姓名 | 身份证号 | 慰问金", "李四 | | #500"],
    ));
    assert!(form.head.get(HeadField::Unit).is_missing());
}

#[test]
fn a_relation_explains_the_agent() {
    let mut sheet = grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金 | 签字 | 代领人 |",
            " | | | | 姓名 | 与本人关系",
            "李四 | | #500 | 李梅 | 李梅 | 女儿",
        ],
    );
    merge(&mut sheet, &["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"]);
    let form = form_of(sheet);
    let column = &form.columns[5];
    assert_eq!((column.field, column.claims, column.beside), (None, None, Some(Field::Agent)));
    // Where there is no other, it is the agent's own column.
    let form =
        form_of(grid("A1", &["姓名 | 身份证号 | 慰问金 | 与本人关系", "李四 | | #500 | 妻"]));
    assert_eq!(form.column(Field::Agent), Some(3));
}

#[test]
fn of_two_columns_for_one_field_the_filled_one_counts() {
    let header = "姓名 | 身份证号 | 证件号码 | 公民身份号码 | 慰问金";
    let form = form_of(grid("A1", &[header, "李四 | | 310101 | 310102 | #500", header]));
    assert_eq!(form.column(Field::IdNumber), Some(2));
    let claims: Vec<_> = form.columns.iter().map(|column| column.claims.is_some()).collect();
    assert_eq!(claims, [false, true, false, true, false]);
    let form = form_of(grid("A1", &[header, "李四 | 310101 | 310102 | | #500"]));
    assert_eq!(form.column(Field::IdNumber), Some(1));
}

#[test]
fn the_title_shares_its_row_with_the_head() {
    let form = form_of(grid(
        "A1",
        &[
            "2021年春节送温暖慰问实名制汇总表 | | | 填报日期：2021年2月8日 | 单位：元",
            "填报单位：某某工会",
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
        ],
    ));
    assert_eq!(form.title.as_ref().unwrap().at.place.to_string(), "A1");
    assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
    assert_eq!(form.head.get(HeadField::Unit).text, "某某工会");
}

#[test]
fn what_has_a_label_of_its_own_is_no_value() {
    let form = form_of(grid(
        "A1",
        &[
            "填报单位（公章）： | | 编号：2021-001",
            "填报人： | | 第1页 共2页",
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
            "负责人签字： | | 财务负责人：李会 | 财务审核人",
            "经办人签字： | 张三",
        ],
    ));
    for field in [HeadField::Unit, HeadField::Preparer, HeadField::Responsible] {
        assert!(form.head.get(field).is_missing(), "{:?}", form.head.get(field));
    }
    assert_eq!(form.head.get(HeadField::Handler).text, "张三");
}

#[test]
fn a_date_to_be_filled_in_may_have_its_century_printed() {
    for template in ["20  年  月  日", "填报日期：20__年__月__日", "二〇  年  月  日"]
    {
        let form = form_of(grid("A1", &[template, "姓名 | 身份证号 | 慰问金", "李四 | | #500"]));
        let date = form.head.get(HeadField::Date);
        assert!(date.is_missing() && date.label.is_some(), "{template}: {date:?}");
    }
    let form = form_of(grid("A1", &["21年2月8日", "姓名|身份证号|慰问金", "李四||#500"]));
    assert!(!form.head.get(HeadField::Date).is_missing());
}

#[test]
fn labels_stand_above_their_values() {
    let mut sheet = grid(
        "A1",
        &[
            "填报单位：某某工会",
            "姓名 | 身份证号 | 慰问金 | 备注",
            "李四 | | #500 |",
            "合计 | | #500 |",
            "单位负责人签字 | | 经办人签字 | 财务负责人签字 | 审核",
            "赵六 | | 钱七 | 李会 |",
        ],
    );
    merge(&mut sheet, &["A5:B5", "A6:B6"]);
    let form = form_of(sheet);
    let at = |field| {
        let value = form.head.get(field);
        (value.text.as_str(), value.place.map(|place| place.to_string()))
    };
    assert_eq!(at(HeadField::Responsible), ("赵六", Some("A6".to_owned())));
    assert_eq!(at(HeadField::Handler), ("钱七", Some("C6".to_owned())));
    assert!(form.head.get(HeadField::Reviewer).is_missing());
    assert_eq!(rows_of(&form), [3]);
}

#[test]
fn a_line_above_names_a_time_only_if_it_is_about_it() {
    for (line, month) in [
        ("（2021年2月）", Some(2)),
        ("2021年2月份第二批", Some(2)),
        ("各单位请于2021年3月底前报送", None),
        ("说明：3月15日以后的不列入本表。", None),
    ] {
        let form = form_of(grid(
            "A1",
            &["送温暖慰问实名制汇总表", line, "姓名 | 身份证号 | 慰问金", "李四 | | #500"],
        ));
        assert_eq!(form.title.as_ref().unwrap().period.month, month, "{line}");
    }
}

#[test]
fn dates_of_the_rows_take_the_year_of_the_title() {
    let form = form_of(grid(
        "A1",
        &["2020年度送温暖慰问名册", "姓名|身份证号|慰问金|慰问日期", "李四||#500|12月8日"],
    ));
    assert_eq!(form.records[0].date.known(), Some(&date(2020, 12, 8)));
    assert_eq!(form.visit(&form.records[0]), Visit::Sheet);
}
