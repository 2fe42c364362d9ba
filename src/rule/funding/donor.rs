//! M104: donated money.

use crate::form::Field;
use crate::policy::{Funding, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 用了社会捐助的资金，或者从基金会列支的资金。这是可以的，只是多一层规定。
    ///
    /// # 为什么
    /// 第八条写明：社会捐助应按捐款单位（个人）意愿和有关规定使用；从基金会中列支的资金，按照市总工会和基金会有关规定使用。
    ///
    /// # 怎么改
    /// 表格不用改。请把捐赠协议、捐款人的意愿或基金会的规定与这份表一起存档。
    M104 {
        title: "使用捐助或基金会的资金",
        severity: Severity::Notice,
        articles: &[article::ART_8_DONATION],
        help: "请把捐款人的意愿或基金会的规定一起存档。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Text("社会募集资金"))],
        right: &[Change::Cell(0, Field::Funding, Put::Text("上级工会经费补助"))],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut cells = view
        .rows()
        .filter(|row| row.record.funding.good() == Some(&Funding::Donation))
        .filter_map(|row| row.funding());
    if let Some(first) = cells.next() {
        sink.at(&first, "这里用的是捐助或基金会的资金，要按捐款人的意愿或基金会的规定使用。")
            .related(cells.map(|cell| cell.place));
    }
}
