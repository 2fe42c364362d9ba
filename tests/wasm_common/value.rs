//! Values: what one machine reads, every machine must read. Decimals, dates and
//! characters, on 32 bits and without a system below.

use jiff::civil::date;
use nuanbiao::value::id_number::{self, IdFault};
use nuanbiao::value::{Raw, date as day, money, money_in_words};
use wasm_bindgen_test::wasm_bindgen_test;

const TODAY: jiff::civil::Date = date(2021, 2, 20);

#[wasm_bindgen_test]
fn money_is_exact_where_sums_of_floats_are_not() {
    let read = |text| money::countable(&money::read(&Raw::text(text)));
    let sum = read("999,999,999,999.90")
        .zip(read("0.10"))
        .and_then(|(large, small)| large.checked_add(small));
    assert_eq!(sum.map(money::display).as_deref(), Some("1,000,000,000,000.00"));
}

#[wasm_bindgen_test]
fn money_in_words_goes_there_and_back() {
    let words = "壹拾万零伍佰元零叁分";
    let read = money_in_words::read(words);
    assert_eq!(read.map(|read| money::display(read.amount)).as_deref(), Some("100,500.03"));
    assert_eq!(read.and_then(|read| money_in_words::write(read.amount)).as_deref(), Some(words));
}

#[wasm_bindgen_test]
fn an_identity_number_tells_its_birthday_or_its_fault() {
    let read = |text| id_number::read(&Raw::text(text), TODAY);
    let good = read("11010519491231002X");
    assert_eq!(good.good().and_then(id_number::IdNumber::birthday), Some(date(1949, 12, 31)));
    assert_eq!(read("110105194912310021").fault(), Some(&IdFault::CheckDigit { expected: 'X' }),);
}

#[wasm_bindgen_test]
fn today_comes_from_the_caller() {
    let read = |today| day::read(&Raw::text("2021-02-20"), today);
    assert_eq!(read(TODAY).good(), Some(&TODAY));
    assert!(read(date(2021, 2, 19)).good().is_none());
}
