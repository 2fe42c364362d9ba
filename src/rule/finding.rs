//! What a check reports.

use super::Rule;
use crate::form::{Field, Form, HeadField, HeadValue, Parsed};
use crate::value::Ways;
use crate::workbook::{Cell, CellRange, CellRef, CellValue, Hideable, Visibility};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Severity {
    /// 必须改正: blocks submission.
    Error,
    /// 需要说明.
    Warning,
    /// 提示.
    Notice,
}

impl Severity {
    /// The word users see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "必须改正",
            Self::Warning => "需要说明",
            Self::Notice => "提示",
        }
    }
}

/// How far a fix can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Safety {
    /// 安全: same meaning, other form.
    Safe,
    /// 待确认: a guess.
    Unsafe,
}

/// What a cell is to hold after an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// An amount or count.
    Number(Decimal),
    /// A date cell.
    Date(Date),
}

impl Entry {
    /// The entry as a cell of a zero-based column. In a CSV all is text.
    #[must_use]
    pub fn into_cell(self, col: u32, all_text: bool) -> Option<Cell> {
        let value = match self {
            Self::Empty => return None,
            Self::Text(text) => CellValue::text(text),
            entry if all_text => CellValue::text(entry.to_string()),
            Self::Number(number) => match number.to_f64() {
                Some(float) => CellValue::Number(float),
                None => CellValue::text(number.to_string()),
            },
            Self::Date(date) => CellValue::Date(crate::value::date::to_serial(date)),
        };
        Some(Cell::new(col, value))
    }
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// One edit that a fix makes.
#[derive(Debug, Clone, PartialEq)]
pub enum FixEdit {
    /// What a cell holds.
    Cell {
        /// Which cell.
        place: CellRef,
        /// What it is to hold.
        entry: Entry,
    },
    /// A hidden row, column or sheet is shown.
    Show(Hideable),
}

/// What the user sees afterwards: the cell's new text, or 显示.
impl std::fmt::Display for FixEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cell { entry, .. } => entry.fmt(f),
            Self::Show(_) => f.write_str(Visibility::Visible.label()),
        }
    }
}

/// How to mend a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// How far it can be trusted.
    pub safety: Safety,
    /// The edits it makes.
    pub edits: Vec<FixEdit>,
    /// What it does, in words.
    pub description: String,
}

impl Fix {
    /// A fix that shows what is hidden: a guess always, for it may be hidden on purpose.
    #[must_use]
    pub fn show(hidden: impl IntoIterator<Item = Hideable>, description: String) -> Self {
        let edits = hidden.into_iter().map(FixEdit::Show).collect();
        Self { safety: Safety::Unsafe, edits, description }
    }

    /// What the user sees after its first edit.
    #[must_use]
    pub fn value(&self) -> String {
        self.edits.first().map(FixEdit::to_string).unwrap_or_default()
    }
}

/// A problem at a place. Holds raw values; masking is done where a report is made.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// Severity in force: the rule's own, unless column level or profile changed it.
    pub severity: Severity,
    /// Index of its sheet in the workbook; `None` for the file as a whole.
    pub sheet: Option<usize>,
    /// Which of its sheet's forms it is about ([`Form::part`]); 0 where there is but one.
    pub part: usize,
    /// The cell; `None` for the sheet or file as a whole.
    pub cell: Option<CellRef>,
    /// The cells it covers, where one isn't enough.
    pub range: Option<CellRange>,
    /// The column it is about.
    pub field: Option<Field>,
    /// The field of head or foot it is about.
    pub head: Option<HeadField>,
    /// The cell's text.
    pub value: Option<String>,
    /// What is wrong: the cell's trouble in plain words.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
    /// Other cells that have to do with it.
    pub related: Vec<CellRef>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// For wording notices: the way of writing; equal ones in a column become one finding.
    pub way: Option<String>,
}

