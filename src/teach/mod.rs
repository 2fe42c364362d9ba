//! Teaching the form: what goes where and why, forms to look at, mistakes to search for.
//!
//! All of it is made from the registry's rules and their examples, so that a lesson can't
//! say anything that a check doesn't. Everyone in it is made up.

mod built_in;
mod cast;
mod check_digit;
pub mod exercise;
pub mod fields;
mod layout;
mod level;
mod paper;
mod people;
mod plant;
mod planter;
mod relaid;
mod score;
mod stops;

pub use built_in::{BuiltInForm, built_in, built_in_form};
pub use check_digit::{CheckDigit, CheckStep};
pub use exercise::{Exercise, ExerciseError, Planted, Wishes};
pub use fields::{FieldGuide, Part, WrongValue, guide};
pub use layout::{Layout, LayoutDoc, layouts};
pub use level::{Difficulty, Plantable, plantable};
pub use plant::why_not;
pub use relaid::{Laid, Map, other_unit};
pub use score::{Answer, Mark, MarkReply, Reply, RuleScore, Score};
