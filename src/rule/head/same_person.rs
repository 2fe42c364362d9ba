//! H110: 负责人 and 经办人 are one person.

use crate::form::{HeadField, HeadValue};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::value::{Raw, name, text};

rule! {
    /// # 什么问题
    /// “负责人签字”和“经办人签字”是同一个人的名字。
    ///
    /// # 为什么
    /// 附表留了两处签字，一人经办、一人把关，钱物发放才有人复核。
    ///
    /// # 怎么改
    /// 请工会负责人和经办的同志分别签字。小单位确实只有一人的，建议请另一位工会委员经办或复核，并在备注里说明。
    H110 {
        title: "负责人与经办人是同一人",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请负责人和经办人分别签字；确实只有一人的，建议请另一位工会委员复核。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Handler, "顾长林")],
        right: &[Change::Head(HeadField::Handler, "沈一平")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let head = &view.form.head;
    let responsible = head.get(HeadField::Responsible);
    let handler = head.get(HeadField::Handler);
    if let (Some(first), Some(second)) = (person(responsible), person(handler))
        && first == second
    {
        sink.head(handler, HeadField::Handler, "负责人和经办人签的是同一个人。")
            .related(responsible.label);
    }
}

/// Who signed, as far as text tells: tidied, without an honorific.
fn person(head: &HeadValue) -> Option<String> {
    if text::is_blank(&head.text) || text::is_placeholder(&head.text) {
        return None;
    }
    // 2月8日 or 已签 names nobody.
    name::read(&Raw::text(&head.text)).known().map(|name| name.as_str().to_owned())
}
