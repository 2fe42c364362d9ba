//! P205: an identity number begins with no known province.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 身份证号开头两位是省级地区的代码（上海是 31）。这一格开头的两位，没有哪个地区用。
    ///
    /// # 为什么
    /// 代码不存在，号码就一定有误。
    ///
    /// # 怎么改
    /// 请对照身份证原件，重点核对开头几位，常见的是两位写反。
    P205 {
        title: "身份证号开头的地区不对",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照身份证原件，重点核对开头几位。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("300101196803120023"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("810000196803120021"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Bad(IdFault::Province) = id.value {
        sink.at(&id, "身份证号开头两位是地区代码，没有这样的地区。");
    }
}
