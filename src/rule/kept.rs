//! What was found on each form, kept so that an edit costs what it touches.
//!
//! Findings of single rows stay unless their row changed. Rules over a whole form run
//! again, but for the costly ones of which [`reads`] says that they look at other columns.

use super::check::{Active, active, check_file, form_rule, order, row_rules};
use super::groups::Groups;
use super::{Context, Finding, FormView, precedence, reads, wording};
use crate::form::{Field, Form, RowView};
use crate::workbook::{Sheet, Workbook};
use std::collections::BTreeSet;

/// What edits touched of one form, beside its frame (head, foot, header): where that
/// changed, the form is to be found and checked anew. Nothing of it, if they only showed
/// what was hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// People, as positions in [`Form::records`].
    pub people: BTreeSet<usize>,
    /// The columns in which their cells changed; those of no field are left out.
    pub fields: BTreeSet<Field>,
    /// Rows of sums.
    pub totals: bool,
}

/// The findings of one form before they are weighed against each other.
#[derive(Debug, Clone)]
struct OfForm {
    /// By position in [`Form::records`].
    rows: Vec<Vec<Finding>>,
    /// By rule over the whole form, in the catalogue's order.
    whole: Vec<(Active, Vec<Finding>)>,
    groups: Groups,
}

impl OfForm {
    fn new(form: &Form, sheet: &Sheet, context: &Context<'_>) -> Self {
        let rules = of_rows(context);
        let groups = Groups::new(form);
        let view = FormView { form, sheet, groups: &groups };
        let rows = view.rows().map(|row| of_row(&row, &rules, context)).collect();
        let whole = active(context.profile).filter_map(|active| {
            let mut found = Vec::new();
            form_rule(&active, &view, context, &mut found).then_some((active, found))
        });
        let whole = whole.collect();
        Self { rows, whole, groups }
    }

    fn update(&mut self, touched: &Touched, form: &Form, sheet: &Sheet, context: &Context<'_>) {
        self.groups.update(form, touched);
        let view = FormView { form, sheet, groups: &self.groups };
        let rules = of_rows(context);
        for at in &touched.people {
            if let Some((slot, row)) = self.rows.get_mut(*at).zip(view.row(*at)) {
                *slot = of_row(&row, &rules, context);
            }
        }
        for (active, found) in &mut self.whole {
            if reads::concerns(active.rule.code, touched) {
                found.clear();
                form_rule(active, &view, context, found);
            }
        }
    }

    fn settled(&self) -> Vec<Finding> {
        let whole = self.whole.iter().flat_map(|(_, found)| found);
        let mut findings: Vec<Finding> = self.rows.iter().flatten().chain(whole).cloned().collect();
        precedence::silence(&mut findings);
        wording::fold(findings)
    }
}

fn of_rows(context: &Context<'_>) -> Vec<Active> {
    active(context.profile).filter(Active::is_of_rows).collect()
}

fn of_row(row: &RowView<'_>, rules: &[Active], context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    row_rules(row, rules, context, &mut found);
    found.shrink_to_fit();
    found
}

/// The findings of a workbook's forms, kept apart by where they come from.
#[derive(Debug, Clone)]
pub struct Kept {
    forms: Vec<OfForm>,
}

impl Kept {
    /// Checks every form and keeps what is found.
    #[must_use]
    pub fn new(workbook: &Workbook, forms: &[Form], context: &Context<'_>) -> Self {
        let on_sheet = |form: &Form| {
            let sheet = workbook.sheets.get(form.sheet)?;
            Some(OfForm::new(form, sheet, context))
        };
        Self { forms: forms.iter().filter_map(on_sheet).collect() }
    }

    /// Checks again what edits touched of a form that has been read again (its position
    /// among the forms, and the form).
    pub fn update(
        &mut self,
        (at, form): (usize, &Form),
        sheet: &Sheet,
        touched: &Touched,
        context: &Context<'_>,
    ) {
        if let Some(kept) = self.forms.get_mut(at) {
            kept.update(touched, form, sheet, context);
        }
    }

    /// All findings, as [`super::check_workbook`] gives them.
    #[must_use]
    pub fn findings(
        &self,
        workbook: &Workbook,
        forms: &[Form],
        skipped: &[usize],
        context: &Context<'_>,
    ) -> Vec<Finding> {
        let mut findings = check_file(workbook, forms, skipped, context);
        findings.extend(self.forms.iter().flat_map(OfForm::settled));
        findings.sort_by(order);
        findings
    }
}
