//! Addresses: the arithmetic is done in 32-bit integers, and `usize` is 32 bits here.

use nuanbiao::workbook::{CellRange, CellRef, column_letters};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_last_cell_of_a_sheet_goes_there_and_back() {
    let last = CellRef::new(1_048_575, 16_383);
    assert_eq!(last.to_string(), "XFD1048576");
    assert_eq!("XFD1048576".parse(), Ok(last));
}

#[wasm_bindgen_test]
fn a_range_prints_as_excel_writes_it() {
    let range = CellRange::new(CellRef::new(4, 0), CellRef::new(15, 16));
    assert_eq!(range.to_string(), "A5:Q16");
    assert!(range.contains(CellRef::new(8, 3)));
    assert!(!range.contains(CellRef::new(3, 3)));
}

#[wasm_bindgen_test]
fn text_that_is_no_address_is_refused() {
    for text in ["", "甲1", "A0", "ABCD1", "A99999999999"] {
        assert!(text.parse::<CellRef>().is_err(), "{text}");
    }
}

#[wasm_bindgen_test]
fn the_largest_column_number_has_letters() {
    assert_eq!(column_letters(u32::MAX), "MWLQKWV");
}
