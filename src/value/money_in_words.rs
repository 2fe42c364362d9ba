//! 人民币大写: amounts in words, by the central bank's rules for bills (《支付结算办法》附一,
//! 正确填写票据和结算凭证的基本规定).

use super::numerals::{self, Sign};
use super::text::squeeze;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Words read into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The value, in yuan.
    pub amount: Decimal,
    /// Whether the writing keeps the bill rules; if not, A112.
    pub good_style: bool,
}

/// Reads an amount in words; `None` if it is none.
///
/// Traditional forms, 圆, 正 and a leading 人民币 are good style; so are both ways wherever
/// the bill rules leave a choice (整 after 角; 零 at a 万 or 元 place that is zero). Everyday
/// digits (一二三) are no amount in words; everyday units (伍百) are read, in bad style.
#[must_use]
pub fn read(text: &str) -> Option<Words> {
    let squeezed = squeeze(text);
    let bare = squeezed.strip_prefix("人民币").unwrap_or(&squeezed);
    let words = bare.trim_start_matches([':', '¥']);
    let signs = |c| numerals::capital(c).or_else(|| numerals::plain_unit(c));
    // 整 or 万 alone is no amount, and 拾 only with its 元.
    let mut all = words.chars().map(signs);
    let counts = |sign| matches!(sign, Some(Sign::Digit(_) | Sign::Zero | Sign::Yuan));
    if !all.any(counts) {
        return None;
    }
    let amount = numerals::value(words, signs)?;
    Some(Words { amount, good_style: is_good_style(words, amount) })
}

/// Writes an amount (two decimals, 0 ≤ amount < 10^16) in words: 叁佰贰拾伍元零肆分.
///
/// Where the bill rules leave a choice, their first example is followed: 壹拾万柒仟元零伍角叁分,
/// and no 整 after 角. `None` for other amounts.
#[must_use]
pub fn write(amount: Decimal) -> Option<String> {
    Cents::of(amount).map(|cents| cents.write(Choice::FIRST))
}

/// What the bill rules leave open.
#[derive(Clone, Copy)]
struct Choice {
    /// 零 after a section that ends in zero, before 仟: 壹拾万(零)柒仟.
    zero_at_section: bool,
    /// 零 for a section that is zero as a whole, before 仟: 壹亿(零)伍仟.
    zero_for_section: bool,
    /// 零 after a 元 place that is zero, before 角: 捌拾元(零)叁角.
    zero_at_yuan: bool,
    /// 整 after 角.
    whole_after_jiao: bool,
}

impl Choice {
    const FIRST: Self = Self {
        zero_at_section: false,
        zero_for_section: true,
        zero_at_yuan: true,
        whole_after_jiao: false,
    };

    fn all() -> impl Iterator<Item = Self> {
        (0..16_u8).map(|bits| Self {
            zero_at_section: bits & 1 != 0,
            zero_for_section: bits & 2 != 0,
            zero_at_yuan: bits & 4 != 0,
            whole_after_jiao: bits & 8 != 0,
        })
    }
}

fn is_good_style(words: &str, amount: Decimal) -> bool {
    let canonical: String = words.chars().map(canonical).collect();
    Cents::of(amount)
        .is_some_and(|cents| Choice::all().any(|choice| cents.write(choice) == canonical))
}

/// Equally good forms made one.
const fn canonical(c: char) -> char {
    match c {
        '圆' | '圓' => '元',
        '正' => '整',
        '参' | '參' | '叄' => '叁',
        _ => c,
    }
}

/// An amount that can be written in words.
struct Cents {
    yuan: u64,
    jiao: u64,
    fen: u64,
}

impl Cents {
    fn of(amount: Decimal) -> Option<Self> {
        let cents = amount.checked_mul(Decimal::ONE_HUNDRED)?;
        if !cents.is_integer() || cents.is_sign_negative() && !cents.is_zero() {
            return None;
        }
        let cents = cents.to_u64().filter(|cents| *cents < 1_000_000_000_000_000_000)?;
        Some(Self { yuan: cents / 100, jiao: cents / 10 % 10, fen: cents % 10 })
    }

    fn write(&self, choice: Choice) -> String {
        let mut words = String::new();
        let Self { yuan, jiao, fen } = *self;
        if yuan > 0 {
            write_integer(&mut words, yuan, choice);
            words.push('元');
        }
        match (yuan, jiao, fen) {
            (0, 0, 0) => words.push_str("零元整"),
            (_, 0, 0) => words.push('整'),
            (0, 0, _) => push_digit(&mut words, fen, "分"),
            (_, 0, _) => {
                words.push('零');
                push_digit(&mut words, fen, "分");
            }
            (_, _, _) => {
                if yuan > 0 && yuan % 10 == 0 && choice.zero_at_yuan {
                    words.push('零');
                }
                push_digit(&mut words, jiao, "角");
                if fen > 0 {
                    push_digit(&mut words, fen, "分");
                } else if choice.whole_after_jiao {
                    words.push('整');
                }
            }
        }
        words
    }
}

