//! F012: 同上 or blanks that mean the same as above.

use super::entries;
use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, Fix, FixEdit, FixKind, FormView, Put, Safety};
use crate::rule::{Severity, Sink, rule};
use crate::value::Said;
use crate::workbook::{Cell, CellRange, CellRef};

rule! {
    /// # 什么问题
    /// 单位、类别、日期、资金来源、发放方式、开户行里写了“同上”或“〃”；或者一列只填了头一个，下面空着，意思是“都一样”。
    ///
    /// # 为什么
    /// 一排序、一筛选，“上面”就变了：同上不知道同谁，空着的更看不出来。按类别、按资金来源汇总也会漏。
    ///
    /// # 怎么改
    /// 每行都写全。“同上”可以放心照上一行填；空着的请确认以后再填。
    ///
    /// # 修正为什么有的要确认
    /// “同上”写明了意思，照填不会错；空着的多半也是这个意思，但也可能是还没填。
    F012 {
        title: "用同上或留空代替填写",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请每行都写全；“同上”可以放心照上一行填，空着的请确认后再填。",
        fix: FixKind::Either,
        check: Check::Form(check),
        wrong: &[Change::Cell(1, Field::Unit, Put::Text("同上"))],
        right: &[Change::Cell(2, Field::Reason, Put::Text("同上"))],
    }
}

/// The columns in which people of a group are alike.
const FIELDS: [Field; 6] =
    [Field::Unit, Field::Category, Field::Date, Field::Funding, Field::Payment, Field::Bank];

/// The cells of one column that refer to those above.
#[derive(Default)]
struct Referring {
    cells: Vec<CellRef>,
    edits: Vec<FixEdit>,
}

impl Referring {
    fn push(&mut self, place: CellRef, source: Option<&Cell>) {
        self.cells.push(place);
        let entry = source.and_then(entries::copy);
        self.edits.extend(entry.map(|entry| FixEdit::Cell { place, entry }));
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let has = |field: &Field| view.form.has(*field);
    let mut columns: Vec<_> = FIELDS.into_iter().filter(has).map(Column::new).collect();
    for row in view.rows() {
        columns.iter_mut().for_each(|column| column.take(&row));
    }
    columns.into_iter().for_each(|column| column.report(sink));
}

/// What has been seen of one column, from top to bottom.
struct Column<'a> {
    field: Field,
    marks: Referring,
    blanks: Referring,
    /// The cell of the row above, if it can be copied.
    above: Option<&'a Cell>,
    /// The nearest cell above that says something.
    filled: Option<&'a Cell>,
    people: usize,
    first_filled: bool,
}

impl<'a> Column<'a> {
    fn new(field: Field) -> Self {
        let (marks, blanks) = Default::default();
        Self { field, marks, blanks, above: None, filled: None, people: 0, first_filled: false }
    }

    fn take(&mut self, row: &RowView<'a>) {
        if self.field == Field::Bank && !is_paid_through_bank(row) {
            return;
        }
        let Some(place) = row.place(self.field) else { return };
        self.people += 1;
        match row.said(self.field) {
            Said::Ditto => self.marks.push(place, self.above),
            Said::Blank if !is_broken(row, self.field) => {
                self.blanks.push(place, self.filled);
                self.above = None;
            }
            said => {
                let cell = row.cell(self.field).filter(|_| said == Said::Something);
                self.above = cell.filter(|cell| entries::can_copy(cell));
                self.filled = self.above.or(self.filled);
                self.first_filled |= self.people == 1 && self.above.is_some();
            }
        }
    }

    fn report(mut self, sink: &mut Sink<'_>) {
        let title = self.field.title();
        report(sink, self.field, &mut self.marks, Safety::Safe, |count| {
            format!("“{title}”有 {count} 处写的是“同上”，没有写明内容。")
        });
        if self.first_filled && self.blanks.cells.len() * 2 >= self.people {
            report(sink, self.field, &mut self.blanks, Safety::Unsafe, |count| {
                format!("“{title}”只填了几处，下面 {count} 处空着，像是与上面相同。")
            });
        }
    }
}

fn report(
    sink: &mut Sink<'_>,
    field: Field,
    column: &mut Referring,
    safety: Safety,
    message: impl Fn(usize) -> String,
) {
    let (Some(first), Some(last)) = (column.cells.first(), column.cells.last()) else { return };
    let finding = sink
        .cell(*first, message(column.cells.len()))
        .field(field)
        .range(CellRange::new(*first, *last));
    if !column.edits.is_empty() {
        let description = match safety {
            Safety::Safe => "照上一行填写",
            Safety::Unsafe => "照上面的内容填写，请确认",
        };
        finding.fix = Some(Fix {
            safety,
            edits: std::mem::take(&mut column.edits),
            description: description.to_owned(),
        });
    }
}

fn is_paid_through_bank(row: &RowView<'_>) -> bool {
    row.record.payment.known() == Some(&Payment::Bank)
}

/// A formula without a value shows nothing, and is no blank (F009).
fn is_broken(row: &RowView<'_>, field: Field) -> bool {
    use crate::value::Stored;
    matches!(row.stored(field), Stored::Error | Stored::NoValue | Stored::Picture)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::rule::check::tests::findings;

    fn codes(example: &'static [Change]) -> Vec<(&'static str, Option<CellRef>)> {
        let found = findings(example).unwrap();
        found.iter().filter(|it| it.code() != "H109").map(|it| (it.code(), it.cell)).collect()
    }

    #[test]
    fn a_column_filled_in_blocks_is_told_once_and_its_blanks_are_not() {
        let example: &[Change] =
            &[Change::Cell(1, Field::Date, Put::Empty), Change::Cell(2, Field::Date, Put::Empty)];
        assert_eq!(codes(example), [("F012", Some(CellRef::new(6, 8)))]);
        let found = findings(example).unwrap();
        let fix = found.iter().find_map(|it| it.fix.as_ref()).unwrap();
        assert_eq!(fix.safety, Safety::Unsafe);
        assert_eq!(fix.edits.len(), 2);
    }

    #[test]
    fn one_blank_of_three_is_just_missing() {
        let example: &[Change] = &[Change::Cell(1, Field::Unit, Put::Empty)];
        assert_eq!(codes(example), [("P301", Some(CellRef::new(6, 4)))]);
    }

    #[test]
    fn same_as_a_blank_is_not_filled_in() {
        let example: &[Change] = &[
            Change::Cell(1, Field::Unit, Put::Empty),
            Change::Cell(2, Field::Unit, Put::Text("〃")),
        ];
        let found = findings(example).unwrap();
        let ditto = found.iter().find(|it| it.code() == "F012").unwrap();
        assert!(ditto.fix.is_none());
    }
}
