//! A workbook of Office Open XML in the place of one that can't be patched (xls, xlsb,
//! ods, csv): the same values in the same cells, and in words what didn't come along.

use crate::session::Session;
use crate::workbook::{Cell, CellValue, Format, Sheet, Span, Visibility};
use rust_xlsxwriter::{Format as CellFormat, Worksheet, XlsxError};

/// A column is made as wide as its content, up to so many pixels: titles over the whole
/// table stand in one of its cells.
const WIDEST: u32 = 240;

/// Builds the workbook anew.
pub(super) fn rebuilt(session: &Session) -> Result<Vec<u8>, XlsxError> {
    let workbook = session.workbook();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&super::cleaned::dated(session)?);
    let formats = Formats {
        text: CellFormat::new().set_num_format("@"),
        date: CellFormat::new().set_num_format("yyyy\\-mm\\-dd"),
    };
    for sheet in &workbook.sheets {
        let mut made = Worksheet::new();
        made.set_name(&sheet.name)?;
        made.set_hidden(sheet.visibility == Visibility::Hidden);
        write(sheet, &mut made, &formats)?;
        book.push_worksheet(made);
    }
    book.save_to_buffer()
}

/// What didn't come along, in words for the user.
pub(super) fn lost(format: Format) -> Vec<String> {
    let kind = match format {
        Format::Xlsx => return Vec::new(),
        Format::Csv => {
            return vec![
                "原文件是文本（CSV），这里另建了一份工作簿；内容都在原来的格里。".to_owned(),
            ];
        }
        Format::Xls => "xls",
        Format::Xlsb => "xlsb",
        Format::Ods => "ods",
    };
    vec![format!(
        "原文件是 {kind}，不能直接在上面改，这里另建了一份 xlsx：内容、合并单元格、隐藏的行列和工作表都在\
         原来的位置；字体、边框、底色、图片、批注和打印设置没有带过来，公式只留下结果，列宽按内容重排。要保留这些，\
         请用 WPS 或 Excel 把原文件另存为 xlsx 再来。"
    )]
}

struct Formats {
    text: CellFormat,
    date: CellFormat,
}

fn write(sheet: &Sheet, made: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    for block in &sheet.merges {
        let (first, last) = (block.first, block.last);
        if let (Ok(left), Ok(right)) = (u16::try_from(first.col), u16::try_from(last.col)) {
            made.merge_range(first.row, left, last.row, right, "", &CellFormat::new())?;
        }
    }
    for row in sheet.rows() {
        for cell in &row.cells {
            write_cell(row.index, cell, made, formats)?;
        }
    }
    made.set_autofit_max_width(WIDEST).autofit();
    let last = sheet.rows().last().map_or(0, |row| row.index);
    for row in sheet.hidden_rows.iter().flat_map(indices).take_while(|row| *row <= last) {
        made.set_row_hidden(row)?;
    }
    for col in sheet.hidden_cols.iter().flat_map(indices) {
        if let Ok(col) = u16::try_from(col) {
            made.set_column_hidden(col)?;
        }
    }
    Ok(())
}

fn indices(span: &Span) -> impl Iterator<Item = u32> + use<> {
    span.first..=span.last
}

fn write_cell(
    row: u32,
    cell: &Cell,
    made: &mut Worksheet,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let Ok(col) = u16::try_from(cell.col) else { return Ok(()) };
    match &cell.value {
        // Text of digits stays text, whoever edits it.
        CellValue::Text(text) => {
            if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() > 10 {
                made.write_string_with_format(row, col, text.as_ref(), &formats.text)?;
            } else {
                made.write_string(row, col, text.as_ref())?;
            }
        }
        CellValue::Number(number) => {
            made.write_number(row, col, *number)?;
        }
        CellValue::Date(serial) => {
            made.write_number_with_format(row, col, *serial, &formats.date)?;
        }
        CellValue::Bool(value) => {
            made.write_boolean(row, col, *value)?;
        }
        CellValue::Error(text) => {
            made.write_string(row, col, text.as_ref())?;
        }
        CellValue::NoValue | CellValue::Picture => (),
    }
    Ok(())
}
