//! 电话: mobile and landline numbers.

use super::text::{half_width, is_space};
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use std::fmt;

/// A phone number, tidied: 13812345678, 021-12345678, with -分机 kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(Box<str>);

impl Phone {
    /// The number: digits, and hyphens after the area code and before the extension.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFault {
    /// No phone number of any kind we know (H104, P302), or several in one cell.
    Shape,
}

/// Reads a phone number: a mobile (1[3-9] and 9 digits), a landline (area code and 7 or 8
/// digits), a Shanghai number of 8 digits; with +86 or 0086, and landlines with an
/// extension.
///
/// A phone stored as a number has lost nothing (a mobile begins with 1), so that isn't worth
/// a way.
#[must_use]
pub fn read(raw: &Raw<'_>) -> Reading<Phone, PhoneFault> {
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    match raw.stored {
        Stored::Text | Stored::CsvText | Stored::Number(_) => read_text(raw.text),
        _ => Reading::Bad(PhoneFault::Shape),
    }
}

fn read_text(text: &str) -> Reading<Phone, PhoneFault> {
    if is_mobile(text) {
        return Reading::clean(Phone(text.into()));
    }
    let Some(canonical) = Dialled::of(text).and_then(|dialled| dialled.canonical()) else {
        return Reading::Bad(PhoneFault::Shape);
    };
    let (number, country) = canonical;
    let tidy = number == text;
    let plain = text.chars().filter(|c| !is_space(*c)).map(half_width);
    // With the country's code off, anything else that differs is a sign.
    let plain: String = plain.collect();
    let bare = if country { without_country(&plain) } else { &plain };
    let bare = bare.trim_start_matches(['\'', '‘', '’']);
    let ways = Ways::NONE
        .with_if(Way::Spaces, text.chars().any(is_space))
        .with_if(
            Way::FullWidth,
            text.chars().any(|c| half_width(c) != c && half_width(c).is_ascii_digit()),
        )
        .with_if(Way::Apostrophe, plain.starts_with(['\'', '‘', '’']))
        .with_if(Way::CountryCode, country)
        .with_if(Way::Separators, !is_customary(bare, &number));
    Reading::Good { value: Phone(number.into()), ways: if tidy { Ways::NONE } else { ways } }
}

/// Whether a number is written in a way that needs no tidying: (021)63214567, 02163214567,
/// 021-63214567转801.
fn is_customary(bare: &str, number: &str) -> bool {
    let bare = bare.trim_start_matches('(').replace(')', "-");
    let bare = bare.replace("转分机", "-").replace(['转', '轉'], "-").replace("分机", "-");
    bare == number || number.matches('-').count() == 1 && bare == number.replace('-', "")
}

fn without_country(text: &str) -> &str {
    let bare = text.trim_start_matches(['\'', '‘', '’', '(', '+']);
    let bare = bare.strip_prefix("0086").or_else(|| bare.strip_prefix("86")).unwrap_or(bare);
    bare.trim_start_matches([')', '-'])
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', rest @ ..]
        if rest.len() == 9 && rest.iter().all(u8::is_ascii_digit))
}

/// Country code, trunk zero, area code, number and extension have at most this many digits.
const CAPACITY: usize = 24;

/// The digits of a text, and where its groups begin.
struct Dialled {
    digits: [u8; CAPACITY],
    len: usize,
    /// The text begins with +.
    plus: bool,
    /// Where the last group of digits begins.
    last_group: usize,
    /// Where the extension begins, if a word or sign names it.
    extension: Option<usize>,
}

