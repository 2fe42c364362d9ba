//! Amounts and quantities in text: signs, units, words, scales, small sums.

use super::numerals::{self, Sign};
use super::text::{half_width, is_space, squeeze};
use super::{Way, Ways};
use rust_decimal::Decimal;

/// A number read from a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// The number.
    pub value: Decimal,
    /// How it was written.
    pub ways: Ways,
    /// Whether it rests on a guess.
    pub guessed: bool,
}

impl Amount {
    const fn new(value: Decimal) -> Self {
        Self { value, ways: Ways::NONE, guessed: false }
    }

    const fn with_if(self, way: Way, yes: bool) -> Self {
        Self { ways: self.ways.with_if(way, yes), ..self }
    }

    const fn guessed_if(self, yes: bool) -> Self {
        Self { guessed: self.guessed || yes, ..self }
    }
}

/// An amount of money; `None` if it can't be read.
pub(super) fn amount(text: &str) -> Option<Amount> {
    tidied(text, signed)
}

/// A number with or without a measure word.
pub(super) fn quantity(text: &str) -> Option<Amount> {
    tidied(text, |text| {
        let bare = MEASURES.iter().find_map(|word| text.strip_suffix(word));
        let negative = text.strip_prefix('-');
        let number = simple(negative.or(bare).unwrap_or(text))?;
        let value = if negative.is_some() { -number.value } else { number.value };
        Some(Amount { value, ..number }.with_if(Way::Unit, bare.is_some()))
    })
}

/// Measure words for goods and people; longer ones first.
const MEASURES: &[&str] = &[
    "公斤", "千克", "人份", "kg", "KG", "Kg", "份", "箱", "袋", "盒", "桶", "件", "套", "个", "包",
    "瓶", "提", "床", "条", "块", "斤", "升", "L", "张", "只", "台", "把", "双", "罐", "支", "本",
    "册", "打", "组", "批", "人", "户", "筐", "篮", "壶", "对", "副", "根", "克", "捆", "样", "种",
];

/// Takes spaces, full width and a leading apostrophe off, then reads.
fn tidied(text: &str, read: impl Fn(&str) -> Option<Amount>) -> Option<Amount> {
    // Most fields are plain numbers.
    if let Some(value) = plain(text) {
        return Some(Amount::new(value));
    }
    let gap = digits_apart(text);
    if gap == Gap::LineBreak {
        return None;
    }
    let squeezed = squeeze(text);
    let bare = squeezed.trim_start_matches(['\'', '‘', '’', '`']);
    // A full-width ￥ is how people type ¥.
    let full_width = text.chars().any(|c| half_width(c) != c && half_width(c).is_ascii());
    Some(
        read(bare)?
            .with_if(Way::Spaces, text.chars().any(is_space))
            .with_if(Way::FullWidth, full_width)
            .with_if(Way::Apostrophe, bare.len() < squeezed.len())
            .guessed_if(gap == Gap::Space),
    )
}

/// What stands between two digits of a text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing that can be seen.
    None,
    /// A space: one number or two, a person must say.
    Space,
    /// A line break: two numbers.
    LineBreak,
}

fn digits_apart(text: &str) -> Gap {
    let (mut widest, mut gap, mut after_digit) = (Gap::None, Gap::None, false);
    for c in text.chars() {
        if c.is_whitespace() {
            gap = gap.max(if matches!(c, '\n' | '\r') { Gap::LineBreak } else { Gap::Space });
        } else if !is_space(c) {
            let digit = half_width(c).is_ascii_digit();
            if digit && after_digit {
                widest = widest.max(gap);
            }
            (gap, after_digit) = (Gap::None, digit);
        }
    }
    widest
}

/// An amount that may be negative: -500, 负500, (500) as accountants write it.
fn signed(text: &str) -> Option<Amount> {
    let (text, signed) = without_currency(text);
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let negative = inner.or_else(|| text.strip_prefix(['-', '−', '负', '–', '﹣']));
    let Some(positive) = negative else {
        return Some(positive(text)?.with_if(Way::CurrencySign, signed));
    };
    let (positive_text, _) = without_currency(positive);
    let amount = self::positive(positive_text.trim_start_matches('-'))?;
    Some(Amount { value: -amount.value, ..amount })
}

/// Takes ¥, RMB, 人民币 off either end.
fn without_currency(text: &str) -> (&str, bool) {
    const SIGNS: [&str; 8] = ["人民币", "RMB", "rmb", "Rmb", "CNY", "cny", "¥", ":"];
    let mut bare = text;
    while let Some(rest) =
        SIGNS.iter().find_map(|sign| bare.strip_prefix(sign).or_else(|| bare.strip_suffix(sign)))
    {
        bare = rest;
    }
    (bare, bare.len() < text.len())
}

/// An amount without a sign: one number, or a small sum to be confirmed.
fn positive(text: &str) -> Option<Amount> {
    const EACH_BEFORE: [&str; 6] = ["每人", "人均", "每户", "每位", "每份", "各"];
    const EACH_AFTER: [&str; 12] =
        ["/人", "/户", "/份", "/位", "/名", "/次", "/家", "/每人", "每人", "每户", "每位", "一人"];
    let each = EACH_BEFORE
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .or_else(|| EACH_AFTER.iter().find_map(|word| text.strip_suffix(word)));
    if let Some(each) = each {
        return Some(simple(each)?.guessed_if(true));
    }
    if let Some((sum, result)) = text.split_once('=') {
        let (sum, result) = (positive(sum)?, simple(result)?);
        return (sum.guessed && sum.value == result.value).then_some(sum);
    }
    if let Some((left, right)) = text.split_once(['×', '*', 'x', 'X', '✕', '╳']) {
        let (left, right) = (counted(left)?, counted(right)?);
        return Some(Amount::new(left.checked_mul(right)?).guessed_if(true));
    }
    if text.contains('+') {
        let mut sum = Decimal::ZERO;
        for part in text.split('+') {
            sum = sum.checked_add(simple(part)?.value)?;
        }
        return Some(Amount::new(sum).guessed_if(true));
    }
    simple(text)
}

