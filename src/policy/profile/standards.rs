//! What a profile holds, as data: filled from TOML, written back as TOML, hashed.

use crate::form::{Field, HeadField};
use crate::policy::matcher::words::{CategoryWord, FundingWord, PaymentWord};
use crate::policy::profile::{Level, Severities};
use crate::policy::{Category, Funding, Payment};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// All settings of a profile. Its serialisation is canonical: the hash is taken over it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Standards {
    /// Short name, as reports show it.
    pub name: String,
    /// Full title.
    pub title: String,
    /// `[columns.…]`.
    pub columns: BTreeMap<Field, Column>,
    /// `[head]`: labels.
    #[serde(serialize_with = "head")]
    pub head: BTreeMap<HeadField, Vec<String>>,
    /// `[age]`.
    pub age: Age,
    /// `[spring_festival]`.
    pub spring_festival: Festival,
    /// `[ceilings]`.
    pub ceilings: Ceilings,
    /// `[uniform_standard]`, in yuan.
    #[serde(serialize_with = "amounts")]
    pub uniform_standard: BTreeMap<Category, Decimal>,
    /// `[funding]`.
    pub funding: AllowedFunding,
    /// `[payment]`.
    pub payment: AllowedPayment,
    /// `[goods]`.
    pub goods: Goods,
    /// `[procurement]`.
    pub procurement: Procurement,
    /// `[across]`.
    pub across: Across,
    /// `[severities]`: rule codes.
    pub severities: BTreeMap<String, Severities>,
    /// `[words]`.
    pub words: Words,
}

impl Standards {
    /// The same settings as a file to lay over others: the words that those have and these
    /// don't are taken out by `-词`.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let mut it = self.clone();
        for (field, column) in &base.columns {
            take_out(&mut it.columns.entry(*field).or_default().names, &column.names);
        }
        for (field, names) in &base.head {
            take_out(it.head.entry(*field).or_default(), names);
        }
        take_out(&mut it.goods.prohibited, &base.goods.prohibited);
        take_out(&mut it.goods.to_check, &base.goods.to_check);
        take_out(&mut it.words.typos, &base.words.typos);
        take_out(&mut it.words.negation, &base.words.negation);
        take_out(&mut it.words.no_reason, &base.words.no_reason);
        take_out(&mut it.words.whole, &base.words.whole);
        for (own, base) in [
            (&mut it.words.category, &base.words.category),
            (&mut it.words.funding, &base.words.funding),
            (&mut it.words.payment, &base.words.payment),
        ] {
            for (own, base) in own.lists.iter_mut().zip(&base.lists) {
                take_out(own, base);
            }
        }
        it
    }
}

/// Adds `-词` for every word of a base list that this one lacks.
fn take_out(list: &mut Vec<String>, base: &[String]) {
    let gone: Vec<_> =
        base.iter().filter(|word| !list.contains(word)).map(|word| format!("-{word}")).collect();
    list.extend(gone);
}

/// A column: how much it is wanted, and its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What its absence means.
    pub wanted: Level,
    /// Titles it goes by.
    pub names: Vec<String>,
}

impl Default for Column {
    fn default() -> Self {
        Self { wanted: Level::Off, names: Vec::new() }
    }
}

/// Bounds of age in full years, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Age {
    /// Youngest.
    pub min: u8,
    /// Oldest.
    pub max: u8,
}

/// The spring festival and its window.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Festival {
    /// Days before 正月初一 that belong to the window.
    pub days_before: u16,
    /// Days after.
    pub days_after: u16,
    /// 正月初一 by year.
    #[serde(serialize_with = "dates")]
    pub first_day: BTreeMap<i16, Date>,
}

/// Ceilings in yuan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Ceilings {
    /// Per person and year.
    #[serde(serialize_with = "amount", skip_serializing_if = "Option::is_none")]
    pub year: Option<Decimal>,
    /// Per visit, by category.
    #[serde(serialize_with = "amounts")]
    pub time: BTreeMap<Category, Decimal>,
}

/// Sources that may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AllowedFunding {
    /// In the article's order.
    pub allowed: Vec<Funding>,
}

/// Ways of payment that may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AllowedPayment {
    /// In the order of [`Payment::ALL`].
    pub allowed: Vec<Payment>,
    /// Cases in which cash needs no further reason.
    pub cash_exceptions: Vec<String>,
}

/// Goods that may not be bought, or must be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Goods {
    /// As good as money (G103).
    pub prohibited: Vec<String>,
    /// To be checked (G104).
    pub to_check: Vec<String>,
}

/// Procurement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Procurement {
    /// In yuan (G106).
    #[serde(serialize_with = "amount", skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Decimal>,
}

/// Across files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Across {
    /// Visits this many days apart count as one given twice (X201).
    pub days: u16,
}

/// Word lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// `错=对`.
    pub typos: Vec<String>,
    /// Words that deny the next.
    pub negation: Vec<String>,
    /// Notes that give no reason for cash.
    pub no_reason: Vec<String>,
    /// Words of no meaning whose borders count.
    pub whole: Vec<String>,
    /// `[words.category]`.
    pub category: Lists,
    /// `[words.funding]`.
    pub funding: Lists,
    /// `[words.payment]`.
    pub payment: Lists,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            typos: Vec::new(),
            negation: Vec::new(),
            no_reason: Vec::new(),
            whole: Vec::new(),
            category: Lists::new(CategoryWord::KEYS),
            funding: Lists::new(FundingWord::KEYS),
            payment: Lists::new(PaymentWord::KEYS),
        }
    }
}

/// Word lists under fixed keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    keys: &'static [&'static str],
    lists: Vec<Vec<String>>,
}

impl Lists {
    fn new(keys: &'static [&'static str]) -> Self {
        Self { keys, lists: vec![Vec::new(); keys.len()] }
    }

    /// The keys.
    #[must_use]
    pub const fn keys(&self) -> &'static [&'static str] {
        self.keys
    }

    /// The list of a key, to be filled.
    pub fn by_key(&mut self, key: &str) -> Option<&mut Vec<String>> {
        let at = self.keys.iter().position(|it| *it == key)?;
        self.lists.get_mut(at)
    }

    /// One list.
    #[must_use]
    pub fn get(&self, list: impl Into<usize>) -> &[String] {
        self.lists.get(list.into()).map_or(&[], Vec::as_slice)
    }

    /// All lists, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Vec<String>> {
        self.lists.iter()
    }
}

impl Serialize for Lists {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.keys.iter().zip(&self.lists))
    }
}

fn head<S: Serializer>(
    labels: &BTreeMap<HeadField, Vec<String>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(labels)
}

fn amount<S: Serializer>(amount: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&amount.unwrap_or_default())
}

fn amounts<S: Serializer>(
    amounts: &BTreeMap<Category, Decimal>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(amounts.iter().map(|(category, amount)| (category, amount.to_string())))
}

fn dates<S: Serializer>(dates: &BTreeMap<i16, Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(dates.iter().map(|(year, date)| (year.to_string(), date.to_string())))
}
