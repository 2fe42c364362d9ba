//! P303: one phone for three or more people.

use crate::form::Field;
use crate::policy::article;
use crate::rule::groups::{self, Shared};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use std::collections::HashSet;

rule! {
    /// # 什么问题
    /// 三个以上的人留了同一个电话。
    ///
    /// # 为什么
    /// 抽查回访要打给本人。都留班组或车间的电话，就核实不到每个人。
    ///
    /// # 怎么改
    /// 建议留本人的手机号；确实共用一部电话的，不用改。
    P303 {
        title: "多人留了同一个电话",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "建议留本人的手机号；确实共用的，不用改。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(1, Field::Phone, Put::Text("13800001001")),
            Change::Cell(2, Field::Phone, Put::Text("13800001001")),
        ],
        right: &[Change::Cell(1, Field::Phone, Put::Text("13800001001"))],
    }
}

/// Couples and colleagues may share one; three people hardly do.
const AT_LEAST: usize = 3;

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for group in view.groups.by(Shared::Phone) {
        let group = view.people(group);
        // One person on several rows is one person.
        let names: HashSet<&str> = group
            .iter()
            .filter_map(|row| row.record.name.known().map(|name| name.as_str()))
            .collect();
        if names.len() < AT_LEAST {
            continue;
        }
        if let Some((last, others)) = group.split_last()
            && let Some(phone) = last.phone()
        {
            let message = format!(
                "{} 个人留了同一个电话：还有{}。",
                names.len(),
                groups::row_numbers(others)
            );
            sink.at(&phone, message)
                .related(others.iter().filter_map(|row| row.place(Field::Phone)));
        }
    }
}
