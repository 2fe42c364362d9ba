//! A package that is being changed: new and changed parts are compressed as they come,
//! everything else is copied as the same compressed bytes in the end.

use super::archive::Archive;
use super::copier::{Copier, Splice};
use super::record::{Changed, Fingerprint, Record};
use super::{PatchError, record};
use std::collections::{BTreeMap, HashSet};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

/// Where changed parts are written to.
pub(super) type Staged = ZipWriter<Cursor<Vec<u8>>>;

/// A package that is being changed.
pub(super) struct Draft<'a> {
    pub(super) archive: Archive<'a>,
    staged: Staged,
    /// What was changed, by entry, with what undoes it.
    changed: BTreeMap<usize, Vec<Splice>>,
    added: Vec<String>,
    removed: HashSet<usize>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, PatchError> {
        Ok(Self {
            archive: Archive::open(bytes)?,
            staged: ZipWriter::new(Cursor::new(Vec::new())),
            changed: BTreeMap::new(),
            added: Vec::new(),
            removed: HashSet::new(),
        })
    }

    /// Adds a part of our own.
    pub(super) fn add(&mut self, part: &str, content: &[u8]) -> Result<(), PatchError> {
        self.staged.start_file(part, options(None))?;
        self.staged.write_all(content)?;
        self.added.push(part.to_owned());
        Ok(())
    }

    /// Leaves a part out.
    pub(super) fn remove(&mut self, part: &str) {
        self.removed.extend(self.archive.index(part));
    }

    /// Changes a part as a stream. It must not have been changed before.
    pub(super) fn change<T>(
        &mut self,
        part: &str,
        patch: impl FnOnce(&mut Copier<&mut dyn Read, &mut Staged>) -> Result<T, PatchError>,
    ) -> Result<T, PatchError> {
        let (index, name) = self.entry(part)?;
        let modified = self.archive.zip().by_index_data(index)?.last_modified();
        self.staged.start_file(name, options(modified))?;
        let mut source = self.archive.zip().by_index(index)?;
        let mut copier = Copier::new(&mut source as &mut dyn Read, &mut self.staged);
        let given = patch(&mut copier)?;
        let splices = copier.finish()?;
        // What turns out the same is copied as it was.
        if !splices.is_empty() {
            self.changed.insert(index, splices);
        }
        Ok(given)
    }

    /// Puts another content in a part's place; what was there isn't kept.
    pub(super) fn replace(&mut self, part: &str, content: &[u8]) -> Result<(), PatchError> {
        let (index, name) = self.entry(part)?;
        let modified = self.archive.zip().by_index_data(index)?.last_modified();
        self.staged.start_file(name, options(modified))?;
        self.staged.write_all(content)?;
        self.changed.insert(index, Vec::new());
        Ok(())
    }

    /// Undoes the changes of a part; `false` if they don't fit it.
    pub(super) fn restore(&mut self, part: &str, splices: &[Splice]) -> Result<bool, PatchError> {
        let (index, name) = self.entry(part)?;
        let modified = self.archive.zip().by_index_data(index)?.last_modified();
        self.staged.start_file(name, options(modified))?;
        let source = self.archive.zip().by_index(index)?;
        self.changed.insert(index, Vec::new());
        Ok(record::undo(source, &mut self.staged, splices)?)
    }

    fn entry(&self, part: &str) -> Result<(usize, String), PatchError> {
        let index = self.archive.index(part).ok_or_else(|| PatchError::Damaged(part.to_owned()))?;
        Ok((index, self.archive.written_name(index)?))
    }

    /// The finished package. With `record`, a part of that name tells how to undo it all.
    pub(super) fn finish(mut self, record: Option<&str>) -> Result<Vec<u8>, PatchError> {
        let mut staged = ZipArchive::new(Cursor::new(self.staged.finish()?.into_inner()))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut undo = Record::default();
        for index in 0..self.archive.len() {
            let Some(splices) = self.changed.remove(&index) else {
                if !self.removed.contains(&index) {
                    out.raw_copy_file(self.archive.zip().by_index_raw(index)?)?;
                }
                continue;
            };
            let name = self.archive.written_name(index)?;
            let at =
                staged.index_for_name(&name).ok_or_else(|| PatchError::Archive(name.clone()))?;
            let entry = staged.by_index_raw(at)?;
            undo.changed.push(Changed {
                marked: Fingerprint { size: entry.size(), crc32: entry.crc32() },
                original: self.archive.fingerprint(index)?.into(),
                splices,
                name,
            });
            out.raw_copy_file(entry)?;
        }
        for name in &self.added {
            let at = staged.index_for_name(name);
            let at = at.ok_or_else(|| PatchError::Archive(name.clone()))?;
            out.raw_copy_file(staged.by_index_raw(at)?)?;
        }
        if let Some(part) = record {
            undo.added = self.added;
            undo.added.push(part.to_owned());
            out.start_file(part, options(None))?;
            out.write_all(&record::to_bytes(&undo)?)?;
        }
        Ok(out.finish()?.into_inner())
    }
}

/// Our own parts carry no time: the same marks give the same bytes.
fn options(modified: Option<DateTime>) -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(modified.unwrap_or_default())
}
