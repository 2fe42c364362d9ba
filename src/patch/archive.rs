//! The zip archive of a workbook, read part by part.

use super::PatchError;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts that are patched in memory (styles, notes, lists of parts) are never as large as
/// this; sheets, which may be, are patched as streams.
const MOST_IN_MEMORY: u64 = 64 << 20;

/// The parts of a package.
#[derive(Clone)]
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry by its name in lower case with forward slashes: some programs write
    /// `xl\Workbook.xml`, and Excel opens it.
    names: HashMap<String, usize>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PatchError> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let mut names = HashMap::with_capacity(zip.len());
        for index in 0..zip.len() {
            if let Ok(name) = zip.by_index_data(index)?.name() {
                names.insert(key(&name), index);
            }
        }
        Ok(Self { zip, names })
    }

    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    pub(super) fn index(&self, part: &str) -> Option<usize> {
        self.names.get(&key(part)).copied()
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.index(part).is_some()
    }

    /// Names of all parts, in lower case, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The name of an entry as it is written.
    pub(super) fn written_name(&self, index: usize) -> Result<String, PatchError> {
        Ok(self.zip.by_index_data(index)?.name()?.into_owned())
    }

    /// Size and CRC-32 of a part's content.
    pub(super) fn fingerprint(&self, index: usize) -> Result<(u64, u32), PatchError> {
        let entry = self.zip.by_index_data(index)?;
        Ok((entry.size(), entry.crc32()))
    }

    /// A part as a whole; `None` if there is none of that name.
    pub(super) fn read(&mut self, part: &str) -> Result<Option<Vec<u8>>, PatchError> {
        let Some(index) = self.index(part) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.zip.by_index(index)?.take(MOST_IN_MEMORY + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_IN_MEMORY {
            return Err(PatchError::TooMuch("表里的样式或批注太多（超过 64 MB），没法在原表上改"));
        }
        Ok(Some(bytes))
    }

    /// A part that must be there.
    pub(super) fn need(&mut self, part: &str) -> Result<Vec<u8>, PatchError> {
        self.read(part)?.ok_or_else(|| PatchError::Damaged(part.to_owned()))
    }

    /// The archive itself, for copying entries as they are.
    pub(super) const fn zip(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.zip
    }
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
