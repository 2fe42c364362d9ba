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
