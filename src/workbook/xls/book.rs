//! What stands before the sheets: their list, number formats, shared texts
//! ([MS-XLS] 2.1.7.20.3).

use std::collections::HashMap;

use super::super::builder::check_sheets;
use super::super::bytes::{u16_at, u32_at};
use super::super::error::ReadError;
use super::super::sniff::Seems;
use super::super::texts::{Gather, Texts};
use super::super::xlsx::{NumberKind, built_in, kind_of_code};
use super::super::{ImageId, OWN_SHEET_NAME_PREFIX, Visibility};
use super::art;
use super::records::{Pieces, Record, Records, cut_off, kind};
use crate::limits::Limits;

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    /// Cells.
    Worksheet,
    /// A chart or a module of code.
    Other,
    /// A sheet of old Excel macros.
    Macro,
}

/// A sheet as the book lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) kind: SheetKind,
    /// Where in the stream it begins.
    pub(super) start: usize,
    pub(super) own: bool,
}

/// What all sheets share.
#[derive(Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Listed>,
    pub(super) since_1904: bool,
    pub(super) texts: Texts,
    /// By the number by which shapes name them, from 1 on.
    pub(super) images: Vec<Option<ImageId>>,
    /// By the format number of a cell.
    pub(super) kinds: Vec<NumberKind>,
}

/// What is gathered until all is known.
#[derive(Default)]
struct Gathered {
    codes: HashMap<u16, NumberKind>,
    formats: Vec<u16>,
    /// For each reference to another sheet, which sheet.
    extern_sheets: Vec<u16>,
    /// The references of our own defined names.
    own: Vec<u16>,
}

impl Book {
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        const BIFF8: u16 = 0x0600;
        let mut records = Records::new(stream);
        let first = records.next()?;
        if first.kind != kind::BOF {
            return Err(ReadError::damaged("工作簿的开头不对"));
        }
        if u16_at(first.data, 0) != Some(BIFF8) {
            return Err(ReadError::unknown(Seems::OldXls));
        }
        let mut book = Self::default();
        let mut gathered = Gathered::default();
        loop {
            let record = records.next()?;
            match record.kind {
                kind::EOF => break,
                kind::FILE_PASS => return Err(ReadError::encrypted(Seems::Xls)),
                kind::TEXTS => {
                    book.texts = texts(records.with_continued(record), limits)
                        .ok_or_else(|| ReadError::damaged("文字表没有写完"))??;
                }
                kind::DRAWING_GROUP => {
                    let images = art::images(records.with_continued(record))?;
                    book.images = images.iter().map(|file| art::identity(file)).collect();
                }
                _ => book.take(record, &mut gathered).ok_or_else(cut_off)?,
            }
            check_sheets(book.sheets.len())?;
        }
        let Gathered { codes, formats, extern_sheets, own } = gathered;
        let kind_of = |id: u16| codes.get(&id).copied().unwrap_or_else(|| built_in(id.into()));
        book.kinds = formats.into_iter().map(kind_of).collect();
        for reference in own {
            let sheet = extern_sheets.get(usize::from(reference));
            if let Some(sheet) = sheet.and_then(|at| book.sheets.get_mut(usize::from(*at))) {
                sheet.own = true;
            }
        }
        Ok(book)
    }

    /// Takes what one record tells; `None` if it is too short.
    fn take(&mut self, record: Record<'_>, gathered: &mut Gathered) -> Option<()> {
        let data = record.data;
        match record.kind {
            kind::SHEET => self.sheets.push(listed(data)?),
            kind::DATE_MODE => self.since_1904 = u16_at(data, 0)? == 1,
            kind::XF => gathered.formats.push(u16_at(data, 2)?),
            kind::FORMAT => {
                let code = Pieces::of(data.get(2..)?).text()?;
                gathered.codes.insert(u16_at(data, 0)?, kind_of_code(&code));
            }
            kind::EXTERN_SHEET => {
                let (references, _) = data.get(2..)?.as_chunks::<6>();
                gathered.extern_sheets = references.iter().filter_map(|it| u16_at(it, 2)).collect();
            }
            kind::DEFINED_NAME => gathered.own.extend(own_reference(data)),
            _ => (),
        }
        Some(())
    }
}

fn listed(data: &[u8]) -> Option<Listed> {
    let visibility = match data.get(4)? & 3 {
        0 => Visibility::Visible,
        _ => Visibility::Hidden,
    };
    let kind = match data.get(5)? {
        0 => SheetKind::Worksheet,
        1 => SheetKind::Macro,
        _ => SheetKind::Other,
    };
    let name = Pieces::of(data.get(6..)?).short_text()?;
    Some(Listed { name, visibility, kind, start: u32_at(data, 0)? as usize, own: false })
}

/// The reference to a sheet in one of our defined names (Lbl, [MS-XLS] 2.4.150).
fn own_reference(data: &[u8]) -> Option<u16> {
    /// A reference to a cell of another sheet, in its three classes.
    const TO_CELL: [u8; 3] = [0x3a, 0x5a, 0x7a];
    let length = usize::from(*data.get(3)?);
    let formula = usize::from(u16_at(data, 4)?);
    let name = Pieces::of(data.get(14..)?).text_of(length)?;
    if !name.starts_with(OWN_SHEET_NAME_PREFIX) {
        return None;
    }
    let formula = data.get(data.len().checked_sub(formula)?..)?;
    TO_CELL.contains(formula.first()?).then(|| u16_at(formula, 1)).flatten()
}

/// The shared texts (SST, [MS-XLS] 2.4.265); `None` if they are cut off.
fn texts(mut pieces: Pieces<'_>, limits: &Limits) -> Option<Result<Texts, ReadError>> {
    pieces.skip(4)?;
    let count = pieces.u32()?;
    let mut gather = Gather::new(limits);
    for _ in 0..count {
        if let Err(error) = gather.push(&pieces.text()?) {
            return Some(Err(error));
        }
    }
    Some(Ok(gather.finish()))
}