impl Dialled {
    /// `None` if there is anything in the text that has no place in a phone number.
    fn of(text: &str) -> Option<Self> {
        let mut dialled =
            Self { digits: [0; CAPACITY], len: 0, plus: false, last_group: 0, extension: None };
        let mut chars = text.chars().map(half_width).peekable();
        let mut between = false;
        while let Some(c) = chars.next() {
            match c {
                '0'..='9' => {
                    if between {
                        dialled.last_group = dialled.len;
                    }
                    between = false;
                    *dialled.digits.get_mut(dialled.len)? = u8::try_from(c).ok()?;
                    dialled.len += 1;
                }
                '+' if dialled.len == 0 && !dialled.plus => dialled.plus = true,
                '\'' | '‘' | '’' if dialled.len == 0 => {}
                '-' | '(' | ')' | '.' | '‐'..='―' | '−' | '_' | '·' => between = true,
                c if is_space(c) => between |= c.is_whitespace(),
                '转' | '轉' | '#' | 'x' | 'X' => dialled.begin_extension()?,
                '分' => {
                    chars.next_if(|c| matches!(c, '机' | '機'))?;
                    dialled.begin_extension()?;
                }
                'e' | 'E' => {
                    chars.next_if(|c| c.eq_ignore_ascii_case(&'x'))?;
                    chars.next_if(|c| c.eq_ignore_ascii_case(&'t'))?;
                    dialled.begin_extension()?;
                }
                ':' if dialled.extension == Some(dialled.len) => {}
                _ => return None,
            }
        }
        Some(dialled)
    }

    /// 转分机: two words for the same.
    fn begin_extension(&mut self) -> Option<()> {
        let free = self.len > 0 && self.extension.is_none_or(|at| at == self.len);
        self.extension = Some(self.len);
        free.then_some(())
    }

