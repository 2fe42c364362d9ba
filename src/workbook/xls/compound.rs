//! The workbook's stream out of its compound file ([MS-CFB]).
//!
//! Sectors are followed through the allocation table, never further than there are
//! sectors: a chain that runs in a circle ends as damage.

use super::super::bytes::{u16_at, u32_at, utf16};
use super::super::error::ReadError;

/// Sector numbers from here on are marks (end of chain, free, …).
const FIRST_MARK: u32 = 0xffff_fffa;
/// The end of a chain.
const END: u32 = 0xffff_fffe;
/// Streams shorter than this lie in the small sectors.
const SMALL_BELOW: usize = 4096;
/// Bytes of a small sector.
const SMALL_SECTOR: usize = 64;
/// Bytes of a directory entry.
const ENTRY: usize = 128;

fn damaged() -> ReadError {
    ReadError::damaged("文件里的分配表对不上，像是没有下载完或没有拷贝完")
}

/// A compound file's sectors and the table that chains them.
struct Compound<'f> {
    file: &'f [u8],
    sector: usize,
    table: Vec<u32>,
}

/// The stream called Workbook.
pub(super) fn workbook(file: &[u8]) -> Result<Vec<u8>, ReadError> {
    let shift = u16_at(file, 30).filter(|shift| matches!(shift, 9 | 12)).ok_or_else(damaged)?;
    let mut compound = Compound { file, sector: 1 << shift, table: Vec::new() };
    compound.read_table()?;
    let directory = compound.chain(u32_at(file, 48).ok_or_else(damaged)?, usize::MAX)?;
    let mut root = None;
    let mut found = None;
    for entry in directory.chunks_exact(ENTRY) {
        let (Some(start), Some(length)) = (u32_at(entry, 116), u32_at(entry, 120)) else {
            continue;
        };
        match entry.get(66) {
            Some(5) => root = root.or(Some((start, length as usize))),
            Some(2) if name(entry).eq_ignore_ascii_case("Workbook") => {
                found = found.or(Some((start, length as usize)));
            }
            _ => (),
        }
    }
    let (start, length) = found.ok_or_else(damaged)?;
    let stream = if length < SMALL_BELOW {
        compound.small(root.ok_or_else(damaged)?, start, length)?
    } else {
        compound.chain(start, length)?
    };
    if stream.len() < length { Err(damaged()) } else { Ok(stream) }
}

fn name(entry: &[u8]) -> String {
    let length = usize::from(u16_at(entry, 64).unwrap_or(0)).clamp(2, 64) - 2;
    utf16(entry.get(..length).unwrap_or_default())
}

impl Compound<'_> {
    /// How many sectors the file has room for; the last may be cut short.
    const fn sectors(&self) -> usize {
        (self.file.len() / self.sector).saturating_add(1)
    }

    fn sector(&self, id: u32) -> Option<&[u8]> {
        let from = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.file.get(from..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// Gathers the allocation table: 109 of its sectors are named in the header, the
    /// others in a chain of sectors of their own.
    fn read_table(&mut self) -> Result<(), ReadError> {
        let mut ids: Vec<u32> = (0..109).filter_map(|i| u32_at(self.file, 76 + i * 4)).collect();
        let mut next = u32_at(self.file, 68).ok_or_else(damaged)?;
        let mut steps = 0;
        while next < FIRST_MARK {
            steps += 1;
            let sector = self.sector(next).filter(|_| steps <= self.sectors());
            let mut more = numbers(sector.ok_or_else(damaged)?);
            next = more.pop().ok_or_else(damaged)?;
            ids.extend(more);
        }
        ids.retain(|id| *id < FIRST_MARK);
        if ids.len() > self.sectors() {
            return Err(damaged());
        }
        for id in ids {
            let sector = numbers(self.sector(id).ok_or_else(damaged)?);
            self.table.extend(sector);
        }
        Ok(())
    }

    /// At most `length` bytes of the chain that begins at a sector.
    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let mut next = start;
        let mut steps = 0;
        while next != END && bytes.len() < length {
            steps += 1;
            let sector = self.sector(next).filter(|_| steps <= self.sectors());
            let sector = sector.ok_or_else(damaged)?;
            let wanted = sector.len().min(length - bytes.len());
            bytes.extend_from_slice(sector.get(..wanted).unwrap_or(sector));
            next = *self.table.get(next as usize).ok_or_else(damaged)?;
        }
        Ok(bytes)
    }

    /// A stream in small sectors: they lie in the root entry's own stream and have a table
    /// of their own.
    fn small(
        &self,
        (root_start, root_length): (u32, usize),
        start: u32,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let sectors = self.chain(root_start, root_length)?;
        let table = self.chain(u32_at(self.file, 60).ok_or_else(damaged)?, usize::MAX)?;
        let mut bytes = Vec::new();
        let mut next = start;
        while next != END && bytes.len() < length {
            let from = (next as usize).checked_mul(SMALL_SECTOR).ok_or_else(damaged)?;
            let rest = sectors.get(from..).filter(|rest| !rest.is_empty()).ok_or_else(damaged)?;
            let wanted = rest.len().min(SMALL_SECTOR).min(length - bytes.len());
            bytes.extend_from_slice(rest.get(..wanted).unwrap_or(rest));
            let at = (next as usize).checked_mul(4).ok_or_else(damaged)?;
            next = u32_at(&table, at).ok_or_else(damaged)?;
        }
        Ok(bytes)
    }
}

fn numbers(sector: &[u8]) -> Vec<u32> {
    let (words, _) = sector.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}
