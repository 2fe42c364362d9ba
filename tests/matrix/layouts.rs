//! The layouts an example is brought into: the sheet is rebuilt cell by cell, and each
//! layout says where a cell went.

use crate::make::{files, write};
use nuanbiao::form::Field;
use nuanbiao::rule::example;
use nuanbiao::workbook::{
    Cell, CellRange, CellRef, CellValue, Picture, Row, Sheet, Span, Workbook,
};

/// Where cells of the example's sheet went.
pub type Map = Box<dyn Fn(CellRef) -> CellRef>;

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

pub const LAYOUTS: [Layout; 9] = [
    Layout { name: "官方", lay: |book| xlsx(book.sheets.clone(), Box::new(|at| at)) },
    Layout { name: "F12起", lay: f12 },
    Layout { name: "两行表头", lay: two_row_header },
    Layout { name: "调换列序", lay: shuffled },
    Layout { name: "同格表头", lay: shared_cells },
    Layout { name: "分页小计", lay: pages },
    Layout { name: "多张工作表", lay: several_sheets },
    Layout { name: "一表多单位", lay: stacked },
    Layout { name: "CSV", lay: csv },
];

/// Where the perfect form has 填报单位: the seal is missed there.
const UNIT: CellRef = CellRef::new(1, 0);
const NO_TABLE: &str = "例子里没有表格";

/// The header of the example's table.
fn header_row() -> u32 {
    first_person() - 1
}

fn first_person() -> u32 {
    example::place(0, Field::Name).row
}

fn xlsx(sheets: Vec<Sheet>, to: Map) -> Result<Laid, &'static str> {
    let bytes = write::xlsx(&files::book(sheets)).expect("a workbook that can be written");
    Ok(Laid { name: "例.xlsx", bytes, to, sheets_before: 0, also: Vec::new() })
}

/// The example's own sheet, rebuilt, with the others as they are.
fn rebuilt(book: &Workbook, to: Map, more: impl FnOnce(&mut Sheet)) -> Result<Laid, &'static str> {
    let mut sheets = book.sheets.clone();
    let sheet = sheets.first_mut().ok_or(NO_TABLE)?;
    *sheet = relocated(sheet, &to);
    more(sheet);
    xlsx(sheets, to)
}

/// A sheet with its cells elsewhere. Blocks, pictures and hidden spans go with their
/// corners.
fn relocated(sheet: &Sheet, to: &Map) -> Sheet {
    let range = |range: &CellRange| CellRange::new(to(range.first), to(range.last));
    let mut moved = Sheet::new(sheet.name.clone());
    moved.visibility = sheet.visibility;
    for row in sheet.rows() {
        for cell in &row.cells {
            let at = to(CellRef::new(row.index, cell.col));
            moved.set(at, Some(Cell { col: at.col, ..cell.clone() }));
        }
    }
    moved.merges = sheet.merges.iter().map(range).collect();
    moved.pictures = sheet
        .pictures
        .iter()
        .map(|it| Picture { centre: to(it.centre), range: range(&it.range), ..it.clone() })
        .collect();
    moved.cut = sheet.cut.iter().map(|at| to(*at)).collect();
    let row = |row: u32| to(CellRef::new(row, 0)).row;
    let col = |col: u32| to(CellRef::new(first_person(), col)).col;
    let span = |first, last| Span { first, last };
    moved.hidden_rows =
        sheet.hidden_rows.iter().map(|it| span(row(it.first), row(it.last))).collect();
    moved.hidden_cols =
        sheet.hidden_cols.iter().map(|it| span(col(it.first), col(it.last))).collect();
    moved
}

/// The table begins at F12.
fn f12(book: &Workbook) -> Result<Laid, &'static str> {
    rebuilt(book, Box::new(|at| CellRef::new(at.row + 11, at.col + 5)), |_| {})
}

