//! G101: goods without a value.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 填了慰问品，折价没有填。
    ///
    /// # 为什么
    /// 第七条要求统一明确慰问标准，慰问金和慰问品合在一起才看得出标准。没有折价，这位职工一共领了多少、全表一共用了多少就算不出来。
    ///
    /// # 怎么改
    /// 请按发票或采购单上的单价填折价，单位是元。一批东西分给多人的，按每人的份额填。
    G101 {
        title: "慰问品没有折价",
        severity: Severity::Warning,
        articles: &[article::ART_7, article::FORM],
        help: "请按发票或采购单填写折价，单位是元。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Cell(1, Field::GoodsValue, Put::Empty),
            Change::Total(Field::GoodsValue, Put::Empty),
        ],
        right: &[Change::Cell(1, Field::GoodsValue, Put::Number(200.0))],
    }
}

/// Where quantity and unit price are given, the value is at hand.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(goods) = row.goods() else { return };
    if !matches!(goods.value, Reading::Good { .. } | Reading::Guess { .. }) {
        return;
    }
    let record = row.record;
    let value_known = !record.goods_value.is_nothing();
    let price_known = record.quantity.known().is_some() && record.unit_price.known().is_some();
    if value_known || price_known {
        return;
    }
    match row.goods_value() {
        Some(value) => sink.at(&value, "填了慰问品，折价还空着。").related([goods.place]),
        None => sink.at(&goods, "填了慰问品，表里没有折价，看不出值多少钱。"),
    };
}
