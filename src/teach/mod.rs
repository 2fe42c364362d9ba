//! Teaching the form: what goes where and why, forms to look at, mistakes to search for.
//!
//! All of it is made from the registry's rules and their examples, so that a lesson can't
//! say anything that a check doesn't. Everyone in it is made up.

pub mod fields;

pub use fields::{FieldGuide, Part, WrongValue, guide};
