//! Pictured signatures: those that a cleaned form takes along, and why others stay behind.

use super::layout;
use crate::fix::Edit;
use crate::form::{Field, Form, HeadField};
use crate::report::Privacy;
use crate::session::Session;
use crate::workbook::{self, CellRef, ImageId, Picture, Sheet};
use rust_xlsxwriter::{Image, ObjectMovement};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The images of all signatures may take this much memory, each counted as often as it is
/// shown: a thousand scanned names take about twenty million bytes.
const MOST_BYTES: usize = 64 << 20;

/// Why a picture stays behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// What a picture shows can't be masked.
    Masked,
    /// The image is missing or damaged, or lies outside the file.
    NotFound,
    /// Neither PNG nor JPEG.
    OtherKind,
    /// It is cropped, turned, mirrored or grouped.
    Altered,
    /// There are too many, or they are too large.
    TooMuch,
    /// The layout has no column to sign in.
    NoColumn,
}

impl Why {
    /// What is said of it in 剩余问题.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Masked => "原表这里的签字是图片；脱敏的表不带图片，因为图片里的内容没法遮住。",
            Self::NotFound => "原表这里的签字是图片；图片在原文件里找不到，或者已经损坏。",
            Self::OtherKind => "原表这里的签字是图片；它不是 PNG 或 JPEG，带不过来。",
            Self::Altered => "原表这里的签字是图片；它裁剪、旋转或组合过，没法照样带过来。",
            Self::TooMuch => "原表这里的签字是图片；签字图片太多或太大，这一张没有带上。",
            Self::NoColumn => "原表这里的签字是图片；本表没有签字这一列，没有带上。",
        }
    }
}

/// Whose signature a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Signer {
    /// The person at a position in [`Form::records`].
    Person(usize),
    /// Who signs beside a label.
    Head(HeadField),
}

impl Signer {
    /// The cell that stands for his pictures in the source.
    pub(super) fn source_cell(self, form: &Form) -> Option<CellRef> {
        match self {
            Self::Person(person) => {
                let col = form.column(Field::Signature).or_else(|| form.column(Field::Name))?;
                Some(CellRef::new(form.records.get(person)?.row, col))
            }
            Self::Head(field) => {
                let value = form.head.get(field);
                value.label.or(value.place)
            }
        }
    }
}

/// The pictures of a form's sheet that sign, by signer.
pub(super) fn by_signer<'s>(form: &Form, sheet: &'s Sheet) -> BTreeMap<Signer, Vec<&'s Picture>> {
    let mut found: BTreeMap<Signer, Vec<&Picture>> = BTreeMap::new();
    for picture in &sheet.pictures {
        // Of several forms on one sheet each has its own rows.
        if let Some(person) = form.signer_of(picture) {
            found.entry(Signer::Person(person)).or_default().push(picture);
        }
    }
    for (field, picture) in form.head_signatures(sheet) {
        found.entry(Signer::Head(field)).or_default().push(picture);
    }
    found
}

/// The people whose signature no longer stands for what their row says, and who had
/// signed: their rows, ascending.
pub(super) fn signed_before<'e>(
    form: &Form,
    sheet: &Sheet,
    edits: impl Iterator<Item = &'e Edit>,
) -> Vec<u32> {
    let again = layout::to_sign_again(form, edits);
    let has_text = |row: u32| {
        let cell = form.column(Field::Signature).and_then(|col| sheet.cell(CellRef::new(row, col)));
        cell.is_some_and(|cell| !cell.value.display().trim().is_empty())
    };
    let signed = form.records.iter().filter(|it| again.contains(&it.row));
    signed.filter(|it| it.signature_picture || has_text(it.row)).map(|it| it.row).collect()
}

/// The images of a session's signatures.
pub(super) struct Images {
    masked: bool,
    known: HashMap<ImageId, (Result<Image, Why>, usize)>,
    /// Bytes that may still be shown.
    room: usize,
}

impl Images {
    /// For a form whose signatures are none or all typed.
    pub(super) fn none() -> Self {
        Self { masked: false, known: HashMap::new(), room: 0 }
    }

    /// Fetches what the pictured signatures of all forms show out of the bytes that the
    /// session was opened with. What can't be fetched stays behind, one by one.
    pub(super) fn read(session: &Session, source: &[u8], privacy: Privacy) -> Self {
        let masked = privacy == Privacy::Masked;
        let mut found = Self { masked, known: HashMap::new(), room: MOST_BYTES };
        let sheets = session.forms().iter().filter_map(|form| {
            session.workbook().sheets.get(form.sheet).map(|sheet| (form, sheet))
        });
        let wanted: HashSet<ImageId> = sheets
            .filter(|_| !masked)
            .flat_map(|(form, sheet)| by_signer(form, sheet).into_values().flatten())
            .filter(|picture| !picture.altered)
            .filter_map(|picture| picture.image)
            .collect();
        if wanted.is_empty() {
            return found;
        }
        // The bytes were read before; what can't be read now is not found.
        let limits = &session.options().limits;
        let images = workbook::images(source, &wanted, MOST_BYTES, limits).unwrap_or_default();
        let made = images.into_iter().map(|(id, file)| match file {
            Some(bytes) => (id, (image(&bytes), bytes.len())),
            None => (id, (Err(Why::TooMuch), 0)),
        });
        found.known = made.collect();
        found
    }

    /// The image that a picture shows.
    pub(super) fn take(&mut self, picture: &Picture) -> Result<Image, Why> {
        if self.masked {
            return Err(Why::Masked);
        }
        if picture.altered {
            return Err(Why::Altered);
        }
        let known = picture.image.and_then(|id| self.known.get(&id));
        let (image, bytes) = known.ok_or(Why::NotFound)?;
        let image = image.clone()?;
        self.room = self.room.checked_sub(*bytes).ok_or(Why::TooMuch)?;
        Ok(image)
    }
}

/// An image as the writer takes it. It takes GIF and BMP too, which WPS and old Excel show
/// unreliably, and reads nothing but the size.
fn image(bytes: &[u8]) -> Result<Image, Why> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    const JPEG: &[u8] = b"\xff\xd8\xff";
    if !bytes.starts_with(PNG) && !bytes.starts_with(JPEG) {
        return Err(Why::OtherKind);
    }
    let image = Image::new_from_buffer(bytes).map_err(|_| Why::NotFound)?;
    Ok(image.set_object_movement(ObjectMovement::MoveAndSizeWithCells))
}
