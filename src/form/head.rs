//! The fields above and below the table.

use super::dates::DateText;
use super::fold::{fold_start, trim};
use super::merges::MergeIndex;
use super::{Head, HeadField, HeadValue, dates, is_empty, labels, title};
use crate::policy::Profile;
use crate::value::date::DateFault;
use crate::value::{Raw, Reading, Stored, name};
use crate::workbook::{Cell, CellRange, CellRef, CellValue, Row};
use jiff::civil::Date;

/// Lines of head and foot have few cells; more are looked at nowhere.
const CELLS: usize = 64;
/// Labels kept for the pictures beside them.
const LABELS: usize = 64;

/// What was gathered from head and foot.
#[derive(Debug, Default)]
pub(super) struct HeadScan {
    pub(super) head: Head,
    /// Every label found, repeated ones included, for the pictures.
    pub(super) labels: Vec<(HeadField, CellRef)>,
    /// The date as it is to be read, and how its cell was stored.
    date: Option<(String, Stored)>,
    /// Labels of the line above that had nothing beside them, with the cells of their block.
    open: Vec<(HeadField, CellRange)>,
}

impl HeadScan {
    /// Takes what one line of head or foot has.
    pub(super) fn line(&mut self, row: &Row, merges: &MergeIndex, profile: &Profile, csv: bool) {
        let cells: Vec<&Cell> =
            row.cells.iter().filter(|cell| !is_empty(&cell.value)).take(CELLS).collect();
        let line = Line { row: row.index, cells: &cells, merges, profile, csv };
        line.take_below(self);
        let mut at = 0;
        while at < cells.len() {
            at += line.take(at, self);
        }
        self.open = line.open(self);
    }

    /// Keeps a value: the first one, but one that was filled in before one that wasn't.
    fn keep(&mut self, field: HeadField, value: HeadValue, date: Option<(String, Stored)>) {
        if let Some(label) = value.label
            && self.labels.len() < LABELS
        {
            self.labels.push((field, label));
        }
        let slot = self.head.get_mut(field);
        let first = slot.label.is_none() && slot.place.is_none();
        if first || slot.is_missing() && !value.is_missing() {
            *slot = value;
            if field == HeadField::Date {
                self.date = date;
            }
        }
    }

    /// The date of the form.
    pub(super) fn date(&self, today: Date) -> Reading<Date, DateFault> {
        match &self.date {
            Some((text, stored)) => crate::value::date::read(&Raw { text, stored: *stored }, today),
            None if self.head.get(HeadField::Date).label.is_some() => Reading::Blank,
            None => Reading::Absent,
        }
    }
}

/// One line of head or foot: its cells with content.
struct Line<'a> {
    row: u32,
    cells: &'a [&'a Cell],
    merges: &'a MergeIndex,
    profile: &'a Profile,
    csv: bool,
}

