//! What a row under the header is.

use super::fold::{fold, fold_start};
use super::header::Header;
use super::lines::{is_code, is_count, is_date_line, is_end_mark, is_heading, is_note, is_share};
use super::merges::MergeIndex;
use super::totals::{self, TotalLabel};
use super::{Field, is_empty, labels, titles};
use crate::policy::Profile;
use crate::value::money::{self, MoneyFault};
use crate::value::text::{is_blank, is_ditto, is_placeholder};
use crate::value::{Raw, Reading};
use crate::workbook::{Cell, CellRef, CellValue, Row};

/// The first cells of a row are where it says what it is.
const FIRST_CELLS: usize = 3;
/// Text longer than this, in bytes, is neither a label nor a title.
const LONGEST_LABEL: usize = 160;
/// A block so wide is a line across the table, not a value in it.
const WIDE: u32 = 3;

/// A number of at least so many digits is somebody's, whatever is wrong with it …
const SHORTEST_NUMBER: usize = 10;
/// … and one of so many is no phone either.
const FULL_NUMBER: usize = 15;
/// A longer name has a dot in it, or is none.
const LONGEST_NAME: usize = 8;
/// What the names of a firm's parts end with, and no person's.
const UNITS: [&str; 21] = [
    "部", "科", "室", "厂", "车间", "班组", "分队", "大队", "分站", "公司", "工会", "分会", "支部",
    "中心", "学院", "医院", "学校", "街道", "社区", "人员", "职工",
];

/// What a row under the header is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
    /// One person. `sure` if there is a full number, or a name with an amount: then it is
    /// one even below the foot.
    Person {
        /// There can be no doubt.
        sure: bool,
        /// It has a name or a number.
        named: bool,
    },
    /// 合计, 小计, 累计, 共 N 人.
    Total {
        /// The cell that says so.
        label: CellRef,
        /// What it says.
        what: TotalLabel,
    },
    /// 合计(大写) with no sum in a column.
    Words,
    /// The header again, on the next printed page.
    Header,
    /// 甲 乙 1 2, 栏次.
    Codes,
    /// A line with labels of head or foot.
    HeadLine,
    /// 注: 此表一式两份.
    Note,
    /// Nothing of these: a serial number alone, a heading across the table, 以下空白.
    Other,
}

impl RowKind {
    /// Whether such a row may be the header of a further table.
    pub(super) const fn may_be_header(&self) -> bool {
        match self {
            Self::Person { sure, .. } => !*sure,
            Self::Header | Self::HeadLine | Self::Other => true,
            Self::Total { .. } | Self::Words | Self::Codes | Self::Note => false,
        }
    }
}

/// What is needed to tell the rows of one table apart.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) header: &'a Header,
    pub(super) merges: &'a MergeIndex,
    pub(super) profile: &'a Profile,
}

