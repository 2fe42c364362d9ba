//! P204: the birthday in an identity number doesn't exist, or hasn't come yet.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 身份证号第 7 到 14 位是出生年月日。这一格里的不是真实的日子（比如 13 月、2 月 30 日），或者比今天还晚。
    ///
    /// # 为什么
    /// 日子不存在，号码就一定有误。
    ///
    /// # 怎么改
    /// 请对照身份证原件，重点核对第 7 到 14 位。
    P204 {
        title: "身份证号里的生日不对",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照身份证原件，重点核对第 7 到 14 位。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196802300024"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196802290022"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Bad(IdFault::Birthday) = id.value {
        sink.at(&id, "身份证号第 7 到 14 位是出生日期，这里的日子不存在，或者还没有到。");
    }
}
