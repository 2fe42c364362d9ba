//! TOML → [`Standards`]: every key known, every value checked, every error with its place.

use super::standards::{Lists, Standards};
use super::{Level, ProfileError, Severities};
use crate::form::{Field, HeadField};
use crate::policy::{Category, Funding, Payment};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Larger than any honest profile.
const MAX_BYTES: usize = 1 << 20;

type Value<'a> = Spanned<DeValue<'a>>;
type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;

/// A mistake with the bytes it stands at.
#[derive(Debug)]
struct Mistake {
    at: Range<usize>,
    message: String,
}

type Done<T = ()> = Result<T, Mistake>;

/// Puts the settings of a TOML text over those that are there already.
pub(super) fn apply(standards: &mut Standards, text: &str) -> Result<(), ProfileError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        let message = "标准文件太大了，应是一个几千字以内的文本文件。".to_owned();
        return Err(ProfileError { message, line: 1, column: 1 });
    }
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        located(text, Mistake { at, message: syntax(error.message()) })
    })?;
    root(standards, table.get_ref()).map_err(|mistake| located(text, mistake))
}

/// The 1-based line and column (in characters) of a mistake.
fn located(text: &str, mistake: Mistake) -> ProfileError {
    let mut at = mistake.at.start.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    ProfileError { message: mistake.message, line, column }
}

/// What the TOML parser says, for people.
fn syntax(message: &str) -> String {
    let what = if message.contains("duplicate") {
        "这一项前面已经写过一次，请合并成一处。"
    } else if message.contains("key") {
        "这里看不懂，每一行应写成“名称 = 值”，请检查名称、等号和标点。"
    } else if message.contains("string") || message.contains("quote") {
        "这里的文字要用英文双引号括起来，请检查引号是否成对、是否误用了中文引号。"
    } else if message.contains("array") {
        "这里的列表没有写完，请检查方括号和逗号。"
    } else {
        "这里的写法看不懂，请检查等号、引号和括号是否都是英文半角、是否成对。"
    };
    what.to_owned()
}

fn root(it: &mut Standards, table: &DeTable<'_>) -> Done {
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "name" => it.name = text(value)?,
            "title" => it.title = text(value)?,
            "columns" => columns(it, value)?,
            "head" => head(it, value)?,
            "age" => age(it, value)?,
            "spring_festival" => festival(it, value)?,
            "ceilings" => ceilings(it, value)?,
            "uniform_standard" => {
                each(value, |key, value| {
                    let _ = it.uniform_standard.insert(category(key)?, amount(value)?);
                    Ok(())
                })?;
            }
            "funding" => each(value, |key, value| match key.get_ref().as_ref() {
                "allowed" => {
                    it.funding.allowed = choices(value, &Funding::ALL, Funding::key)?;
                    Ok(())
                }
                _ => Err(unknown(key, &["allowed"])),
            })?,
            "payment" => each(value, |key, value| {
                match key.get_ref().as_ref() {
                    "allowed" => it.payment.allowed = choices(value, &Payment::ALL, Payment::key)?,
                    "cash_exceptions" => it.payment.cash_exceptions = texts(value)?,
                    _ => return Err(unknown(key, &["allowed", "cash_exceptions"])),
                }
                Ok(())
            })?,
            "goods" => each(value, |key, value| match key.get_ref().as_ref() {
                "prohibited" => words(&mut it.goods.prohibited, value),
                "to_check" => words(&mut it.goods.to_check, value),
                _ => Err(unknown(key, &["prohibited", "to_check"])),
            })?,
            "procurement" => each(value, |key, value| match key.get_ref().as_ref() {
                "threshold" => {
                    it.procurement.threshold = Some(amount(value)?);
                    Ok(())
                }
                _ => Err(unknown(key, &["threshold"])),
            })?,
            "across" => each(value, |key, value| match key.get_ref().as_ref() {
                "days" => {
                    it.across.days = integer(value, 0..=366)?;
                    Ok(())
                }
                _ => Err(unknown(key, &["days"])),
            })?,
            "severities" => severities(it, value)?,
            "words" => all_words(it, value)?,
            _ => {
                return Err(unknown(
                    key,
                    &[
                        "name",
                        "title",
                        "columns",
                        "head",
                        "age",
                        "spring_festival",
                        "ceilings",
                        "uniform_standard",
                        "funding",
                        "payment",
                        "goods",
                        "procurement",
                        "across",
                        "severities",
                        "words",
                    ],
                ));
            }
        }
    }
    Ok(())
}

fn columns(it: &mut Standards, value: &Value<'_>) -> Done {
    each(value, |key, value| {
        let known = Field::ALL.map(Field::key);
        let field = Field::ALL.into_iter().find(|field| field.key() == key.get_ref().as_ref());
        let column = it.columns.entry(field.ok_or_else(|| unknown(key, &known))?).or_default();
        each(value, |key, value| {
            match key.get_ref().as_ref() {
                "wanted" => {
                    column.wanted = choice(
                        value,
                        &[
                            ("error", Level::Error),
                            ("warning", Level::Warning),
                            ("off", Level::Off),
                        ],
                    )?;
                }
                "names" => words(&mut column.names, value)?,
                _ => return Err(unknown(key, &["wanted", "names"])),
            }
            Ok(())
        })
    })
}

