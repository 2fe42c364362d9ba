//! Merged blocks that run over several people.

use crate::form::{Field, RowView};
use crate::rule::FormView;
use crate::workbook::{CellRange, CellRef};

/// A merged block over several people in columns we know.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// The part of it on the people's rows and in the known columns.
    pub range: CellRange,
    /// Its first known column.
    pub field: Field,
    /// The people, the one with the value first.
    pub rows: Vec<RowView<'a>>,
}

/// The blocks that touch a column `wanted` names and leave somebody blank there.
pub(super) fn blocks<'a>(view: &FormView<'a>, wanted: fn(Field) -> bool) -> Vec<Block<'a>> {
    let FormView { form, sheet, .. } = *view;
    let records = &form.records;
    let mut found = Vec::new();
    for merge in &form.merges {
        let from = records.partition_point(|record| record.row < merge.first.row);
        let to = records.partition_point(|record| record.row <= merge.last.row);
        let Some([first, .., last]) = records.get(from..to) else { continue };
        let mut columns = form
            .columns
            .iter()
            .filter(|column| merge.first.col <= column.col && column.col <= merge.last.col)
            .filter_map(|column| Some((column.col, column.field.filter(|field| wanted(*field))?)));
        let Some((first_col, field)) = columns.next() else { continue };
        let last_col = columns.next_back().map_or(first_col, |(col, _)| col);
        // One person on several lines shares a cell with nobody.
        if records.get(from + 1..to).is_some_and(|below| below.iter().all(|it| it.goes_on)) {
            continue;
        }
        let rows: Vec<_> = (from..to).filter_map(|at| form.row(sheet, at)).collect();
        // Someone has filled the covered cells in: nobody is left without.
        if rows.iter().all(|row| row.has_text(field)) {
            continue;
        }
        let range =
            CellRange::new(CellRef::new(first.row, first_col), CellRef::new(last.row, last_col));
        found.push(Block { range, field, rows });
    }
    found
}

/// People on several lines: the first line of each, and the rows of the others.
pub(super) fn lines_of_one<'a>(view: &FormView<'a>) -> Vec<(RowView<'a>, Vec<u32>)> {
    let FormView { form, sheet, .. } = *view;
    let mut found: Vec<(RowView<'a>, Vec<u32>)> = Vec::new();
    for (at, pair) in form.records.windows(2).enumerate() {
        let [above, below] = pair else { continue };
        match found.last_mut() {
            _ if !below.goes_on => {}
            Some((_, rows)) if above.goes_on => rows.push(below.row),
            _ => found.extend(form.row(sheet, at).map(|first| (first, vec![below.row]))),
        }
    }
    found
}

/// Whether a column holds what each person must have of their own.
pub(super) const fn is_own(field: Field) -> bool {
    matches!(field, Field::IdNumber | Field::Account | Field::Signature) || field.is_money()
}
