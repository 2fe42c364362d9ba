#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2021, 2, 20);

fn read_at(text: &str) -> Reading<IdNumber, IdFault> {
    read(&Raw::text(text), TODAY)
}

fn good(text: &str) -> (IdNumber, Ways) {
    match read_at(text) {
        Reading::Good { value, ways } => (value, ways),
        other => panic!("{text:?} gives {other:?}"),
    }
}

fn fault_of(text: &str) -> Option<IdFault> {
    read_at(text).fault().copied()
}

/// 17 digits with their check character, by the congruence of ISO 7064 rather than by the
/// table above.
fn complete(body: &str) -> String {
    let congruent = |check: u32| {
        let sum: u32 = body
            .bytes()
            .enumerate()
            .map(|(i, b)| u32::from(b - b'0') * (2_u32.pow(17 - u32::try_from(i).unwrap()) % 11))
            .sum();
        (sum + check) % 11 == 1
    };
    let check = (0..11).find(|&check| congruent(check)).unwrap();
    format!("{body}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
}

#[test]
fn published_examples_of_the_standard() {
    let (woman, ways) = good("11010519491231002X");
    assert_eq!(ways, Ways::NONE);
    assert_eq!(woman.birthday(), Some(date(1949, 12, 31)));
    assert_eq!(woman.sex(), Some(Sex::Female));
    assert_eq!(woman.kind(), IdKind::Resident);
    let (man, _) = good("440524188001010014");
    assert_eq!(man.birthday(), Some(date(1880, 1, 1)));
    assert_eq!(man.sex(), Some(Sex::Male));
}

#[test]
fn tidies_and_says_how() {
    let number = "11010519491231002X";
    for (text, way) in [
        ("11010519491231002x", Way::LowerX),
        ("110105 19491231 002X", Way::Spaces),
        ("110105194912\n31002X", Way::Spaces),
        ("\u{FEFF}11010519491231002X\u{00A0}", Way::Spaces),
        ("'11010519491231002X", Way::Apostrophe),
        ("＇11010519491231002X", Way::Apostrophe),
        ("11010519491231002Ｘ", Way::FullWidth),
        ("110105-19491231-002X", Way::Separators),
    ] {
        let (value, ways) = good(text);
        assert_eq!(value.as_str(), number, "{text:?}");
        assert_eq!(ways, Ways::NONE.with(way), "{text:?}");
    }
    let (_, ways) = good("１1010519491231002ｘ ");
    assert_eq!(ways, Ways::NONE.with(Way::FullWidth).with(Way::LowerX).with(Way::Spaces));
}

#[test]
fn faults_in_order_of_precedence() {
    assert_eq!(fault_of("3.10101E+17"), Some(IdFault::LostDigits));
    assert_eq!(fault_of("3.10101e17"), Some(IdFault::LostDigits));
    assert_eq!(fault_of("1101051949123100"), Some(IdFault::Shape { len: 16 }));
    assert_eq!(fault_of("11010519491231002XX"), Some(IdFault::Shape { len: 19 }));
    assert_eq!(fault_of("1101051949l231002X"), Some(IdFault::Shape { len: 18 }));
    assert_eq!(fault_of("11O10519491231002X"), Some(IdFault::Shape { len: 18 }));
    assert_eq!(fault_of("身份证11010519491231002X"), Some(IdFault::Shape { len: 21 }));
    assert_eq!(fault_of("110105194912310021"), Some(IdFault::CheckDigit { expected: 'X' }));
    // A wrong birthday comes before a wrong province, and that before a wrong check digit.
    assert_eq!(fault_of("160105194913310021"), Some(IdFault::Birthday));
    assert_eq!(fault_of("160105194912310021"), Some(IdFault::Province));
    assert_eq!(fault_of(&complete("11010520230229001")), Some(IdFault::Birthday));
    assert_eq!(fault_of(&complete("11010520210221001")), Some(IdFault::Birthday));
    assert_eq!(fault_of(&complete("11010520210220001")), None);
    assert_eq!(fault_of(&complete("11010510210220001")), Some(IdFault::Birthday));
}

#[test]
fn provinces() {
    let known: Vec<u32> = (10..100)
        .filter(|code| fault_of(&complete(&format!("{code}010119900101001"))).is_none())
        .collect();
    let listed: Vec<u32> = [11..=15, 21..=23, 31..=37, 41..=46, 50..=54, 61..=65, 71..=71, 81..=83]
        .into_iter()
        .flatten()
        // Those beginning with 9 are foreigners' and have no province in front.
        .chain(90..=99)
        .collect();
    assert_eq!(known, listed);
}

#[test]
fn old_numbers_are_guessed() {
    match read_at("110105491231002") {
        Reading::Guess { value, fault } => {
            assert_eq!(value.as_str(), "11010519491231002X");
            assert_eq!(fault, IdFault::Old);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(fault_of("110105491331002"), Some(IdFault::Birthday));
    assert_eq!(fault_of("160105491231002"), Some(IdFault::Province));
}

#[test]
fn number_cells() {
    let number = |n: f64, text: &str| read(&Raw { text, stored: Stored::Number(n) }, TODAY);
    assert_eq!(
        number(110_105_194_912_310_020.0, "110105194912310000").fault(),
        Some(&IdFault::LostDigits)
    );
    assert_eq!(number(1e15, "1000000000000000").fault(), Some(&IdFault::LostDigits));
    assert_eq!(
        number(110_105_491_231_002.0, "110105491231002").known().map(IdNumber::as_str),
        Some("11010519491231002X")
    );
    assert_eq!(number(12345.0, "12345").fault(), Some(&IdFault::Shape { len: 5 }));
    assert_eq!(number(-1.5, "-1.5").fault(), Some(&IdFault::Shape { len: 2 }));
}

#[test]
fn other_documents() {
    for (text, kind) in [
        ("911124198108030024", IdKind::ForeignPermanent),
        ("USA310081010101", IdKind::ForeignPermanent),
        ("H12345678", IdKind::Other),
        ("M1234567801", IdKind::Other),
        ("E12345678", IdKind::Other),
        ("EA1234567", IdKind::Other),
        ("e1234567", IdKind::Other),
        ("01234567", IdKind::Other),
    ] {
        let text = if text.len() == 18 { complete(&text[..17]) } else { text.to_owned() };
        let (value, ways) = good(&text);
        assert_eq!(value.kind(), kind, "{text}");
        assert_eq!(value.as_str(), text.to_ascii_uppercase());
        assert_eq!(ways, Ways::NONE);
    }
    for (text, number) in [
        ("军字第1234567号", "军字1234567"),
        ("士兵证 20041234", "士兵证20041234"),
        ("护照E12345678", "E12345678"),
        ("台胞证：01234567", "01234567"),
    ] {
        let (value, ways) = good(text);
        assert_eq!((value.as_str(), value.kind()), (number, IdKind::Other), "{text}");
        assert_eq!((value.birthday(), value.sex(), ways), (None, None, Ways::NONE), "{text}");
    }
    assert_eq!(fault_of("军字第12号"), Some(IdFault::Shape { len: 6 }));
    assert_eq!(fault_of("护照310101196803120025"), Some(IdFault::Shape { len: 20 }));
    // A birthday is no permit.
    assert_eq!(fault_of("19900101"), Some(IdFault::Shape { len: 8 }));
    assert_eq!(fault_of("123456789"), Some(IdFault::Shape { len: 9 }));
    assert_eq!(fault_of("A1234567890"), Some(IdFault::Shape { len: 11 }));
}

#[test]
fn sexes() {
    let sex = |text: &str| read_sex(&Raw::text(text));
    assert_eq!(sex("男"), Reading::clean(Sex::Male));
    assert_eq!(
        sex(" 女"),
        Reading::Good { value: Sex::Female, ways: Ways::NONE.with(Way::Spaces) }
    );
    assert_eq!(sex("Ｍ"), Reading::Good { value: Sex::Male, ways: Ways::NONE.with(Way::Wording) });
    assert_eq!(sex("男女"), Reading::Bad(()));
    assert_eq!(sex(""), Reading::Blank);
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*|[0-9xXA-Z '-]{0,20}", number in any::<f64>()) {
        let _ = read_at(&text);
        let _ = read(&Raw { text: &text, stored: Stored::Number(number) }, TODAY);
        let _ = read_sex(&Raw::text(&text));
    }

    #[test]
    fn check_characters_agree_with_the_congruence(
        body in "3[1-7][0-9]{4}19[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}",
        place in 0_usize..17,
        by in 1_u8..10,
    ) {
        let number = complete(&body);
        let value = *read_at(&number).good().unwrap();
        prop_assert_eq!(read_at(value.as_str()), Reading::clean(value));
        // Every slip in one digit is found.
        let mut bytes = number.into_bytes();
        bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
        let slip = String::from_utf8(bytes).unwrap();
        prop_assert!(read_at(&slip).fault().is_some(), "{}", slip);
    }
}
