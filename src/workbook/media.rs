//! Images by their bytes: which pictures show the same one.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::error::{ReadCode, ReadError};
use super::package::Package;
use super::sheet::ImageId;

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
