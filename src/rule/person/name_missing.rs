//! P101: a row without a name.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 这一行有内容，姓名却空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放：每一笔都要落到一个人。没有姓名，这一笔就说不清给了谁。
    ///
    /// # 怎么改
    /// 写上领取人身份证上的姓名；这一行是多余的，整行删掉。
    P101 {
        title: "姓名没有填",
        severity: Severity::Error,
        articles: &[article::ART_11],
        help: "请写上领取人身份证上的姓名；多余的行请整行删掉。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Name, Put::Text("待补"))],
        right: &[Change::Cell(0, Field::Agent, Put::Text("/"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    match name.value {
        Reading::Blank => {
            sink.at(&name, "这一行没有写姓名。");
        }
        Reading::Placeholder => {
            sink.at(&name, "姓名这一格没有写名字，只是占了个位。");
        }
        _ => {}
    }
}
