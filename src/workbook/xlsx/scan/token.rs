//! The tokens of a part, one after the other.

use memchr::{memchr, memmem, memrchr};

use super::super::super::error::ReadError;
use super::super::super::package::Part;
use super::malformed;
use super::tag::Tag;
use super::text::LONGEST_REFERENCE;
use super::window::{SIZE, Window};

/// Elements in elements in elements: no worksheet needs more.
const DEEPEST: usize = 256;

/// One token. Comments and processing instructions are passed over.
#[derive(Debug)]
pub(in super::super) enum Token<'w> {
    /// `<name …>` or `<name …/>`.
    Start(Tag<'w>),
    /// `</name>`: the name without prefix.
    End(&'w [u8]),
    /// Text with its references as they are written, or a piece of it; no piece ends in
    /// the middle of a reference or a line end.
    Text(&'w [u8]),
    /// The text of a CDATA section, or a piece of it.
    Verbatim(&'w [u8]),
    /// Nothing follows, whether or not every element has ended.
    Done,
}

/// Where the next token lies in the window's rest; `to` excludes its last mark.
enum Found {
    Start { to: usize },
    End { to: usize },
    Text { to: usize },
    Verbatim { to: usize },
    Done,
}

/// A part, read as tokens.
pub(in super::super) struct Tokens<'p> {
    window: Window<'p>,
    /// Length of the token that was given out last and is still in the window.
    given: usize,
    in_verbatim: bool,
    open: Open,
}

impl<'p> Tokens<'p> {
    pub(in super::super) fn new(part: Part<'p>) -> Self {
        Self { window: Window::new(part), given: 0, in_verbatim: false, open: Open::default() }
    }

    /// Bytes of the part read so far.
    pub(in super::super) const fn position(&self) -> u64 {
        self.window.position()
    }

    /// What follows the last token, as far as it is inflated: for [`super::plain`].
    #[inline]
    pub(in super::super) fn ahead(&mut self) -> &[u8] {
        self.window.pass(std::mem::take(&mut self.given));
        if self.in_verbatim { &[] } else { self.window.rest() }
    }

    /// Passes over bytes of [`Tokens::ahead`] that were whole elements.
    #[inline]
    pub(in super::super) fn pass(&mut self, count: usize) {
        self.window.pass(count);
    }

    /// The next token.
    ///
    /// # Errors
    /// What isn't well-formed, or over a limit.
    pub(in super::super) fn next(&mut self) -> Result<Token<'_>, ReadError> {
        self.window.pass(std::mem::take(&mut self.given));
        let found = self.find()?;
        let rest = self.window.rest();
        let slice = |from, to| rest.get(from..to).unwrap_or_default();
        Ok(match found {
            Found::Start { to } => {
                self.given = to + 1;
                let tag = Tag::new(slice(1, to));
                if !tag.empty {
                    self.open.push(tag.full_name())?;
                }
                Token::Start(tag)
            }
            Found::End { to } => {
                self.given = to + 1;
                let name = slice(2, to).trim_ascii_end();
                self.open.pop(name)?;
                Token::End(super::local_name(name))
            }
            Found::Text { to } => {
                self.given = to;
                Token::Text(slice(0, to))
            }
            Found::Verbatim { to } => {
                self.given = to;
                Token::Verbatim(slice(0, to))
            }
            Found::Done => Token::Done,
        })
    }

    fn find(&mut self) -> Result<Found, ReadError> {
        loop {
            if self.in_verbatim {
                if let Some(to) = self.verbatim()? {
                    return Ok(Found::Verbatim { to });
                }
                continue;
            }
            match self.window.rest() {
                [] => {
                    if !self.window.more()? {
                        return Ok(Found::Done);
                    }
                }
                [b'<'] => self.need_more()?,
                [b'<', b'/', ..] => match memchr(b'>', self.window.rest()) {
                    Some(to) => return Ok(Found::End { to }),
                    None => self.need_more()?,
                },
                [b'<', b'?', ..] => self.skip_past(b"?>")?,
                [b'<', b'!', rest @ ..] => {
                    if rest.starts_with(b"--") {
                        self.window.pass(4);
                        self.skip_past(b"-->")?;
                    } else if rest.starts_with(b"[CDATA[") {
                        self.window.pass(9);
                        self.in_verbatim = true;
                    } else if rest.len() < 7 {
                        self.need_more()?;
                    } else {
                        // A document type, or nothing at all.
                        return Err(malformed());
                    }
                }
                [b'<', ..] => match tag_end(self.window.rest()) {
                    Some(to) => return Ok(Found::Start { to }),
                    None => self.need_more()?,
                },
                rest => {
                    if let Some(to) = memchr(b'<', rest) {
                        return Ok(Found::Text { to });
                    }
                    if self.window.ended() {
                        return Ok(Found::Text { to: rest.len() });
                    }
                    if rest.len() > SIZE / 2 {
                        return Ok(Found::Text { to: piece_end(rest) });
                    }
                    self.window.more()?;
                }
            }
        }
    }

    /// Inflates on in the middle of something that must have an end.
    fn need_more(&mut self) -> Result<(), ReadError> {
        if self.window.more()? { Ok(()) } else { Err(malformed()) }
    }

    /// Passes over everything to the end of `mark`.
    fn skip_past(&mut self, mark: &[u8]) -> Result<(), ReadError> {
        loop {
            let rest = self.window.rest();
            if let Some(at) = memmem::find(rest, mark) {
                self.window.pass(at + mark.len());
                return Ok(());
            }
            // The mark may lie half in what follows.
            let passed = (rest.len() + 1).saturating_sub(mark.len());
            self.window.pass(passed);
            self.need_more()?;
        }
    }

    /// The end of a piece in a CDATA section; `None` if the section ends here.
    fn verbatim(&mut self) -> Result<Option<usize>, ReadError> {
        loop {
            let rest = self.window.rest();
            match memmem::find(rest, b"]]>") {
                Some(0) => {
                    self.window.pass(3);
                    self.in_verbatim = false;
                    return Ok(None);
                }
                Some(to) => return Ok(Some(to)),
                None if rest.len() > SIZE / 2 => {
                    let to = rest.len() - 2;
                    let cuts_line_end = rest.get(to - 1) == Some(&b'\r');
                    return Ok(Some(to - usize::from(cuts_line_end)));
                }
                None => self.need_more()?,
            }
        }
    }
}

/// Where a tag's `>` is: the first one outside of quotes.
#[inline]
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (at, &byte) in tag.iter().enumerate() {
        if quote != 0 {
            if byte == quote {
                quote = 0;
            }
        } else if byte == b'>' {
            return Some(at);
        } else if byte == b'"' || byte == b'\'' {
            quote = byte;
        }
    }
    None
}

