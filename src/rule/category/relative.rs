//! C106: the recipient is a family member.

use crate::form::{Field, RowView};
use crate::policy::{Category, CategoryFault, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 从类别或事由看，领慰问的是职工的家属（职工家属、某某之妻、遗属），又没有说这位职工是因公牺牲的。
    ///
    /// # 为什么
    /// 第三条的对象是职工本人；家属只有一种，就是第（四）类里因公牺牲职工的家属。家人患病、上学、失业，是职工本人的困难，慰问对象仍然是职工。
    ///
    /// # 怎么改
    /// 如果慰问的是职工，请写职工的姓名，把家人的情况写进事由。如果是因公牺牲职工的家属，请在事由里写明。其他家属建议先问上级工会，是否另有渠道。
    C106 {
        title: "慰问对象像是职工家属",
        severity: Severity::Warning,
        articles: &[article::ART_3],
        help: "慰问职工本人的，请写职工的姓名和困难；因公牺牲职工的家属，请在事由里写明。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Category, Put::Text("职工家属"))],
        right: &[
            Change::Cell(0, Field::Category, Put::Text(Category::Injury.wording())),
            Change::Cell(0, Field::Reason, Put::Text("因公牺牲职工家属")),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let by_reason = row.record.reason.relative;
    let by_category = matches!(row.record.category, Reading::Bad(CategoryFault::Relative));
    // (四) has a place for family; who they are is the reason's to say.
    let fits = row.record.category.good() == Some(&Category::Injury);
    let field = match (by_reason, by_category) {
        (true, _) if !fits => Field::Reason,
        (_, true) => Field::Category,
        _ => return,
    };
    let Some(place) = row.place(field) else { return };
    let text = row.text(field);
    let title = field.title();
    sink.cell(place, format!("从“{title}”看，慰问对象像是职工的家属，不是职工本人。"))
        .field(field)
        .value(text);
}
