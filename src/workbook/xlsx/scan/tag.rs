//! What stands between `<` and `>`: a name and attributes.

use std::borrow::Cow;

use super::text::Gathered;

/// A name without its namespace prefix.
#[inline]
pub(in super::super) fn local_name(name: &[u8]) -> &[u8] {
    match name.iter().position(|&byte| byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

/// The beginning of an element.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Tag<'w> {
    name: &'w [u8],
    attributes: &'w [u8],
    /// Whether the element ends here, `<a/>`: no end follows.
    pub(in super::super) empty: bool,
}

impl<'w> Tag<'w> {
    /// Splits what stands between `<` and `>`.
    pub(super) fn new(inside: &'w [u8]) -> Self {
        let (inside, empty) = match inside.strip_suffix(b"/") {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let name_end = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(name_end).unwrap_or_default();
        Self { name, attributes, empty }
    }

    /// The name, with its prefix.
    pub(super) const fn full_name(&self) -> &'w [u8] {
        self.name
    }

    /// The name without prefix.
    pub(in super::super) fn name(&self) -> &'w [u8] {
        local_name(self.name)
    }

    /// The attributes, names with their prefixes, values as they are written. What
    /// follows a malformed one isn't there.
    pub(in super::super) const fn attributes(&self) -> Attributes<'w> {
        Attributes(self.attributes)
    }

    /// An attribute's value by its name without prefix, references resolved.
    pub(in super::super) fn attribute(&self, name: &[u8]) -> Option<Cow<'w, str>> {
        let (_, value) = self.attributes().find(|(found, _)| local_name(found) == name)?;
        attribute_text(value)
    }
}

/// A value with its references resolved; `None` if it can't be read.
pub(in super::super) fn attribute_text(value: &[u8]) -> Option<Cow<'_, str>> {
    if !value.contains(&b'&') {
        return std::str::from_utf8(value).ok().map(Cow::Borrowed);
    }
    let mut text = Gathered::new(usize::MAX);
    text.push_text(value).ok()?;
    text.as_str().ok().map(|text| Cow::Owned(text.to_owned()))
}

/// Name and value, one after the other.
pub(in super::super) struct Attributes<'w>(&'w [u8]);

impl<'w> Iterator for Attributes<'w> {
    type Item = (&'w [u8], &'w [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        self.0 = &[];
        let equals = rest.iter().position(|&byte| byte == b'=')?;
        let name = rest.get(..equals)?.trim_ascii_end();
        let (quote, rest) = rest.get(equals + 1..)?.trim_ascii_start().split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = rest.iter().position(|byte| byte == quote)?;
        self.0 = rest.get(end + 1..)?;
        Some((name, rest.get(..end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(inside: &str) -> Vec<(String, String)> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Tag::new(inside.as_bytes()).attributes().map(|(n, v)| (text(n), text(v))).collect()
    }

    #[test]
    fn attributes_come_in_both_quotes_and_with_blanks() {
        let found = all("c r=\"A1\"\n s = '1>'\tt='\"'/");
        let wanted = [("r", "A1"), ("s", "1>"), ("t", "\"")].map(|(n, v)| (n.into(), v.into()));
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_follows_a_malformed_attribute_is_not_there() {
        assert_eq!(all("c a=1 b='2'"), []);
        assert_eq!(all("c a='1' b='2"), [("a".into(), "1".into())]);
        assert_eq!(all("c a='1' b"), [("a".into(), "1".into())]);
    }

    #[test]
    fn names_lose_their_prefix_and_values_their_references() {
        let tag = Tag::new(b"x:c r:id='a&amp;&#x4E00;'/");
        assert_eq!((tag.name(), tag.empty), (&b"c"[..], true));
        assert_eq!(tag.attribute(b"id").as_deref(), Some("a&一"));
        assert_eq!(Tag::new(b"c a='&b;'").attribute(b"a"), None);
    }
}