/// Where a long text may be cut: not inside `&amp;` or `\r\n`.
fn piece_end(text: &[u8]) -> usize {
    let tail_from = text.len().saturating_sub(LONGEST_REFERENCE);
    let tail = text.get(tail_from..).unwrap_or_default();
    let reference = memrchr(b'&', tail);
    let unfinished =
        reference.filter(|&at| memchr(b';', tail.get(at..).unwrap_or_default()).is_none());
    let end = unfinished.map_or(text.len(), |at| tail_from + at);
    let cuts_line_end = text.get(end - 1) == Some(&b'\r');
    end - usize::from(cuts_line_end)
}

/// The names of the elements that haven't ended, in one buffer.
#[derive(Default)]
struct Open {
    names: Vec<u8>,
    ends: Vec<usize>,
}

impl Open {
    fn push(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if self.ends.len() >= DEEPEST {
            return Err(malformed());
        }
        self.names.extend_from_slice(name);
        self.ends.push(self.names.len());
        Ok(())
    }

    /// Takes the last one, which must have that name.
    fn pop(&mut self, name: &[u8]) -> Result<(), ReadError> {
        self.ends.pop();
        let from = self.ends.last().copied().unwrap_or(0);
        if self.names.get(from..) != Some(name) || name.is_empty() {
            return Err(malformed());
        }
        self.names.truncate(from);
        Ok(())
    }
}
