//! The rows of real files' tables, one test each: pages, lines across, strays.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::layouts::{at, form_of, head, rows_of};
use super::testing::{fill, grid, identity, merge};
use super::*;
use jiff::civil::date;

#[test]
fn letters_and_formulas_under_the_header_are_skipped() {
    for codes in ["甲 | 乙 | 丙 | 1 | 2 | 3=1+2", "#1|#2|#3|#4|#5|#6", "栏次|A|B|(1)|(2)|③"]
    {
        let form = form_of(grid(
            "A1",
            &[
                "序号 | 姓名 | 身份证号 | 慰问金 | 折价 | 合计",
                codes,
                "#1 | 李四 | | #500 | #100 | #600",
            ],
        ));
        assert_eq!(rows_of(&form), [3], "{codes}");
    }
}

#[test]
fn a_table_that_begins_anywhere() {
    let form = form_of(grid(
        "F12",
        &[
            "2021年2月慰问名单 | | |",
            "",
            "姓名 | 身份证号 | | 慰问金",
            "",
            "李四 | | | #500",
            "",
            "",
            "王五 | | | #500",
        ],
    ));
    assert_eq!(form.title.as_ref().unwrap().at.place.to_string(), "F12");
    assert_eq!(form.title.as_ref().unwrap().period.month, Some(2));
    assert_eq!(form.header_rows, 13..=13);
    assert_eq!(rows_of(&form), [16, 19]);
    assert_eq!(form.column(Field::Cash), Some(8));
}

#[test]
fn headers_repeated_on_each_printed_page() {
    let page = [
        "2021年春节送温暖慰问实名制汇总表 | | | |",
        "填报单位：某某工会 | | | |",
        "序号 | 姓名 | 身份证号 | 慰问金 | 签字",
    ];
    let mut sheet = grid("A1", &page);
    fill(&mut sheet, "A4", &["#1|李四||#500|", "#2|王五||#500|", "本页合计|||#1000|"]);
    fill(&mut sheet, "A7", &["负责人签字：赵六|||经办人签字：钱七|"]);
    fill(&mut sheet, "A8", &page);
    fill(&mut sheet, "A11", &["#3|孙八||#300|", "本页合计|||#300|", "累计|||#1300|"]);
    fill(&mut sheet, "A14", &["合　计|共3人||#1300|", "负责人签字：赵六||||"]);
    merge(&mut sheet, &["A1:E1", "A8:E8"]);
    let form = form_of(sheet);
    assert_eq!(rows_of(&form), [4, 5, 11]);
    let totals: Vec<_> =
        form.totals.iter().map(|total| (total.row + 1, total.kind, total.covers.clone())).collect();
    assert_eq!(
        totals,
        [
            (6, TotalKind::Subtotal, 0..2),
            (12, TotalKind::Subtotal, 2..3),
            (13, TotalKind::Running, 0..3),
            (14, TotalKind::Grand, 0..3),
        ]
    );
    assert_eq!(
        form.totals[3].people.map(|(at, count)| (at.to_string(), count)),
        Some(("B14".into(), 3))
    );
    assert_eq!(head(&form, HeadField::Unit), ("某某工会", at("A2")));
    assert_eq!(form.last_row, 13);
}

#[test]
fn a_repeated_header_of_two_rows() {
    let header = ["序号 | 姓名 | 身份证号 | 慰问金额 | | 签字", " | | | 现金 | 折价 |"];
    let mut sheet = grid("A1", &header);
    fill(&mut sheet, "A3", &["#1|李四||#500||"]);
    fill(&mut sheet, "A4", &header);
    fill(&mut sheet, "A6", &["#2|王五||#500||"]);
    merge(&mut sheet, &["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]);
    merge(&mut sheet, &["A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5"]);
    assert_eq!(rows_of(&form_of(sheet)), [3, 6]);
}

#[test]
fn prefilled_and_crossed_out_rows_are_no_people() {
    let form = form_of(grid(
        "A1",
        &[
            "序号 | 姓名 | 身份证号 | 慰问金 | 折价 | 合计",
            "#1 | 李四 | | #500 | | =500",
            "#2 | | | | | =0",
            "#3 | / | / | / | / | =0",
            "#4 | | | | |",
            " | 以下空白 | | | |",
            "#5 | | | | | =0",
            " | | | =500 | | =500",
        ],
    ));
    assert_eq!(rows_of(&form), [2]);
}

#[test]
fn a_person_needs_no_name() {
    let form = form_of(grid(
        "A1",
        &[
            "序号 | 姓名 | 身份证号 | 单位 | 慰问金 | 备注",
            &format!("#1 | | {} | | |", identity("19800101", 1)),
            "#2 | | | | #500 |",
            "#3 | | | 一车间 | | 未领",
            "#4 | 待补 | | 一车间 | #500 |",
            "#5 | | | 一车间 | |",
        ],
    ));
    assert_eq!(rows_of(&form), [2, 3, 4, 5]);
}

#[test]
fn lines_across_the_table_and_notes_are_no_people() {
    let mut sheet = grid(
        "A1",
        &[
            "姓名 | 身份证号 | 单位 | 慰问金",
            "一、困难职工 | | |",
            "李四 | | 一车间 | #500",
            "说明：1.此表一式两份。 | | |",
            "2.由工会存档。 | | |",
            "填表说明 | | |",
            "单位名称：某某工会 | | |",
        ],
    );
    merge(&mut sheet, &["A2:D2", "A4:D4", "A5:D5"]);
    let form = form_of(sheet);
    assert_eq!(rows_of(&form), [3]);
    let notes: Vec<&str> = form.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["说明：1.此表一式两份。", "2.由工会存档。", "填表说明"]);
    assert_eq!(head(&form, HeadField::Unit).0, "某某工会");
}

#[test]
fn stray_figures_under_the_total_are_no_people() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "李四 | | #500",
            "合计 | | #500",
            " | | #500",
            "制表人：张三 | | 2021.2.8",
            " | 已核对 | #500",
        ],
    ));
    assert_eq!(rows_of(&form), [2]);
    assert_eq!(head(&form, HeadField::Preparer).0, "张三");
    assert_eq!(form.date.good(), Some(&date(2021, 2, 8)));
}

#[test]
fn a_phone_below_the_numbers_is_no_person() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "李四 | 身份证：310101198001010011 | #500",
            "合计 | | #500",
            " | 联系电话：13812345678 | ",
            "经办人电话 | 02155551234 |",
            "联系电话 | #13812345678 |",
            " | 注：有疑问请拨打 021-55551234、55555678 | ",
        ],
    ));
    assert_eq!(rows_of(&form), [2]);
    assert_eq!(head(&form, HeadField::Phone).0, "13812345678");
    assert_eq!(form.notes.len(), 1);
}

#[test]
fn a_line_in_the_names_column_is_no_person() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "机加工车间",
            "李四 | | #500",
            "退休支部",
            "王五",
            "以上人员名单已经公示，没有异议",
            "本页人员均由二分会填报。",
        ],
    ));
    assert_eq!(rows_of(&form), [3, 5]);
}
