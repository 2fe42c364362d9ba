//! Masking: personal values with their middle hidden, so that their owner recognises them
//! and nobody else learns them.
//!
//! Never more than half of a value shows, and what is hidden keeps its length. Spaces and
//! signs between characters stay and count for nothing. Where half of a value is less than
//! the ends that might show, the last characters go first: they tell people apart.

use super::code::is_exponent_form;
use super::text::{half_width, is_space};
use std::borrow::Cow;
use std::ops::Range;

/// Stands for a hidden character.
const HIDDEN: char = '*';

/// How many characters may show at each end.
#[derive(Clone, Copy)]
struct Ends {
    front: usize,
    back: usize,
}

impl Ends {
    /// What shows of a value of so many characters: at most half.
    fn of(self, len: usize) -> Range<usize> {
        let shown = len / 2;
        let back = self.back.min(shown);
        let front = self.front.min(shown - back);
        front..len - back
    }
}

/// First 3 and last 4.
const BOTH_ENDS: Ends = Ends { front: 3, back: 4 };

/// An identity number: `310***********1234`.
#[must_use]
pub fn id_number(text: &str) -> String {
    middle(text, BOTH_ENDS)
}

/// An account: its last 4 digits.
#[must_use]
pub fn account(text: &str) -> String {
    middle(text, Ends { front: 0, back: 4 })
}

/// A phone: first 3 and last 4 as far as half of it allows, so `1******5678` of a mobile.
#[must_use]
pub fn phone(text: &str) -> String {
    middle(text, BOTH_ENDS)
}

fn middle(text: &str, ends: Ends) -> String {
    if is_exponent_form(text) {
        return exponent_form(text);
    }
    let hidden = ends.of(text.chars().filter(|c| c.is_alphanumeric()).count());
    let mut masked = String::with_capacity(text.len());
    hide(&mut masked, text, hidden);
    masked
}

/// A number in exponent form with its notation only, `*.*****E+**`: its last digits are no
/// longer those of the number, and nobody would recognise it by them.
fn exponent_form(text: &str) -> String {
    text.chars().map(|c| if is_digit(c) { HIDDEN } else { c }).collect()
}

/// Copies a text with the letters and digits in that range hidden.
fn hide(masked: &mut String, text: &str, hidden: Range<usize>) {
    let mut place = 0;
    for c in text.chars() {
        let counts = c.is_alphanumeric();
        masked.push(if counts && hidden.contains(&place) { HIDDEN } else { c });
        place += usize::from(counts);
    }
}

/// A name for public copies: 张* of 张三, 张*丰 of 张三丰.
#[must_use]
pub fn name_public(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let hidden = match letters {
        0 | 1 => 0..letters,
        2 => 1..2,
        _ => 1..letters - 1,
    };
    let mut place = 0;
    text.chars()
        .map(|c| {
            let counts = c.is_alphabetic();
            let shown = if counts && hidden.contains(&place) { HIDDEN } else { c };
            place += usize::from(counts);
            shown
        })
        .collect()
}

/// A run of digits shorter than this is no personal number.
const RUN: usize = 7;

