//! A form and what is done to it, as text that a fuzzer can change and a person can read:
//!
//! ```text
//! 姓名,身份证号,慰问金额
//! 陈桂芳,310101196803120021,1000
//! ---
//! C2=1,000元
//! safe
//! undo
//! ```

use nuanbiao::fix::Selection;
use nuanbiao::session::Session;
use nuanbiao::workbook::CellRef;

/// Edits of one script that are carried out: each is followed by a check from the start.
const MOST: usize = 6;

/// One line of the script.
#[derive(Debug)]
pub enum Act<'a> {
    /// `B5=text`: typed into a cell.
    Type(CellRef, &'a str),
    /// `B5<text`: pasted at a cell, with `|` between cells and `\` between rows.
    Paste(CellRef, &'a str),
    /// `mend 3`: the finding of that number is mended, guess or not.
    Mend(usize),
    /// `safe`: all safe mends.
    Safe,
    /// `undo`.
    Undo,
    /// `redo`.
    Redo,
    /// `revert 2`: the edit of that number is taken back.
    Revert(usize),
}

/// The table and what is to be done to it; lines that say nothing are left out.
pub fn parse(text: &str) -> (&str, Vec<Act<'_>>) {
    let (table, acts) = text.split_once("\n---\n").unwrap_or((text, ""));
    (table, acts.lines().filter_map(act).take(MOST).collect())
}

fn act(line: &str) -> Option<Act<'_>> {
    match line.split_once(' ').unwrap_or((line, "")) {
        ("safe", _) => return Some(Act::Safe),
        ("undo", _) => return Some(Act::Undo),
        ("redo", _) => return Some(Act::Redo),
        ("mend", at) => return at.parse().ok().map(Act::Mend),
        ("revert", at) => return at.parse().ok().map(Act::Revert),
        _ => (),
    }
    let at = line.find(['=', '<'])?;
    let (cell, text) = line.split_at_checked(at)?;
    let cell: CellRef = cell.parse().ok()?;
    let (sign, text) = text.split_at_checked(1)?;
    Some(if sign == "=" { Act::Type(cell, text) } else { Act::Paste(cell, text) })
}

impl Act<'_> {
    /// Does it. What can't be done is refused by the session and changes nothing.
    pub fn perform(&self, session: &mut Session) {
        match *self {
            Act::Type(cell, text) => drop(session.edit(0, cell, text)),
            Act::Paste(cell, text) => {
                let block = text.replace('|', "\t").replace('\\', "\n");
                drop(session.paste(0, cell, &block));
            }
            Act::Mend(at) if at < session.findings().len() => {
                let one = Selection { guesses: true, findings: vec![at], codes: Vec::new() };
                session.apply_fixes(&one);
            }
            Act::Mend(_) => (),
            Act::Safe => drop(session.apply_fixes(&Selection::default())),
            Act::Undo => drop(session.undo()),
            Act::Redo => drop(session.redo()),
            Act::Revert(at) => drop(session.revert(at)),
        }
    }
}
