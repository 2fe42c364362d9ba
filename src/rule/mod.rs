//! Form → findings.
//!
//! A rule is one file in the folder of its letter group: its [`Rule`] (title, articles,
//! explanation, examples, fix safety) and its check stand side by side. [`registry`]
//! lists them; handbook, command line and page are made from that list. Checks see a
//! typed form ([`RowView`], [`FormView`]), never a file.
//!
//! How often a cause is reported is decided in one place each: [`precedence`] (the first
//! finding silences the rest) and `wording` (one notice per way of writing).

pub mod check;
pub mod example;
mod finding;
mod given;
mod groups;
mod kept;
pub mod precedence;
mod quote;
mod reads;
pub mod registry;
mod view;
mod wording;

mod across;
mod amount;
mod bank;
mod category;
mod conflict;
mod date;
mod form;
mod funding;
mod goods;
mod head;
mod person;
mod reader;
mod signature;

pub use across::{AcrossCheck, AcrossView, CrossFinding, CrossSink};
pub use check::{Checked, check_across, check_workbook};
pub use example::{Change, Example, Put};
pub use finding::{Entry, Finding, Fix, FixEdit, Safety, Severity, Sink};
pub use kept::{Kept, Touched};
pub use view::{Context, FileView, FormView};

use crate::form::RowView;
use crate::policy::Article;

/// Whether and how a rule can mend what it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixKind {
    /// Only a person can.
    None,
    /// 安全: same meaning, other form.
    Safe,
    /// 待确认: a guess, offered and never applied unasked.
    Unsafe,
    /// Safe or a guess, by what is found.
    Either,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// The bytes: found by the readers of [`crate::workbook`], never here.
    Reader,
    /// The file as a whole, with what the form finder left out.
    File(fn(&FileView<'_>, &Context<'_>, &mut Sink<'_>)),
    /// A form as a whole: head, header, totals, or several rows together.
    Form(fn(&FormView<'_>, &Context<'_>, &mut Sink<'_>)),
    /// One person's row.
    Row(fn(&RowView<'_>, &Context<'_>, &mut Sink<'_>)),
    /// Each person's row by itself, and then what else stands on the form: an edit of a row
    /// costs that row.
    RowAndForm(
        fn(&RowView<'_>, &Context<'_>, &mut Sink<'_>),
        fn(&FormView<'_>, &Context<'_>, &mut Sink<'_>),
    ),
    /// The people of several files together.
    Across(AcrossCheck),
}

/// A rule: everything the product knows about one kind of mistake.
pub struct Rule {
    /// The catalogue's code, a contract.
    pub code: &'static str,
    /// Its name in a few Chinese words.
    pub title: &'static str,
    /// Its severity unless a profile changes it.
    pub severity: Severity,
    /// What it rests on; the first is the one a finding cites.
    pub articles: &'static [Article],
    /// The explanation as Markdown, from the doc comment: 什么问题, 为什么, 怎么改.
    pub doc: &'static str,
    /// What to do, in one sentence; a finding may say it more exactly.
    pub help: &'static str,
    /// Whether it can be mended, and how safely.
    pub fix: FixKind,
    /// What it looks at, and how.
    pub check: Check,
    /// Gives exactly this finding (tested).
    pub wrong: Example,
    /// Gives none (tested).
    pub right: Example,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({} {})", self.code, self.title)
    }
}

impl Rule {
    /// The text under one heading of the explanation (什么问题, 为什么, 怎么改).
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<String> {
        let mut lines = self.doc.lines().map(str::trim);
        lines.find(|line| line.strip_prefix("# ").is_some_and(|it| it.trim() == heading))?;
        let body: Vec<_> = lines.take_while(|line| !line.starts_with("# ")).collect();
        let text = body.join("\n").trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// Declares a rule. The doc comment is the handbook's text: it becomes both the item's
/// documentation and [`Rule::doc`], so there is one copy of it.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $code:ident {
            $($key:ident : $value:expr),+ $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        pub static $code: $crate::rule::Rule = $crate::rule::Rule {
            code: stringify!($code),
            doc: concat!($($doc, "\n"),+),
            $($key: $value),+
        };
    };
}
pub(crate) use rule;
