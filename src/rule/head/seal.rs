//! H109: no picture of the seal was found.

use crate::form::HeadField;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表上没有看到公章的图片。电子表本来就没有章，这里只是提醒一句。
    ///
    /// # 为什么
    /// 附表的填报单位后面注明“公章”，存档的那一份要盖章。
    ///
    /// # 怎么改
    /// 打印、签好字以后，在填报单位处盖工会公章。
    H109 {
        title: "打印后盖公章",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "打印、签好字以后，请在填报单位处盖工会公章。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Unit, "浦江机电厂工会")],
        right: &[Change::Seal],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let head = &view.form.head;
    if !head.seal {
        let message = if view.sheet.unseen_pictures == 0 {
            "表上还没有公章。"
        } else {
            "这种格式里看不到图片，没能确认有没有盖公章。"
        };
        let finding = sink.whole(message);
        finding.cell = head.get(HeadField::Unit).label;
    }
}
