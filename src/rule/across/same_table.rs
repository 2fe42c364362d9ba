//! X206: two files hold the same table.

use super::{AcrossView, CrossSink};
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 两份文件里的表内容一样：同样的人、同样的金额、同样的时间。
    ///
    /// # 为什么
    /// 多半是同一份表交了两次，或者另存之后忘了改。合在一起统计，人数和金额就重复了。
    ///
    /// # 怎么改
    /// 只留一份；是照着别人的表改的，请把内容填成本单位的。统计和跨文件核对时，只按后一份计算。
    X206 {
        title: "两份文件里是同一张表",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请只留一份；借别的表作样子填的，请换成本单位的内容。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::SameFile(&[])],
        right: &[Change::OtherFile(&[])],
    }
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    for tables in &view.copies.same {
        let people = tables.first().and_then(|id| view.ledger.tables().get(*id));
        let people = people.map_or(0, |table| table.lines.len());
        let message = format!("这 {} 份文件里的表内容一样，都是 {people} 行。", tables.len());
        sink.tables(view.ledger, tables, message);
    }
}
