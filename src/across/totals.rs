//! Sums over many files: by category, funding, payment, month and unit.

use crate::ledger::LineRef;
use crate::policy::{Category, Funding, Payment};
use crate::report::yuan;
use crate::rule::AcrossView;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// A group of rows and what they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Group {
    /// What they have in common, in words.
    pub label: String,
    /// Rows.
    pub rows: usize,
    /// Cash, in yuan with two places.
    pub cash: String,
    /// Goods, in yuan with two places.
    pub goods: String,
    /// Both, in yuan with two places.
    pub total: String,
}

/// What all files come to; of a form sent twice only the last version counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Totals {
    /// Rows.
    pub rows: usize,
    /// People, each identity number once; rows without a readable one count each.
    pub people: usize,
    /// Cash, in yuan with two places.
    pub cash: String,
    /// Goods, in yuan with two places.
    pub goods: String,
    /// By category of 第三条, in its order.
    pub by_category: Vec<Group>,
    /// By source of 第四条, in its order.
    pub by_funding: Vec<Group>,
    /// By way of payment.
    pub by_payment: Vec<Group>,
    /// By month of the visit.
    pub by_month: Vec<Group>,
    /// By 填报单位, the largest first.
    pub by_unit: Vec<Group>,
}

#[derive(Default)]
struct Sum {
    rows: usize,
    cash: Decimal,
    goods: Decimal,
}

impl Sum {
    fn add(&mut self, it: &LineRef<'_>) {
        self.rows += 1;
        self.cash = self.cash.saturating_add(it.line.cash);
        self.goods = self.goods.saturating_add(it.line.goods_value);
    }

    fn group(&self, label: impl Into<String>) -> Group {
        Group {
            label: label.into(),
            rows: self.rows,
            cash: yuan(self.cash),
            goods: yuan(self.goods),
            total: yuan(self.cash.saturating_add(self.goods)),
        }
    }
}

/// Groups by a key, in the key's order; rows without one come last.
fn by<K: Ord>(
    lines: &[LineRef<'_>],
    key: impl Fn(&LineRef<'_>) -> Option<K>,
    label: impl Fn(K) -> String,
    none: &str,
) -> Vec<Group> {
    let mut sums: BTreeMap<K, Sum> = BTreeMap::new();
    let mut rest = Sum::default();
    for it in lines {
        match key(it) {
            Some(key) => sums.entry(key).or_default().add(it),
            None => rest.add(it),
        }
    }
    let mut groups: Vec<_> = sums.into_iter().map(|(key, sum)| sum.group(label(key))).collect();
    if rest.rows > 0 {
        groups.push(rest.group(none));
    }
    groups
}

/// Sums the lines that count.
#[must_use]
pub fn totals(view: &AcrossView<'_>) -> Totals {
    let lines: Vec<_> = view.lines().collect();
    let mut all = Sum::default();
    let mut seen = HashSet::new();
    let mut people = 0;
    for it in &lines {
        all.add(it);
        people += usize::from(it.line.person.is_none_or(|person| seen.insert(person)));
    }
    let month = |it: &LineRef<'_>| {
        let when = it.line.when?;
        let month = |date: jiff::civil::Date| (date.year(), date.month());
        (month(when.first) == month(when.last)).then(|| month(when.first))
    };
    let unit = |it: &LineRef<'_>| {
        (!it.table.unit_key.is_empty()).then(|| (it.table.unit_key.clone(), it.table.unit.clone()))
    };
    // Equal keys may be written differently: the first way of writing stands for all.
    let mut names: BTreeMap<Box<str>, Box<str>> = BTreeMap::new();
    for (key, name) in lines.iter().filter_map(&unit) {
        names.entry(key).or_insert(name);
    }
    let mut by_unit = by(
        &lines,
        |it| unit(it).map(|(key, _)| key),
        |key| names.get(&key).map_or_else(String::new, ToString::to_string),
        "未写填报单位",
    );
    by_unit.sort_by_cached_key(|group| {
        std::cmp::Reverse(group.total.parse::<Decimal>().unwrap_or_default())
    });
    Totals {
        rows: lines.len(),
        people,
        cash: yuan(all.cash),
        goods: yuan(all.goods),
        by_category: by(
            &lines,
            |it| it.line.category,
            |it: Category| it.wording().to_owned(),
            "类别待改正",
        ),
        by_funding: by(
            &lines,
            |it| it.line.funding,
            |it: Funding| it.wording().to_owned(),
            "来源没有写清",
        ),
        by_payment: by(
            &lines,
            |it| it.line.payment,
            |it: Payment| it.wording().to_owned(),
            "方式没有写清",
        ),
        by_month: by(&lines, month, |(year, month)| format!("{year} 年 {month} 月"), "看不出月份"),
        by_unit,
    }
}
