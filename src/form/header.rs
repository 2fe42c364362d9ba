//! The header of the table: which rows it takes, and what its columns hold.

use super::fold::{fold, without_brackets};
use super::merges::MergeIndex;
use super::{Column, Field, labels, titles};
use crate::policy::Profile;
use crate::workbook::{Cell, CellRef, CellValue, Row, Sheet};
use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;

/// A table begins within the first so many rows with content. Above real tables stand a
/// title and a few lines; a sheet that is something else must not be searched to its end.
const ROWS_SEARCHED: usize = 200;
/// A header row is recognised by its first so many cells.
const CELLS_SEARCHED: usize = 1024;
/// A line of the head has its labels among its first so many cells.
const LABELS_SEARCHED: usize = 32;
/// A header takes at most so many rows.
const DEPTH: u32 = 3;
/// Where merged blocks are lost, a parent is carried over at most so many columns.
const CARRIED: usize = 16;
/// A column title is no longer than this, in bytes.
const LONGEST_TITLE: usize = 240;

/// The header of a table.
#[derive(Debug)]
pub(super) struct Header {
    /// Its rows.
    pub(super) rows: RangeInclusive<u32>,
    /// Its columns, left to right.
    pub(super) columns: Vec<Column>,
    /// The column of each field.
    pub(super) by_field: [Option<u32>; Field::COUNT],
    /// All texts of its cells, folded: a row made of these is a repeated header.
    pub(super) texts: HashSet<String>,
}

/// Looks for the header of the first table of a sheet.
pub(super) fn find(sheet: &Sheet, merges: &MergeIndex, profile: &Profile) -> Option<Header> {
    let finder = Finder { sheet, merges, profile };
    sheet
        .rows()
        .iter()
        .take(ROWS_SEARCHED)
        .filter(|row| finder.may_begin(row))
        .find_map(|row| finder.header_from(row))
}

/// The header that begins in a row of the sheet, if one does.
pub(super) fn at(
    sheet: &Sheet,
    merges: &MergeIndex,
    profile: &Profile,
    row: &Row,
) -> Option<Header> {
    let finder = Finder { sheet, merges, profile };
    finder.may_begin(row).then(|| finder.header_from(row)).flatten()
}

/// All texts of the header's rows, folded.
pub(super) fn texts<'r>(rows: impl Iterator<Item = &'r Row>) -> HashSet<String> {
    rows.flat_map(|row| &row.cells).filter_map(|cell| title_text(&cell.value)).map(fold).collect()
}

impl Header {
    /// Where two columns claim a field, the first has it, unless nobody filled it in and
    /// somebody did the other.
    pub(super) fn settle(&mut self, below: &[Row]) {
        let filled = |col: u32| {
            let said = |cell: &Cell| match &cell.value {
                CellValue::Text(text) => {
                    !crate::value::text::is_blank(text) && !self.texts.contains(&fold(text))
                }
                _ => true,
            };
            let rows = below.iter().take(ROWS_SEARCHED);
            rows.filter_map(|row| row.cell(col)).any(said)
        };
        let mut changes: Vec<(usize, usize, Field, u32)> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let Some(field) = column.claims else { continue };
            let holder = self.columns.iter().enumerate().find(|(_, it)| it.field == Some(field));
            if let Some((holder, first)) = holder
                && changes.iter().all(|(_, other, ..)| *other != holder)
                && !filled(first.col)
                && filled(column.col)
            {
                changes.push((at, holder, field, column.col));
            }
        }
        for (at, holder, field, col) in changes {
            for (position, has) in [(holder, false), (at, true)] {
                if let Some(column) = self.columns.get_mut(position) {
                    column.field = has.then_some(field);
                    column.claims = (!has).then_some(field);
                }
            }
            if let Some(slot) = self.by_field.get_mut(field as usize) {
                *slot = Some(col);
            }
        }
    }

    /// Whether every field of another header stands where it stands, or is named, in this one.
    pub(super) fn is_aligned(&self, other: &Self) -> bool {
        let named = |col: u32, field: Field| {
            let mut columns = self.columns.iter().filter(|column| column.col == col);
            columns.any(|column| column.field.or(column.claims) == Some(field))
        };
        other.columns.iter().all(|it| it.field.is_none_or(|field| named(it.col, field)))
    }

    /// Whether the table says who got what: beside the names stands an identity number, an
    /// amount, goods or a signature. A list of agents or of phones doesn't.
    pub(super) fn is_of_grants(&self) -> bool {
        let says = |field: Field| self.by_field.get(field as usize).is_some_and(Option::is_some);
        [
            Field::IdNumber,
            Field::Cash,
            Field::Goods,
            Field::GoodsValue,
            Field::Total,
            Field::Signature,
        ]
        .into_iter()
        .any(says)
    }
}

