//! C101: nobody said which category the recipient belongs to.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// “慰问对象类别”这一格空着，或者只写了“无”“/”“待补”。
    ///
    /// # 为什么
    /// 送温暖资金只能用于办法第三条列出的六类职工。类别空着，审核的人就看不出这位职工凭哪一条享受慰问。
    ///
    /// # 怎么改
    /// 按职工本人的实际情况，从第三条（一）至（六）类里选一类填上。事由写得清楚的，暖表会提出一个建议，请核对后再采用。
    C101 {
        title: "没有填慰问对象类别",
        severity: Severity::Error,
        articles: &[article::ART_3, article::FORM],
        help: "请按本人的实际情况，从第三条的六类里选一类填上。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Category, Put::Empty)],
        right: &[Change::Cell(0, Field::Category, Put::Text("（三）困难企业停发减发工资的职工")),
            Change::Cell(0, Field::Reason, Put::Text("企业关停，工资停发四个月"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.category() else { return };
    if !category.value.is_missing() {
        return;
    }
    let finding = sink.at(&category, "慰问对象类别还没有填。");
    if let Some(likely) = row.record.reason.category {
        let wording = likely.wording();
        finding
            .help(format!("从事由看，可能是“{wording}”。请核对后填上。"))
            .guess(Entry::Text(wording.to_owned()), format!("按事由填“{wording}”"));
    }
}
