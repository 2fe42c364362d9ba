//! A part of the package, seen through a window of fixed size.

use std::io::Read;

use super::super::super::error::ReadError;
use super::super::super::package::{Part, io_error};

/// The window: large enough that moving its rest costs nothing, small enough to stay in a
/// processor's cache. Also the longest tag there may be; only text is longer.
pub(in super::super) const SIZE: usize = 256 << 10;

/// The bytes of a part that have been inflated and not yet been passed.
pub(super) struct Window<'p> {
    part: Part<'p>,
    bytes: Box<[u8]>,
    from: usize,
    to: usize,
    /// Bytes of the part before the window's first.
    before: u64,
    ended: bool,
}

impl<'p> Window<'p> {
    pub(super) fn new(part: Part<'p>) -> Self {
        let bytes = vec![0; SIZE].into_boxed_slice();
        Self { part, bytes, from: 0, to: 0, before: 0, ended: false }
    }

    /// What lies ahead, as far as it is inflated.
    #[inline]
    pub(super) fn rest(&self) -> &[u8] {
        self.bytes.get(self.from..self.to).unwrap_or_default()
    }

    /// Moves on.
    #[inline]
    pub(super) fn pass(&mut self, count: usize) {
        self.from = self.to.min(self.from + count);
    }

    /// Whether nothing follows the rest.
    pub(super) const fn ended(&self) -> bool {
        self.ended
    }

    /// Bytes of the part that have been passed.
    pub(super) const fn position(&self) -> u64 {
        self.before + self.from as u64
    }

    /// Inflates on; `false` if the part has ended. What was passed is forgotten.
    ///
    /// # Errors
    /// Damage, a limit, or a rest that fills the whole window: a tag of that length.
    pub(super) fn more(&mut self) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        self.bytes.copy_within(self.from..self.to, 0);
        self.before += self.from as u64;
        self.to -= self.from;
        self.from = 0;
        let room = self.bytes.get_mut(self.to..).unwrap_or_default();
        if room.is_empty() {
            return Err(ReadError::over_limit(format!("有一个标记超过 {} KB", SIZE >> 10)));
        }
        let count = self.part.read(room).map_err(|error| io_error(&error))?;
        self.part.event_done();
        self.to += count;
        self.ended = count == 0;
        Ok(!self.ended)
    }
}
