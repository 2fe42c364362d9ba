//! H105: the form has no date.

use crate::form::{HeadField, HeadValue};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::value::text;

rule! {
    /// # 什么问题
    /// 表上没有填报日期：没有这一项、后面空着，或者只有印好的“年　月　日”三个字。
    ///
    /// # 为什么
    /// 存档和年度审计都按日期找表，也要看填表在慰问之后。
    ///
    /// # 怎么改
    /// 写上填表那天的年、月、日，比如 2021-02-08。
    H105 {
        title: "填报日期没有填",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写上填表那天的年、月、日，比如 2021-02-08。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Date, "　年　月　日")],
        right: &[Change::Head(HeadField::Date, "2021年2月8日")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let field = HeadField::Date;
    let head = view.form.head.get(field);
    if head.is_missing() {
        super::missing(view, field, sink);
    } else if is_skeleton(head) {
        sink.head(head, field, "“填报日期”只有“年、月、日”三个字，没有填数字。");
    }
}

/// The printed 年 月 日 with nothing written between.
pub(super) fn is_skeleton(head: &HeadValue) -> bool {
    !head.text.is_empty()
        && head.text.chars().all(|c| {
            text::is_space(c)
                || matches!(c, '年' | '月' | '日' | '号' | '_' | '＿' | '/' | '-' | '.')
        })
}
