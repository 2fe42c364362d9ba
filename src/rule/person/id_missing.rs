//! P201: a person without an identity number.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 这个人的身份证号空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 实名发放靠身份证号认人：同名同姓的分得开，录入帮扶工作管理系统也要用它。
    ///
    /// # 怎么改
    /// 请向本人核对后补上 18 位号码。录入前先把这一列设成“文本”，否则 Excel 会把末几位变成 0。没有居民身份证的，写所持证件的号码，并在备注里写明证件名称。
    P201 {
        title: "身份证号没有填",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请向本人核对后补上；录入前先把这一列设成“文本”。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::IdNumber, Put::Empty)],
        right: &[Change::Cell(2, Field::IdNumber, Put::Text("310110198011220015"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    match id.value {
        Reading::Blank => {
            sink.at(&id, "没有写身份证号。");
        }
        Reading::Placeholder => {
            sink.at(&id, "身份证号这一格没有写号码，只是占了个位。");
        }
        _ => {}
    }
}
