//! Labels as people write them, folded so that they can be compared.
//!
//! Column titles are folded by the profile that knows the aliases; here are the labels of
//! head and foot, of totals and of notes, where we also need to know which byte of the
//! cell's text a folded character came from (「填 报 人：张三　联系电话：021…」).

use crate::value::text::is_space;

/// One character of a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The folded character; never a space.
    pub(super) c: char,
    /// Byte offset of its source in the text.
    pub(super) at: usize,
    /// Byte offset just behind its source.
    pub(super) end: usize,
    /// White space stood before it.
    pub(super) gap: bool,
}

/// Folds one character: full width to half width, brackets and colons of all kinds to
/// ASCII, the traditional characters that labels use to simplified ones, capitals.
const fn fold_char(c: char) -> char {
    match c {
        '！'..='～' => {
            // The block of full-width forms mirrors ASCII from `!` on.
            let ascii = c as u32 - '！' as u32 + '!' as u32;
            match char::from_u32(ascii) {
                Some('[' | '{') => '(',
                Some(']' | '}') => ')',
                Some(folded) => folded.to_ascii_uppercase(),
                None => c,
            }
        }
        '[' | '{' | '【' | '〔' | '〖' | '﹙' => '(',
        ']' | '}' | '】' | '〕' | '〗' | '﹚' => ')',
        '∶' | '︰' | '﹕' | 'ː' | '꞉' => ':',
        '、' => ',',
        '￥' | '¥' => '¥',
        '塡' => '填',
        '報' => '报',
        '單' => '单',
        '聯' => '联',
        '電' => '电',
        '話' => '话',
        '負' => '负',
        '責' => '责',
        '經' => '经',
        '辦' => '办',
        '簽' => '签',
        '審' => '审',
        '問' => '问',
        '溫' => '温',
        '製' => '制',
        '會' => '会',
        '稱' => '称',
        '領' => '领',
        '導' => '导',
        '員' => '员',
        '計' => '计',
        '總' => '总',
        '萬' => '万',
        '圓' => '圆',
        '幣' => '币',
        '寫' => '写',
        '頁' => '页',
        '註' => '注',
        '備' => '备',
        '說' | '説' => '说',
        '號' => '号',
        '時' => '时',
        '間' => '间',
        '節' => '节',
        '額' => '额',
        '數' => '数',
        _ => c.to_ascii_uppercase(),
    }
}

/// The folded characters of a text, spaces left out, at most `limit` of them.
pub(super) fn glyphs(text: &str, limit: usize) -> Vec<Glyph> {
    let mut all = Vec::with_capacity(text.len().min(limit * 4) / 2);
    let mut gap = false;
    for (at, c) in text.char_indices() {
        if is_space(c) {
            gap = true;
            continue;
        }
        if all.len() == limit {
            break;
        }
        all.push(Glyph { c: fold_char(c), at, end: at + c.len_utf8(), gap });
        gap = false;
    }
    all
}

/// A text folded: no spaces, half width, simplified, capitals.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).map(fold_char).collect()
}

/// The first `limit` folded characters of a text.
pub(super) fn fold_start(text: &str, limit: usize) -> String {
    text.chars().filter(|c| !is_space(*c)).map(fold_char).take(limit).collect()
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
        let colon = all.iter().find(|glyph| glyph.c == ':').unwrap();
        assert_eq!(text.get(colon.end..), Some("x"));
        assert!(all.iter().any(|glyph| glyph.c == '报' && glyph.gap));
        assert_eq!(glyphs(text, 2).len(), 2);
    }
}