/// Amounts and account have a merged title above their own, all others stand merged over
/// both rows.
fn two_row_header(book: &Workbook) -> Result<Laid, &'static str> {
    let header = header_row();
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    let titles: Vec<u32> =
        sheet.row(header).ok_or(NO_TABLE)?.cells.iter().map(|it| it.col).collect();
    let span = |from: Field, to: Field| {
        let (from, to) = (example::place(0, from).col, example::place(0, to).col);
        titles.iter().copied().filter(|col| (from..=to).contains(col)).collect::<Vec<_>>()
    };
    let groups = [
        ("慰问情况", span(Field::Cash, Field::Total)),
        ("收款账户", span(Field::AccountName, Field::Account)),
    ];
    let grouped: Vec<u32> = groups.iter().flat_map(|(_, cols)| cols).copied().collect();
    let children = grouped.clone();
    let to: Map = Box::new(move |at| {
        let below = at.row > header || at.row == header && children.contains(&at.col);
        CellRef::new(at.row + u32::from(below), at.col)
    });
    rebuilt(book, to, |sheet| {
        for (title, cols) in groups {
            let (Some(first), Some(last)) = (cols.first(), cols.last()) else { continue };
            let at = CellRef::new(header, *first);
            sheet.set(at, Some(Cell::new(at.col, CellValue::text(title))));
            if first < last {
                sheet.merges.push(CellRange::new(at, CellRef::new(header, *last)));
            }
        }
        for col in titles.iter().filter(|col| !grouped.contains(col)) {
            let at = CellRef::new(header, *col);
            sheet.merges.push(CellRange::new(at, CellRef::new(header + 1, *col)));
        }
    })
}

/// Serial and name first, then the columns from right to left; head and foot stay.
fn shuffled(book: &Workbook) -> Result<Laid, &'static str> {
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    let last = sheet.row(header_row()).and_then(|row| row.cells.last()).map_or(0, |it| it.col);
    let label = |row: &&Row| {
        row.cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => text.starts_with("负责人"),
            _ => false,
        })
    };
    let foot = sheet.rows().iter().find(label).map_or(u32::MAX, |row| row.index);
    let to: Map = Box::new(move |at| {
        let inside = (header_row()..foot).contains(&at.row) && (2..=last).contains(&at.col);
        CellRef::new(at.row, if inside { last + 2 - at.col } else { at.col })
    });
    rebuilt(book, to, |_| {})
}

/// Label and value of head and foot share a cell.
fn shared_cells(book: &Workbook) -> Result<Laid, &'static str> {
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    sheet.row(header_row()).ok_or(NO_TABLE)?;
    if sheet.pictures.iter().any(|picture| picture.centre.row < header_row()) {
        return Err("图章盖在填报单位旁边的格子上");
    }
    let mut values = Vec::new();
    for row in sheet.rows() {
        for cell in &row.cells {
            let (at, beside) = (CellRef::new(row.index, cell.col), cell.col + 1);
            if let (CellValue::Text(label), Some(value)) = (&cell.value, row.cell(beside))
                && label.ends_with('：')
            {
                let joined = format!("{label}{}", value.value.display());
                values.push((at, CellRef::new(row.index, beside), joined));
            }
        }
    }
    let joined = values.clone();
    let to: Map = Box::new(move |at| {
        joined.iter().find(|(_, value, _)| *value == at).map_or(at, |(label, ..)| *label)
    });
    let mut book = book.clone();
    let sheet = book.sheets.first_mut().ok_or(NO_TABLE)?;
    for (label, value, text) in values {
        sheet.set(label, Some(Cell::new(label.col, CellValue::text(text))));
        sheet.set(value, None);
    }
    xlsx(book.sheets, to)
}

