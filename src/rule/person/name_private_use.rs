//! P104: private-use characters in a name.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 姓名里有一个“造字”：只有当初录入的那台电脑显示得出来，换一台就是空白或方框。
    ///
    /// # 为什么
    /// 打印出来可能缺字，录入帮扶工作管理系统时也会对不上。生僻字现在多半已有统一的编码。
    ///
    /// # 怎么改
    /// 用支持生僻字的输入法重新打这个字；确实打不出的，打印后手写补上，并在备注里用拼音注明。
    P104 {
        title: "姓名里有造字",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "请用支持生僻字的输入法重新打这个字；打不出的，打印后手写补上。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Cell(1, Field::Name, Put::Text("刘建\u{E863}")),
            Change::Cell(1, Field::Signature, Put::Text("刘建\u{E863}")),
        ],
        right: &[
            Change::Cell(1, Field::Name, Put::Text("刘建\u{20BB7}")),
            Change::Cell(1, Field::Signature, Put::Text("刘建\u{20BB7}")),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    if name.value.known().is_some_and(|name| name.as_str().chars().any(is_private_use)) {
        sink.at(&name, "姓名里有一个造字，换一台电脑就显示不出来。");
    }
}

/// Unicode's private-use areas: in the basic plane, and planes 15 and 16.
const fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
