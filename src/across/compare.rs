//! Two versions of one form: what was changed, which findings went, which came.

use crate::form::{Field, Form, HeadField, RowView};
use crate::report::{FindingReport, Privacy, finding_report};
use crate::rule::Finding;
use crate::session::Session;
use crate::workbook::CellRef;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What lies between two versions.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Comparison {
    /// Head and foot.
    pub head: Vec<HeadChange>,
    /// Cells of people who stand in both.
    pub changed: Vec<CellChange>,
    /// People only in the new version.
    pub added: Vec<PersonAt>,
    /// People only in the old version.
    pub removed: Vec<PersonAt>,
    /// Findings that went.
    pub gone: Vec<FindingAt>,
    /// Findings that came.
    pub come: Vec<FindingAt>,
    /// How many findings stayed.
    pub stayed: usize,
}

/// A field of head or foot that was changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct HeadChange {
    /// Which.
    pub field: HeadField,
    /// What it is called.
    pub title: &'static str,
    /// Its text before; empty if there was none.
    pub before: String,
    /// Its text now.
    pub after: String,
}

/// A person's cell that was changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CellChange {
    /// The person's name, in the new version.
    pub name: String,
    /// The column's title.
    pub title: String,
    /// Where it stood: `Sheet1!D9`; empty if the old version has no such column.
    pub old_cell: String,
    /// Where it stands; empty if the new version has no such column.
    pub new_cell: String,
    /// Before, masked as the column asks.
    pub before: String,
    /// Now.
    pub after: String,
}

/// A person in one version only.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct PersonAt {
    /// The name.
    pub name: String,
    /// Where: `Sheet1!B9`.
    pub cell: String,
}

/// A finding with its sheet.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FindingAt {
    /// The sheet's name; empty for a finding about the file.
    pub sheet: String,
    /// The finding.
    pub finding: FindingReport,
}

/// Compares two versions. People are matched by identity number, those left over by name,
/// so that a corrected number is a change and not another person.
#[must_use]
pub fn compare(old: &Session, new: &Session, privacy: Privacy) -> Comparison {
    let (old_rows, new_rows) = (rows(old), rows(new));
    let pairs = Pairs::of(&old_rows, &new_rows);
    let mut changed = Vec::new();
    for (old_row, new_row) in &pairs.both {
        changed.extend(cells(old_row, new_row, privacy));
    }
    let person = |row: &RowView<'_>| PersonAt {
        name: privacy.text(&name(row)),
        cell: at(row, row.place(Field::Name).unwrap_or(CellRef::new(row.record.row, 0))),
    };
    let (gone, come, stayed) = findings(old, new, &pairs, privacy);
    Comparison {
        head: head(old, new, privacy),
        changed,
        added: pairs.only_new.iter().map(person).collect(),
        removed: pairs.only_old.iter().map(person).collect(),
        gone,
        come,
        stayed,
    }
}

fn rows(session: &Session) -> Vec<RowView<'_>> {
    let sheets = &session.workbook().sheets;
    let forms = session.forms().iter().filter_map(|form| Some((form, sheets.get(form.sheet)?)));
    forms.flat_map(|(form, sheet)| form.rows(sheet)).collect()
}

fn name(row: &RowView<'_>) -> String {
    row.text(Field::Name).trim().to_owned()
}

fn at(row: &RowView<'_>, cell: CellRef) -> String {
    format!("{}!{cell}", row.form.name)
}

/// Rows of both versions put side by side.
struct Pairs<'a> {
    both: Vec<(RowView<'a>, RowView<'a>)>,
    only_old: Vec<RowView<'a>>,
    only_new: Vec<RowView<'a>>,
}

impl<'a> Pairs<'a> {
    fn of(old: &[RowView<'a>], new: &[RowView<'a>]) -> Self {
        let mut pairs = Self { both: Vec::new(), only_old: old.to_vec(), only_new: new.to_vec() };
        pairs.take(|row| row.record.id_number.known().map(|id| id.as_str().to_owned()));
        pairs.take(|row| Some(name(row)).filter(|name| !name.is_empty()));
        pairs.both.sort_by_key(|(_, new)| (new.form.sheet, new.record.row));
        pairs
    }