impl Finding {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.rule.code
    }

    /// The key of what it is about, as the JSON report names it: a column's, or that of a
    /// field of head or foot.
    #[must_use]
    pub fn field_key(&self) -> Option<&'static str> {
        self.field.map(Field::key).or_else(|| self.head.map(HeadField::key))
    }

    /// The column as which its value is masked: the preparer's phone is a phone too.
    #[must_use]
    pub fn masked_as(&self) -> Option<Field> {
        self.field.or_else(|| (self.head == Some(HeadField::Phone)).then_some(Field::Phone))
    }

    /// All its cells: its own, then the related ones.
    pub fn cells(&self) -> impl Iterator<Item = CellRef> + '_ {
        self.cell.into_iter().chain(self.related.iter().copied())
    }

    /// Names the column it is about.
    pub const fn field(&mut self, field: Field) -> &mut Self {
        self.field = Some(field);
        self
    }

    /// Says what to do, where the rule's own sentence isn't exact enough.
    pub fn help(&mut self, help: impl Into<Cow<'static, str>>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// Shows the cell's text.
    pub fn value(&mut self, value: impl Into<String>) -> &mut Self {
        self.value = Some(value.into());
        self
    }

    /// Names other cells that have to do with it.
    pub fn related(&mut self, cells: impl IntoIterator<Item = CellRef>) -> &mut Self {
        self.related.extend(cells);
        self
    }

    /// Names the cells it covers.
    pub const fn range(&mut self, range: CellRange) -> &mut Self {
        self.range = Some(range);
        self
    }

    /// Gives it another severity than the rule's own.
    pub const fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Offers a safe fix of its own cell.
    pub fn safe(&mut self, entry: Entry, description: impl Into<String>) -> &mut Self {
        self.mend(Safety::Safe, self.cell, entry, description)
    }

    /// Offers a guess for its own cell.
    pub fn guess(&mut self, entry: Entry, description: impl Into<String>) -> &mut Self {
        self.mend(Safety::Unsafe, self.cell, entry, description)
    }

    /// Offers a fix of some cell (for a finding that points elsewhere).
    pub fn mend(
        &mut self,
        safety: Safety,
        place: Option<CellRef>,
        entry: Entry,
        description: impl Into<String>,
    ) -> &mut Self {
        if let Some(place) = place {
            let edits = vec![FixEdit::Cell { place, entry }];
            self.fix = Some(Fix { safety, edits, description: description.into() });
        }
        self
    }

    /// Marks it as a wording notice: one finding per column and way of writing.
    pub fn way(&mut self, way: impl Into<String>) -> &mut Self {
        self.way = Some(way.into());
        self
    }

    /// [`Finding::way`] for the ways a value reader noticed.
    pub fn ways(&mut self, ways: Ways) -> &mut Self {
        self.way(ways.to_string())
    }
}

/// Where a check puts what it finds.
pub struct Sink<'a> {
    rule: &'static Rule,
    severity: Severity,
    form: Option<&'a Form>,
    found: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    /// A sink for one rule on one form (or the file).
    pub(super) const fn new(
        rule: &'static Rule,
        severity: Severity,
        form: Option<&'a Form>,
        found: &'a mut Vec<Finding>,
    ) -> Self {
        Self { rule, severity, form, found }
    }

    /// A finding about the whole sheet or file.
    pub fn whole(&mut self, message: impl Into<String>) -> &mut Finding {
        self.found.push_mut(Finding {
            rule: self.rule,
            severity: self.severity,
            sheet: self.form.map(|form| form.sheet),
            part: self.form.map_or(0, |form| form.part),
            cell: None,
            range: None,
            field: None,
            head: None,
            value: None,
            message: message.into(),
            help: Cow::Borrowed(self.rule.help),
            related: Vec::new(),
            fix: None,
            way: None,
        })
    }

    /// A finding about a sheet of the file (for file rules).
    pub fn sheet(&mut self, sheet: usize, message: impl Into<String>) -> &mut Finding {
        let finding = self.whole(message);
        finding.sheet = Some(sheet);
        finding
    }

    /// A finding at a cell that is no column's value.
    pub fn cell(&mut self, place: CellRef, message: impl Into<String>) -> &mut Finding {
        let finding = self.whole(message);
        finding.cell = Some(place);
        finding
    }

    /// A finding about a field of head or foot: at its label, if it has one, with its text.
    pub fn head(
        &mut self,
        head: &HeadValue,
        field: HeadField,
        message: impl Into<String>,
    ) -> &mut Finding {
        let finding = self.whole(message);
        finding.cell = head.label;
        finding.head = Some(field);
        finding.value = (!head.text.is_empty()).then(|| head.text.clone());
        finding
    }

    /// A finding at a value: its cell, its column, its text.
    pub fn at<T, F>(
        &mut self,
        parsed: &Parsed<'_, T, F>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let finding = self.cell(parsed.place, message);
        finding.field = Some(parsed.field);
        finding.value = Some(parsed.raw().into_owned());
        finding
    }
}
