//! Folding and small words shared by all value readers.

use super::traditional;
use std::borrow::Cow;

/// Whether a text is empty or holds only spaces of any kind.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// Spaces as people type or paste them: Unicode white space (no-break and ideographic ones
/// and line breaks included), and what is there but can't be seen: zero-width spaces and
/// joiners, direction marks, soft hyphens, byte order marks.
#[must_use]
pub const fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// A full-width letter, digit or sign as the ASCII one it stands for; `￥` as `¥`; other
/// characters as they are.
#[must_use]
pub const fn half_width(c: char) -> char {
    match c {
        // The full-width block repeats ASCII 0x21–0x7E in order.
        '\u{FF01}'..='\u{FF5E}' => (c as u32 - 0xFEE0) as u8 as char,
        '\u{FFE5}' => '\u{00A5}',
        _ => c,
    }
}

/// One character folded; `None` if it can't be seen and drops out.
const fn fold_char(c: char) -> Option<char> {
    if is_han(c) {
        return Some(traditional::simplified(c));
    }
    if c.is_ascii() {
        return if matches!(c, '\t' | '\r' | '\x0B' | '\x0C') { Some(' ') } else { Some(c) };
    }
    if is_space(c) {
        return match c {
            '\u{0085}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c if c.is_whitespace() => Some(' '),
            _ => None,
        };
    }
    match half_width(c) {
        c if c.is_ascii() => Some(c),
        c => Some(traditional::simplified(c)),
    }
}

/// The text with full-width letters, digits and signs made half-width, every kind of space
/// made a plain one (line breaks stay `\n`, invisible characters drop out), and traditional
/// characters made simplified.
///
/// The characters folded are those of this form's titles, labels and policy words, of the
/// money words and of common surnames (see `traditional.rs`); others stay as they are. Case is kept.
/// Nothing is allocated if there is nothing to fold.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    rewrite(text, fold_char)
}

/// [`fold`], and all spaces and line breaks taken out: what labels and policy words are
/// compared by.
#[must_use]
pub fn squeeze(text: &str) -> Cow<'_, str> {
    rewrite(text, squeeze_char)
}

/// [`squeeze`] for one character; `None` if it drops out.
pub(crate) const fn squeeze_char(c: char) -> Option<char> {
    if is_han(c) || !is_space(c) { fold_char(c) } else { None }
}

/// Whether a character lies in the basic block of Han characters, as most text of a form
/// does: it is no space of any kind, and has no half-width form.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Applies a character map, allocating only from the first change on.
fn rewrite(text: &str, map: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let Some((at, _)) = text.char_indices().find(|&(_, c)| map(c) != Some(c)) else {
        return Cow::Borrowed(text);
    };
    let (same, rest) = text.split_at(at);
    let mut folded = String::with_capacity(text.len());
    folded.push_str(same);
    folded.extend(rest.chars().filter_map(map));
    Cow::Owned(folded)
}

/// Words that say there is nothing, that it isn't there yet, or that nobody knows; folded
/// and in lower case. 0 is not among them: it is an amount.
const PLACEHOLDERS: &[&str] = &[
    "无",
    "没",
    "没有",
    "暂无",
    "无此项",
    "暂缺",
    "缺",
    "缺失",
    "空",
    "空白",
    "空缺",
    "略",
    "不适用",
    "待补",
    "待补充",
    "待定",
    "待填",
    "待填写",
    "待核",
    "待核实",
    "待查",
    "待提供",
    "待确认",
    "待录入",
    "未填",
    "未填写",
    "未定",
    "未提供",
    "未知",
    "不详",
    "不明",
    "不清楚",
    "不知道",
    "n/a",
    "n.a.",
    "na",
    "null",
    "none",
    "nil",
];

/// Words that say "as above"; folded.
const DITTOS: &[&str] = &["同上", "同前", "上同", "如上", "同上行", "同上一行", "与上同", "仝上"];

/// The longest placeholder, and the longest run of signs worth looking at, in characters.
const SHORT: usize = 8;

/// What a text comes to, before anybody asks for its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Empty, or spaces only.
    Blank,
    /// That there is nothing: a word (无, 待补, 不详, N/A), signs alone (`/`, `--`, `——`,
    /// `***`, empty brackets), or a blank to fill in (×××, XX).
    Placeholder,
    /// As above: 同上, 〃, or quotation marks alone.
    Ditto,
    /// Something.
    Something,
}

/// Tells what a text comes to.
#[must_use]
pub fn said(text: &str) -> Said {
    // Nearly every text of a form ends here.
    if text.starts_with(says_something) {
        return Said::Something;
    }
    let mut buffer = [0_u8; SHORT * 4];
    match short_word(text, &mut buffer) {
        Some("") => Said::Blank,
        Some(word) if is_ditto_word(word) => Said::Ditto,
        Some(word) if is_placeholder_word(word) => Said::Placeholder,
        // A ruled line is as good as a dash.
        None if text.chars().all(|c| is_space(c) || is_rule(half_width(c))) => Said::Placeholder,
        _ => Said::Something,
    }
}

/// Whether no placeholder and no ditto word begins with a character: digits, and Han
/// characters but a few.
const fn says_something(c: char) -> bool {
    c.is_ascii_digit()
        || is_han(c)
            && !matches!(
                traditional::simplified(c),
                '无' | '没'
                    | '暂'
                    | '缺'
                    | '空'
                    | '略'
                    | '不'
                    | '待'
                    | '未'
                    | '同'
                    | '上'
                    | '如'
                    | '与'
                    | '仝'
            )
}

/// Whether a text only says that there is nothing ([`Said::Placeholder`]).
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    said(text) == Said::Placeholder
}

/// Whether a text says "as above" ([`Said::Ditto`]).
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    said(text) == Said::Ditto
}

