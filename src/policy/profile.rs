//! 标准: the profile a report is made by.
//!
//! `shanghai-2020-178` is built in. A unit's own standards (第十八条) are a small TOML file
//! laid over it: values replace, word lists grow, choices are replaced whole.

mod read;
mod settings;
mod standards;
mod titles;

#[cfg(test)]
mod moon;
#[cfg(test)]
mod tests;

pub use settings::{CategorySetting, ColumnSetting, Settings};

use super::lexicon::{Lexicon, List};
use super::matcher::words::{CategoryWord, Common, Compiled, FundingWord, PaymentWord, squeeze};
use super::{Category, Funding, Payment};
use crate::form::{Field, HeadField};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use standards::{Lists, Standards};
use std::fmt::{self, Write as _};
use std::sync::LazyLock;
use titles::Titles;

/// How much a missing column matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Level {
    /// 必须改正.
    Error,
    /// 需要说明.
    Warning,
    /// Not wanted.
    Off,
}

/// A severity set by a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severities {
    /// 必须改正.
    Error,
    /// 需要说明.
    Warning,
    /// 提示.
    Notice,
    /// Not looked for.
    Off,
}

/// What is wrong with a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// In words for the user.
    pub message: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "标准文件第 {} 行第 {} 列：{}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ProfileError {}

/// The TOML text of the built-in profile; the word lists have files of their own.
const SOURCE: &str = concat!(
    include_str!("shanghai-2020-178.toml"),
    "\n",
    include_str!("words/common.toml"),
    "\n",
    include_str!("words/category.toml"),
    "\n",
    include_str!("words/funding.toml"),
    "\n",
    include_str!("words/payment.toml"),
);

static BUILT_IN: LazyLock<Profile> = LazyLock::new(|| {
    let mut standards = Standards::default();
    // A test makes sure that the built-in text has no mistake; were there one, what stands
    // before it would still hold, and nothing panics.
    let _ = read::apply(&mut standards, SOURCE);
    Profile::compile(standards)
});

/// A set of local standards; `shanghai-2020-178` is built in.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name: `shanghai-2020-178`.
    pub name: String,
    standards: Standards,
    hash: String,
    columns: Titles<Field>,
    labels: Titles<HeadField>,
    compiled: Compiled,
}

impl Profile {
    /// The built-in profile.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The built-in profile with a local file laid over it.
    ///
    /// # Errors
    /// A text that is no TOML, a key that isn't known, a value that can't be: the first of
    /// them, with its line and column.
    pub fn from_toml(text: &str) -> Result<Self, ProfileError> {
        let mut standards = Self::built_in().standards.clone();
        read::apply(&mut standards, text)?;
        Ok(Self::compile(standards))
    }

    fn compile(standards: Standards) -> Self {
        let words = &standards.words;
        let common = Common::new(&words.typos, &words.negation);
        let fold = |word: &str| common.fold(word);
        let compile = |lists: Vec<List<'_>>| Lexicon::new(lists, &words.whole, fold);
        let lists = |lists: &Lists, accusing: &[usize]| {
            let all = lists.iter().enumerate();
            compile(
                all.map(|(at, words)| List { words, accuses: accusing.contains(&at) }).collect(),
            )
        };
        let goods = [&standards.goods.prohibited, &standards.goods.to_check];
        let compiled = Compiled {
            category: lists(&words.category, &CategoryWord::ACCUSING.map(usize::from)),
            funding: lists(&words.funding, &FundingWord::ACCUSING.map(usize::from)),
            payment: lists(&words.payment, &PaymentWord::ACCUSING.map(usize::from)),
            goods: compile(goods.map(|words| List { words, accuses: true }).to_vec()),
            common,
        };
        Self {
            name: standards.name.clone(),
            hash: hash(&effective(&standards)),
            columns: Titles::new(standards.columns.iter().map(|(it, column)| (*it, &column.names))),
            labels: Titles::new(standards.head.iter().map(|(it, names)| (*it, names))),
            compiled,
            standards,
        }
    }

    /// Its full title: 上海工会送温暖工作实施办法….
    #[must_use]
    pub fn title(&self) -> &str {
        &self.standards.title
    }

    /// SHA-256 of what is in force, in hex: two files that come to the same have the same.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The first 12 digits of [`Profile::hash`]: what reports show.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }

    /// What is in force, as TOML: the built-in profile with its comments, another one as
    /// merged. Reading it again gives the same profile.
    #[must_use]
    pub fn to_toml(&self) -> String {
        if self.standards == Self::built_in().standards {
            SOURCE.to_owned()
        } else {
            effective(&self.standards.over(&Self::built_in().standards))
        }
    }

    /// At which level a column is wanted.
    #[must_use]
    pub fn wanted(&self, field: Field) -> Level {
        self.standards.columns.get(&field).map_or(Level::Off, |column| column.wanted)
    }

    /// The severity this profile gives a rule, if it changes it.
    #[must_use]
    pub fn severity(&self, code: &str) -> Option<Severities> {
        self.standards.severities.get(code).copied()
    }

