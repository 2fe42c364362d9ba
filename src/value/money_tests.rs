#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
use super::*;
use proptest::prelude::*;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn ways(list: &[Way]) -> Ways {
    list.iter().fold(Ways::NONE, |ways, way| ways.with(*way))
}

fn number(number: f64) -> Reading<Decimal, MoneyFault> {
    read(&Raw { text: "", stored: Stored::Number(number) })
}

#[test]
fn clear_amounts() {
    for (text, value, list) in [
        ("500", "500", &[][..]),
        ("500.00", "500", &[]),
        ("0.5", "0.5", &[]),
        (" 500 ", "500", &[Way::Spaces]),
        ("５００", "500", &[Way::FullWidth]),
        ("'500", "500", &[Way::Apostrophe]),
        ("500元", "500", &[Way::Unit]),
        ("500 圆", "500", &[Way::Unit, Way::Spaces]),
        ("500元整", "500", &[Way::Unit]),
        ("500块", "500", &[Way::Unit]),
        ("500块钱", "500", &[Way::Unit]),
        ("12元5角", "12.5", &[Way::Unit]),
        ("12元5角3分", "12.53", &[Way::Unit]),
        ("￥500.00", "500", &[Way::CurrencySign]),
        ("¥500", "500", &[Way::CurrencySign]),
        ("RMB500", "500", &[Way::CurrencySign]),
        ("人民币500元", "500", &[Way::CurrencySign, Way::Unit]),
        ("1,000", "1000", &[Way::Thousands]),
        ("1，000", "1000", &[Way::Thousands, Way::FullWidth]),
        ("1,234,567.89", "1234567.89", &[Way::Thousands]),
        ("￥1,000.00元", "1000", &[Way::CurrencySign, Way::Thousands, Way::Unit]),
        ("五百", "500", &[Way::Words]),
        ("五百元", "500", &[Way::Words]),
        ("五百元整", "500", &[Way::Words]),
        ("一千二百", "1200", &[Way::Words]),
        ("两千", "2000", &[Way::Words]),
        ("十五元", "15", &[Way::Words]),
        ("五〇〇", "500", &[Way::Words]),
        ("一千零五十元", "1050", &[Way::Words]),
        ("伍佰元整", "500", &[Way::Words]),
        ("伍佰圓整", "500", &[Way::Words]),
        ("人民币伍佰元整", "500", &[Way::Words, Way::CurrencySign]),
        ("500.0000001", "500", &[Way::FloatNoise]),
    ] {
        let expected = Reading::Good { value: decimal(value), ways: ways(list) };
        assert_eq!(read(&Raw::csv(text)), expected, "{text}");
    }
}

#[test]
fn text_cells_hold_text() {
    for (text, list) in [
        ("500", &[Way::TextNumber][..]),
        ("500.00", &[Way::TextNumber]),
        ("500 ", &[Way::TextNumber, Way::Spaces]),
        ("500元", &[Way::Unit]),
    ] {
        let expected = Reading::Good { value: decimal("500"), ways: ways(list) };
        assert_eq!(read(&Raw::text(text)), expected, "{text}");
    }
}

#[test]
fn number_cells() {
    assert_eq!(number(500.0), Reading::clean(decimal("500")));
    assert_eq!(number(0.1 + 0.2), Reading::clean(decimal("0.3")));
    let noisy = Reading::Good { value: decimal("500"), ways: ways(&[Way::FloatNoise]) };
    assert_eq!(number(500.000_000_1), noisy);
    assert_eq!(number(499.999_999_9), noisy);
    assert_eq!(number(500.005).fault(), Some(&MoneyFault::TooManyDecimals(decimal("500.005"))));
    assert_eq!(number(0.0).fault(), Some(&MoneyFault::NotPositive(Decimal::ZERO)));
    assert_eq!(number(-500.0).fault(), Some(&MoneyFault::NotPositive(decimal("-500"))));
    assert_eq!(number(f64::NAN).fault(), Some(&MoneyFault::Unreadable));
    assert_eq!(number(1e12).fault(), Some(&MoneyFault::Unreadable));
    assert_eq!(number(1e300).fault(), Some(&MoneyFault::Unreadable));
    assert_eq!(number(999_999_999_999.99), Reading::clean(decimal("999999999999.99")));
}

#[test]
fn scales_are_to_be_confirmed() {
    for (text, value) in [
        ("0.05万", "500"),
        ("0.05万元", "500"),
        ("1.2千", "1200"),
        ("5百", "500"),
        ("500/人", "500"),
        ("500元/人", "500"),
        ("每人500元", "500"),
        ("200×2", "400"),
        ("200*2", "400"),
        ("200元×2人", "400"),
        ("200*2=400", "400"),
        ("500+200", "700"),
        ("一千二", "1200"),
        ("1 000", "1000"),
    ] {
        let expected = Reading::Guess { value: decimal(value), fault: MoneyFault::Scale };
        assert_eq!(read(&Raw::text(text)), expected, "{text}");
    }
}

