//! S104: one agent for three people or more.

use super::{agent, people};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use std::collections::BTreeMap;

rule! {
    /// # 什么问题
    /// 同一个人替三位或更多的职工代领。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放，第十六条不许截留、冒领。一个人代领多份，钱和东西有没有到本人手里，需要另有说明。
    ///
    /// # 怎么改
    /// 请核实是否都已交到本人手里，并请本人补签。建议尽量通过银行账户发放，或由各自的家属代领。
    S104 {
        title: "一个人替多人代领",
        severity: Severity::Warning,
        articles: &[article::ART_16, article::ART_11],
        help: "请核实是否都已交到本人手里，并说明原因。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(0, Field::Agent, Put::Text("林小梅（同事）")),
            Change::Cell(1, Field::Agent, Put::Text("林小梅（同事）")),
            Change::Cell(2, Field::Agent, Put::Text("林小梅（同事）")),
        ],
        right: &[
            Change::Cell(0, Field::Agent, Put::Text("林小梅（同事）")),
            Change::Cell(1, Field::Agent, Put::Text("林小梅（同事）")),
        ],
    }
}

/// From how many on it is asked.
const MANY: usize = 3;

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut agents: BTreeMap<String, Vec<RowView<'_>>> = BTreeMap::new();
    for row in view.rows() {
        if let Some(name) = agent::of_row(&row).and_then(|text| agent::name_in(&text)) {
            agents.entry(name).or_default().push(row);
        }
    }
    for (name, rows) in &agents {
        let people = people(rows);
        if people < MANY {
            continue;
        }
        let mut places: Vec<_> = rows.iter().filter_map(|row| row.place(Field::Agent)).collect();
        let Some(last) = places.pop() else { continue };
        let finding = sink.cell(last, format!("{name}一共替 {people} 人代领。"));
        finding.field(Field::Agent).related(places);
        if let Some(row) = rows.last() {
            finding.value(row.text(Field::Agent));
        }
    }
}
