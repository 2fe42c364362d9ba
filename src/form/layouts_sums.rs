//! The sums of real files' tables, one test each: of parts, of kinds, of pages, in words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::layouts::{form_of, head, rows_of};
use super::testing::{grid, identity};
use super::*;

#[test]
fn sums_of_parts_and_of_all() {
    let form = form_of(grid(
        "A1",
        &[
            "序号 | 姓名 | 身份证号 | 单位 | 慰问金 | 折价 | 小计",
            "#1 | 李四 | | 一车间 | #500 | #100 | #600",
            "#2 | 王五 | | 一车间 | #500 | | #500",
            "小 计 | | | | =1000 | =100 | =1100",
            "#3 | 孙八 | | 二车间 | #300 | | #300",
            "二车间小计 | | | | =300 | | =300",
            "合计：共 3 人 | | | | =1300 | =100 | =1400",
        ],
    ));
    assert_eq!(rows_of(&form), [2, 3, 5]);
    let covers: Vec<_> =
        form.totals.iter().map(|total| (total.kind, total.covers.clone())).collect();
    assert_eq!(
        covers,
        [(TotalKind::Subtotal, 0..2), (TotalKind::Subtotal, 2..3), (TotalKind::Grand, 0..3)]
    );
    assert_eq!(form.totals[2].people.unwrap().1, 3);
    let sums: Vec<_> =
        form.totals[0].sums.iter().map(|sum| (sum.field, sum.place.to_string())).collect();
    assert_eq!(
        sums,
        [
            (Field::Cash, "E4".to_owned()),
            (Field::GoodsValue, "F4".to_owned()),
            (Field::Total, "G4".to_owned())
        ]
    );
}

#[test]
fn a_total_in_the_middle_is_a_part_and_one_on_top_is_everyone() {
    let kinds = |lines: &[&str]| -> Vec<_> {
        let mut all = vec!["姓名 | 身份证号 | 慰问金"];
        all.extend(lines);
        let form = form_of(grid("A1", &all));
        form.totals.iter().map(|total| (total.kind, total.covers.clone())).collect()
    };
    assert_eq!(
        kinds(&["李四||#5", "合计||#5", "王五||#5", "合计||#5", "总计||#10"]),
        [(TotalKind::Subtotal, 0..1), (TotalKind::Subtotal, 1..2), (TotalKind::Grand, 0..2)]
    );
    assert_eq!(kinds(&["合计||#10", "李四||#5", "王五||#5"]), [(TotalKind::Grand, 0..2)]);
    assert_eq!(
        kinds(&["李四||#5", "合计||#5", "王五||#5", "合计||#10"]),
        [(TotalKind::Subtotal, 0..1), (TotalKind::Grand, 0..2)]
    );
}

#[test]
fn the_total_in_words() {
    let with = |lines: &[&str]| {
        let mut all = vec!["序号 | 姓名 | 身份证号 | 慰问金", "#1 | 李四 | | #9700"];
        all.extend(lines);
        let form = form_of(grid("A1", &all));
        assert_eq!(rows_of(&form), [2], "{lines:?}");
        let words = form.words.as_ref().map(|words| {
            (words.place.to_string(), words.words.clone(), words.figures.map(|it| it.to_string()))
        });
        (words, form.totals.len())
    };
    let found = |place: &str, figures: Option<&str>| {
        Some((place.to_owned(), "玖仟柒佰元整".to_owned(), figures.map(str::to_owned)))
    };
    assert_eq!(
        with(&["合计（大写）：玖仟柒佰元整　　￥9,700.00"]),
        (found("A3", Some("9700.00")), 0)
    );
    assert_eq!(with(&["合计(大写) | 人民币玖仟柒佰元整 | | #9700"]), (found("B3", None), 1));
    assert_eq!(with(&["合计 | 大写：玖仟柒佰元整 | | #9700"]), (found("B3", None), 1));
    assert_eq!(with(&["合计 | 玖仟柒佰元整 | | ￥9,700.00"]), (found("B3", Some("9700.00")), 1));
    assert_eq!(
        with(&["合计 | | | #9700", "人民币（大写） | | 玖仟柒佰元整（小写：9700）"]),
        (found("C4", Some("9700")), 1)
    );
    assert_eq!(with(&["合计（大写）："]), (None, 0));
    let (words, _) = with(&["大写：九千七百元"]);
    assert_eq!(words.unwrap().1, "九千七百元");
}

#[test]
fn the_total_in_words_needs_no_word_for_it() {
    for line in
        ["合计：人民币玖仟柒佰元整（￥9,700.00元），共1人", "总 计 玖仟柒佰元整(小写：9700)"]
    {
        let form = form_of(grid("A1", &["姓名|身份证号|慰问金", "李四||#500", line]));
        let words = form.words.unwrap();
        assert_eq!(words.words, "玖仟柒佰元整", "{line}");
        assert_eq!(words.figures, Some(Decimal::from(9700)), "{line}");
    }
}

