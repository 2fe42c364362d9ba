//! The bodies of the fuzz targets, and what they need.
//!
//! `tests/fuzz_targets.rs` includes this file as well and runs every body over the corpus, so
//! that the targets can't rot unseen; it may use nothing but the core's dependencies. What
//! libFuzzer needs stands in the macro alone.

pub mod parts;
pub mod script;
pub mod sound;
pub mod targets;

/// One fuzz target, by the name of its body in [`targets`].
///
/// Inside a zip with its checksums a changed byte is nearly always a damaged archive, so the
/// parts are mutated and packed again: see [`parts::mutate`].
#[macro_export]
macro_rules! fuzz {
    ($target:ident) => {
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::targets::$target(data));
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
            let raw = libfuzzer_sys::fuzzer_mutate;
            $crate::parts::mutate(data, size, max, seed, raw)
        });
    };
}
