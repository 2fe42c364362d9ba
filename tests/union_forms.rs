//! Forms as unions of many trades fill them in, and what a reviewer should hear about each.
//!
//! Every form of `tests/forms` mixes what is right in odd words with a few true mistakes. The
//! snapshot holds errors and warnings; notices are wording only.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::{Date, date};
use nuanbiao::rule::Severity;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use std::fmt::Write as _;
use std::path::Path;

/// Each form with the day on which it is looked at.
const FORMS: [(&str, Date); 11] = [
    ("bank", date(2021, 12, 1)),
    ("construction", date(2021, 8, 10)),
    ("delivery", date(2021, 2, 20)),
    ("factory", date(2021, 2, 20)),
    ("foreign", date(2021, 2, 20)),
    ("hospital", date(2021, 2, 20)),
    ("port", date(2021, 2, 20)),
    ("school", date(2021, 2, 20)),
    ("street", date(2021, 2, 20)),
    ("subway", date(2021, 2, 20)),
    ("textile-wan", date(2021, 1, 5)),
];

#[test]
fn what_a_reviewer_hears() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), FORMS.len());
    let mut page = String::new();
    for (name, today) in FORMS {
        let file = format!("{name}.tsv");
        let bytes = std::fs::read(folder.join(&file)).unwrap();
        let session = Session::open(&file, &bytes, Options::on(today), &mut |_| Flow::Continue);
        let session = session.unwrap();
        let _ = writeln!(page, "{name}: {:?}", session.verdict());
        let heard = session.findings().iter().filter(|it| it.severity != Severity::Notice);
        for finding in heard {
            let at = finding.cell.map_or_else(|| "-".to_owned(), |cell| cell.to_string());
            let _ = writeln!(page, "    {} {at} {}", finding.code(), finding.message);
        }
    }
    insta::assert_snapshot!(page);
}

/// Under each heading of a part the numbers may begin with 1; elsewhere that is told.
#[test]
fn serials_begin_anew_under_headings_alone() {
    let serials = |text: &str| {
        let options = Options::on(date(2021, 2, 20));
        let session =
            Session::open("表.tsv", text.as_bytes(), options, &mut |_| Flow::Continue).unwrap();
        session.findings().iter().filter(|it| it.code() == "F010").count()
    };
    let form = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/factory.tsv"),
    );
    let form = form.unwrap();
    assert_eq!(serials(&form), 0);
    assert_eq!(serials(&form.replace("二、喷漆车间\n", "")), 1);
}

/// A 合计 over two sheets is asked about with the way out: one list, one head, one foot.
#[test]
fn a_list_that_goes_on_in_another_sheet_is_told_to_be_joined() {
    let text = "送温暖慰问实名制汇总表（续表）\n序号,姓名,慰问金额\n1,方伟,500\n合计,,1000\n";
    let options = Options::on(date(2021, 2, 20));
    let session = Session::open("表.csv", text.as_bytes(), options, &mut |_| Flow::Continue);
    let session = session.unwrap();
    let told = |code| session.findings().iter().find(|it| it.code() == code).unwrap();
    assert!(told("A110").help.contains("接到前一张表的下面"), "{}", told("A110").help);
    assert!(told("H101").message.contains("接到前一张表的下面"), "{}", told("H101").message);
}

/// Words and figures that agree with one another, and not with the people's amounts.
#[test]
fn a_total_in_a_sentence_is_held_to_the_rows() {
    let found = |line: &str| {
        let text = format!("姓名,身份证号,慰问金额\n方伟,,500\n沈丽,,500\n{line}\n");
        let options = Options::on(date(2021, 2, 20));
        let session =
            Session::open("表.csv", text.as_bytes(), options, &mut |_| Flow::Continue).unwrap();
        let mut found = session.findings().iter().filter(|it| it.code() == "A111");
        found.next().map(|it| it.message.to_string())
    };
    assert_eq!(found("合计：人民币壹仟元整（￥1000.00元）"), None);
    let wrong = found("合计：人民币壹仟伍佰元整（￥1500.00元）").unwrap();
    assert_eq!(wrong, "大写写的是 1,500.00 元，各行相加是 1,000.00 元，两处不一致。");
}
