//! The settings units change most, for a form to show and to write back.

use super::read::yuan;
use super::{Level, Profile, ProfileError};
use crate::form::Field;
use crate::policy::Category;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// What the form shows. Amounts are yuan as text; an empty one sets none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Settings {
    /// The full title, as reports show it.
    pub title: String,
    /// How much each column is wanted.
    pub columns: Vec<ColumnSetting>,
    /// Each category's amounts.
    pub categories: Vec<CategorySetting>,
    /// Ceiling per person and year.
    pub year: String,
    /// From which sum on goods are procured centrally.
    pub procurement: String,
    /// Cases in which cash needs no further reason.
    pub cash_exceptions: Vec<String>,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ColumnSetting {
    /// Its field.
    pub field: Field,
    /// Its name.
    pub title: String,
    /// What its absence means.
    pub wanted: Level,
}

/// A category of 第三条.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CategorySetting {
    /// Its key.
    pub key: String,
    /// Its wording.
    pub label: String,
    /// The most a visit may bring.
    pub ceiling: String,
    /// What every visit brings.
    pub standard: String,
}

fn shown(amount: Option<Decimal>) -> String {
    amount.map(|amount| amount.normalize().to_string()).unwrap_or_default()
}

impl Settings {
    /// Every amount is empty or one; the first that is neither is named as the form names it.
    fn amounts_are_read(&self) -> Result<(), ProfileError> {
        let of_categories = self.categories.iter().flat_map(|it| {
            [
                (&it.ceiling, format!("{}”的“每次上限", it.label)),
                (&it.standard, format!("{}”的“统一标准", it.label)),
            ]
        });
        let others = [
            (&self.year, "每人每年合计上限".to_owned()),
            (&self.procurement, "集中采购起点".to_owned()),
        ];
        for (amount, name) in of_categories.chain(others) {
            if !amount.trim().is_empty() && yuan(amount).is_none() {
                let message = format!(
                    "“{name}”填的是“{amount}”。这里应是大于零的金额，单位元，最多两位小数，例如 3000 或 3000.50。"
                );
                return Err(ProfileError { message, line: 1, column: 1 });
            }
        }
        Ok(())
    }
}

impl Profile {
    /// What is in force, for the form.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let column = |field: Field| ColumnSetting {
            field,
            title: field.title().to_owned(),
            wanted: self.wanted(field),
        };
        let category = |it: Category| CategorySetting {
            key: it.key().to_owned(),
            label: it.wording().to_owned(),
            ceiling: shown(self.cash_ceiling(it)),
            standard: shown(self.uniform_standard(it)),
        };
        Settings {
            title: self.title().to_owned(),
            columns: Field::ALL.map(column).to_vec(),
            categories: Category::ALL.map(category).to_vec(),
            year: shown(self.standards.ceilings.year),
            procurement: shown(self.standards.procurement.threshold),
            cash_exceptions: self.cash_exceptions().to_vec(),
        }
    }

    /// A local file with the settings of the form written into it. What the form doesn't
    /// show stays as the file has it; what is as in the built-in profile is left out.
    /// Comments don't survive.
    ///
    /// # Errors
    /// The file, or an amount of the form, can't be read; the message names the amount.
    pub fn with_settings(local: &str, settings: &Settings) -> Result<String, ProfileError> {
        Self::from_toml(local)?;
        settings.amounts_are_read()?;
        let mut table: Table = local.trim_start_matches('\u{FEFF}').parse().map_err(|_| {
            ProfileError { message: "标准文件读不了。".to_owned(), line: 1, column: 1 }
        })?;
        let plain = Self::built_in().settings();
        put(&mut table, &["title"], text(&settings.title), settings.title != plain.title);
        for (column, plain) in settings.columns.iter().zip(&plain.columns) {
            let level = match column.wanted {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Off => "off",
            };
            let path = ["columns", column.field.key(), "wanted"];
            put(&mut table, &path, text(level), column.wanted != plain.wanted);
        }
        for category in &settings.categories {
            let key = category.key.as_str();
            put_amount(&mut table, &["ceilings", "time", key], &category.ceiling);
            put_amount(&mut table, &["uniform_standard", key], &category.standard);
        }
        put_amount(&mut table, &["ceilings", "year"], &settings.year);
        put_amount(&mut table, &["procurement", "threshold"], &settings.procurement);
        let cases = settings.cash_exceptions.iter().map(|case| case.trim());
        let cases: Vec<Value> = cases.filter(|case| !case.is_empty()).map(text).collect();
        let any = !cases.is_empty();
        put(&mut table, &["payment", "cash_exceptions"], Value::Array(cases), any);
        let written = format!("# 暖表的标准文件：只写与内置标准不同的几项。\n{table}");
        Self::from_toml(&written)?;
        Ok(written)
    }
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// The built-in profile sets no amounts: an empty field is one that isn't set.
fn put_amount(table: &mut Table, path: &[&str], amount: &str) {
    let amount = amount.trim();
    let value = amount.parse::<i64>().map_or_else(|_| text(amount), Value::Integer);
    put(table, path, value, !amount.is_empty());
}

