//! The records of a binary part ([MS-XLSB] 2.1.4), one after the other.

use std::io::{BufReader, Read};

use super::super::bytes::{u32_at, utf16};
use super::super::error::ReadError;
use super::super::package::{Part, io_error};

/// Numbers of the records that are read ([MS-XLSB] 2.3.2).
pub(super) mod kind {
    pub(in super::super) const ROW: u32 = 0;
    pub(in super::super) const RK: u32 = 2;
    pub(in super::super) const ERROR: u32 = 3;
    pub(in super::super) const BOOL: u32 = 4;
    pub(in super::super) const NUMBER: u32 = 5;
    pub(in super::super) const TEXT: u32 = 6;
    pub(in super::super) const SHARED_TEXT: u32 = 7;
    pub(in super::super) const FORMULA_TEXT: u32 = 8;
    pub(in super::super) const FORMULA_NUMBER: u32 = 9;
    pub(in super::super) const FORMULA_BOOL: u32 = 10;
    pub(in super::super) const FORMULA_ERROR: u32 = 11;
    /// From here to [`SHORT_SHARED_TEXT`] the column is the one after the cell before.
    pub(in super::super) const SHORT_BLANK: u32 = 12;
    pub(in super::super) const SHORT_SHARED_TEXT: u32 = 18;
    pub(in super::super) const SHARED_ITEM: u32 = 19;
    pub(in super::super) const DEFINED_NAME: u32 = 39;
    pub(in super::super) const FORMAT: u32 = 44;
    pub(in super::super) const XF: u32 = 47;
    pub(in super::super) const VALUE_META: u32 = 50;
    pub(in super::super) const COLUMN: u32 = 60;
    pub(in super::super) const RICH_TEXT: u32 = 62;
    pub(in super::super) const BEGIN_SHEET: u32 = 129;
    pub(in super::super) const END_SHEET: u32 = 130;
    pub(in super::super) const END_BOOK: u32 = 132;
    pub(in super::super) const BOOK_PROPERTIES: u32 = 153;
    pub(in super::super) const SHEET: u32 = 156;
    pub(in super::super) const END_TEXTS: u32 = 160;
    pub(in super::super) const MERGED: u32 = 176;
    pub(in super::super) const END_STYLES: u32 = 279;
    pub(in super::super) const EXTERN_SHEETS: u32 = 362;
    pub(in super::super) const DRAWING: u32 = 550;
    pub(in super::super) const BEGIN_CELL_FORMATS: u32 = 617;
    pub(in super::super) const END_CELL_FORMATS: u32 = 618;
}

/// The part ends in the middle of something.
pub(super) fn cut_off() -> ReadError {
    ReadError::damaged("表格的记录没有写完")
}

/// A part's records.
pub(super) struct Records<'p> {
    part: BufReader<Part<'p>>,
    data: Vec<u8>,
    /// Bytes passed.
    pub(super) position: u64,
}

impl<'p> Records<'p> {
    pub(super) fn new(part: Part<'p>) -> Self {
        Self { part: BufReader::with_capacity(64 << 10, part), data: Vec::new(), position: 0 }
    }

    /// The next record's number and data. The part running out is damage, for each ends
    /// with a record of its own.
    pub(super) fn next(&mut self) -> Result<(u32, &[u8]), ReadError> {
        let mut kind = u32::from(self.byte()?);
        if kind & 0x80 != 0 {
            kind = kind & 0x7f | u32::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0_u64;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        self.part.get_mut().event_done();
        self.data.clear();
        let read = self.part.by_ref().take(length).read_to_end(&mut self.data);
        if read.map_err(|error| io_error(&error))? as u64 != length {
            return Err(cut_off());
        }
        self.position += length;
        Ok((kind, &self.data))
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        let mut byte = [0];
        match self.part.read(&mut byte).map_err(|error| io_error(&error))? {
            0 => Err(cut_off()),
            _ => {
                self.position += 1;
                let [byte] = byte;
                Ok(byte)
            }
        }
    }
}

/// A text with its length in four bytes (XLWideString, [MS-XLSB] 2.5.168), and where it
/// ends; none has the length of all ones.
pub(super) fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let length = u32_at(data, at)?;
    let from = at.checked_add(4)?;
    if length == u32::MAX {
        return Some((String::new(), from));
    }
    let to = (length as usize).checked_mul(2)?.checked_add(from)?;
    Some((utf16(data.get(from..to)?), to))
}
