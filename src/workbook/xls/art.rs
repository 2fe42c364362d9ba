//! OfficeArt ([MS-ODRAW]): the records of drawings, and the images that a workbook keeps.

use sha2::{Digest, Sha256};

use super::super::ImageId;
use super::super::builder::check_pictures;
use super::super::bytes::{u16_at, u32_at};
use super::super::error::ReadError;
use super::records::Pieces;

/// Numbers of the records that are read ([MS-ODRAW] 2.2).
pub(super) mod kind {
    pub(in super::super) const DRAWING: u16 = 0xf002;
    pub(in super::super) const GROUP: u16 = 0xf003;
    pub(in super::super) const SHAPE: u16 = 0xf004;
    pub(in super::super) const STORE_ENTRY: u16 = 0xf007;
    pub(in super::super) const SHAPE_FLAGS: u16 = 0xf00a;
    pub(in super::super) const PROPERTIES: u16 = 0xf00b;
    pub(in super::super) const ANCHOR: u16 = 0xf010;
    pub(in super::super) const FIRST_IMAGE: u16 = 0xf01a;
    pub(in super::super) const LAST_IMAGE: u16 = 0xf02a;
}

/// Bytes of a record's head.
const HEAD: usize = 8;

/// What stands before a record's data (OfficeArtRecordHeader, [MS-ODRAW] 2.2.1).
#[derive(Clone, Copy)]
struct Head {
    kind: u16,
    instance: u16,
    /// Records of their own are in it, nothing else.
    is_container: bool,
    length: usize,
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Self> {
        let first = u16_at(bytes, 0)?;
        Some(Self {
            kind: u16_at(bytes, 2)?,
            instance: first >> 4,
            is_container: first & 0xf == 0xf,
            length: u32_at(bytes, 4)? as usize,
        })
    }
}

/// A record of a drawing.
#[derive(Clone, Copy)]
pub(super) struct Art<'d> {
    pub(super) kind: u16,
    pub(super) instance: u16,
    pub(super) data: &'d [u8],
}

impl<'d> Art<'d> {
    /// The records in this one.
    pub(super) const fn inner(self) -> Arts<'d> {
        Arts(self.data)
    }
}

/// Records one after the other; the last may be cut short.
pub(super) struct Arts<'d>(pub(super) &'d [u8]);

impl<'d> Iterator for Arts<'d> {
    type Item = Art<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        let Head { kind, instance, length, .. } = Head::of(self.0)?;
        let rest = self.0.get(HEAD..).unwrap_or_default();
        let (data, rest) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        self.0 = rest;
        Some(Art { kind, instance, data })
    }
}

/// An image's file, as it lies in the workbook's records, piece by piece.
pub(super) type File<'s> = Vec<&'s [u8]>;

/// The images of a workbook in the order in which shapes name them, from 1 on; empty where
/// one is missing. What is cut off or odd ends the list: the shapes are then left without
/// their images.
///
/// # Errors
/// Too many of them.
pub(super) fn images(mut group: Pieces<'_>) -> Result<Vec<File<'_>>, ReadError> {
    let mut images: Vec<File<'_>> = Vec::new();
    while next_image(&mut group, &mut images).is_some() {
        check_pictures(images.len())?;
    }
    Ok(images)
}

/// What an image is known by; none is if its file is empty.
pub(super) fn identity(file: &File<'_>) -> Option<ImageId> {
    let mut hash = Sha256::new();
    file.iter().for_each(|piece| hash.update(piece));
    (!file.is_empty()).then(|| ImageId::of(&hash.finalize()))
}

/// Reads one record; `None` at the end. Containers need no steps of their own here: what is
/// in them follows their heads.
fn next_image<'s>(group: &mut Pieces<'s>, images: &mut Vec<File<'s>>) -> Option<()> {
    let mut head = [0; HEAD];
    for byte in &mut head {
        *byte = group.byte()?;
    }
    let head = Head::of(&head)?;
    match head.kind {
        kind::STORE_ENTRY => {
            // The entry (OfficeArtFBSE, [MS-ODRAW] 2.2.32), a name, and then the image.
            const NAME_LENGTH: usize = 33;
            group.skip(NAME_LENGTH)?;
            let name = usize::from(group.byte()?);
            group.skip(2 + name)?;
            images.push(File::new());
        }
        kind::FIRST_IMAGE..=kind::LAST_IMAGE => {
            // One identity of 16 bytes or two, and for what isn't a metafile a tag
            // ([MS-ODRAW] 2.2.23 and following).
            const FIRST_BITMAP: u16 = 0xf01d;
            let two = head.instance & 1 == 1;
            let before = if two { 32 } else { 16 } + usize::from(head.kind >= FIRST_BITMAP);
            group.skip(before)?;
            let file = group.slices(head.length.checked_sub(before)?)?;
            match images.last_mut().filter(|last| last.is_empty()) {
                Some(last) => *last = file,
                None => images.push(file),
            }
        }
        _ if head.is_container => (),
        _ => group.skip(head.length)?,
    }
    Some(())
}
