//! Rows of one form, grouped in linear time.

use super::FormView;
use crate::form::RowView;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;
use std::hash::Hash;

/// The rows that share a key, in the order in which the keys first appear; rows without
/// a key are left out, and so are rows that stand alone.
#[must_use]
pub fn by<'a, K: Eq + Hash>(
    view: &FormView<'a>,
    key: impl Fn(&RowView<'a>) -> Option<K>,
) -> Vec<Vec<RowView<'a>>> {
    // By the position of their first row. Nearly every key is of one row: only a second
    // one makes a group.
    let mut groups: BTreeMap<usize, Vec<RowView<'a>>> = BTreeMap::new();
    let mut first_of: HashMap<K, usize> = HashMap::with_capacity(view.form.records.len());
    for (at, row) in view.rows().enumerate() {
        let Some(key) = key(&row) else { continue };
        let first = *first_of.entry(key).or_insert(at);
        if first < at {
            let group = groups.entry(first);
            group.or_insert_with(|| view.row(first).into_iter().collect()).push(row);
        }
    }
    groups.into_values().collect()
}

/// 第 6、8 行: the rows in words, cut off kindly where there are many.
#[must_use]
pub fn row_numbers(rows: &[RowView<'_>]) -> String {
    const SHOWN: usize = 5;
    let numbers: Vec<String> =
        rows.iter().take(SHOWN).map(|row| (u64::from(row.record.row) + 1).to_string()).collect();
    let more = if rows.len() > SHOWN { "等" } else { "" };
    format!("第 {}{more} 行", numbers.join("、"))
}
