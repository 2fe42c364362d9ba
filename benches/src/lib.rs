//! What is measured, natively and in wasm alike: one workbook, read by each reader.
//!
//! `cargo xtask bench` runs the cases in turns, so that a slow minute of the machine
//! meets them all.

pub mod cases;
pub mod edits;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod workload;
