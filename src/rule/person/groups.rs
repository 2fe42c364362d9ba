//! Rows of one form, grouped in linear time.

use crate::form::RowView;
use crate::rule::FormView;
use std::collections::HashMap;
use std::hash::Hash;

/// The rows that share a key, in the order in which the keys first appear; rows without
/// a key are left out, and so are rows that stand alone.
pub(super) fn by<'a, K: Eq + Hash>(
    view: &FormView<'a>,
    key: impl Fn(&RowView<'a>) -> Option<K>,
) -> Vec<Vec<RowView<'a>>> {
    let mut group_of: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<RowView<'a>>> = Vec::new();
    for row in view.rows() {
        let Some(key) = key(&row) else { continue };
        let at = *group_of.entry(key).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push(row);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// 第 6、8 行: the rows in words, cut off kindly where there are many.
pub(super) fn row_numbers(rows: &[RowView<'_>]) -> String {
    const SHOWN: usize = 5;
    let numbers: Vec<String> =
        rows.iter().take(SHOWN).map(|row| (u64::from(row.record.row) + 1).to_string()).collect();
    let more = if rows.len() > SHOWN { "等" } else { "" };
    format!("第 {}{more} 行", numbers.join("、"))
}
