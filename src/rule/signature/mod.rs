//! S — signatures (Art. 11, 16): who took what into their hands.

mod agent;
mod agent_for_many;
mod agent_is_official;
mod agent_unexplained;
mod mark;
mod missing;
mod nobody_yet;
mod other_name;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &missing::S101,
    &other_name::S102,
    &agent_unexplained::S103,
    &agent_for_many::S104,
    &agent_is_official::S105,
    &nobody_yet::S108,
    &mark::S109,
];
