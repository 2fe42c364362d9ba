//! The zip archive, read with every inflated byte counted.
//!
//! What a zip directory declares is never believed: bytes are counted as they leave the
//! inflater, over all entries together, and reading stops the moment a limit is passed.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ReadError;
use super::sniff::Seems;
use crate::limits::Limits;

/// A single run of text or a single tag longer than this is no cell anybody typed, and
/// the XML reader would hold all of it in memory.
const LONGEST_EVENT: u64 = 64 << 20;

/// The archive of a workbook.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry by its name in lower case with forward slashes: some programs write
    /// `xl\Workbook.xml`, and Excel opens it.
    names: HashMap<String, usize>,
    read: Vec<bool>,
    meter: Meter,
}

/// What the directory says of a file.
pub(super) struct Entry {
    /// Its place, for [`Package::whole`].
    pub(super) index: usize,
    /// Its name as it was written.
    pub(super) name: Vec<u8>,
    /// The size it declares, to be shown only.
    pub(super) size: u64,
}

/// The count of inflated bytes, over the whole archive.
struct Meter {
    limits: Limits,
    packed: u64,
    inflated: u64,
}

impl Meter {
    fn add(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.inflated += bytes as u64;
        if self.inflated > self.limits.inflated_bytes {
            return Err(ReadError::over_limit(format!(
                "解开后超过 {} MB",
                self.limits.inflated_bytes >> 20
            )));
        }
        if self.inflated > self.limits.ratio_from_bytes
            && self.inflated / self.packed.max(1) >= self.limits.ratio
        {
            return Err(ReadError::over_limit(format!(
                "解开后是原来的 {} 倍以上，不像正常的表格",
                self.limits.ratio
            )));
        }
        Ok(())
    }
}

/// One entry, being read. Yields a [`ReadError`] inside an I/O error when over a limit.
pub(super) struct Part<'p> {
    file: Box<dyn Read + 'p>,
    meter: &'p mut Meter,
    /// Bytes given out since the XML reader last finished an event.
    since_event: u64,
    /// Whether these are the first bytes of what must be XML.
    at_xml: bool,
}

impl Part<'_> {
    /// Tells that the bytes so far are done with.
    pub(super) const fn event_done(&mut self) {
        self.since_event = 0;
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if std::mem::take(&mut self.at_xml) && is_utf16(buffer.get(..count).unwrap_or_default()) {
            return Err(io::Error::other(ReadError::wide_xml()));
        }
        self.meter.add(count).map_err(io::Error::other)?;
        self.since_event += count as u64;
        if self.since_event > LONGEST_EVENT {
            return Err(io::Error::other(ReadError::over_limit(format!(
                "有一段文字超过 {} MB",
                LONGEST_EVENT >> 20
            ))));
        }
        Ok(count)
    }
}

/// What an I/O error of a [`Part`] means.
pub(super) fn io_error(error: &io::Error) -> ReadError {
    let ours = error.get_ref().and_then(|inner| inner.downcast_ref::<ReadError>());
    ours.cloned().unwrap_or_else(|| ReadError::damaged("压缩的内容有一段解不开"))
}

fn zip_error(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ReadError::encrypted(Seems::Workbook)
        }
        ZipError::CompressionMethodNotSupported(_) => {
            ReadError::damaged("里面用了不常见的压缩方式")
        }
        ZipError::Io(error) => io_error(error),
        _ => ReadError::damaged("压缩包里有一处记录对不上"),
    }
}

