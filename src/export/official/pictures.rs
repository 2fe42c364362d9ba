//! Pictured signatures in their boxes.

use super::{FormWriter, measure};
use crate::export::ExportError;
use crate::export::signatures::{Signer, Why};
use rust_xlsxwriter::Image;

/// Free space around a picture, in pixels.
const GAP: u32 = 3;
/// Narrower than this nothing can be recognised.
const NARROWEST: u32 = 16;

/// Where there is room to sign: an area that begins in a cell, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct SignBox {
    pub row: u32,
    pub col: u16,
    /// From the cell's left border to the area's: a label stands before it.
    pub left: u32,
    pub width: u32,
    pub height: u32,
}

impl FormWriter<'_, '_> {
    /// Lays a signer's pictures side by side into a box. Says whether there are any now.
    pub(super) fn sign(&mut self, signer: Signer, into: SignBox) -> Result<bool, ExportError> {
        let most = (into.width / NARROWEST).max(1) as usize;
        let mut images = Vec::new();
        for picture in self.signatures.remove(&signer).unwrap_or_default() {
            let room = images.len() < most;
            match self.images.take(picture) {
                Ok(image) if room => images.push(image),
                Ok(_) => self.leave(signer, Why::TooMuch),
                Err(why) => self.leave(signer, why),
            }
        }
        let share = into.width / u32::try_from(images.len().max(1)).unwrap_or(u32::MAX);
        let width = share.saturating_sub(2 * GAP).max(1);
        let height = into.height.saturating_sub(2 * GAP).max(1);
        let signed = !images.is_empty();
        for (number, image) in (0_u32..).zip(images) {
            let image = image.set_scale_to_size(width, height, true).set_alt_text("签字");
            let (across, down) = size(&image, (width, height));
            let left = into.left + number * share + GAP + width.saturating_sub(across) / 2;
            let top = GAP + height.saturating_sub(down) / 2;
            self.worksheet.insert_image_with_offset(into.row, into.col, &image, left, top)?;
        }
        Ok(signed)
    }

    /// A person's box: the cell in the column to sign in.
    pub(super) fn person_box(&self, row: u32, height: f64) -> Option<SignBox> {
        let col = self.columns.iter().position(super::LayoutColumn::is_signature)?;
        let width = measure::pixels_wide(measure::width(self.columns.get(col)?));
        let height = measure::pixels_high(height);
        Some(SignBox { row, col: super::narrow(col), left: 0, width, height })
    }

    /// The room behind the text of a line that reaches over some columns.
    pub(super) fn line_box(
        &self,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        height: f64,
    ) -> SignBox {
        let columns = self.columns.get(usize::from(first)..=usize::from(last)).unwrap_or_default();
        let whole: u32 = columns.iter().map(|it| measure::pixels_wide(measure::width(it))).sum();
        let left = measure::text_pixels(text).min(whole / 2);
        let height = measure::pixels_high(height);
        SignBox { row, col: first, left, width: (whole - left).min(measure::SIGNATURE), height }
    }

    /// Takes note of what there is no box for.
    pub(super) fn leave_unsigned(&mut self) {
        for (signer, pictures) in std::mem::take(&mut self.signatures) {
            for picture in pictures {
                let why = self.images.take(picture).err().unwrap_or(Why::NoColumn);
                self.leave(signer, why);
            }
        }
    }

    fn leave(&mut self, signer: Signer, why: Why) {
        if let Some(cell) = signer.source_cell(self.form) {
            self.written.left_behind.insert((cell, why));
        }
    }
}

/// How large an image is shown, in pixels, when its longer side fills a box.
fn size(image: &Image, (width, height): (u32, u32)) -> (u32, u32) {
    let inches = (image.width() / image.width_dpi(), image.height() / image.height_dpi());
    let scale = (f64::from(width) / inches.0).min(f64::from(height) / inches.1);
    ((inches.0 * scale) as u32, (inches.1 * scale) as u32)
}