impl Line<'_> {
    /// Names right under labels that stand in a line of their own: the boxes of a foot drawn
    /// as a table.
    fn take_below(&self, scan: &mut HeadScan) {
        for (field, block) in std::mem::take(&mut scan.open) {
            let below = |cell: &&&Cell| {
                block.last.row.checked_add(1) == Some(self.row)
                    && (block.first.col..=block.last.col).contains(&cell.col)
            };
            let Some(cell) = self.cells.iter().find(below) else { continue };
            let CellValue::Text(text) = &cell.value else { continue };
            if name::read(&Raw::text(text)).known().is_none() {
                continue;
            }
            let place = Some(self.place(cell));
            let text = trim(text).to_owned();
            scan.keep(
                field,
                HeadValue { label: Some(block.first), place, text, picture: false },
                None,
            );
        }
    }

    /// The labels of somebody who signs, if the line is made of nothing but labels without
    /// values.
    fn open(&self, scan: &HeadScan) -> Vec<(HeadField, CellRange)> {
        let mut open = Vec::new();
        for cell in self.cells {
            let text = cell.value.display();
            match labels::pairs(&text, self.profile)[..] {
                [labels::Pair { field, value: "", .. }] => {
                    open.push((field, self.merges.extent(self.place(cell))));
                }
                [] if labels::is_another(&text, self.profile) => {}
                _ => return Vec::new(),
            }
        }
        let signs = |field: HeadField| {
            use HeadField::{Handler, Preparer, Responsible, Reviewer};
            matches!(field, Preparer | Responsible | Handler | Reviewer)
        };
        open.retain(|(field, _)| signs(*field) && scan.head.get(*field).is_missing());
        open
    }

    fn place(&self, cell: &Cell) -> CellRef {
        CellRef::new(self.row, cell.col)
    }

    /// Takes what begins in a cell; gives back how many cells that used up.
    fn take(&self, at: usize, scan: &mut HeadScan) -> usize {
        let Some(cell) = self.cells.get(at) else { return 1 };
        let place = self.place(cell);
        let text = cell.value.display();
        let pairs = labels::pairs(&text, self.profile);
        let Some((last, before)) = pairs.split_last() else {
            return self.lone_date(at, scan);
        };
        for pair in before {
            self.keep_own(pair.field, place, pair.value, scan);
        }
        if !last.value.is_empty() && !is_remark(last.value) {
            self.keep_own(last.field, place, last.value, scan);
            return 1;
        }
        let (used, beside) = self.beside(at, last.field);
        match beside {
            Some((at_cell, text, date)) => {
                let value =
                    HeadValue { label: Some(place), place: Some(at_cell), text, picture: false };
                scan.keep(last.field, value, date);
            }
            None => {
                // Nothing yet: it is to be written behind the label where others are
                // too, else into the cell beside.
                let beside = self.merges.extent(place).last.col.saturating_add(1);
                let at_cell =
                    if before.is_empty() { CellRef::new(self.row, beside) } else { place };
                let value = HeadValue {
                    label: Some(place),
                    place: Some(at_cell),
                    text: String::new(),
                    picture: false,
                };
                scan.keep(last.field, value, None);
            }
        }
        used
    }

    /// Keeps a value that shares its cell with the label. A date behind another value is
    /// the form's: 「填报单位：某某工会　　2021年2月8日」.
    fn keep_own(&self, field: HeadField, place: CellRef, value: &str, scan: &mut HeadScan) {
        let of = |text: &str| HeadValue {
            label: Some(place),
            place: Some(place),
            text: text.to_owned(),
            picture: false,
        };
        if field == HeadField::Date {
            let (text, date) = self.date_text(value);
            scan.keep(field, of(&text), date);
            return;
        }
        match dates::split_off(value) {
            Some((value, date)) => {
                scan.keep(field, of(trim(value)), None);
                let (text, date) = self.date_text(date);
                scan.keep(HeadField::Date, of(&text), date);
            }
            None if dates::read(value) == Some(DateText::Template) => {
                scan.keep(field, of(""), None);
                scan.keep(HeadField::Date, of(""), None);
            }
            None => scan.keep(field, of(value), None),
        }
    }

    /// What a date says: its text as it is kept (empty for the bare 「年 月 日」), and as it
    /// is to be read.
    fn date_text(&self, text: &str) -> (String, Option<(String, Stored)>) {
        let stored = if self.csv { Stored::CsvText } else { Stored::Text };
        match dates::read(text) {
            Some(DateText::Template) => (String::new(), None),
            Some(DateText::Full(sorted) | DateText::Partial(sorted)) => {
                (trim(text).to_owned(), Some((sorted, stored)))
            }
            None if trim(text).is_empty() => (String::new(), None),
            None => (trim(text).to_owned(), Some((trim(text).to_owned(), stored))),
        }
    }

    /// The value in the cells right of a label: how many cells are used up, label
    /// included, and where and what the value is.
    #[expect(clippy::type_complexity, reason = "used once, right above")]
    fn beside(
        &self,
        at: usize,
        field: HeadField,
    ) -> (usize, Option<(CellRef, String, Option<(String, Stored)>)>) {
        let mut next = at + 1;
        // 「(公章)：」 in a cell of its own.
        if let Some(cell) = self.cells.get(next)
            && let CellValue::Text(text) = &cell.value
            && is_remark(text)
        {
            next += 1;
        }
        let Some(cell) = self.cells.get(next) else { return (next - at, None) };
        let text = cell.value.display();
        let own = labels::before(&text, self.profile);
        let of_amounts = field == HeadField::Unit && labels::amount_unit(own).is_some()
            || labels::stated_unit(&text).is_some();
        let another = labels::is_another(own, self.profile);
        if own.is_empty() || of_amounts || another || is_of_the_page(own) {
            return (next - at, None);
        }
        let place = self.place(cell);
        if own != trim(&text) {
            // 「张三　电话：021-…」: what follows is still to be taken.
            let (text, date) = match field {
                HeadField::Date => self.date_text(own),
                _ => (own.to_owned(), None),
            };
            return (next - at, Some((place, text, date)));
        }
        if field == HeadField::Date {
            let (used, text, date) = self.date_from(next);
            return (next - at + used, Some((place, text, date)));
        }
        if is_lone_date(&cell.value) {
            return (next - at, None);
        }
        (next - at + 1, Some((place, trim(&text).to_owned(), None)))
    }

    /// A date from one cell, or from several that hold its parts (2021 | 年 | 2 | 月 …).
    fn date_from(&self, at: usize) -> (usize, String, Option<(String, Stored)>) {
        let Some(cell) = self.cells.get(at) else { return (0, String::new(), None) };
        if let Some((used, text)) = self.date_parts(at) {
            let (text, date) = self.date_text(&text);
            return (used, text, date);
        }
        let text = cell.value.display();
        if let CellValue::Text(text) = &cell.value {
            let (text, date) = self.date_text(text);
            return (1, text, date);
        }
        let text = trim(&text).to_owned();
        let date = (text.clone(), super::stored(Some(cell), self.csv));
        (1, text, Some(date))
    }

    /// Joins cells that hold the parts of one date.
    fn date_parts(&self, at: usize) -> Option<(usize, String)> {
        let mut joined = String::new();
        let mut used = 0;
        for cell in self.cells.get(at..)?.iter().take(6) {
            let text = cell.value.display();
            let part = text.len() <= 24
                && !matches!(cell.value, CellValue::Date(_))
                && fold_start(&text, 8)
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日'));
            if !part {
                break;
            }
            joined.push_str(&text);
            used += 1;
        }
        let sound = used >= 2 && dates::read(&joined).is_some();
        sound.then_some((used, joined))
    }

    /// A date that stands without a label is the form's.
    fn lone_date(&self, at: usize, scan: &mut HeadScan) -> usize {
        let Some(cell) = self.cells.get(at) else { return 1 };
        let parts = self.date_parts(at);
        if parts.is_none() && !is_lone_date(&cell.value) {
            return 1;
        }
        let place = self.place(cell);
        let (used, text, date) = self.date_from(at);
        // The printed 「年 月 日」 is as good as a label; a bare date has none.
        let label = text.is_empty().then_some(place);
        scan.keep(
            HeadField::Date,
            HeadValue { label, place: Some(place), text, picture: false },
            date,
        );
        used.max(1)
    }
}

/// A cell that is a full date, or the template of one.
fn is_lone_date(value: &CellValue) -> bool {
    match value {
        CellValue::Date(_) => true,
        CellValue::Text(text) => {
            matches!(dates::read(text), Some(DateText::Full(_) | DateText::Template))
        }
        _ => false,
    }
}

/// 第1页 共2页, 附件3, the title: what is printed beside the head and is nobody's value.
fn is_of_the_page(text: &str) -> bool {
    let folded = fold_start(text, 12);
    let numbered = |mark: char| folded.starts_with(mark) && folded.contains('页');
    numbered('第') || numbered('共') || folded.starts_with("附件") || title::is_named(text)
}

/// 「(公章)」, 「:」: belongs to the label before it.
fn is_remark(text: &str) -> bool {
    let folded = fold_start(text, 12);
    let inner = folded.trim_end_matches(':');
    inner.is_empty()
        || inner.starts_with('(')
            && inner.ends_with(')')
            && ["公章", "盖章", "签字", "签名", "章"].iter().any(|word| inner.contains(word))
}