struct Finder<'a> {
    sheet: &'a Sheet,
    merges: &'a MergeIndex,
    profile: &'a Profile,
}

/// The title text of a cell, if it is one.
fn title_text(value: &CellValue) -> Option<&str> {
    match value {
        CellValue::Text(text)
            if text.len() <= LONGEST_TITLE && !crate::value::text::is_blank(text) =>
        {
            Some(text)
        }
        _ => None,
    }
}

impl<'a> Finder<'a> {
    fn field(&self, text: &str) -> Option<Field> {
        titles::field(text, self.profile)
    }

    /// Whether a row may be the first of a header: it names a field, or has merged
    /// parents, and it is no line of the form's head.
    fn may_begin(&self, row: &Row) -> bool {
        let mut known = 0_usize;
        let mut parents = 0_usize;
        let mut labels = 0_usize;
        for (at, cell) in row.cells.iter().take(CELLS_SEARCHED).enumerate() {
            let Some(text) = title_text(&cell.value) else { continue };
            if self.field(text).is_some() {
                known += 1;
            } else if at < LABELS_SEARCHED && !labels::pairs(text, self.profile).is_empty() {
                labels += 1;
            } else if self.merges.width(CellRef::new(row.index, cell.col)) > 1 {
                parents += 1;
            }
        }
        // 填报单位 beside 联系电话 is a line of the head; 经办人 may well be a column too.
        if labels > 0 { known >= 3 } else { known >= 1 || parents >= 2 }
    }

    /// The header that begins in a row, if there is one: `name` and at least two other
    /// known fields.
    fn header_from(&self, first: &'a Row) -> Option<Header> {
        let mut rows = vec![Some(first)];
        let mut last = first.index;
        while last - first.index < DEPTH - 1 && self.goes_on(&rows, last.saturating_add(1)) {
            last = last.saturating_add(1);
            rows.push(self.sheet.row(last));
        }
        let rows: Vec<&Row> = rows.into_iter().flatten().collect();
        if !self.is_header(&rows) {
            return None;
        }
        let (columns, by_field) = self.columns(&rows, usize::MAX);
        let texts = texts(rows.iter().copied());
        Some(Header { rows: first.index..=last, columns, by_field, texts })
    }

    fn is_header(&self, rows: &[&Row]) -> bool {
        let (_, by_field) = self.columns(rows, CELLS_SEARCHED);
        let known = by_field.iter().flatten().count();
        by_field.get(Field::Name as usize).is_some_and(Option::is_some) && known >= 3
    }

