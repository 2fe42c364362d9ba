//! Many files together: people paid twice, a fair sample, one ledger of all rows.
//!
//! Each file is opened, checked and boiled down to an [`Extract`] by [`extract`]; the
//! workbook can then be dropped. The extracts, added to a [`Ledger`] in a stable order,
//! are checked together by [`cross`].

pub mod compare;
mod glance;
pub mod sample;
mod sent;
pub mod totals;

pub use glance::{CodeCount, FileGlance, glance};
pub use sent::Sent;

use crate::ledger::keys::Secret;
use crate::ledger::{Extract, Ledger};
use crate::policy::Profile;
use crate::rule::{AcrossView, CrossFinding, Severity, check_across};
use crate::session::{Codes, Session};
use std::collections::HashMap;

/// What a ledger keeps of an open file.
#[must_use]
pub fn extract(session: &Session, secret: Secret) -> Extract {
    let mut risks: HashMap<(usize, u32), u16> = HashMap::new();
    for finding in session.findings() {
        let weight = match finding.severity {
            Severity::Error => 3,
            Severity::Warning => 1,
            Severity::Notice => continue,
        };
        let Some(sheet) = finding.sheet else { continue };
        for cell in finding.cells() {
            let risk = risks.entry((sheet, cell.row)).or_default();
            *risk = risk.saturating_add(weight);
        }
    }
    let risk = |sheet, row| risks.get(&(sheet, row)).copied().unwrap_or_default();
    let extract = Extract::of(
        session.workbook(),
        session.forms(),
        secret,
        session.options().today,
        |form, record| risk(form.sheet, record.row),
    );
    extract.named(session.sha256())
}

/// What is found across the files of a ledger.
#[must_use]
pub fn cross(ledger: &Ledger, profile: &Profile, codes: &Codes) -> Vec<CrossFinding> {
    let mut findings = check_across(&AcrossView::new(ledger, profile));
    findings.retain(|finding| codes.takes(finding.code()));
    findings
}

#[cfg(test)]
mod tests;
