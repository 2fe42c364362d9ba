//! M101: nobody said where the money comes from.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表里有“资金来源”这一列，这一格空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 第四条列出了七种来源，第八条又说，不同来源的资金如另有规定，需同时按规定执行。不写来源，就不知道还要守哪些规定。
    ///
    /// # 怎么改
    /// 请按财务列支的渠道填写，例如“上级工会经费补助”“各级工会经费预算安排资金”。拿不准的，请问一下工会财务。
    M101 {
        title: "没有填资金来源",
        severity: Severity::Warning,
        articles: &[article::ART_4, article::ART_8],
        help: "请按财务列支的渠道，从第四条的七种来源里填一种。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Empty)],
        right: &[Change::Cell(0, Field::Funding, Put::Text("行政拨付的专项补助"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(funding) = row.funding() else { return };
    if funding.value.is_missing() {
        sink.at(&funding, "资金来源还没有填。");
    }
}
