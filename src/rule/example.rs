//! Wrong and right examples: what a rule's mistake looks like.
//!
//! An example is a perfect form of three made-up people with a few [`Change`]s. Tests
//! run it, the handbook shows it, exercises plant it.

mod change;
mod crowd;
mod neighbour;
mod words;

pub use words::words;

use crate::form::{Field, HeadField};
use crate::policy::{Profile, ProfileError};
use crate::workbook::{
    Cell, CellRange, CellRef, CellValue, Format, ImageId, Picture, Row, Sheet, Span, Workbook,
};
use jiff::civil::{Date, date};
use std::borrow::Cow;

pub use change::{Change, Put};

/// Changes to the perfect form.
pub type Example = &'static [Change];

/// The day examples are checked on.
pub const TODAY: Date = date(2021, 2, 20);

/// The first row of the people.
const FIRST: u32 = 5;
/// The row of the table's header.
const HEADER: u32 = 4;

const FIELDS: [Field; 21] = [
    Field::Serial,
    Field::Name,
    Field::Sex,
    Field::IdNumber,
    Field::Unit,
    Field::Phone,
    Field::Category,
    Field::Reason,
    Field::Date,
    Field::Cash,
    Field::Goods,
    Field::GoodsValue,
    Field::Total,
    Field::Funding,
    Field::Payment,
    Field::AccountName,
    Field::Bank,
    Field::Account,
    Field::Signature,
    Field::Agent,
    Field::Note,
];

/// Made-up people. Numbers carry right check digits; the second one's card passes Luhn.
const PEOPLE: [[&str; 21]; 3] = [
    [
        "1",
        "陈桂芳",
        "女",
        "310101196803120025",
        "一车间",
        "13800001001",
        "（一）家庭生活困难的职工",
        "爱人下岗，家庭收入偏低",
        "2021-02-05",
        "1000",
        "",
        "",
        "1000",
        "各级工会经费预算安排资金",
        "银行转账",
        "陈桂芳",
        "工商银行上海浦江支行",
        "6222020200112233446",
        "",
        "",
        "",
    ],
    [
        "2",
        "刘建国",
        "男",
        "310104197105063012",
        "动力科",
        "13800001002",
        "（二）患病、灾害、意外致困的职工",
        "本人患大病，医药费负担重",
        "2021-02-05",
        "",
        "米油一份",
        "200",
        "200",
        "上级工会经费补助",
        "实物",
        "",
        "",
        "",
        "刘建国",
        "",
        "",
    ],
    [
        "3",
        "孙志强",
        "男",
        "310110198011220015",
        "二车间",
        "13800001003",
        "（五）艰苦行业岗位一线职工",
        "长期在高温岗位工作",
        "2021-02-06",
        "800",
        "",
        "",
        "800",
        "各级工会经费预算安排资金",
        "现金",
        "",
        "",
        "",
        "孙志强",
        "",
        "银行卡冻结，本人申请领取现金",
    ],
];

/// The perfect form with an example's changes; `None` for an example of bytes.
#[must_use]
pub fn workbook(example: Example) -> Option<Workbook> {
    changed(perfect(), example)
}

/// The further files of an example, for rules across files.
pub fn further_files(example: Example) -> impl Iterator<Item = Workbook> {
    example.iter().filter_map(|change| match *change {
        Change::OtherFile(changes) => changed(neighbour::perfect(), changes),
        Change::SameFile(changes) => changed(perfect(), changes),
        _ => None,
    })
}

