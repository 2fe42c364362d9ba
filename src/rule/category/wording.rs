//! C104: a clear category in other words.

use crate::form::{Field, RowView};
use crate::policy::{article, category as matcher};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::{Raw, Reading};

rule! {
    /// # 什么问题
    /// 类别写得明白，只是用了简称或别的说法，例如“下岗职工”“第五类”“高温一线”。
    ///
    /// # 为什么
    /// 不影响认定。写成统一的名称，汇总和录入帮扶工作管理系统时就不用再逐条对照。
    ///
    /// # 怎么改
    /// 可以一次改成第三条的统一写法，意思不变。原来的细节如果还要留，请写到事由里。
    C104 {
        title: "类别用了别的说法",
        severity: Severity::Notice,
        articles: &[article::ART_3],
        help: "建议改成第三条的统一写法，意思不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Category, Put::Text("第五类"))],
        right: &[Change::Cell(2, Field::Category, Put::Text("（五）艰苦行业岗位一线职工"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.category() else { return };
    let Reading::Good { value, ways } = category.value else { return };
    if ways.is_none() {
        return;
    }
    let wording = value.wording();
    let text = quoted(&category.raw());
    // 困难职工 alone is several; only the reason beside it tells which.
    let alone = matcher::read(context.profile, &Raw::text(&category.raw()), "");
    let told =
        if alone.good() == Some(value) { "统一写法是" } else { "结合事由看，是" };
    sink.at(&category, format!("这一格写{text}，{told}“{wording}”。"))
        // The same words may be another category beside another reason.
        .way(format!("{} {}", category.raw(), value.key()))
        .safe(Entry::Text(wording.to_owned()), format!("改成统一写法“{wording}”"));
}
