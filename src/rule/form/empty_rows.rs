//! F011: empty rows inside the table.

use crate::form::{Field, Form};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::value::text;
use crate::workbook::{CellRange, CellRef, CellValue, Row};

rule! {
    /// # 什么问题
    /// 名单中间有空行。
    ///
    /// # 为什么
    /// Excel 的筛选、排序、求和遇到空行会停下来，空行以后的人就漏了。
    ///
    /// # 怎么改
    /// 把空行整行删掉。导出整理好的表时，暖表不会带上空行。
    F011 {
        title: "名单中间有空行",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "请把空行整行删掉；导出整理好的表时会自动去掉。",
        fix: FixKind::Safe,
        check: Check::Form(check),
        wrong: &[Change::EmptyRow(1)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let form = view.form;
    let (Some(first), Some(last)) = (form.records.first(), form.records.last()) else { return };
    let (Some(left), Some(right)) = (form.columns.first(), form.columns.last()) else { return };
    let rows = view.sheet.rows();
    let from = rows.partition_point(|row| row.index < first.row);
    let to = rows.partition_point(|row| row.index <= last.row);
    let filled = rows.get(from..to).unwrap_or_default().iter().filter(|row| !is_empty(row));
    let covered = covered_rows(form);
    let mut gaps = Vec::new();
    let mut next = first.row;
    let mut of_list = true;
    for row in filled {
        // Between printed pages, beside a title or a foot, an empty row is in no list.
        let before = std::mem::replace(&mut of_list, is_of_list(view, row));
        if row.index > next && before && of_list && !covers(&covered, next) {
            gaps.push((next, row.index - 1));
        }
        next = row.index + 1;
    }
    let Some(((top, bottom), others)) = gaps.split_first() else { return };
    let count: u64 = gaps.iter().map(|(top, bottom)| u64::from(bottom - top) + 1).sum();
    let range = CellRange::new(CellRef::new(*top, left.col), CellRef::new(*bottom, right.col));
    sink.cell(range.first, format!("名单中间有 {count} 个空行。"))
        .range(range)
        .related(others.iter().map(|(top, _)| CellRef::new(*top, left.col)));
}

/// Whether a row is a person's, one of sums, or the header once more.
fn is_of_list(view: &FormView<'_>, row: &Row) -> bool {
    let FormView { form, sheet, .. } = *view;
    let is_header = || {
        let named = form.columns.iter().find(|column| column.field == Some(Field::Name));
        named.is_some_and(|column| {
            let title = sheet.cell(column.place).map(|cell| &cell.value);
            title.is_some() && row.cell(column.col).map(|cell| &cell.value) == title
        })
    };
    form.record_at(row.index).is_some()
        || form.totals.binary_search_by_key(&row.index, |total| total.row).is_ok()
        || is_header()
}

fn is_empty(row: &Row) -> bool {
    row.cells.iter().all(|cell| match &cell.value {
        CellValue::Text(text) => text::is_blank(text),
        _ => false,
    })
}

/// The rows that lie under merged blocks: a person who takes two lines leaves no empty
/// one. As spans, ascending and apart.
fn covered_rows(form: &Form) -> Vec<(u32, u32)> {
    let mut spans: Vec<(u32, u32)> = form
        .merges
        .iter()
        .filter(|merge| merge.first.row < merge.last.row)
        .map(|merge| (merge.first.row + 1, merge.last.row))
        .collect();
    spans.sort_unstable();
    let mut apart: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
    for (first, last) in spans {
        match apart.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => apart.push((first, last)),
        }
    }
    apart
}

fn covers(spans: &[(u32, u32)], row: u32) -> bool {
    let at = spans.partition_point(|(_, last)| *last < row);
    spans.get(at).is_some_and(|(first, _)| *first <= row)
}
