//! A header further down: the same table on its next page, or another table.

use super::finder::{Finder, Start};
use super::fold::fold;
use super::head::HeadScan;
use super::header::Header;
use super::lines::is_note;
use super::{Form, HeadField, is_empty, title};
use crate::workbook::{CellValue, Row};

/// So many lines above a header are searched for its own title and head.
const LINES: usize = 40;

/// What a header further down means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The same table goes on.
    Same,
    /// Another table begins; its head begins at a line of those in between.
    New {
        /// Position among the lines; their number, if none of them is the new table's.
        split: usize,
    },
    /// A list of another kind, which is not for us.
    Foreign,
}

/// Decides what a header below a table means, from the lines between (positions of rows).
///
/// Columns elsewhere make another table; so does another title, another 填报单位 or another
/// date above it. The same title and unit once more are the table's next page.
pub(super) fn meet(
    finder: &Finder<'_>,
    form: &Form,
    header: &Header,
    found: &Header,
    scan: &HeadScan,
    lines: &[usize],
) -> Meeting {
    if !found.is_of_grants() {
        return Meeting::Foreign;
    }
    let skipped = lines.len().saturating_sub(LINES);
    let rows = finder.sheet.rows();
    let between: Vec<&Row> = lines.iter().skip(skipped).filter_map(|at| rows.get(*at)).collect();
    let own = Own::of(finder, &between);
    let other_title = own.title.is_some_and(|text| {
        form.title.as_ref().is_none_or(|title| !title::is_same(&title.at.text, text))
    });
    let unit = own.scan.head.get(HeadField::Unit);
    let other_unit =
        !unit.is_missing() && fold(&unit.text) != fold(&scan.head.get(HeadField::Unit).text);
    let (here, there) = (scan.date(finder.today), own.scan.date(finder.today));
    let other_date =
        matches!((here.good(), there.good()), (Some(here), Some(there)) if here != there);
    if other_title || other_unit || other_date || !header.is_aligned(found) {
        Meeting::New { split: skipped + own.split }
    } else {
        Meeting::Same
    }
}

/// What the lines right above a header say about its table.
struct Own<'a> {
    title: Option<&'a str>,
    scan: HeadScan,
    split: usize,
}

impl<'a> Own<'a> {
    fn of(finder: &Finder<'_>, lines: &[&'a Row]) -> Self {
        let titled = lines.iter().enumerate().rev().find_map(|(at, row)| Some((at, name(row)?)));
        let scan_from = |from: usize| {
            let mut scan = HeadScan::default();
            for row in lines.get(from..).unwrap_or_default() {
                scan.line(row, &finder.merges, finder.profile, finder.csv);
            }
            scan
        };
        let has_unit = |row: &&Row| {
            let mut scan = HeadScan::default();
            scan.line(row, &finder.merges, finder.profile, finder.csv);
            scan.head.get(HeadField::Unit).label.is_some()
        };
        let split = match titled {
            Some((at, _)) => at,
            None => lines.iter().rposition(has_unit).unwrap_or(lines.len()),
        };
        Self { title: titled.map(|(_, text)| text), scan: scan_from(split), split }
    }
}

/// The title a line is.
fn name(row: &Row) -> Option<&str> {
    let mut filled = row.cells.iter().filter(|cell| !is_empty(&cell.value));
    let CellValue::Text(text) = &filled.next()?.value else { return None };
    (title::is_named(text) && !is_note(text)).then_some(text)
}

/// The start of the next table, with what it takes over from the form above.
pub(super) fn start(form: &Form, header: Header, from: usize) -> Start {
    Start { from, header, title: form.title.clone(), scale: form.scale }
}
