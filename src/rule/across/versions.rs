//! X207: two versions of one unit's form.

use super::{AcrossView, CrossSink};
use crate::form::Field;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};

rule! {
    /// # 什么问题
    /// 同一家单位的两份表，标题相同，大半的人和时间也相同，但内容有出入：像是同一份表的两个版本。
    ///
    /// # 为什么
    /// 退回修改以后再交上来的表，会和先前的一份放在一起。两份都算，人数和金额就重复了。
    ///
    /// # 怎么改
    /// 请对照两份的不同，留下准确的一份。统计和跨文件核对时，只按后一份计算。
    X207 {
        title: "像是同一份表的两个版本",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "请对照两份的不同，留下准确的一份。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[Change::SameFile(&[Change::Cell(2, Field::Cash, Put::Number(900.0))])],
        right: &[Change::OtherFile(&[])],
    }
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    for copy in &view.copies.versions {
        let Some(table) = view.ledger.tables().get(copy.later) else { continue };
        let earlier = view.ledger.tables().get(copy.earlier);
        // One of the two may have been sent without its unit.
        let named = [Some(table), earlier].into_iter().flatten().find(|it| !it.unit_key.is_empty());
        let unit = named.unwrap_or(table).unit_name();
        let path = view.ledger.path(table);
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let message = format!(
            "{unit}的这两份表像是同一份的两个版本，内容有出入；统计和核对时按“{file}”这份。"
        );
        sink.tables(view.ledger, &[copy.earlier, copy.later], message);
    }
}