fn head(it: &mut Standards, value: &Value<'_>) -> Done {
    each(value, |key, value| {
        let labels = [
            ("unit", HeadField::Unit),
            ("preparer", HeadField::Preparer),
            ("phone", HeadField::Phone),
            ("date", HeadField::Date),
            ("responsible", HeadField::Responsible),
            ("handler", HeadField::Handler),
            ("reviewer", HeadField::Reviewer),
        ];
        let found = labels.iter().find(|(name, _)| *name == key.get_ref().as_ref());
        let (_, field) = found.ok_or_else(|| unknown(key, &labels.map(|(name, _)| name)))?;
        words(it.head.entry(*field).or_default(), value)
    })
}

fn age(it: &mut Standards, value: &Value<'_>) -> Done {
    each(value, |key, value| {
        match key.get_ref().as_ref() {
            "min" => it.age.min = integer(value, 0..=150)?,
            "max" => it.age.max = integer(value, 0..=150)?,
            _ => return Err(unknown(key, &["min", "max"])),
        }
        Ok(())
    })?;
    if it.age.min > it.age.max {
        return Err(at(value.span(), "最小年龄比最大年龄还大，请检查 min 和 max。"));
    }
    Ok(())
}

fn festival(it: &mut Standards, value: &Value<'_>) -> Done {
    let it = &mut it.spring_festival;
    each(value, |key, value| {
        match key.get_ref().as_ref() {
            "days_before" => it.days_before = integer(value, 0..=180)?,
            "days_after" => it.days_after = integer(value, 0..=180)?,
            "first_day" => each(value, |key, value| {
                let year = i16::from_str(key.get_ref()).ok().filter(|year| *year > 1900);
                let year =
                    year.ok_or_else(|| at(key.span(), "这里应是年份，例如 2031 = 2031-01-23。"))?;
                let day = date(value)?;
                if day.year() != year || !(1..=2).contains(&day.month()) {
                    return Err(at(value.span(), "正月初一应在这一年的 1 月或 2 月，请检查日期。"));
                }
                let _ = it.first_day.insert(year, day);
                Ok(())
            })?,
            _ => return Err(unknown(key, &["days_before", "days_after", "first_day"])),
        }
        Ok(())
    })
}

fn ceilings(it: &mut Standards, value: &Value<'_>) -> Done {
    let it = &mut it.ceilings;
    each(value, |key, value| match key.get_ref().as_ref() {
        "year" => {
            it.year = Some(amount(value)?);
            Ok(())
        }
        "time" => each(value, |key, value| {
            let _ = it.time.insert(category(key)?, amount(value)?);
            Ok(())
        }),
        _ => Err(unknown(key, &["year", "time"])),
    })
}

fn severities(it: &mut Standards, value: &Value<'_>) -> Done {
    each(value, |key, value| {
        let code = key.get_ref().as_ref();
        let mut chars = code.chars();
        let letter = chars.next().is_some_and(|c| "RFHPCAGBSMDKX".contains(c));
        if !(letter && code.len() == 4 && chars.all(|c| c.is_ascii_digit())) {
            return Err(at(
                key.span(),
                "这里应是规则的编号，例如 A108（一个大写字母加三位数字）。",
            ));
        }
        let severity = choice(
            value,
            &[
                ("error", Severities::Error),
                ("warning", Severities::Warning),
                ("notice", Severities::Notice),
                ("off", Severities::Off),
            ],
        )?;
        let _ = it.severities.insert(code.to_owned(), severity);
        Ok(())
    })
}

fn all_words(it: &mut Standards, value: &Value<'_>) -> Done {
    let it = &mut it.words;
    each(value, |key, value| match key.get_ref().as_ref() {
        "typos" => {
            words(&mut it.typos, value)?;
            let wrong = it.typos.iter().find(|pair| {
                pair.split_once('=')
                    .is_none_or(|(wrong, right)| wrong.is_empty() || right.is_empty())
            });
            match wrong {
                Some(pair) => {
                    Err(at(value.span(), format!("“{pair}”应写成“错=对”，例如 \"现今=现金\"。")))
                }
                None => Ok(()),
            }
        }
        "negation" => words(&mut it.negation, value),
        "no_reason" => words(&mut it.no_reason, value),
        "whole" => words(&mut it.whole, value),
        "category" => lists(&mut it.category, value),
        "funding" => lists(&mut it.funding, value),
        "payment" => lists(&mut it.payment, value),
        _ => Err(unknown(
            key,
            &["typos", "negation", "no_reason", "whole", "category", "funding", "payment"],
        )),
    })
}