    /// The number in canonical form, and whether it had the country's code.
    fn canonical(&self) -> Option<(String, bool)> {
        let all = std::str::from_utf8(self.digits.get(..self.len)?).ok()?;
        let (dialled, extension) = match self.extension {
            Some(at) => all.split_at_checked(at).map(|(number, ext)| (number, Some(ext)))?,
            None => (all, None),
        };
        let (national, country) = match dialled.strip_prefix("0086") {
            Some(rest) if !self.plus => (rest, true),
            _ if self.plus => (dialled.strip_prefix("86")?, true),
            _ => match dialled.strip_prefix("86") {
                Some(rest) if is_mobile(rest) => (rest, true),
                _ => (dialled, false),
            },
        };
        if is_mobile(national) {
            return extension.is_none().then(|| (national.to_owned(), country));
        }
        let offset = dialled.len() - national.len();
        let (area, local) = match national.as_bytes() {
            [b'0', b'1' | b'2', ..] => national.split_at_checked(3)?,
            [b'0', b'3'..=b'9', ..] => national.split_at_checked(4)?,
            // +86 21 …: the trunk zero isn't dialled from abroad.
            [b'1' | b'2', ..] if country => national.split_at_checked(2)?,
            [b'3'..=b'9', ..] if country => national.split_at_checked(3)?,
            _ => ("", national),
        };
        // Numbers of 7 digits: with an area code, but Shanghai's have 8.
        let seven_digits = !matches!(area, "" | "021" | "21");
        let (local, extension) = match extension {
            Some(extension) => (local, Some(extension)),
            None => {
                // 021-12345678-801: a group of its own behind a whole number; where that has 7
                // digits, even a group of one.
                let cut = self.last_group.saturating_sub(offset + area.len());
                match local.split_at_checked(cut) {
                    Some((number, extension))
                        if (matches!(number.len(), 7 | 8) && local.len() > 8)
                            || (seven_digits && number.len() == 7) =>
                    {
                        (number, Some(extension))
                    }
                    _ => (local, None),
                }
            }
        };
        let whole = match (area.is_empty(), local.len()) {
            (false, 7) => seven_digits,
            (false, 8) => true,
            // Shanghai's numbers have 8 digits; 13812345 is a mobile cut short.
            (true, 8) => {
                !local.starts_with('0') && !matches!(local.as_bytes(), [b'1', b'3'..=b'9', ..])
            }
            _ => false,
        };
        let extension_fits = extension.is_none_or(|ext| (1..=6).contains(&ext.len()));
        if !whole || !extension_fits {
            return None;
        }
        let mut number = String::with_capacity(20);
        if !area.is_empty() {
            if !area.starts_with('0') {
                number.push('0');
            }
            number.push_str(area);
            number.push('-');
        }
        number.push_str(local);
        if let Some(extension) = extension {
            number.push('-');
            number.push_str(extension);
        }
        Some((number, country))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn good(text: &str) -> (String, Ways) {
        match read(&Raw::text(text)) {
            Reading::Good { value, ways } => (value.to_string(), ways),
            other => panic!("{text:?} gives {other:?}"),
        }
    }

    #[test]
    fn numbers_and_their_ways() {
        for (text, number, ways) in [
            ("13812345678", "13812345678", &[][..]),
            ("138 1234 5678", "13812345678", &[Way::Spaces]),
            ("138-1234-5678", "13812345678", &[Way::Separators]),
            ("１３８12345678", "13812345678", &[Way::FullWidth]),
            ("'13812345678", "13812345678", &[Way::Apostrophe]),
            ("+8613812345678", "13812345678", &[Way::CountryCode]),
            ("+86 13812345678", "13812345678", &[Way::CountryCode, Way::Spaces]),
            ("+86-13812345678", "13812345678", &[Way::CountryCode]),
            ("008613812345678", "13812345678", &[Way::CountryCode]),
            ("8613812345678", "13812345678", &[Way::CountryCode]),
            ("021-12345678", "021-12345678", &[]),
            ("02163214567", "021-63214567", &[]),
            ("(021)63214567", "021-63214567", &[]),
            ("（021）63214567", "021-63214567", &[]),
            ("63214567", "63214567", &[]),
            ("6321-4567", "63214567", &[Way::Separators]),
            ("0512-6321456", "0512-6321456", &[]),
            ("0512-63214567", "0512-63214567", &[]),
            ("0512-6321456转8", "0512-6321456-8", &[]),
            ("0512-6321456-8", "0512-6321456-8", &[]),
            ("021-6321456-7", "021-63214567", &[Way::Separators]),
            ("021-63214567-801", "021-63214567-801", &[]),
            ("021-63214567转801", "021-63214567-801", &[]),
            ("021-63214567转分机801", "021-63214567-801", &[]),
            ("63214567 ext. 801", "63214567-801", &[Way::Separators, Way::Spaces]),
            ("+86 21 63214567", "021-63214567", &[Way::CountryCode, Way::Spaces, Way::Separators]),
        ] {
            let ways = ways.iter().fold(Ways::NONE, |ways, way| ways.with(*way));
            assert_eq!(good(text), (number.to_owned(), ways), "{text}");
        }
    }

    #[test]
    fn other_shapes() {
        for text in [
            "1381234567",
            "138123456789",
            "12812345678",
            "13812345678/13912345678",
            "13812345678 13912345678",
            "13812345678、13912345678",
            "13812345678\n13912345678",
            "6321456",
            "13812345",
            "电话13812345678",
            "021-123456",
            "1381234567O",
            "+85212345678",
            "2163214567",
            "转801",
            "13812345678转801",
            "1.38E+10",
            "张三",
            "123456789012345678901234567890",
        ] {
            assert_eq!(read(&Raw::text(text)), Reading::Bad(PhoneFault::Shape), "{text}");
        }
    }

    #[test]
    fn number_cells_are_clean() {
        let raw = Raw { text: "13812345678", stored: Stored::Number(13_812_345_678.0) };
        assert_eq!(read(&raw), Reading::clean(Phone("13812345678".into())));
    }

    proptest! {
        #[test]
        fn never_panics_and_settles(text in "\\PC*|[+()0-9 转分机ext.-]{0,26}") {
            if let Reading::Good { value, .. } = read(&Raw::text(&text)) {
                prop_assert_eq!(read(&Raw::text(value.as_str())), Reading::clean(value.clone()));
            }
        }
    }
}
