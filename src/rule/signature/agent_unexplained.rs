//! S103: an agent of whom nothing more is known.

use super::agent;
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 写了代领人，没有写与本人的关系，也没有写为什么代领。
    ///
    /// # 为什么
    /// 第十六条不许冒领。写明关系和原因，日后有人问起，就能找到人、说得清。
    ///
    /// # 怎么改
    /// 请在代领人后面写明关系，例如“林小梅（妻子）”，或者在备注里写明代领的原因。
    S103 {
        title: "代领没有写明关系或原因",
        severity: Severity::Warning,
        articles: &[article::ART_16, article::ART_11],
        help: "请写明代领人与本人的关系，或代领的原因。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Cell(1, Field::Signature, Put::Text("林小梅")),
            Change::Cell(1, Field::Agent, Put::Text("林小梅")),
        ],
        right: &[
            Change::Cell(1, Field::Signature, Put::Text("林小梅")),
            Change::Cell(1, Field::Agent, Put::Text("林小梅（妻子）")),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(place), Some(text)) = (row.place(Field::Agent), agent::of_row(row)) else { return };
    if agent::explains_itself(&text) || row.says(Field::Note) || row.says_beside(Field::Agent) {
        return;
    }
    let who = agent::name_in(&text).unwrap_or_else(|| "代领人".to_owned());
    sink.cell(place, format!("由{who}代领，没有写与本人的关系或代领的原因。"))
        .field(Field::Agent)
        .value(text);
}
