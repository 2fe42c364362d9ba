//! Checking again after an edit, by what it touched.

use super::Session;
use super::marks::Marks;
use crate::fix::Target;
use crate::form::{self, Form};
use crate::policy::Profile;
use crate::rule::{Context, Kept, Touched, check_workbook};
use crate::workbook::Workbook;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Session {
    /// Keeps from now on what is found apart by rows and rules, so that an edit costs what
    /// it touches. The first edit does so by itself; a file that is only read needn't pay
    /// for it in memory.
    pub fn prepare_edits(&mut self) {
        if self.kept.is_none() {
            self.kept = Some(Kept::new(&self.workbook, &self.found.forms, &self.context()));
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            profile: &self.options.profile,
            today: self.options.today,
            format: self.workbook.format,
        }
    }

    /// Checks by other standards from now on; the edits stay.
    pub fn set_profile(&mut self, profile: Profile) {
        self.options.profile = Arc::new(profile);
        self.check();
    }

    /// Finds the forms anew and runs every rule.
    pub(super) fn check(&mut self) {
        self.found = form::find(&self.workbook, &self.options.profile, self.options.today);
        let (forms, skipped) = (&self.found.forms, &self.found.skipped);
        self.findings = if self.kept.is_some() {
            let kept = Kept::new(&self.workbook, forms, &self.context());
            let findings = kept.findings(&self.workbook, forms, skipped, &self.context());
            self.kept = Some(kept);
            findings
        } else {
            check_workbook(&self.workbook, forms, skipped, &self.context()).findings
        };
        self.settle();
    }

    /// Checks again after edits were made, `prepare_edits` having been called before.
    pub(super) fn changed(&mut self, targets: &[(usize, Target)]) {
        self.revision += 1;
        let profile = &self.options.profile;
        let Some(touched) =
            reread(&self.workbook, &mut self.found.forms, targets, profile, self.options.today)
        else {
            return self.check();
        };
        let Some(mut kept) = self.kept.take() else { return self.check() };
        let forms = &self.found.forms;
        for (at, touched) in &touched {
            let Some(form) = forms.get(*at) else { continue };
            if let Some(sheet) = self.workbook.sheets.get(form.sheet) {
                kept.update((*at, form), sheet, touched, &self.context());
            }
        }
        self.findings = kept.findings(&self.workbook, forms, &self.found.skipped, &self.context());
        self.kept = Some(kept);
        self.settle();
    }

    /// Leaves out what wasn't asked for, and notes which cells are marked.
    fn settle(&mut self) {
        self.findings.retain(|finding| self.options.codes.takes(finding.code()));
        self.marks = Marks::new(&self.findings);
    }
}

/// Reads the rows of changed cells again, and tells what of each form was touched; `None`
/// if more than single rows may have changed, and the forms are to be found anew.
fn reread(
    workbook: &Workbook,
    forms: &mut [Form],
    targets: &[(usize, Target)],
    profile: &Profile,
    today: Date,
) -> Option<BTreeMap<usize, Touched>> {
    let mut touched: BTreeMap<usize, Touched> = BTreeMap::new();
    for (sheet_index, target) in targets {
        let sheet = workbook.sheets.get(*sheet_index)?;
        let mut here = forms.iter_mut().enumerate().filter(|(_, form)| form.sheet == *sheet_index);
        let Target::Cell(cell) = target else {
            // What is hidden is read all the same: only the rules look at it.
            for (at, _) in here {
                touched.entry(at).or_default();
            }
            continue;
        };
        // Where several tables share a sheet, a row may be of two of them.
        let (Some((at, form)), None) = (here.next(), here.next()) else { return None };
        let person = form.record_at(cell.row);
        if person.is_some() && form.reread_row(sheet, cell.row, profile, today) {
            let column = form.columns.iter().find(|column| column.col == cell.col);
            let touched = touched.entry(at).or_default();
            touched.people.extend(person);
            touched.fields.extend(column.and_then(|column| column.field));
        } else if form.reread_totals(sheet, *cell, profile) {
            touched.entry(at).or_default().totals = true;
        } else {
            return None;
        }
    }
    Some(touched)
}
