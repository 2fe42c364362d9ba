//! Character data: references resolved, line ends as XML wants them.

use memchr::{memchr, memchr2};

use super::super::super::error::ReadError;
use super::bad_character;

/// The longest reference there is, `&#1114111;`, with some room for leading zeros.
pub(super) const LONGEST_REFERENCE: usize = 16;

/// Text of a cell, gathered in bytes. The same one serves cell after cell.
#[derive(Debug, Default)]
pub(in super::super) struct Gathered {
    bytes: Vec<u8>,
    most: usize,
    over: bool,
}

impl Gathered {
    /// Keeps no more than about `most` bytes. Longer text would be cut at the limit of
    /// characters anyway; that it is longer stays visible.
    pub(in super::super) const fn new(most: usize) -> Self {
        Self { bytes: Vec::new(), most, over: false }
    }

    /// Bytes that hold a text of `chars` characters, however it is written: `_x0041_`
    /// takes seven, and one more character tells that the text is longer.
    pub(in super::super) const fn room_for(chars: usize) -> usize {
        chars.saturating_add(1).saturating_mul(8)
    }

    pub(in super::super) fn clear(&mut self) {
        self.bytes.clear();
        self.over = false;
    }

    /// The text.
    ///
    /// # Errors
    /// Damage if it is no UTF-8.
    pub(in super::super) fn as_str(&self) -> Result<&str, ReadError> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Ok(text),
            // Cut in the middle of a character.
            Err(error) if self.over && error.error_len().is_none() => {
                let valid = self.bytes.get(..error.valid_up_to()).unwrap_or_default();
                std::str::from_utf8(valid).map_err(|_| bad_character())
            }
            Err(_) => Err(bad_character()),
        }
    }

    /// Appends characters as they are.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = self.most.saturating_sub(self.bytes.len());
        self.over |= bytes.len() > room;
        self.bytes.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }

    /// Appends the text of an element. A piece of it must not end in the middle of a
    /// reference or a line end.
    pub(in super::super) fn push_text(&mut self, mut text: &[u8]) -> Result<(), ReadError> {
        while let Some(at) = memchr2(b'&', b'\r', text) {
            let (before, special) = text.split_at_checked(at).unwrap_or_default();
            self.push(before);
            text = if special.first() == Some(&b'\r') {
                self.line_end(special)
            } else {
                let end = special.iter().take(LONGEST_REFERENCE).position(|&byte| byte == b';');
                let name = end.and_then(|end| special.get(1..end)).ok_or_else(bad_character)?;
                let c = referred(name).ok_or_else(bad_character)?;
                self.push(c.encode_utf8(&mut [0; 4]).as_bytes());
                special.get(name.len() + 2..).unwrap_or_default()
            };
        }
        self.push(text);
        Ok(())
    }

    /// Appends the text of a CDATA section.
    pub(in super::super) fn push_verbatim(&mut self, mut text: &[u8]) {
        while let Some(at) = memchr(b'\r', text) {
            let (before, special) = text.split_at_checked(at).unwrap_or_default();
            self.push(before);
            text = self.line_end(special);
        }
        self.push(text);
    }

    /// A return, alone or with a line feed, is a line feed (XML 1.0, 2.11).
    fn line_end<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        self.push(b"\n");
        let rest = text.get(1..).unwrap_or_default();
        rest.strip_prefix(b"\n").unwrap_or(rest)
    }
}

/// The character that `&name;` stands for.
fn referred(name: &[u8]) -> Option<char> {
    let number = match name {
        b"amp" => return Some('&'),
        b"lt" => return Some('<'),
        b"gt" => return Some('>'),
        b"quot" => return Some('"'),
        b"apos" => return Some('\''),
        [b'#', b'x', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        _ => return None,
    };
    char::from_u32(number).filter(|&c| c != '\0')
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let plain = digits.first().is_some_and(|digit| digit.is_ascii_hexdigit());
    let digits = std::str::from_utf8(digits).ok().filter(|_| plain)?;
    u32::from_str_radix(digits, radix).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn text(raw: &str) -> Result<String, ReadError> {
        let mut gathered = Gathered::new(1000);
        gathered.push_text(raw.as_bytes())?;
        gathered.as_str().map(str::to_owned)
    }

    #[test]
    fn references_and_line_ends_are_resolved() {
        assert_eq!(text("a&lt;&#x4E00;&#19968;&amp;amp;").unwrap(), "a<一一&amp;");
        assert_eq!(text("一\r\n二\r三\n&#13;").unwrap(), "一\n二\n三\n\r");
        for bad in ["&", "&;", "&lol;", "&#;", "&#x;", "&#+1;", "&#xD800;", "&#0;", "&#1114112;"] {
            assert!(text(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_long_text_is_kept_to_its_measure() {
        let mut gathered = Gathered::new(Gathered::room_for(10));
        for _ in 0..1_000_000 {
            gathered.push_text("汉".as_bytes()).unwrap();
        }
        assert!(gathered.bytes.capacity() < 1000);
        let kept = gathered.as_str().unwrap();
        assert!(kept.chars().count() > 10 && kept.chars().all(|c| c == '汉'));
    }
}
