//! Totals of a form: people, cash, goods, and shares by category, funding and payment.

use crate::form::Form;
use crate::policy::{Category, Funding, Payment};
use crate::value::money;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use rust_decimal::Decimal;

/// What a group of rows comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The group's key, as in the JSON report.
    pub key: &'static str,
    /// Its canonical wording.
    pub label: &'static str,
    /// Rows in it.
    pub people: usize,
    /// 慰问金, in yuan.
    pub cash: Decimal,
    /// 慰问品折价, in yuan.
    pub goods: Decimal,
}

impl Share {
    /// Cash and goods, in yuan.
    #[must_use]
    pub fn total(&self) -> Decimal {
        self.cash.saturating_add(self.goods)
    }
}

/// The totals of one form. Amounts that can't be read count as nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// People, each identity number once; rows without a readable number count each.
    pub people: usize,
    /// 慰问金, in yuan.
    pub cash: Decimal,
    /// 慰问品折价, in yuan.
    pub goods: Decimal,
    /// By category of 第三条; only those that occur.
    pub by_category: Vec<Share>,
    /// By source of 第四条; only those that occur.
    pub by_funding: Vec<Share>,
    /// By way of payment; only those that occur.
    pub by_payment: Vec<Share>,
}

/// Collects shares in the policy's order.
struct Shares<K: Copy, const N: usize> {
    groups: [(K, usize, Decimal, Decimal); N],
}

impl<K: Copy + PartialEq, const N: usize> Shares<K, N> {
    fn new(keys: [K; N]) -> Self {
        Self { groups: keys.map(|key| (key, 0, Decimal::ZERO, Decimal::ZERO)) }
    }

    fn add(&mut self, key: Option<K>, rows: &Rows) {
        if let Some(group) = self.groups.iter_mut().find(|group| Some(group.0) == key) {
            group.1 += rows.count;
            group.2 = group.2.saturating_add(rows.cash);
            group.3 = group.3.saturating_add(rows.goods);
        }
    }

    fn finish(self, name: impl Fn(K) -> (&'static str, &'static str)) -> Vec<Share> {
        let occurring = self.groups.into_iter().filter(|group| group.1 > 0);
        occurring
            .map(|(key, people, cash, goods)| {
                let (key, label) = name(key);
                Share { key, label, people, cash, goods }
            })
            .collect()
    }
}

/// Rows alike in category, funding and payment, added up.
#[derive(Default)]
struct Rows {
    count: usize,
    cash: Decimal,
    goods: Decimal,
}

/// Sums a form up.
#[must_use]
pub fn summarise(form: &Form) -> Summary {
    summarise_all(std::iter::once(form))
}

/// Sums several forms up; who is on two of them counts twice.
#[must_use]
pub fn summarise_all<'a>(forms: impl IntoIterator<Item = &'a Form>) -> Summary {
    let mut summary = Summary::default();
    let mut by_category = Shares::new(Category::ALL);
    let mut by_funding = Shares::new(Funding::ALL);
    let mut by_payment = Shares::new(Payment::ALL);
    let mut alike: HashMap<_, Rows> = HashMap::new();
    for form in forms {
        let mut seen = HashSet::with_capacity(form.records.len());
        for record in &form.records {
            if !record.goes_on && record.id_number.good().is_none_or(|id| seen.insert(*id)) {
                summary.people += 1;
            }
            let (category, funding) = (record.category.good(), record.funding.good());
            let rows = alike.entry((category, funding, record.payment.good())).or_default();
            rows.count += 1;
            if let Some(cash) = money::countable(&record.cash) {
                rows.cash = rows.cash.saturating_add(cash);
            }
            if let Some(goods) = money::countable(&record.goods_value) {
                rows.goods = rows.goods.saturating_add(goods);
            }
        }
    }
    for ((category, funding, payment), rows) in &alike {
        summary.cash = summary.cash.saturating_add(rows.cash);
        summary.goods = summary.goods.saturating_add(rows.goods);
        by_category.add(category.copied(), rows);
        by_funding.add(funding.copied(), rows);
        by_payment.add(payment.copied(), rows);
    }
    summary.by_category = by_category.finish(|it| (it.key(), it.wording()));
    summary.by_funding = by_funding.finish(|it| (it.key(), it.wording()));
    summary.by_payment = by_payment.finish(|it| (it.key(), it.wording()));
    summary
}
