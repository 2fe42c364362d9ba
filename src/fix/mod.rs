//! Findings → edits, each on record.
//!
//! Nothing changes silently: an [`Edit`] holds what it changes (a cell, or whether a row, a
//! column or the sheet is seen), how that was, how it is now, and the rule it rests on. A
//! [`History`] can take back and bring back every step.

mod edit;
mod history;
mod plan;

pub use edit::{Cause, Edit, State, Target};
pub use history::{History, Step};
pub use plan::{Planned, Selection, plan};
