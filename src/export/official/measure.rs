//! Widths and heights: a row of the official layout fits A4 landscape with letters that can
//! be read, wrapped text isn't cut off on paper, and a box is tall enough for a pen.

use crate::export::layout::LayoutColumn;
use crate::form::Field;

/// The title's row, in points.
pub(in crate::export) const TITLE: f64 = 36.0;
/// A head line.
pub(in crate::export) const HEAD: f64 = 24.0;
/// The table's header.
pub(in crate::export) const HEADER: f64 = 36.0;
/// A sum.
pub(in crate::export) const SUM: f64 = 30.0;
/// A row that needs no signature.
const PLAIN: f64 = 28.0;
/// A row with a box to sign: about 10 mm on paper, where the layout is printed at about two
/// thirds of its size.
pub(super) const TO_SIGN: f64 = 44.0;
/// The boxes of 负责人 and 经办人: about 15 mm on paper.
pub(super) const OFFICIALS: f64 = 64.0;
/// Excel caps a row here.
const TALLEST: f64 = 409.0;

/// A column's width in characters.
pub(super) const fn width(column: &LayoutColumn) -> f64 {
    match column.field {
        Some(Field::Serial | Field::Sex) => 5.0,
        Some(Field::Quantity) => 5.5,
        Some(Field::Name | Field::AccountName | Field::Agent | Field::Post) => 8.0,
        Some(Field::IdNumber) => 19.5,
        Some(Field::Account) => 20.5,
        Some(Field::Phone) => 12.5,
        Some(Field::Category) => 14.5,
        Some(Field::Reason) => 17.0,
        Some(Field::Payment) => 9.0,
        Some(Field::Date) => 11.0,
        Some(Field::Signature) => 13.0,
        Some(Field::Cash | Field::GoodsValue | Field::Total | Field::UnitPrice) => 10.5,
        Some(Field::Bank | Field::Funding) => 12.0,
        Some(Field::Unit | Field::Goods | Field::Note) | None => 10.0,
    }
}

/// A signature is at most so wide, in pixels: about 40 mm on paper.
pub(super) const SIGNATURE: u32 = 240;

/// A column's width in pixels, as Excel counts them at 96 to the inch.
pub(super) fn pixels_wide(characters: f64) -> u32 {
    (characters * 7.0).round() as u32 + 5
}

/// A row's height in pixels.
pub(super) fn pixels_high(points: f64) -> u32 {
    (points * 4.0 / 3.0) as u32
}

/// How far a line in letters of the foot's size reaches, in pixels.
pub(super) fn text_pixels(text: &str) -> u32 {
    (units(text) * 8.0) as u32 + 8
}

/// How many lines a text takes in its column; a Han character is two units wide.
pub(super) fn lines(text: &str, column: &LayoutColumn) -> f64 {
    lines_in(text, width(column))
}

/// How many lines a text takes in so many characters.
pub(in crate::export) fn lines_in(text: &str, width: f64) -> f64 {
    // A line ends before a character that would stick out.
    let in_line = |line: &str| (units(line) / (width - 1.5)).ceil().max(1.0);
    text.lines().map(in_line).sum()
}

/// A line's length, in widths of a Latin letter.
fn units(line: &str) -> f64 {
    line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum()
}

/// The height of a person's row with text of so many lines.
pub(in crate::export) fn person(lines: f64, to_sign: bool) -> f64 {
    (6.0 + 13.5 * lines).clamp(if to_sign { TO_SIGN } else { PLAIN }, TALLEST)
}

/// The height of a line of text below the table, or in a list.
pub(in crate::export) fn note(lines: f64) -> f64 {
    (4.0 + 13.5 * lines).clamp(18.0, TALLEST)
}
