//! H106: the form's date can't be read, or lies in the future.

use super::date_missing::is_skeleton;
use crate::form::HeadField;
use crate::policy::article;
use crate::rule::quote::quoted_in_full;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::date::DateFault;

rule! {
    /// # 什么问题
    /// 填报日期看不出是哪一天，或者是还没有到的日子。只写到月、没写年份的，也请补全。
    ///
    /// # 为什么
    /// 填报日期说明这份表什么时候成的，存档和审计都要用。日子还没到，多半是年份或月份写错了。
    ///
    /// # 怎么改
    /// 写成 2021-02-08 或 2021年2月8日 这样，年、月、日都要有。
    H106 {
        title: "填报日期不对",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请写成 2021-02-08 这样，年、月、日都要有。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Date, "2021-02-30")],
        right: &[Change::Head(HeadField::Date, "2021.2.8")],
    }
}

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let field = HeadField::Date;
    let head = view.form.head.get(field);
    if head.is_missing() || is_skeleton(head) {
        return;
    }
    let written = quoted_in_full(&head.text).unwrap_or_else(|| "一串数字".to_owned());
    match &view.form.date {
        Reading::Bad(DateFault::Future(date)) => {
            sink.head(
                head,
                field,
                format!("填报日期是 {date}，还没有到（今天是 {}）。", context.today),
            )
            .help("请核对年份和月份，改成填表那天的日期。");
        }
        Reading::Bad(_) => {
            sink.head(head, field, format!("填报日期写的是{written}，看不出是哪一天。"));
        }
        // Which day it was can be asked for, but nothing in it is wrong.
        Reading::Guess { .. } => {
            sink.head(head, field, format!("填报日期写的是{written}，没有写全。"))
                .severity(Severity::Warning);
        }
        _ => {}
    }
}
