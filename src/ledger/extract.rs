//! Forms → tables and lines.

use super::keys::{Key, Kind, Secret};
use super::{Line, Official, Table, When};
use crate::form::{Field, Form, HeadField, Record, RowView, Visit};
use crate::value::id_number::IdFault;
use crate::value::money::countable;
use crate::value::{Raw, name, text};
use crate::workbook::Workbook;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a ledger keeps of one file. It can be sent from one worker to another.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Extract {
    /// SHA-256 of the file's bytes, in hex; empty if it isn't known.
    pub(super) digest: String,
    pub(super) tables: Vec<(Table, Vec<Line>)>,
}

impl Extract {
    /// Boils the forms of a file down. `risk` says how heavily findings mark a row of a
    /// form. A date after `today` can't be right and counts as none.
    #[must_use]
    pub fn of(
        workbook: &Workbook,
        forms: &[Form],
        secret: Secret,
        today: Date,
        risk: impl Fn(&Form, &Record) -> u16,
    ) -> Self {
        let tables = forms.iter().filter_map(|form| {
            let rows = form.rows(workbook.sheets.get(form.sheet)?);
            let mut lines: Vec<Line> = Vec::with_capacity(form.records.len());
            for row in rows {
                let own = Line { risk: risk(form, row.record), ..line(&row, secret, today) };
                lines.push(match lines.last() {
                    Some(before) if row.record.goes_on => own.of_person(before),
                    _ => own,
                });
            }
            Some((table(form, &lines, secret), lines))
        });
        Self { digest: String::new(), tables: tables.collect() }
    }

    /// The same, with SHA-256 of the file's bytes: what the file is known by, whatever its
    /// name.
    #[must_use]
    pub fn named(self, digest: &str) -> Self {
        Self { digest: digest.to_owned(), ..self }
    }
}

fn table(form: &Form, lines: &[Line], secret: Secret) -> Table {
    let unit = form.head.get(HeadField::Unit);
    let unit = if unit.is_missing() { "" } else { unit.text.trim() };
    let title = form.title.as_ref();
    let title_key = title.map(|title| text::squeeze(&title.at.text)).unwrap_or_default();
    let header = form.columns.first().map(|column| column.place);
    let anchor = title.map(|title| title.at.place).or(header).map(|at| (at.row, at.col));
    // A table without any date is known by what it calls itself.
    let dated = lines.iter().all(|line| line.when.is_some());
    let calls_itself = (!dated).then_some((&title_key, &form.name));
    let mut rows: Vec<_> = lines
        .iter()
        .map(|it| {
            let who = (it.person, it.person.is_none().then_some(&it.name), it.account);
            secret.key(Kind::Content, (who, it.when, it.cash, it.goods, it.goods_value))
        })
        .collect();
    rows.sort_unstable();
    Table {
        file: 0,
        form: 0,
        sheet: form.name.as_str().into(),
        unit: unit.into(),
        unit_key: text::squeeze(unit).into(),
        officials: officials(form),
        phone: preparer_phone(form, secret),
        anchor: anchor.unwrap_or_default(),
        name_col: form.column(Field::Name),
        id_col: form.column(Field::IdNumber),
        account_col: form.column(Field::Account),
        phone_col: form.column(Field::Phone),
        content: secret.key(Kind::Content, (rows, calls_itself)),
        title_key: title_key.into(),
        lines: 0..0,
    }
}

fn officials(form: &Form) -> Vec<Official> {
    let roles = [HeadField::Preparer, HeadField::Handler, HeadField::Responsible];
    let mut officials = Vec::new();
    for role in roles {
        let value = form.head.get(role);
        let Some(at) = value.place.or(value.label).filter(|_| !value.is_missing()) else {
            continue;
        };
        let names = name::names_in(&value.text)
            .filter_map(|part| name::read(&Raw::text(part)).known().map(|it| it.as_str().into()));
        let mut names: Vec<Box<str>> = names.collect();
        names.dedup();
        officials.extend(names.into_iter().map(|name| Official {
            role,
            name,
            at: (at.row, at.col),
        }));
    }
    officials
}

fn preparer_phone(form: &Form, secret: Secret) -> Option<(Key, (u32, u32))> {
    let value = form.head.get(HeadField::Phone);
    let at = value.place.or(value.label)?;
    Some((secret.key(Kind::Phone, form.phone.known()?.as_str()), (at.row, at.col)))
}

fn line(row: &RowView<'_>, secret: Secret, today: Date) -> Line {
    let (form, record) = (row.form, row.record);
    let id = record.id_number.known();
    Line {
        table: 0,
        row: record.row,
        person: id.map(|id| secret.key(Kind::Person, id.as_str())),
        digits: match record.id_number.fault() {
            // One digit is off: near enough to be held beside others.
            Some(IdFault::CheckDigit { .. }) => secret.digits(&row.text(Field::IdNumber)),
            _ => id.and_then(|id| secret.digits(id.as_str())),
        },
        name: record.name.known().map(|name| name.as_str().into()),
        account: record.account.good().map(|it| secret.key(Kind::Account, it.as_str())),
        phone: record.phone.known().map(|it| secret.key(Kind::Phone, it.as_str())),
        when: when(form, record, today),
        cash: countable(&record.cash).unwrap_or_default(),
        goods_value: countable(&record.goods_value).unwrap_or_default(),
        goods: !record.goods.is_nothing() || countable(&record.goods_value).is_some(),
        category: record.category.good().copied(),
        funding: record.funding.good().copied(),
        payment: record.payment.good().copied(),
        risk: 0,
    }
}

/// A date that a finding of group D doubts tells nothing, and the form's own stands in
/// only where the row has none.
fn when(form: &Form, record: &Record, today: Date) -> Option<When> {
    if record.date.good().is_none() && !record.date.is_nothing() {
        return None;
    }
    let when = match form.visit(record) {
        Visit::On(day) | Visit::Reported(day) => When::on(day),
        Visit::Month(year, month) => {
            let written = form.date.good().map(|date| date.year());
            When::month(year.or(written)?, month)?
        }
        Visit::Sheet => return None,
    };
    (when.first <= today).then_some(when)
}
