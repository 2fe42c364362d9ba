//! How wide and high columns and rows are, in pixels: where a note's box ends.

use super::xml::number;
use crate::workbook::{CellRef, xml_attribute};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// A note's box lies over at most so many rows.
const WATCHED_ROWS: u32 = 40;

/// Sizes of one sheet. Only what lies near a note is kept.
#[derive(Debug)]
pub(super) struct Sizes {
    usual_width: u32,
    usual_height: u32,
    /// First, last and width.
    columns: Vec<(u32, u32, u32)>,
    rows: HashMap<u32, u32>,
    watch_to: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            usual_width: 64,
            usual_height: 20,
            columns: Vec::new(),
            rows: HashMap::new(),
            watch_to: 0,
        }
    }
}

fn real(e: &BytesStart<'_>, name: &str) -> Option<f64> {
    let value: f64 = xml_attribute(e, name)?.trim().parse().ok()?;
    (0.0..10_000.0).contains(&value).then_some(value)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 … 100,000")]
const fn pixels(size: f64, of_one: f64, around: f64) -> u32 {
    if size == 0.0 { 0 } else { (size * of_one + around) as u32 }
}

/// Characters of the usual 11-point font are 7 pixels wide, with 5 around them.
const fn width(characters: f64) -> u32 {
    pixels(characters, 7.0, 5.0)
}

/// 96 pixels are 72 points.
const fn height(points: f64) -> u32 {
    pixels(points, 96.0 / 72.0, 0.5)
}

fn is_hidden(e: &BytesStart<'_>) -> bool {
    matches!(xml_attribute(e, "hidden").as_deref(), Some("1" | "true"))
}

impl Sizes {
    pub(super) fn usual(&mut self, e: &BytesStart<'_>) {
        self.usual_width = real(e, "defaultColWidth").map_or(self.usual_width, width);
        self.usual_height = real(e, "defaultRowHeight").map_or(self.usual_height, height);
    }

    pub(super) fn column(&mut self, e: &BytesStart<'_>) {
        let (Some(first), Some(last)) = (number(e, "min"), number(e, "max")) else { return };
        let wide = if is_hidden(e) { Some(0) } else { real(e, "width").map(width) };
        if let Some(wide) = wide {
            self.columns.push((first.saturating_sub(1), last.saturating_sub(1), wide));
        }
    }

    /// Rows from here on will lie under a note.
    pub(super) fn watch(&mut self, row: u32) {
        self.watch_to = row.saturating_add(WATCHED_ROWS);
    }

    pub(super) fn row(&mut self, row: u32, e: &BytesStart<'_>) {
        if row >= self.watch_to {
            return;
        }
        let high = if is_hidden(e) { Some(0) } else { real(e, "ht").map(height) };
        self.rows.extend(high.map(|high| (row, high)));
    }

    fn width_of(&self, col: u32) -> u32 {
        let own = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
        own.map_or(self.usual_width, |(_, _, wide)| *wide)
    }

    /// Where a box of a size ends that begins in a cell, a little off its corner: column,
    /// pixels into it, row, pixels into it.
    pub(super) fn end_of_box(
        &self,
        from: CellRef,
        offset: (u32, u32),
        size: (u32, u32),
    ) -> [u32; 4] {
        let (mut col, mut right) = (from.col, offset.0 + size.0);
        while col < from.col + 100 && right > self.width_of(col) {
            right -= self.width_of(col);
            col += 1;
        }
        let (mut row, mut down) = (from.row, offset.1 + size.1);
        let high = |row: u32| self.rows.get(&row).copied().unwrap_or(self.usual_height);
        while row < from.row + WATCHED_ROWS && down > high(row) {
            down -= high(row);
            row += 1;
        }
        [col, right, row, down]
    }
}
