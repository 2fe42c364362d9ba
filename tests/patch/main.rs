//! Workbooks of other programs, marked and mended in place: every part is compared with
//! the original. The inputs come from `fixtures/patch/make.py`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod foreign;
mod marking;
mod mending;
mod odd;
mod package;
