//! Binary workbooks of Excel ([MS-XLSB]): the package of an xlsx, with records in the
//! place of XML. Drawings and relationships are XML here too, and are read as there.

mod book;
mod records;
mod sheet;

#[cfg(test)]
mod tests;

use super::builder::{CellBudget, SheetBuilder};
use super::error::{ReadCode, ReadError};
use super::media::Media;
use super::open::{Step, Watch};
use super::package::Package;
use super::xlsx::{anchors, relationships};
use super::{Format, Sheet, Workbook};
use crate::limits::Limits;
use book::Listing;
use sheet::Context;

/// Reads a workbook from its package, of which `main` lists the sheets.
pub(super) fn read(
    mut package: Package<'_>,
    main: &str,
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    let listing = Listing::read(&mut package, main)?;
    let parts = relationships(&mut package, main)?;
    let part = |kind: &str, usual: &str| {
        let named = parts.values().find(|it| it.kind == kind).map(|it| it.target.clone());
        named.unwrap_or_else(|| usual.to_owned())
    };
    let context = Context {
        texts: book::texts(&mut package, &part("sharedStrings", "xl/sharedStrings.bin"), limits)?,
        kinds: book::formats(&mut package, &part("styles", "xl/styles.bin"))?,
        since_1904: listing.since_1904,
        pictures_in_cells: package.has_folder("xl/richdata/richvaluerel"),
        total: parts.values().map(|it| package.declared_size(&it.target)).sum(),
    };
    let mut budget = CellBudget::new(*limits);
    let mut media = Media::default();
    let mut sheets = Vec::new();
    let mut not_checked = Vec::new();
    for listed in &listing.sheets {
        let name = &listed.name;
        let missing = || ReadError::damaged(format!("找不到工作表“{name}”的内容"));
        let entry = parts.get(&listed.relationship).ok_or_else(missing)?;
        match entry.kind.as_str() {
            "worksheet" => (),
            // A chart or a dialog holds no cells.
            "chartsheet" | "dialogsheet" => continue,
            _ => {
                not_checked.push(format!("“{name}”是宏表，没有检查。"));
                continue;
            }
        }
        if !package.has(&entry.target) {
            return Err(missing());
        }
        let mut sheet = Sheet::new(name.as_str());
        sheet.visibility = listed.visibility;
        sheet.own = listed.own;
        let builder = SheetBuilder::new(sheet, &mut budget);
        let Some(read) = sheet::read(&mut package, &entry.target, &context, builder, watch)? else {
            continue;
        };
        let mut sheet = read.sheet;
        if let Some(id) = read.drawing {
            match anchors::read(&mut package, &mut media, &entry.target, &id, &read.metrics) {
                Ok(drawing) => drawing.lay_on(&mut sheet, &mut not_checked),
                Err(error) if error.code == ReadCode::R003 => not_checked
                    .push(format!("工作表“{name}”里的图片没能看清，图片签字请人工核对。")),
                Err(error) => return Err(error),
            }
        }
        sheets.push(sheet);
    }
    if context.pictures_in_cells {
        not_checked.push(
            "xlsb 格式里放进单元格的图片认得出，但看不到是不是同一张；另存为 xlsx 后可以查到。"
                .to_owned(),
        );
    }
    let damaged = package.drain_unread()? + media.damaged;
    if damaged > 0 {
        not_checked.push(format!(
            "文件里有 {damaged} 处附件（如图片）已经损坏，没能查看；单元格都读到了。"
        ));
    }
    watch.report(Step::Rows, 1, 1)?;
    Workbook { format: Format::Xlsb, sheets, not_checked }.unless_empty()
}
