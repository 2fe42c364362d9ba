//! M106: a source that can't be told.

use crate::form::{Field, RowView};
use crate::policy::{FundingFault, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 资金来源的写法对不上第四条的七种来源：意思不明，一格里写了两种来源，或者只写“其他”、没有说是什么。
    ///
    /// # 为什么
    /// 第八条说，不同来源的资金如另有规定，需同时按规定执行。来源说不清，就不知道该守哪些规定，财务也没法入账。
    ///
    /// # 怎么改
    /// 请按财务列支的渠道，写成第四条里的一种。一笔慰问用了两种来源的，请分成两行；确属其他合法来源的，请写明是什么。
    M106 {
        title: "资金来源说不清",
        severity: Severity::Warning,
        articles: &[article::ART_4, article::ART_8],
        help: "请写成第四条里的一种来源；写“其他”的，请说明是什么。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Text("其他"))],
        right: &[Change::Cell(0, Field::Funding, Put::Text("行政拨付的专项补助"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(funding) = row.funding() else { return };
    if matches!(funding.value, Reading::Bad(FundingFault::Unknown)) {
        let text = quoted(&funding.raw());
        sink.at(&funding, format!("这一格写{text}，看不出是第四条的哪一种来源。"));
    }
}
