//! What stands around the sheets: their list, number formats, shared texts.

use std::collections::HashMap;

use super::super::builder::check_sheets;
use super::super::bytes::{u16_at, u32_at};
use super::super::error::ReadError;
use super::super::package::Package;
use super::super::texts::{Gather, Texts};
use super::super::xlsx::{NumberKind, built_in, kind_of_code};
use super::super::{OWN_SHEET_NAME_PREFIX, Visibility};
use super::records::{Records, cut_off, kind, text};
use crate::limits::Limits;

/// A sheet as the book lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// The relationship that leads to it.
    pub(super) relationship: String,
    pub(super) own: bool,
}

/// The list of sheets.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) sheets: Vec<Listed>,
    pub(super) since_1904: bool,
    /// For each reference to another sheet, which sheet.
    extern_sheets: Vec<u32>,
    /// The references of our own defined names.
    own: Vec<u16>,
}

impl Listing {
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, ReadError> {
        let Some(part) = package.part(part)? else {
            return Err(ReadError::damaged("压缩包里缺了工作簿的目录"));
        };
        let mut records = Records::new(part);
        let mut listing = Self::default();
        loop {
            let (kind, data) = records.next()?;
            if kind == kind::END_BOOK {
                break;
            }
            listing.take(kind, data).ok_or_else(cut_off)?;
            check_sheets(listing.sheets.len())?;
        }
        for reference in &listing.own {
            let sheet = listing.extern_sheets.get(usize::from(*reference));
            if let Some(sheet) = sheet.and_then(|at| listing.sheets.get_mut(*at as usize)) {
                sheet.own = true;
            }
        }
        Ok(listing)
    }

    /// Takes what one record tells; `None` if it is too short.
    fn take(&mut self, kind: u32, data: &[u8]) -> Option<()> {
        match kind {
            kind::BOOK_PROPERTIES => self.since_1904 = u32_at(data, 0)? & 1 != 0,
            kind::SHEET => {
                let visibility = match u32_at(data, 0)? {
                    0 => Visibility::Visible,
                    _ => Visibility::Hidden,
                };
                let (relationship, end) = text(data, 8)?;
                let (name, _) = text(data, end)?;
                self.sheets.push(Listed { name, visibility, relationship, own: false });
            }
            kind::EXTERN_SHEETS => {
                let (references, _) = data.get(4..)?.as_chunks::<12>();
                self.extern_sheets = references.iter().filter_map(|it| u32_at(it, 4)).collect();
            }
            kind::DEFINED_NAME => self.own.extend(own_reference(data)),
            _ => (),
        }
        Some(())
    }
}

/// The reference to a sheet in one of our defined names (BrtName, [MS-XLSB] 2.4.712).
fn own_reference(data: &[u8]) -> Option<u16> {
    /// A reference to a cell of another sheet, in its three classes.
    const TO_CELL: [u8; 3] = [0x3a, 0x5a, 0x7a];
    let (name, end) = text(data, 9)?;
    let formula = data.get(end.checked_add(4)?..)?;
    let ours = name.starts_with(OWN_SHEET_NAME_PREFIX) && TO_CELL.contains(formula.first()?);
    ours.then(|| u16_at(formula, 1)).flatten()
}

/// The kinds of the cell formats, by the number a cell gives.
pub(super) fn formats(package: &mut Package<'_>, part: &str) -> Result<Vec<NumberKind>, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Vec::new()) };
    let mut records = Records::new(part);
    let mut codes = HashMap::new();
    let mut kinds = Vec::new();
    let mut in_cell_formats = false;
    loop {
        let (kind, data) = records.next()?;
        match kind {
            kind::FORMAT => {
                let (code, _) = text(data, 2).ok_or_else(cut_off)?;
                codes.insert(u16_at(data, 0).ok_or_else(cut_off)?, kind_of_code(&code));
            }
            kind::BEGIN_CELL_FORMATS => in_cell_formats = true,
            kind::END_CELL_FORMATS => in_cell_formats = false,
            kind::XF if in_cell_formats => {
                let id = u16_at(data, 2).ok_or_else(cut_off)?;
                kinds.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id.into())));
            }
            kind::END_STYLES => return Ok(kinds),
            _ => (),
        }
    }
}

/// The shared texts, without their runs and phonetic guides.
pub(super) fn texts(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Texts, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Texts::default()) };
    let mut records = Records::new(part);
    let mut gather = Gather::new(limits);
    loop {
        match records.next()? {
            (kind::SHARED_ITEM, data) => {
                let (text, _) = text(data, 1).ok_or_else(cut_off)?;
                gather.push(&text)?;
            }
            (kind::END_TEXTS, _) => return Ok(gather.finish()),
            _ => (),
        }
    }
}
