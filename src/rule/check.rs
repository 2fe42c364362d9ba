//! Runs the registry over a workbook.

use super::groups::Groups;
use super::{AcrossView, CrossFinding, CrossSink, across, precedence, registry, wording};
use super::{Check, Context, FileView, Finding, FormView, Rule, Severity, Sink};
use crate::form::{Form, RowView};
use crate::policy::{Profile, Severities};
use crate::workbook::{Sheet, Workbook};

/// What came of checking one workbook.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Findings in the report's order: the file's own first, then by sheet, form, row
    /// (those without a cell first), column and code.
    pub findings: Vec<Finding>,
}

/// A rule with the severity in force; rules that the profile turned off are not listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Active {
    pub(super) rule: &'static Rule,
    severity: Severity,
}

impl Active {
    /// Whether it looks at each row by itself.
    pub(super) const fn is_of_rows(&self) -> bool {
        matches!(self.rule.check, Check::Row(_) | Check::RowAndForm(..))
    }
}

pub(super) fn active(profile: &Profile) -> impl Iterator<Item = Active> + '_ {
    let in_force = |rule| Some(Active { rule, severity: severity(rule, profile)? });
    registry::rules().filter_map(in_force)
}

/// The severity in force; `None` if the profile turned the rule off.
fn severity(rule: &Rule, profile: &Profile) -> Option<Severity> {
    match profile.severity(rule.code) {
        None => Some(rule.severity),
        Some(Severities::Error) => Some(Severity::Error),
        Some(Severities::Warning) => Some(Severity::Warning),
        Some(Severities::Notice) => Some(Severity::Notice),
        Some(Severities::Off) => None,
    }
}

/// Checks the people of several files together: findings by code, then by their first
/// place.
#[must_use]
pub fn check_across(view: &AcrossView<'_>) -> Vec<CrossFinding> {
    let own = registry::rules().filter_map(|rule| match rule.check {
        Check::Across(check) => Some((rule, check)),
        _ => None,
    });
    let mut findings = Vec::new();
    for (rule, check) in own.chain(across::ALSO.iter().copied()) {
        if let Some(severity) = severity(rule, view.profile) {
            check(view, &mut CrossSink::new(rule, severity, &mut findings));
        }
    }
    findings.sort_by(|a, b| (a.code(), &a.places).cmp(&(b.code(), &b.places)));
    findings
}

/// Checks a workbook in which the form finder found `forms` and left out `skipped`.
#[must_use]
pub fn check_workbook(
    workbook: &Workbook,
    forms: &[Form],
    skipped: &[usize],
    context: &Context<'_>,
) -> Checked {
    let mut findings = check_file(workbook, forms, skipped, context);
    for form in forms {
        if let Some(sheet) = workbook.sheets.get(form.sheet) {
            findings.extend(check_form(form, sheet, context));
        }
    }
    findings.sort_by(order);
    Checked { findings }
}

/// The rules about the file as a whole.
pub(super) fn check_file(
    workbook: &Workbook,
    forms: &[Form],
    skipped: &[usize],
    context: &Context<'_>,
) -> Vec<Finding> {
    let view = FileView { workbook, forms, skipped };
    let mut findings = Vec::new();
    for Active { rule, severity } in active(context.profile) {
        if let Check::File(check) = rule.check {
            check(&view, context, &mut Sink::new(rule, severity, None, &mut findings));
        }
    }
    findings
}

/// The rules about one form: each row, then the form as a whole.
#[must_use]
pub fn check_form(form: &Form, sheet: &Sheet, context: &Context<'_>) -> Vec<Finding> {
    let rules: Vec<Active> = active(context.profile).filter(Active::is_of_rows).collect();
    let mut findings = Vec::new();
    let groups = Groups::new(form);
    let view = FormView { form, sheet, groups: &groups };
    for row in view.rows() {
        row_rules(&row, &rules, context, &mut findings);
    }
    for active in active(context.profile) {
        form_rule(&active, &view, context, &mut findings);
    }
    precedence::silence(&mut findings);
    wording::fold(findings)
}

/// Runs the rules about one row.
pub(super) fn row_rules(
    row: &RowView<'_>,
    rules: &[Active],
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    for Active { rule, severity } in rules {
        if let Check::Row(check) | Check::RowAndForm(check, _) = rule.check {
            check(row, context, &mut Sink::new(rule, *severity, Some(row.form), findings));
        }
    }
}

/// Runs a rule if it is about a form as a whole; gives whether it is.
pub(super) fn form_rule(
    Active { rule, severity }: &Active,
    view: &FormView<'_>,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) -> bool {
    let (Check::Form(check) | Check::RowAndForm(_, check)) = rule.check else { return false };
    check(view, context, &mut Sink::new(rule, *severity, Some(view.form), findings));
    true
}

/// The report's order.
pub(super) fn order(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    let key = |it: &Finding| {
        (it.sheet.map_or(0, |sheet| sheet + 1), it.part, it.cell.map(|cell| (cell.row, cell.col)))
    };
    key(a).cmp(&key(b)).then_with(|| a.code().cmp(b.code()))
}

#[cfg(test)]
pub(super) mod tests;
