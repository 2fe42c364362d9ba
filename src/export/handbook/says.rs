//! What is said about a rule's wrong example: the example is run, so that the handbook
//! can't quote words that nobody sees.

use crate::across;
use crate::ledger::Ledger;
use crate::ledger::keys::Secret;
use crate::rule::{Change, Check, Example, Rule, example};
use crate::session::{Codes, Options, Session};
use crate::workbook::{Flow, Workbook};
use std::sync::Arc;

/// The finding of a rule's wrong example: its cell and its message.
pub(super) fn says(rule: &Rule) -> Option<String> {
    let mut options = Options::on(example::TODAY);
    options.profile = Arc::new(example::profile(rule.wrong).ok()?.into_owned());
    options.codes = Codes { select: vec![rule.code.to_owned()], ignore: Vec::new() };
    match rule.check {
        Check::Reader => rule.wrong.iter().find_map(|change| match change {
            Change::Bytes(bytes) => read(bytes, options.clone()),
            _ => None,
        }),
        Check::Across(_) => across_files(rule, &options),
        Check::File(_) | Check::Form(_) | Check::Row(_) | Check::RowAndForm(..) => {
            let session = example_session(rule.wrong)?;
            let finding = session.findings().iter().find(|it| it.code() == rule.code)?;
            let place = finding.cell.map(|cell| format!("{cell} ")).unwrap_or_default();
            Some(format!("{place}{}", finding.message))
        }
    }
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

fn across_files(rule: &Rule, options: &Options) -> Option<String> {
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
    findings.first().map(|finding| finding.message.clone())
}
