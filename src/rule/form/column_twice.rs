//! F004: two columns claim the same field.

use crate::form::{Column, Field, Form};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::workbook::column_letters;

rule! {
    /// # 什么问题
    /// 表里有两列的列名说的是同一项，比如“身份证号”和“证件号码”。暖表只按前一列核对，后一列原样保留。
    ///
    /// # 为什么
    /// 同一项有两处，两处又不一样时，就说不清以哪一处为准。
    ///
    /// # 怎么改
    /// 只留一列；两列确实是两回事的，把后一列改成能分得清的名称，比如“配偶身份证号”。
    F004 {
        title: "两列说的是同一项",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请只留一列；确实是两回事的，把后一列改个分得清的名称。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Extra("公民身份号码")],
        right: &[Change::Rename(Field::IdNumber, "公民身份号码")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let twice: Vec<(&Column, Field)> = view
        .form
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .filter_map(|column| Some((column, column.claims?)))
        .filter(|(column, field)| !(*field == Field::Date && is_of_receipt(&column.title)))
        .collect();
    if is_second_table(view.form, &twice) {
        beside(&twice, sink);
        return;
    }
    for (column, field) in twice {
        let first = view.form.columns.iter().find(|it| it.field == Some(field));
        let message = match first {
            Some(first) => format!(
                "“{}”与 {} 列的“{}”说的是同一项，只按 {} 列核对。",
                column.title,
                column_letters(first.col),
                first.title,
                column_letters(first.col),
            ),
            None => format!("“{}”与另一列说的是同一项。", column.title),
        };
        let finding = sink.cell(column.place, message).field(field);
        finding.related(first.map(|first| first.place));
        if field == Field::Cash {
            finding
                .help("请只留一列：同一次慰问的钱加成一个数；两次慰问请分两行写，各写各的日期。");
        }
    }
}

/// 领取日期 beside 慰问日期 is the day on which somebody signed, and no second visit.
fn is_of_receipt(title: &str) -> bool {
    ["领取", "签收", "签字", "領取", "簽收"].iter().any(|word| title.contains(word))
}

/// Whether the columns named twice are the same table once more, to the right of the first:
/// 姓名 among them, and all of them behind the first table's.
fn is_second_table(form: &Form, twice: &[(&Column, Field)]) -> bool {
    let Some(start) = twice.first().map(|(column, _)| column.col) else { return false };
    let named = twice.iter().any(|(_, field)| *field == Field::Name);
    let known = form.columns.iter().filter(|column| column.field.is_some());
    named && twice.len() >= 3 && known.clone().all(|column| column.col < start)
}

/// One finding for a table in two halves: that it is there, and that nobody in it was checked.
fn beside(twice: &[(&Column, Field)], sink: &mut Sink<'_>) {
    let (Some((first, field)), Some((last, _))) = (twice.first(), twice.last()) else { return };
    let (from, to) = (column_letters(first.col), column_letters(last.col));
    let message = format!(
        "表格分成左右两栏。{from} 列到 {to} 列这一栏的列名与左边相同，这一栏里的人没有核对。"
    );
    sink.cell(first.place, message)
        .field(*field)
        .help("请把右边一栏的人移到左边一栏的下面，接着排序号，再核对一次。")
        .related(twice.iter().skip(1).map(|(column, _)| column.place));
}