#[test]
fn amounts_in_ten_thousands() {
    use MoneyScale::{TenThousand, Thousand};
    for (above, title, scale, cash) in [
        ("单位：万元", "慰问金", TenThousand, 500),
        ("2021年慰问表（单位:万元）", "慰问金", TenThousand, 500),
        ("慰问名册", "慰问金（万元）", TenThousand, 500),
        ("单位：千元", "慰问金", Thousand, 50),
        ("慰问名册（单位：人民币仟元）", "慰问金（元）", Thousand, 50),
        ("慰问名册", "慰问金(千元)", Thousand, 50),
    ] {
        let form = form_of(grid(
            "A1",
            &[above, &format!("姓名 | 身份证号 | {title}"), "李四 | | #0.05", "合计 | | #0.05"],
        ));
        assert_eq!(form.scale, scale, "{above}");
        assert_eq!(
            form.records[0].cash,
            Reading::Guess { value: Decimal::from(cash), fault: MoneyFault::SheetScale }
        );
        assert_eq!(form.totals[0].sums[0].amount.known(), Some(&Decimal::from(cash)));
    }
    let form = form_of(grid(
        "A1",
        &["填报单位：某某工会 | | 单位：元", "姓名 | 身份证号 | 慰问金（元）", "李四 | | #500"],
    ));
    assert_eq!(form.scale, MoneyScale::Yuan);
    assert_eq!(head(&form, HeadField::Unit).0, "某某工会");
}

#[test]
fn subtotals_may_stand_above_their_people() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 慰问金",
            "合计 | | #1300",
            "一车间小计 | | #1000",
            "李四 | | #500",
            "王五 | | #500",
            "二车间小计 | | #300",
            "孙八 | | #300",
        ],
    ));
    let covers: Vec<_> =
        form.totals.iter().map(|total| (total.kind, total.covers.clone())).collect();
    assert_eq!(
        covers,
        [(TotalKind::Grand, 0..3), (TotalKind::Subtotal, 0..2), (TotalKind::Subtotal, 2..3)]
    );
}

#[test]
fn subtotals_of_kinds_below_everyone_say_nothing_of_whom_they_add_up() {
    let covers = |foot: &[&str]| -> Vec<_> {
        let mut all = vec!["姓名 | 类别 | 慰问金", "李四 | 劳模 | #500", "王五 | 困难职工 | #300"];
        all.extend(foot);
        let form = form_of(grid("A1", &all));
        form.totals.iter().map(|total| (total.kind, total.covers.clone())).collect()
    };
    assert_eq!(
        covers(&["劳模小计 | | #500", "困难职工小计 | | #300", "合计 | | #800"]),
        [(TotalKind::Subtotal, 2..2), (TotalKind::Subtotal, 2..2), (TotalKind::Grand, 0..2)]
    );
    assert_eq!(
        covers(&["其中劳模小计 | | #500", "合计 | | #800"]),
        [(TotalKind::Subtotal, 2..2), (TotalKind::Grand, 0..2)]
    );
    // One alone is of everyone, whatever it is called; a part of a part adds up what is above it.
    assert_eq!(covers(&["一车间小计 | | #800"]), [(TotalKind::Grand, 0..2)]);
    assert_eq!(
        covers(&["小计 | | #800", "一车间小计 | | #800"]).first(),
        Some(&(TotalKind::Subtotal, 0..2))
    );
}

#[test]
fn sums_brought_forward_run_and_those_of_the_year_are_not_this_tables() {
    let form = form_of(grid(
        "A1",
        &[
            "序号 | 姓名 | 身份证号 | 慰问金",
            "#1 | 李四 | | #500",
            "过次页 | | | #500",
            "承前页 | | | #500",
            "#2 | 王五 | | #300",
            "本月合计 | | | #800",
            "本年累计 | | | #9000",
        ],
    ));
    assert_eq!(rows_of(&form), [2, 5]);
    let kinds: Vec<_> = form
        .totals
        .iter()
        .map(|total| (total.kind, total.covers.clone(), total.sums.len()))
        .collect();
    assert_eq!(
        kinds,
        [
            (TotalKind::Running, 0..1, 1),
            (TotalKind::Running, 0..1, 1),
            (TotalKind::Grand, 0..2, 1),
            (TotalKind::Running, 0..2, 0),
        ]
    );
}

#[test]
fn what_a_sum_is_made_of_is_no_person() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 身份证号 | 类别 | 慰问金",
            "李四 | | | #500",
            "合计 | | | #500",
            "其中：困难职工 | 1人 | | #500",
            "其中: | | 困难职工 | #500",
        ],
    ));
    assert_eq!(rows_of(&form), [2]);
}

#[test]
fn how_many_of_a_kind_there_are_is_no_person() {
    let form = form_of(grid(
        "A1",
        &[
            "序号 | 姓名 | 类别 | 慰问金",
            "#1 | 李四 | 劳模 | #500",
            "#2 | 3人 | 劳模 | #500",
            "合计 | 2人 | | #1000",
            "其中：困难职工 | 0人 | | #0",
            "　　　劳模 | 2人 | | #1000",
        ],
    ));
    // Above the sum it is somebody entered wrongly (P102).
    assert_eq!(rows_of(&form), [2, 3]);
}

#[test]
fn a_person_who_says_how_many_they_are_is_no_sum() {
    let form = form_of(grid(
        "A1",
        &[
            "姓名 | 家庭人口 | 身份证号 | 慰问金",
            &format!("李四 | 共3人 | {} | #500", identity("19800101", 1)),
            "合计 | 共1人 | | #500",
        ],
    ));
    assert_eq!(rows_of(&form), [2]);
    assert_eq!(form.totals.len(), 1);
}
