//! What a check across files sees, and what it finds.

use crate::ledger::{Copies, Ledger, LineRef, Place, TableId};
use crate::policy::Profile;
use crate::rule::{Rule, Severity};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The lines of several files, with the standards in force.
#[derive(Debug)]
pub struct AcrossView<'a> {
    /// All files.
    pub ledger: &'a Ledger,
    /// The standards in force.
    pub profile: &'a Profile,
    /// Tables that stand for one another.
    pub copies: Copies,
}

impl<'a> AcrossView<'a> {
    /// A view of a ledger.
    #[must_use]
    pub fn new(ledger: &'a Ledger, profile: &'a Profile) -> Self {
        Self { ledger, profile, copies: Copies::find(ledger) }
    }

    /// The lines that count: those of tables no later one stands for.
    pub fn lines(&self) -> impl Iterator<Item = LineRef<'a>> + '_ {
        self.ledger.iter().filter(|it| !self.copies.is_superseded(it.id))
    }

    /// The lines that share a key and stand in more than one file, in the order in which
    /// the keys first appear.
    pub fn across<K: Eq + Hash>(
        &self,
        key: impl Fn(&LineRef<'a>) -> Option<K>,
    ) -> impl Iterator<Item = Vec<LineRef<'a>>> {
        let groups = groups(self.lines(), key).into_iter();
        groups.filter(|lines| {
            let mut files = lines.iter().map(|it| it.table.file);
            let first = files.next();
            files.any(|file| Some(file) != first)
        })
    }

    /// The lines of each person who stands in more than one file.
    pub fn people(&self) -> impl Iterator<Item = Vec<LineRef<'a>>> {
        self.across(|it| it.line.person)
    }
}

/// Lines by key, in the order in which the keys first appear; lines that stand alone are
/// left out.
pub(super) fn groups<'a, K: Eq + Hash>(
    lines: impl Iterator<Item = LineRef<'a>>,
    key: impl Fn(&LineRef<'a>) -> Option<K>,
) -> Vec<Vec<LineRef<'a>>> {
    // Most people stand in one file only: their first line waits here without a group.
    let mut group_of: HashMap<K, (LineRef<'a>, Option<usize>)> = HashMap::new();
    let mut groups: Vec<Vec<LineRef<'a>>> = Vec::new();
    for line in lines {
        let Some(key) = key(&line) else { continue };
        let Some((first, group)) = group_of.get_mut(&key) else {
            group_of.insert(key, (line, None));
            continue;
        };
        let at = *group.get_or_insert_with(|| {
            groups.push(vec![*first]);
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push(line);
        }
    }
    groups.sort_by_key(|group| group.first().map(|it| (it.id, it.line.row)));
    groups
}

/// One finding across files.
#[derive(Debug, Clone)]
pub struct CrossFinding {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity in force.
    pub severity: Severity,
    /// The person's name, where it is about one.
    pub name: Option<Box<str>>,
    /// What is wrong, in plain words.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
    /// Where, in the order of the files.
    pub places: Vec<Place>,
}

impl CrossFinding {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.rule.code
    }
}

/// Where a check across files puts what it finds.
pub struct CrossSink<'a> {
    rule: &'static Rule,
    severity: Severity,
    found: &'a mut Vec<CrossFinding>,
}

impl<'a> CrossSink<'a> {
    pub(in crate::rule) const fn new(
        rule: &'static Rule,
        severity: Severity,
        found: &'a mut Vec<CrossFinding>,
    ) -> Self {
        Self { rule, severity, found }
    }

    fn push(
        &mut self,
        name: Option<Box<str>>,
        places: Vec<Place>,
        message: impl Into<String>,
    ) -> &mut CrossFinding {
        self.found.push_mut(CrossFinding {
            rule: self.rule,
            severity: self.severity,
            name,
            message: message.into(),
            help: Cow::Borrowed(self.rule.help),
            places,
        })
    }

    /// A finding about people's lines: at one column of each.
    pub fn lines(
        &mut self,
        lines: &[LineRef<'_>],
        column: impl Fn(&LineRef<'_>) -> Option<u32>,
        message: impl Into<String>,
    ) -> &mut CrossFinding {
        let places = lines.iter().map(|it| it.place(column(it))).collect();
        let name = lines.last().and_then(|it| it.line.name.clone());
        self.push(name, places, message)
    }

    /// A finding about one person's line and a cell of another file it clashes with.
    pub fn line(
        &mut self,
        line: &LineRef<'_>,
        column: Option<u32>,
        other: Place,
        message: impl Into<String>,
    ) -> &mut CrossFinding {
        self.push(line.line.name.clone(), vec![line.place(column), other], message)
    }

    /// A finding about whole tables.
    pub fn tables(
        &mut self,
        ledger: &Ledger,
        tables: &[TableId],
        message: impl Into<String>,
    ) -> &mut CrossFinding {
        let place = |id: &TableId| {
            let table = ledger.tables().get(*id)?;
            Some(Place { table: *id, cell: table.anchor() })
        };
        self.push(None, tables.iter().filter_map(place).collect(), message)
    }
}

/// How many are named in a sentence before it is cut off kindly.
const SHOWN: usize = 4;

/// Each once, the first few by name.
pub(super) fn named(people: impl Iterator<Item = String>, between: &str) -> String {
    let mut seen = HashSet::new();
    let mut shown = Vec::new();
    for person in people {
        if seen.insert(person.clone()) && shown.len() < SHOWN {
            shown.push(person);
        }
    }
    let more = if seen.len() > SHOWN { format!("等 {} 处", seen.len()) } else { String::new() };
    format!("{}{more}", shown.join(between))
}

/// 浦江机电厂工会（2021-02-05，1000 元）、…: who gave what, cut off kindly where there are many.
pub(super) fn visits(lines: &[LineRef<'_>]) -> String {
    let shown: Vec<String> = lines.iter().take(SHOWN).map(visit).collect();
    let more = if lines.len() > SHOWN { format!("等 {} 处", lines.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

fn visit(it: &LineRef<'_>) -> String {
    let amount = it.line.amount();
    let mut facts = Vec::new();
    if let Some(when) = it.line.when {
        facts.push(if when.first == when.last {
            when.first.to_string()
        } else {
            format!("{}-{:02}", when.first.year(), when.first.month())
        });
    }
    if !amount.is_zero() {
        facts.push(format!("{} 元", crate::value::money::display(amount)));
    }
    if facts.is_empty() {
        it.table.unit_name().to_owned()
    } else {
        format!("{}（{}）", it.table.unit_name(), facts.join("，"))
    }
}