/// A perfect form with an example's changes.
fn changed(mut sheet: Sheet, example: Example) -> Option<Workbook> {
    let mut sheets = Vec::new();
    let mut end = FIELDS.len() as u32;
    let mut crowd: &[i64] = &[];
    for change in example {
        match *change {
            Change::Cell(person, field, put) => {
                put_at(&mut sheet, FIRST + person as u32, field, put.value());
            }
            Change::Cash(person, yuan) => set_cash(&mut sheet, person, yuan),
            Change::Total(field, put) => {
                put_at(&mut sheet, FIRST + PEOPLE.len() as u32, field, put.value());
            }
            Change::Head(field, text) => {
                let value = (!text.is_empty()).then(|| CellValue::text(text));
                set(&mut sheet, head_place(field), value);
            }
            Change::Title(text) => set(&mut sheet, CellRef::new(0, 0), Some(CellValue::text(text))),
            Change::Without(field) => {
                for row in HEADER..=FIRST + PEOPLE.len() as u32 {
                    put_at(&mut sheet, row, field, None);
                }
            }
            Change::Rename(field, title) => {
                put_at(&mut sheet, HEADER, field, Some(CellValue::text(title)));
            }
            Change::Extra(title) => {
                let place = CellRef::new(HEADER, FIELDS.len() as u32);
                set(&mut sheet, place, Some(CellValue::text(title)));
            }
            Change::Column(field, puts) => {
                set(&mut sheet, CellRef::new(HEADER, end), Some(CellValue::text(field.title())));
                for (row, put) in (FIRST..).zip(puts) {
                    set(&mut sheet, CellRef::new(row, end), put.value());
                }
                end += 1;
            }
            Change::Sheet(text) => {
                let mut other = Sheet::new("填表说明");
                set(&mut other, CellRef::new(0, 0), Some(CellValue::text(text)));
                sheets.push(other);
            }
            Change::Nobody => {
                for row in FIRST..=FIRST + PEOPLE.len() as u32 {
                    for field in FIELDS {
                        put_at(&mut sheet, row, field, None);
                    }
                }
            }
            Change::Only(text) => {
                sheet = Sheet::new("Sheet1");
                set(&mut sheet, CellRef::new(0, 0), Some(CellValue::text(text)));
            }
            Change::Unsigned => {
                for person in 0..PEOPLE.len() as u32 {
                    put_at(&mut sheet, FIRST + person, Field::Signature, None);
                }
                for field in [HeadField::Responsible, HeadField::Handler] {
                    set(&mut sheet, head_place(field), None);
                }
            }
            Change::Seal => {
                let at = head_place(HeadField::Unit);
                let range = CellRange::new(at, CellRef::new(at.row + 1, at.col + 1));
                sheet.pictures.push(Picture { centre: at, range, image: None, altered: false });
            }
            Change::UnseenPictures(count) => sheet.unseen_pictures = count,
            Change::SignaturePicture { person, rows, image } => {
                let first = place(person, Field::Signature);
                let last = CellRef::new(first.row + rows - 1, first.col);
                let centre = CellRef::new(first.row + rows / 2, first.col);
                let (range, image) = (CellRange::new(first, last), Some(ImageId::numbered(image)));
                sheet.pictures.push(Picture { centre, range, image, altered: false });
            }
            Change::HiddenRow(person) => {
                let row = FIRST + person as u32;
                sheet.hidden_rows.push(Span { first: row, last: row });
            }
            Change::EmptyRow(person) => insert_row(&mut sheet, FIRST + person as u32),
            Change::Cut(person, field) => sheet.cut.push(place(person, field)),
            Change::Merge(person, field, rows) => {
                let first = CellRef::new(FIRST + person as u32, column(field));
                let last = CellRef::new(first.row + rows - 1, first.col);
                sheet.merges.push(CellRange::new(first, last));
                for row in first.row + 1..=last.row {
                    set(&mut sheet, CellRef::new(row, first.col), None);
                }
            }
            Change::Words(text) => {
                let place = CellRef::new(FIRST + PEOPLE.len() as u32 + 1, 0);
                set(&mut sheet, place, Some(CellValue::text(text)));
            }
            Change::Crowd(amounts) => crowd = amounts,
            Change::Profile(_) | Change::OtherFile(_) | Change::SameFile(_) => {}
            Change::Bytes(_) => return None,
        }
    }
    // Last, since it moves what stands below the people.
    crowd::join(&mut sheet, crowd);
    sheets.insert(0, sheet);
    Some(Workbook { format: Format::Xlsx, sheets, not_checked: Vec::new() })
}

/// The standards an example is checked by.
///
/// # Errors
/// The example's own TOML has a mistake; a test makes sure that none has.
pub fn profile(example: Example) -> Result<Cow<'static, Profile>, ProfileError> {
    let local = example.iter().find_map(|change| match change {
        Change::Profile(toml) => Some(*toml),
        _ => None,
    });
    local.map_or(Ok(Cow::Borrowed(Profile::built_in())), |toml| {
        Profile::from_toml(toml).map(Cow::Owned)
    })
}

/// Where a person's field stands in the example's sheet.
#[must_use]
pub fn place(person: usize, field: Field) -> CellRef {
    CellRef::new(FIRST + person as u32, column(field))
}

fn column(field: Field) -> u32 {
    FIELDS.iter().position(|it| *it == field).unwrap_or(FIELDS.len()) as u32
}

/// The value's cell; its label stands to the left.
const fn head_place(field: HeadField) -> CellRef {
    let foot = FIRST + PEOPLE.len() as u32 + 2;
    match field {
        HeadField::Unit => CellRef::new(1, 1),
        HeadField::Date => CellRef::new(1, 8),
        HeadField::Preparer => CellRef::new(2, 1),
        HeadField::Phone => CellRef::new(2, 8),
        HeadField::Responsible => CellRef::new(foot, 1),
        HeadField::Handler => CellRef::new(foot, 8),
        HeadField::Reviewer => CellRef::new(foot, 14),
    }
}

