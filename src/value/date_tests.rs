#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
use super::*;
use proptest::prelude::*;

const TODAY: Date = date(2021, 2, 20);
const DAY: Date = date(2021, 2, 8);

fn at(text: &str) -> Reading<Date, DateFault> {
    read(&Raw::text(text), TODAY)
}

#[test]
fn serials_count_as_excel_does() {
    for (serial, day) in [
        (1.0, Some(date(1900, 1, 1))),
        (59.0, Some(date(1900, 2, 28))),
        (60.0, None),
        (61.0, Some(date(1900, 3, 1))),
        (44_235.0, Some(DAY)),
        (44_235.4, Some(DAY)),
        (44_234.999_999_999, Some(DAY)),
        (2_958_465.0, Some(date(9999, 12, 31))),
        (2_958_466.0, None),
        (0.5, None),
        (-1.0, None),
        (f64::NAN, None),
        (f64::INFINITY, None),
    ] {
        assert_eq!(from_serial(serial), day, "{serial}");
        if let Some(day) = day {
            assert_eq!(to_serial(day), serial.round());
        }
    }
}

#[test]
fn complete_dates() {
    assert_eq!(at("2021-02-08"), Reading::clean(DAY));
    assert_eq!(read(&Raw { text: "", stored: Stored::Date(44_235.0) }, TODAY), Reading::clean(DAY));
    for text in [
        "2021.2.8",
        "2021/2/8",
        "2021-2-8",
        "2021/02/08",
        "20210208",
        "2021年2月8日",
        "2021年02月08日",
        "2021年2月8号",
        "2021 年 2 月 8 日",
        "2021-02-08 00:00:00",
        "2021/2/8 14:30",
        "2021-02-08T08:00:00",
        "2021年2月8日 星期一",
        "2021年2月8日（星期一）",
        "2021年2月8日周一",
        "2021年2月8日上午",
        "2021年2月8日上午9时30分",
        "2021．2．8",
        "2021。2。8",
        "2021.2.8.",
        "2021 2 8",
        "2021\\2\\8",
        "二〇二一年二月八日",
        "二○二一年二月八日",
        "44235",
        "2021-02-08 00:00:00.000",
        "２０２１年２月８日",
        "2021年2月8",
        "'20210208",
    ] {
        let expected = Reading::Good { value: DAY, ways: Ways::NONE.with(Way::DateStyle) };
        assert_eq!(at(text), expected, "{text}");
    }
    let number = |text, n| read(&Raw { text, stored: Stored::Number(n) }, TODAY);
    let expected = Reading::Good { value: DAY, ways: Ways::NONE.with(Way::DateStyle) };
    assert_eq!(number("20210208", 20_210_208.0), expected);
    assert_eq!(number("44235", 44_235.0), expected);
    assert_eq!(at("2021-02-08 "), Reading::Good { value: DAY, ways: Ways::NONE.with(Way::Spaces) });
    assert_eq!(
        at("２０２１-02-08"),
        Reading::Good { value: DAY, ways: Ways::NONE.with(Way::FullWidth) }
    );
    assert_eq!(at("二〇二〇年十二月三十一日").good(), Some(&date(2020, 12, 31)));
    assert_eq!(at("2020年12月二十日").good(), Some(&date(2020, 12, 20)));
}

#[test]
fn incomplete_dates_are_guessed() {
    use Gap::{Century, Day, Year};
    for (text, day, gap) in [
        ("2021年2月", date(2021, 2, 1), Day),
        ("2021年2月份", date(2021, 2, 1), Day),
        ("2021.2", date(2021, 2, 1), Day),
        ("2021-02", date(2021, 2, 1), Day),
        ("202102", date(2021, 2, 1), Day),
        ("21年2月", date(2021, 2, 1), Day),
        ("21/2/8", DAY, Century),
        ("21.2.8", DAY, Century),
        ("21年2月8日", DAY, Century),
        ("210208", DAY, Century),
        ("2月8日", DAY, Year),
        ("2月8号", DAY, Year),
        ("2.8", DAY, Year),
        ("2/8", DAY, Year),
        ("二月八日", DAY, Year),
        // Without a year it is the last such day.
        ("12月25日", date(2020, 12, 25), Year),
        ("2月29日", date(2020, 2, 29), Year),
    ] {
        let guess = Reading::Guess { value: day, fault: DateFault::Incomplete(gap) };
        assert_eq!(at(text), guess, "{text}");
    }
}