fn lists(lists: &mut Lists, value: &Value<'_>) -> Done {
    each(value, |key, value| {
        let known = lists.keys();
        let list = lists.by_key(key.get_ref()).ok_or_else(|| unknown(key, known))?;
        words(list, value)
    })
}

/// Adds words to a list; `-词` takes one out.
fn words(list: &mut Vec<String>, value: &Value<'_>) -> Done {
    for word in texts(value)? {
        match word.strip_prefix('-') {
            Some(out) if !out.is_empty() => list.retain(|it| it != out),
            _ if word.is_empty() => {
                return Err(at(value.span(), "词表里有一个空的词，请删掉。"));
            }
            _ if list.contains(&word) => {}
            _ => list.push(word),
        }
    }
    Ok(())
}

fn each(value: &Value<'_>, mut f: impl FnMut(&Key<'_>, &Value<'_>) -> Done) -> Done {
    let table = value.get_ref().as_table();
    let table =
        table.ok_or_else(|| at(value.span(), "这里应是一组设置（用方括号标题开头的一段）。"))?;
    table.iter().try_for_each(|(key, value)| f(key, value))
}

fn text(value: &Value<'_>) -> Done<String> {
    let text = value.get_ref().as_str();
    text.map(str::to_owned).ok_or_else(|| at(value.span(), "这里应是文字，请用英文双引号括起来。"))
}

fn texts(value: &Value<'_>) -> Done<Vec<String>> {
    let array = value.get_ref().as_array();
    let array =
        array.ok_or_else(|| at(value.span(), "这里应是词的列表，例如 [\"词一\", \"词二\"]。"))?;
    array.iter().map(text).collect()
}

fn whole(value: &Value<'_>) -> Option<i64> {
    let integer = value.get_ref().as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn integer<T: TryFrom<i64>>(value: &Value<'_>, range: std::ops::RangeInclusive<i64>) -> Done<T> {
    let number = whole(value).filter(|number| range.contains(number));
    number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| {
        let (low, high) = (range.start(), range.end());
        at(value.span(), format!("这里应是 {low} 到 {high} 之间的整数。"))
    })
}

/// An amount above zero, to the cent.
pub(super) fn yuan(text: &str) -> Option<Decimal> {
    let amount = Decimal::from_str_exact(text.trim()).ok()?;
    (amount > Decimal::ZERO && amount.scale() <= 2).then_some(amount)
}

/// Yuan, as an integer or as text ("3000.00"); never a float, which can't hold cents.
fn amount(value: &Value<'_>) -> Done<Decimal> {
    let written = whole(value).map(|yuan| yuan.to_string());
    let text = written.as_deref().or_else(|| value.get_ref().as_str());
    text.and_then(yuan).ok_or_else(|| {
        at(value.span(), "这里应是大于零的金额，单位元，例如 3000，或带引号的 \"3000.50\"。")
    })
}

fn date(value: &Value<'_>) -> Done<Date> {
    let date = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string().parse().ok(),
        other => other.as_str().and_then(|text| text.parse().ok()),
    };
    date.ok_or_else(|| at(value.span(), "这里应是日期，例如 2031-01-23。"))
}

fn category(key: &Key<'_>) -> Done<Category> {
    let known = Category::ALL.map(Category::key);
    let found = Category::ALL.into_iter().find(|it| it.key() == key.get_ref().as_ref());
    found.ok_or_else(|| unknown(key, &known))
}

fn choice<T: Copy>(value: &Value<'_>, options: &[(&str, T)]) -> Done<T> {
    let text = value.get_ref().as_str();
    let found = options.iter().find(|(name, _)| Some(*name) == text);
    found.map(|(_, it)| *it).ok_or_else(|| {
        let names: Vec<_> = options.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        at(value.span(), format!("这里应是其中之一：{}。", names.join("、")))
    })
}

/// A list of choices, put in their canonical order.
fn choices<T: Copy + PartialEq>(
    value: &Value<'_>,
    all: &[T],
    key: impl Fn(T) -> &'static str,
) -> Done<Vec<T>> {
    let options: Vec<_> = all.iter().map(|it| (key(*it), *it)).collect();
    let array = value.get_ref().as_array();
    let array =
        array.ok_or_else(|| at(value.span(), "这里应是列表，例如 [\"bank\", \"cash\"]。"))?;
    let chosen: Vec<T> = array.iter().map(|value| choice(value, &options)).collect::<Done<_>>()?;
    Ok(all.iter().copied().filter(|it| chosen.contains(it)).collect())
}

fn unknown(key: &Key<'_>, known: &[&str]) -> Mistake {
    let name = key.get_ref();
    at(key.span(), format!("不认识“{name}”这一项，这里可以写的有：{}。", known.join("、")))
}

fn at(span: Range<usize>, message: impl Into<String>) -> Mistake {
    Mistake { at: span, message: message.into() }
}
