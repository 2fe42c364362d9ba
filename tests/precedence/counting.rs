//! What counts as one finding, and where it points.

use super::{findings, findings_of, tell, told};
use nuanbiao::form::Field::{
    self, Account, Agent, Cash, Category, Date, Funding, GoodsValue, IdNumber, Name, Note, Payment,
    Phone, Reason, Sex, Signature, Total,
};
use nuanbiao::form::HeadField;
use nuanbiao::rule::Change::{self, Cell, Crowd, Head, SignaturePicture, Without};
use nuanbiao::rule::Put::{Empty, Number, Text};
use nuanbiao::rule::{Example, FixEdit, example};
use nuanbiao::workbook::{CellValue, Sheet};

#[test]
fn a_rule_over_several_rows_gives_one_finding_with_the_others_related() {
    let cases: &[(Example, &[&str])] = &[
        (
            &[
                Cell(2, Name, Text("刘建国")),
                Cell(2, Signature, Text("刘建国")),
                Cell(2, IdNumber, Text("310104197105063119")),
            ],
            &["P403 D8 (D7)"],
        ),
        (
            &[
                Cell(0, Agent, Text("林小梅（同事）")),
                Cell(1, Agent, Text("林小梅（同事）")),
                Cell(2, Agent, Text("林小梅（同事）")),
            ],
            &["S104 T8 (T6 T7)"],
        ),
        (
            &[
                SignaturePicture { person: 1, rows: 1, image: 5 },
                SignaturePicture { person: 2, rows: 1, image: 5 },
            ],
            &["S106 S8 (S7)"],
        ),
        (
            &[Cell(1, Phone, Text("13800001001")), Cell(2, Phone, Text("13800001001"))],
            &["P303 F8 (F6 F7)"],
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(told(changes), *expected, "{changes:?}");
    }
    // A108: four alike, one odd; the odd one is the cell.
    let odd = findings(&[Crowd(&[800, 800, 800, 900])]);
    let codes: Vec<_> =
        odd.iter().map(|it| (it.code(), it.cell.map(|it| it.to_string()))).collect();
    assert_eq!(codes, [("A108", Some("J12".to_owned()))]);
    assert!(!odd[0].related.is_empty());
}

#[test]
fn wording_notices_are_one_per_column_and_way_of_writing() {
    let same: [(&str, Field, [&'static str; 3]); 7] = [
        ("A105", Cash, ["1000元", "", "800元"]),
        ("C104", Category, ["第一类", "", ""]),
        ("B114", Payment, ["银行转帐", "", ""]),
        ("D104", Date, ["2021.2.5", "2021.2.5", "2021.2.6"]),
        ("M105", Funding, ["工会经费", "", "工会经费"]),
        ("P103", Name, ["陈　桂芳", "刘　建国", "孙　志强"]),
        ("P211", IdNumber, [" 310101196803120025", " 310104197105063012", " 310110198011220015"]),
    ];
    for (code, field, texts) in same {
        let changes: Vec<_> = texts
            .into_iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(person, text)| Cell(person, field, Text(text)))
            .collect();
        let places: Vec<_> = changes
            .iter()
            .filter_map(|change| match change {
                Cell(person, field, _) => Some(example::place(*person, *field)),
                _ => None,
            })
            .collect();
        let changes: Example = Vec::leak(changes);
        let found = findings(changes);
        assert_eq!(found.len(), 1, "{code}: {found:?}");
        assert_eq!((found[0].code(), found[0].cell), (code, Some(places[0])), "{code}");
        assert_eq!(found[0].related, places[1..], "{code}");
        // The one fix mends all.
        let fix = found[0].fix.as_ref().unwrap();
        let mended = fix.edits.iter().filter_map(|edit| match edit {
            FixEdit::Cell { place, .. } => Some(*place),
            FixEdit::Show(_) => None,
        });
        assert_eq!(mended.collect::<Vec<_>>(), places, "{code}");
    }
    // Guesses too: a column of 2月5日 is one habit, and 21.2.6 another.
    let incomplete = told(&[
        Cell(0, Date, Text("2月5日")),
        Cell(1, Date, Text("2月6日")),
        Cell(2, Date, Text("21.2.6")),
    ]);
    assert_eq!(incomplete, ["D105 I6 (I7)", "D105 I8"]);
    // So is a column of 困难职工 that no reason tells apart.
    let ambiguous = told(&[
        Cell(0, Category, Text("困难职工")),
        Cell(0, Reason, Text("春节慰问")),
        Cell(1, Category, Text("困难职工")),
        Cell(1, Reason, Text("家庭困难")),
        Cell(2, Category, Text("相对困难")),
        Cell(2, Reason, Text("春节慰问")),
    ]);
    assert_eq!(ambiguous, ["C103 G6 (G7)", "C103 G8"]);
    let two_ways = told(&[Cell(0, Cash, Text("1000元")), Cell(2, Cash, Text("￥800"))]);
    assert_eq!(two_ways, ["A105 J6", "A105 J8"]);
    let account = told(&[Cell(0, Account, Text("6222 0202 0011 2233 446"))]);
    assert_eq!(account, ["B112 R6"]);
}

#[test]
fn findings_point_where_the_catalogue_says() {
    let cases: &[(Example, &str)] = &[
        (&[Head(HeadField::Unit, "")], "H101 A2"),
        (&[Head(HeadField::Preparer, "")], "H102 A3"),
        (&[Cell(0, Sex, Text("男"))], "P209 C6 (D6)"),
        (&[Cell(2, Note, Empty)], "B104 O8"),
        (
            &[
                Cell(0, Payment, Text("现金")),
                Cell(0, Note, Text("本人要求")),
                Cell(0, Signature, Text("陈桂芳")),
            ],
            "B110 O6 (R6)",
        ),
        (&[Cell(0, Reason, Text("职工家属"))], "C106 H6"),
        (&[Cell(0, Category, Text("职工家属"))], "C106 G6"),
        (
            &[
                Cell(1, Field::Goods, Empty),
                Cell(1, GoodsValue, Empty),
                Cell(1, Total, Empty),
                Change::Total(GoodsValue, Empty),
                Change::Total(Total, Number(1800.0)),
            ],
            "A101 J7",
        ),
        (&[Head(HeadField::Handler, "孙志强")], "K101 B8 (I11)"),
        // One of two who handled it.
        (
            &[Head(HeadField::Handler, "王一鸣、沈一平"), Cell(1, Agent, Text("沈一平（同事）"))],
            "S105 T7 (I11)",
        ),
    ];
    for (changes, expected) in cases {
        let told = told(changes);
        assert_eq!(told, [*expected], "{changes:?}");
    }
}

#[test]
fn once_per_sheet() {
    const FISCAL: &str = "各级财政专项补助";
    let cases: &[(Example, &str)] = &[
        (&[Without(Account), Cell(1, Payment, Text("实物"))], "B115 O6"),
        (&[Cell(0, Funding, Text(FISCAL)), Cell(1, Funding, Text(FISCAL))], "M103 N6 (N7)"),
        (
            &[
                Cell(0, Funding, Text("社会募集资金")),
                Cell(1, Funding, Text("社会募集资金")),
                Cell(2, Funding, Text("社会募集资金")),
            ],
            "M104 N6 (N7 N8)",
        ),
        (&[Change::Unsigned], "S108 S5"),
        // No cash row has a reason: one finding, not one a row.
        (
            &[
                Cell(2, Note, Empty),
                Cell(0, Payment, Text("现金")),
                Cell(0, Account, Empty),
                Cell(0, Signature, Text("陈桂芳")),
            ],
            "B104 O6 (O8)",
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(told(changes), [*expected], "{changes:?}");
    }
}

#[test]
fn a_clean_form_gives_nothing_and_blank_and_own_sheets_are_passed_over() {
    assert!(told(&[]).is_empty());
    let mut workbook = example::workbook(&[]).unwrap();
    workbook.sheets.push(Sheet::new("Sheet2"));
    let mut own = Sheet::new("修改记录");
    own.own = true;
    let cell = nuanbiao::workbook::Cell::new(0, CellValue::text("修改记录"));
    own.set(nuanbiao::workbook::CellRef::new(0, 0), Some(cell));
    workbook.sheets.push(own);
    assert!(findings_of(&workbook, &[]).is_empty());
    let skipped = findings(&[Change::Sheet("请如实填写")]);
    assert_eq!(skipped.iter().map(tell).collect::<Vec<_>>(), ["F002 -"]);
}

#[test]
fn what_the_units_own_standards_leave_out() {
    const PAYMENT: Example = &[Change::Profile("[payment]\nallowed = [\"bank\", \"goods\"]\n")];
    const FUNDING: Example = &[
        Change::Profile("[funding]\nallowed = [\"union_budget\", \"upper_union\"]\n"),
        Cell(1, Funding, Text("各级财政专项补助")),
    ];
    // The third person is paid in cash.
    assert_eq!(told(PAYMENT), ["B102 O8"]);
    let found = findings(PAYMENT);
    assert!(found[0].message.contains("本单位的标准"), "{}", found[0].message);
    assert!(found[0].help.contains("银行转账、实物。"), "{}", found[0].help);
    assert_eq!(told(FUNDING), ["M102 N7"]);
    assert!(findings(FUNDING)[0].help.contains("上级工会经费补助"));
}
