//! The fuzz targets' bodies, run over what they start from, over what they once found
//! (`fixtures/hostile`), and over some mutations: the same ones in each run.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::path::{Path, PathBuf};

use fuzz::{parts, targets};

/// What a target does with an input.
type Body = fn(&[u8]);

const TARGETS: [(&str, Body); 12] = [
    ("archive", targets::archive),
    ("check", targets::check),
    ("edits", targets::edits),
    ("ods", targets::ods),
    ("open", targets::open),
    ("patch", targets::patch),
    ("profile", targets::profile),
    ("text", targets::text),
    ("values", targets::values),
    ("xls", targets::xls),
    ("xlsb", targets::xlsb),
    ("xlsx", targets::xlsx),
];

/// Larger seeds are left to the fuzzer: unoptimised, they'd take all the time.
const LARGEST: u64 = 24 << 10;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of a folder and those in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    paths.into_iter().flat_map(below).collect()
}

/// The small files a target starts from, by `fuzz/seeds.txt`; at most so many fixtures.
fn seeds(target: &str, most: usize) -> Vec<PathBuf> {
    let list = std::fs::read_to_string(root().join("fuzz/seeds.txt")).unwrap();
    let line = list.lines().find(|line| line.split_whitespace().next() == Some(target));
    let extensions: Vec<_> = line.unwrap().split_whitespace().skip(1).collect();
    let mut fixtures = files(&root().join("fixtures"));
    fixtures.retain(|path| {
        let extension = path.extension().unwrap_or_default().to_str().unwrap();
        extensions.contains(&extension) && path.metadata().unwrap().len() <= LARGEST
    });
    // From all over the folders, not the first ones of the alphabet.
    let step = fixtures.len().div_ceil(most).max(1);
    let mut seeds: Vec<_> = fixtures.into_iter().step_by(step).collect();
    seeds.extend(files(&root().join("fuzz/seeds").join(target)));
    assert!(!seeds.is_empty(), "{target} starts from nothing");
    seeds
}

/// Runs a body; which input it was is told by the panic it stops with.
fn run(body: Body, input: &[u8], what: &str) {
    let ran = std::panic::catch_unwind(|| body(input));
    assert!(ran.is_ok(), "{what}: see the panic above");
}

/// Numbers that look random (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// Some bytes changed, repeated or taken out: libFuzzer's work, in small.
fn scramble(seed: u32) -> impl Fn(&mut [u8], usize, usize) -> usize {
    move |data, size, max| {
        let mut dice = Dice(u64::from(seed) << 20 | 0x9e37_79b9);
        let (at, length) = (dice.below(size), 1 + dice.below(24));
        let end = (at + length).min(size);
        match dice.below(4) {
            0 => {
                data.copy_within(end..size, at);
                size - (end - at)
            }
            1 if size + (end - at) <= max => {
                data.copy_within(at..size, end);
                size + (end - at)
            }
            2 => {
                data[at..end].fill([0, 0xff, b'9', b'<'][dice.below(4)]);
                size
            }
            _ => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
                size
            }
        }
    }
}

#[test]
fn what_was_found_stays_mended() {
    for (name, body) in TARGETS {
        for path in files(&root().join("fixtures/hostile").join(name)) {
            run(body, &std::fs::read(&path).unwrap(), &path.display().to_string());
        }
    }
}

#[test]
fn every_body_takes_its_seeds_and_mutations_of_them() {
    for (name, body) in TARGETS {
        for path in seeds(name, 6) {
            let good = std::fs::read(&path).unwrap();
            run(body, &good, &path.display().to_string());
            for seed in 1..=4 {
                let mut bad = good.clone();
                bad.resize(good.len() * 8 + 1024, 0);
                let room = bad.len();
                let seed = seed * 0x0123_4567;
                let size = parts::mutate(&mut bad, good.len(), room, seed, scramble(seed));
                run(body, &bad[..size], &format!("{} with seed {seed}", path.display()));
            }
        }
    }
}

#[test]
fn every_target_is_listed_and_has_a_file() {
    let list = std::fs::read_to_string(root().join("fuzz/seeds.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let listed: Vec<_> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, TARGETS.map(|(name, _)| name));
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for name in listed {
        let path = format!("fuzz_targets/{name}.rs");
        assert!(manifest.contains(&format!("path = \"{path}\"")), "{name}");
        let target = std::fs::read_to_string(root().join("fuzz").join(path)).unwrap();
        assert!(target.contains(&format!("fuzz!({name})")), "{name}");
    }
}

#[test]
fn mutations_of_a_zip_keep_its_checksums_right() {
    let good = std::fs::read(root().join("fixtures/perfect.xlsx")).unwrap();
    let changed = |seed: u32| {
        let mut data = good.clone();
        data.resize(1 << 18, 0);
        let size = parts::mutate(&mut data, good.len(), 1 << 18, seed, |data, size, _| {
            data[..size].iter_mut().filter(|byte| **byte == b'1').for_each(|byte| *byte = b'2');
            size
        });
        data.truncate(size);
        data
    };
    let mut parts_changed = 0;
    for seed in (2..40).map(|part| part << 8 | 2) {
        let bytes = changed(seed);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let whole = (0..zip.len()).all(|at| {
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut zip.by_index(at).unwrap(), &mut content).is_ok()
        });
        assert!(whole, "{seed}");
        parts_changed += usize::from(bytes != good);
    }
    assert!(parts_changed > 0);
}
