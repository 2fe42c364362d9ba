//! F013: 同上 where everybody has their own.

use super::merged::is_own;
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Said;

rule! {
    /// # 什么问题
    /// 姓名、身份证号、银行账号、金额或签字这几列里写了“同上”或“〃”。
    ///
    /// # 为什么
    /// 这几项每个人都是自己的，不会与上一行相同；金额即使相同，也要写出来才能相加。
    ///
    /// # 怎么改
    /// 请把这一格写全；签字由本人签。
    F013 {
        title: "不能写同上的地方写了同上",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请把这一格写全；签字由本人签。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Signature, Put::Text("同上"))],
        right: &[Change::Cell(2, Field::Reason, Put::Text("同上"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for field in Field::ALL {
        if (is_own(field) || field == Field::Name)
            && row.said(field) == Said::Ditto
            && let Some(place) = row.place(field)
        {
            sink.cell(place, format!("“{}”这一格写的是“同上”，没有写明内容。", field.title()))
                .field(field)
                .value(row.text(field));
        }
    }
}
