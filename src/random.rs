//! Random numbers that are the same on every machine, from a seed in words.

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A generator (ChaCha20, seeded with the SHA-256 of a text).
#[derive(Debug)]
pub(crate) struct Dice(ChaCha20Rng);

impl Dice {
    /// The generator of a seed.
    pub(crate) fn of(seed: &str) -> Self {
        Self(ChaCha20Rng::from_seed(Sha256::digest(seed).into()))
    }

    /// A number below a bound, each alike: numbers of the last, incomplete run of the bound
    /// are drawn again.
    pub(crate) fn below(&mut self, bound: u128) -> u128 {
        let unfair = u128::MAX - u128::MAX % bound;
        loop {
            let high = u128::from(self.0.next_u64());
            let number = high << 64 | u128::from(self.0.next_u64());
            if number < unfair {
                return number % bound;
            }
        }
    }

    /// An index below a length that isn't zero.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        self.below(len.max(1) as u128) as usize
    }

    /// One of some; `None` of none.
    pub(crate) fn pick<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        items.get(self.index(items.len()))
    }

    /// Fisher–Yates.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.index(last + 1);
            items.swap(last, other);
        }
    }
}
