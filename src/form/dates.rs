//! Dates of head and foot: 「2021 年 2 月 8 日」, 「8日 2月 2021年」, an empty 「年 月 日」.

use super::fold::{Glyph, glyphs};

/// A date of the form longer than this is a sentence.
const LONGEST: usize = 24;

/// What a text of head or foot says as a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DateText {
    /// The printed 「年 月 日」 with nothing filled in.
    Template,
    /// Parts in the order year, month, day: `2021年2月8日`.
    Full(String),
    /// Some parts only: `2021年2月`.
    Partial(String),
}

/// Reads a text that is nothing but a date with its parts in any order; `None` if there
/// is anything else in it.
pub(super) fn read(text: &str) -> Option<DateText> {
    let all = glyphs(text, LONGEST + 1);
    if all.is_empty() || all.len() > LONGEST {
        return None;
    }
    if all.iter().any(|glyph| matches!(glyph.c, '年' | '月' | '日' | '号')) {
        by_marks(&all)
    } else {
        by_separators(&all)
    }
}

/// 2021年2月8日, in any order; Chinese digits are kept as they are.
fn by_marks(all: &[Glyph]) -> Option<DateText> {
    let (mut year, mut month, mut day) = (None, None, None);
    let mut digits = String::new();
    for glyph in all {
        let part = match glyph.c {
            '年' => &mut year,
            '月' => &mut month,
            '日' | '号' => &mut day,
            c if is_digit(c) => {
                digits.push(c);
                continue;
            }
            '_' | '.' => continue,
            _ => return None,
        };
        if part.is_some() {
            return None;
        }
        let longest = if glyph.c == '年' { 4 } else { 3 };
        if digits.chars().count() > longest {
            return None;
        }
        *part = Some(std::mem::take(&mut digits));
    }
    if !digits.is_empty() {
        return None;
    }
    let written = |part: &Option<String>| part.as_ref().is_some_and(|text| !text.is_empty());
    let mut text = String::new();
    for (part, mark) in [(&year, '年'), (&month, '月'), (&day, '日')] {
        if let Some(part) = part.as_ref().filter(|part| !part.is_empty()) {
            text.push_str(part);
            text.push(mark);
        }
    }
    if text.is_empty() {
        // A lone 年 or 日 is no date; the printed template has at least two marks.
        let marks = [&year, &month, &day].into_iter().flatten().count();
        return (marks >= 2).then_some(DateText::Template);
    }
    // 「20  年  月  日」, as it is printed: the century is no year.
    let century = ["20", "201", "202", "203", "二〇", "二○", "二零"];
    let to_fill_in = !written(&month) && !written(&day) && month.is_some() && day.is_some();
    if to_fill_in && year.as_deref().is_some_and(|year| century.contains(&year)) {
        return Some(DateText::Template);
    }
    if written(&year) && written(&month) && written(&day) {
        Some(DateText::Full(text))
    } else {
        Some(DateText::Partial(text))
    }
}

/// 2021-02-08, 2021.2.8, 2021/2/8.
fn by_separators(all: &[Glyph]) -> Option<DateText> {
    let text: String = all.iter().map(|glyph| glyph.c).collect();
    let mut parts = text.split(['-', '.', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = parts.next().is_none()
        && year.len() == 4
        && [year, month, day]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        && month.len() <= 2
        && day.len() <= 2;
    sound.then_some(DateText::Full(text))
}

/// A digit of any of the ways dates are written in.
const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '〇' | '零'
                | '○'
                | '一'
                | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
        )
}

/// Splits a full date off the end of a value: 「某某工会　　2021年2月8日」. The date must
/// be set off by white space.
pub(super) fn split_off(value: &str) -> Option<(&str, &str)> {
    value.char_indices().filter(|(_, c)| c.is_whitespace()).take(LONGEST).find_map(|(at, _)| {
        let (before, after) = value.split_at_checked(at)?;
        let after = after.trim();
        let before = before.trim();
        match read(after)? {
            DateText::Full(_) | DateText::Template if !before.is_empty() => Some((before, after)),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_any_order() {
        let full = |text: &str| Some(DateText::Full(text.to_owned()));
        assert_eq!(read("2021 年 2 月 8 日"), full("2021年2月8日"));
        assert_eq!(read("8日 2月 ２０２１年"), full("2021年2月8日"));
        assert_eq!(read("二〇二一年二月八日"), full("二〇二一年二月八日"));
        assert_eq!(read("2021.2.8"), full("2021.2.8"));
        assert_eq!(read("2021-02-08"), full("2021-02-08"));
        assert_eq!(read("年   月   日"), Some(DateText::Template));
        assert_eq!(read("日 月 年"), Some(DateText::Template));
        assert_eq!(read("2021年  月  日"), Some(DateText::Partial("2021年".to_owned())));
        for no in ["", "日", "021-5555-1234", "2021年度", "张三", "年月日年", "1.2", "2021"]
        {
            assert_eq!(read(no), None, "{no}");
        }
    }

    #[test]
    fn a_date_behind_a_value() {
        assert_eq!(split_off("某某工会    2021年2月8日"), Some(("某某工会", "2021年2月8日")));
        assert_eq!(split_off("某某 工会"), None);
        assert_eq!(split_off("2021年2月8日"), None);
        assert_eq!(split_off("2021 年 2 月 8 日"), None);
    }
}
