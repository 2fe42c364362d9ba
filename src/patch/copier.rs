//! Copies an XML part byte by byte, but for the places that are changed.
//!
//! quick-xml tells where the elements are; the bytes between the changes are never built
//! anew, so that all that isn't meant to change stays exactly as it was written. Every
//! change is kept as a [`Splice`] that undoes it.

use super::PatchError;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};

/// How much is inflated at once.
const CHUNK: usize = 64 << 10;

/// A change that was made, told from the result: what lies at `at` (bytes from the part's
/// beginning) for `length` bytes was `original` before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Splice {
    pub(super) at: u64,
    pub(super) length: u64,
    pub(super) original: String,
}

/// An inflated stream that keeps what was read until it is released.
struct Kept<R> {
    inner: R,
    bytes: Vec<u8>,
    /// The part's byte that `bytes` begins with.
    from: u64,
    /// What the XML reader has consumed of `bytes`.
    read: usize,
}

impl<R: Read> Kept<R> {
    /// What was kept between two positions of the part.
    fn between(&self, from: u64, to: u64) -> &[u8] {
        let at = |position: u64| usize::try_from(position.saturating_sub(self.from));
        match (at(from), at(to)) {
            (Ok(from), Ok(to)) => self.bytes.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Forgets what lies before a position.
    fn release(&mut self, position: u64) {
        let Ok(count) = usize::try_from(position.saturating_sub(self.from)) else { return };
        let count = count.min(self.read);
        // Moving the rest costs less the more is forgotten at once.
        if count >= 4 * CHUNK {
            self.bytes.drain(..count);
            self.from += count as u64;
            self.read -= count;
        }
    }
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Kept<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read == self.bytes.len() {
            let length = self.bytes.len();
            self.bytes.resize(length + CHUNK, 0);
            let room = self.bytes.get_mut(length..).unwrap_or_default();
            let count = self.inner.read(room);
            self.bytes.truncate(length + count.as_ref().copied().unwrap_or(0));
            count?;
        }
        Ok(self.bytes.get(self.read..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.read = self.bytes.len().min(self.read + count);
    }
}

/// One part on its way from the old package into the new one. Positions are bytes of the
/// old part.
pub(super) struct Copier<R, W> {
    xml: Reader<Kept<R>>,
    event: Vec<u8>,
    out: W,
    /// Length of a byte order mark, which the XML reader doesn't count.
    mark: u64,
    started: bool,
    /// Up to here the old part has been copied or left out.
    done: u64,
    written: u64,
    before: u64,
    splices: Vec<Splice>,
}

impl<R: Read, W: Write> Copier<R, W> {
    pub(super) fn new(source: R, out: W) -> Self {
        let kept = Kept { inner: source, bytes: Vec::new(), from: 0, read: 0 };
        let mut xml = Reader::from_reader(kept);
        // The part was read before; here only the places matter.
        xml.config_mut().check_end_names = false;
        Self {
            xml,
            event: Vec::new(),
            out,
            mark: 0,
            started: false,
            done: 0,
            written: 0,
            before: 0,
            splices: Vec::new(),
        }
    }

    /// The next event of the old part.
    pub(super) fn next(&mut self) -> Result<Event<'_>, PatchError> {
        if !self.started {
            self.started = true;
            let kept = self.xml.get_mut();
            let mark = b"\xEF\xBB\xBF";
            while kept.bytes.len() < mark.len() && !kept.fill_buf()?.is_empty() {
                let all = kept.bytes.len();
                kept.read = all;
            }
            kept.read = if kept.bytes.starts_with(mark) { mark.len() } else { 0 };
            self.mark = kept.read as u64;
        }
        self.before = self.end();
        self.event.clear();
        Ok(self.xml.read_event_into(&mut self.event)?)
    }

    /// Reads on to the end of the element of this name that has just begun.
    pub(super) fn pass(&mut self, name: &str) -> Result<(), PatchError> {
        loop {
            match self.next()? {
                Event::End(e) if e.local_name().as_ref() == name => return Ok(()),
                Event::Eof => return Err(PatchError::Damaged(name.to_owned())),
                _ => (),
            }
        }
    }

    /// Where the last event begins.
    pub(super) const fn start(&self) -> u64 {
        self.before
    }

    /// Where the last event ends.
    pub(super) const fn end(&self) -> u64 {
        self.mark + self.xml.buffer_position()
    }

    /// Copies what comes before a position, as it is.
    pub(super) fn copy_to(&mut self, position: u64) -> Result<(), PatchError> {
        let kept = self.xml.get_ref().between(self.done, position);
        self.out.write_all(kept)?;
        self.written += kept.len() as u64;
        self.done = self.done.max(position);
        self.xml.get_mut().release(self.done);
        Ok(())
    }

    /// Writes something else instead of what lies between two positions.
    pub(super) fn replace(&mut self, from: u64, to: u64, new: &str) -> Result<(), PatchError> {
        self.copy_to(from)?;
        let original = std::str::from_utf8(self.xml.get_ref().between(from, to))
            .map_err(|_| PatchError::Damaged("XML".to_owned()))?
            .to_owned();
        self.splices.push(Splice { at: self.written, length: new.len() as u64, original });
        self.out.write_all(new.as_bytes())?;
        self.written += new.len() as u64;
        self.done = self.done.max(to);
        Ok(())
    }

    /// Writes something before a position.
    pub(super) fn insert(&mut self, at: u64, new: &str) -> Result<(), PatchError> {
        if new.is_empty() { Ok(()) } else { self.replace(at, at, new) }
    }

    /// The old part between two positions that haven't been copied yet.
    pub(super) fn old(&self, from: u64, to: u64) -> Result<&str, PatchError> {
        std::str::from_utf8(self.xml.get_ref().between(from, to))
            .map_err(|_| PatchError::Damaged("XML".to_owned()))
    }

    /// Copies the rest and gives back what undoes the changes.
    pub(super) fn finish(mut self) -> Result<Vec<Splice>, PatchError> {
        loop {
            let last = matches!(self.next()?, Event::Eof);
            self.copy_to(self.end())?;
            if last {
                return Ok(self.splices);
            }
        }
    }
}
