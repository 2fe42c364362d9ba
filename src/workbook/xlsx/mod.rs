//! Office Open XML workbooks (ECMA-376): xlsx and xlsm.
//!
//! The parts are read as streams, each once, with every inflated byte counted; nothing is
//! sized by what the file declares. calamine is not asked here: up to 0.38 it reserves
//! memory by a declared count, clones a number format into every style, stops at error
//! values it doesn't list (`#SPILL!`), and can't see hidden rows or pictures in cells.
//! It serves as the oracle in the tests.

pub(super) mod anchors;
mod cell;
mod in_cell;
mod parts;
mod scan;
mod sheet;
mod strings;
mod styles;

#[cfg(test)]
mod tests;

use cell::Context;
use in_cell::InCell;
use parts::{Book, SheetEntry, SheetKind};

use super::builder::{CellBudget, SheetBuilder};
use super::error::ReadError;
use super::media::Media;
use super::open::{Step, Watch};
use super::package::Package;
use super::{Format, Sheet, Workbook};
use crate::limits::Limits;

pub(super) use cell::iso_serial;
pub(super) use in_cell::wps_name;
pub(crate) use parts::resolve as resolve_target;
pub(super) use parts::{main_part, relationships};
pub(crate) use styles::is_date as is_date_format;
pub(super) use styles::{NumberKind, built_in, kind_of_code};

/// Reads a workbook from its package.
pub(super) fn read(
    mut package: Package<'_>,
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    let book = Book::read(&mut package)?;
    let mut total: u64 = book.sheets.iter().map(|s| package.declared_size(&s.part)).sum();
    if let Some(part) = &book.strings_part {
        total += package.declared_size(part);
    }
    let strings = match &book.strings_part {
        Some(part) => strings::read(&mut package, part, limits, watch, total)?,
        None => strings::Strings::default(),
    };
    let formats = match &book.styles_part {
        Some(part) => styles::read(&mut package, part)?,
        None => Vec::new(),
    };
    let mut media = Media::default();
    let in_cell = InCell::read(&mut package, &book, &mut media)?;
    let context = Context {
        strings: &strings,
        formats: &formats,
        since_1904: book.since_1904,
        in_cell: &in_cell,
        total,
    };
    let mut budget = CellBudget::new(*limits);
    let mut sheets = Vec::with_capacity(book.sheets.len().min(1 << 10));
    let mut not_checked = Vec::new();
    for entry in &book.sheets {
        match entry.kind {
            SheetKind::Worksheet => (),
            // A chart or a dialog holds no cells.
            SheetKind::Pictorial => continue,
            SheetKind::Macro => {
                not_checked.push(format!("“{}”是宏表，没有检查。", entry.name));
                continue;
            }
        }
        if !package.has(&entry.part) {
            return Err(ReadError::damaged(format!("缺了工作表“{}”的内容", entry.name)));
        }
        let sheet = worksheet(
            &mut package,
            entry,
            &context,
            &mut media,
            &mut budget,
            watch,
            &mut not_checked,
        )?;
        match sheet {
            Some(sheet) => sheets.push(sheet),
            None => not_checked.push(format!("“{}”不是普通的工作表，没有检查。", entry.name)),
        }
    }
    let damaged = package.drain_unread()? + media.damaged;
    if damaged > 0 {
        not_checked.push(format!(
            "文件里有 {damaged} 处附件（如图片）已经损坏，没能查看；单元格都读到了。"
        ));
    } else {
        not_checked.extend(sheets.iter().filter_map(lost_pictures));
    }
    watch.report(Step::Rows, 1, 1)?;
    Workbook { format: Format::Xlsx, sheets, not_checked }.unless_empty()
}

/// That cells have pictures which aren't in the file: another program left them out.
fn lost_pictures(sheet: &Sheet) -> Option<String> {
    let lost = sheet.pictures.iter().filter(|picture| picture.image.is_none()).count();
    (lost > 0).then(|| {
        let name = &sheet.name;
        format!("工作表“{name}”有 {lost} 张图片在文件里找不到，图片签字请人工核对。")
    })
}

fn worksheet(
    package: &mut Package<'_>,
    entry: &SheetEntry,
    context: &Context<'_>,
    media: &mut Media,
    budget: &mut CellBudget,
    watch: &mut Watch<'_>,
    not_checked: &mut Vec<String>,
) -> Result<Option<Sheet>, ReadError> {
    let mut sheet = Sheet::new(entry.name.as_str());
    sheet.visibility = entry.visibility;
    sheet.own = entry.own;
    let builder = SheetBuilder::new(sheet, budget);
    let Some((mut sheet, geometry)) = sheet::read(package, &entry.part, context, builder, watch)?
    else {
        return Ok(None);
    };
    if let Some(id) = geometry.drawing {
        match anchors::read(package, media, &entry.part, &id, &geometry.metrics) {
            Ok(drawing) => drawing.lay_on(&mut sheet, not_checked),
            Err(error) if error.code == super::ReadCode::R003 => not_checked
                .push(format!("工作表“{}”里的图片没能看清，图片签字请人工核对。", entry.name)),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(sheet))
}
