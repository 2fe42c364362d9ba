//! K101: one of those who prepare and sign the form receives by it.

use super::is_named;
use crate::form::{Field, HeadField, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表里的一位慰问对象，与填报人、经办人或负责人同名。几份表一起核对时，也看同一家单位的其他表；
    /// 别家单位的，姓名和电话都相同才算。
    ///
    /// # 为什么
    /// 工会干部符合第三条条件的，也可以是慰问对象，办法没有禁止。只是自己经办、自己领取，容易被问到第十六条的优亲厚友、人情帮扶。
    ///
    /// # 怎么改
    /// 只是同名的，不用改，建议在备注里说明。是同一个人的，建议这一份由别人经办、审核，并把集体研究的记录一起存档。
    K101 {
        title: "填报、经办或负责的人也在慰问对象里",
        severity: Severity::Warning,
        articles: &[article::ART_16, article::ART_10],
        help: "同名的，建议在备注里说明；是同一个人的，建议由别人经办，并留存集体研究的记录。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Head(HeadField::Preparer, "刘建国")],
        right: &[Change::Cell(1, Field::Agent, Put::Empty)],
    }
}

/// Those who have to do with the form, in the order of the catalogue.
const ROLES: [(HeadField, &str); 3] = [
    (HeadField::Preparer, "填报人"),
    (HeadField::Handler, "经办人"),
    (HeadField::Responsible, "负责人"),
];

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    let Some(known) = name.value.known() else { return };
    let also: Vec<_> =
        ROLES.iter().filter(|(field, _)| is_named(row.form, *field, known.as_str())).collect();
    if also.is_empty() {
        return;
    }
    let roles: Vec<_> = also.iter().map(|(_, role)| *role).collect();
    let heads = also.iter().filter_map(|(field, _)| row.form.head.get(*field).place);
    sink.at(&name, format!("这一位与这份表的{}同名。", roles.join("、"))).related(heads);
}
