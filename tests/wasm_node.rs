//! The core compiled to wasm, run in Node. `cargo xtask test` starts it.
#![cfg(target_arch = "wasm32")]

mod wasm_common;
