//! Small pieces of XML, read and written.

use super::PatchError;
use super::copier::Copier;
use crate::workbook::xml_attribute;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::fmt::Write;
use std::io;

/// The namespace of relationship ids, and that of the strict variant (ISO/IEC 29500-1).
const RELATIONSHIP_IDS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// What a part's root element says about how its elements are to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Root {
    /// The prefix of its elements with a colon, or nothing.
    pub(super) prefix: String,
    /// The namespace of its elements.
    pub(super) namespace: String,
    /// The prefix of relationship ids, if it is declared.
    ids: Option<String>,
    strict: bool,
}

impl Root {
    pub(super) fn of(root: &BytesStart<'_>) -> Self {
        let name = root.name();
        let prefix = name.prefix().map(|prefix| prefix.as_ref().to_owned());
        let own = prefix.as_ref().map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        let mut read =
            Self { prefix: prefix.map_or_else(String::new, |it| it + ":"), ..Self::default() };
        for attribute in root.attributes().with_checks(false).flatten() {
            let (key, value) = (attribute.key.as_ref(), attribute.value.as_ref());
            if key == own {
                value.clone_into(&mut read.namespace);
                read.strict = value.contains("purl.oclc.org");
            }
            if let Some(bound) = key.strip_prefix("xmlns:")
                && RELATIONSHIP_IDS.contains(&value)
            {
                read.ids = Some(bound.to_owned());
            }
        }
        read
    }

    /// The root of a part in memory.
    pub(super) fn of_part(part: &[u8]) -> Result<Self, PatchError> {
        let mut copier = Copier::new(part, io::sink());
        loop {
            match copier.next()? {
                Event::Start(e) | Event::Empty(e) => return Ok(Self::of(&e)),
                Event::Eof => return Err(PatchError::Damaged("XML".to_owned())),
                _ => (),
            }
        }
    }

    /// An attribute that names a relationship, with its namespace declared if it isn't yet.
    pub(super) fn relationship(&self, id: &str) -> String {
        let [usual, strict] = RELATIONSHIP_IDS;
        match &self.ids {
            Some(prefix) => format!("{prefix}:id=\"{id}\""),
            None => {
                format!("xmlns:r=\"{}\" r:id=\"{id}\"", if self.strict { strict } else { usual })
            }
        }
    }
}

/// An attribute's value by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    xml_attribute(element, name).map(Cow::into_owned)
}

/// An attribute that holds a whole number.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    xml_attribute(element, name)?.trim().parse().ok()
}

/// A start tag with some attributes set (or taken away, by `None`), the others as they were.
pub(super) fn with_attributes(
    element: &BytesStart<'_>,
    changes: &[(&str, Option<&str>)],
    empty: bool,
) -> String {
    let mut tag = format!("<{}", element.name().as_ref());
    let mut rest = changes.to_vec();
    for attribute in element.attributes().with_checks(false).flatten() {
        let key = attribute.key.as_ref();
        let value = match rest.iter().position(|(name, _)| *name == key) {
            Some(at) => match rest.swap_remove(at).1 {
                Some(value) => value,
                None => continue,
            },
            None => attribute.value.as_ref(),
        };
        let quote = if value.contains('"') { '\'' } else { '"' };
        let _ = write!(tag, " {key}={quote}{value}{quote}");
    }
    for (name, value) in rest {
        if let Some(value) = value {
            let _ = write!(tag, " {name}=\"{value}\"");
        }
    }
    tag.push_str(if empty { "/>" } else { ">" });
    tag
}

/// Text as it may stand in an element or attribute. What XML can't hold is written as
/// `_x000B_` (ECMA-376, ST_Xstring), and text that looks like that is protected.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '_' if looks_escaped(text.get(at..).unwrap_or_default()) => escaped.push_str("_x005F_"),
            '\t' | '\n' => escaped.push(c),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                let _ = write!(escaped, "_x{:04X}_", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

fn looks_escaped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(1) == Some(&b'x')
        && bytes.get(6) == Some(&b'_')
        && bytes.get(2..6).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(tag: &str) -> BytesStart<'_> {
        let name = tag.find(' ').unwrap_or(tag.len());
        BytesStart::from_content(tag, name)
    }

    #[test]
    fn attributes_are_set_added_and_taken_away() {
        let tag = start("x:c r=\"A1\" t='s' cm=\"1\"");
        let changes = [("t", Some("str")), ("s", Some("4")), ("cm", None), ("vm", None)];
        let changed = with_attributes(&tag, &changes, true);
        assert_eq!(changed, "<x:c r=\"A1\" t=\"str\" s=\"4\"/>");
        let quoted = with_attributes(&start("a b='\"'"), &[], false);
        assert_eq!(quoted, "<a b='\"'>");
    }

    #[test]
    fn what_xml_can_not_hold_is_escaped() {
        assert_eq!(escape("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
        assert_eq!(escape("一\u{B}二\r\n"), "一_x000B_二_x000D_\n");
        assert_eq!(escape("_x0041_ _x张"), "_x005F_x0041_ _x张");
    }

    #[test]
    fn a_root_tells_its_prefixes() {
        let part = b"<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"urn:main\" \
            xmlns:rel=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/>";
        let root = Root::of_part(part).unwrap_or_default();
        assert_eq!((root.prefix.as_str(), root.namespace.as_str()), ("x:", "urn:main"));
        assert_eq!(root.relationship("rId3"), "rel:id=\"rId3\"");
        let root = Root::of_part(b"<worksheet xmlns=\"urn:main\"/>").unwrap_or_default();
        assert!(root.relationship("rId3").starts_with("xmlns:r="), "{root:?}");
    }
}
