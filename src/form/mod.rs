//! Cells → the form.
//!
//! [`find`] looks for the 送温暖慰问实名制汇总表 on each sheet of a workbook: its title, the
//! fields above and below the table, the header rows, the columns by their aliases, and
//! what each row under the header is: a person, a total, a repeated header, a note. What
//! it finds is a [`Form`]: addresses and typed values, with no judgement in it.

mod between;
mod build;
mod dates;
mod field;
mod finder;
mod fold;
mod head;
mod header;
#[cfg(test)]
mod hostile;
mod kinds;
mod labels;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod layouts_rows;
#[cfg(test)]
mod layouts_stacked;
#[cfg(test)]
mod layouts_sums;
#[cfg(test)]
mod layouts_words;
mod lines;
mod merges;
mod pictures;
pub mod receipt;
mod record;
mod reread;
mod rows;
mod share;
#[cfg(test)]
mod testing;
mod title;
mod titles;
mod totals;
mod view;

pub use field::{Field, HeadField};
pub use finder::{Found, find, find_on};
pub use record::{Parsed, Record, RowView};
pub use view::{Visit, read_cell, stored};

use crate::value::date::Time;
use crate::value::money::MoneyFault;
use crate::value::phone::{self, Phone, PhoneFault};
use crate::value::{Raw, Reading};
use crate::workbook::{CellRange, CellRef, CellValue, Sheet};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Text with the cell it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The text, trimmed.
    pub text: String,
    /// Its cell (the top left one of a merged block).
    pub place: CellRef,
}

/// What the title says of the time the form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The year: 2021年.
    pub year: Option<i16>,
    /// The month: 2月.
    pub month: Option<i8>,
    /// 元旦, 春节 or 两节 is named.
    pub festival: bool,
}

impl Period {
    /// The time itself; `None` if no year is named. The festivals of a year begin in the
    /// December before it.
    fn time(self) -> Option<Time> {
        let year = self.year?;
        let (first, last) = match self.month {
            Some(month) => {
                let first = Date::new(year, month, 1).ok()?;
                (first, first.last_of_month())
            }
            None if self.festival => {
                (Date::new(year - 1, 12, 1).ok()?, Date::new(year, 3, 10).ok()?)
            }
            None => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        };
        Some(Time { first, last })
    }
}

/// The line above the table that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Text and place.
    pub at: Located,
    /// The time it names.
    pub period: Period,
}

/// One of the fields above or below the table, found by its label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadValue {
    /// The label's cell, if the label was found.
    pub label: Option<CellRef>,
    /// The value's cell: the label's own when both share one, else the cell beside it.
    pub place: Option<CellRef>,
    /// The value's text, trimmed; empty if nothing was filled in.
    pub text: String,
    /// A picture lies beside the label (a pictured signature, a seal).
    pub picture: bool,
}

impl HeadValue {
    /// Nothing was filled in: no text but placeholders, and no picture.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        !self.picture
            && (crate::value::text::is_blank(&self.text)
                || crate::value::text::is_placeholder(&self.text))
    }
}

/// Head and foot of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    values: [HeadValue; HeadField::ALL.len()],
    /// A picture that looks like the seal: it lies on or beside 填报单位(公章), on no
    /// person's row.
    pub seal: bool,
}

impl Head {
    /// One field.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the array is as long as the enum")]
    pub const fn get(&self, field: HeadField) -> &HeadValue {
        &self.values[field as usize]
    }

    /// The phone of the one who filled the form in. As text, whatever the cell was: a phone
    /// stored as a number shows just the same.
    fn phone(&self) -> Reading<Phone, PhoneFault> {
        let value = self.get(HeadField::Phone);
        match value.label.or(value.place) {
            Some(_) if value.is_missing() => Reading::Blank,
            Some(_) => phone::read(&Raw::text(&value.text)),
            None => Reading::Absent,
        }
    }

    /// One field, to be filled in by the finder.
    #[expect(clippy::indexing_slicing, reason = "the array is as long as the enum")]
    pub const fn get_mut(&mut self, field: HeadField) -> &mut HeadValue {
        &mut self.values[field as usize]
    }
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds; `None` if its title is unknown (F005) or claims a field that an
    /// earlier column has (F004, see [`Column::claims`]).
    pub field: Option<Field>,
    /// The field its title names, were it not taken already.
    pub claims: Option<Field>,
    /// The field whose own column it explains: 与本人关系 beside 代领人.
    pub beside: Option<Field>,
    /// Zero-based column.
    pub col: u32,
    /// Its title, the rows of the header joined by a space, trimmed.
    pub title: String,
    /// The title's cell (the lowest header row that has text for it).
    pub place: CellRef,
}

/// What a total row adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalKind {
    /// 小计, 本页合计: the people since the last row of its kind (or the table's top).
    Subtotal,
    /// 累计: everyone so far.
    Running,
    /// 合计, 总计: everyone.
    Grand,
}

/// A sum in a total row.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalCell {
    /// Which column it stands in.
    pub field: Field,
    /// Its cell.
    pub place: CellRef,
    /// The sum as written, in yuan.
    pub amount: Reading<Decimal, MoneyFault>,
}

/// A row of sums: 合计, 小计, 累计.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalRow {
    /// Zero-based row.
    pub row: u32,
    /// The cell that says 合计.
    pub label: CellRef,
    /// What it adds up.
    pub kind: TotalKind,
    /// The people it adds up: positions in [`Form::records`].
    pub covers: std::ops::Range<usize>,
    /// Its sums, by column.
    pub sums: Vec<TotalCell>,
    /// 共 N 人: the count it states, with its cell.
    pub people: Option<(CellRef, u32)>,
}

