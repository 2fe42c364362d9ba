//! A look into OLE compound files ([MS-CFB]): enough to tell what they are, nothing more.
//!
//! Directory entries are found by their shape rather than by following the sector chains,
//! so that a cut-off file is still told.

use super::bytes::{u16_at, u32_at};

/// The first eight bytes of a compound file.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A directory entry is 128 bytes and aligned to that ([MS-CFB] 2.6.1).
const ENTRY: usize = 128;

/// A stream of the directory.
pub(super) struct Stream {
    /// Its name.
    pub(super) name: String,
    /// The sector it begins in.
    start: u32,
}

/// The streams named in the directory.
pub(super) fn streams(bytes: &[u8]) -> Vec<Stream> {
    bytes.chunks_exact(ENTRY).skip(512 / ENTRY).filter_map(entry).collect()
}

/// Whether the first sector of the directory isn't wholly there.
pub(super) fn directory_is_missing(bytes: &[u8]) -> bool {
    let shift = u16_at(bytes, 30).unwrap_or(9).clamp(7, 16);
    let start = u32_at(bytes, 48).and_then(|sector| (sector as usize).checked_add(1));
    let start = start.and_then(|sector| sector.checked_mul(1 << shift));
    start.is_none_or(|start| bytes.len() < start.saturating_add(1 << shift))
}

/// A directory entry of a stream: a UTF-16 name, its length with the closing zero, the
/// kind (2: stream), the colour (0 or 1), …, the first sector.
fn entry(bytes: &[u8]) -> Option<Stream> {
    let length = usize::from(u16_at(bytes, 64)?);
    let kind = *bytes.get(66)?;
    let colour = *bytes.get(67)?;
    if kind != 2 || colour > 1 || !(4..=64).contains(&length) || !length.is_multiple_of(2) {
        return None;
    }
    let units: Vec<u16> =
        (0..length / 2 - 1).map(|i| u16_at(bytes, i * 2)).collect::<Option<_>>()?;
    if u16_at(bytes, length - 2)? != 0 {
        return None;
    }
    Some(Stream { name: String::from_utf16(&units).ok()?, start: u32_at(bytes, 116)? })
}

/// Whether a workbook stream holds a FILEPASS record ([MS-XLS] 2.4.117), which stands
/// among its first records when the stream is encrypted.
pub(super) fn has_filepass(bytes: &[u8], stream: &Stream) -> bool {
    const FILEPASS: u16 = 0x002f;
    let shift = u16_at(bytes, 30).unwrap_or(9).clamp(7, 16);
    let sector = 1_usize << shift;
    let Some(from) = (stream.start as usize).checked_add(1).and_then(|n| n.checked_mul(sector))
    else {
        return false;
    };
    let Some(head) = bytes.get(from..).map(|rest| rest.get(..sector).unwrap_or(rest)) else {
        return false;
    };
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(head, at), u16_at(head, at + 2)) {
        if kind == FILEPASS {
            return true;
        }
        at += 4 + usize::from(length);
    }
    false
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::super::sniff::{Container, Seems, sniff};
    use super::*;

    /// A compound file built by hand: the header, one sector of directory, one of data.
    /// Real files have allocation tables as well; telling what it is needs none.
    pub(in crate::workbook) fn compound(names: &[&str], data: &[u8]) -> Vec<u8> {
        let mut file = vec![0; 512 * 3];
        file[..8].copy_from_slice(&MAGIC);
        file[30] = 9;
        for (at, name) in names.iter().enumerate() {
            let from = 512 + at * ENTRY;
            for (i, unit) in name.encode_utf16().enumerate() {
                file[from + i * 2..from + i * 2 + 2].copy_from_slice(&unit.to_le_bytes());
            }
            file[from + 64] = (name.encode_utf16().count() * 2 + 2) as u8;
            file[from + 66] = 2;
            file[from + 67] = 1;
            file[from + 116] = 1;
        }
        file[1024..1024 + data.len()].copy_from_slice(data);
        file
    }

    #[test]
    fn compound_files_are_told_by_their_streams() {
        let plain = [0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x0a, 0, 0, 0];
        let locked = [0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2f, 0, 2, 0, 1, 0];
        for (names, data, expected) in [
            (
                &["EncryptionInfo", "EncryptedPackage"][..],
                &[][..],
                Container::Encrypted(Seems::Workbook),
            ),
            (&["Workbook"], &plain, Container::Xls),
            (&["Book", "WORKBOOK"], &plain, Container::Xls),
            (&["Workbook"], &locked, Container::Encrypted(Seems::Xls)),
            (&["Book"], &plain, Container::Other(Seems::OldXls)),
            (&["WordDocument"], &[], Container::Other(Seems::Word)),
            (&["PowerPoint Document"], &[], Container::Other(Seems::Slides)),
            (&["Contents"], &[], Container::Other(Seems::Unknown)),
        ] {
            let file = compound(names, data);
            assert_eq!(sniff(&file), expected, "{names:?}");
            for length in 8..file.len() {
                sniff(&file[..length]);
            }
        }
    }
}
