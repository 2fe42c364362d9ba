#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::session::Options;
use crate::workbook::Flow;

fn session(csv: &str) -> Session {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open("a.csv", csv.as_bytes(), options, &mut |_| Flow::Continue).unwrap()
}

const OLD: &str = "\
填报单位：浦江机电厂工会,填报人：
姓名,身份证号,慰问金额,班组
陈桂芳,310101196803120021,1000,一班
刘建国,310104197105063012,500,二班
孙志强,310110198011220015,800,二班
";

/// Another order, one number corrected, one amount and one unknown column changed, one
/// person gone and one come.
const NEW: &str = "\
填报单位：浦江机电厂工会,填报人：周慧敏
姓名,身份证号,慰问金额,班组
刘建国,310104197105063012,600元,二班
陈桂芳,310101196803120025,1000,三班
方玉兰,310106197009150020,1000,三班
";

#[test]
fn people_are_matched_by_number_then_by_name() {
    let comparison = compare(&session(OLD), &session(NEW), Privacy::Masked);
    let shown = (comparison.head, comparison.changed, comparison.added, comparison.removed);
    insta::assert_json_snapshot!(shown);
}

#[test]
fn findings_are_told_apart_by_person_and_not_by_row() {
    let (old, new) = (session(OLD), session(NEW));
    let comparison = compare(&old, &new, Privacy::Masked);
    let codes =
        |findings: &[FindingAt]| -> Vec<_> { findings.iter().map(|it| it.finding.code).collect() };
    assert!(codes(&comparison.gone).contains(&"P203"));
    assert!(codes(&comparison.gone).contains(&"H102"));
    assert_eq!(codes(&comparison.come), ["A105"]);
    let stayed = old.findings().len() - comparison.gone.len();
    assert_eq!(comparison.stayed, stayed);
    let same = compare(&old, &old, Privacy::Masked);
    assert_eq!((same.changed.len(), same.gone.len(), same.come.len()), (0, 0, 0));
}
