//! F006: hidden rows, columns or sheets hold data of the form.

use super::amounts;
use crate::form::{Field, Form, RowView, TotalKind};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Fix, FixKind, FormView, Severity, Sink, rule};
use crate::value::money::countable;
use crate::workbook::{CellRef, Hideable, Sheet, Visibility, column_letters};
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 表里有隐藏或筛选掉的行、隐藏的列，里面有内容；或者整张汇总表是隐藏的。这些内容照样核对了。
    ///
    /// # 为什么
    /// 打印时看不见它们，合计却可能把它们算了进去：看着的人数和金额，与表上写的就对不上。
    ///
    /// # 怎么改
    /// 要报的，取消隐藏、清除筛选；不要报的，整行整列删掉，不要只是藏起来。
    F006 {
        title: "有隐藏的内容",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "要报的请取消隐藏、清除筛选；不要报的请整行整列删掉。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[Change::HiddenRow(2)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if view.sheet.visibility == Visibility::Hidden && view.form.part == 0 {
        sink.whole("这张汇总表是隐藏的，照样核对了。")
            .help("要报的请取消隐藏；不要报的请把这张工作表删掉。")
            .fix = Some(Fix::show([Hideable::Sheet], "把这张工作表显示出来".to_owned()));
    }
    rows(view, sink);
    columns(view, sink);
}

fn rows(view: &FormView<'_>, sink: &mut Sink<'_>) {
    if view.sheet.hidden_rows.is_empty() {
        return;
    }
    let hidden: Vec<RowView<'_>> =
        view.rows().filter(|row| view.sheet.row_is_hidden(row.record.row)).collect();
    let places = |row: &RowView<'_>| row.place(Field::Name);
    if let Some((first, others)) = hidden.split_first()
        && let Some(place) = places(first)
    {
        let people = hidden.len();
        let counted = match is_counted(view) {
            Some(true) => "合计把他们算进去了",
            Some(false) => "合计没有算他们",
            None => "合计算没算他们，从数上看不出来",
        };
        let finding = sink.cell(
            place,
            format!("有 {people} 个人所在的行被隐藏或筛选掉了，照样核对了；{counted}。"),
        );
        finding.related(others.iter().filter_map(places));
        let rows: Vec<_> = hidden_rows(view.form, view.sheet).map(Hideable::Row).collect();
        let description = format!("把隐藏的 {} 行显示出来", rows.len());
        finding.fix = Some(Fix::show(rows, description));
    }
}

/// The hidden rows of the table that hold anything: who unhides the people wants to see the
/// sums between them too.
fn hidden_rows<'s>(form: &Form, sheet: &'s Sheet) -> impl Iterator<Item = u32> + use<'s> {
    let (header, last) = (*form.header_rows.end(), form.last_row);
    let rows = sheet.rows().iter().map(|row| row.index);
    rows.filter(move |row| header < *row && *row <= last && sheet.row_is_hidden(*row))
}

/// Whether the sums count the hidden people: `None` if that can't be told.
fn is_counted(view: &FormView<'_>) -> Option<bool> {
    let grand = view.form.totals.iter().rfind(|total| total.kind == TotalKind::Grand)?;
    grand.sums.iter().find_map(|sum| {
        let stated = countable(&sum.amount)?;
        let (mut all, mut seen) = (Decimal::ZERO, Decimal::ZERO);
        for row in view.rows() {
            let amount = amounts::of(row.record, sum.field).unwrap_or_default();
            all = all.checked_add(amount)?;
            if !view.sheet.row_is_hidden(row.record.row) {
                seen = seen.checked_add(amount)?;
            }
        }
        match (stated == all, stated == seen) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    })
}

fn columns(view: &FormView<'_>, sink: &mut Sink<'_>) {
    let holds_data = |col: u32| {
        view.rows().any(|row| view.sheet.cell(CellRef::new(row.record.row, col)).is_some())
    };
    let hidden: Vec<_> = view
        .form
        .columns
        .iter()
        .filter(|column| view.sheet.col_is_hidden(column.col) && holds_data(column.col))
        .collect();
    if let Some((first, others)) = hidden.split_first() {
        let letters: Vec<String> = hidden.iter().map(|it| column_letters(it.col)).collect();
        let letters = letters.join("、");
        let finding =
            sink.cell(first.place, format!("{letters} 列被隐藏了，里面有内容，照样核对了。"));
        finding.related(others.iter().map(|column| column.place));
        let columns = hidden.iter().map(|column| Hideable::Column(column.col));
        finding.fix = Some(Fix::show(columns, format!("把 {letters} 列显示出来")));
    }
}
