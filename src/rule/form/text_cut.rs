//! F016: a cell's text was longer than the limit and was cut.

use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 这一格的文字超过 32,767 个字，后面的没有读进来。
    ///
    /// # 为什么
    /// Excel 一格最多放这么多字。这么长的，多半是粘贴时把别的内容一起带了进来。
    ///
    /// # 怎么改
    /// 请看看这一格，只留要写的几句。
    F016 {
        title: "文字太长，没有读全",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请看看这一格，只留要写的几句。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Cut(0, Field::Reason)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for place in view.sheet.cut.iter().filter(|place| view.form.area.contains(**place)) {
        let column = view.form.columns.iter().find(|column| column.col == place.col);
        let finding = sink.cell(*place, "这一格的文字超过 32,767 个字，后面的没有读进来。");
        finding.field = column.and_then(|column| column.field);
    }
}
