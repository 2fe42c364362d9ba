//! The first finding silences the rest: each line of the list.

use super::told;
use Change::{Cell, Rename, Title, Unsigned, Without, Words};
use nuanbiao::form::Field::{
    self, Account, Agent, Bank, Cash, Category, Date, Goods, GoodsValue, IdNumber, Name, Note,
    Payment, Reason, Sex, Signature, Total, Unit,
};
use nuanbiao::rule::Put::{Empty, NoValue, Number, Text};
use nuanbiao::rule::{Change, Example, example};

/// What the line says, an example of it, and all that is told of it.
type Case = (&'static str, Example, &'static [&'static str]);

fn hold(cases: &[Case]) {
    for (line, changes, expected) in cases {
        assert_eq!(told(changes), *expected, "{line}: {changes:?}");
    }
}

#[test]
fn identity() {
    hold(&[
        ("F013 > P206 …", &[Cell(1, IdNumber, Text("同上"))], &["F013 D7"]),
        (
            "F013 elsewhere on the row silences nothing of identity",
            &[Cell(1, Signature, Text("同上")), Cell(1, IdNumber, Text("310104197105063013"))],
            &["P203 D7", "F013 S7"],
        ),
        ("P201 > P206 …", &[Cell(0, IdNumber, Empty)], &["P201 D6"]),
        ("P201: a placeholder", &[Cell(0, IdNumber, Text("待补"))], &["P201 D6"]),
        ("P206 > P202 …", &[Cell(0, IdNumber, Number(3.101_011_968_031_2e17))], &["P206 D6"]),
        ("P206: exponent form", &[Cell(0, IdNumber, Text("3.10101E+17"))], &["P206 D6"]),
        ("P202 > P204 …", &[Cell(0, IdNumber, Text("77010118681345001"))], &["P202 D6"]),
        // Month 13, province 77, a wrong check digit, a man's number for a woman.
        ("P204 > P205, P203, P209", &[Cell(0, IdNumber, Text("770101196813120017"))], &["P204 D6"]),
        ("P205 > P203, P209", &[Cell(0, IdNumber, Text("770101196803120017"))], &["P205 D6"]),
        // Born in 1900, a man's number, a wrong check digit.
        ("P203 > P209, P210", &[Cell(0, IdNumber, Text("310101190003120017"))], &["P203 D6"]),
        (
            "P402 > P401",
            &[Cell(1, IdNumber, Text("310101196803120025")), Cell(1, Sex, Text("女"))],
            &["P402 D7 (D6)"],
        ),
        (
            "P401 alone: the same person",
            &[
                Cell(1, IdNumber, Text("310101196803120025")),
                Cell(1, Sex, Text("女")),
                Cell(1, Name, Text("陈桂芳")),
                Cell(1, Signature, Text("陈桂芳")),
                Cell(1, Goods, Empty),
                Cell(1, GoodsValue, Empty),
                Cell(1, Cash, Number(200.0)),
                Cell(1, Note, Text("本人无银行卡")),
                Cell(1, Payment, Text("现金")),
                Change::Total(Cash, Number(2000.0)),
                Change::Total(GoodsValue, Empty),
            ],
            &["P401 D7 (D6)"],
        ),
    ]);
}

#[test]
fn dates() {
    hold(&[
        ("D102", &[Cell(1, Date, Text("2021年2月31日"))], &["D102 I7"]),
        ("D103 > D105", &[Cell(1, Date, Text("30/2/8"))], &["D103 I7"]),
        ("D103 feeds no H111, no D106", &[Cell(1, Date, Text("2022-03-05"))], &["D103 I7"]),
        ("D105 feeds no D106", &[Cell(1, Date, Text("2020年2月"))], &["D105 I7"]),
        (
            "D105 feeds no C107",
            &[
                Title("送温暖慰问实名制汇总表"),
                Cell(2, Reason, Text("高温岗位职工春节慰问")),
                Cell(2, Date, Text("2020年9月")),
            ],
            &["D105 I8"],
        ),
    ]);
}

#[test]
fn categories() {
    hold(&[
        (
            "C105 > C102, C103, C108, C104",
            &[Cell(0, Category, Text("全体职工，困难职工"))],
            &["C105 G6"],
        ),
        ("C102 > C103 …", &[Cell(0, Category, Text("见附件"))], &["C102 G6"]),
        (
            "C103 > C108, C104",
            &[Cell(0, Category, Text("困难职工")), Cell(0, Reason, Text("春节慰问"))],
            &["C103 G6"],
        ),
        (
            "C108 > C104",
            &[Cell(2, Category, Text("第五类")), Cell(2, Reason, Text("父亲患癌症，花费大"))],
            &["C108 G8 (H8)"],
        ),
        ("C101 > C109", &[Cell(0, Category, Empty), Cell(0, Reason, Empty)], &["C101 G6"]),
    ]);
}

#[test]
fn payment_and_goods() {
    let handed_over: Example =
        &[Cell(2, Payment, Empty), Cell(2, Signature, Empty), Cell(2, Note, Empty)];
    hold(&[
        ("B101 > B104, S101", handed_over, &["B101 O8"]),
        (
            "B102 > B104, S101",
            &[Cell(2, Payment, Text("微信")), Cell(2, Signature, Empty), Cell(2, Note, Empty)],
            &["B102 O8"],
        ),
        ("B101 > B103", &[Cell(0, Payment, Empty), Cell(0, Account, Empty)], &["B101 O6"]),
        ("B102 > B103", &[Cell(0, Payment, Text("支付宝")), Cell(0, Account, Empty)], &["B102 O6"]),
        ("B101 > B110", &[Cell(0, Payment, Empty)], &["B101 O6"]),
        ("B101 > B113, S101", &[Cell(1, Payment, Empty), Cell(1, Signature, Empty)], &["B101 O7"]),
        ("G103 > G104", &[Cell(1, Goods, Text("购物卡、香烟"))], &["G103 K7"]),
    ]);
}

#[test]
fn signatures() {
    hold(&[
        ("S109 > S101", &[Cell(2, Signature, Text("√"))], &["S109 S8"]),
        ("S108 > S101, H107, H108", &[Unsigned], &["S108 S5"]),
    ]);
    let xls: Example = &[Unsigned, Change::UnseenPictures(3)];
    hold(&[("S110 instead of S101, H107, H108", xls, &["S110 S5"])]);
}

#[test]
fn amounts() {
    hold(&[
        ("A102 stops A109, A110", &[Cell(2, Cash, Text("若干"))], &["A102 J8"]),
        ("A103 stops A109, A110", &[Cell(2, Cash, Number(-800.0))], &["A103 J8"]),
        ("F009 stops A109, A110", &[Cell(2, Cash, NoValue)], &["F009 J8"]),
        ("F013 stops A109, A110", &[Cell(2, Cash, Text("同上"))], &["F013 J8"]),
        (
            "A102 stops A111",
            &[
                Cell(2, Cash, Text("若干")),
                Cell(2, Total, Empty),
                Change::Total(Cash, Empty),
                Change::Total(GoodsValue, Empty),
                Change::Total(Total, Empty),
                Words("合计（大写）：壹仟元整"),
            ],
            &["A102 J8"],
        ),
    ]);
}

#[test]
fn a_missing_column_is_told_once() {
    for (field, others) in [
        (IdNumber, &[][..]),
        (Category, &[]),
        (Payment, &[]),
        (Signature, &[]),
        // Not wanted by the built-in profile: nothing at all.
        (Unit, &[]),
        (Reason, &[]),
        (Date, &[]),
        (Bank, &[]),
        (Agent, &[]),
    ] {
        let wanted = matches!(field, IdNumber | Category | Payment | Signature);
        let changes: Example = Vec::leak(vec![Without(field)]);
        let told = told(changes);
        let expected: Vec<String> =
            wanted.then(|| "F003 -".to_owned()).into_iter().chain(others.to_vec()).collect();
        assert_eq!(told, expected, "{field:?}");
    }
}

/// Person, field and what the missing-value rule of the field would be.
#[test]
fn where_f012_fires_the_missing_value_rule_does_not() {
    for field in [Unit, Category, Date, Field::Funding] {
        let blank = [Cell(1, field, Empty), Cell(2, field, Empty)];
        let ditto = [Cell(1, field, Text("同上")), Cell(2, field, Text("〃"))];
        for changes in [blank, ditto] {
            let changes: Example = Vec::leak(changes.to_vec());
            let codes = told(changes);
            let place = example::place(1, field);
            assert_eq!(codes, [format!("F012 {place}")], "{changes:?}");
        }
    }
}

#[test]
fn half_of_two_is_half() {
    hold(&[(
        "F012: bank fields only on rows paid through a bank",
        &[
            Cell(2, Payment, Text("银行转账")),
            Cell(2, Account, Text("1001234509876543")),
            Cell(2, Bank, Empty),
        ],
        &["F012 Q8"],
    )]);
}

#[test]
fn unknown_titles_claim_no_field() {
    hold(&[("F005, and no F003 for a column not wanted", &[Rename(Unit, "属地")], &["F005 E5"])]);
}