#[test]
fn what_is_wrong() {
    for text in [
        "1,00",
        "1,0000",
        ",100",
        "1,000,00",
        "约500",
        "500左右",
        "五佰百",
        "元",
        "500元现金",
        "500\n300",
        "5O0",
        "1_000",
        "1e3",
        "5.0.0",
        "500%",
        "200*2=500",
        "五五百",
        "1000000000000",
        "张三",
        "12元55角",
        "500元500元",
    ] {
        assert_eq!(read(&Raw::text(text)).fault(), Some(&MoneyFault::Unreadable), "{text}");
    }
    for (text, value) in [
        ("0", "0"),
        ("0元", "0"),
        ("零", "0"),
        ("-500", "-500"),
        ("－500元", "-500"),
        ("(500)", "-500"),
        ("￥-500", "-500"),
        ("-￥500", "-500"),
        ("负五百", "-500"),
    ] {
        let expected = Reading::Bad(MoneyFault::NotPositive(decimal(value)));
        assert_eq!(read(&Raw::text(text)), expected, "{text}");
    }
    assert_eq!(
        read(&Raw::text("500.005元")),
        Reading::Bad(MoneyFault::TooManyDecimals(decimal("500.005")))
    );
    assert_eq!(read(&Raw::text("无")), Reading::Placeholder);
    assert_eq!(read(&Raw::text("-")), Reading::Placeholder);
    assert_eq!(
        read(&Raw { text: "TRUE", stored: Stored::Bool }),
        Reading::Bad(MoneyFault::Unreadable)
    );
}

#[test]
fn quantities() {
    let quantity = |text: &str| read_quantity(&Raw::csv(text));
    assert_eq!(quantity("2"), Reading::clean(decimal("2")));
    let two = |list: &[Way]| Reading::Good { value: decimal("2"), ways: ways(list) };
    assert_eq!(quantity("2份"), two(&[Way::Unit]));
    assert_eq!(quantity("2 箱"), two(&[Way::Unit, Way::Spaces]));
    assert_eq!(quantity("两箱"), two(&[Way::Unit, Way::Words]));
    assert_eq!(
        quantity("2.5公斤"),
        Reading::Good { value: decimal("2.5"), ways: ways(&[Way::Unit]) }
    );
    assert_eq!(quantity("0"), Reading::Bad(MoneyFault::NotPositive(Decimal::ZERO)));
    assert_eq!(quantity("-2"), Reading::Bad(MoneyFault::NotPositive(decimal("-2"))));
    assert_eq!(quantity("若干"), Reading::Bad(MoneyFault::Unreadable));
    assert_eq!(
        read_quantity(&Raw::text("2")),
        Reading::Good { value: decimal("2"), ways: ways(&[Way::TextNumber]) }
    );
}

#[test]
fn shown_with_thousands() {
    for (amount, shown) in [
        ("9700", "9,700.00"),
        ("0", "0.00"),
        ("999.5", "999.50"),
        ("1234567.890", "1,234,567.89"),
        ("-1234.5", "-1,234.50"),
        ("100000", "100,000.00"),
        ("500.005", "500.005"),
    ] {
        assert_eq!(display(decimal(amount)), shown);
    }
}

#[test]
fn counts_are_shown_in_threes() {
    for (count, shown) in [(0, "0"), (999, "999"), (3492, "3,492"), (1_234_567, "1,234,567")] {
        assert_eq!(display_count(count), shown);
    }
}

proptest! {
    #[test]
    fn never_panics(
        text in "\\PC*|[0-9.,，元万千×*x+/人¥￥五百零一十亿角分整() -]{0,40}",
        number in any::<f64>(),
    ) {
        for raw in [Raw::text(&text), Raw::csv(&text), Raw { text: &text, stored: Stored::Number(number) }] {
            for reading in [read(&raw), read_quantity(&raw)] {
                if let Some(value) = reading.known() {
                    prop_assert!(*value > Decimal::ZERO && *value < LIMIT && value.scale() <= 2);
                }
            }
        }
    }

    #[test]
    fn canonical_amounts_are_clean(cents in 1..100_000_000_000_000_i64) {
        let amount = Decimal::new(cents, 2);
        prop_assert_eq!(read(&Raw::csv(&amount.to_string())), Reading::clean(amount));
        let ways = ways(&[Way::Thousands]);
        let shown = display(amount);
        if shown.contains(',') {
            prop_assert_eq!(read(&Raw::csv(&shown)), Reading::Good { value: amount, ways });
        }
        let words = super::super::money_in_words::write(amount).unwrap();
        prop_assert_eq!(read(&Raw::csv(&words)).good().copied(), Some(amount));
    }
}
