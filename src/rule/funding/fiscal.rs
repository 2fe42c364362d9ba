//! M103: fiscal money at New Year and the spring festival.

use crate::form::{Field, RowView};
use crate::policy::{Category, Funding, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use jiff::civil::Date;

rule! {
    /// # 什么问题
    /// 元旦、春节期间，用财政资金慰问了困难职工。这是可以的，只是多一层规定。
    ///
    /// # 为什么
    /// 第八条写明：各级财政资金使用于元旦和春节期间慰问困难职工的，应同时遵照财政有关制度使用。
    ///
    /// # 怎么改
    /// 表格不用改。请核对财政下达的对象、标准和时限，把文件与这份表一起存档。
    M103 {
        title: "两节期间使用财政资金",
        severity: Severity::Notice,
        articles: &[article::ART_8_FISCAL],
        help: "请同时核对财政资金的有关规定，把文件一起存档。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Cell(0, Field::Funding, Put::Text("各级财政专项补助"))],
        right: &[Change::Cell(2, Field::Funding, Put::Text("各级财政专项补助"))],
    }
}

/// Hardship: the first three categories.
fn applies(row: &RowView<'_>, context: &Context<'_>) -> bool {
    let hardship = matches!(
        row.record.category.good(),
        Some(Category::Livelihood | Category::Calamity | Category::Enterprise)
    );
    let in_time = || match row.record.date.good() {
        Some(date) => in_season(*date, context),
        None => row.form.title.as_ref().is_some_and(|title| title.period.festival),
    };
    row.record.funding.good() == Some(&Funding::Fiscal) && hardship && in_time()
}

/// Whether a day lies around 元旦 or 春节.
fn in_season(date: Date, context: &Context<'_>) -> bool {
    context
        .profile
        .festival_window(date.year())
        .is_some_and(|(from, to)| from <= date && date <= to)
        || (date.month() == 12 && date.day() >= 25)
        || (date.month() == 1 && date.day() <= 3)
}

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut cells = view.rows().filter(|row| applies(row, context)).filter_map(|row| row.funding());
    if let Some(first) = cells.next() {
        sink.at(&first, "元旦、春节期间用财政资金慰问困难职工，还要遵照财政的有关制度。")
            .related(cells.map(|cell| cell.place));
    }
}
