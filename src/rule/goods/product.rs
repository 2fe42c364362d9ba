//! G102: quantity × unit price is not the value.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::money::{countable, display};

rule! {
    /// # 什么问题
    /// 慰问品的数量乘以单价，不等于折价。
    ///
    /// # 为什么
    /// 折价是入账的数，要能与采购发票对上。三个数对不上，就说不清东西到底值多少。
    ///
    /// # 怎么改
    /// 请对照发票，看是数量、单价还是折价填错了。暖表按相乘的结果提出建议，采用前请先核对。
    G102 {
        title: "数量乘单价与折价不符",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请对照发票核对数量、单价和折价，改正填错的一格。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[
            Change::Column(Field::Quantity, [Put::Empty, Put::Number(2.0), Put::Empty]),
            Change::Column(Field::UnitPrice, [Put::Empty, Put::Number(90.0), Put::Empty]),
        ],
        right: &[
            Change::Column(Field::Quantity, [Put::Empty, Put::Number(2.0), Put::Empty]),
            Change::Column(Field::UnitPrice, [Put::Empty, Put::Number(100.0), Put::Empty]),
        ],
    }
}

/// Fractions of a fen are rounded in a value, so a difference of less than one is none.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(value) = row.goods_value() else { return };
    let record = row.record;
    let (Some(written), Some(quantity), Some(price)) =
        (countable(value.value), countable(&record.quantity), countable(&record.unit_price))
    else {
        return;
    };
    let Some(product) = quantity.checked_mul(price) else { return };
    let agrees = written == product.round_dp(2) || written == product;
    if agrees {
        return;
    }
    let product = product.round_dp(2);
    let related = [row.place(Field::Quantity), row.place(Field::UnitPrice)];
    let quantity = quantity.normalize();
    let finding = sink.at(
        &value,
        format!(
            "折价写的是 {} 元，{quantity} × {} 元是 {} 元。",
            display(written),
            display(price),
            display(product)
        ),
    );
    finding.related(related.into_iter().flatten());
    if row.form.is_in_yuan() {
        finding.guess(Entry::Number(product), format!("折价改成 {} 元", display(product)));
    }
}
