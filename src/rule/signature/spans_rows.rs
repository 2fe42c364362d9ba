//! S107: a picture that lies over several people's rows.

use super::{is_signed, signing_pictures};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, given, rule};
use crate::workbook::{CellRef, Picture};

rule! {
    /// # 什么问题
    /// 一张签字图片盖住了几个人的行，其中有人没有自己的签字。暖表把图片算给它中心所在的那一行。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放。一张图片横跨几行，看不出签的是其中哪一位。
    ///
    /// # 怎么改
    /// 建议把图片缩到本人那一格里。一张图里有几个人签字的，可以裁成一人一张，分别放到各自的格里。
    S107 {
        title: "签字图片跨了几行",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "建议把图片缩到本人那一格；有几个人签字的，裁成一人一张。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::SignaturePicture { person: 0, rows: 3, image: 1 }],
        right: &[
            Change::SignaturePicture { person: 1, rows: 1, image: 1 },
            Change::SignaturePicture { person: 2, rows: 1, image: 2 },
        ],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(column) = view.form.column(Field::Signature) else { return };
    for (signer, picture) in signing_pictures(view) {
        let cell = CellRef::new(signer.record.row, column);
        let others = unclear(view, picture, &signer);
        if let (Some(first), Some(last)) = (others.first(), others.last()) {
            let (from, to) =
                (first.record.row.min(cell.row) + 1, last.record.row.max(cell.row) + 1);
            sink.cell(cell, format!("这张图片从第 {from} 行跨到第 {to} 行，看不出是谁的签字。"))
                .field(Field::Signature)
                .range(picture.range)
                .related(others.iter().filter_map(|row| row.place(Field::Signature)));
        }
    }
}

/// The people whose signature a picture may be, beside the one it is counted for. A
/// signature that reaches over a line is nobody else's: it is asked only where a further
/// row lacks a signature, or where the picture covers whole rows.
fn unclear<'a>(view: &FormView<'a>, picture: &Picture, signer: &RowView<'a>) -> Vec<RowView<'a>> {
    let records = &view.form.records;
    let from = records.partition_point(|record| record.row < picture.range.first.row);
    let to = records.partition_point(|record| record.row <= picture.range.last.row);
    let others: Vec<_> = (from..to)
        .filter_map(|at| view.form.row(view.sheet, at))
        .filter(|row| row.record.row != signer.record.row && !row.record.signature_picture)
        .collect();
    let lacks = |row: &RowView<'_>| given::in_hand(row) && !is_signed(row);
    if others.len() > 1 || others.iter().any(lacks) { others } else { Vec::new() }
}
