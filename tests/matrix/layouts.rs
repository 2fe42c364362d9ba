//! The layouts an example is brought into: those of the exercises, and some that no class
//! gets. Each says where a cell went.

use crate::make::{files, write};
use nuanbiao::rule::example;
use nuanbiao::teach::{self, Map, other_unit};
use nuanbiao::workbook::{Cell, CellRef, CellValue, Sheet, Workbook};

/// An example in a layout, as a file.
pub struct Laid {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub to: Map,
    /// So many sheets stand before the example's first.
    pub sheets_before: usize,
    /// What is rightly said of the layout itself: code, sheet, cell.
    pub also: Vec<(&'static str, usize, Option<CellRef>)>,
}

/// A layout, by name.
pub struct Layout {
    pub name: &'static str,
    /// Lays an example out, or says why it can't be.
    pub lay: fn(&Workbook) -> Result<Laid, &'static str>,
}

pub const LAYOUTS: [Layout; 10] = [
    Layout { name: "如例", lay: |book| xlsx(book.sheets.clone(), Box::new(|at| at)) },
    Layout { name: "统一格式", lay: |book| of_class(teach::Layout::Official, book) },
    Layout { name: "表头分格", lay: |book| of_class(teach::Layout::Apart, book) },
    Layout { name: "F12起", lay: |book| of_class(teach::Layout::Offset, book) },
    Layout { name: "两行表头", lay: |book| of_class(teach::Layout::TwoRows, book) },
    Layout { name: "调换列序", lay: |book| of_class(teach::Layout::Reordered, book) },
    Layout { name: "分页小计", lay: |book| of_class(teach::Layout::Pages, book) },
    Layout { name: "一表多单位", lay: |book| of_class(teach::Layout::Stacked, book) },
    Layout { name: "多张工作表", lay: several_sheets },
    Layout { name: "CSV", lay: csv },
];

/// Where the perfect form has 填报单位: the seal is missed there.
const UNIT: CellRef = CellRef::new(1, 0);
const NO_TABLE: &str = "例子里没有表格";

/// The header of the example's table.
fn header_row() -> u32 {
    example::place(0, nuanbiao::form::Field::Name).row - 1
}

fn xlsx(sheets: Vec<Sheet>, to: Map) -> Result<Laid, &'static str> {
    let bytes = write::xlsx(&files::book(sheets)).expect("a workbook that can be written");
    Ok(Laid { name: "例.xlsx", bytes, to, sheets_before: 0, also: Vec::new() })
}

/// A layout that exercises are given in.
fn of_class(layout: teach::Layout, book: &Workbook) -> Result<Laid, &'static str> {
    let laid = layout.lay(book)?;
    let file = xlsx(laid.workbook.sheets, laid.to)?;
    // The other unit's form wants its seal, too.
    let stacked = layout == teach::Layout::Stacked;
    let also = stacked.then_some(("H109", 0, Some(UNIT))).into_iter().collect();
    Ok(Laid { also, ..file })
}

/// A clean form of another unit before it, and a sheet of instructions behind it.
fn several_sheets(book: &Workbook) -> Result<Laid, &'static str> {
    let mut help = Sheet::new("要求");
    help.set(CellRef::new(0, 0), Some(Cell::new(0, CellValue::text("每月填一张表。"))));
    if book.sheets.first().and_then(|it| it.row(header_row())).is_none() {
        // A file without the form stays one: no clean form joins it.
        let sheets = [book.sheets.clone(), vec![help]].concat();
        return xlsx(sheets, Box::new(|at| at));
    }
    let mut other = other_unit();
    other.name = "一月".to_owned();
    let mut sheets = vec![other];
    sheets.extend(book.sheets.iter().cloned());
    let last = sheets.len();
    sheets.push(help);
    let laid = xlsx(sheets, Box::new(|at| at))?;
    let also = vec![("F002", last, None), ("H109", 0, Some(UNIT))];
    Ok(Laid { sheets_before: 1, also, ..laid })
}

/// As Excel saves it: text only, numbers of more than eleven digits in exponent form.
fn csv(book: &Workbook) -> Result<Laid, &'static str> {
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    sheet.row(header_row()).ok_or(NO_TABLE)?;
    if book.sheets.len() > 1 {
        return Err("CSV 只有一张工作表");
    }
    if !sheet.pictures.is_empty() || sheet.unseen_pictures > 0 {
        return Err("CSV 里没有图片");
    }
    if !sheet.merges.is_empty() {
        return Err("CSV 里没有合并的格子");
    }
    if !sheet.hidden_rows.is_empty() || !sheet.hidden_cols.is_empty() {
        return Err("CSV 里没有隐藏的行和列");
    }
    let mut cells = sheet.rows().iter().flat_map(|row| &row.cells);
    if cells.any(|cell| matches!(cell.value, CellValue::NoValue | CellValue::Picture)) {
        return Err("CSV 里没有公式");
    }
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let last = sheet.rows().last().map_or(0, |row| row.index);
    for index in 0..=last {
        let row = sheet.row(index);
        let width = row.and_then(|row| row.cells.last()).map_or(1, |cell| cell.col + 1);
        let text = |col| {
            let at = CellRef::new(index, col);
            let cell = row.and_then(|row| row.cell(col));
            cell.map_or_else(String::new, |cell| saved(&cell.value, sheet.cut.contains(&at)))
        };
        out.write_record((0..width).map(text)).expect("a line");
    }
    let bytes = out.into_inner().expect("all lines");
    let to: Map = Box::new(|at| at);
    Ok(Laid { name: "例.csv", bytes, to, sheets_before: 0, also: Vec::new() })
}

fn saved(value: &CellValue, cut: bool) -> String {
    match value {
        CellValue::Text(_) if cut => "长".repeat(nuanbiao::limits::Limits::DEFAULT.cell_chars + 1),
        CellValue::Number(number) if *number >= 1e11 => {
            let text = format!("{number:.5e}");
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            format!("{digits}E+{exponent}")
        }
        other => other.display().into_owned(),
    }
}
