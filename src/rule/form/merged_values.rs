//! F007: merged cells run over several people's identity, account, amount or signature.

use super::merged::{blocks, is_own};
use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 身份证号、账号、金额或签字这几列，有一格合并了好几个人的行。
    ///
    /// # 为什么
    /// 这几项每个人都不一样。合成一格，就只有一个人有，其余的人都是空的；一笔金额也说不清各人多少。
    ///
    /// # 怎么改
    /// 取消合并，每个人填自己的一格。
    F007 {
        title: "合并格盖住了几个人的要项",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请取消合并，每个人填自己的一格。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Merge(1, Field::Signature, 2)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for block in blocks(view, is_own) {
        let title = block.field.title();
        let people = block.rows.len();
        sink.cell(block.range.first, format!("“{title}”有一格合并了 {people} 个人的行。"))
            .field(block.field)
            .range(block.range);
    }
}
