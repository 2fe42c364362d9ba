//! Images by their bytes: which pictures show the same one.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::error::{ReadCode, ReadError};
use super::package::Package;
use super::sheet::ImageId;
use super::{cfb, xls};
use crate::limits::Limits;

/// The images of a package, each inflated and hashed once, when first asked for.
#[derive(Default)]
pub(super) struct Media {
    known: HashMap<String, Option<ImageId>>,
    /// Images that are there but can't be unpacked.
    pub(super) damaged: usize,
}

impl Media {
    /// What the image in a part is known by; `None` if it is missing or damaged, which is
    /// no reason to refuse the sheets.
    pub(super) fn id(
        &mut self,
        package: &mut Package<'_>,
        part: &str,
    ) -> Result<Option<ImageId>, ReadError> {
        if let Some(known) = self.known.get(part) {
            return Ok(*known);
        }
        let mut hash = Sha256::new();
        let mut length = 0;
        let read = package.read_through(part, |bytes| {
            length += bytes.len();
            hash.update(bytes);
        });
        let id = match read {
            // An empty image shows nothing that two pictures could have in common.
            Ok(found) => (found && length > 0).then(|| ImageId::of(&hash.finalize())),
            Err(error) if error.code == ReadCode::R003 => {
                self.damaged += 1;
                None
            }
            Err(error) => return Err(error),
        };
        self.known.insert(part.to_owned(), id);
        Ok(id)
    }
}

/// Endings of parts that hold no image.
const MARKUP: [&str; 3] = [".xml", ".rels", ".vml"];

/// The files of some images of a workbook, by what the pictures on its sheets know them
/// by, in as many bytes as `most` allows; `None` stands for one that doesn't fit in. What
/// can't be found is left out.
///
/// # Errors
/// A [`ReadError`] if the bytes are neither an archive nor an xls, or over the limits.
pub fn images(
    source: &[u8],
    wanted: &HashSet<ImageId>,
    most: usize,
    limits: &Limits,
) -> Result<HashMap<ImageId, Option<Vec<u8>>>, ReadError> {
    let mut found = Found { wanted, room: most, files: HashMap::new() };
    if source.starts_with(&cfb::MAGIC) {
        xls::images(source, &mut found)?;
        return Ok(found.files);
    }
    let mut package = Package::open(source, limits)?;
    for part in package.names() {
        if found.is_complete() {
            break;
        }
        if MARKUP.iter().any(|ending| part.ends_with(ending)) {
            continue;
        }
        let mut hash = Sha256::new();
        let mut file = Some(Vec::new());
        let read = package.read_through(&part, |bytes| {
            hash.update(bytes);
            file = file.take().filter(|it| it.len() + bytes.len() <= found.room);
            if let Some(file) = &mut file {
                file.extend_from_slice(bytes);
            }
        });
        match read {
            Ok(_) => found.keep(ImageId::of(&hash.finalize()), || file),
            Err(error) if error.code == ReadCode::R003 => (),
            Err(error) => return Err(error),
        }
    }
    Ok(found.files)
}

/// The files of wanted images, as long as there is room for them.
pub(super) struct Found<'w> {
    wanted: &'w HashSet<ImageId>,
    /// Bytes that may still be taken.
    pub(super) room: usize,
    files: HashMap<ImageId, Option<Vec<u8>>>,
}

impl Found<'_> {
    /// Whether nothing is left to be looked for.
    pub(super) fn is_complete(&self) -> bool {
        self.files.len() == self.wanted.len()
    }

    /// Keeps an image if it is wanted; no file stands for one that there is no room for.
    pub(super) fn keep(&mut self, id: ImageId, file: impl FnOnce() -> Option<Vec<u8>>) {
        if self.wanted.contains(&id) && !self.files.contains_key(&id) {
            let file = file();
            self.room -= file.as_ref().map_or(0, Vec::len);
            self.files.insert(id, file);
        }
    }
}
