//! F010: serial numbers skip, repeat or are missing.

use super::example_row::marks_example;
use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, Fix, FixEdit, FixKind, FormView, Put, Safety};
use crate::rule::{Severity, Sink, rule};
use crate::value::text;
use crate::workbook::{Cell, CellRef, CellValue};

rule! {
    /// # 什么问题
    /// 序号跳号、重号，或者没有填。
    ///
    /// # 为什么
    /// 序号与人数对得上，翻页核对、电话里说“第几号”都方便；跳号常常是删过一行。
    ///
    /// # 怎么改
    /// 暖表可以按顺序重新编号，别的内容不变。按单位分段、每段从 1 编起的，不算重号。
    F010 {
        title: "序号不连续",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "可以放心重新编号，别的内容不变。",
        fix: FixKind::Safe,
        check: Check::Form(check),
        wrong: &[Change::Cell(2, Field::Serial, Put::Number(4.0))],
        right: &[
            Change::Cell(0, Field::Serial, Put::Text("08")),
            Change::Cell(1, Field::Serial, Put::Text("09")),
            Change::Cell(2, Field::Serial, Put::Number(10.0)),
        ],
    }
}

/// A person's serial number as written and as it should be.
struct Numbered {
    place: CellRef,
    written: Option<u64>,
    right: u64,
    breaks: bool,
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(numbers) = numbered(view) else { return };
    let mut breaks = numbers.iter().filter(|it| it.breaks);
    let Some(first) = breaks.next() else { return };
    let message = match first.written {
        None if numbers.iter().all(|it| it.written.is_none()) => "序号都没有填。".to_owned(),
        None => "这一行没有序号。".to_owned(),
        Some(written) => format!("这一行的序号是 {written}，接着上一行应是 {}。", first.right),
    };
    let edits: Vec<FixEdit> = numbers
        .iter()
        .filter(|it| it.written != Some(it.right))
        .map(|it| FixEdit::Cell { place: it.place, entry: Entry::Number(it.right.into()) })
        .collect();
    let finding = sink.cell(first.place, message).field(Field::Serial);
    finding.value = first.written.map(|written| written.to_string());
    finding.related(breaks.map(|it| it.place));
    finding.fix =
        Some(Fix { safety: Safety::Safe, edits, description: "按顺序重新编号".to_owned() });
}

/// Everybody's numbers; `None` if the column numbers in another way (A-1, 一).
fn numbered(view: &FormView<'_>) -> Option<Vec<Numbered>> {
    let mut subtotals = view.form.totals.iter().map(|total| total.row).peekable();
    let mut numbers: Vec<Numbered> = Vec::new();
    let (mut before, mut right, mut above) = (None, 0, None::<u32>);
    for row in view.rows().filter(|row| !row.record.goes_on) {
        let place = row.place(Field::Serial)?;
        let written = match whole(row.cell(Field::Serial)) {
            Some(number) => Some(number),
            None => {
                let written = row.text(Field::Serial);
                if marks_example(&written) {
                    continue;
                }
                if text::is_blank(&written) { None } else { Some(number(&written)?) }
            }
        };
        // Each part of a divided table may begin anew.
        let mut parted = false;
        if let Some(before) = above.replace(row.record.row) {
            // 「二、装配车间」 stands between.
            parted = (before + 1..row.record.row)
                .any(|between| view.sheet.row(between).is_some_and(|it| !it.cells.is_empty()));
        }
        while subtotals.next_if(|total| *total < row.record.row).is_some() {
            parted = true;
        }
        let begins = numbers.is_empty() || parted && written == Some(1);
        right = match written {
            Some(written) if begins => written,
            _ => right + 1,
        };
        let follows = match (written, before) {
            _ if begins => written.is_some(),
            (Some(written), Some(before)) => written == before + 1,
            // After a blank, the number must fit the count.
            (Some(written), None) => written == right,
            (None, _) => false,
        };
        numbers.push(Numbered { place, written, right, breaks: !follows });
        before = written;
    }
    Some(numbers)
}

/// The number of a number cell, as nearly all are.
fn whole(cell: Option<&Cell>) -> Option<u64> {
    match cell?.value {
        CellValue::Number(number) if number.fract() == 0.0 && (0.0..1e9).contains(&number) => {
            Some(number as u64)
        }
        _ => None,
    }
}

/// 8, 08, 8., ８: a number, and nothing else.
fn number(written: &str) -> Option<u64> {
    let tidy = text::squeeze(written);
    let digits = tidy.trim_end_matches(['.', '、']);
    (digits.len() <= 9).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::number;
    use crate::form::Field;
    use crate::rule::{Change, Put, check::tests::findings};

    #[test]
    fn numbers_as_people_write_them() {
        for (written, value) in [("8", 8), ("08", 8), ("8.", 8), ("８", 8), (" 8、", 8)] {
            assert_eq!(number(written), Some(value), "{written}");
        }
        for written in ["A-1", "一", "1.1", "12345678901"] {
            assert_eq!(number(written), None, "{written}");
        }
    }

    #[test]
    fn a_column_without_any_number_is_told_once_and_numbered() {
        let example: &[Change] = &[
            Change::Cell(0, Field::Serial, Put::Empty),
            Change::Cell(1, Field::Serial, Put::Empty),
            Change::Cell(2, Field::Serial, Put::Empty),
        ];
        let found: Vec<_> = findings_of(example, "F010");
        assert_eq!(found.len(), 1);
        let fix = found[0].fix.as_ref().unwrap();
        let entries: Vec<_> = fix.edits.iter().map(ToString::to_string).collect();
        assert_eq!(entries, ["1", "2", "3"]);
    }

    #[test]
    fn after_one_skip_only_that_one_is_named() {
        let example: &[Change] = &[
            Change::Cell(1, Field::Serial, Put::Number(5.0)),
            Change::Cell(2, Field::Serial, Put::Number(6.0)),
        ];
        let found = findings_of(example, "F010");
        assert_eq!(found.len(), 1);
        assert!(found[0].related.is_empty());
        assert_eq!(found[0].fix.as_ref().unwrap().edits.len(), 2);
    }

    #[test]
    fn other_ways_of_numbering_are_left_alone() {
        let example: &[Change] = &[Change::Cell(1, Field::Serial, Put::Text("A-2"))];
        assert!(findings_of(example, "F010").is_empty());
    }

    fn findings_of(example: &'static [Change], code: &str) -> Vec<crate::rule::Finding> {
        let mut found = findings(example).unwrap();
        found.retain(|finding| finding.code() == code);
        found
    }
}
