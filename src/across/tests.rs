//! What an auditor would try: the same people written otherwise, forms that come again.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::across::totals::totals;
use crate::export::cleaned;
use crate::report::Privacy;
use crate::session::Options;
use crate::workbook::Flow;

fn open(name: &str, bytes: &[u8], profile: &str) -> Session {
    let mut options = Options::on(jiff::civil::date(2021, 3, 20));
    if !profile.is_empty() {
        options.profile = Profile::from_toml(profile).unwrap().into();
    }
    Session::open(name, bytes, options, &mut |_| Flow::Continue).unwrap()
}

/// The files as a batch, in the order of their paths, by a profile's text.
struct Batch {
    ledger: Ledger,
    profile: String,
}

impl Batch {
    fn new(files: &[(&str, &str)]) -> Self {
        Self::by("", files)
    }

    fn by(profile: &str, files: &[(&str, &str)]) -> Self {
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        Self::of_bytes(profile, &files)
    }

    fn of_bytes(profile: &str, files: &[(&str, &[u8])]) -> Self {
        let mut files = files.to_vec();
        files.sort_unstable();
        let mut ledger = Ledger::default();
        for (path, bytes) in files {
            ledger.add(path, extract(&open(path, bytes, profile), Secret::new(7)));
        }
        Self { ledger, profile: profile.to_owned() }
    }

    /// `X201 2` for a finding at two places.
    fn found(&self) -> Vec<String> {
        let findings = self.findings();
        findings.iter().map(|it| format!("{} {}", it.code(), it.places.len())).collect()
    }

    fn findings(&self) -> Vec<CrossFinding> {
        let options = open("x.csv", b"a,b\n1,2\n", &self.profile).options().clone();
        cross(&self.ledger, &options.profile, &options.codes)
    }

    fn cash(&self) -> String {
        totals(&AcrossView::new(&self.ledger, Profile::built_in())).cash
    }
}

const HEAD: &str = "姓名,身份证号,慰问日期,慰问金额\n";

/// A form of a unit with rows of name, number, date and yuan.
fn form(unit: &str, rows: &str) -> String {
    format!("送温暖慰问实名制汇总表\n填报单位：{unit}\n{HEAD}{rows}")
}

#[test]
fn one_person_is_known_however_the_number_and_name_are_written() {
    for (one, other) in [
        ("王芳,11010519491231002X,2021-02-01,500\n", "王芳,11010519491231002x,2021-02-05,500\n"),
        (
            "王芳,11010519491231002X,2021-02-01,500\n",
            "王　芳,１１０１０５ 19491231002X,2021-02-05,500\n",
        ),
        // The old number of 15 digits and the new one of 18.
        ("王芳,310101196803120025,2021-02-01,500\n", "王芳,310101680312002,2021-02-05,500\n"),
    ] {
        let batch =
            Batch::new(&[("a.csv", &form("甲厂工会", one)), ("b.csv", &form("乙厂工会", other))]);
        assert_eq!(batch.found(), ["X201 2"], "{other}");
    }
}

const PEOPLE: [(&str, &str); 3] = [
    ("陈桂芳", "310101196803120025"),
    ("方玉兰", "11010519491231002X"),
    ("王芳", "310101196201010005"),
];

/// A form of all of them, with one date and one amount.
fn table(unit: &str, date: &str, yuan: u32) -> String {
    let rows = PEOPLE.map(|(name, id)| format!("{name},{id},{date},{yuan}\n"));
    form(unit, &rows.concat())
}

/// Dates are what forms are often sent back for: without one, or with the month only, it is
/// still the same form.
#[test]
fn a_form_whose_dates_were_mended_is_a_version_and_counts_once() {
    for before in ["", "不详", "2021年2月", "2021-02-05"] {
        let old = table("甲厂工会", before, 500);
        let new = table("甲厂工会", "2021-02-05", 600);
        let batch = Batch::new(&[("表.csv", &old), ("表（改）.csv", &new)]);
        assert_eq!(batch.found(), ["X207 2"], "{before}");
        assert_eq!(batch.cash(), "1800.00", "{before}");
    }
    let [january, february] = ["2021-01-05", "2021-02-05"].map(|date| table("甲厂工会", date, 500));
    let batch = Batch::new(&[("1.csv", &january), ("2.csv", &february)]);
    assert_eq!(batch.cash(), "3000.00");
}

