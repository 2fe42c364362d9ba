#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Percent, rounded up to one place as the guide's tables are.
fn percent(rows: usize, wrong: usize, confidence: f64) -> f64 {
    (upper_rate(rows, wrong, confidence).unwrap() * 1000.0 - 1e-6).ceil() / 10.0
}

/// AICPA 2017, tables.
#[test]
fn upper_rates_are_those_of_the_audit_guide() {
    for (rows, table) in [
        (20, [14.0, 21.7, 28.3, 34.4]),
        (30, [9.6, 14.9, 19.6, 23.9]),
        (60, [4.9, 7.7, 10.2, 12.5]),
        (100, [3.0, 4.7, 6.2, 7.6]),
        (500, [0.6, 1.0, 1.3, 1.6]),
    ] {
        for (wrong, bound) in table.into_iter().enumerate() {
            assert!((percent(rows, wrong, 0.95) - bound).abs() < 0.01, "{wrong} of {rows}");
        }
    }
    assert!((percent(60, 2, 0.90) - 8.7).abs() < 0.01);
    assert_eq!(upper_rate(5, 5, 0.95), Some(1.0));
    assert_eq!(upper_rate(5, 6, 0.95), None);
    assert_eq!(upper_rate(5, 1, 1.0), None);
}

/// AICPA 2017, appendix C: 5 % and 10 % risk of incorrect acceptance.
#[test]
fn reliability_factors_are_those_of_the_audit_guide() {
    let factors = |confidence| [0, 1, 2, 3].map(|it| reliability_factor(it, confidence).unwrap());
    assert_eq!(factors(0.95), [dec("3.00"), dec("4.75"), dec("6.30"), dec("7.76")]);
    assert_eq!(factors(0.90), [dec("2.31"), dec("3.89"), dec("5.33"), dec("6.69")]);
}

/// The exercise on monetary-unit sampling in Whittington & Pany, *Principles of Auditing*,
/// chapter 9: risk 5 %, interval 12,300, three misstatements. Projected 13,980; basic
/// precision 36,900; incremental allowance 7,790.
#[test]
fn a_worked_example_of_monetary_units() {
    let interval = dec("12300");
    let item = |book: Decimal, right: Decimal| Item {
        book,
        chance: (book / interval).min(Decimal::ONE),
        seen: Seen::Wrong(Some(right)),
    };
    let mut items = vec![
        item(dec("15000"), dec("12500")),
        item(dec("10000"), dec("4000")),
        item(dec("3000"), dec("2000")),
    ];
    let right = Item { book: dec("900"), chance: dec("900") / interval, seen: Seen::Right };
    items.extend(std::iter::repeat_n(right, 97));
    let results = evaluate(Method::Amount, &items, Some(interval), 0.95);
    assert_eq!((results.checked, results.wrong, results.open), (100, 3, 0));
    assert_eq!(results.projected, Some(dec("13980")));
    assert_eq!(results.upper_amount, Some(dec("58670")));
    assert_eq!(results.upper_rate, None);
}

#[test]
fn nothing_is_projected_before_all_rows_were_looked_at() {
    let item = Item { book: dec("500"), chance: dec("0.1"), seen: Seen::Right };
    let open = Item { seen: Seen::Open, ..item };
    let results = evaluate(Method::Random, &[item, open], None, 0.95);
    assert_eq!((results.checked, results.open), (1, 1));
    assert_eq!((results.upper_rate, results.projected), (None, None));
    let none = evaluate(Method::Random, &[], None, 0.95);
    assert_eq!((none.checked, none.projected), (0, None));
}

/// No error among 60 rows: the bound is 1 − 0.05^(1/60), not zero.
#[test]
fn no_errors_still_leave_a_bound() {
    let right = Item { book: dec("500"), chance: dec("0.1"), seen: Seen::Right };
    let results = evaluate(Method::Random, &[right; 60], None, 0.95);
    assert_eq!((results.rate, results.projected), (0.0, Some(Decimal::ZERO)));
    assert!((results.upper_rate.unwrap() - 0.0487).abs() < 0.0001);
    let results = evaluate(Method::Amount, &[right; 60], Some(dec("5000")), 0.95);
    assert_eq!(results.upper_amount, Some(dec("15000")));
}

/// An item larger than the interval counts as it is, beside the bound for the others.
#[test]
fn a_certain_row_is_no_taint() {
    let right = Item { book: dec("500"), chance: dec("0.1"), seen: Seen::Right };
    let large =
        Item { book: dec("9000"), chance: Decimal::ONE, seen: Seen::Wrong(Some(dec("8000"))) };
    let results = evaluate(Method::Amount, &[large, right], Some(dec("5000")), 0.95);
    assert_eq!(results.projected, Some(dec("1000")));
    assert_eq!(results.upper_amount, Some(dec("16000")));
}

#[test]
fn strata_drawn_unequally_have_no_common_bound() {
    let one = Item { book: dec("500"), chance: dec("0.1"), seen: Seen::Right };
    let other = Item { chance: dec("0.5"), ..one };
    assert_eq!(evaluate(Method::Random, &[one, other], None, 0.95).upper_rate, None);
}

#[test]
fn where_all_rows_were_seen_nothing_is_bounded() {
    let right = Item { book: dec("500"), chance: Decimal::ONE, seen: Seen::Right };
    let wrong = Item { seen: Seen::Wrong(Some(dec("300"))), ..right };
    for method in Method::ALL {
        let results = evaluate(method, &[right, wrong], Some(dec("500")), 0.95);
        assert!(results.census, "{method:?}");
        assert_eq!((results.upper_rate, results.upper_amount), (None, None), "{method:?}");
        assert_eq!(results.projected, Some(dec("200")));
    }
    let open = Item { seen: Seen::Open, ..right };
    assert!(!evaluate(Method::Random, &[right, open], None, 0.95).census);
}

#[test]
fn a_random_sample_projects_each_row_by_its_chance() {
    let right = Item { book: dec("500"), chance: dec("0.1"), seen: Seen::Right };
    let wrong = Item { seen: Seen::Wrong(Some(dec("300"))), ..right };
    let other = Item { seen: Seen::Wrong(None), ..right };
    let results = evaluate(Method::Random, &[right, wrong, other, right], None, 0.95);
    assert_eq!(results.projected, Some(dec("2000")));
    assert_eq!(results.wrong, 2);
    assert!((results.rate - 0.5).abs() < 1e-12);
}