    /// Whether the row `next` belongs to the header that has `rows` so far: a merged title
    /// reaches into it, or all it has are titles under parents or under nothing.
    fn goes_on(&self, rows: &[Option<&'a Row>], next: u32) -> bool {
        let reached = rows.iter().flatten().any(|row| {
            row.cells.iter().take(CELLS_SEARCHED).any(|cell| {
                let range = self.merges.extent(CellRef::new(row.index, cell.col));
                let height = (range.last.row - range.first.row).saturating_add(1);
                title_text(&cell.value).is_some() && height <= DEPTH && range.last.row >= next
            })
        });
        if reached {
            return true;
        }
        let Some(row) = self.sheet.row(next) else { return false };
        let above: Vec<&Row> = rows.iter().flatten().copied().collect();
        let mut known = false;
        for cell in row.cells.iter().take(CELLS_SEARCHED) {
            if super::is_empty(&cell.value) {
                continue;
            }
            let Some(text) = title_text(&cell.value) else { return false };
            match self.parents(&above, cell.col, row).last() {
                Some(parent) if !parent.spans => return false,
                Some(parent) => {
                    known |=
                        self.field(text).is_some() || self.field(&(parent.bare() + text)).is_some();
                }
                None => known |= self.field(text).is_some(),
            }
        }
        known
    }

    /// The titles above a cell of `below`, from top to bottom.
    fn parents<'r>(&self, above: &[&'r Row], col: u32, below: &Row) -> Vec<Parent<'r>> {
        above.iter().filter_map(|row| self.parent(row, col, below)).collect()
    }

    /// The title of one header row over a column: the cell itself, a merged block that
    /// covers it, or, where blocks are lost (CSV), the nearest one to the left with nothing
    /// in between, if the row below has a title there as well.
    fn parent<'r>(&self, row: &'r Row, col: u32, below: &Row) -> Option<Parent<'r>> {
        let behind = row.cells.partition_point(|cell| cell.col <= col);
        let cell = row
            .cells
            .get(..behind)?
            .iter()
            .rev()
            .take(CARRIED)
            .find(|cell| !super::is_empty(&cell.value))?;
        let text = title_text(&cell.value)?;
        let range = self.merges.extent(CellRef::new(row.index, cell.col));
        let width = self.merges.width(CellRef::new(row.index, cell.col));
        if range.last.col >= col {
            // A title without a block is a parent if the next column has none of its own,
            // and the row below goes on there.
            let spans = width > 1
                || range.last.row == row.index
                    && row.cell(col.saturating_add(1)).is_none()
                    && below.cell(col.saturating_add(1)).is_some()
                    && below.cell(col).is_some();
            return Some(Parent { text, spans });
        }
        let carried = width == 1
            && self.merges.is_empty()
            && (col - cell.col) as usize <= CARRIED
            && (cell.col..col).all(|between| below.cell(between).is_some());
        carried.then_some(Parent { text, spans: true })
    }

    /// The columns of a header, from its first `limit` cells of each row.
    fn columns(&self, rows: &[&Row], limit: usize) -> (Vec<Column>, [Option<u32>; Field::COUNT]) {
        let mut by_field = [None; Field::COUNT];
        let cols: BTreeSet<u32> = rows
            .iter()
            .flat_map(|row| row.cells.iter().take(limit))
            .filter(|cell| title_text(&cell.value).is_some())
            .map(|cell| cell.col)
            .collect();
        let valued = cols
            .iter()
            .filter_map(|col| bottom_title(rows, *col))
            .any(|(_, text)| self.field(text) == Some(Field::GoodsValue));
        let mut columns = Vec::with_capacity(cols.len());
        for col in cols {
            let Some((depth, text)) = bottom_title(rows, col) else { continue };
            let (Some(row), Some(above)) = (rows.get(depth), rows.get(..depth)) else { continue };
            let parents = self.parents(above, col, row);
            let mut named = self.resolve(&parents, text, valued);
            let agent = by_field.get(Field::Agent as usize).is_some_and(Option::is_some);
            let beside = (agent && is_relation(text)).then_some(Field::Agent);
            if beside.is_some() {
                named = None;
            }
            let slot = named.and_then(|field| by_field.get_mut(field as usize));
            let free = slot.is_some_and(|slot: &mut Option<u32>| {
                let free = slot.is_none();
                slot.get_or_insert(col);
                free
            });
            let titles = parents.iter().map(|parent| parent.text).chain([text]);
            columns.push(Column {
                field: named.filter(|_| free),
                claims: named.filter(|_| !free),
                beside,
                col,
                title: titles.map(tidy).collect::<Vec<_>>().join(" "),
                place: CellRef::new(row.index, col),
            });
        }
        reassign(&mut columns, &mut by_field);
        (columns, by_field)
    }

    /// The field of a title under its parents: parent and child together first, since that
    /// is the more exact; then the child, in the light of what the parent is about.
    /// `valued`: a title of its own says what the goods are worth.
    fn resolve(&self, parents: &[Parent<'_>], text: &str, valued: bool) -> Option<Field> {
        for from in 0..parents.len() {
            let joined: String = parents.get(from..)?.iter().map(|parent| parent.bare()).collect();
            if let Some(field) = self.field(&(joined + text)) {
                return Some(field);
            }
        }
        let child = self.field(text);
        let parent = parents.iter().rev().find_map(|parent| self.field(parent.text));
        match (parent, child) {
            // 慰问品 over 金额, 小计: what the goods are worth.
            (Some(Field::Goods), Some(Field::Cash | Field::Total)) => Some(Field::GoodsValue),
            // 慰问品 over 名称.
            (Some(Field::Goods), None)
                if matches!(fold(text).as_str(), "名称" | "种类" | "内容") =>
            {
                Some(Field::Goods)
            }
            // 慰问金额(元) over 现金 and 实物: amounts both; but over 现金, 实物 and 折价 the
            // middle one names the goods.
            (Some(Field::Cash | Field::Total), Some(Field::Goods)) if !valued => {
                Some(Field::GoodsValue)
            }
            // 代领人 over 姓名: not another recipient.
            (Some(Field::Agent), Some(Field::Name)) => Some(Field::Agent),
            (Some(Field::Agent), Some(Field::Agent)) => Some(Field::Agent),
            (Some(Field::Agent), _) => None,
            (_, child) => child,
        }
    }
}

