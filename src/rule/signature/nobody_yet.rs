//! S108: the form isn't signed yet, by anybody.

use crate::form::{Field, Form, HeadField};
use crate::policy::article;
use crate::rule::head::boxed;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::workbook::Sheet;

rule! {
    /// # 什么问题
    /// 这份表还没有人签过字：领取人、负责人、经办人三处都空着，也没有签字的图片。
    ///
    /// # 为什么
    /// 附表要有领取人、负责人和经办人签字，才能存档备查。核对通常在打印之前，这时没有签字是正常的，所以只提醒一次。
    ///
    /// # 怎么改
    /// 其余都改好以后，打印出来，请领取人、经办人、负责人逐一签字，再盖公章。
    S108 {
        title: "还没有人签字",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_11_BANK],
        help: "请打印后由领取人、经办人、负责人签字，再盖章。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Unsigned],
        right: &[],
    }
}

/// Whether nothing anywhere looks like a signature. A table without the column says
/// nothing about its people; then only the missing column and the foot are told.
fn is_unsigned(form: &Form, sheet: &Sheet) -> bool {
    let people = form.records.iter().all(|it| it.signature.is_missing() && !it.signature_picture);
    let foot = [HeadField::Responsible, HeadField::Handler];
    form.has(Field::Signature)
        && !form.records.is_empty()
        && people
        && foot.into_iter().all(|field| form.head.get(field).is_missing())
        && sheet.pictures.is_empty()
        && sheet.unseen_pictures == 0
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if !is_unsigned(view.form, view.sheet) {
        return;
    }
    let mut message =
        "还没有人签字：领取人、负责人、经办人三处都空着。其余改好就可以打印。".to_owned();
    if view.sheet.text_boxes > 0 {
        message.push_str(&boxed(view.sheet.text_boxes));
    }
    let column = view.form.columns.iter().find(|it| it.field == Some(Field::Signature));
    if let Some(column) = column {
        sink.cell(column.place, message).field(Field::Signature);
    }
}
