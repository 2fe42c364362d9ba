//! P209: 性别 disagrees with the identity number.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 身份证号第 17 位单数是男、双数是女。这一行填的性别与号码不一样。
    ///
    /// # 为什么
    /// 号码本身通过了校验，多半是性别填错；也可能是把另一个人的号码填到了这一行。
    ///
    /// # 怎么改
    /// 请先看姓名与身份证号是不是同一个人的，再改性别。
    ///
    /// # 修正为什么要确认
    /// 暖表按号码推算性别；如果错的是号码，改了性别反而把问题盖住了。
    P209 {
        title: "性别与身份证号不一致",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::GB_11643],
        help: "请先核对姓名与身份证号是不是同一个人的，再改性别。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Sex, Put::Text("男"))],
        right: &[Change::Cell(0, Field::Sex, Put::Empty)],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(sex), Some(id)) = (row.sex(), row.id_number()) else { return };
    let Some(by_number) = id.value.good().and_then(|id| id.sex()) else { return };
    if let Some(written) = sex.value.good()
        && *written != by_number
    {
        let label = by_number.label();
        sink.at(&sex, format!("性别填的是{}，按身份证号推算是{label}。", written.label()))
            .related([id.place])
            .guess(Entry::Text(label.to_owned()), format!("按身份证号改为“{label}”"));
    }
}
