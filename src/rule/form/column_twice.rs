//! F004: two columns claim the same field.

use crate::form::Field;
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
    for column in &view.form.columns {
        let (None, Some(field)) = (column.field, column.claims) else { continue };
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
        sink.cell(column.place, message).field(field).related(first.map(|first| first.place));
    }
}
