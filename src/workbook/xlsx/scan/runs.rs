//! Text in `<t>` elements, plain or in runs, without phonetic readings.

use super::super::super::error::ReadError;
use super::super::super::xml::unescape_units;
use super::tag::Tag;
use super::text::Gathered;

/// The text of one `<si>` or `<is>`; the same one serves item after item.
#[derive(Debug)]
pub(in super::super) struct Runs {
    text: Gathered,
    run: Gathered,
    in_text: bool,
    keep_space: bool,
    phonetic: bool,
}

impl Runs {
    /// Keeps what is needed of texts of so many characters.
    pub(in super::super) const fn new(chars: usize) -> Self {
        let most = Gathered::room_for(chars);
        Self {
            text: Gathered::new(most),
            run: Gathered::new(most),
            in_text: false,
            keep_space: false,
            phonetic: false,
        }
    }

    pub(in super::super) fn clear(&mut self) {
        self.text.clear();
        self.in_text = false;
        self.phonetic = false;
    }

    pub(in super::super) fn as_str(&self) -> Result<&str, ReadError> {
        self.text.as_str()
    }

    /// An element begins inside the item.
    pub(in super::super) fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            b"t" if !self.phonetic && !tag.empty => {
                self.in_text = true;
                self.keep_space = tag.attribute(b"space").as_deref() == Some("preserve");
                self.run.clear();
            }
            b"rPh" => self.phonetic = !tag.empty,
            _ => (),
        }
    }

    pub(in super::super) fn push_text(&mut self, text: &[u8]) -> Result<(), ReadError> {
        if self.in_text { self.run.push_text(text) } else { Ok(()) }
    }

    pub(in super::super) fn push_verbatim(&mut self, text: &[u8]) {
        if self.in_text {
            self.run.push_verbatim(text);
        }
    }

    /// An element inside the item ends.
    pub(in super::super) fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        match name {
            b"t" if self.in_text => {
                self.in_text = false;
                let run = self.run.as_str()?;
                // Without xml:space="preserve" the blanks around are layout.
                let layout = [' ', '\t', '\r', '\n'];
                let run = if self.keep_space { run } else { run.trim_matches(layout) };
                self.text.push(unescape_units(run).as_bytes());
            }
            b"rPh" => self.phonetic = false,
            _ => (),
        }
        Ok(())
    }
}
