//! Where a floating picture lies, whatever the container says about it.

use super::metrics::{Axis, Metrics};
use super::{CellRange, CellRef, Picture};

/// A corner of an anchor: a cell and the offset into it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Corner {
    pub(super) col: u32,
    pub(super) col_offset: i64,
    pub(super) row: u32,
    pub(super) row_offset: i64,
}

/// What a container says about a picture's place.
#[derive(Debug, Default)]
pub(super) struct Anchor {
    /// Its first corner, by cell.
    pub(super) from: Option<Corner>,
    /// Its last corner, by cell.
    pub(super) to: Option<Corner>,
    /// Its first corner from the sheet's, in EMU.
    pub(super) position: Option<(i64, i64)>,
    /// Width and height in EMU.
    pub(super) extent: Option<(i64, i64)>,
}

/// No sheet is longer than this in EMU; keeps sums of hostile numbers from overflowing.
const FAR: i64 = 1 << 42;

/// Where a corner lies; an offset reaches no further than its own cell.
fn place(axis: &Axis, index: u32, offset: i64) -> i64 {
    let index = index.min(1 << 20);
    let start = axis.start(index);
    (start + offset.clamp(0, FAR)).min(axis.start(index + 1).max(start))
}

impl Anchor {
    /// The picture's cells; `None` if the anchor says neither where nor how large.
    pub(super) fn place(self, metrics: &Metrics) -> Option<Picture> {
        let (columns, rows) = (&metrics.columns, &metrics.rows);
        let (left, top) = match (self.from, self.position) {
            (Some(from), _) => {
                (place(columns, from.col, from.col_offset), place(rows, from.row, from.row_offset))
            }
            (None, position) => {
                let (x, y) = position?;
                (x.clamp(0, FAR), y.clamp(0, FAR))
            }
        };
        let (right, bottom) = match (self.to, self.extent) {
            (Some(to), _) => {
                (place(columns, to.col, to.col_offset), place(rows, to.row, to.row_offset))
            }
            (None, extent) => {
                let (width, height) = extent?;
                (left + width.clamp(0, FAR), top + height.clamp(0, FAR))
            }
        };
        let (right, bottom) = (right.max(left), bottom.max(top));
        let first = metrics.cell_at(left, top);
        // A picture that ends on a border doesn't cover the cell behind it.
        let last = metrics.cell_at((right - 1).max(left), (bottom - 1).max(top));
        // A centre just on the border of two rows: the picture is of the row it begins in.
        let middle = (top.midpoint(bottom) - 1).max(top);
        Some(Picture {
            centre: metrics.cell_at(left.midpoint(right), middle),
            range: CellRange::new(first, CellRef::new(last.row, last.col)),
            image: None,
            altered: false,
        })
    }
}
