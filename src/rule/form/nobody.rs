//! F014: the table has no people in it.

use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表头找到了，下面却没有一个人。
    ///
    /// # 为什么
    /// 汇总表是发放的凭据，要一人一行写清楚。空表可能是存错了版本，或者名单在另一张工作表里。
    ///
    /// # 怎么改
    /// 在表头下面一人一行填好；名单在另一份文件里的，请拖那一份。
    F014 {
        title: "表里没有人",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_11],
        help: "请在表头下面一人一行填好；名单在另一份文件里的，请拖那一份。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Nobody],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let form = view.form;
    if !form.records.is_empty() {
        return;
    }
    sink.whole("表头下面没有填任何人。");
}
