//! Column titles and labels, by their many names.

use crate::policy::matcher::words::squeeze;
use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// Names → what they stand for.
#[derive(Debug, Clone)]
pub struct Titles<T> {
    by_name: HashMap<String, T>,
}

impl<T> Default for Titles<T> {
    fn default() -> Self {
        Self { by_name: HashMap::new() }
    }
}

impl<T: Copy + Eq + Hash> Titles<T> {
    /// Files names; the first to claim one keeps it.
    pub fn new<'a>(names: impl IntoIterator<Item = (T, &'a Vec<String>)>) -> Self {
        let mut by_name = HashMap::new();
        for (it, names) in names {
            for name in names {
                let _ = by_name.entry(bare(&squeeze(name)).to_owned()).or_insert(it);
            }
        }
        Self { by_name }
    }

    /// Looks a title up: as it stands, then with its brackets opened (单位（盖章）), then
    /// without a bracketed unit or hint (慰问金额（元）).
    #[must_use]
    pub fn get(&self, title: &str) -> Option<T> {
        let folded = squeeze(title);
        let whole = bare(&folded);
        if let Some(it) = self.by_name.get(whole) {
            return Some(*it);
        }
        let opened: String = whole.chars().filter(|c| !is_bracket(*c)).collect();
        if let Some(it) = self.by_name.get(bare(&opened)) {
            return Some(*it);
        }
        let (outside, inside) = unbracket(whole);
        // 合计（大写） is no column of sums, 姓名（签字） no column of names.
        if ["大写", "签字", "签名", "签章", "盖章"].iter().any(|it| inside.contains(it)) {
            return None;
        }
        let outside = bare(&outside);
        let unitless = outside.strip_suffix('元').map_or(outside, bare);
        self.by_name.get(outside).or_else(|| self.by_name.get(unitless)).copied()
    }
}

/// Without the signs around a title: 姓名：, *姓名, No.
fn bare(title: &str) -> &str {
    title.trim_matches(|c| matches!(c, ':' | '*' | '.' | '、' | ',' | '/' | '-' | '_' | '★' | '●'))
}

const fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕' | '「' | '」' | '《' | '》')
}

/// What stands outside brackets, and what within.
fn unbracket(title: &str) -> (String, String) {
    let (mut outside, mut inside) = (String::new(), String::new());
    let mut depth = 0_usize;
    for c in title.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '「' | '《' => depth += 1,
            ')' | ']' | '】' | '〕' | '」' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}
