//! H101: the reporting union is missing.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// “填报单位”没有填，或只写了“无”“待补”这样的话。
    ///
    /// # 为什么
    /// 汇总表要交到上级工会，也要存档备查。没有单位名称，表离开了信封就不知道是谁家的。
    ///
    /// # 怎么改
    /// 在“填报单位（公章）”后面写工会的全称，与公章一致；打印后在上面盖章。
    H101 {
        title: "填报单位没有填",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写工会的全称，与公章一致。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Unit, "")],
        right: &[Change::Head(HeadField::Unit, "浦江机电厂工会")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    super::missing(view, HeadField::Unit, sink);
}
