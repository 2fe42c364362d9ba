//! A109: a row's total is not cash plus goods.

use super::parts::{agrees, difference, is_unrounded, row_sum};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, given, rule};
use crate::value::money::{countable, display};

rule! {
    /// # 什么问题
    /// 这一行的合计金额，不等于慰问金额加慰问品折价。
    ///
    /// # 为什么
    /// 职工签字确认的、单位入账的，都是这个合计。三个数对不上，就说不清实际发了多少。
    ///
    /// # 怎么改
    /// 请对照发放记录，看是合计算错了，还是慰问金额或折价填错了。暖表按相加的结果提出建议，采用前请先核对。
    A109 {
        title: "合计金额与慰问金、慰问品不符",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请核对慰问金额、折价和合计，改正其中填错的一格。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Total, Put::Number(900.0))],
        right: &[
            Change::Cell(0, Field::Goods, Put::Text("棉被一条")),
            Change::Cell(0, Field::GoodsValue, Put::Number(150.0)),
            Change::Cell(0, Field::Signature, Put::Text("陈桂芳")),
            Change::Cash(0, 1000),
        ],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(total), Some(sum)) = (row.total(), row_sum(row)) else { return };
    let Some(written) = countable(total.value) else { return };
    // 元旦慰问金 and 春节慰问金: the second isn't read (F004), and the total adds up both.
    let mut unread = row.form.columns.iter().filter(|it| it.field.is_none());
    if unread.any(|it| matches!(it.claims, Some(Field::Cash | Field::GoodsValue))) {
        return;
    }
    let record = row.record;
    let unrounded = [&record.cash, &record.goods_value, &record.total]
        .into_iter()
        .filter(|it| is_unrounded(it))
        .count();
    if agrees(written, sum, unrounded) {
        return;
    }
    let parts = match (given::cash(row), record.goods_value.is_nothing()) {
        (true, true) => "慰问金额",
        (false, false) => "慰问品折价",
        _ => "慰问金额加折价",
    };
    let [cash, goods] = [Field::Cash, Field::GoodsValue].map(|field| row.place(field));
    let finding = sink.at(
        &total,
        format!(
            "合计写的是 {} 元，{parts}是 {} 元，{}。",
            display(written),
            display(sum),
            difference(written, sum)
        ),
    );
    finding.related(cash.into_iter().chain(goods));
    if row.form.is_in_yuan() {
        finding.guess(Entry::Number(sum.round_dp(2)), format!("合计改成 {} 元", display(sum)));
    }
}