/// Whether a part of a sum stands left of it: a column of no field that the form knows.
fn is_part(columns: &[Column], total: u32) -> bool {
    columns.iter().any(|it| it.col + 1 == total && it.field.is_none() && it.claims.is_none())
}

/// Amounts that the other columns tell the meaning of: 金额 behind 单价 is what the goods are
/// worth, and 小计 of 慰问金额 in parts (工会经费, 行政补贴), with no goods, is the cash.
fn reassign(columns: &mut [Column], by_field: &mut [Option<u32>; Field::COUNT]) {
    let at = |field: Field| by_field.get(field as usize).copied().flatten();
    let price = at(Field::UnitPrice).filter(|_| at(Field::Goods).is_some());
    let (from, to) = match (at(Field::Cash), at(Field::GoodsValue), at(Field::Total)) {
        (Some(cash), None, _) if price.is_some_and(|price| price + 1 == cash) => {
            (Field::Cash, Field::GoodsValue)
        }
        (None, None, Some(total)) if at(Field::Goods).is_none() && is_part(columns, total) => {
            (Field::Total, Field::Cash)
        }
        _ => return,
    };
    // A second column of cash stays what it is: the first may be that of the cash.
    if columns.iter().any(|column| column.claims == Some(from)) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.field == Some(from)) {
        column.field = Some(to);
        if let Some(slot) = by_field.get_mut(to as usize) {
            *slot = Some(column.col);
        }
    }
    if let Some(slot) = by_field.get_mut(from as usize) {
        *slot = None;
    }
}

/// The lowest title of a column, with the index of its row.
fn bottom_title<'r>(rows: &[&'r Row], col: u32) -> Option<(usize, &'r str)> {
    rows.iter()
        .enumerate()
        .rev()
        .find_map(|(depth, row)| Some((depth, title_text(&row.cell(col)?.value)?)))
}

/// A title above another.
struct Parent<'r> {
    text: &'r str,
    /// It stands over more than one column.
    spans: bool,
}

impl Parent<'_> {
    /// The title without a unit in brackets, to be joined with the one below it.
    fn bare(&self) -> String {
        without_brackets(&fold(self.text))
    }
}

/// 关系, 与本人关系: how the agent is related to the recipient, or why there is one.
fn is_relation(title: &str) -> bool {
    let folded = fold(title);
    let about = without_brackets(&folded);
    about.ends_with("关系") && about.len() <= "与被慰问对象本人关系".len()
        || matches!(about.as_str(), "代领原因" | "代领事由" | "代领理由")
}

/// A title in one line, trimmed.
fn tidy(text: &str) -> String {
    text.replace(['\n', '\r'], "").trim().to_owned()
}