    /// The field that a column title names. Width, case, spaces, line breaks, traditional
    /// characters, a colon and a bracketed unit or hint don't matter.
    #[must_use]
    pub fn column_field(&self, title: &str) -> Option<Field> {
        self.columns.get(title)
    }

    /// The field of head or foot that a label names; folded like a column title.
    #[must_use]
    pub fn head_label(&self, label: &str) -> Option<HeadField> {
        self.labels.get(label)
    }

    /// The names a column goes by, the profile's own spelling.
    #[must_use]
    pub fn column_names(&self, field: Field) -> &[String] {
        self.standards.columns.get(&field).map_or(&[], |column| &column.names)
    }

    /// The labels of a field of head or foot, the profile's own spelling.
    #[must_use]
    pub fn head_names(&self, field: HeadField) -> &[String] {
        self.standards.head.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Age bounds in full years, both included (P210).
    #[must_use]
    pub const fn age_bounds(&self) -> (u8, u8) {
        (self.standards.age.min, self.standards.age.max)
    }

    /// 正月初一 of a year; `None` outside the profile's table.
    #[must_use]
    pub fn festival_day(&self, year: i16) -> Option<Date> {
        self.standards.spring_festival.first_day.get(&year).copied()
    }

    /// The window in which a spring-festival visit lies, both ends included (C107, D106).
    #[must_use]
    pub fn festival_window(&self, year: i16) -> Option<(Date, Date)> {
        let festival = &self.standards.spring_festival;
        let day = self.festival_day(year)?;
        let from = day.checked_sub(i64::from(festival.days_before).days()).ok()?;
        let to = day.checked_add(i64::from(festival.days_after).days()).ok()?;
        Some((from, to))
    }

    /// Whether a date lies around 元旦 or 春节: from 1 December to the window's end.
    #[must_use]
    pub fn is_festival(&self, date: Date) -> bool {
        // December belongs to the festival of the year to come.
        let year = if date.month() == 12 { date.year() + 1 } else { date.year() };
        let from = Date::new(year - 1, 12, 1);
        let window = from.ok().zip(self.festival_window(year));
        window.is_some_and(|(from, (_, to))| from <= date && date <= to)
    }

    /// The most that a visit may give, in yuan (A107); none is built in.
    #[must_use]
    pub fn cash_ceiling(&self, category: Category) -> Option<Decimal> {
        self.standards.ceilings.time.get(&category).copied()
    }

    /// The most that a person may be given in a year, in yuan (X204); none is built in.
    #[must_use]
    pub const fn year_ceiling(&self) -> Option<Decimal> {
        self.standards.ceilings.year
    }

    /// The one standard of a category, in yuan (A108); none is built in.
    #[must_use]
    pub fn uniform_standard(&self, category: Category) -> Option<Decimal> {
        self.standards.uniform_standard.get(&category).copied()
    }

    /// Whether a source of funding may be used (M102).
    #[must_use]
    pub fn allows_funding(&self, funding: Funding) -> bool {
        self.standards.funding.allowed.contains(&funding)
    }

    /// Whether a way of payment may be used.
    #[must_use]
    pub fn allows_payment(&self, payment: Payment) -> bool {
        self.standards.payment.allowed.contains(&payment)
    }

    /// Whether a text says nothing that could be a reason for cash (B104): blank, a
    /// placeholder, 同意, 已领.
    #[must_use]
    pub fn is_no_reason(&self, text: &str) -> bool {
        use crate::value::text::{is_blank, is_ditto, is_placeholder};
        let bare = squeeze(text);
        let bare = bare.trim_matches(['。', '.', ',', ';', ':', '(', ')']);
        is_blank(text)
            || is_placeholder(text)
            || is_ditto(text)
            || self.standards.words.no_reason.iter().any(|word| squeeze(word) == bare)
    }

    /// The cases in which cash needs no further reason (B104); none is built in.
    #[must_use]
    pub fn cash_exceptions(&self) -> &[String] {
        &self.standards.payment.cash_exceptions
    }

    /// From how much on goods fall under procurement rules, in yuan (G106).
    #[must_use]
    pub const fn procurement_threshold(&self) -> Option<Decimal> {
        self.standards.procurement.threshold
    }

    /// Visits at most this many days apart may be one given twice (X201).
    #[must_use]
    pub const fn repeat_days(&self) -> u16 {
        self.standards.across.days
    }

    pub(super) const fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    pub(super) const fn standards(&self) -> &Standards {
        &self.standards
    }

    pub(super) fn payment_words(&self, list: PaymentWord) -> &[String] {
        self.standards.words.payment.get(list)
    }

    pub(super) fn category_words(&self, list: CategoryWord) -> std::slice::Iter<'_, String> {
        self.standards.words.category.get(list).iter()
    }
}

/// The settings as TOML; serialising plain tables and strings can't fail.
fn effective(standards: &Standards) -> String {
    toml::to_string_pretty(standards).unwrap_or_default()
}

fn hash(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
