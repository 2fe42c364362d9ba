//! M105: a clear source in other words.

use crate::form::{Field, RowView};
use crate::policy::{Funding, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 资金来源写得明白，只是用了别的说法，例如“工会经费”“行政拨款”“财政补助”。
    ///
    /// # 为什么
    /// 不影响认定。写成第四条的说法，按来源汇总和上报时就不会分成好几类。
    ///
    /// # 怎么改
    /// 可以一次改成第四条的统一说法，意思不变。
    M105 {
        title: "资金来源用了别的说法",
        severity: Severity::Notice,
        articles: &[article::ART_4],
        help: "建议改成第四条的统一说法，意思不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Text("工会经费"))],
        right: &[Change::Cell(0, Field::Funding, Put::Text("各级工会经费预算安排资金"))],
    }
}

/// Whether the cell says more than the canonical wording would: which other source, or
/// whose foundation (Art. 8 asks for its rules).
fn says_more(funding: Funding, text: &str) -> bool {
    funding == Funding::Other || text.contains("基金会")
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(funding) = row.funding() else { return };
    let Reading::Good { value, ways } = funding.value else { return };
    if ways.is_none() || says_more(*value, &funding.raw()) {
        return;
    }
    let wording = value.wording();
    let text = quoted(&funding.raw());
    sink.at(&funding, format!("这一格写{text}，统一的说法是“{wording}”。"))
        .way(funding.raw().as_ref())
        .safe(Entry::Text(wording.to_owned()), format!("改成“{wording}”"));
}
