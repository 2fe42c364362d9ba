#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use super::*;

#[test]
fn the_built_in_profile_has_no_mistake() {
    let mut standards = Standards::default();
    read::apply(&mut standards, SOURCE).unwrap();
}
