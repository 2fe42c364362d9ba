//! Several tables on one sheet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::testing::{fill, grid, merge, workbook};
use super::*;
use crate::policy::Profile;
use crate::workbook::{Format, Sheet};
use jiff::civil::date;

fn forms_of(sheet: Sheet) -> Vec<Form> {
    let book = workbook(Format::Xlsx, vec![sheet]);
    find(&book, Profile::built_in(), date(2021, 2, 20)).forms
}

fn rows_of(form: &Form) -> Vec<u32> {
    form.records.iter().map(|record| record.row + 1).collect()
}

const HEADER: &str = "序号 | 姓名 | 身份证号 | 慰问金 | 签字";

fn unit(name: &str, title: &str, people: &[&str]) -> Vec<String> {
    let mut lines = vec![
        title.to_owned(),
        format!("填报单位：{name} | | 填报人：张三 | | 2021年2月8日"),
        HEADER.to_owned(),
    ];
    let rows =
        (1..).zip(people).map(|(at, person)| format!("#{at} | {person} | | #500 | {person}"));
    lines.extend(rows);
    lines.push(format!("合计 | | | #{} |", people.len() * 500));
    lines.push(format!("负责人签字：{name}主席 | | 经办人签字：钱七 | |"));
    lines
}

fn stacked(blocks: &[Vec<String>]) -> Sheet {
    let mut sheet = Sheet::new("汇总");
    let mut row = 1;
    for block in blocks {
        let lines: Vec<&str> = block.iter().map(String::as_str).collect();
        fill(&mut sheet, &format!("A{row}"), &lines);
        row += lines.len() + 1;
    }
    sheet
}

#[test]
fn units_below_each_other_have_a_form_each() {
    let title = "2021年春节送温暖慰问实名制汇总表";
    let forms = forms_of(stacked(&[
        unit("甲厂工会", title, &["李四", "王五"]),
        unit("乙厂工会", title, &["孙八"]),
        unit("丙厂工会", title, &["周九", "吴十"]),
    ]));
    assert_eq!(forms.iter().map(rows_of).collect::<Vec<_>>(), [vec![4, 5], vec![12], vec![19, 20]]);
    let heads: Vec<_> = forms
        .iter()
        .map(|form| {
            let text = |field| form.head.get(field).text.as_str();
            (text(HeadField::Unit), text(HeadField::Responsible), form.part)
        })
        .collect();
    assert_eq!(
        heads,
        [
            ("甲厂工会", "甲厂工会主席", 0),
            ("乙厂工会", "乙厂工会主席", 1),
            ("丙厂工会", "丙厂工会主席", 2)
        ]
    );
    let areas: Vec<_> =
        forms.iter().map(|form| (form.area.first.row, form.area.last.row)).collect();
    assert_eq!(areas, [(0, 7), (8, 14), (15, u32::MAX)]);
    for form in &forms {
        assert_eq!(form.totals.len(), 1);
        assert_eq!(form.totals[0].kind, TotalKind::Grand);
        assert_eq!(form.totals[0].covers, 0..form.records.len());
    }
}

#[test]
fn months_below_each_other_have_a_form_each() {
    let forms = forms_of(stacked(&[
        unit("甲厂工会", "2021年1月送温暖慰问实名制汇总表", &["李四"]),
        unit("甲厂工会", "2021年2月送温暖慰问实名制汇总表", &["李四"]),
    ]));
    let months: Vec<_> =
        forms.iter().map(|form| form.title.as_ref().unwrap().period.month).collect();
    assert_eq!(months, [Some(1), Some(2)]);
}

#[test]
fn a_title_for_the_next_page_begins_no_form() {
    let forms = forms_of(stacked(&[
        unit("甲厂工会", "送温暖慰问实名制汇总表", &["李四"]),
        unit("甲厂工会", "送温暖慰问实名制汇总表（续）", &["王五"]),
    ]));
    assert_eq!(forms.len(), 1);
    assert_eq!(rows_of(&forms[0]), [4, 11]);
}

#[test]
fn tables_under_one_head_share_it() {
    let sheet = grid(
        "A1",
        &[
            "2020年度送温暖慰问汇总表（单位：万元）",
            "填报单位：某某工会 | | 填报人：张三 | | 2021-02-08",
            "一、慰问金",
            "序号 | 姓名 | 身份证号 | 慰问金 | 慰问日期",
            "#1 | 李四 | | #0.05 | 12月8日",
            "合计 | | | #0.05 |",
            "二、慰问品",
            "序号 | 姓名 | 证件号码 | 慰问日期 | 慰问品 | 折价",
            "#1 | 王五 | | 12月9日 | 大米 | #0.01",
            "合计 | | | | | #0.01",
            "负责人签字：赵六 | | 经办人签字：钱七 | |",
        ],
    );
    let forms = forms_of(sheet);
    assert_eq!(forms.iter().map(rows_of).collect::<Vec<_>>(), [[5], [9]]);
    for form in &forms {
        let text = |field| form.head.get(field).text.as_str();
        assert_eq!(text(HeadField::Unit), "某某工会");
        assert_eq!(text(HeadField::Responsible), "赵六");
        assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
        assert_eq!(form.scale, MoneyScale::TenThousand);
        assert_eq!(form.records[0].date.known().unwrap().year(), 2020);
    }
    assert_eq!(forms[1].column(Field::GoodsValue), Some(5));
    assert_eq!(forms[1].column(Field::Date), Some(3));
}

#[test]
fn a_header_in_other_columns_begins_another_table() {
    let forms = forms_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
            "",
            " | | | 姓名 | 身份证号 | 慰问金",
            " | | | 王五 | | #500",
        ],
    ));
    assert_eq!(forms.len(), 2);
    assert_eq!(forms[1].column(Field::Name), Some(3));
    assert_eq!(rows_of(&forms[1]), [5]);
}

#[test]
fn a_list_of_another_kind_below_is_left_alone() {
    let forms = forms_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
            "合计 | | #500",
            "附：代领人名单",
            "姓名 | 联系电话 | 与本人关系",
            "王五 | 13812345678 | 夫妻",
        ],
    ));
    assert_eq!(forms.len(), 1);
    assert_eq!(rows_of(&forms[0]), [2]);
}

#[test]
fn a_repeated_header_that_begins_with_a_sum() {
    let header = "合计 | 姓名 | 身份证号 | 慰问金";
    let mut sheet = grid("A1", &[header, "#500 | 李四 | | #500", header, "#500 | 王五 | | #500"]);
    merge(&mut sheet, &[]);
    let forms = forms_of(sheet);
    assert_eq!(forms.len(), 1);
    assert_eq!(rows_of(&forms[0]), [2, 4]);
    assert!(forms[0].totals.is_empty());
}
