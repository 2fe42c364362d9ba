//! BIFF8 workbooks ([MS-XLS]): xls, and et of WPS.
//!
//! The records are few and their layout is fixed, so they are read here, each number from
//! a place that may not be there. calamine 0.38 indexes records by lengths that the file
//! declares and panics where they lie, which a page can't catch; it also doesn't tell
//! hidden rows or pictures. It serves as the oracle in the tests.

mod art;
mod book;
mod compound;
mod drawing;
mod records;
mod sheet;

#[cfg(test)]
mod tests;

use book::{Book, SheetKind};
use records::{Records, kind};

use super::builder::{CellBudget, SheetBuilder};
use super::error::ReadError;
use super::media::Found;
use super::open::Watch;
use super::{Format, Sheet, Workbook};
use crate::limits::Limits;

/// Reads a workbook from its compound file.
pub(super) fn read(
    file: &[u8],
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    let stream = compound::workbook(file)?;
    let book = Book::read(&stream, limits)?;
    let mut budget = CellBudget::new(*limits);
    let mut sheets = Vec::new();
    let mut not_checked = Vec::new();
    let mut formulas = false;
    let mut bytes_read = 0;
    for listed in &book.sheets {
        match listed.kind {
            SheetKind::Worksheet => (),
            SheetKind::Other => continue,
            SheetKind::Macro => {
                not_checked.push(format!("“{}”是宏表，没有检查。", listed.name));
                continue;
            }
        }
        let missing = || ReadError::damaged(format!("找不到工作表“{}”的内容", listed.name));
        let rest = stream.get(listed.start..).ok_or_else(missing)?;
        let mut sheet = Sheet::new(listed.name.as_str());
        sheet.visibility = listed.visibility;
        sheet.own = listed.own;
        let builder = SheetBuilder::new(sheet, &mut budget);
        let read = sheet::read(rest, bytes_read, &book, builder, watch)?;
        bytes_read += read.length;
        // Sheets lie behind each other; if they overlap, a small file could ask to be read
        // again and again.
        if bytes_read > stream.len() as u64 {
            return Err(ReadError::damaged("几张工作表的位置重叠了"));
        }
        formulas |= read.formulas;
        sheets.push(read.sheet);
    }
    let pictures: u64 = sheets.iter().map(|sheet| u64::from(sheet.unseen_pictures)).sum();
    if pictures > 0 {
        not_checked.push(format!(
            "xls 格式里有 {pictures} 张图片看不到内容和位置，图片签字和公章请人工核对；\
             另存为 xlsx 后可以查到。"
        ));
    }
    if formulas {
        not_checked
            .push("xls 格式里看不出公式有没有算过，公式的结果按文件里存的值核对。".to_owned());
    }
    Workbook { format: Format::Xls, sheets, not_checked }.unless_empty()
}

/// Fetches the files of wanted images.
pub(super) fn images(file: &[u8], found: &mut Found<'_>) -> Result<(), ReadError> {
    let stream = compound::workbook(file)?;
    let mut records = Records::new(&stream);
    loop {
        let record = records.next()?;
        if record.kind == kind::EOF || found.is_complete() {
            return Ok(());
        }
        if record.kind == kind::DRAWING_GROUP {
            for file in art::images(records.with_continued(record))? {
                let Some(id) = art::identity(&file) else { continue };
                let length: usize = file.iter().map(|piece| piece.len()).sum();
                let fits = length <= found.room;
                found.keep(id, || fits.then(|| file.concat()));
            }
        }
    }
}