fn set(sheet: &mut Sheet, at: CellRef, value: Option<CellValue>) {
    sheet.set(at, value.map(|value| Cell::new(at.col, value)));
}

/// Moves a row and all below it down by one.
fn insert_row(sheet: &mut Sheet, at: u32) {
    let mut moved = Sheet::new(sheet.name.clone());
    for row in sheet.rows() {
        let index = if row.index < at { row.index } else { row.index + 1 };
        moved.push_row(Row { index, cells: row.cells.clone() });
    }
    *sheet = moved;
}

fn put_at(sheet: &mut Sheet, row: u32, field: Field, value: Option<CellValue>) {
    set(sheet, CellRef::new(row, column(field)), value);
}

/// The value a perfect cell holds: numbers as numbers, dates as dates, the rest as text.
fn typed(field: Field, text: &str) -> Option<CellValue> {
    if text.is_empty() {
        return None;
    }
    Some(match field {
        Field::Serial | Field::Cash | Field::GoodsValue | Field::Total => {
            text.parse().map_or_else(|_| CellValue::text(text), CellValue::Number)
        }
        Field::Date => text.parse().map_or_else(
            |_| CellValue::text(text),
            |date| CellValue::Date(crate::value::date::to_serial(date)),
        ),
        _ => CellValue::text(text),
    })
}

fn amount(sheet: &Sheet, row: u32, field: Field) -> f64 {
    match sheet.cell(CellRef::new(row, column(field))).map(|cell| &cell.value) {
        Some(CellValue::Number(number)) => *number,
        _ => 0.0,
    }
}

/// A person's cash with the row's total and the sums below.
fn set_cash(sheet: &mut Sheet, person: usize, yuan: i64) {
    let row = FIRST + person as u32;
    #[expect(clippy::cast_precision_loss, reason = "examples hold small amounts")]
    let cash = yuan as f64;
    let total = cash + amount(sheet, row, Field::GoodsValue);
    put_at(sheet, row, Field::Cash, Some(CellValue::Number(cash)));
    put_at(sheet, row, Field::Total, Some(CellValue::Number(total)));
    sum_up(sheet, PEOPLE.len() as u32);
}

/// Writes the sums of so many people below them.
fn sum_up(sheet: &mut Sheet, people: u32) {
    let last = FIRST + people;
    for field in [Field::Cash, Field::GoodsValue, Field::Total] {
        let sum = (FIRST..last).map(|row| amount(sheet, row, field)).sum();
        put_at(sheet, last, field, Some(CellValue::Number(sum)));
    }
}

/// Names of head and foot: unit, its phone, preparer, responsible, handler.
type Head = [&'static str; 5];

const HEAD: Head = ["浦江机电厂工会委员会", "021-50001234", "周慧敏", "顾长林", "沈一平"];

fn perfect() -> Sheet {
    form(HEAD, PEOPLE)
}

/// A form without a mistake: head, three people, their sum, foot.
fn form([unit, phone, preparer, responsible, handler]: Head, people: [[&str; 21]; 3]) -> Sheet {
    let mut sheet = Sheet::new("汇总表");
    let mut text = |row, col, text: &str| {
        set(&mut sheet, CellRef::new(row, col), Some(CellValue::text(text)));
    };
    text(0, 0, "送温暖慰问实名制汇总表（2021年春节）");
    for (field, value) in [
        (HeadField::Unit, unit),
        (HeadField::Date, "2021-02-08"),
        (HeadField::Preparer, preparer),
        (HeadField::Phone, phone),
        (HeadField::Responsible, responsible),
        (HeadField::Handler, handler),
    ] {
        let place = head_place(field);
        let label =
            if field == HeadField::Unit { "填报单位（公章）" } else { field.title() };
        text(place.row, place.col - 1, &format!("{label}："));
        text(place.row, place.col, value);
    }
    text(FIRST + PEOPLE.len() as u32, 0, "合计");
    for field in FIELDS {
        put_at(&mut sheet, HEADER, field, Some(CellValue::text(field.title())));
    }
    for (row, person) in (FIRST..).zip(people) {
        for (field, text) in FIELDS.into_iter().zip(person) {
            put_at(&mut sheet, row, field, typed(field, text));
        }
    }
    sum_up(&mut sheet, PEOPLE.len() as u32);
    sheet
}