fn is_placeholder_word(word: &str) -> bool {
    let bare = word.trim_matches(is_bracket);
    let bare =
        if bare.chars().all(is_sign) { bare } else { bare.trim_end_matches(['。', '.', ':']) };
    bare.chars().all(is_sign)
        || PLACEHOLDERS.contains(&bare)
        || (bare.len() > 1 && bare.bytes().all(|b| b == b'x'))
        || word == "n.a."
}

fn is_ditto_word(word: &str) -> bool {
    // Two apostrophes are typed for one 〃; one alone is Excel's mark for text.
    if word.len() > 1 && word.chars().all(|c| matches!(c, '\'' | '‘' | '’')) {
        return word.chars().count() > 1;
    }
    let bare = word.trim_matches(|c| is_bracket(c) && !is_ditto_sign(c)).trim_end_matches('。');
    !bare.is_empty() && (bare.chars().all(is_ditto_sign) || DITTOS.contains(&bare))
}

const fn is_ditto_sign(c: char) -> bool {
    matches!(c, '〃' | '″' | '"' | '“' | '”' | '„' | '‟' | '〝' | '〞' | '々' | 'ˮ')
}

const fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '<'
            | '>'
            | '{'
            | '}'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '\''
            | '‘'
            | '’'
            | '`'
            | '"'
            | '“'
            | '”'
    )
}

/// Signs that fill a box without saying anything.
const fn is_sign(c: char) -> bool {
    is_rule(c)
        || matches!(
            c,
            '/' | '\\'
                | '|'
                | '.'
                | '。'
                | ','
                | '、'
                | ':'
                | ';'
                | '?'
                | '!'
                | '…'
                | '·'
                | '•'
                | '~'
                | '*'
                | '×'
                | '╱'
                | '╲'
                | '∕'
                | '⁄'
                | '+'
                | '○'
                | '□'
        )
}

/// Signs that make a ruled line.
const fn is_rule(c: char) -> bool {
    matches!(c, '-' | '_' | '=' | '‐'..='―' | '─' | '━' | '−' | '﹣' | 'ー' | '﹍' | '﹎')
}

/// The text squeezed and in lower case, in the buffer given; `None` if it is longer than
/// any word of interest. Cells are many and placeholders few: nothing is allocated.
fn short_word<'b>(text: &str, buffer: &'b mut [u8; SHORT * 4]) -> Option<&'b str> {
    let mut len = 0;
    let mut count = 0;
    for c in text.chars().filter_map(squeeze_char) {
        count += 1;
        if count > SHORT {
            return None;
        }
        len += c.to_ascii_lowercase().encode_utf8(buffer.get_mut(len..)?).len();
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_width_spaces_and_traditional_characters() {
        assert_eq!(fold("填報單位（公章）："), "填报单位(公章):");
        assert_eq!(fold("負責人簽字　經辦人簽字"), "负责人签字 经办人签字");
        assert_eq!(fold("聯繫電話\u{200B}１３８\u{00A0}"), "联系电话138 ");
        assert!(matches!(fold("慰问金额(元)\n"), Cow::Borrowed(_)));
        assert_eq!(squeeze(" 慰 问\n金\u{3000}额（元）\u{FEFF}"), "慰问金额(元)");
        assert_eq!(fold("￥５００"), "¥500");
    }

    #[test]
    fn placeholders_say_nothing() {
        for text in [
            "无",
            "無",
            " 无 ",
            "没有",
            "沒有",
            "/",
            "／",
            "\\",
            "-",
            "--",
            "—",
            "——",
            "－",
            "待补",
            "待補",
            "不详",
            "N/A",
            "n/a",
            "N.A.",
            "（无）",
            "无。",
            "...",
            "***",
            "×××",
            "XX",
            "xxx",
            "暂无",
            "————————————",
            "( )",
            "'无",
            "无此项",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in [
            "",
            " ",
            "0",
            "同上",
            "〃",
            "\"",
            "″",
            "无锡",
            "张三",
            "1",
            "X",
            "一",
            "-1",
            "√",
            "无线电厂",
            "待补助对象名单",
        ] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn ditto_marks_say_as_above() {
        for text in [
            "同上",
            "同 上",
            "〃",
            "″",
            "\"",
            "＂",
            "”",
            "“",
            "''",
            "同前",
            "上同",
            "（同上）",
            "〃〃",
            "同上。",
        ] {
            assert!(is_ditto(text), "{text:?}");
            assert!(!is_placeholder(text), "{text:?}");
        }
        for text in ["", "同上海", "上", "无", "-", "'"] {
            assert!(!is_ditto(text), "{text:?}");
        }
    }

    #[test]
    fn a_look_at_the_first_character_misses_no_word() {
        for word in PLACEHOLDERS.iter().chain(DITTOS) {
            assert!(!word.starts_with(says_something), "{word}");
            assert_ne!(said(word), Said::Something, "{word}");
        }
        for c in ('\0'..=char::MAX).filter(|c| says_something(*c)) {
            assert!(!is_sign(c) && !is_bracket(c) && !is_ditto_sign(c) && !is_space(c), "{c:?}");
            assert_eq!(half_width(c), c);
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_folding_settles(text in "\\PC*|[　 /—\"无同上（）\u{200B}0-9Ａ-ｚ單報]{0,12}") {
            let _ = (is_blank(&text), is_ditto(&text));
            prop_assert!(!(is_placeholder(&text) && is_blank(&text)));
            prop_assert!(!(is_placeholder(&text) && is_ditto(&text)));
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
            let squeezed = squeeze(&text).into_owned();
            prop_assert_eq!(squeeze(&squeezed), squeezed.as_str());
            prop_assert!(!squeezed.chars().any(is_space));
        }
    }
}