/// Sets a key, or takes it out, with the tables that are empty then.
fn put(table: &mut Table, path: &[&str], value: Value, keep: bool) {
    match path {
        [] => {}
        [key] if keep => {
            table.insert((*key).to_owned(), value);
        }
        [key] => {
            table.remove(*key);
        }
        [key, rest @ ..] => {
            let inner = table.entry(*key).or_insert_with(|| Value::Table(Table::new()));
            let Value::Table(inner) = inner else { return };
            put(inner, rest, value, keep);
            if inner.is_empty() {
                table.remove(*key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;

    #[test]
    fn the_form_of_the_built_in_profile_writes_nothing() {
        let settings = Profile::built_in().settings();
        let written = Profile::with_settings("", &settings).unwrap();
        assert_eq!(written.lines().filter(|line| !line.starts_with('#')).count(), 0, "{written}");
    }

    #[test]
    fn what_the_form_sets_is_read_back_and_the_rest_of_the_file_stays() {
        let local = "title = \"某区标准\"\n[severities]\nA108 = \"off\"\n[ceilings]\nyear = 6000\n";
        let mut settings = Profile::from_toml(local).unwrap().settings();
        assert_eq!((settings.title.as_str(), settings.year.as_str()), ("某区标准", "6000"));
        settings.year.clear();
        settings.categories[0].standard = "1000.50".to_owned();
        settings.categories[1].ceiling = " 3000 ".to_owned();
        settings.cash_exceptions = vec!["无银行账户".to_owned(), " ".to_owned()];
        let phone = settings.columns.iter_mut().find(|it| it.field == Field::Phone).unwrap();
        phone.wanted = Level::Warning;
        let written = Profile::with_settings(local, &settings).unwrap();
        let read = Profile::from_toml(&written).unwrap();
        settings.categories[1].ceiling = "3000".to_owned();
        settings.categories[0].standard = "1000.5".to_owned();
        settings.cash_exceptions.pop();
        assert_eq!(read.settings(), settings);
        assert!(written.contains("A108 = \"off\""), "{written}");
        assert!(!written.contains("year"), "{written}");
    }

    #[test]
    fn an_amount_that_is_none_is_refused() {
        let mut settings = Profile::built_in().settings();
        settings.year = "六千".to_owned();
        let error = Profile::with_settings("", &settings).unwrap_err();
        assert!(error.message.starts_with("“每人每年合计上限”填的是“六千”。"), "{}", error.message);
        settings.year.clear();
        settings.categories[0].ceiling = "-1".to_owned();
        let error = Profile::with_settings("", &settings).unwrap_err();
        assert!(error.message.contains("”的“每次上限”填的是“-1”。"), "{}", error.message);
    }
}
