//! C109: hardship without a reason.

use crate::form::{Field, RowView};
use crate::policy::{Category, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::text::{is_blank, is_placeholder};

rule! {
    /// # 什么问题
    /// 类别是（一）到（四），表里有事由这一列，这一格却空着。
    ///
    /// # 为什么
    /// 前四类看的是这位职工家里发生了什么。第三条列了原因，事由空着，审核的人就看不出是哪一样困难。
    ///
    /// # 怎么改
    /// 建议用一句话写明困难，例如“爱人患病，医药费负担重”。不必写病历、住址这样的细节。
    C109 {
        title: "困难职工没有写事由",
        severity: Severity::Warning,
        articles: &[article::ART_3, article::FORM],
        help: "建议用一句话写明困难，例如“爱人患病，医药费负担重”。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Reason, Put::Empty)],
        right: &[Change::Cell(2, Field::Reason, Put::Empty)],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let hardship = matches!(
        row.record.category.good(),
        Some(Category::Livelihood | Category::Calamity | Category::Enterprise | Category::Injury)
    );
    let Some(place) = row.place(Field::Reason).filter(|_| hardship) else { return };
    let text = row.text(Field::Reason);
    if !is_blank(&text) && !is_placeholder(&text) {
        return;
    }
    let message = if is_blank(&text) {
        "事由还没有填。"
    } else {
        "事由写的是占位的字，等于没有填。"
    };
    sink.cell(place, message).field(Field::Reason).value(text);
}
