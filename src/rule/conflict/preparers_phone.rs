//! K102: a recipient is reached at the preparer's phone.

use super::is_named;
use crate::form::{Field, HeadField, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 慰问对象留的电话，就是表头填报人的联系电话。几份表一起核对时，也看其他表的填报人。
    ///
    /// # 为什么
    /// 抽查回访要打给本人。留的是填报人的电话，就听不到本人的话，也容易被问到第十六条的冒领。
    ///
    /// # 怎么改
    /// 建议留本人的手机号。本人没有电话的，不用改，可以在备注里说明。
    K102 {
        title: "慰问对象的电话是填报人的",
        severity: Severity::Notice,
        articles: &[article::ART_16],
        help: "建议留本人的电话；本人没有电话的，不用改。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Head(HeadField::Phone, "13800001002")],
        right: &[Change::Cell(1, Field::Phone, Put::Text("13800001009"))],
    }
}

/// One who prepares the form and receives by it is K101's, and has that phone rightly.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(cell) = row.phone() else { return };
    let Some(own) = cell.value.known() else { return };
    if row.form.phone.known() != Some(own) {
        return;
    }
    let preparer_himself = row
        .record
        .name
        .known()
        .is_some_and(|name| is_named(row.form, HeadField::Preparer, name.as_str()));
    if !preparer_himself {
        sink.at(&cell, "这个电话与表头填报人的联系电话相同。")
            .related(row.form.head.get(HeadField::Phone).place);
    }
}
