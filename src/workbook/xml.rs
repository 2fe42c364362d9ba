//! XML parts, event by event, with damage and limits told apart.

use std::borrow::Cow;
use std::io::BufReader;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::ReadError;
use super::package::{Part, io_error};

/// One part of a package as a stream of XML events. `<a/>` comes as start and end.
pub(super) struct Xml<'p> {
    reader: Reader<BufReader<Part<'p>>>,
    buffer: Vec<u8>,
}

impl<'p> Xml<'p> {
    pub(super) fn new(part: Part<'p>) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, part));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::with_capacity(1 << 10) }
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().get_mut().event_done();
        self.reader.read_event_into(&mut self.buffer).map_err(|error| xml_error(&error))
    }

    /// Passes over the rest of the element whose start was just read.
    pub(super) fn skip_element(&mut self) -> Result<(), ReadError> {
        let mut depth = 0_u64;
        loop {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::damaged("有一段内容没有写完")),
                _ => (),
            }
        }
    }

    /// Bytes of the part read so far.
    pub(super) const fn position(&self) -> u64 {
        self.reader.buffer_position()
    }
}

fn xml_error(error: &quick_xml::Error) -> ReadError {
    match error {
        quick_xml::Error::Io(error) => io_error(error),
        _ => ReadError::damaged("工作簿里有一段内容的写法不完整"),
    }
}

/// An attribute by its name without namespace prefix, with entities resolved. A malformed
/// attribute counts as absent.
pub(crate) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
}

/// Whether an attribute says yes, as XML Schema writes it.
pub(super) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// Appends an entity or a character reference to `text`.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) -> Result<(), ReadError> {
    if let Some(known) = quick_xml::escape::resolve_xml_entity(reference) {
        text.push_str(known);
        return Ok(());
    }
    match reference.resolve_char_ref() {
        Ok(Some(c)) => {
            text.push(c);
            Ok(())
        }
        _ => Err(ReadError::damaged("工作簿里有一个字符写得不完整")),
    }
}

/// Resolves `_x000D_` and its like: OOXML writes characters that XML can't hold as a
/// UTF-16 unit in four hexadecimal digits (ECMA-376, ST_Xstring).
pub(super) fn unescape_units(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = escaped_unit(rest) {
            units.push(unit);
            rest = rest.get(7..).unwrap_or_default();
        } else {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.as_bytes().get(6) == Some(&b'_');
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (closed && hexadecimal).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_units_become_characters() {
        assert_eq!(unescape_units("张三"), "张三");
        assert_eq!(unescape_units("一_x000D_二"), "一\r二");
        assert_eq!(unescape_units("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescape_units("_xD842__xDFB7_"), "𠮷");
        assert_eq!(unescape_units("_x12"), "_x12");
        assert_eq!(unescape_units("_x张三丰四_"), "_x张三丰四_");
    }
}
