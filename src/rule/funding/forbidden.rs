//! M102: money that must not be used.

use crate::form::{Field, RowView};
use crate::policy::{Funding, FundingFault, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 资金来源写的是小金库、账外资金、截留款一类，或者是本单位标准不允许的来源。
    ///
    /// # 为什么
    /// 第四条只列了七种来源，都要在账上。第十六条写明，不得截留、挪用。用账外的钱做慰问，好事也会变成问题。
    ///
    /// # 怎么改
    /// 请与财务核实这笔钱从哪里列支，改成第四条里的来源。如果确实出自账外，请先停下来，报告工会负责人和经审部门。
    M102 {
        title: "不能用的资金来源",
        severity: Severity::Error,
        articles: &[article::ART_16, article::ART_4],
        help: "请与财务核实，改从第四条允许的来源列支。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Text("小金库"))],
        right: &[Change::Cell(0, Field::Funding, Put::Text("各级工会经费预算安排资金"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(funding) = row.funding() else { return };
    match funding.value {
        Reading::Bad(FundingFault::Forbidden) => {
            let text = quoted(&funding.raw());
            sink.at(&funding, format!("这一格写{text}，不是可以用于送温暖的资金来源。"));
        }
        Reading::Bad(FundingFault::NotAllowed(_)) => {
            let profile = context.profile;
            let allowed: Vec<_> = Funding::ALL
                .into_iter()
                .filter(|it| profile.allows_funding(*it))
                .map(Funding::wording)
                .collect();
            let text = quoted(&funding.raw());
            sink.at(&funding, format!("这一格写{text}，本单位的标准没有列这个来源。")).help(
                format!("请与财务核实，改从本单位标准列的来源列支：{}。", allowed.join("、")),
            );
        }
        _ => {}
    }
}
