//! F005: a column we don't know.

use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::workbook::column_letters;

rule! {
    /// # 什么问题
    /// 表里有一列不在标准表的项目里。这一列没有核对，导出时原样放在最后。
    ///
    /// # 为什么
    /// 单位自己加几列是常事，不影响提交。说一声，是怕它其实是标准表里的某一项，只是叫法少见。
    ///
    /// # 怎么改
    /// 自己加的列，不用理会。如果它是标准表里的一项，把列名改成标准的叫法，就能一起核对了。
    F005 {
        title: "有一列不认识",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "自己加的列不用理会；如果是标准表里的一项，请改成标准的列名。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Extra("政治面貌")],
        right: &[Change::Rename(Field::Note, "说明")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for column in &view.form.columns {
        if column.field.or(column.claims).or(column.beside).is_some() {
            continue;
        }
        let letters = column_letters(column.col);
        let message = if column.title.is_empty() {
            format!("{letters} 列没有列名，这一列没有核对，原样保留。")
        } else {
            format!("“{}”不是标准表里的项目，这一列没有核对，原样保留。", column.title)
        };
        sink.cell(column.place, message);
    }
}
