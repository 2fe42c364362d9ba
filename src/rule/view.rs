//! What a check sees.

use super::groups::Groups;
use crate::form::{Form, RowView};
use crate::policy::Profile;
use crate::workbook::{Format, Sheet, Workbook};
use jiff::civil::Date;

/// What holds for a whole run.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The standards in force.
    pub profile: &'a Profile,
    /// Today, passed in and never read from a clock.
    pub today: Date,
    /// The container; in a CSV all is text.
    pub format: Format,
}

/// A form with its sheet.
#[derive(Debug, Clone, Copy)]
pub struct FormView<'a> {
    /// The form.
    pub form: &'a Form,
    /// The sheet it stands on.
    pub sheet: &'a Sheet,
    /// Who shares an identity number, a name, a phone, an account.
    pub groups: &'a Groups,
}

impl<'a> FormView<'a> {
    /// The people's rows, in the sheet's order.
    pub fn rows(&self) -> impl Iterator<Item = RowView<'a>> + use<'a> {
        self.form.rows(self.sheet)
    }

    /// One person's row, by position in [`Form::records`].
    #[must_use]
    pub fn row(&self, at: usize) -> Option<RowView<'a>> {
        self.form.row(self.sheet, at)
    }

    /// The rows of some people, by their positions.
    #[must_use]
    pub fn people(&self, group: &[usize]) -> Vec<RowView<'a>> {
        group.iter().filter_map(|at| self.row(*at)).collect()
    }
}

/// A file with the forms found in it.
#[derive(Debug, Clone, Copy)]
pub struct FileView<'a> {
    /// The file.
    pub workbook: &'a Workbook,
    /// The forms found in it.
    pub forms: &'a [Form],
    /// Sheets with content that are not the form.
    pub skipped: &'a [usize],
}