/// Any text with its long numbers masked: every run of 7 or more digits, full-width ones
/// and those broken by single spaces or hyphens included, shows its first 3 and last 4
/// digits and at most half. A closing X of an identity number belongs to its run.
///
/// Dates written with hyphens (2021-02-08) are no such run.
#[must_use]
pub fn digits_in_text(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(run) = text.get(from..).and_then(next_run) {
        let (start, end) = (from + run.start, from + run.end);
        from = end;
        let Some(digits) = text.get(start..end) else { break };
        let count = digits.chars().filter(|c| c.is_alphanumeric()).count();
        if count >= RUN && !is_date(digits) {
            masked.push_str(text.get(copied..start).unwrap_or_default());
            hide(&mut masked, digits, BOTH_ENDS.of(count));
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(masked)
}

/// The next digits with single spaces or hyphens between them.
fn next_run(text: &str) -> Option<Range<usize>> {
    let start = text.char_indices().find(|(_, c)| is_digit(*c))?.0;
    let mut end = start;
    let mut chars = text.get(start..)?.char_indices().peekable();
    let mut digits = 0;
    while let Some((at, c)) = chars.next() {
        let at = start + at;
        if is_digit(c) {
            digits += 1;
            end = at + c.len_utf8();
            // A date ends a run, and begins another.
            if is_date(text.get(start..end)?)
                && !chars.peek().is_some_and(|(_, c)| is_digit(*c) || is_hyphen(*c))
            {
                break;
            }
        } else if digits == 17 && matches!(half_width(c), 'X' | 'x') {
            end = at + c.len_utf8();
            break;
        } else if is_invisible(c) {
            // Nobody sees it: the digits stand side by side.
        } else if (is_space(c) || is_hyphen(c)) && chars.peek().is_some_and(|(_, c)| is_digit(*c)) {
            let next = text.get(at + c.len_utf8()..)?;
            if is_space(c) && begins_with_date(next) {
                break;
            }
        } else {
            break;
        }
    }
    Some(start..end)
}

const fn is_digit(c: char) -> bool {
    half_width(c).is_ascii_digit()
}

const fn is_invisible(c: char) -> bool {
    is_space(c) && !c.is_whitespace()
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '－')
}

fn begins_with_date(text: &str) -> bool {
    text.get(..10).is_some_and(is_date)
        && !text.chars().nth(10).is_some_and(|c| is_digit(c) || is_hyphen(c))
}

/// YYYY-MM-DD or YYYY-M-D of a year that a form may name.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let within = |part: &str, lengths: Range<usize>, range: std::ops::RangeInclusive<u16>| {
        lengths.contains(&part.len()) && part.parse().is_ok_and(|value| range.contains(&value))
    };
    within(year, 4..5, 1900..=2099) && within(month, 1..3, 1..=12) && within(day, 1..3, 1..=31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values() {
        assert_eq!(id_number("310101199001011234"), "310***********1234");
        assert_eq!(id_number("31010119900101123X"), "310***********123X");
        assert_eq!(id_number("310101900101123"), "310********1123");
        assert_eq!(id_number("310101 19900101 1234"), "310*** ******** 1234");
        assert_eq!(id_number("3.10101E+17"), "*.*****E+**");
        assert_eq!(account("6.21226e+18"), "*.*****e+**");
        assert_eq!(id_number("12345678"), "****5678");
        assert_eq!(id_number("12345"), "***45");
        assert_eq!(id_number("1"), "*");
        assert_eq!(id_number(""), "");
        assert_eq!(account("6217001210001234567"), "***************4567");
        assert_eq!(account("123456"), "***456");
        assert_eq!(phone("13812345678"), "1******5678");
        assert_eq!(phone("021-63214567"), "0**-****4567");
    }

    #[test]
    fn names() {
        assert_eq!(name_public("张三"), "张*");
        assert_eq!(name_public("张三丰"), "张*丰");
        assert_eq!(name_public("欧阳文华"), "欧**华");
        assert_eq!(name_public("阿依古丽·买买提"), "阿***·**提");
        assert_eq!(name_public("张"), "*");
        assert_eq!(name_public(""), "");
    }

    #[test]
    fn numbers_in_text() {
        for (text, masked) in [
            ("电话13812345678，转801", "电话1******5678，转801"),
            ("卡号 6217 0012 1000 1234 567。", "卡号 621* **** **** ***4 567。"),
            ("证号31010119900101123X已核", "证号310***********123X已核"),
            ("１３８１２３４５６７８", "１******５６７８"),
            ("021-63214567", "0**-****4567"),
            ("1234567", "****567"),
            ("13812345678 13912345678", "138******** *******5678"),
            ("138\u{200B}12345678", "1**\u{200B}****5678"),
            ("2021-02-08 13812345678", "2021-02-08 1******5678"),
            ("13812345678 2021-02-08", "1******5678 2021-02-08"),
        ] {
            assert_eq!(digits_in_text(text), masked, "{text}");
        }
        for text in [
            "",
            "500元",
            "2021-02-08",
            "2021-2-8",
            "2021-02-08 2021-02-10",
            "123456",
            "1,000,000.00",
            "310***********1234",
        ] {
            assert!(matches!(digits_in_text(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    fn shown(masked: &str) -> usize {
        masked.chars().filter(|c| c.is_alphanumeric()).count()
    }

    proptest! {
        #[test]
        fn at_most_half_shows(text in "\\PC*|[0-9X０-９ -]{0,24}") {
            let letters = shown(&text);
            for masked in [id_number(&text), account(&text), phone(&text)] {
                prop_assert!(shown(&masked) * 2 <= letters, "{} of {}", masked, text);
                prop_assert_eq!(masked.chars().count(), text.chars().count());
            }
            prop_assert_eq!(name_public(&text).chars().count(), text.chars().count());
        }

        #[test]
        fn no_long_run_is_left(text in "[0-9０-９ 张,.-]{0,40}|\\PC*") {
            let masked = digits_in_text(&text);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
            prop_assert_eq!(digits_in_text(&masked), masked.as_ref());
            let longest = masked.split(|c| !is_digit(c)).map(|run| run.chars().count()).max();
            prop_assert!(longest < Some(RUN), "{} of {}", masked, text);
        }
    }
}
