//! G105: the same goods with different values.

use crate::form::{Field, Parsed, RowView};
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::money::{MoneyFault, countable, display};
use crate::value::text::squeeze;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

rule! {
    /// # 什么问题
    /// 同一张表里，同样的慰问品写了不同的折价。
    ///
    /// # 为什么
    /// 第七条要求统一明确慰问标准。同样的东西价钱不一样，可能是填错了，也可能是分两批采购，需要说明。
    ///
    /// # 怎么改
    /// 请对照发票核对。确实是不同批次、不同规格的，请在品名里写明规格，或在备注里说明。
    G105 {
        title: "同样的慰问品折价不同",
        severity: Severity::Warning,
        articles: &[article::ART_7],
        help: "请对照发票核对折价；规格不同的，请在品名里写明。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(2, Field::Goods, Put::Text("米油一份")),
            Change::Cell(2, Field::GoodsValue, Put::Number(180.0)),
            Change::Cell(2, Field::Payment, Put::Text("现金和实物")),
            Change::Cash(2, 800),
        ],
        right: &[
            Change::Cell(2, Field::Goods, Put::Text("米油一份")),
            Change::Cell(2, Field::GoodsValue, Put::Number(200.0)),
            Change::Cell(2, Field::Payment, Put::Text("现金和实物")),
            Change::Cash(2, 800),
        ],
    }
}

type Value<'a> = (Parsed<'a, Decimal, MoneyFault>, Decimal);

/// What one of the goods is worth: per piece where the quantity is known.
fn value<'a>(row: &RowView<'a>) -> Option<Value<'a>> {
    let value = row.goods_value()?;
    let written = countable(value.value)?;
    let quantity = countable(&row.record.quantity).unwrap_or(Decimal::ONE);
    Some((value, written.checked_div(quantity)?.round_dp(2)))
}

/// The odd one is the last that differs from what most rows say.
fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut goods: BTreeMap<String, Vec<Value<'_>>> = BTreeMap::new();
    for row in view.rows().filter(|row| row.record.goods.good().is_some()) {
        if let Some(value) = value(&row) {
            let name = squeeze(&row.text(Field::Goods)).into_owned();
            goods.entry(name).or_default().push(value);
        }
    }
    for (name, values) in &goods {
        let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
        for (_, each) in values {
            *counts.entry(*each).or_default() += 1;
        }
        let Some(usual) = usual(values, &counts).filter(|_| counts.len() > 1) else { continue };
        let Some((odd, each)) = values.iter().rfind(|(_, each)| *each != usual) else { continue };
        let others = values.iter().filter(|(cell, _)| cell.place != odd.place);
        sink.at(
            odd,
            format!(
                "{}在这一行折价 {} 元，别的行是 {} 元。",
                quoted(name),
                display(*each),
                display(usual)
            ),
        )
        .related(others.map(|(cell, _)| cell.place));
    }
}

/// The value most rows have; of equally frequent ones the first in the sheet.
fn usual(values: &[Value<'_>], counts: &BTreeMap<Decimal, usize>) -> Option<Decimal> {
    let most = counts.values().max()?;
    values.iter().map(|(_, each)| *each).find(|each| counts.get(each) == Some(most))
}
