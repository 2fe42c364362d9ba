//! F017: the table has no 合计 row.

use super::amounts;
use crate::form::{Field, Form, TotalKind};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, Fix, FixEdit, FixKind, FormView, Put, Safety};
use crate::rule::{Severity, Sink, rule};
use crate::workbook::CellRef;
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 名单下面没有合计行。
    ///
    /// # 为什么
    /// 合计与付款凭证、银行回单一对，就知道有没有漏、有没有多。
    ///
    /// # 怎么改
    /// 建议在名单下面加一行“合计”，写上各列金额之和。导出整理好的表时，暖表会加上合计和大写。
    ///
    /// # 修正为什么要确认
    /// 合计是按各行相加算出来的；如果有哪一行的金额要改，合计也要跟着改。
    F017 {
        title: "没有合计行",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "建议在名单下面加一行“合计”，写上各列金额之和。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[
            Change::Total(Field::Serial, Put::Empty),
            Change::Total(Field::Cash, Put::Empty),
            Change::Total(Field::GoodsValue, Put::Empty),
            Change::Total(Field::Total, Put::Empty),
        ],
        right: &[Change::Total(Field::Serial, Put::Text("总计"))],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let form = view.form;
    let has_total =
        form.words.is_some() || form.totals.iter().any(|total| total.kind == TotalKind::Grand);
    if form.records.is_empty() || has_total {
        return;
    }
    let finding = sink.whole("名单下面没有合计行。");
    let row = form.last_row + 1;
    // Only where nothing stands yet, and not in 万元 (A106 first).
    if view.sheet.row(row).is_none() && form.is_in_yuan() {
        finding.fix = total_row(form, row).map(|edits| Fix {
            safety: Safety::Unsafe,
            edits,
            description: format!("在第 {} 行加上合计，请确认", u64::from(row) + 1),
        });
    }
}

/// The label in the first column and the sums in theirs.
fn total_row(form: &Form, row: u32) -> Option<Vec<FixEdit>> {
    let label = form.columns.first()?.col;
    let mut edits = vec![FixEdit::Cell {
        place: CellRef::new(row, label),
        entry: Entry::Text("合计".to_owned()),
    }];
    for field in [Field::Cash, Field::GoodsValue, Field::Total] {
        let Some(col) = form.column(field).filter(|col| *col != label) else { continue };
        let mut amounts = form.records.iter().filter_map(|record| amounts::of(record, field));
        let sum =
            amounts.try_fold(Decimal::ZERO, |sum: Decimal, amount| sum.checked_add(amount))?;
        if !sum.is_zero() {
            edits.push(FixEdit::Cell { place: CellRef::new(row, col), entry: Entry::Number(sum) });
        }
    }
    (edits.len() > 1).then_some(edits)
}
