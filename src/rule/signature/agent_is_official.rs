//! S105: the agent is the one who hands out or signs off.

use super::agent;
use crate::form::{Field, HeadField, RowView};
use crate::policy::article;
use crate::rule::conflict::is_named;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 代领人就是这份表的经办人或负责人。
    ///
    /// # 为什么
    /// 经办、审批和领取由同一个人做，就没有人核对钱和东西有没有到职工手里。第十六条不许截留、冒领，这种情况审计一定会问。
    ///
    /// # 怎么改
    /// 请换一位代领人，最好是职工的家属，或者请本人补签。确有原因的，请在备注里写明，并由第三人见证。
    S105 {
        title: "代领人是经办人或负责人",
        severity: Severity::Warning,
        articles: &[article::ART_16, article::ART_11],
        help: "建议换由家属代领，或请本人补签，并在备注里说明。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Agent, Put::Text("沈一平（同事）"))],
        right: &[Change::Cell(1, Field::Agent, Put::Text("林小梅（妻子）"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(place), Some(text)) = (row.place(Field::Agent), agent::of_row(row)) else { return };
    let Some(name) = agent::name_in(&text) else { return };
    for (field, role) in [(HeadField::Handler, "经办人"), (HeadField::Responsible, "负责人")]
    {
        if is_named(row.form, field, &name) {
            sink.cell(place, format!("代领人{name}就是这份表的{role}。"))
                .field(Field::Agent)
                .value(text)
                .related(row.form.head.get(field).place);
            return;
        }
    }
}
