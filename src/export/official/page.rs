//! Paper: how the sheet is printed, and where its pages end.

use super::{FIRST_ROW, FormWriter, HEADER_ROW, measure};
use crate::export::ExportError;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::ops::RangeInclusive;

/// A4 lying down, in points.
const PAPER: (f64, f64) = (841.9, 595.3);
/// Margins in inches: left, right, top, bottom.
const MARGINS: [f64; 4] = [0.35, 0.35, 0.5, 0.55];
/// A page holds this much less than it should: each program rounds in its own way.
const SLACK: f64 = 0.98;

/// Tells, row by row, where pages end when the sheet is printed.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// What a page holds, in points of the sheet.
    room: f64,
    /// What is on the page so far.
    used: f64,
    /// The height of the last row.
    last: f64,
}

impl Pages {
    /// For columns of so many pixels, which are made to fit the paper's width.
    fn new(pixels: u32) -> Self {
        let [left, right, top, bottom] = MARGINS.map(|inches| inches * 72.0);
        let width = f64::from(pixels) * 0.75;
        let scale = ((PAPER.0 - left - right) / width).min(1.0);
        let room = (PAPER.1 - top - bottom) * SLACK / scale;
        let used = measure::TITLE + 2.0 * measure::HEAD + measure::HEADER;
        Self { room, used, last: 0.0 }
    }

    /// Adds a row of the table.
    pub(super) fn add(&mut self, height: f64) {
        if self.used + height > self.room {
            self.used = measure::HEADER;
        }
        self.used += height;
        self.last = height;
    }

    /// Whether the last row goes to a new page, so that a block below it stays with it.
    fn breaks_before_last(&self, block: f64) -> bool {
        self.used + block > self.room && measure::HEADER + self.last + block <= self.room
    }
}

/// A4 landscape, one page wide, numbered, the header's rows on every page and in view.
pub(super) fn set_up_paper(
    worksheet: &mut Worksheet,
    header: RangeInclusive<u32>,
) -> Result<(), XlsxError> {
    let [left, right, top, bottom] = MARGINS;
    worksheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(left, right, top, bottom, 0.25, 0.25)
        .set_footer("&C第 &P 页，共 &N 页")
        .set_repeat_rows(*header.start(), *header.end())?
        .set_freeze_panes(*header.end() + 1, 0)?;
    Ok(())
}

impl FormWriter<'_, '_> {
    /// The paper, and the columns' widths.
    pub(super) fn set_up_page(&mut self) -> Result<(), ExportError> {
        set_up_paper(self.worksheet, HEADER_ROW..=HEADER_ROW)?;
        let mut pixels = 0;
        for (col, column) in (0..).zip(&self.columns) {
            let width = measure::width(column);
            self.worksheet.set_column_width(col, width)?;
            pixels += measure::pixels_wide(width);
        }
        self.pages = Pages::new(pixels);
        Ok(())
    }

    /// Makes a row of the table so high.
    pub(super) fn set_table_row(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(row, height)?;
        self.pages.add(height);
        Ok(())
    }

    /// Keeps sums and signatures on one page, with at least one row of what is signed.
    pub(super) fn keep_signatures_with_rows(&mut self) -> Result<(), XlsxError> {
        let last = self.table_end().saturating_sub(1);
        let block = 2.0 * measure::SUM + measure::OFFICIALS;
        if last > FIRST_ROW && self.pages.breaks_before_last(block) {
            self.worksheet.set_page_breaks(&[last])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 50 points on pages that hold 980, less the header.
    fn filled(rows: u32) -> Pages {
        let mut pages = Pages { room: 980.0, used: measure::HEADER, last: 0.0 };
        (0..rows).for_each(|_| pages.add(50.0));
        pages
    }

    #[test]
    fn signatures_stay_with_a_row_of_what_is_signed() {
        assert!(!filled(16).breaks_before_last(124.0), "it fits below");
        assert!(filled(17).breaks_before_last(124.0));
        assert!(filled(18).breaks_before_last(124.0), "the page is full");
        assert!(!filled(19).breaks_before_last(124.0), "the last row is on a new page by itself");
    }

    #[test]
    fn a_block_that_fits_no_page_is_let_go() {
        assert!(!filled(18).breaks_before_last(950.0));
    }
}