impl Rows<'_> {
    fn column(&self, field: Field) -> Option<u32> {
        self.header.by_field.get(field as usize).copied().flatten()
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r Cell> {
        row.cell(self.column(field)?)
    }

    /// Tells what a row is, by itself.
    pub(super) fn kind(&self, row: &Row) -> RowKind {
        // Nearly every row of a big table ends here.
        let number = self.cell(row, Field::IdNumber).filter(|cell| self.is_number(row, cell));
        if number.is_some_and(|cell| matches!(cell.value, CellValue::Text(_))) {
            return RowKind::Person { sure: true, named: true };
        }
        if let Some((label, what)) = self.total_label(row) {
            // 合计 may be one of the first titles of a header on the next page.
            if self.is_header(row) {
                return RowKind::Header;
            }
            let summed = totals::MONEY
                .iter()
                .filter_map(|field| self.cell(row, *field))
                .any(|cell| !is_empty(&cell.value) && cell.col != label.col);
            return if what.words && !summed {
                RowKind::Words
            } else {
                RowKind::Total { label, what }
            };
        }
        // A sum drawn along the whole row adds up numbers of people too.
        if number.is_some() {
            return RowKind::Person { sure: true, named: true };
        }
        self.kind_without_number(row)
    }

    fn kind_without_number(&self, row: &Row) -> RowKind {
        if self.is_codes(row) {
            return RowKind::Codes;
        }
        if self.is_header(row) {
            return RowKind::Header;
        }
        let mut first = row.cells.iter().filter(|cell| !is_empty(&cell.value));
        let Some(start) = first.next() else { return RowKind::Other };
        let text = start.value.display();
        // 「*负责人签字：」 is a line to be filled in, and so marked.
        let unmarked = text.trim_start_matches(['*', '＊', '★', '※']);
        let wanted = unmarked.len() < text.len() && labels::begins(unmarked, self.profile);
        if is_note(&text) && !wanted {
            return RowKind::Note;
        }
        if is_end_mark(row) || is_heading(row) || is_share(&text) {
            return RowKind::Other;
        }
        if row.cells.iter().take(8).any(|cell| totals::says_words(&cell.value)) {
            return RowKind::Words;
        }
        let name = self.cell(row, Field::Name).filter(|cell| self.is_value(row, cell));
        let amount = self.amount(row);
        let second = first.next();
        let label = |cell: &&Cell| {
            let text = cell.value.display();
            labels::begins(text.trim_start_matches(['*', '＊', '★', '※']), self.profile)
        };
        if let Some(label) = Some(start).filter(label).or(second.filter(label)) {
            // A label in the name's own column is no name.
            let other = name.is_some_and(|name| name.col != label.col);
            if !(other && amount) {
                return RowKind::HeadLine;
            }
        }
        if is_date_line(row) || self.is_line(row) {
            return RowKind::Other;
        }
        // 劳模 | 2人 below the sum: how many of a kind there are.
        self.person(row, name.is_some_and(|cell| !is_count(&cell.value)), amount)
    }

    /// Whether a cell in the column of identity numbers holds one, whatever is wrong with it,
    /// and is no part of a line of the foot that happens to stand there.
    fn is_number(&self, row: &Row, cell: &Cell) -> bool {
        let digits = digits(&cell.value);
        if digits < SHORTEST_NUMBER {
            return false;
        }
        if let CellValue::Text(text) = &cell.value
            && !text.is_ascii()
        {
            return !is_of_phone(text)
                && !totals::says_words(&cell.value)
                && labels::pairs(text, self.profile).is_empty()
                && !is_note(text);
        }
        // 联系电话 | 13812345678.
        let labelled = || {
            let before = row.cells.iter().rev().filter(|it| it.col < cell.col);
            let mut before = before.filter(|it| !is_empty(&it.value));
            before.next().is_some_and(|it| {
                let text = it.value.display();
                is_of_phone(&text) || labels::begins(&text, self.profile)
            })
        };
        digits >= FULL_NUMBER || !labelled()
    }

    /// Whether all a row has is a heading or a sentence that begins in the names' column:
    /// 一车间, 以上人员均已公示.
    fn is_line(&self, row: &Row) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !is_empty(&cell.value));
        let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
        if self.column(Field::Name) != Some(cell.col) {
            return false;
        }
        let CellValue::Text(text) = &cell.value else { return false };
        let folded = fold(text);
        let sentence = folded.contains(['。', ';', ':'])
            || folded.chars().count() > LONGEST_NAME && !folded.contains(['·', '.', '•']);
        sentence || UNITS.iter().any(|unit| folded.ends_with(unit) && folded.len() > unit.len())
    }

    /// Whether a row of codes would be a person's, were it no row of codes.
    pub(super) fn is_person_otherwise(&self, row: &Row) -> bool {
        let amount = self.amount(row);
        let name = self.cell(row, Field::Name).is_some_and(|cell| self.is_value(row, cell));
        matches!(self.person(row, name, amount), RowKind::Person { .. })
    }

    fn amount(&self, row: &Row) -> bool {
        totals::MONEY
            .iter()
            .filter_map(|field| self.cell(row, *field))
            .any(|cell| self.is_value(row, cell) && is_amount(&cell.value))
    }

    /// A name or a number or an amount, or something in two more known columns.
    fn person(&self, row: &Row, name: bool, amount: bool) -> RowKind {
        let number = self
            .cell(row, Field::IdNumber)
            .is_some_and(|cell| self.is_value(row, cell) && has_digit(&cell.value));
        let named = name || number;
        let mut others = 0_usize;
        for column in &self.header.columns {
            let Some(field) = column.field else { continue };
            if matches!(field, Field::Serial | Field::Name | Field::IdNumber)
                || totals::MONEY.contains(&field)
            {
                continue;
            }
            if row.cell(column.col).is_some_and(|cell| self.is_value(row, cell)) {
                others += 1;
            }
        }
        // Formulas alone are a sum that nobody labelled.
        let typed_amount = totals::MONEY
            .iter()
            .filter_map(|field| self.cell(row, *field))
            .any(|cell| self.is_value(row, cell) && !cell.formula);
        if named || typed_amount || others >= 2 {
            RowKind::Person { sure: name && amount, named }
        } else {
            RowKind::Other
        }
    }

    /// Whether a cell says anything about a person: it is no placeholder (unused lines are
    /// crossed out with 「/」), no line across the table, and no formula that gives nothing.
    fn is_value(&self, row: &Row, cell: &Cell) -> bool {
        let something = match &cell.value {
            CellValue::Text(text) => !is_blank(text) && !is_placeholder(text),
            CellValue::Number(number) => !(cell.formula && *number == 0.0),
            CellValue::NoValue | CellValue::Error(_) => !cell.formula,
            CellValue::Date(_) | CellValue::Bool(_) | CellValue::Picture => true,
        };
        something && self.merges.width(CellRef::new(row.index, cell.col)) < WIDE
    }

    /// 合计 and the like in the first cells of a row.
    fn total_label(&self, row: &Row) -> Option<(CellRef, TotalLabel)> {
        row.cells.iter().filter(|cell| !is_empty(&cell.value)).take(FIRST_CELLS).find_map(|cell| {
            let CellValue::Text(text) = &cell.value else { return None };
            let what = totals::label(text)?;
            Some((CellRef::new(row.index, cell.col), what))
        })
    }

    /// Whether a row is made of the header's own texts, or names the same columns in
    /// other words.
    fn is_header(&self, row: &Row) -> bool {
        let known = |cell: &Cell| match &cell.value {
            CellValue::Text(text) if text.len() <= LONGEST_LABEL => {
                self.header.texts.contains(&fold(text))
            }
            _ => false,
        };
        let texts = || {
            row.cells
                .iter()
                .filter(|cell| matches!(&cell.value, CellValue::Text(text) if !is_blank(text)))
        };
        if texts().take(2).any(known) {
            let all = texts().take(64).count();
            let hits = texts().take(64).filter(|cell| known(cell)).count();
            if hits >= 2 && hits * 3 >= all * 2 {
                return true;
            }
        }
        let titled = |field: Field| {
            self.cell(row, field).is_some_and(|cell| match &cell.value {
                CellValue::Text(text) if text.len() <= LONGEST_LABEL => {
                    titles::field(text, self.profile) == Some(field)
                }
                _ => false,
            })
        };
        titled(Field::Name) && Field::ALL.into_iter().filter(|field| titled(*field)).count() >= 3
    }

    /// The row of letters or numbers that some forms have under the header.
    fn is_codes(&self, row: &Row) -> bool {
        let mut codes = 0_usize;
        for cell in row.cells.iter().filter(|cell| !is_empty(&cell.value)) {
            if !is_code(&cell.value) {
                return false;
            }
            codes += 1;
        }
        codes >= 3
    }
}

