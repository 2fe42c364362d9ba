//! H111: the form is dated before a visit it reports.

use crate::form::{Field, HeadField};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 填报日期早于表里的慰问日期：表填在前，走访在后。
    ///
    /// # 为什么
    /// 汇总表报的是已经发放的慰问。日期倒过来，审计时会问：签字的时候发了没有？
    ///
    /// # 怎么改
    /// 请核对填报日期和这几行的慰问日期，哪一处写错改哪一处；先造表后走访的，走访结束后把填报日期改成当天。
    H111 {
        title: "填报日期早于慰问日期",
        severity: Severity::Warning,
        articles: &[article::FORM, article::ART_11],
        help: "请核对填报日期和慰问日期，哪一处写错改哪一处。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Date, "2021-02-05")],
        right: &[Change::Head(HeadField::Date, "2021-02-06")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(written) = view.form.date.good() else { return };
    let mut latest = None;
    let mut places = Vec::new();
    for row in view.rows() {
        if let Some(visit) = row.record.date.good().filter(|visit| *visit > written) {
            latest = latest.max(Some(visit));
            places.extend(row.place(Field::Date));
        }
    }
    if let Some(latest) = latest {
        let head = view.form.head.get(HeadField::Date);
        let message = format!(
            "填报日期是 {written}，表里有 {} 人的慰问日期在它之后，最晚是 {latest}。",
            places.len()
        );
        sink.head(head, HeadField::Date, message).related(places);
    }
}
