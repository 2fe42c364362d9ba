//! Dates in text: their parts, before anyone asks whether such a day exists.

use super::text::fold;

/// What a text says of a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Parts {
    /// 2021年2月8日, 2021.2.8, 20210208.
    Complete { year: i16, month: i8, day: i8 },
    /// 21/2/8.
    ShortYear { year: i16, month: i8, day: i8 },
    /// 2021年2月.
    Month { year: i16, month: i8 },
    /// 2月8日.
    NoYear { month: i8, day: i8 },
    /// 202102, or 210208: a month of a year, or a day with a two-digit year.
    SixDigits { year_month: (i16, i8), short: (i16, i8, i8) },
    /// 44235: days since 1899-12-30, shown as a number.
    Serial(f64),
}

/// Serial numbers that a person may have meant as a date: 2000-01-01 to 2099-12-31.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;

/// Reads the parts of a date; `None` if the text is no single day or month.
pub(super) fn parse(text: &str) -> Option<Parts> {
    let folded = fold(text);
    let mut rest =
        Rest(folded.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '‘' | '’')));
    let first = rest.number()?;
    if let Some(parts) = rest.is_empty().then(|| run(first)).flatten() {
        return Some(parts);
    }
    // 20210208 with a time or a weekday behind.
    if first.digits == 8 {
        return run(first).filter(|_| rest.tail());
    }
    if rest.unit(&["月"]) {
        let (day, _) = (rest.number()?, rest.unit(&["日", "号"]));
        return rest.tail().then_some(Parts::NoYear { month: first.small()?, day: day.small()? });
    }
    let year_unit = rest.unit(&["年"]);
    if !year_unit && !rest.separator() {
        return None;
    }
    let second = rest.number()?;
    let month_unit = rest.unit(&["月份", "月"]);
    if !month_unit && rest.unit(&["日", "号"]) {
        // 2.8日.
        let parts = Parts::NoYear { month: first.small()?, day: second.small()? };
        return (!year_unit && first.digits < 3 && rest.tail()).then_some(parts);
    }
    let mut ahead = rest;
    if (month_unit || ahead.separator())
        && let Some(third) = ahead.number()
    {
        let _ = ahead.unit(&["日", "号"]);
        let (month, day) = (second.small()?, third.small()?);
        let parts = match first.digits {
            4 => Parts::Complete { year: first.year()?, month, day },
            2 => Parts::ShortYear { year: first.year()?, month, day },
            _ => return None,
        };
        return ahead.tail().then_some(parts);
    }
    rest.skip(&['.', '。']);
    if !rest.is_empty() {
        return None;
    }
    let month = second.small()?;
    match (first.digits, year_unit || month_unit) {
        (4, _) => Some(Parts::Month { year: first.year()?, month }),
        (2, true) => Some(Parts::Month { year: 2000 + first.year()?, month }),
        // 21.2 can't be a day; 2.8 can.
        (2, false) if first.value > 12 => Some(Parts::Month { year: 2000 + first.year()?, month }),
        (1 | 2, false) => Some(Parts::NoYear { month: first.small()?, day: month }),
        _ => None,
    }
}

/// A run of digits that stands alone.
fn run(number: Number) -> Option<Parts> {
    let value = number.value;
    match number.digits {
        8 => Some(Parts::Complete {
            year: i16::try_from(value / 10_000).ok()?,
            month: two(value / 100)?,
            day: two(value)?,
        }),
        6 => Some(Parts::SixDigits {
            year_month: (i16::try_from(value / 100).ok()?, two(value)?),
            short: (i16::try_from(value / 10_000).ok()?, two(value / 100)?, two(value)?),
        }),
        5 if SERIALS.contains(&value) => Some(Parts::Serial(f64::from(value))),
        _ => None,
    }
}

/// The last two digits.
fn two(value: u32) -> Option<i8> {
    i8::try_from(value % 100).ok()
}

/// A number as it was written.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

impl Number {
    /// A month or a day.
    fn small(self) -> Option<i8> {
        i8::try_from(self.value).ok().filter(|_| self.digits <= 2)
    }

    fn year(self) -> Option<i16> {
        i16::try_from(self.value).ok()
    }
}

/// What is still to be read.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl Rest<'_> {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn skip(&mut self, signs: &[char]) {
        self.0 = self.0.trim_start_matches(signs).trim_start();
    }

    /// A number in digits, or in words (二〇二一, 十二).
    fn number(&mut self) -> Option<Number> {
        self.spaces();
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        if end == 0 {
            return self.words();
        }
        let (digits, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        Some(Number { value: digits.parse().ok()?, digits: digits.len() })
    }

    fn words(&mut self) -> Option<Number> {
        let (mut value, mut digits, mut ten) = (0_u32, 0, false);
        let mut chars = self.0.chars();
        loop {
            let before = chars.as_str();
            let digit = match chars.next() {
                Some('〇' | '零' | '○') => 0,
                Some('元') if digits == 0 => 1,
                Some('一') => 1,
                Some('二') => 2,
                Some('三') => 3,
                Some('四') => 4,
                Some('五') => 5,
                Some('六') => 6,
                Some('七') => 7,
                Some('八') => 8,
                Some('九') => 9,
                // 十 is a carry after a digit, and ten by itself.
                Some('十') if !ten && digits <= 1 => {
                    value = value.max(1) * 10;
                    (digits, ten) = (2, true);
                    continue;
                }
                _ => {
                    self.0 = before;
                    break;
                }
            };
            value = if ten {
                value.checked_add(digit)?
            } else {
                value.checked_mul(10)?.checked_add(digit)?
            };
            digits += usize::from(!ten);
        }
        (digits > 0).then_some(Number { value, digits })
    }

    /// One of the words, if it is next.
    fn unit(&mut self, words: &[&str]) -> bool {
        let next = self.0.trim_start();
        match words.iter().find_map(|word| next.strip_prefix(word)) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// A sign between two numbers, or a space.
    fn separator(&mut self) -> bool {
        let spaced = self.0.starts_with(char::is_whitespace);
        self.spaces();
        match self.0.strip_prefix(['-', '/', '.', '\\', '—', '–', '−', '‐', '。', '、', ',', '·'])
        {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => spaced,
        }
    }

    /// Whether nothing follows but a weekday, a time of day, a full stop.
    fn tail(mut self) -> bool {
        self.skip(&['.', '。', ',']);
        self.skip(&['(']);
        if self.unit(&["星期", "礼拜", "周"]) {
            self.0 = match self.0.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])
            {
                Some(rest) => rest,
                None => return false,
            };
        }
        self.skip(&[')']);
        let _ = self.unit(&["T"]);
        let half = self.unit(&["上午", "下午", "中午", "晚上", "早上", "AM", "PM", "am", "pm"]);
        if self.is_empty() {
            return true;
        }
        let Some(hour) = self.number() else { return false };
        if hour.value > 24 {
            return false;
        }
        if self.unit(&["时", "点"]) {
            if self.number().is_some() {
                let _ = self.unit(&["分"]);
            }
            let _ = self.unit(&["整", "半"]);
            return self.is_empty();
        }
        let mut parts = 0;
        while parts < 2 && self.unit(&[":"]) {
            if self.number().is_none_or(|number| number.value > 60) {
                return false;
            }
            parts += 1;
        }
        if parts == 2 && self.unit(&["."]) && self.number().is_none() {
            return false;
        }
        let _ = !half && self.unit(&["AM", "PM", "am", "pm"]);
        let _ = self.unit(&["Z"]);
        parts > 0 && self.is_empty()
    }
}
