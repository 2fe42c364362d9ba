//! Widths and heights of a sheet, to tell which cell holds a picture's centre.
//!
//! Lengths are EMU, English metric units: 914,400 to the inch, 12,700 to the point, 9,525
//! to a pixel at 96 dpi.

use super::CellRef;

const EMU_PER_PIXEL: f64 = 9525.0;
const EMU_PER_POINT: f64 = 12_700.0;
/// Pixels of one digit in the default font; widths in a file count digits.
const DIGIT_PIXELS: f64 = 7.0;

/// Sizes along one axis: a usual one, and exceptions.
#[derive(Debug)]
pub(super) struct Axis {
    usual: i64,
    most: u32,
    /// Runs of exceptional size, first and last index and the size.
    runs: Vec<(u32, u32, i64)>,
    /// Before each run, how much longer than usual all runs before it are together.
    before: Vec<i64>,
}

impl Axis {
    fn new(usual: i64, most: u32) -> Self {
        Self { usual, most, runs: Vec::new(), before: Vec::new() }
    }

    /// Says that some have another size; out of order or overlapping ones are passed over,
    /// which moves a picture a little and nothing else.
    pub(super) fn size(&mut self, first: u32, last: u32, emu: i64) {
        let last = last.min(self.most - 1);
        if first > last || emu == self.usual {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if first <= run.1 => (),
            Some(run) if first == run.1 + 1 && run.2 == emu => run.1 = last,
            _ => {
                let before = self.runs.last().zip(self.before.last()).map_or(0, |(run, sum)| {
                    sum + (run.2 - self.usual) * i64::from(run.1 - run.0 + 1)
                });
                self.runs.push((first, last, emu));
                self.before.push(before);
            }
        }
    }

    pub(super) fn columns() -> Self {
        Self::new((64.0 * EMU_PER_PIXEL) as i64, 16_384)
    }

    pub(super) fn rows() -> Self {
        Self::new((15.0 * EMU_PER_POINT) as i64, 1_048_576)
    }

    /// Sets the usual size, before any exception is known.
    pub(super) fn set_usual(&mut self, emu: i64) {
        if self.runs.is_empty() && emu > 0 {
            self.usual = emu;
        }
    }

    /// Where one begins.
    pub(super) fn start(&self, index: u32) -> i64 {
        let plain = self.usual * i64::from(index);
        let at = self.runs.partition_point(|run| run.0 < index);
        let Some(last) = at.checked_sub(1) else { return plain };
        let (Some(run), Some(before)) = (self.runs.get(last), self.before.get(last)) else {
            return plain;
        };
        let within = (index.min(run.1 + 1) - run.0).into();
        plain + before + (run.2 - self.usual) * i64::max(within, 0)
    }

    /// Which one holds a place.
    pub(super) fn at(&self, emu: i64) -> u32 {
        let (mut low, mut high) = (0, self.most - 1);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if self.start(middle) <= emu { low = middle } else { high = middle - 1 }
        }
        low
    }
}

/// The sizes of a sheet's columns and rows.
#[derive(Debug)]
pub(super) struct Metrics {
    pub(super) columns: Axis,
    pub(super) rows: Axis,
}

impl Default for Metrics {
    fn default() -> Self {
        Self { columns: Axis::columns(), rows: Axis::rows() }
    }
}

impl Metrics {
    /// The cell at a place.
    pub(super) fn cell_at(&self, x: i64, y: i64) -> CellRef {
        CellRef::new(self.rows.at(y), self.columns.at(x))
    }
}

/// A column's width in a file, counted in digits, as EMU.
pub(super) fn column_emu(width: f64) -> i64 {
    (width.clamp(0.0, 255.0) * DIGIT_PIXELS * EMU_PER_PIXEL) as i64
}

/// A row's height in a file, in points, as EMU.
pub(super) fn row_emu(points: f64) -> i64 {
    (points.clamp(0.0, 409.5) * EMU_PER_POINT) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_indices_agree() {
        let mut axis = Axis::new(100, 1000);
        axis.size(2, 3, 50);
        axis.size(5, 5, 0);
        axis.size(7, 9, 300);
        axis.size(8, 8, 10);
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11].map(|i| axis.start(i)),
            [0, 100, 200, 250, 300, 400, 400, 500, 800, 1400, 1500]
        );
        assert_eq!(
            [0, 99, 200, 249, 250, 399, 401, 799, 1400].map(|emu| axis.at(emu)),
            [0, 0, 2, 2, 3, 4, 6, 7, 10]
        );
        assert_eq!(axis.at(i64::MAX), 999);
        assert_eq!(axis.at(-5), 0);
    }
}
