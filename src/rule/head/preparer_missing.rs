//! H102: who filled the form in is missing.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// “填报人”没有填。
    ///
    /// # 为什么
    /// 审核时发现一处要问，得知道问谁。
    ///
    /// # 怎么改
    /// 写填表人的姓名。
    H102 {
        title: "填报人没有填",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写填表人的姓名。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Preparer, "")],
        right: &[Change::Head(HeadField::Preparer, "周慧敏")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    super::missing(view, HeadField::Preparer, sink);
}
