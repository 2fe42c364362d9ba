//! The blank official form, with a filled example beside it.

use super::cleaned::{dated, mark_own};
use super::official::FormWriter;
use super::signatures::Images;
use super::style::Style;
use super::{ExportError, Exported};
use crate::form::{Field, HeadField};
use crate::patch;
use crate::report::Privacy;
use crate::rule::example;
use crate::session::{Options, Session};
use crate::workbook::{Cell, CellRef, CellValue, Format, Sheet, Workbook};

/// Rows to fill in unless asked otherwise: about what fits two pages.
pub const TEMPLATE_ROWS: u32 = 20;

/// Rows at most: beyond that a form is not filled in by hand.
pub const MOST_TEMPLATE_ROWS: u32 = 5_000;

/// Columns that only some forms need: they come in when a form has them.
const SELDOM: [Field; 3] = [Field::Post, Field::Quantity, Field::UnitPrice];

const BLANK: &str = "汇总表";
const FILLED: &str = "填写示例";

/// The blank official form with `rows` rows to fill in (at most [`MOST_TEMPLATE_ROWS`]):
/// drop-downs, text-typed number columns, live sums, a hint for every column; and a sheet
/// with three made-up people, which a check passes over.
///
/// # Errors
/// [`ExportError::Write`] if the workbook can't be written.
pub fn template(options: Options, rows: u32) -> Result<Exported, ExportError> {
    let rows = rows.clamp(1, MOST_TEMPLATE_ROWS);
    let style = Style::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let head = Workbook { format: Format::Xlsx, sheets: vec![head()], not_checked: Vec::new() };
    let blank = Session::new(BLANK, &[], head, options.clone());
    workbook.set_properties(&dated(&blank)?);
    let form = blank.forms().first().ok_or(ExportError::NoForm)?;
    let sheet = workbook.add_worksheet().set_name(BLANK)?;
    let mut images = Images::none();
    FormWriter::new(&blank, form, Privacy::Shown, &style, sheet, &mut images)
        .with_blank_rows(rows)
        .write()?;

    let perfect = example::workbook(&[]).ok_or(ExportError::NoForm)?;
    let filled = Session::new(FILLED, &[], perfect, options);
    let form = filled.forms().first().ok_or(ExportError::NoForm)?;
    let sheet = workbook.add_worksheet().set_name(FILLED)?;
    let mut writer = FormWriter::new(&filled, form, Privacy::Shown, &style, sheet, &mut images);
    let (next, last_col) = writer.write()?;
    let people = writer.finish().people.map(|rows| rows.on_sheet(2));
    let note = "这一页是填写示例，人和号码都是编的；核对时会跳过，也可以删掉。";
    sheet.merge_range(next, 0, next, last_col, note, &style.note)?;
    mark_own(&mut workbook, &[FILLED.to_owned()])?;
    let bytes = patch::fill(&workbook.save_to_buffer()?, people.into_iter().collect())?;
    Ok(Exported {
        name: "送温暖慰问实名制汇总表_空白.xlsx".to_owned(),
        mime: super::XLSX,
        bytes: super::own_sheets::hide_names(&bytes)?,
    })
}

/// A form without people: title, labels, header. The layout does the rest.
fn head() -> Sheet {
    let mut sheet = Sheet::new(BLANK);
    let mut put = |row, col, text: &str| {
        let at = CellRef::new(row, col);
        sheet.set(at, Some(Cell::new(col, CellValue::text(text))));
    };
    put(0, 0, "送温暖慰问实名制汇总表");
    for (row, field) in (1..).zip(HeadField::ALL) {
        put(row, 0, &format!("{}：", field.title()));
    }
    let fields = Field::ALL.into_iter().filter(|field| !SELDOM.contains(field));
    for (col, field) in (0..).zip(fields) {
        put(9, col, field.title());
    }
    sheet
}
