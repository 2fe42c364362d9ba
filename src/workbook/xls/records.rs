//! The records of a workbook stream ([MS-XLS] 2.1.4) and the texts in them.

use super::super::bytes::u16_at;
use super::super::error::ReadError;

/// Numbers of the records that are read ([MS-XLS] 2.3.2).
pub(super) mod kind {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000a;
    pub(in super::super) const EXTERN_SHEET: u16 = 0x0017;
    pub(in super::super) const DEFINED_NAME: u16 = 0x0018;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002f;
    pub(in super::super) const CONTINUE: u16 = 0x003c;
    pub(in super::super) const OBJECT: u16 = 0x005d;
    pub(in super::super) const COLUMN: u16 = 0x007d;
    pub(in super::super) const SHEET: u16 = 0x0085;
    pub(in super::super) const STANDARD_WIDTH: u16 = 0x0099;
    pub(in super::super) const MUL_RK: u16 = 0x00bd;
    pub(in super::super) const RICH_TEXT: u16 = 0x00d6;
    pub(in super::super) const XF: u16 = 0x00e0;
    pub(in super::super) const MERGED: u16 = 0x00e5;
    pub(in super::super) const DRAWING_GROUP: u16 = 0x00eb;
    pub(in super::super) const DRAWING: u16 = 0x00ec;
    pub(in super::super) const TEXTS: u16 = 0x00fc;
    pub(in super::super) const SHARED_TEXT: u16 = 0x00fd;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const TEXT: u16 = 0x0204;
    pub(in super::super) const BOOL_OR_ERROR: u16 = 0x0205;
    pub(in super::super) const FORMULA_TEXT: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const USUAL_HEIGHT: u16 = 0x0225;
    pub(in super::super) const RK: u16 = 0x027e;
    pub(in super::super) const FORMAT: u16 = 0x041e;
    pub(in super::super) const BOF: u16 = 0x0809;
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
}

/// Records one after the other.
pub(super) struct Records<'s> {
    rest: &'s [u8],
    /// Bytes passed.
    pub(super) position: u64,
}

impl<'s> Records<'s> {
    pub(super) const fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream, position: 0 }
    }

    /// The next record; running out of the stream is damage, for each part of it ends
    /// with a record of its own.
    pub(super) fn next(&mut self) -> Result<Record<'s>, ReadError> {
        let record = self.peek().ok_or_else(cut_off)?;
        self.pass(record);
        Ok(record)
    }

    fn pass(&mut self, record: Record<'_>) {
        let length = 4 + record.data.len();
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.position += length as u64;
    }

    fn peek(&self) -> Option<Record<'s>> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        Some(Record { kind, data: self.rest.get(4..4 + length)? })
    }

    /// A record's data with those that continue it. Excel continues the images of a workbook
    /// with a record of the same kind before it uses the general one.
    pub(super) fn with_continued(&mut self, record: Record<'s>) -> Pieces<'s> {
        let mut pieces = vec![record.data];
        let also = if record.kind == kind::DRAWING_GROUP { record.kind } else { kind::CONTINUE };
        let goes_on = |next: &Record<'_>| next.kind == kind::CONTINUE || next.kind == also;
        while let Some(next) = self.peek().filter(goes_on) {
            pieces.push(next.data);
            self.pass(next);
        }
        Pieces { pieces, piece: 0, at: 0 }
    }
}

/// The stream ends in the middle of something.
pub(super) fn cut_off() -> ReadError {
    ReadError::damaged("表格的记录没有写完")
}

/// Data that goes on over several records.
pub(super) struct Pieces<'s> {
    pieces: Vec<&'s [u8]>,
    piece: usize,
    at: usize,
}

impl<'s> Pieces<'s> {
    /// The data of one record alone.
    pub(super) fn of(data: &'s [u8]) -> Self {
        Self { pieces: vec![data], piece: 0, at: 0 }
    }

    /// What is left of the piece at hand; the next one if nothing is. Says whether it is
    /// another piece than before.
    fn here(&mut self) -> Option<(&'s [u8], bool)> {
        let mut turned = false;
        loop {
            let rest = self.pieces.get(self.piece)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some((rest, turned));
            }
            self.piece += 1;
            self.at = 0;
            turned = true;
        }
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (rest, _) = self.here()?;
        self.at += 1;
        rest.first().copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let (rest, _) = self.here()?;
            let step = rest.len().min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// So many bytes, as they lie in the pieces.
    pub(super) fn slices(&mut self, mut count: usize) -> Option<Vec<&'s [u8]>> {
        let mut slices = Vec::new();
        while count > 0 {
            let (rest, _) = self.here()?;
            let slice = rest.get(..count).unwrap_or(rest);
            self.at += slice.len();
            count -= slice.len();
            slices.push(slice);
        }
        Some(slices)
    }

    /// All pieces from the one of that number on.
    pub(super) fn pieces_from(self, first: usize) -> impl Iterator<Item = &'s [u8]> {
        self.pieces.into_iter().skip(first)
    }

    /// A text with its length before it (XLUnicodeRichExtendedString, [MS-XLS] 2.5.293),
    /// without its runs and its phonetic guide.
    pub(super) fn text(&mut self) -> Option<String> {
        let count = self.u16()?;
        self.text_of(usize::from(count))
    }

    /// A name with its length in one byte (ShortXLUnicodeString, [MS-XLS] 2.5.240).
    pub(super) fn short_text(&mut self) -> Option<String> {
        let count = self.byte()?;
        self.text_of(usize::from(count))
    }

    /// A text of so many UTF-16 units.
    pub(super) fn text_of(&mut self, count: usize) -> Option<String> {
        const WIDE: u8 = 1;
        const PHONETIC: u8 = 4;
        const RICH: u8 = 8;
        let mut flags = self.byte()?;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(self.u16()?) };
        let phonetic = if flags & PHONETIC == 0 { 0 } else { self.u32()? as usize };
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            let (rest, turned) = self.here()?;
            if turned {
                // Each continuing record says anew how wide its characters are.
                flags = self.byte()?;
                continue;
            }
            let left = count - units.len();
            if flags & WIDE == 0 {
                let taken = rest.get(..left.min(rest.len())).unwrap_or(rest);
                units.extend(taken.iter().copied().map(u16::from));
                self.at += taken.len();
            } else {
                let (pairs, _) = rest.as_chunks::<2>();
                let taken = pairs.get(..left.min(pairs.len())).unwrap_or(pairs);
                if taken.is_empty() {
                    return None;
                }
                units.extend(taken.iter().copied().map(u16::from_le_bytes));
                self.at += taken.len() * 2;
            }
        }
        self.skip(runs * 4)?;
        self.skip(phonetic)?;
        Some(String::from_utf16_lossy(&units))
    }
}

/// A cell's place and format, with which all cell records begin.
pub(super) struct Head {
    pub(super) row: u32,
    pub(super) col: u32,
    pub(super) format: usize,
}

impl Head {
    pub(super) fn of(data: &[u8]) -> Option<Self> {
        let [row, col, format] = [u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?];
        Some(Self { row: row.into(), col: col.into(), format: format.into() })
    }
}
