//! The layouts themselves: the form's sheet is rebuilt cell by cell, and each says where a
//! cell went.

use crate::form::{Field, HeadField};
use crate::rule::example::{self, Change, FIELDS, Put};
use crate::workbook::{Cell, CellRange, CellRef, CellValue, Picture, Row, Sheet, Span, Workbook};

/// Where cells of the form's sheet went.
pub type Map = Box<dyn Fn(CellRef) -> CellRef>;

/// A form in a layout.
pub struct Laid {
    /// The workbook, its first sheet laid out anew.
    pub workbook: Workbook,
    /// Where the cells of that sheet went.
    pub to: Map,
}

const NO_TABLE: &str = "例子里没有表格";

fn first_person() -> u32 {
    example::place(0, Field::Name).row
}

fn header_row() -> u32 {
    first_person() - 1
}

/// The form's sheet; it has a table.
fn form_sheet(book: &Workbook) -> Result<&Sheet, &'static str> {
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    sheet.row(header_row()).ok_or(NO_TABLE)?;
    Ok(sheet)
}

/// The form's sheet with its cells elsewhere, and what stands there besides.
fn rebuilt(book: &Workbook, to: Map, more: impl FnOnce(&mut Sheet)) -> Result<Laid, &'static str> {
    let mut workbook = book.clone();
    let sheet = workbook.sheets.first_mut().ok_or(NO_TABLE)?;
    *sheet = relocated(sheet, &to);
    more(sheet);
    Ok(Laid { workbook, to })
}

/// A sheet with its cells elsewhere. Blocks, pictures and hidden spans go with their
/// corners.
fn relocated(sheet: &Sheet, to: &Map) -> Sheet {
    let range = |range: &CellRange| CellRange::new(to(range.first), to(range.last));
    let mut moved = Sheet::new(sheet.name.clone());
    moved.visibility = sheet.visibility;
    moved.unseen_pictures = sheet.unseen_pictures;
    moved.text_boxes = sheet.text_boxes;
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

/// The values of head and foot beside their labels: both cells, and the two texts in one.
fn beside_labels(sheet: &Sheet) -> Result<Vec<(CellRef, CellRef, String)>, &'static str> {
    if sheet.pictures.iter().any(|picture| picture.centre.row < header_row()) {
        return Err("图章盖在填报单位旁边的格子上");
    }
    let pair = |row: &Row, cell: &Cell| {
        let CellValue::Text(label) = &cell.value else { return None };
        let value = row.cell(cell.col + 1).filter(|_| label.ends_with('：'))?;
        let at = CellRef::new(row.index, cell.col);
        Some((at, CellRef::new(at.row, value.col), format!("{label}{}", value.value.display())))
    };
    let rows = sheet.rows().iter();
    Ok(rows.flat_map(|row| row.cells.iter().filter_map(move |cell| pair(row, cell))).collect())
}

/// Label and value of head and foot share a cell.
pub(super) fn joined(book: &Workbook) -> Result<Laid, &'static str> {
    let pairs = beside_labels(form_sheet(book)?)?;
    let mut workbook = book.clone();
    let sheet = workbook.sheets.first_mut().ok_or(NO_TABLE)?;
    for (label, value, text) in &pairs {
        sheet.set(*label, Some(Cell::new(label.col, CellValue::text(text.as_str()))));
        sheet.set(*value, None);
    }
    let to: Map = Box::new(move |at| {
        pairs.iter().find(|(_, value, _)| *value == at).map_or(at, |(label, ..)| *label)
    });
    Ok(Laid { workbook, to })
}

/// The values of head and foot stand so much further to the right, that their labels have
/// room.
const LABEL: u32 = 2;

/// The values of head and foot stand apart from their labels.
pub(super) fn apart(book: &Workbook) -> Result<Laid, &'static str> {
    let pairs = beside_labels(form_sheet(book)?)?;
    let to: Map = Box::new(move |at| {
        let is_value = pairs.iter().any(|(_, value, _)| *value == at);
        CellRef::new(at.row, if is_value { at.col + LABEL } else { at.col })
    });
    rebuilt(book, to, |_| {})
}

/// The form begins at F12.
pub(super) fn offset(book: &Workbook) -> Result<Laid, &'static str> {
    rebuilt(book, Box::new(|at| CellRef::new(at.row + 11, at.col + 5)), |_| {})
}

