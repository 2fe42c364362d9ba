//! S110: pictures that this container doesn't let us look at.

use super::is_signed;
use crate::form::{Field, HeadField};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 老格式的文件（xls）里，有的图片暖表看不到是什么、放在哪一格。没有签名文字的地方，可能签的是图片。
    ///
    /// # 为什么
    /// 第十一条要求以银行回单或签过字的实名制表存档备查。看不到的签字，暖表不能说有，也不能说没有。
    ///
    /// # 怎么改
    /// 请打开表格逐行看一遍签字，以及负责人、经办人两处。用 WPS 或 Excel 另存为 xlsx 再核对，暖表就能看到图片。
    S110 {
        title: "图片看不到，签字请人工核对",
        severity: Severity::Notice,
        articles: &[article::ART_11_BANK, article::FORM],
        help: "请逐行看一遍签字；另存为 xlsx 再核对，就能看到图片。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(2, Field::Signature, Put::Empty),
            Change::UnseenPictures(1),
        ],
        right: &[Change::UnseenPictures(1)],
    }
}

/// Only where a signature is looked for in vain: names in text need no picture.
fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let count = view.sheet.unseen_pictures;
    if count == 0 {
        return;
    }
    let column = view.form.columns.iter().find(|it| it.field == Some(Field::Signature));
    let row_lacks =
        column.is_some() && view.rows().any(|row| given::in_hand(&row) && !is_signed(&row));
    let foot = [HeadField::Responsible, HeadField::Handler];
    let foot_lacks = foot.into_iter().find(|field| view.form.head.get(*field).is_missing());
    if !row_lacks && foot_lacks.is_none() {
        return;
    }
    let message = format!("这张表上有 {count} 张图片，在这种格式里看不到是什么。签字请人工核对。");
    match column {
        Some(column) => sink.cell(column.place, message).field(Field::Signature),
        None => sink.whole(message),
    };
}
