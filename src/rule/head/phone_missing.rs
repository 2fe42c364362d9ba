//! H103: the preparer's phone is missing.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表头的“联系电话”没有填。
    ///
    /// # 为什么
    /// 审核时有疑问，一个电话就能说清；没有电话，表只能退回去。
    ///
    /// # 怎么改
    /// 写填报人的手机或办公电话，座机带上区号。
    H103 {
        title: "联系电话没有填",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写填报人的手机或办公电话，座机带上区号。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Phone, "")],
        right: &[Change::Head(HeadField::Phone, "13800002001")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    super::missing(view, HeadField::Phone, sink);
}
