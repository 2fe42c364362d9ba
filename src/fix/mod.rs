//! Findings → edits, each on record.
//!
//! Nothing changes silently: an [`Edit`] holds the cell, what was there, what is there
//! now, and the rule it rests on. A [`History`] can take back and bring back every step.

mod history;
mod plan;

pub use history::{Cause, Edit, History, Step};
pub use plan::{Selection, plan};
