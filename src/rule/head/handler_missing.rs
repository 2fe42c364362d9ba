//! H108: the person who handled it hasn't signed.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表尾的“经办人签字”是空的：没有姓名，也没有签名图片。
    ///
    /// # 为什么
    /// 附表留了两处签字：负责人对这批慰问负责，经办人对发放负责。缺一处，这份表就不能作为存档的凭据。
    ///
    /// # 怎么改
    /// 打印后请经办的同志签字；电子表里可以先打上姓名，打印后再手签。
    H108 {
        title: "经办人没有签字",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_11],
        help: "请经办人签字；电子表里可以先打上姓名，打印后手签。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Handler, "")],
        right: &[Change::Head(HeadField::Handler, "沈一平")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    super::missing(view, HeadField::Handler, sink);
}