/// The first person ends a page: 小计, and the header once more.
fn pages(book: &Workbook) -> Result<Laid, &'static str> {
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    let header = sheet.row(header_row()).ok_or(NO_TABLE)?.clone();
    let first = sheet.row(first_person()).ok_or("没有人，也就没有小计")?.clone();
    let break_at = first_person() + 1;
    let apart = |it: &Picture| it.range.first.row < break_at && break_at <= it.range.last.row;
    if sheet.pictures.iter().any(apart) {
        return Err("图片跨在分页的地方");
    }
    let to: Map =
        Box::new(move |at| CellRef::new(at.row + if at.row < break_at { 0 } else { 2 }, at.col));
    rebuilt(book, to, |sheet| {
        let mut put = |row, cell: Cell| sheet.set(CellRef::new(row, cell.col), Some(cell));
        put(break_at, Cell::new(0, CellValue::text("小计")));
        let money = [Field::Cash, Field::GoodsValue, Field::Total];
        for col in money.map(|field| example::place(0, field).col) {
            if let Some(cell) = first.cell(col)
                && let CellValue::Number(_) = cell.value
            {
                put(break_at, Cell::new(col, cell.value.clone()));
            }
        }
        for cell in &header.cells {
            put(break_at + 1, cell.clone());
        }
    })
}

/// A clean form of another month before it, and a sheet of instructions behind it.
fn several_sheets(book: &Workbook) -> Result<Laid, &'static str> {
    let mut help = Sheet::new("要求");
    help.set(CellRef::new(0, 0), Some(Cell::new(0, CellValue::text("每月填一张表。"))));
    if book.sheets.first().and_then(|it| it.row(header_row())).is_none() {
        // A file without the form stays one: no clean form joins it.
        let sheets = [book.sheets.clone(), vec![help]].concat();
        return xlsx(sheets, Box::new(|at| at));
    }
    let mut other = other_month();
    other.name = "一月".to_owned();
    let mut sheets = vec![other];
    sheets.extend(book.sheets.iter().cloned());
    let last = sheets.len();
    sheets.push(help);
    let laid = xlsx(sheets, Box::new(|at| at))?;
    let also = vec![("F002", last, None), ("H109", 0, Some(UNIT))];
    Ok(Laid { sheets_before: 1, also, ..laid })
}

/// A clean form of another unit above it on the sheet.
fn stacked(book: &Workbook) -> Result<Laid, &'static str> {
    book.sheets.first().and_then(|it| it.row(header_row())).ok_or(NO_TABLE)?;
    let above = other_month();
    let rows = above.rows().last().map_or(0, |row| row.index) + 2;
    let to = Box::new(move |at: CellRef| CellRef::new(at.row + rows, at.col));
    let laid = rebuilt(book, to, |sheet| {
        for row in above.rows() {
            for cell in &row.cells {
                sheet.set(CellRef::new(row.index, cell.col), Some(cell.clone()));
            }
        }
    })?;
    Ok(Laid { also: vec![("H109", 0, Some(UNIT))], ..laid })
}

/// The perfect form of January, by another union: its people are other people's namesakes
/// in no rule's eyes, since they were visited at another time.
fn other_month() -> Sheet {
    let book = example::workbook(&[
        example::Change::Title("送温暖慰问实名制汇总表（2021年1月）"),
        example::Change::Head(nuanbiao::form::HeadField::Unit, "浦江水泵厂工会委员会"),
        example::Change::Head(nuanbiao::form::HeadField::Date, "2021-01-20"),
        // No goods: a ceiling on them in an example's standards is for the example alone.
        example::Change::Cell(1, Field::Goods, example::Put::Empty),
        example::Change::Cell(1, Field::GoodsValue, example::Put::Empty),
        example::Change::Cell(1, Field::Payment, example::Put::Text("现金")),
        example::Change::Cell(1, Field::Note, example::Put::Text("银行卡冻结，本人申请领取现金")),
        example::Change::Cash(1, 500),
        example::Change::Cell(0, Field::Date, example::Put::Text("2021-01-15")),
        example::Change::Cell(1, Field::Date, example::Put::Text("2021-01-15")),
        example::Change::Cell(2, Field::Date, example::Put::Text("2021-01-15")),
    ]);
    book.and_then(|book| book.sheets.into_iter().next()).expect("the perfect form")
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
