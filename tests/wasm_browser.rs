//! The core compiled to wasm, run in a dedicated worker of headless Chromium, which is
//! where the page runs it. `cargo xtask test` starts it.
#![cfg(target_arch = "wasm32")]

mod wasm_common;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Guards the line above: without it these tests would run on the page's main thread,
/// which is not where the product runs.
#[wasm_bindgen_test]
fn runs_in_a_worker_without_a_document() {
    let global = js_sys::global();
    let has = |name: &str| js_sys::Reflect::has(&global, &name.into()).unwrap_or(false);
    assert!(has("DedicatedWorkerGlobalScope"));
    assert!(!has("document"));
}
