//! Tables that stand for one another: the same table twice, and versions of one form.
//!
//! People are not paid twice by sending a form twice, so checks across files look at the
//! last of such tables only.

use super::keys::Key;
use super::{Ledger, Line, Table, TableId, When};
use std::collections::{BTreeSet, HashMap, HashSet};

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
    let mut without_unit = Vec::new();
    for (id, table) in ledger.tables().iter().enumerate() {
        if superseded.contains(&id) {
            continue;
        }
        if table.unit_key.is_empty() {
            without_unit.push((id, table));
        } else {
            forms.entry((&table.unit_key, &table.title_key)).or_default().push((id, table));
        }
    }
    join_their_units(ledger, &mut forms, without_unit);
    let mut versions = Vec::new();
    for form in forms.values_mut() {
        form.sort_by_key(|(id, table)| (stem(ledger.path(table)), *id));
        for (position, (later, table)) in form.iter().enumerate() {
            let visited = visits(ledger.lines_of(table));
            let before = form.get(position.saturating_sub(LOOK_BACK)..position).unwrap_or_default();
            let earlier = before.iter().rev().find(|(_, other)| {
                let common = ledger.lines_of(other).iter();
                let common = common.filter(|line| is_among(line, &visited)).count();
                other.file != table.file && is_version(common, table, other)
            });
            versions.extend(earlier.map(|(earlier, _)| Copy { earlier: *earlier, later: *later }));
        }
    }
    versions.sort_unstable_by_key(|it| (it.later, it.earlier));
    versions
}

/// A form without 填报单位 is often sent back for just that. It is put with the forms of the
/// unit that lists its people under its title; one person alone may be paid by two units.
fn join_their_units<'l>(
    ledger: &'l Ledger,
    forms: &mut HashMap<(&'l str, &'l str), Vec<(TableId, &'l Table)>>,
    mut without_unit: Vec<(TableId, &'l Table)>,
) {
    without_unit.retain(|(_, table)| table.lines.len() > 1);
    let people = |table: &Table| ledger.lines_of(table).iter().filter_map(|line| line.person);
    // Only their people are looked up, in one pass over everyone.
    let mut tables_of: HashMap<Key, Vec<TableId>> =
        without_unit.iter().flat_map(|(_, it)| people(it)).map(|it| (it, Vec::new())).collect();
    for (id, table) in forms.values().flatten() {
        for person in people(table) {
            if let Some(tables) = tables_of.get_mut(&person) {
                tables.push(*id);
            }
        }
    }
    for (id, table) in without_unit {
        let visited = visits(ledger.lines_of(table));
        let candidates: BTreeSet<TableId> =
            people(table).filter_map(|it| tables_of.get(&it)).flatten().copied().collect();
        let host = candidates.iter().filter_map(|it| ledger.tables().get(*it)).find(|other| {
            let common = ledger.lines_of(other).iter();
            other.title_key == table.title_key
                && other.file != table.file
                && is_version(common.filter(|line| is_among(line, &visited)).count(), table, other)
        });
        let form = host.and_then(|host| forms.get_mut(&(&*host.unit_key, &*host.title_key)));
        if let Some(form) = form {
            form.push((id, table));
        }
    }
}

/// Whether a line may be one of these visits.
fn is_among(line: &Line, visited: &HashMap<Key, Vec<Option<When>>>) -> bool {
    let there = line.person.and_then(|person| visited.get(&person));
    there.is_some_and(|visits| visits.iter().any(|it| may_be_one(line.when, *it)))
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
