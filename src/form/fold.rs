//! Labels as people write them, folded so that they can be compared.
//!
//! Column titles are folded by the profile that knows the aliases; here are the labels of
//! head and foot, of totals and of notes, where we also need to know which byte of the
//! cell's text a folded character came from (「填 报 人：张三　联系电话：021…」).

use crate::value::text::{is_space, squeeze_char};

/// One character of a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The folded character; never a space.
    pub(super) c: char,
    /// Byte offset of its source in the text.
    pub(super) at: usize,
    /// White space stood before it.
    pub(super) gap: bool,
}

/// Folds one character, see [`crate::value::text::squeeze`]; brackets and colons of all
/// kinds become ASCII ones, letters capitals. `None` for a space.
const fn fold_char(c: char) -> Option<char> {
    let Some(folded) = squeeze_char(c) else { return None };
    Some(match folded {
        '[' | '{' | '【' | '〔' | '〖' | '﹙' => '(',
        ']' | '}' | '】' | '〕' | '〗' | '﹚' => ')',
        '∶' | '︰' | '﹕' | 'ː' | '꞉' => ':',
        '、' => ',',
        other => other.to_ascii_uppercase(),
    })
}

/// The folded characters of a text, spaces left out, at most `limit` of them.
pub(super) fn glyphs(text: &str, limit: usize) -> Vec<Glyph> {
    let mut all = Vec::with_capacity(text.len().min(limit * 4) / 2);
    let mut gap = false;
    for (at, c) in text.char_indices() {
        let Some(folded) = fold_char(c) else {
            gap = true;
            continue;
        };
        if all.len() == limit {
            break;
        }
        all.push(Glyph { c: folded, at, gap });
        gap = false;
    }
    all
}

/// A text folded: no spaces, half width, simplified, capitals.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// The first `limit` folded characters of a text.
pub(super) fn fold_start(text: &str, limit: usize) -> String {
    text.chars().filter_map(fold_char).take(limit).collect()
}

/// A folded text without what stands in brackets: 「填报单位(公章)」 → 「填报单位」. An
/// unclosed bracket is kept.
pub(super) fn without_brackets(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some((before, inside)) = rest.split_once('(') {
        let Some((_, after)) = inside.split_once(')') else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Cuts spaces of every kind, and the lines drawn to be written on, from both ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| is_space(c) || matches!(c, '_' | '＿'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn folds_width_space_and_traditional() {
        assert_eq!(fold("填 報　單\u{a0}位（公章）："), "填报单位(公章):");
        assert_eq!(fold("Ｎｏ．１\n２"), "NO.12");
        assert_eq!(without_brackets("填报单位(公章):"), "填报单位:");
        assert_eq!(without_brackets("a(b)c(d"), "ac(d");
        assert_eq!(trim("　__某某工会__ "), "某某工会");
    }

    #[test]
    fn glyphs_know_their_bytes() {
        let text = "填 报：x";
        let all = glyphs(text, 10);
        assert_eq!(text.get(all.last().unwrap().at..), Some("x"));
        assert!(all.iter().any(|glyph| glyph.c == '报' && glyph.gap));
        assert_eq!(glyphs(text, 2).len(), 2);
    }
}