impl<'a> Package<'a> {
    /// Opens an archive's directory; inflates nothing.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        check_entries(bytes, limits)?;
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| ReadError::damaged("压缩包的目录不完整"))?;
        let mut names = HashMap::with_capacity(zip.len());
        let mut encrypted = false;
        for index in 0..zip.len() {
            let entry = zip.by_index_data(index).map_err(|error| zip_error(&error))?;
            encrypted |= entry.encrypted();
            // A name that is no text is no part of a workbook.
            if let Ok(name) = entry.name() {
                names.insert(key(&name), index);
            }
        }
        if encrypted {
            let workbook = ["[content_types].xml", "mimetype"];
            let known = workbook.iter().any(|part| names.contains_key(*part));
            return Err(ReadError::encrypted(if known { Seems::Workbook } else { Seems::Archive }));
        }
        let read = vec![false; zip.len()];
        let meter = Meter { limits: *limits, packed: bytes.len() as u64, inflated: 0 };
        Ok(Self { zip, names, read, meter })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// Whether any entry lies in a folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.names.keys().any(|name| name.starts_with(folder))
    }

    /// The size the directory declares, for a progress bar only.
    pub(super) fn declared_size(&self, name: &str) -> u64 {
        let index = self.names.get(&key(name));
        index.and_then(|&i| self.zip.by_index_data(i).ok()).map_or(0, |entry| entry.size())
    }

    /// Bytes inflated so far.
    pub(super) const fn inflated(&self) -> u64 {
        self.meter.inflated
    }

    /// The names of all entries in lower case, ascending.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.names.keys().cloned().collect();
        names.sort_unstable();
        names
    }

    /// All files of the archive; folders are none.
    pub(super) fn files(&self) -> impl Iterator<Item = Entry> {
        (0..self.zip.len()).filter_map(|index| {
            let entry = self.zip.by_index_data(index).ok()?;
            let (name, size) = (entry.name_raw().to_vec(), entry.size());
            (!name.ends_with(b"/")).then_some(Entry { index, name, size })
        })
    }

    /// A whole entry.
    pub(super) fn whole(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let most = self.meter.limits.file_bytes;
        let mut part = self.by_index(index)?;
        let mut bytes = Vec::new();
        let mut buffer = [0; 16 << 10];
        loop {
            let count = part.read(&mut buffer).map_err(|error| io_error(&error))?;
            match buffer.get(..count) {
                None | Some([]) => return Ok(bytes),
                Some(read) => bytes.extend_from_slice(read),
            }
            if bytes.len() as u64 > most {
                return Err(ReadError::over_limit(format!("文件大于 {} MB", most >> 20)));
            }
            part.event_done();
        }
    }

    /// Opens an entry for reading; `None` if there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, ReadError> {
        let Some(&index) = self.names.get(&key(name)) else { return Ok(None) };
        if let Some(read) = self.read.get_mut(index) {
            *read = true;
        }
        let mut part = self.by_index(index)?;
        part.at_xml = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending));
        Ok(Some(part))
    }

    fn by_index(&mut self, index: usize) -> Result<Part<'_>, ReadError> {
        let file = self.zip.by_index(index).map_err(|error| zip_error(&error))?;
        Ok(Part { file: Box::new(file), meter: &mut self.meter, since_event: 0, at_xml: false })
    }

    /// A small entry as a whole; `None` if there is none of that name or it is longer
    /// than 64 KiB.
    pub(super) fn small(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(part) = self.part(name)? else { return Ok(None) };
        let mut bytes = Vec::new();
        part.take(64 << 10).read_to_end(&mut bytes).map_err(|error| io_error(&error))?;
        Ok((bytes.len() < 64 << 10).then_some(bytes))
    }

    /// Inflates an entry piece by piece, keeping nothing of it; `false` if there is none of
    /// that name.
    pub(super) fn read_through(
        &mut self,
        name: &str,
        mut each: impl FnMut(&[u8]),
    ) -> Result<bool, ReadError> {
        let Some(mut part) = self.part(name)? else { return Ok(false) };
        let mut buffer = [0; 16 << 10];
        loop {
            let count = part.read(&mut buffer).map_err(|error| io_error(&error))?;
            match buffer.get(..count) {
                None | Some([]) => return Ok(true),
                Some(bytes) => each(bytes),
            }
            part.event_done();
        }
    }

    /// Inflates what nobody has read, so that the limits hold for the whole archive. Says
    /// how many of these entries are damaged: no reason to refuse the sheets.
    pub(super) fn drain_unread(&mut self) -> Result<usize, ReadError> {
        let mut damaged = 0;
        let unread: Vec<usize> =
            self.read.iter().enumerate().filter(|(_, read)| !**read).map(|(i, _)| i).collect();
        for index in unread {
            let drained = self.by_index(index).and_then(|mut part| {
                let mut buffer = [0; 16 << 10];
                loop {
                    match part.read(&mut buffer) {
                        Ok(0) => return Ok(()),
                        Ok(_) => part.event_done(),
                        Err(error) => return Err(io_error(&error)),
                    }
                }
            });
            match drained {
                Ok(()) => (),
                Err(error) if error.code == super::ReadCode::R003 => damaged += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(damaged)
    }
}

/// Whether XML begins as UTF-16, with or without its mark. Both are legal, and no program of
/// these offices writes them.
fn is_utf16(xml: &[u8]) -> bool {
    let begins = |mark: &[u8]| xml.starts_with(mark);
    begins(b"\xff\xfe") || begins(b"\xfe\xff") || begins(b"<\0") || begins(b"\0<")
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Counts the marks of directory entries before the directory is parsed, since parsing
/// takes hundreds of bytes of memory for each.
fn check_entries(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    const SMALLEST_ENTRY: usize = 46;
    if bytes.len() / SMALLEST_ENTRY <= limits.zip_entries {
        return Ok(());
    }
    let marks = memmem::find_iter(bytes, b"PK\x01\x02");
    if marks.take(limits.zip_entries.saturating_add(1)).count() > limits.zip_entries {
        return Err(ReadError::over_limit(format!("压缩包里超过 {} 个文件", limits.zip_entries)));
    }
    Ok(())
}
