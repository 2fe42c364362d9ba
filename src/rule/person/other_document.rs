//! P208: a passport, a travel permit or a soldier's card instead of an identity card.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::id_number::IdKind;

rule! {
    /// # 什么问题
    /// 这一格不是居民身份证号，像是护照、通行证、军官证或士兵证的号码。
    ///
    /// # 为什么
    /// 这类号码没有校验位，暖表只能看出样子对，看不出有没有写错一位。
    ///
    /// # 怎么改
    /// 请对照证件逐位核对，建议在备注里写明证件名称。号码没有错的，不用改。
    P208 {
        title: "不是身份证，请人工核对",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "请对照证件逐位核对，建议在备注里写明证件名称。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("H1234567801"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("810000196803120021"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if id.value.known().is_some_and(|id| id.kind() == IdKind::Other) {
        sink.at(&id, "这一格不是居民身份证号，像是护照、通行证或军官证、士兵证，请人工核对。");
    }
}
