//! C105: money meant for the needy, spent on everybody.

use crate::form::{Field, RowView};
use crate::policy::{CategoryFault, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 类别或事由写成了普惠福利、奖金津贴，或者与职工困难无关的对象，例如“全体职工”“节日福利”“过节费”“慰问客户”。
    ///
    /// # 为什么
    /// 送温暖资金只用于第三条的六类职工。第十六条写明：不得随意扩大资金使用范围，不得利用各种方式滥发津补贴、奖金、福利，不得优亲厚友、人情帮扶。
    ///
    /// # 怎么改
    /// 如果这位职工确实符合六类之一，请按本人的实际困难填写类别和事由。如果是全员福利，请从表中拿掉，另走工会经费的相应科目。
    C105 {
        title: "超出送温暖的对象范围",
        severity: Severity::Error,
        articles: &[article::ART_16, article::ART_3, article::ART_16_PAY],
        help: "请按本人的实际困难选类别；不属于六类对象的，请从表中拿掉。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Category, Put::Text("全体职工福利"))],
        right: &[
            Change::Cell(0, Field::Category, Put::Text("（六）坚守一线、派驻挂职、重大贡献、先进模范")),
            Change::Cell(0, Field::Reason, Put::Text("客户服务窗口，春节期间坚守岗位")),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.category() else { return };
    if matches!(category.value, Reading::Bad(CategoryFault::Scope)) {
        let text = quoted(&category.raw());
        sink.at(&category, format!("这一格写{text}，不在第三条的六类对象里。"));
    }
}