    /// Pairs the rows left over that share a key, in their order.
    fn take(&mut self, key: impl Fn(&RowView<'a>) -> Option<String>) {
        let mut waiting: HashMap<String, Vec<RowView<'a>>> = HashMap::new();
        let mut keyless = Vec::new();
        for row in self.only_old.drain(..) {
            match key(&row) {
                Some(key) => waiting.entry(key).or_default().push(row),
                None => keyless.push(row),
            }
        }
        for rows in waiting.values_mut() {
            rows.reverse();
        }
        self.only_new.retain(|row| {
            let partner = key(row).and_then(|key| waiting.get_mut(&key)?.pop());
            let alone = partner.is_none();
            self.both.extend(partner.map(|partner| (partner, *row)));
            alone
        });
        keyless.extend(waiting.into_values().flatten());
        keyless.sort_by_key(|row| (row.form.sheet, row.record.row));
        self.only_old = keyless;
    }
}

/// The cells of one person that differ: known columns by field, others by title.
fn cells(old: &RowView<'_>, new: &RowView<'_>, privacy: Privacy) -> Vec<CellChange> {
    let columns = |form: &Form| -> BTreeMap<(Option<Field>, String), u32> {
        let keyed = form.columns.iter().map(|column| {
            let title = if column.field.is_some() { String::new() } else { column.title.clone() };
            ((column.field, title), column.col)
        });
        keyed.collect()
    };
    let (old_columns, new_columns) = (columns(old.form), columns(new.form));
    let all: BTreeSet<_> = old_columns.keys().chain(new_columns.keys()).collect();
    let mut changes = Vec::new();
    for key in all {
        let (field, title) = key;
        let cell = |row: &RowView<'_>, columns: &BTreeMap<_, u32>| {
            let place = CellRef::new(row.record.row, *columns.get(key)?);
            let text = row.sheet.cell(place).map(|cell| cell.value.display().trim().to_owned());
            Some((at(row, place), text.unwrap_or_default()))
        };
        let (old_cell, before) = cell(old, &old_columns).unwrap_or_default();
        let (new_cell, after) = cell(new, &new_columns).unwrap_or_default();
        if before != after {
            changes.push(CellChange {
                name: privacy.text(&name(new)),
                title: field.map_or_else(|| title.clone(), |field| field.title().to_owned()),
                old_cell,
                new_cell,
                before: privacy.value(*field, &before),
                after: privacy.value(*field, &after),
            });
        }
    }
    changes
}

/// Head and foot of the first form of each.
fn head(old: &Session, new: &Session, privacy: Privacy) -> Vec<HeadChange> {
    let text = |session: &Session, field| {
        let form = session.forms().first();
        form.map(|form| form.head.get(field).text.trim().to_owned()).unwrap_or_default()
    };
    let changed = HeadField::ALL.into_iter().filter_map(|field| {
        let (before, after) = (text(old, field), text(new, field));
        let column = (field == HeadField::Phone).then_some(Field::Phone);
        (before != after).then(|| HeadChange {
            field,
            title: field.title(),
            before: privacy.value(column, &before),
            after: privacy.value(column, &after),
        })
    });
    changed.collect()
}

/// What a finding is about, whatever row it stands on now: its rule, its column, and the
/// person or sheet.
type Cause = (&'static str, Option<&'static str>, Subject);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Subject {
    Pair(usize),
    Old(u32),
    New(u32),
    Whole,
}

fn findings(
    old: &Session,
    new: &Session,
    pairs: &Pairs<'_>,
    privacy: Privacy,
) -> (Vec<FindingAt>, Vec<FindingAt>, usize) {
    let paired = |side: fn(&(RowView<'_>, RowView<'_>)) -> (usize, u32)| -> HashMap<_, _> {
        pairs.both.iter().enumerate().map(|(index, pair)| (side(pair), index)).collect()
    };
    let old_pairs = paired(|(row, _)| (row.form.sheet, row.record.row));
    let new_pairs = paired(|(_, row)| (row.form.sheet, row.record.row));
    let cause = |session: &Session,
                 finding: &Finding,
                 pairs: &HashMap<(usize, u32), usize>,
                 alone: fn(u32) -> Subject|
     -> Cause {
        let row = finding.sheet.zip(finding.cell).map(|(sheet, cell)| (sheet, cell.row));
        let of_person = row.filter(|(sheet, row)| {
            let mut forms = session.forms().iter().filter(|form| form.sheet == *sheet);
            forms.any(|form| form.record_at(*row).is_some())
        });
        let subject = of_person.map_or(Subject::Whole, |at| {
            pairs.get(&at).map_or_else(|| alone(at.1), |pair| Subject::Pair(*pair))
        });
        (finding.code(), finding.field_key(), subject)
    };
    let mut left: HashMap<Cause, usize> = HashMap::new();
    for finding in old.findings() {
        *left.entry(cause(old, finding, &old_pairs, Subject::Old)).or_default() += 1;
    }
    let mut stayed = 0;
    let mut come = Vec::new();
    for finding in new.findings() {
        match left.get_mut(&cause(new, finding, &new_pairs, Subject::New)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                stayed += 1;
            }
            _ => come.push(finding_at(new, finding, privacy)),
        }
    }
    // Of several findings of one cause the last ones count as gone.
    let mut gone = Vec::new();
    for finding in old.findings().iter().rev() {
        if let Some(count) = left.get_mut(&cause(old, finding, &old_pairs, Subject::Old))
            && *count > 0
        {
            *count -= 1;
            gone.push(finding_at(old, finding, privacy));
        }
    }
    gone.reverse();
    (gone, come, stayed)
}

fn finding_at(session: &Session, finding: &Finding, privacy: Privacy) -> FindingAt {
    let sheet = finding.sheet.and_then(|index| session.workbook().sheets.get(index));
    FindingAt {
        sheet: sheet.map_or_else(String::new, |sheet| sheet.name.clone()),
        finding: finding_report(finding, privacy),
    }
}

#[cfg(test)]
mod tests;