#[test]
fn a_missing_year_is_that_of_the_time_the_form_is_about() {
    let today = date(2022, 6, 1);
    let year = |year: i16| Time { first: date(year, 1, 1), last: date(year, 12, 31) };
    let festival = Time { first: date(2020, 12, 1), last: date(2021, 3, 10) };
    let january = Time { first: date(2021, 1, 1), last: date(2021, 1, 31) };
    for (text, about, day) in [
        ("2月8日", year(2021), date(2021, 2, 8)),
        ("12月25日", year(2021), date(2021, 12, 25)),
        ("12.25", year(2019), date(2019, 12, 25)),
        // Before the festival whose year the title names, as a grant for it is.
        ("12月25日", festival, date(2020, 12, 25)),
        ("2.5", festival, date(2021, 2, 5)),
        ("12月30日", january, date(2020, 12, 30)),
        ("2月1日", january, date(2021, 2, 1)),
        ("2月29日", year(2021), date(2020, 2, 29)),
        // Of the year to come there is nothing yet.
        ("7月1日", year(2022), date(2021, 7, 1)),
        ("2月8日", year(2023), date(2022, 2, 8)),
    ] {
        let guess = Reading::Guess { value: day, fault: DateFault::Incomplete(Gap::Year) };
        assert_eq!(read_about(&Raw::text(text), today, Some(about)), guess, "{text} {about:?}");
    }
    // A day that has its year keeps it.
    assert_eq!(read_about(&Raw::text("2021.2.8"), TODAY, Some(year(2019))).good(), Some(&DAY));
}

#[test]
fn unreadable_and_future_dates() {
    for text in [
        "春节前",
        "2021年",
        "2021",
        "2月",
        "2月8日-10日",
        "2021年2月8日至10日",
        "2021年2月8日-2月10日",
        "2021.2.8-2.10",
        "2021-02-30",
        "2021年13月1日",
        "20211301",
        "2021年2月上旬",
        "2021年2月8日前",
        "2月30日",
        "0021-02-08",
        "1021-02-08",
        "8/2/2021",
        "12345",
        "2021-2-081",
        "2021-02-08 25:00",
        "2021-02-08-",
        "2021-02-08 99",
        "99999999999999999999",
        "星期一",
        "正月初八",
        "2.30",
    ] {
        assert_eq!(at(text), Reading::Bad(DateFault::Unreadable), "{text}");
    }
    assert_eq!(at("2021-02-20"), Reading::clean(TODAY));
    assert_eq!(at("2021-02-21"), Reading::Bad(DateFault::Future(date(2021, 2, 21))));
    assert_eq!(
        read(&Raw { text: "", stored: Stored::Date(44_300.0) }, TODAY),
        Reading::Bad(DateFault::Future(date(2021, 4, 14)))
    );
    assert_eq!(at("待定"), Reading::Placeholder);
    assert_eq!(at("同上"), Reading::Ditto);
}

proptest! {
    #[test]
    fn never_panics(
        text in "\\PC*|[0-9年月日号./ 一二三十〇:星期上午T-]{0,24}",
        number in any::<f64>(),
        about in proptest::option::of((-9999_i16..=9999, -9999_i16..=9999)),
    ) {
        let about = about.map(|(a, b)| Time { first: date(a, 1, 1), last: date(b, 12, 31) });
        for stored in [Stored::Text, Stored::Number(number), Stored::Date(number)] {
            let _ = read_about(&Raw { text: &text, stored }, TODAY, about);
        }
    }

    #[test]
    fn every_style_gives_the_same_day(serial in 36_526_i32..44_247) {
        let day = from_serial(f64::from(serial)).unwrap();
        let (y, m, d) = (day.year(), day.month(), day.day());
        prop_assert_eq!(at(&day.to_string()), Reading::clean(day));
        for text in [
            format!("{y}.{m}.{d}"),
            format!("{y}/{m:02}/{d:02}"),
            format!("{y}年{m}月{d}日"),
            format!("{y}{m:02}{d:02}"),
            serial.to_string(),
        ] {
            let expected = Reading::Good { value: day, ways: Ways::NONE.with(Way::DateStyle) };
            prop_assert_eq!(at(&text), expected, "{}", text);
        }
    }
}
