//! Tables that stand for one another: the same table twice, and versions of one form.
//!
//! People are not paid twice by sending a form twice, so checks across files look at the
//! last of such tables only.

use super::keys::Key;
use super::{Ledger, Line, Table, TableId, When};
use std::collections::{HashMap, HashSet};

/// Two tables that stand for one another, the earlier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    /// The earlier.
    pub earlier: TableId,
    /// The later, which stands for both.
    pub later: TableId,
}

/// What is found of copies in a ledger.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Tables of equal content in different files, each group in order.
    pub same: Vec<Vec<TableId>>,
    /// Versions of one unit's form in different files.
    pub versions: Vec<Copy>,
    superseded: HashSet<TableId>,
}

/// A table is compared with so many earlier ones of its unit and title; a unit that
/// sends more forms of one title sends them by the month, and not as versions.
const LOOK_BACK: usize = 16;

impl Copies {
    /// Looks for them.
    #[must_use]
    pub fn find(ledger: &Ledger) -> Self {
        let mut copies = Self { same: same(ledger), ..Self::default() };
        for group in &copies.same {
            copies.superseded.extend(group.iter().rev().skip(1));
        }
        copies.versions = versions(ledger, &copies.superseded);
        copies.superseded.extend(copies.versions.iter().map(|it| it.earlier));
        copies
    }

    /// Whether a later table stands for this one.
    #[must_use]
    pub fn is_superseded(&self, table: TableId) -> bool {
        self.superseded.contains(&table)
    }
}

fn same(ledger: &Ledger) -> Vec<Vec<TableId>> {
    let mut groups: HashMap<Key, Vec<TableId>> = HashMap::new();
    for (id, table) in ledger.tables().iter().enumerate().filter(|(_, it)| !it.lines.is_empty()) {
        let group = groups.entry(table.content).or_default();
        let first = group.first().and_then(|id| ledger.tables().get(*id));
        // One person visited by two units on one day is a person paid twice, not a table
        // sent twice.
        if first.is_none_or(|first| table.lines.len() > 1 || table.same_unit(first)) {
            group.push(id);
        }
    }
    let file = |id: &TableId| ledger.tables().get(*id).map(|table| table.file);
    let mut same: Vec<_> = groups
        .into_values()
        .filter(|group| group.first().map(file) != group.last().map(file))
        .collect();
    same.sort_unstable();
    same
}

/// Of two versions the one named later is later: 表.xlsx, 表 (2).xlsx, 表-改.xlsx. The bare
/// order of paths would put the last two first, since space and hyphen come before the dot.
fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path.rfind('.') {
        Some(dot) if dot > name => path.get(..dot).unwrap_or(path),
        _ => path,
    }
}

fn versions(ledger: &Ledger, superseded: &HashSet<TableId>) -> Vec<Copy> {
    let mut forms: HashMap<(&str, &str), Vec<(TableId, &Table)>> = HashMap::new();
    for (id, table) in ledger.tables().iter().enumerate() {
        if !table.unit_key.is_empty() && !superseded.contains(&id) {
            forms.entry((&table.unit_key, &table.title_key)).or_default().push((id, table));
        }
    }
    let mut versions = Vec::new();
    for form in forms.values_mut() {
        form.sort_by_key(|(id, table)| (stem(ledger.path(table)), *id));
        for (position, (later, table)) in form.iter().enumerate() {
            let visited = visits(ledger.lines_of(table));
            let before = form.get(position.saturating_sub(LOOK_BACK)..position).unwrap_or_default();
            let earlier = before.iter().rev().find(|(_, other)| {
                let common = ledger.lines_of(other).iter().filter(|line| {
                    let there = line.person.and_then(|person| visited.get(&person));
                    there.is_some_and(|visits| visits.iter().any(|it| may_be_one(line.when, *it)))
                });
                let common = common.count();
                other.file != table.file && is_version(common, table, other)
            });
            versions.extend(earlier.map(|(earlier, _)| Copy { earlier: *earlier, later: *later }));
        }
    }
    versions.sort_unstable_by_key(|it| (it.later, it.earlier));
    versions
}

/// Whether so many common visits make two tables versions of one: more than half of the
/// longer one.
fn is_version(common: usize, one: &Table, other: &Table) -> bool {
    common * 2 > one.lines.len().max(other.lines.len())
}

/// When each person was visited.
fn visits(lines: &[Line]) -> HashMap<Key, Vec<Option<When>>> {
    let mut visits: HashMap<_, Vec<_>> = HashMap::new();
    for line in lines {
        if let Some(person) = line.person {
            visits.entry(person).or_default().push(line.when);
        }
    }
    visits
}

/// Whether two visits of a person may be one: their days meet, or one has no day that can be
/// read, which is what a form is often sent back for.
fn may_be_one(one: Option<When>, other: Option<When>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one.days_to(other) == 0)
}
