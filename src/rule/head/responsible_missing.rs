//! H107: the person responsible hasn't signed.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表尾的“负责人签字”是空的：没有姓名，也没有签名图片。
    ///
    /// # 为什么
    /// 附表留了两处签字：负责人对这批慰问负责，经办人对发放负责。缺一处，这份表就不能作为存档的凭据。
    ///
    /// # 怎么改
    /// 打印后请工会负责人签字；电子表里可以先打上姓名，打印后再手签。
    H107 {
        title: "负责人没有签字",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_11],
        help: "请工会负责人签字；电子表里可以先打上姓名，打印后手签。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Responsible, "")],
        right: &[Change::Head(HeadField::Responsible, "顾长林")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    super::missing(view, HeadField::Responsible, sink);
}
