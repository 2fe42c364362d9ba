//! Mutations of what lies inside a zip.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// More of a part than this isn't mutated: such a mutation would teach little.
const LARGEST: u64 = 1 << 20;

/// Changes the first `size` bytes of `data`, at most to `max` bytes, and says how many there are
/// now. Of a zip, one part is changed by `raw` (or, sometimes, left out), and all are packed
/// again with right checksums; now and then the zip itself is changed, as any other file is.
pub fn mutate(
    data: &mut [u8],
    size: usize,
    max: usize,
    seed: u32,
    raw: impl Fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let max = max.min(data.len());
    let unpacked = data.get(..size).and_then(unpack).filter(|_| !seed.is_multiple_of(16));
    let Some(mut parts) = unpacked else { return raw(data, size, max) };
    let chosen = (seed / 256) as usize % parts.len();
    if seed % 16 == 1 {
        parts.remove(chosen);
    } else if let Some((_, part)) = parts.get_mut(chosen) {
        let length = part.len();
        part.resize(length + (length / 8).max(1 << 10), 0);
        let room = part.len();
        let length = raw(part, length, room);
        part.truncate(length);
    }
    let Some(packed) = pack(&parts).filter(|packed| packed.len() <= max) else { return size };
    let Some(place) = data.get_mut(..packed.len()) else { return size };
    place.copy_from_slice(&packed);
    packed.len()
}

/// The parts of a zip with their names; `None` if it is none, or has none.
fn unpack(zip: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(zip)).ok()?;
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let part = zip.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.take(LARGEST).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    (!parts.is_empty()).then_some(parts)
}

/// Packs parts without compressing them: what was found in a part stays findable in the zip.
fn pack(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(name.as_str(), stored).ok()?;
        writer.write_all(content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
