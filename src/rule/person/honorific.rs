//! P105: an honorific in the name.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 姓名后面带了称呼：同志、师傅、先生、女士。
    ///
    /// # 为什么
    /// 实名发放写身份证上的姓名；带了称呼，与户名、签字就对不上了。
    ///
    /// # 怎么改
    /// 去掉称呼，只留姓名。
    ///
    /// # 修正为什么要确认
    /// 极少数人的名字正好以这些字结尾，请看一眼再改。
    P105 {
        title: "姓名带了称呼",
        severity: Severity::Warning,
        articles: &[article::ART_11],
        help: "请去掉称呼，只写身份证上的姓名。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Name, Put::Text("刘建国师傅"))],
        right: &[Change::Cell(1, Field::Reason, Put::Text("刘师傅患大病，医药费负担重"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    if let Reading::Guess { value, .. } = name.value {
        sink.at(&name, "姓名后面带了称呼。")
            .guess(Entry::Text(value.as_str().to_owned()), "去掉称呼，只留姓名");
    }
}