/// A factor of a product: 200, 200元, 2人.
fn counted(text: &str) -> Option<Decimal> {
    let bare = MEASURES.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    Some(simple(bare)?.value)
}

/// One number, in digits or in words.
fn simple(text: &str) -> Option<Amount> {
    match numerals::any(text.chars().next()?) {
        Some(Sign::Digit(_) | Sign::Zero | Sign::Unit(10)) => in_words(text),
        _ => in_digits(text),
    }
}

fn in_words(text: &str) -> Option<Amount> {
    let text = text.strip_suffix('钱').unwrap_or(text);
    let words = |value, guessed| Amount::new(value).with_if(Way::Words, true).guessed_if(guessed);
    if let Some(value) = numerals::value(text, numerals::any) {
        return Some(words(value, false));
    }
    let bare = text.trim_end_matches(['整', '正']);
    let bare = bare.strip_suffix(['元', '圆', '块']).unwrap_or(bare);
    if let Some(value) = digit_by_digit(bare) {
        return Some(words(value, false));
    }
    spoken(bare).map(|value| words(value, true))
}

/// 五〇〇: digits alone.
fn digit_by_digit(text: &str) -> Option<Decimal> {
    let mut value = 0_u64;
    for c in text.chars() {
        let digit = match numerals::any(c)? {
            Sign::Zero => 0,
            Sign::Digit(digit) => digit,
            _ => return None,
        };
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
    }
    (!text.is_empty()).then(|| Decimal::from(value))
}

/// 一千二, as it is said for 1200: to be confirmed.
fn spoken(text: &str) -> Option<Decimal> {
    let (at, last) = text.char_indices().next_back()?;
    let Sign::Digit(digit) = numerals::any(last)? else { return None };
    let head = text.get(..at)?;
    let tenth = match numerals::any(head.chars().next_back()?)? {
        Sign::Unit(unit) if unit > 10 => unit / 10,
        Sign::TenThousand => 1000,
        _ => return None,
    };
    let head = numerals::value(head, numerals::any)?;
    head.checked_add(Decimal::from(u32::from(digit) * u32::from(tenth)))
}

/// 500, 500元整, 1,000.00, 12元5角, 0.05万元.
fn in_digits(text: &str) -> Option<Amount> {
    let bare = text.trim_end_matches(['整', '正']);
    let bare = bare.strip_suffix('钱').unwrap_or(bare);
    if let Some((yuan, rest)) = bare.split_once(['元', '圆', '块']) {
        let yuan = scaled(yuan)?;
        let value = yuan.value.checked_add(coins(rest)?)?;
        return Some(Amount { value, ..yuan }.with_if(Way::Unit, true));
    }
    if bare.ends_with(['角', '毛', '分']) {
        return Some(Amount::new(coins(bare)?).with_if(Way::Unit, true));
    }
    if bare.len() < text.len() {
        return Some(number(bare)?.with_if(Way::Unit, true));
    }
    scaled(bare)
}

/// 5角, 5角2分, 2分, or nothing.
fn coins(text: &str) -> Option<Decimal> {
    let digit = |text: &str, scale| match text.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(Decimal::new(i64::from(digit - b'0'), scale)),
        _ => None,
    };
    let (jiao, fen) = match text.split_once(['角', '毛']) {
        Some((jiao, fen)) => (digit(jiao, 1)?, fen),
        None => (Decimal::ZERO, text),
    };
    match fen.strip_suffix('分') {
        Some(fen) => jiao.checked_add(digit(fen, 2)?),
        None => fen.is_empty().then_some(jiao),
    }
}

/// A number, or one with a scale that a person must confirm: 0.05万, 1.2千, 5k.
fn scaled(text: &str) -> Option<Amount> {
    let last = text.chars().next_back()?;
    let scale = match last {
        '百' => 100_u32,
        '千' | '仟' | 'k' | 'K' => 1000,
        '万' | 'w' | 'W' => 10_000,
        '亿' => 100_000_000,
        _ => return number(text),
    };
    let number = number(text.strip_suffix(last)?)?;
    let value = number.value.checked_mul(Decimal::from(scale))?;
    Some(Amount { value, ..number }.guessed_if(true))
}

/// Digits with one decimal point at most, and thousands separators where they belong.
fn number(text: &str) -> Option<Amount> {
    if !text.contains(',') {
        return plain(text).map(Amount::new);
    }
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    if !(1..=3).contains(&first.len()) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let mut digits: String = whole.chars().filter(|c| *c != ',').collect();
    if let Some(decimals) = decimals {
        digits.push('.');
        digits.push_str(decimals);
    }
    Some(Amount::new(plain(&digits)?).with_if(Way::Thousands, true))
}

/// ASCII digits with one decimal point at most. (`Decimal` itself would also read
/// underscores.)
fn plain(text: &str) -> Option<Decimal> {
    let mut points = 0;
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' => points += 1,
            _ => return None,
        }
    }
    if digits == 0 || points > 1 {
        return None;
    }
    text.trim_end_matches('.').parse().ok()
}
