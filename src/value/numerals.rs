//! Chinese numerals: from words to a value, whichever alphabet they are written in.

use rust_decimal::Decimal;

/// One character of a number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// 零.
    Zero,
    /// 1–9.
    Digit(u8),
    /// 拾, 佰, 仟: 10, 100, 1000.
    Unit(u16),
    /// 万.
    TenThousand,
    /// 亿.
    HundredMillion,
    /// 元.
    Yuan,
    /// 角.
    Jiao,
    /// 分.
    Fen,
    /// 整.
    Whole,
}

/// A capital numeral (大写) as bills want it. Traditional forms must have been folded, but
/// for those that fold to another character (參 → 参).
pub(super) const fn capital(c: char) -> Option<Sign> {
    Some(match c {
        '零' => Sign::Zero,
        '壹' | '弌' | '壱' => Sign::Digit(1),
        '贰' | '弍' | '貳' | '弐' => Sign::Digit(2),
        '叁' | '参' | '叄' | '參' | '弎' => Sign::Digit(3),
        '肆' => Sign::Digit(4),
        '伍' => Sign::Digit(5),
        '陆' | '陸' => Sign::Digit(6),
        '柒' => Sign::Digit(7),
        '捌' => Sign::Digit(8),
        '玖' => Sign::Digit(9),
        '拾' => Sign::Unit(10),
        '佰' => Sign::Unit(100),
        '仟' => Sign::Unit(1000),
        '万' | '萬' => Sign::TenThousand,
        '亿' | '億' => Sign::HundredMillion,
        '元' | '圆' | '圓' => Sign::Yuan,
        '角' => Sign::Jiao,
        '分' => Sign::Fen,
        '整' | '正' => Sign::Whole,
        _ => return None,
    })
}

/// A unit in its everyday form, as it slips into capital numerals (伍百元).
pub(super) const fn plain_unit(c: char) -> Option<Sign> {
    Some(match c {
        '百' => Sign::Unit(100),
        '千' => Sign::Unit(1000),
        '块' => Sign::Yuan,
        '毛' => Sign::Jiao,
        '〇' => Sign::Zero,
        _ => return None,
    })
}

/// An everyday numeral: 一二三十.
pub(super) const fn plain(c: char) -> Option<Sign> {
    Some(match c {
        '一' => Sign::Digit(1),
        '二' | '两' | '兩' => Sign::Digit(2),
        '三' => Sign::Digit(3),
        '四' => Sign::Digit(4),
        '五' => Sign::Digit(5),
        '六' => Sign::Digit(6),
        '七' => Sign::Digit(7),
        '八' => Sign::Digit(8),
        '九' => Sign::Digit(9),
        '十' => Sign::Unit(10),
        _ => return plain_unit(c),
    })
}

/// A sign of either alphabet.
pub(super) fn any(c: char) -> Option<Sign> {
    capital(c).or_else(|| plain(c))
}

/// The longest number in words worth reading: every digit of 10^16 with its unit, 角 and 分.
const LONGEST: usize = 48;

/// Signs on the stack.
struct Signs {
    signs: [Sign; LONGEST],
    len: usize,
}

/// The value in yuan of a number in words; 元 may be left out. `None` if the signs don't
/// make a number: two digits in a row, a unit without a digit (but for 十五), units out of
/// order, anything after 分.
pub(super) fn value(text: &str, alphabet: impl Fn(char) -> Option<Sign>) -> Option<Decimal> {
    let mut all = Signs { signs: [Sign::Zero; LONGEST], len: 0 };
    for c in text.chars() {
        *all.signs.get_mut(all.len)? = alphabet(c)?;
        all.len += 1;
    }
    let mut signs = all.signs.get(..all.len)?;
    if signs.len() > 1
        && let [head @ .., Sign::Whole] = signs
    {
        signs = head;
    }
    let (yuan, cents) = match signs.iter().position(|sign| *sign == Sign::Yuan) {
        Some(at) => (Some(signs.get(..at)?), signs.get(at + 1..)?),
        // 伍角: no yuan at all.
        None if matches!(signs.last(), Some(Sign::Jiao | Sign::Fen)) => (None, signs),
        None => (Some(signs), &[] as &[Sign]),
    };
    if matches!(yuan, Some([])) {
        return None;
    }
    let yuan = yuan.map_or(Some(0), integer)?;
    Some(Decimal::from(yuan) + Decimal::new(self::cents(cents)?, 2))
}

/// 角 and 分, in cents.
fn cents(signs: &[Sign]) -> Option<i64> {
    let mut rest = signs;
    let mut cents = 0;
    if let [Sign::Zero, tail @ ..] = rest {
        rest = tail;
        if rest.is_empty() {
            return None;
        }
    }
    if let [Sign::Digit(digit), Sign::Jiao, tail @ ..] = rest {
        cents += i64::from(*digit) * 10;
        rest = tail;
        if let [Sign::Zero, Sign::Digit(_), Sign::Fen] = rest {
            rest = rest.get(1..)?;
        }
    } else if let [Sign::Jiao, tail @ ..] = rest
        && signs.len() > rest.len()
    {
        // 零角伍分.
        rest = tail;
    }
    match rest {
        [Sign::Digit(digit), Sign::Fen] => Some(cents + i64::from(*digit)),
        // 零分, written out.
        [Sign::Zero, Sign::Fen] | [] => Some(cents),
        _ => None,
    }
}

/// A whole number: 壹万亿 and more.
fn integer(signs: &[Sign]) -> Option<u64> {
    match signs.iter().rposition(|sign| *sign == Sign::HundredMillion) {
        None => below_hundred_million(signs),
        Some(at) => {
            let (high, low) = signs.split_at_checked(at)?;
            let high = below_hundred_million(high).filter(|high| *high > 0)?;
            let low = match low.get(1..)? {
                [] => 0,
                low => below_hundred_million(low)?,
            };
            Some(high * 100_000_000 + low)
        }
    }
}

fn below_hundred_million(signs: &[Sign]) -> Option<u64> {
    match signs.iter().position(|sign| *sign == Sign::TenThousand) {
        None => section(signs, true),
        Some(at) => {
            let (high, low) = signs.split_at_checked(at)?;
            let high = section(high, true).filter(|high| *high > 0)?;
            let low = match low.get(1..)? {
                [] => 0,
                low => section(low, false)?,
            };
            Some(high * 10_000 + low)
        }
    }
}

/// Four digits with their units: 肆仟零玖. `bare_ten`: it may begin with 十.
fn section(signs: &[Sign], bare_ten: bool) -> Option<u64> {
    let mut total = 0_u64;
    let mut digit = None;
    let mut last_unit = 10_000;
    for (place, sign) in signs.iter().enumerate() {
        match *sign {
            Sign::Zero if digit.is_none() => {}
            Sign::Digit(value) if digit.is_none() => digit = Some(u64::from(value)),
            Sign::Unit(unit) if unit < last_unit => {
                let times = match digit.take() {
                    Some(times) => times,
                    None if unit == 10 && place == 0 && bare_ten => 1,
                    None => return None,
                };
                total += times * u64::from(unit);
                last_unit = unit;
            }
            _ => return None,
        }
    }
    if signs.is_empty() {
        return None;
    }
    // A last digit is units only where the last unit is 拾 or a 零 stands before it; 一千二 is
    // speech for 1200 and left to a person.
    match (digit, last_unit, signs) {
        (None, ..) => Some(total),
        (Some(digit), 10 | 10_000, _) | (Some(digit), _, [.., Sign::Zero, _]) => {
            Some(total + digit)
        }
        _ => None,
    }
}
