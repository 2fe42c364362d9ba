//! One file of many at a glance: what a reviewer's list shows of it.

use crate::export::{ReceiptState, Verification, verify};
use crate::form::HeadField;
use crate::report::yuan;
use crate::rule::Severity;
use crate::session::{Session, Verdict};
use crate::summary::summarise_all;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A rule's findings of one severity in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CodeCount {
    /// The rule.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Severity in force.
    pub severity: Severity,
    /// How often.
    pub count: usize,
}

/// A file at a glance, small enough to be kept for each of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FileGlance {
    /// 填报单位 of its first form; empty if it is missing.
    pub unit: String,
    /// People's rows.
    pub rows: usize,
    /// People.
    pub people: usize,
    /// 慰问金, in yuan with two places.
    pub cash: String,
    /// 慰问品折价, in yuan with two places.
    pub goods: String,
    /// What the check comes to.
    pub verdict: Verdict,
    /// 必须改正.
    pub errors: usize,
    /// 需要说明.
    pub warnings: usize,
    /// Findings by rule and severity.
    pub codes: Vec<CodeCount>,
    /// 核验回执: whether a cleaned workbook is still what was checked.
    pub receipt: ReceiptState,
}

/// Looks at an open file.
#[must_use]
pub fn glance(session: &Session) -> FileGlance {
    let mut codes: BTreeMap<(&str, Severity), CodeCount> = BTreeMap::new();
    let (mut errors, mut warnings) = (0, 0);
    for finding in session.findings() {
        match finding.severity {
            Severity::Error => errors += 1,
            Severity::Warning => warnings += 1,
            Severity::Notice => {}
        }
        let code = codes.entry((finding.code(), finding.severity)).or_insert_with(|| CodeCount {
            code: finding.code().to_owned(),
            title: finding.rule.title.to_owned(),
            severity: finding.severity,
            count: 0,
        });
        code.count += 1;
    }
    let unit = session.forms().first().map(|form| form.head.get(HeadField::Unit));
    let summary = summarise_all(session.forms());
    FileGlance {
        unit: unit.map(|unit| unit.text.trim().to_owned()).unwrap_or_default(),
        rows: session.forms().iter().map(|form| form.records.len()).sum(),
        people: summary.people,
        cash: yuan(summary.cash),
        goods: yuan(summary.goods),
        verdict: session.verdict(),
        errors,
        warnings,
        codes: codes.into_values().collect(),
        receipt: state(&verify(session.workbook())),
    }
}

/// What the receipts of all sheets come to: one that was changed decides.
fn state(found: &Verification) -> ReceiptState {
    let has = |state| found.sheets.iter().any(|sheet| sheet.state == state);
    if !found.has_receipt() {
        ReceiptState::Absent
    } else if found.unchanged() {
        ReceiptState::Unchanged
    } else if has(ReceiptState::Changed) || found.missing > 0 || has(ReceiptState::Absent) {
        ReceiptState::Changed
    } else {
        ReceiptState::NotComputed
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::export::cleaned;
    use crate::report::Privacy;
    use crate::session::Options;
    use crate::workbook::Flow;

    fn open(name: &str, bytes: &[u8]) -> Session {
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        Session::open(name, bytes, options, &mut |_| Flow::Continue).unwrap()
    }

    const TABLE: &str = "填报单位：浦江机电厂工会\n姓名,身份证号,慰问金额\n陈桂芳,310101196803120025,1000\n\
         陈桂芳,310101196803120025,500\n";

    #[test]
    fn a_file_is_counted_once_for_each_person_and_rule() {
        let glance = glance(&open("a.csv", TABLE.as_bytes()));
        assert_eq!((glance.rows, glance.people), (2, 1));
        assert_eq!((glance.unit.as_str(), glance.cash.as_str()), ("浦江机电厂工会", "1500.00"));
        let twice = glance.codes.iter().find(|it| it.code == "P401").unwrap();
        assert_eq!((twice.count, twice.severity), (1, Severity::Error));
        let errors = glance.codes.iter().filter(|it| it.severity == Severity::Error);
        assert_eq!(errors.map(|it| it.count).sum::<usize>(), glance.errors);
        assert_eq!(glance.receipt, ReceiptState::Absent);
    }

    #[test]
    fn a_cleaned_workbook_tells_whether_it_was_changed_since() {
        let session = open("a.csv", TABLE.as_bytes());
        let bytes = cleaned(&session, TABLE.as_bytes(), Privacy::Shown).unwrap().bytes;
        let mut cleaned = open("a.xlsx", &bytes);
        assert_eq!(glance(&cleaned).receipt, ReceiptState::Unchanged);
        let at = cleaned.forms().first().unwrap().records.first().unwrap().row;
        let name = cleaned.forms().first().unwrap().column(crate::form::Field::Name).unwrap();
        cleaned.edit(0, crate::workbook::CellRef::new(at, name), "陈桂香").unwrap();
        assert_eq!(glance(&cleaned).receipt, ReceiptState::Changed);
    }
}