/// A missing 填报单位 is what forms are often sent back for.
#[test]
fn a_form_that_got_its_unit_later_is_a_version_and_counts_once() {
    let old = table("", "2021-02-05", 500);
    let new = table("甲厂工会", "2021-02-05", 600);
    for [before, after] in [[&old, &new], [&new, &old]] {
        let batch = Batch::new(&[("表.csv", before), ("表（改）.csv", after)]);
        assert_eq!(batch.found(), ["X207 2"]);
        let [finding] = batch.findings().try_into().unwrap();
        assert!(finding.message.starts_with("甲厂工会的这两份表"), "{}", finding.message);
        assert!(finding.message.contains("表（改）.csv"), "{}", finding.message);
    }
    let batch = Batch::new(&[("表.csv", &old), ("表（改）.csv", &new)]);
    assert_eq!(batch.cash(), "1800.00");
    // One person in a table without a unit may be paid by another unit, too.
    let row = "王芳,11010519491231002X,2021-02-01,500\n";
    let alone = Batch::new(&[("a.csv", &form("", row)), ("b.csv", &form("甲厂工会", row))]);
    assert_eq!(alone.found(), ["X201 2"]);
}

#[test]
fn the_version_named_later_counts_wherever_its_path_stands() {
    let (old, new) = (table("甲厂工会", "2021-02-05", 500), table("甲厂工会", "2021-02-05", 600));
    for again in ["表-改.csv", "表 (2).csv", "表_v2.csv", "表（改）.csv"] {
        let batch = Batch::new(&[("表.csv", &old), (again, &new)]);
        assert_eq!(batch.cash(), "1800.00", "{again}");
        let [finding] = batch.findings().try_into().unwrap();
        assert!(finding.message.contains(again), "{}", finding.message);
    }
}

#[test]
fn a_form_and_its_cleaned_copy_are_one_table() {
    let original = form(
        "甲厂工会",
        "王　芳,310101196201010005,2021.2.5,500元\n方玉兰,11010519491231002x,2021年2月5日,\"1,000\"\n",
    );
    let session = open("表.csv", original.as_bytes(), "");
    let copy = cleaned(&session, original.as_bytes(), Privacy::Shown).unwrap().bytes;
    let batch = Batch::of_bytes("", &[("表.csv", original.as_bytes()), ("表_已清洗.xlsx", &copy)]);
    assert_eq!(batch.found(), ["X206 2"]);
    assert_eq!(batch.cash(), "1500.00");
}

const CEILING: &str = "name = \"t\"\n[ceilings]\nyear = 1000\n";

/// Years, not months: December and January are two of them, and one payment may be too much.
#[test]
fn a_year_runs_from_january_to_december() {
    let row = |date: &str, yuan: u32| format!("王芳,310101196201010005,{date},{yuan}\n");
    let months = |one: &str, other: &str| {
        let (a, b) = (form("甲厂工会", &row(one, 600)), form("乙厂工会", &row(other, 500)));
        Batch::by(CEILING, &[("a.csv", &a), ("b.csv", &b)]).found()
    };
    assert_eq!(months("2020-12-31", "2021-01-01"), ["X201 2"]);
    assert_eq!(months("2021-01-31", "2021-02-01"), ["X201 2", "X204 2"]);
    let alone = form("甲厂工会", &row("2021-02-01", 1001));
    assert_eq!(Batch::by(CEILING, &[("a.csv", &alone)]).found(), ["X204 1"]);
    let within = form("甲厂工会", &row("2021-02-01", 1000));
    assert!(Batch::by(CEILING, &[("a.csv", &within)]).found().is_empty());
}

#[test]
fn many_people_of_one_account_are_named_up_to_a_few() {
    let account = |unit: &str, from: u32| {
        let rows = (from..from + 50).map(|n| {
            format!("陈{},,500,6222020200112233446\n", char::from_u32(0x5000 + n).unwrap())
        });
        let rows: String = rows.collect();
        format!("填报单位：{unit}\n姓名,身份证号,慰问金额,银行账号\n{rows}")
    };
    let batch = Batch::new(&[("a.csv", &account("甲厂", 0)), ("b.csv", &account("乙厂", 50))]);
    let findings = batch.findings();
    let shared = findings.iter().find(|it| it.code() == "X203").unwrap();
    assert_eq!(shared.places.len(), 100);
    assert!(shared.message.ends_with("等 100 处填了同一个银行账号。"), "{}", shared.message);
}

/// A person on two lines is one person, and what the second line gives is theirs.
#[test]
fn a_line_under_a_merged_name_is_the_same_persons() {
    let path = "fixtures/odd-two-lines.xlsx";
    let bytes = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let other = "填报单位：申江电器厂工会\n姓名,身份证号,慰问金额,慰问日期\n孙志强,310110198011220015,100,2021-02-06\n";
    let batch = Batch::of_bytes(
        "[ceilings]\nyear = 300\n",
        &[("a.xlsx", bytes.as_slice()), ("b.csv", other.as_bytes())],
    );
    let totals = totals(&AcrossView::new(&batch.ledger, Profile::built_in()));
    assert_eq!((totals.rows, totals.people), (7, 3));
    let found = batch.findings();
    let year = found.iter().find(|it| it.code() == "X204").unwrap();
    assert!(year.message.contains("共领 350.00 元（3 笔）"), "{}", year.message);
}