/// 合计(大写): the total in words, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsTotal {
    /// The cell it stands in.
    pub place: CellRef,
    /// The words alone, without label and figures.
    pub words: String,
    /// The figures beside them (￥9,700.00), if any.
    pub figures: Option<Decimal>,
}

/// The unit in which the sheet states its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MoneyScale {
    /// 元.
    #[default]
    Yuan,
    /// 千元: every amount is to be multiplied by 1,000, and confirmed (A106).
    Thousand,
    /// 万元: by 10,000.
    TenThousand,
}

impl MoneyScale {
    /// How many yuan one is.
    #[must_use]
    pub const fn factor(self) -> u32 {
        match self {
            Self::Yuan => 1,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
        }
    }
}

/// One form found on one sheet.
#[derive(Debug, Clone)]
pub struct Form {
    /// Index of its sheet in the workbook.
    pub sheet: usize,
    /// The sheet's name.
    pub name: String,
    /// Which of its sheet's tables it is, from 0: a sheet may hold several, one below the
    /// other.
    pub part: usize,
    /// The part of the sheet that is this form's: all of it, where there is but one.
    pub area: CellRange,
    /// The title line, if one was found.
    pub title: Option<Title>,
    /// Head and foot.
    pub head: Head,
    /// The date of the form, read from 填报日期.
    pub date: Reading<Date, crate::value::date::DateFault>,
    /// The phone of the one who filled the form in, read from 联系电话.
    pub phone: Reading<Phone, PhoneFault>,
    /// The header's rows, from first to last.
    pub header_rows: std::ops::RangeInclusive<u32>,
    /// The table's columns, left to right, unknown ones included.
    pub columns: Vec<Column>,
    /// The column of each field.
    columns_by_field: [Option<u32>; Field::COUNT],
    /// The people, in the sheet's order.
    pub records: Vec<Record>,
    /// Rows of sums, in the sheet's order.
    pub totals: Vec<TotalRow>,
    /// 合计(大写).
    pub words: Option<WordsTotal>,
    /// Notes under the table (注: 此表一式两份).
    pub notes: Vec<Located>,
    /// The unit of its amounts.
    pub scale: MoneyScale,
    /// Another table of the sheet goes by the same statement of 万元 or 千元, which can't be changed
    /// for one of them alone.
    pub scale_is_shared: bool,
    /// The last row of the table: the last person or total.
    pub last_row: u32,
    /// Merged blocks that touch the table's rows, by their first cell.
    pub merges: Vec<CellRange>,
    /// It came from a CSV, where all is text.
    pub csv: bool,
    /// The first line of foot or notes under the table.
    foot_row: Option<u32>,
    /// The pictures beside labels of head and foot: positions in [`Sheet::pictures`].
    head_pictures: Vec<(HeadField, usize)>,
}

/// Whether a cell shows nothing: blank text. A picture shows something.
fn is_empty(value: &CellValue) -> bool {
    matches!(value, CellValue::Text(text) if crate::value::text::is_blank(text))
}

impl Form {
    /// Whether a cell stands in the form's part of a sheet.
    #[must_use]
    pub const fn holds(&self, sheet: usize, cell: CellRef) -> bool {
        self.sheet == sheet && self.area.contains(cell)
    }

    /// The rectangle of the sheet's content in the form's part of it; `None` if there is no
    /// content left.
    #[must_use]
    pub fn extent(&self, sheet: &Sheet) -> Option<CellRange> {
        let rows = sheet.rows();
        let from = rows.partition_point(|row| row.index < self.area.first.row);
        let to = rows.partition_point(|row| row.index <= self.area.last.row);
        let filled = rows.get(from..to)?.iter().filter(|row| !row.cells.is_empty());
        let first = filled.clone().next()?.index;
        let last = filled.clone().next_back()?.index;
        let left = filled.clone().filter_map(|row| row.cells.first()).map(|cell| cell.col).min()?;
        let right = filled.filter_map(|row| row.cells.last()).map(|cell| cell.col).max()?;
        Some(CellRange::new(CellRef::new(first, left), CellRef::new(last, right)))
    }

    /// The zero-based column of a field, if the table has one.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the array is as long as the enum")]
    pub const fn column(&self, field: Field) -> Option<u32> {
        self.columns_by_field[field as usize]
    }

    /// The row of sums over everyone: the last one of its kind.
    #[must_use]
    pub fn grand_total(&self) -> Option<&TotalRow> {
        self.totals.iter().rev().find(|total| total.kind == TotalKind::Grand)
    }

    /// Whether its amounts are stated in yuan, so that an amount can be put into a cell as it
    /// is.
    #[must_use]
    pub const fn is_in_yuan(&self) -> bool {
        matches!(self.scale, MoneyScale::Yuan)
    }

    /// The time it is about: what its title names, else the year up to its own date. Its
    /// people were visited before it was written, or, on one made ahead, soon after.
    #[must_use]
    fn about(&self) -> Option<Time> {
        let named = self.title.as_ref().and_then(|title| title.period.time());
        named.or_else(|| {
            let written = *self.date.known()?;
            let first = written.checked_sub(11.months()).ok()?;
            Some(Time { first, last: written.checked_add(1.months()).ok()? })
        })
    }

    /// Whether the table has a column for a field.
    #[must_use]
    pub const fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}
