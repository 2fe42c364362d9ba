//! Folding and small words shared by all value readers.

/// Whether a text is empty or holds only spaces of any kind.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// Spaces as people type them: Unicode white space, no-break, zero-width, ideographic,
/// byte order marks.
#[must_use]
pub const fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}')
}

/// Whether a text only says that there is nothing: 无, /, -, 待补, 不详.
#[must_use]
pub fn is_placeholder(_text: &str) -> bool {
    unimplemented!()
}

/// Whether a text says "as above": 同上, 〃.
#[must_use]
pub fn is_ditto(_text: &str) -> bool {
    unimplemented!()
}