/// Whether a text is about a phone: 咨询电话 021-….
fn is_of_phone(text: &str) -> bool {
    let folded = fold_start(text, 240);
    ["电话", "手机", "传真"].iter().any(|word| folded.contains(word))
}

/// How many digits a cell holds; of a text no more than matter here.
fn digits(value: &CellValue) -> usize {
    match value {
        CellValue::Number(number) if *number >= 1e14 => FULL_NUMBER,
        CellValue::Number(number) if *number >= 1e9 => SHORTEST_NUMBER,
        CellValue::Text(text) => text
            .chars()
            .filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
            .take(FULL_NUMBER)
            .count(),
        _ => 0,
    }
}

/// Whether a cell has a digit, or stands for one above.
fn has_digit(value: &CellValue) -> bool {
    match value {
        CellValue::Number(_) => true,
        CellValue::Text(text) => {
            is_ditto(text) || text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        }
        _ => false,
    }
}

/// Whether a cell is an amount, right or wrong.
fn is_amount(value: &CellValue) -> bool {
    match value {
        CellValue::Number(_) => true,
        CellValue::Text(text) => !matches!(
            money::read(&Raw::text(text)),
            Reading::Blank | Reading::Placeholder | Reading::Bad(MoneyFault::Unreadable)
        ),
        _ => false,
    }
}
