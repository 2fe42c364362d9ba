#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::across;
use crate::ledger::Ledger;
use crate::ledger::keys::Secret;
use crate::policy::Profile;
use crate::session::{Options, Session};
use crate::workbook::Flow;
use std::fmt::Write as _;

/// Two units, 40 and 20 people; amounts from 100 to 3,000 yuan, the last one far above.
fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    for (unit, people) in [("甲厂工会", 0..40), ("乙厂工会", 40..60)] {
        let mut csv = format!("填报单位：{unit}\n姓名,身份证号,慰问金额\n");
        for number in people {
            let yuan = if number == 59 { 20_000 } else { 100 + number * 50 };
            // Every third number is ruined, and makes its row a risk.
            let id = if number % 3 == 0 { "3.10101E+17" } else { "" };
            let name = char::from_u32(0x4E00 + number).unwrap();
            let _ = writeln!(csv, "陈{name},{id},{yuan}");
        }
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let session =
            Session::open("a.csv", csv.as_bytes(), options, &mut |_| Flow::Continue).unwrap();
        ledger.add(unit, across::extract(&session, Secret::new(1)));
    }
    ledger
}

fn plan(method: Method, size: usize, seed: &str) -> Plan {
    Plan { method, size, seed: seed.to_owned(), by_unit: false }
}

fn rows(sample: &Sample<'_>) -> Vec<(usize, u32)> {
    sample.picks.iter().map(|pick| (pick.at.id, pick.at.line.row)).collect()
}

/// The rows that a seed draws are a contract: a reviewer's worksheet must come out the same
/// with any later version.
#[test]
fn a_seed_draws_the_same_rows_forever() {
    let ledger = ledger();
    let view = AcrossView::new(&ledger, Profile::built_in());
    let drawn = |method| {
        let sample = draw(&view, &plan(method, 5, "2021 春节"));
        let cells = sample.picks.iter().map(|it| format!("{}:{}", it.at.id, it.at.line.row + 1));
        cells.collect::<Vec<_>>().join(" ")
    };
    insta::assert_snapshot!(Method::ALL.map(drawn).join("\n"));
}

#[test]
fn the_order_and_names_of_the_files_do_not_matter() {
    let ledger = ledger();
    let view = AcrossView::new(&ledger, Profile::built_in());
    let one = draw(&view, &plan(Method::Random, 10, "s"));
    let other = draw(&view, &plan(Method::Random, 10, "t"));
    assert_eq!(rows(&one), rows(&draw(&view, &plan(Method::Random, 10, "s"))));
    assert_ne!(rows(&one), rows(&other));
}

/// Over 2,000 seeds every row is drawn as often as the method claims, within five standard
/// deviations; the claims of a sample add up to its size.
#[test]
fn chances_are_what_the_method_claims() {
    const SEEDS: u32 = 2000;
    const SIZE: usize = 12;
    let ledger = ledger();
    let view = AcrossView::new(&ledger, Profile::built_in());
    for (method, by_unit) in [
        (Method::Random, false),
        (Method::Random, true),
        (Method::Risk, false),
        (Method::Amount, false),
        (Method::Amount, true),
    ] {
        let mut hits: BTreeMap<(usize, u32), (u32, f64)> = BTreeMap::new();
        for seed in 0..SEEDS {
            let plan = Plan { by_unit, ..plan(method, SIZE, &seed.to_string()) };
            let sample = draw(&view, &plan);
            assert_eq!(sample.picks.len(), SIZE, "{method:?}");
            for pick in &sample.picks {
                let (part, whole) = pick.chance;
                let hit = hits.entry((pick.at.id, pick.at.line.row)).or_default();
                *hit = (hit.0 + 1, part as f64 / whole as f64);
            }
        }
        let mut claimed = 0.0;
        for ((table, row), (times, chance)) in hits {
            let (seeds, seen) = (f64::from(SEEDS), f64::from(times) / f64::from(SEEDS));
            let deviation = (chance * (1.0 - chance) / seeds).sqrt();
            assert!(
                (seen - chance).abs() <= 5.0 * deviation + 1e-9,
                "{method:?} {table}:{row}: {seen} instead of {chance}"
            );
            claimed += chance;
        }
        assert!((claimed - SIZE as f64).abs() < 1e-9, "{method:?}: {claimed}");
    }
}

#[test]
fn large_amounts_are_certain_and_small_samples_share_fairly() {
    let ledger = ledger();
    let view = AcrossView::new(&ledger, Profile::built_in());
    let sample = draw(&view, &plan(Method::Amount, 12, "s"));
    let certain: Vec<_> = sample.picks.iter().filter(|it| it.is_certain()).collect();
    assert!(certain.iter().any(|it| it.at.line.amount() == Decimal::from(20_000)));
    let by_unit = Plan { by_unit: true, ..plan(Method::Random, 9, "s") };
    let drawn: Vec<_> = draw(&view, &by_unit).strata.iter().map(|it| (it.rows, it.drawn)).collect();
    assert_eq!(drawn, [(20, 3), (40, 6)]);
    let all = Plan { by_unit: true, ..plan(Method::Amount, 59, "s") };
    let drawn: Vec<_> = draw(&view, &all).strata.iter().map(|it| it.drawn).collect();
    assert_eq!(drawn, [20, 39]);
    assert_eq!(draw(&view, &plan(Method::Random, 1000, "s")).picks.len(), 60);
    assert_eq!(draw(&view, &plan(Method::Random, 0, "s")).picks.len(), 0);
}
