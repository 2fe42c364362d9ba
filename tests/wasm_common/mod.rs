//! Tests of the wasm build that hold wherever it runs: Node and the browser's worker
//! both include this module.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod address;
mod session;
mod teach;
mod value;
