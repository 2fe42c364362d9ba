//! OpenDocument spreadsheets (ISO/IEC 26300-3, 1.3).
//!
//! One part, `content.xml`, holds all sheets; it is read as a stream. Cells and rows that
//! repeat are counted before they are made: a file of a few bytes can ask for billions.

mod cell;
mod content;
mod length;
mod paragraphs;
mod table;

#[cfg(test)]
mod tests;

use super::error::ReadError;
use super::media::Media;
use super::open::{Step, Watch};
use super::package::Package;
use super::xml::Xml;
use super::{Format, Workbook};
use crate::limits::Limits;

const CONTENT: &str = "content.xml";

/// Reads a workbook from its package.
pub(super) fn read(
    mut package: Package<'_>,
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    let total = package.declared_size(CONTENT);
    let Some(part) = package.part(CONTENT)? else {
        return Err(ReadError::damaged("压缩包里缺了表格的内容"));
    };
    let mut read = content::read(Xml::new(part), limits, watch, total)?;
    let mut media = Media::default();
    for shown in read.images {
        let image = media.id(&mut package, &shown.image)?;
        let sheet = read.sheets.get_mut(shown.sheet);
        if let Some(picture) = sheet.and_then(|sheet| sheet.pictures.get_mut(shown.picture)) {
            picture.image = image;
        }
    }
    let mut not_checked = Vec::new();
    let damaged = package.drain_unread()? + media.damaged;
    if damaged > 0 {
        not_checked.push(format!(
            "文件里有 {damaged} 处附件（如图片）已经损坏，没能查看；单元格都读到了。"
        ));
    }
    watch.report(Step::Rows, 1, 1)?;
    Workbook { format: Format::Ods, sheets: read.sheets, not_checked }.unless_empty()
}
