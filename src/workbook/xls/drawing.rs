//! Pictures on a sheet: shapes that name an image and lie between two cells
//! ([MS-ODRAW] 2.2.13 and 2.2.14, [MS-XLS] 2.5.193).

use super::super::anchor::{Anchor, Corner};
use super::super::builder::check_pictures;
use super::super::bytes::{u16_at, u32_at};
use super::super::error::ReadError;
use super::super::metrics::{Axis, Metrics};
use super::super::shown::Shown;
use super::super::{ImageId, Picture};
use super::art::{Art, Arts, kind};

/// Groups in groups in groups: nobody draws more.
const DEEPEST: u32 = 16;

/// The pictures of a sheet's drawing.
#[derive(Default)]
pub(super) struct Pictures {
    pub(super) placed: Vec<Picture>,
    /// How many shapes that are pictures these stand for: of a group's the first stands for
    /// all.
    pub(super) shapes: u32,
}

/// Reads a drawing. What is odd or cut off in it is passed over.
///
/// # Errors
/// Too many pictures.
pub(super) fn pictures(
    drawing: &[u8],
    images: &[Option<ImageId>],
    metrics: &Metrics,
) -> Result<Pictures, ReadError> {
    let mut pictures = Pictures::default();
    let drawings = Arts(drawing).filter(|it| it.kind == kind::DRAWING);
    let groups = drawings.flat_map(Art::inner).filter(|it| it.kind == kind::GROUP);
    for art in groups.flat_map(Art::inner) {
        let mut drawn = Drawn::default();
        drawn.gather(art, 0);
        let (Some(image), Some(anchor)) = (drawn.image, drawn.anchor) else { continue };
        let Some(mut picture) = place(anchor, metrics) else { continue };
        let image = image.checked_sub(1).and_then(|at| images.get(at as usize));
        drawn.shown.tell(&mut picture, image.copied().flatten());
        pictures.placed.push(picture);
        pictures.shapes = pictures.shapes.saturating_add(drawn.pictures);
        check_pictures(pictures.placed.len())?;
    }
    Ok(pictures)
}

/// What lies at one anchor: a shape, or a group of them.
#[derive(Default)]
struct Drawn<'d> {
    anchor: Option<&'d [u8]>,
    /// The number of the first picture's image; 0 if that isn't in the file.
    image: Option<u32>,
    shown: Shown,
    pictures: u32,
}

impl<'d> Drawn<'d> {
    fn gather(&mut self, art: Art<'d>, depth: u32) {
        match art.kind {
            kind::GROUP if depth < DEEPEST => {
                art.inner().for_each(|inner| self.gather(inner, depth + 1));
            }
            kind::SHAPE => self.shape(art),
            _ => (),
        }
    }

    fn shape(&mut self, shape: Art<'d>) {
        const PICTURE_FRAME: u16 = 75;
        const DELETED: u32 = 0x08;
        const FLIPPED: u32 = 0x40 | 0x80;
        let mut shown = Shown::default();
        let mut image = None;
        for art in shape.inner() {
            match art.kind {
                kind::SHAPE_FLAGS => {
                    let flags = u32_at(art.data, 4).unwrap_or(0);
                    if flags & DELETED != 0 {
                        return;
                    }
                    if flags & FLIPPED != 0 {
                        shown.flip();
                    }
                    if art.instance == PICTURE_FRAME {
                        image = image.or(Some(0));
                    }
                }
                kind::PROPERTIES => image = properties(art, &mut shown).or(image),
                // A group's own shape comes first and tells where all of it lies.
                kind::ANCHOR => self.anchor = self.anchor.or(Some(art.data)),
                _ => (),
            }
        }
        if image.is_some() {
            self.pictures = self.pictures.saturating_add(1);
            match self.image {
                Some(_) => self.shown.grouped = true,
                None => (self.image, self.shown) = (image, shown),
            }
        }
    }
}

/// The number of the image, if the properties name one; what they say about how it is shown
/// ([MS-ODRAW] 2.3.18.5 and 2.3.23).
fn properties(art: Art<'_>, shown: &mut Shown) -> Option<u32> {
    /// Set where the value is an image's number.
    const IS_IMAGE: u16 = 0x4000;
    const ROTATION: u16 = 0x0004;
    const TOP: u16 = 0x0100;
    const BOTTOM: u16 = 0x0101;
    const LEFT: u16 = 0x0102;
    const RIGHT: u16 = 0x0103;
    const IMAGE: u16 = 0x0104 | IS_IMAGE;
    let mut image = None;
    let mut crop = [0; 4];
    let [left, top, right, bottom] = &mut crop;
    let (entries, _) = art.data.as_chunks::<6>();
    for entry in entries.iter().take(art.instance.into()) {
        let (Some(name), Some(value)) = (u16_at(entry, 0), u32_at(entry, 2)) else { break };
        // Parts of the whole, and of a degree, are counted in 1/65536.
        let of = |whole: i64| i64::from(value.cast_signed()) * whole / 65_536;
        match name {
            IMAGE => image = Some(value),
            ROTATION => shown.turn(of(60_000)),
            TOP => *top = of(100_000),
            BOTTOM => *bottom = of(100_000),
            LEFT => *left = of(100_000),
            RIGHT => *right = of(100_000),
            _ => (),
        }
    }
    shown.crop(crop);
    image
}

/// The cells between two corners (OfficeArtClientAnchorSheet, [MS-XLS] 2.5.193): offsets
/// count 1/1024 of the column's width and 1/256 of the row's height.
fn place(anchor: &[u8], metrics: &Metrics) -> Option<Picture> {
    let part = |axis: &Axis, index: u32, offset: u16, of: i64| {
        (axis.start(index + 1) - axis.start(index)) * i64::from(offset.cast_signed()) / of
    };
    let corner = |at: usize| {
        let (col, row) = (u16_at(anchor, at)?.into(), u16_at(anchor, at + 4)?.into());
        Some(Corner {
            col,
            col_offset: part(&metrics.columns, col, u16_at(anchor, at + 2)?, 1024),
            row,
            row_offset: part(&metrics.rows, row, u16_at(anchor, at + 6)?, 256),
        })
    };
    Anchor { from: Some(corner(2)?), to: Some(corner(10)?), ..Anchor::default() }.place(metrics)
}
