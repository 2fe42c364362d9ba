//! What is said about a rule's wrong example: the example is run, so that the handbook
//! can't quote words that nobody sees.

use crate::across;
use crate::form::{Form, HeadField};
use crate::ledger::Ledger;
use crate::ledger::keys::Secret;
use crate::rule::{Change, Check, Example, Finding, Rule, example};
use crate::session::{Codes, Options, Session};
use crate::workbook::{CellRef, Flow, Workbook};
use std::sync::Arc;

/// The finding of a wrong example.
pub(super) struct Heard {
    /// Its cell, where it is about one file.
    cell: Option<CellRef>,
    message: String,
    /// Its own cells: position of the file in the example, and cell.
    pub(super) cells: Vec<(usize, CellRef)>,
    /// Other cells it has to do with.
    pub(super) related: Vec<(usize, CellRef)>,
}

impl Heard {
    /// The message after its cell.
    pub(super) fn words(self) -> String {
        let place = self.cell.map(|cell| format!("{cell} ")).unwrap_or_default();
        let end = if self.message.ends_with('。') { "" } else { "。" };
        format!("{place}{}{end}", self.message)
    }

    const fn of_file(message: String) -> Self {
        Self { cell: None, message, cells: Vec::new(), related: Vec::new() }
    }
}

/// The finding of a rule's wrong example.
pub(super) fn heard(rule: &Rule) -> Option<Heard> {
    let mut options = Options::on(example::TODAY);
    options.profile = Arc::new(example::profile(rule.wrong).ok()?.into_owned());
    options.codes = Codes { select: vec![rule.code.to_owned()], ignore: Vec::new() };
    match rule.check {
        Check::Reader => rule.wrong.iter().find_map(|change| match change {
            Change::Bytes(bytes) => read(bytes, options.clone()).map(Heard::of_file),
            _ => None,
        }),
        Check::Across(_) => across_files(rule, &options),
        Check::File(_) | Check::Form(_) | Check::Row(_) | Check::RowAndForm(..) => {
            let session = example_session(rule.wrong)?;
            let finding = session.findings().iter().find(|it| it.code() == rule.code)?;
            // Another sheet than the form's isn't shown.
            let is_shown = finding.sheet == Some(0);
            let fields = |cell: &CellRef| field_cells(&session, finding, *cell);
            let cells = finding.cell.iter().filter(|_| is_shown).flat_map(fields);
            let related = finding.related.iter().filter(|_| is_shown).flat_map(fields);
            Some(Heard {
                cell: finding.cell,
                message: finding.message.clone(),
                cells: cells.map(|cell| (0, cell)).collect(),
                related: related.map(|cell| (0, cell)).collect(),
            })
        }
    }
}

/// A cell, and of a label of head or foot its value's too: the finding names the first, what is
/// to be mended is the second.
fn field_cells(session: &Session, finding: &Finding, cell: CellRef) -> Vec<CellRef> {
    let form = session.forms().first().filter(|_| finding.head.is_some());
    let labelled = |form: &Form| {
        let value = |field| Some(form.head.get(field)).filter(|it| it.label == Some(cell))?.place;
        HeadField::ALL.into_iter().find_map(value)
    };
    let value = form.and_then(labelled).filter(|value| *value != cell);
    std::iter::once(cell).chain(value).collect()
}

/// An example as an open file, checked by its own standards; `None` for one of bytes.
#[must_use]
pub fn example_session(example: Example) -> Option<Session> {
    let profile = Arc::new(example::profile(example).ok()?.into_owned());
    let options = Options { profile, ..Options::on(example::TODAY) };
    Some(session(example::workbook(example)?, &options))
}

fn read(bytes: &[u8], options: Options) -> Option<String> {
    Session::open("样表.xlsx", bytes, options, &mut |_| Flow::Continue).err().map(|it| it.message)
}

fn session(workbook: Workbook, options: &Options) -> Session {
    Session::new("样表.xlsx", &[], workbook, options.clone())
}

fn across_files(rule: &Rule, options: &Options) -> Option<Heard> {
    let mut ledger = Ledger::default();
    let first = example::workbook(rule.wrong)?;
    for (number, workbook) in
        (1_u8..).zip([first].into_iter().chain(example::further_files(rule.wrong)))
    {
        let session = session(workbook, options);
        // The keys live as long as this ledger; any secret does for made-up people.
        let extract = across::extract(&session, Secret::new(178));
        ledger.add(format!("样表{number}.xlsx"), extract);
    }
    let findings = across::cross(&ledger, &options.profile, &options.codes);
    let finding = findings.first()?;
    let places = finding.places.iter();
    let cells = places.filter_map(|it| Some((ledger.tables().get(it.table)?.file, it.cell)));
    Some(Heard { cells: cells.collect(), ..Heard::of_file(finding.message.clone()) })
}
