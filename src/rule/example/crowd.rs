//! Further people for examples that need more than three.

use super::{FIELDS, FIRST, PEOPLE, put_at, sum_up, typed};
use crate::form::Field;
use crate::workbook::{Row, Sheet};

/// Their names; an example that asks for more gets these again.
const NAMES: [&str; 6] = ["何永康", "吕晓东", "施明华", "张庆生", "许家宁", "曹立平"];

/// Adds people like the third, each with a cash grant, and moves down what stands below.
pub(super) fn join(sheet: &mut Sheet, amounts: &[i64]) {
    if amounts.is_empty() {
        return;
    }
    let below = FIRST + PEOPLE.len() as u32;
    let count = amounts.len() as u32;
    let moved: Vec<Row> = sheet.rows().iter().filter(|row| row.index >= below).cloned().collect();
    for row in &moved {
        for cell in &row.cells {
            sheet.set(crate::workbook::CellRef::new(row.index, cell.col), None);
        }
    }
    for (row, (at, yuan)) in (below..).zip(amounts.iter().enumerate()) {
        for (field, text) in FIELDS.into_iter().zip(PEOPLE.last().copied().unwrap_or_default()) {
            let text = own(field, at, *yuan).unwrap_or_else(|| text.to_owned());
            put_at(sheet, row, field, typed(field, &text));
        }
    }
    for row in moved {
        for cell in row.cells {
            let place = crate::workbook::CellRef::new(row.index + count, cell.col);
            sheet.set(place, Some(cell));
        }
    }
    sum_up(sheet, PEOPLE.len() as u32 + count);
}

/// What one of them doesn't share with the third.
fn own(field: Field, at: usize, yuan: i64) -> Option<String> {
    let name = NAMES.get(at % NAMES.len()).copied().unwrap_or_default();
    Some(match field {
        Field::Serial => (PEOPLE.len() + at + 1).to_string(),
        Field::Name | Field::Signature => name.to_owned(),
        Field::IdNumber => id_number(at),
        Field::Phone => format!("138{:08}", 2001 + at),
        Field::Cash | Field::Total => yuan.to_string(),
        _ => return None,
    })
}

/// A made-up man's number with its check digit (GB 11643).
fn id_number(at: usize) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let number = format!("310115198{}0{}1{}031", at % 10, at % 9 + 1, at % 9);
    let digits = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap_or('0');
    format!("{number}{check}")
}
