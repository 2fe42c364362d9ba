//! C108: category and reason tell of different things.

use crate::form::{Field, RowView};
use crate::policy::{article, category};
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 类别写的是一类，事由说的是另一类，例如类别是艰苦岗位，事由是患大病。
    ///
    /// # 为什么
    /// 第三条的六类各有各的条件，佐证材料也不同。类别和事由对不上，审核时就说不清凭哪一条慰问，按类别的统计也会偏。
    ///
    /// # 怎么改
    /// 请按本人的主要情况核对，改类别或者改事由。两样都是实情的，把与类别相符的那一样也写进事由。暖表按事由提出建议，采用前请先核对。
    C108 {
        title: "类别与事由对不上",
        severity: Severity::Warning,
        articles: &[article::ART_3],
        help: "请核对类别和事由，改正写错的一格。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Reason, Put::Text("父亲患癌症，医药费负担重"))],
        right: &[Change::Cell(2, Field::Reason, Put::Text("环卫工人，露天作业"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    // What the reason tells was read once; only where it differs are the two weighed.
    let Some(cell) = row.category() else { return };
    let (Some(category), Some(told)) = (cell.value.good(), row.record.reason.category) else {
        return;
    };
    if told == *category {
        return;
    }
    let reason = row.text(Field::Reason);
    let Some(likely) = category::contradicts(context.profile, *category, &cell.raw(), &reason)
    else {
        return;
    };
    let (written, likely) = (category.wording(), likely.wording());
    sink.at(&cell, format!("类别是“{written}”，从事由看更像“{likely}”。"))
        .related(row.place(Field::Reason))
        .guess(Entry::Text(likely.to_owned()), format!("按事由改成“{likely}”"));
}
