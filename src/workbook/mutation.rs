//! Good files gone bad, the same ones in each run.
#![allow(clippy::indexing_slicing, reason = "tests")]

/// Numbers that look random (xorshift), from a seed that isn't zero.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// So many copies of a file, each with some bytes changed, repeated, moved or cut away.
pub(super) fn mutations(good: &[u8], count: u64) -> impl Iterator<Item = Vec<u8>> {
    const TELLING: [u8; 6] = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
    (1..=count).map(move |seed| {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut bad = good.to_vec();
        for _ in 0..=dice.below(8) {
            let (at, length) = (dice.below(bad.len()), 1 + dice.below(64));
            let end = (at + length).min(bad.len());
            match dice.below(8) {
                0 => bad.truncate(at),
                1 => drop(bad.drain(at..end)),
                2 => {
                    let piece: Vec<u8> = bad.get(at..end).unwrap_or_default().to_vec();
                    let to = dice.below(bad.len());
                    bad.splice(to..to, piece);
                }
                3..6 => {
                    let new = TELLING[dice.below(TELLING.len())];
                    bad.get_mut(at..(at + 1 + length % 4).min(end)).unwrap_or_default().fill(new);
                }
                _ => {
                    if let Some(byte) = bad.get_mut(at) {
                        *byte ^= 1 << dice.below(8);
                    }
                }
            }
        }
        bad
    })
}
