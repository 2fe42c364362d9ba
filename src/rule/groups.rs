//! The people of one form who share something: gone through once for all rules that ask, in
//! linear time, and kept up to date by edits.

use super::kept::Touched;
use crate::form::{Field, Form, Record, RowView};
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// What people may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// 身份证号, guessed ones included.
    IdNumber,
    /// 姓名, among people with a good 身份证号.
    Name,
    /// 联系电话.
    Phone,
    /// 银行账号.
    Account,
}

impl Shared {
    const ALL: [Self; 4] = [Self::IdNumber, Self::Name, Self::Phone, Self::Account];

    /// The columns that tell it.
    const fn fields(self) -> &'static [Field] {
        match self {
            Self::IdNumber => &[Field::IdNumber],
            Self::Name => &[Field::Name, Field::IdNumber],
            Self::Phone => &[Field::Phone],
            Self::Account => &[Field::Account],
        }
    }

    /// What a person has of it.
    fn of(self, record: &Record) -> Option<&str> {
        match self {
            Self::IdNumber => record.id_number.known().map(|it| it.as_str()),
            Self::Name => {
                record.id_number.good()?;
                record.name.known().map(|it| it.as_str())
            }
            Self::Phone => record.phone.known().map(|it| it.as_str()),
            Self::Account => record.account.good().map(|it| it.as_str()),
        }
    }
}

/// At least two people who share something: positions in [`Form::records`], ascending.
pub type Group = Vec<usize>;

/// Who shares what on one form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// By [`Shared`]: the groups in the order of their first people.
    of: [Vec<Group>; Shared::ALL.len()],
}

impl Groups {
    /// More people than this are grouped anew, all of them, when edits touch them at once.
    const MOST: usize = 64;

    /// Groups everyone.
    #[must_use]
    pub fn new(form: &Form) -> Self {
        Self { of: Shared::ALL.map(|shared| group(form, shared)) }
    }

    /// The groups of those who share something, in the order of their first people.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the array is as long as the enum")]
    pub const fn by(&self, shared: Shared) -> &[Group] {
        self.of[shared as usize].as_slice()
    }

    /// Brings the groups up to date with people who have been read again.
    pub fn update(&mut self, form: &Form, touched: &Touched) {
        for (shared, groups) in Shared::ALL.into_iter().zip(&mut self.of) {
            if !shared.fields().iter().any(|field| touched.fields.contains(field)) {
                continue;
            }
            if touched.people.len() > Self::MOST {
                *groups = group(form, shared);
                continue;
            }
            for person in &touched.people {
                leave(groups, *person);
            }
            for person in &touched.people {
                join(groups, *person, form, shared);
            }
            groups.sort_unstable_by_key(|group| group.first().copied());
        }
    }
}

/// Groups all people of a form.
fn group(form: &Form, shared: Shared) -> Vec<Group> {
    let Some(people) = shared.fields().iter().all(|it| form.has(*it)).then_some(&form.records)
    else {
        return Vec::new();
    };
    // By the position of their first one. Nearly everyone is alone: only a second one makes a
    // group.
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    let mut first_of: HashMap<&str, usize> = HashMap::with_capacity(people.len());
    for (at, record) in people.iter().enumerate() {
        let Some(key) = shared.of(record) else { continue };
        let first = *first_of.entry(key).or_insert(at);
        if first < at {
            groups.entry(first).or_insert_with(|| vec![first]).push(at);
        }
    }
    groups.into_values().collect()
}

/// Takes a person out of the group he was in; who stays behind alone is in none.
fn leave(groups: &mut Vec<Group>, person: usize) {
    let Some(at) = groups.iter().position(|group| group.binary_search(&person).is_ok()) else {
        return;
    };
    if let Some(group) = groups.get_mut(at) {
        group.retain(|it| *it != person);
        if group.len() < 2 {
            groups.remove(at);
        }
    }
}

/// Puts a person beside those who share with him what he has now.
fn join(groups: &mut Vec<Group>, person: usize, form: &Form, shared: Shared) {
    let key_of = |at: &usize| shared.of(form.records.get(*at)?);
    let Some(key) = key_of(&person) else { return };
    let is_his = |group: &&mut Group| group.iter().all(|it| key_of(it) == Some(key));
    if let Some(group) = groups.iter_mut().find(is_his) {
        if let Err(gap) = group.binary_search(&person) {
            group.insert(gap, person);
        }
        return;
    }
    let people = form.records.iter().enumerate();
    let same = people.filter(|(_, record)| shared.of(record) == Some(key)).map(|(at, _)| at);
    let group: Group = same.collect();
    if group.len() > 1 {
        groups.push(group);
    }
}

/// 第 6、8 行, 第 3、4、5、6、7 等 39 行: the rows in words, cut off kindly where there are many.
#[must_use]
pub fn row_numbers(rows: &[RowView<'_>]) -> String {
    const SHOWN: usize = 5;
    let numbers: Vec<String> =
        rows.iter().take(SHOWN).map(|row| (u64::from(row.record.row) + 1).to_string()).collect();
    let more = if rows.len() > SHOWN { format!("等 {} ", rows.len()) } else { String::new() };
    format!("第 {} {more}行", numbers.join("、"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::policy::Profile;
    use crate::rule::example::{self, TODAY};
    use crate::workbook::{Cell, CellRef, CellValue};
    use proptest::prelude::*;
    use proptest::sample::select;

    const TEXTS: [(Field, [&str; 4]); 4] = [
        (Field::Name, ["陈桂芳", "刘建国", "张三同志", ""]),
        (
            Field::IdNumber,
            ["310101196803120021", "310101680312002", "310101196803120022", "310102197001010018"],
        ),
        (Field::Phone, ["13800001001", "138 0000 1001", "13800001002", "/"]),
        (Field::Account, ["6222020200000000017", "622202020000", "6222 0202 0000", "无"]),
    ];

    fn edit() -> impl Strategy<Value = (usize, Field, &'static str)> {
        (0..3_usize, select(&TEXTS[..]), 0..4_usize)
            .prop_map(|(person, (field, texts), at)| (person, field, texts[at]))
    }

    proptest! {
        #[test]
        fn groups_after_edits_are_those_of_a_fresh_start(
            steps in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..12),
        ) {
            let mut workbook = example::workbook(&[]).unwrap();
            let mut form = crate::form::find(&workbook, Profile::built_in(), TODAY).forms.remove(0);
            let mut groups = Groups::new(&form);
            for step in steps {
                let mut touched = Touched::default();
                for (person, field, text) in step {
                    let at = CellRef::new(form.records[person].row, form.column(field).unwrap());
                    let sheet = &mut workbook.sheets[form.sheet];
                    sheet.set(at, Some(Cell::new(at.col, CellValue::text(text))));
                    prop_assert!(form.reread_row(sheet, at.row, Profile::built_in(), TODAY));
                    touched.people.insert(person);
                    touched.fields.insert(field);
                }
                groups.update(&form, &touched);
                prop_assert_eq!(&groups, &Groups::new(&form));
            }
        }
    }
}
