//! Which picture is whose signature, and which is the seal.

use super::merges::MergeIndex;
use super::{Field, Form, HeadField};
use crate::workbook::{CellRef, Picture, Sheet};
use std::ops::RangeInclusive;

/// A picture beside a label lies at most so many rows above or below it.
const ROWS_APART: u32 = 1;
/// The seal lies at most so many columns behind 填报单位 and its value.
const SEAL_APART: u32 = 4;

/// The pictures of a sheet, by the row that holds their centre.
#[derive(Debug)]
pub(super) struct PictureIndex<'a> {
    /// Each with its position in [`Sheet::pictures`].
    sorted: Vec<(usize, &'a Picture)>,
}

impl<'a> PictureIndex<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let mut sorted: Vec<_> = sheet.pictures.iter().enumerate().collect();
        sorted.sort_by_key(|(_, picture)| picture.centre.row);
        Self { sorted }
    }

    fn on(&self, rows: RangeInclusive<u32>) -> &[(usize, &'a Picture)] {
        let start = self.sorted.partition_point(|(_, it)| it.centre.row < *rows.start());
        let end = self.sorted.partition_point(|(_, it)| it.centre.row <= *rows.end());
        self.sorted.get(start..end).unwrap_or_default()
    }
}

/// Gives every picture on the form's part of the sheet to the person or to the label it
/// belongs to.
pub(super) fn assign(
    form: &mut Form,
    pictures: &PictureIndex<'_>,
    labels: &[(HeadField, CellRef)],
    merges: &MergeIndex,
) {
    for (index, picture) in pictures.on(form.area.first.row..=form.area.last.row) {
        let row = form.records.binary_search_by_key(&picture.centre.row, |record| record.row);
        if let Ok(at) = row {
            let signs = signs_row(form, picture);
            if let Some(record) = form.records.get_mut(at) {
                record.signature_picture |= signs;
            }
            continue;
        }
        match label_of(picture, labels, form, merges) {
            Some(HeadField::Unit) => form.head.seal = true,
            Some(field) => {
                form.head.get_mut(field).picture = true;
                form.head_pictures.push((field, *index));
            }
            None => {}
        }
    }
}

impl Form {
    /// Whom a picture signs for: the position in [`Form::records`] of the person on the row
    /// that holds its centre. `None` if it lies elsewhere, or where nobody signs.
    #[must_use]
    pub fn signer_of(&self, picture: &Picture) -> Option<usize> {
        self.record_at(picture.centre.row).filter(|_| signs_row(self, picture))
    }

    /// The pictures that sign beside the labels of head and foot.
    pub fn head_signatures<'s>(
        &self,
        sheet: &'s Sheet,
    ) -> impl Iterator<Item = (HeadField, &'s Picture)> {
        let pictures = self.head_pictures.iter();
        pictures.filter_map(|(field, index)| Some((*field, sheet.pictures.get(*index)?)))
    }
}

/// Whether a picture on a person's row lies where one signs: on the signature's column, next
/// to it, or beyond it. Without such a column, anywhere behind the name.
pub(super) fn signs_row(form: &Form, picture: &Picture) -> bool {
    let centre = picture.centre.col;
    match form.column(Field::Signature) {
        Some(col) => {
            centre >= col.saturating_sub(1)
                || picture.range.first.col <= col && col <= picture.range.last.col
        }
        None => form.column(Field::Name).is_some_and(|col| centre > col),
    }
}

/// The label a picture lies beside: on its row or next to it, not left of it, and nearer
/// than any other.
fn label_of(
    picture: &Picture,
    labels: &[(HeadField, CellRef)],
    form: &Form,
    merges: &MergeIndex,
) -> Option<HeadField> {
    let centre = picture.centre;
    labels
        .iter()
        .filter(|(field, label)| {
            let block = merges.extent(*label);
            let rows = block.first.row.saturating_sub(ROWS_APART)
                ..=block.last.row.saturating_add(ROWS_APART);
            // A seal is big: it may lie on its label with its centre further down.
            let beside = rows.contains(&centre.row) || picture.range.contains(*label);
            let behind = block.last.col.max(value_end(form, *field, *label, merges));
            beside
                && centre.col >= label.col.saturating_sub(1)
                && (*field != HeadField::Unit || centre.col <= behind.saturating_add(SEAL_APART))
                && *field != HeadField::Phone
                && *field != HeadField::Date
        })
        .min_by_key(|(_, label)| (centre.col.abs_diff(label.col), centre.row.abs_diff(label.row)))
        .map(|(field, _)| *field)
}

/// The last column of a field's value, if it stands behind this label.
fn value_end(form: &Form, field: HeadField, label: CellRef, merges: &MergeIndex) -> u32 {
    form.head
        .get(field)
        .place
        .filter(|place| place.row == label.row)
        .map_or(label.col, |place| merges.extent(place).last.col)
}
