//! Tests of the wasm build that hold wherever it runs: Node and the browser's worker
//! both include this module.

mod address;
mod value;
