//! The edits in force as users see them: what a cell held, what it holds, and why.

use super::Session;
use crate::fix::{Cause, Edit, State, Target};
use crate::report::Privacy;
use crate::rule::Safety;
use serde::Serialize;

/// An edit in force, masked.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct EditRecord {
    /// Index of the sheet.
    pub sheet: usize,
    /// Its name.
    pub sheet_name: String,
    /// A1 address; of what was hidden, the cell to look at.
    pub cell: String,
    /// 第 7 行, C 列 or 整张工作表, if that was shown.
    pub part: Option<String>,
    /// What the cell held, or 隐藏.
    pub before: String,
    /// What it holds, or 显示.
    pub after: String,
    /// The rule's code; null if the user typed it.
    pub code: Option<String>,
    /// The rule's title, or 手工修改.
    pub title: String,
    /// How far the fix can be trusted; null if the user typed it.
    pub safety: Option<Safety>,
}

impl Session {
    /// The edits in force, oldest first.
    #[must_use]
    pub fn edit_records(&self) -> Vec<EditRecord> {
        self.edit_records_as(self.privacy)
    }

    /// The edits in force, oldest first, for a report of another privacy than the page's.
    #[must_use]
    pub fn edit_records_as(&self, privacy: Privacy) -> Vec<EditRecord> {
        self.edits().map(|edit| self.edit_record(edit, privacy)).collect()
    }

    fn edit_record(&self, edit: &Edit, privacy: Privacy) -> EditRecord {
        let target = edit.target();
        let sheet = self.workbook.sheets.get(edit.sheet);
        let (code, title, safety) = match edit.cause {
            Cause::Manual => (None, "手工修改", None),
            Cause::Fix { rule, safety } => (Some(rule.code.to_owned()), rule.title, Some(safety)),
        };
        EditRecord {
            sheet: edit.sheet,
            sheet_name: sheet.map(|sheet| privacy.text(&sheet.name)).unwrap_or_default(),
            cell: self.cell_to_show(edit.sheet, target).to_string(),
            part: part(target),
            before: self.state_text(edit.sheet, &edit.before, privacy),
            after: self.state_text(edit.sheet, &edit.after, privacy),
            code,
            title: title.to_owned(),
            safety,
        }
    }

    /// What a cell held or holds, or 隐藏 or 显示.
    pub(crate) fn state_text(&self, sheet: usize, state: &State, privacy: Privacy) -> String {
        match state {
            State::Cell(_, None) => String::new(),
            State::Cell(place, Some(cell)) => {
                privacy.value(self.field_at(sheet, *place), &cell.value.display())
            }
            State::Visibility(_, visibility) => visibility.label().to_owned(),
        }
    }
}

/// What users call a target that is no cell.
pub(super) fn part(target: Target) -> Option<String> {
    match target {
        Target::Cell(_) => None,
        Target::Visibility(hidden) => Some(hidden.to_string()),
    }
}