/// 1 ≤ yuan < 10^16, in sections of four digits.
fn write_integer(words: &mut String, yuan: u64, choice: Choice) {
    const SECTIONS: [(u64, &str); 4] =
        [(1_000_000_000_000, "万"), (100_000_000, ""), (10_000, "万"), (1, "")];
    // Whether the last section written ends in zero, and whether one was zero since.
    let (mut open_end, mut skipped) = (false, false);
    for (index, (scale, name)) in SECTIONS.into_iter().enumerate() {
        let section = yuan / scale % 10_000;
        if section > 0 {
            if !words.is_empty()
                && match (section, skipped) {
                    (..1000, _) => true,
                    (_, true) => choice.zero_for_section,
                    (_, false) => open_end && choice.zero_at_section,
                }
            {
                words.push('零');
            }
            write_section(words, section);
            words.push_str(name);
            open_end = section.is_multiple_of(10);
        }
        skipped = section == 0;
        if index == 1 && yuan >= 100_000_000 {
            words.push('亿');
            // 壹万亿: the zeros before 亿 have ended with it.
            if skipped {
                (open_end, skipped) = (true, false);
            }
        }
    }
}

/// 1 ≤ section < 10^4: a run of zeros inside is one 零, those at the end are none.
fn write_section(words: &mut String, section: u64) {
    let mut zeros = false;
    let mut begun = false;
    for (scale, unit) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        match section / scale % 10 {
            0 => zeros = true,
            digit => {
                if zeros && begun {
                    words.push('零');
                }
                push_digit(words, digit, unit);
                (begun, zeros) = (true, false);
            }
        }
    }
}

/// A digit of 1–9 with its unit.
fn push_digit(words: &mut String, digit: u64, unit: &str) {
    words.push_str(match digit {
        1 => "壹",
        2 => "贰",
        3 => "叁",
        4 => "肆",
        5 => "伍",
        6 => "陆",
        7 => "柒",
        8 => "捌",
        9 => "玖",
        _ => "零",
    });
    words.push_str(unit);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// Examples of the central bank's rules, and boundaries around them.
    const WRITTEN: &[(&str, &str)] = &[
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("9700", "玖仟柒佰元整"),
        ("10", "壹拾元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1.01", "壹元零壹分"),
        ("10001", "壹万零壹元整"),
        ("10409", "壹万零肆佰零玖元整"),
        ("100010", "壹拾万零壹拾元整"),
        ("1000000", "壹佰万元整"),
        ("20005000", "贰仟万伍仟元整"),
        ("100000005", "壹亿零伍元整"),
        ("100005000", "壹亿零伍仟元整"),
        ("150000000", "壹亿伍仟万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000000000001", "壹万亿零壹元整"),
        (
            "9999999999999999.99",
            "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ];

    #[test]
    fn writes_by_the_bill_rules() {
        for (amount, words) in WRITTEN {
            assert_eq!(write(decimal(amount)).as_deref(), Some(*words), "{amount}");
            assert_eq!(
                read(words),
                Some(Words { amount: decimal(amount), good_style: true }),
                "{words}"
            );
        }
        assert_eq!(write(decimal("-1")), None);
        assert_eq!(write(decimal("0.005")), None);
        assert_eq!(write(decimal("10000000000000000")), None);
        assert_eq!(write(Decimal::MAX), None);
    }

    #[test]
    fn what_the_rules_leave_open_is_good_style() {
        for (words, amount) in [
            ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
            ("壹拾万零柒仟元伍角叁分", "107000.53"),
            ("人民币玖仟柒佰圆整", "9700"),
            ("人民幣：玖仟柒佰圓正", "9700"),
            ("叁佰元伍角整", "300.5"),
            ("貳萬參仟陸佰元整", "23600"),
            ("叄億元整", "300000000"),
            ("玖 仟 柒 佰 元 整", "9700"),
        ] {
            assert_eq!(
                read(words),
                Some(Words { amount: decimal(amount), good_style: true }),
                "{words}"
            );
        }
    }

    #[test]
    fn bad_style_keeps_its_value() {
        for (words, amount) in [
            ("玖仟柒佰元", "9700"),
            ("玖仟柒佰", "9700"),
            ("伍百元整", "500"),
            ("拾元整", "10"),
            ("玖仟柒佰零元整", "9700"),
            ("叁佰贰拾伍元肆分", "325.04"),
            ("叁佰贰拾伍元零角肆分", "325.04"),
            ("壹万肆佰元整", "10400"),
            ("叁佰贰拾伍元零肆分整", "325.04"),
            ("伍佰元零角零分", "500"),
        ] {
            assert_eq!(
                read(words),
                Some(Words { amount: decimal(amount), good_style: false }),
                "{words}"
            );
        }
    }

    #[test]
    fn other_texts_are_no_words() {
        for text in [
            "",
            "五百元",
            "500元整",
            "整",
            "元整",
            "拾",
            "伍伍元",
            "佰元整",
            "伍元元",
            "伍分伍角",
            "伍拾佰元整",
            "贰佰人",
            "伍佰元整整",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn words_and_back(cents in prop_oneof![0..1_000_000_000_000_000_000_i64, 0..10_000_000_i64], zeros in 0_u32..12) {
            // Round amounts show where zeros go.
            let amount = Decimal::new(cents / 10_i64.pow(zeros) * 10_i64.pow(zeros), 2);
            let words = write(amount).unwrap();
            prop_assert_eq!(read(&words), Some(Words { amount, good_style: true }), "{}", words);
            prop_assert!(!words.contains("零零"));
        }

        #[test]
        fn never_panics(text in "\\PC*|[零壹贰叁伍玖拾佰仟万亿元角分整百]{0,60}") {
            if let Some(words) = read(&text) {
                prop_assert!(write(words.amount).is_some(), "{}", text);
            }
        }
    }
}
