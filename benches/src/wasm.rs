//! The cases as wasm exports, for `node.mjs`.

use wasm_bindgen::prelude::*;

use crate::cases::{CASES, PEER};

/// The names of the cases, one a line.
#[wasm_bindgen]
#[must_use]
pub fn names() -> String {
    CASES.map(|case| case.name).join("\n")
}

/// Which of them is the peer.
#[wasm_bindgen]
#[must_use]
pub fn peer() -> usize {
    PEER
}

/// Runs a case; gives its count.
///
/// # Errors
/// What the case says.
#[wasm_bindgen]
pub fn run(case: usize, bytes: &[u8]) -> Result<f64, JsError> {
    let case = CASES.get(case).ok_or_else(|| JsError::new("no such case"))?;
    (case.run)(bytes).map(|count| count as f64).map_err(|error| JsError::new(&error.to_string()))
}
