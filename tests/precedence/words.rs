//! What findings say, where it depends on more than the rule.

use super::{findings, findings_of, told};
use nuanbiao::form::Field::{
    Account, Cash, Category, Date, Funding, Goods, GoodsValue, IdNumber, Name, Note, Payment, Sex,
    Signature, Total,
};
use nuanbiao::form::HeadField;
use nuanbiao::rule::Change::{self, Cash as Grant, Cell, Crowd, Head, Title};
use nuanbiao::rule::Put::{Empty, NoValue, Number, Text};
use nuanbiao::rule::{Entry, Example, Finding, FixEdit, Safety, example};
use nuanbiao::workbook::{self, CellRef, CellValue, Format, Workbook};

/// The only finding, which is of that rule.
fn only(code: &str, mut findings: Vec<Finding>) -> Finding {
    let codes: Vec<_> = findings.iter().map(Finding::code).collect();
    assert_eq!(codes, [code]);
    findings.remove(0)
}

/// Puts a text into a cell.
fn put(workbook: &mut Workbook, place: CellRef, text: &str) {
    let cell = workbook::Cell::new(place.col, CellValue::text(text));
    workbook.sheets[0].set(place, Some(cell));
}

#[test]
fn ways_of_payment_that_are_not_listed_are_called_by_their_names() {
    let of = |example| only("B102", findings(example));
    let wallet = of(&[Cell(0, Payment, Text("微信转账"))]);
    assert!(wallet.message.contains("微信付的钱没有银行回单"), "{}", wallet.message);
    assert!(wallet.help.contains("可以写：银行转账、现金、实物"), "{}", wallet.help);
    let wallet = of(&[Cell(0, Payment, Text("用支付宝发的"))]);
    assert!(wallet.message.contains("支付宝付的钱没有银行回单"), "{}", wallet.message);
    let cheque = of(&[Cell(0, Payment, Text("现金支票"))]);
    assert!(cheque.message.contains("支票要再去银行"), "{}", cheque.message);
    assert!(
        cheque.help.contains("写银行转账") && cheque.help.contains("写现金"),
        "{}",
        cheque.help
    );
    let unclear = of(&[Cell(0, Payment, Text("已发放"))]);
    assert!(unclear.message.contains("看不出是转账、现金还是实物"), "{}", unclear.message);
}

#[test]
fn a_csv_has_no_cells_to_format() {
    for (field, text, code) in [(Account, "6.22202E+18", "B107"), (IdNumber, "3.10101E+17", "P206")]
    {
        let mut workbook = example::workbook(&[]).unwrap();
        let place = example::place(0, field);
        let cell =
            nuanbiao::workbook::Cell::new(place.col, nuanbiao::workbook::CellValue::text(text));
        workbook.sheets[0].set(place, Some(cell));
        let in_a_workbook = only(code, findings_of(&workbook, &[]));
        assert!(in_a_workbook.message.contains("E+1"), "{}", in_a_workbook.message);
        assert!(in_a_workbook.help.contains("设成“文本”，对照"), "{}", in_a_workbook.help);
        workbook.format = Format::Csv;
        let found = findings_of(&workbook, &[]);
        let in_a_csv = found.into_iter().find(|it| it.code() == code).unwrap();
        assert!(in_a_csv.help.contains("打开导出这份 CSV 的原表"), "{}", in_a_csv.help);
    }
}

#[test]
fn formulas_without_a_value_are_told_once_a_column() {
    let example: Example =
        &[Cell(0, Cash, NoValue), Cell(2, Cash, NoValue), Cell(0, Total, NoValue)];
    assert_eq!(told(example), ["F009 J6 (J8)", "F009 M6"]);
}

#[test]
fn other_documents_are_advised_on_and_not_called_wrong() {
    for number in ["军字第1234567号", "士兵证20041234", "护照：E12345678"] {
        let mut workbook = example::workbook(&[]).unwrap();
        put(&mut workbook, example::place(0, IdNumber), number);
        let found: Vec<_> = findings_of(&workbook, &[]).iter().map(super::tell).collect();
        assert_eq!(found, ["P208 D6"], "{number}");
    }
}

/// The day that D105 offers for a visit on the first row.
fn offered<const N: usize>(changes: [Change<'static>; N]) -> String {
    let found = findings(Box::leak(Box::new(changes)));
    let finding = found.iter().find(|it| it.code() == "D105");
    let fix = finding.and_then(|it| it.fix.as_ref()).unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(fix.safety, Safety::Unsafe);
    match &fix.edits[..] {
        [FixEdit::Cell { entry: Entry::Date(date), .. }] => date.to_string(),
        edits => panic!("{edits:?}"),
    }
}

#[test]
fn a_missing_year_is_taken_from_title_then_from_the_forms_own_date() {
    const DECEMBER: Change<'static> = Cell(0, Date, Text("12月25日"));
    const PLAIN: &str = "送温暖慰问实名制汇总表";
    // The perfect form is about the spring festival of 2021.
    assert_eq!(offered([DECEMBER]), "2020-12-25");
    assert_eq!(offered([Cell(0, Date, Text("2.5"))]), "2021-02-05");
    let of_2019 = Title("2019年送温暖慰问实名制汇总表");
    assert_eq!(offered([DECEMBER, of_2019]), "2019-12-25");
    // The title is silent: the date in the foot tells.
    let written = Head(HeadField::Date, "2019-01-10");
    assert_eq!(offered([DECEMBER, Title(PLAIN), written]), "2018-12-25");
    assert_eq!(offered([Cell(0, Date, Text("1月5日")), Title(PLAIN), written]), "2019-01-05");
    // Neither: the latest such day.
    let unwritten = Head(HeadField::Date, "");
    assert_eq!(offered([DECEMBER, Title(PLAIN), unwritten]), "2020-12-25");
}

/// The third person's cash and goods on two rows, among people who have both on one.
const IN_TWO_ROWS: [Change<'static>; 12] = [
    Cell(1, Name, Text("孙志强")),
    Cell(1, IdNumber, Text("310110198011220015")),
    Cell(1, Sex, Text("男")),
    Cell(1, Signature, Text("孙志强")),
    Cell(1, Category, Text("（五）艰苦行业岗位一线职工")),
    Cell(1, Date, Text("2021-02-06")),
    Cell(1, Funding, Text("各级工会经费预算安排资金")),
    Cell(1, Goods, Text("食用油、大米")),
    Cell(1, GoodsValue, Number(300.0)),
    Cell(1, Total, Number(300.0)),
    Cell(1, Note, Empty),
    Crowd(&[800, 800, 800, 800, 800]),
];

#[test]
fn cash_and_goods_on_two_rows_are_one_share() {
    let mut alike = IN_TWO_ROWS.to_vec();
    alike.push(Grant(2, 500));
    let mut apart = IN_TWO_ROWS.to_vec();
    apart.push(Grant(2, 700));
    let of = |changes: Vec<Change<'static>>| -> Vec<Finding> {
        let found = findings(changes.leak());
        found.into_iter().filter(|it| it.code() == "A108").collect()
    };
    let found = of(alike);
    assert!(found.is_empty(), "{:?}", found.iter().map(|it| &it.message).collect::<Vec<_>>());
    let odd = only("A108", of(apart));
    assert!(odd.message.starts_with("这个人慰问金和慰问品分两行写，一共 1,000"), "{}", odd.message);
    assert_eq!(odd.cell, Some(example::place(2, Cash)));
    assert!(odd.related.contains(&example::place(1, GoodsValue)));
}
