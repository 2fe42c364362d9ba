//! P102: the cell holds no real name, or more than one.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::name::NameFault;

rule! {
    /// # 什么问题
    /// 姓名这一格不是一个人的真实姓名：写了“张某等5人”、夹着数字、写了班组名称，或者一格写了几个人。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放，一人一行、一人一证、一人一签。合在一起写，就查不到每个人领了多少。
    ///
    /// # 怎么改
    /// 有几个人就写几行，每行一个人，写身份证上的姓名。集体慰问买的物品，请按人分到每一行。
    P102 {
        title: "不是一个人的姓名",
        severity: Severity::Error,
        articles: &[article::ART_11],
        help: "请一人一行，写身份证上的姓名。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Name, Put::Text("刘建国等5人"))],
        right: &[
            Change::Cell(0, Field::Name, Put::Text("阿依古丽·买买提")),
            Change::Cell(0, Field::AccountName, Put::Text("阿依古丽·买买提")),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    match name.value {
        Reading::Bad(NameFault::Several) => {
            sink.at(&name, "姓名这一格写了不止一个人。")
                .help("请拆成几行，每人一行，各写各的身份证号、金额和签字。");
        }
        Reading::Bad(NameFault::Relative) => {
            sink.at(&name, "姓名这一格写的是谁的家属，没有写领的人自己的姓名。");
        }
        Reading::Bad(_) if name.raw().contains(['(', '（']) => {
            sink.at(&name, "姓名这一格夹着括号里的话。")
                .help("请只写身份证上的姓名，括号里的话写到备注里。");
        }
        Reading::Bad(_) => {
            let message = if name.raw().contains('等') {
                "姓名这一格写的是“…等几人”，不是一个人的姓名。"
            } else if name.raw().chars().any(|c| c.is_numeric()) {
                "姓名里有数字，不是身份证上的姓名。"
            } else {
                "姓名这一格不像一个人的姓名。"
            };
            sink.at(&name, message);
        }
        _ => {}
    }
}