/// Amounts and account have a merged title above their own, all others stand merged over
/// both rows.
pub(super) fn two_rows(book: &Workbook) -> Result<Laid, &'static str> {
    let header = header_row();
    let titles: Vec<u32> = form_sheet(book)?
        .row(header)
        .map(|row| row.cells.iter().map(|it| it.col).collect())
        .unwrap_or_default();
    let span = |from: Field, to: Field| {
        let (from, to) = (example::column(from), example::column(to));
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

/// The columns in another order; serial and name stay first, since 合计 stands there.
const ORDER: [Field; FIELDS.len()] = [
    Field::Serial,
    Field::Name,
    Field::Unit,
    Field::IdNumber,
    Field::Sex,
    Field::Phone,
    Field::Signature,
    Field::Agent,
    Field::Total,
    Field::GoodsValue,
    Field::Goods,
    Field::Cash,
    Field::Payment,
    Field::Account,
    Field::Bank,
    Field::AccountName,
    Field::Reason,
    Field::Category,
    Field::Funding,
    Field::Date,
    Field::Note,
];

/// The table's columns in another order; head and foot stay, as do columns that were added.
pub(super) fn reordered(book: &Workbook) -> Result<Laid, &'static str> {
    let is_foot = |row: &&Row| {
        row.cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => text.starts_with(HeadField::Responsible.title()),
            _ => false,
        })
    };
    let sheet = book.sheets.first().ok_or(NO_TABLE)?;
    let foot = sheet.rows().iter().find(is_foot).map_or(u32::MAX, |row| row.index);
    let places = FIELDS.map(|field| {
        (0..).zip(ORDER).find_map(|(col, it)| (it == field).then_some(col)).unwrap_or_default()
    });
    let to: Map = Box::new(move |at| {
        let inside = (header_row()..foot).contains(&at.row);
        let place = places.get(at.col as usize).filter(|_| inside);
        CellRef::new(at.row, place.copied().unwrap_or(at.col))
    });
    rebuilt(book, to, |_| {})
}

/// The first half of the people ends a page: 小计, and the header once more.
pub(super) fn pages(book: &Workbook) -> Result<Laid, &'static str> {
    let sheet = form_sheet(book)?;
    let header = sheet.row(header_row()).ok_or(NO_TABLE)?.clone();
    let is_total = |row: &&Row| {
        row.index > header_row() && row.cell(0).is_some_and(|it| it.value.display() == "合计")
    };
    let total = sheet.rows().iter().find(is_total).map(|row| row.index);
    // Without one the people end where a row is blank.
    let is_blank = |row: &u32| sheet.row(*row).is_none_or(|row| row.cells.is_empty());
    let end = total.or_else(|| (first_person()..).find(is_blank)).unwrap_or_default();
    let break_at = first_person() + end.saturating_sub(first_person()) / 2;
    if break_at == first_person() {
        return Err("没有人，也就没有小计");
    }
    let apart = |first: u32, last: u32| first < break_at && break_at <= last;
    if sheet.pictures.iter().any(|it| apart(it.range.first.row, it.range.last.row)) {
        return Err("图片跨在分页的地方");
    }
    if sheet.merges.iter().any(|it| apart(it.first.row, it.last.row)) {
        return Err("合并的格子跨在分页的地方");
    }
    let sums = [Field::Cash, Field::GoodsValue, Field::Total].map(|field| {
        let col = example::column(field);
        Some(Cell::new(col, CellValue::Number(sum(sheet, col, first_person()..break_at)?)))
    });
    let to: Map =
        Box::new(move |at| CellRef::new(at.row + if at.row < break_at { 0 } else { 2 }, at.col));
    rebuilt(book, to, |sheet| {
        let mut put = |row, cell: Cell| sheet.set(CellRef::new(row, cell.col), Some(cell));
        put(break_at, Cell::new(0, CellValue::text("小计")));
        for cell in sums.into_iter().flatten() {
            put(break_at, cell);
        }
        for cell in &header.cells {
            put(break_at + 1, cell.clone());
        }
    })
}

/// What a column's numbers add up to in some rows; `None` if there are none, or if an amount
/// is no number: its sum would be another question.
fn sum(sheet: &Sheet, col: u32, rows: std::ops::Range<u32>) -> Option<f64> {
    let mut numbers = Vec::new();
    for cell in rows.filter_map(|row| sheet.cell(CellRef::new(row, col))) {
        let CellValue::Number(number) = cell.value else { return None };
        numbers.push(number);
    }
    (!numbers.is_empty()).then(|| numbers.iter().sum())
}

/// A clean form of another unit above it.
pub(super) fn stacked(book: &Workbook) -> Result<Laid, &'static str> {
    form_sheet(book)?;
    let above = other_unit();
    let rows = above.rows().last().map_or(0, |row| row.index) + 2;
    let to = Box::new(move |at: CellRef| CellRef::new(at.row + rows, at.col));
    rebuilt(book, to, |sheet| {
        for row in above.rows() {
            for cell in &row.cells {
                sheet.set(CellRef::new(row.index, cell.col), Some(cell.clone()));
            }
        }
    })
}

/// The perfect form of another unit, of January: its people have nothing to do with anybody.
#[must_use]
pub fn other_unit() -> Sheet {
    const VISIT: Put<'_> = Put::Text("2021-01-15");
    let form = example::neighbours_form(&[
        Change::Title("送温暖慰问实名制汇总表（2021年1月）"),
        Change::Head(HeadField::Date, "2021-01-20"),
        Change::Cell(0, Field::Date, VISIT),
        Change::Cell(1, Field::Date, VISIT),
        Change::Cell(2, Field::Date, VISIT),
        // No goods: a ceiling on them in an example's standards is for the example alone.
        Change::Cell(1, Field::Goods, Put::Empty),
        Change::Cell(1, Field::GoodsValue, Put::Empty),
        Change::Cell(1, Field::Payment, Put::Text("现金")),
        Change::Cell(1, Field::Note, Put::Text("银行卡冻结，本人申请领取现金")),
        Change::Cash(1, 500),
    ]);
    form.sheet().clone()
}
