//! "Values, exactly" of the form's page, sentence by sentence: a text in a cell of the form,
//! and what is said about it.

use super::told;
use nuanbiao::form::Field::{self, Account, Cash, Date, IdNumber, Name, Phone};
use nuanbiao::rule::Change::Cell;
use nuanbiao::rule::Put::{Number, Text};

/// What is said about a text in the first person's cell of a column: the codes of that cell.
fn said(field: Field, text: String) -> Vec<String> {
    let text: &'static str = text.leak();
    let changes = vec![Cell(0, field, Text(text))].leak();
    let mut codes: Vec<_> = told(changes).iter().map(|it| it[..4].to_owned()).collect();
    codes.retain(|code| code.starts_with(['P', 'B', 'D', 'A', 'C']));
    codes
}

fn check(field: Field, table: &[(&str, &str, &[&str])]) {
    for (sentence, text, codes) in table {
        assert_eq!(said(field, (*text).to_owned()), *codes, "{sentence}: {text}");
    }
}

/// The 18th character of an identity number.
fn complete(body: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(c, weight)| u32::from(c - b'0') * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum as usize % 11]))
}

#[test]
fn identity_numbers() {
    check(
        IdNumber,
        &[
            ("17 digits and a check", "310101196803120025", &[]),
            ("the check is wrong", "310101196803120024", &["P203"]),
            ("17 digits", "31010119680312002", &["P202"]),
            ("19 digits", "3101011968031200255", &["P202"]),
            ("letters", "31010119680312OO25", &["P202"]),
            ("15 digits", "310101680312002", &["P207"]),
            ("an apostrophe", "'310101196803120025", &["P211"]),
            ("full width", "３１０１０１１９６８０３１２００２５", &["P211"]),
            ("spaces", "310101 19680312 0025", &["P211"]),
            ("an exponent", "3.10101E+17", &["P206"]),
            ("a permit of Hong Kong people", "H1234567801", &["P208"]),
            ("a passport", "E12345678", &["P208"]),
            ("foreign permanent residents, the older kind", "USA310068031200", &[]),
        ],
    );
    let bodies: [(&str, &str, &[&str]); 10] = [
        ("the last day of February in a leap year", "31010119680229002", &[]),
        ("no real birthday", "31010119690229002", &["P204"]),
        ("a birthday after today", "31010120220229002", &["P204"]),
        ("province 54", "54010119680312002", &[]),
        ("residents of Hong Kong: 81", "81000019680312002", &[]),
        ("of Macao: 82", "82000019680312002", &[]),
        ("of Taiwan: 83", "83000019680312002", &[]),
        ("71", "71000019680312002", &[]),
        ("no province 16", "16010119680312002", &["P205"]),
        ("the 17th digit is odd: male", "31010119680312003", &["P209"]),
    ];
    for (sentence, body, codes) in bodies {
        assert_eq!(said(IdNumber, complete(body)), codes, "{sentence}: {body}");
    }
    // Lower-case x is mended to X.
    let x = (0..1000).map(|n| complete(&format!("31010119680312{n:03}"))).find(|id| {
        let female = id.as_bytes()[16] % 2 == 0;
        id.ends_with('X') && female
    });
    assert_eq!(said(IdNumber, x.unwrap().to_lowercase()), ["P211"]);
    // Foreign permanent residents: 18 digits beginning with 9, the same check.
    let foreign = complete("91100019680312002");
    let wrong = format!("{}{}", &foreign[..17], if foreign.ends_with('0') { '1' } else { '0' });
    assert!(!said(IdNumber, foreign).contains(&"P203".to_owned()));
    assert_eq!(said(IdNumber, wrong), ["P203"]);
}

#[test]
fn accounts() {
    check(
        Account,
        &[
            ("9 digits are enough", "100123456", &[]),
            ("30 are too", "100123456789012345678901234567", &[]),
            ("8 are not", "10012345", &["B105"]),
            ("nor 31", "1001234567890123456789012345678", &["B105"]),
            ("letters", "6222O20200112233446", &["B105"]),
            ("62 and 19 digits pass Luhn", "6222020200112233446", &[]),
            ("or not", "6222020200112233447", &["B106"]),
            ("62 and 16 digits", "6222020200112233", &["B106"]),
            ("62 and 17 digits have no check digit", "62220202001122334", &[]),
            ("another prefix has none", "1001234567890123456", &[]),
            ("an exponent", "6.22202E+18", &["B107"]),
            ("groups", "6222 0202 0011 2233 446", &["B112"]),
        ],
    );
}

#[test]
fn phones() {
    check(
        Phone,
        &[
            ("a mobile", "13800001234", &[]),
            ("19…", "19900001234", &[]),
            ("no mobile begins with 12", "12800001234", &["P302"]),
            ("10 digits", "1380000123", &["P302"]),
            ("Shanghai, without 021", "63214567", &[]),
            ("with it", "021-63214567", &[]),
            ("of 7 digits", "021-6321456", &["P302"]),
            ("another town, 7 digits", "0513-3321456", &[]),
            ("8 digits", "0512-63214567", &[]),
            ("an extension", "021-63214567-801", &[]),
            ("+86", "+8613800001234", &["P302"]),
            ("0086", "008613800001234", &["P302"]),
        ],
    );
}

#[test]
fn names() {
    check(
        Name,
        &[
            ("one character", "陈", &["P102"]),
            ("digits", "陈桂芳2", &["P102"]),
            ("等5人", "陈桂芳等5人", &["P102"]),
            ("several", "陈桂芳、刘建国", &["P102"]),
            ("同志 is mended off", "陈桂芳同志", &["P105"]),
            ("师傅", "陈桂芳师傅", &["P105"]),
            ("先生", "陈桂芳先生", &["P105"]),
            ("spaces", "陈 桂 芳", &["P103"]),
            ("a placeholder", "待补", &["P101"]),
            ("private use", "陈桂\u{E000}", &["P104", "B109"]),
        ],
    );
    // Unicode scalar values are counted: up to 50, those beyond the BMP as one each.
    assert_eq!(said(Name, "𠮷".repeat(50)), ["B109"]);
    assert_eq!(said(Name, "𠮷".repeat(51)), ["P102"]);
}

#[test]
fn dates() {
    check(
        Date,
        &[
            ("canonical", "2021-02-05", &[]),
            ("points", "2021.2.5", &["D104"]),
            ("slashes", "2021/2/5", &["D104"]),
            ("8 digits", "20210205", &["D104"]),
            ("年月日", "2021年2月5日", &["D104"]),
            ("a month", "2021年2月", &["D105"]),
            ("two digits", "21/2/5", &["D105"]),
            ("no year", "2月5日", &["D105"]),
            ("a time", "春节前", &["D102"]),
            ("no such day", "2021-02-30", &["D102"]),
            ("after today", "2021-12-05", &["D103"]),
        ],
    );
}

#[test]
fn amounts() {
    check(
        Cash,
        &[
            ("元", "1000元", &["A105"]),
            ("￥", "￥1000.00", &["A105"]),
            ("thousands", "1,000", &["A105"]),
            ("plain numerals", "一千元", &["A105"]),
            ("capital numerals", "壹仟元整", &["A105"]),
            ("text for number", "1000", &["A105"]),
            ("万", "0.1万", &["A106"]),
            ("a person", "1000/人", &["A106"]),
            ("a product", "500×2", &["A106"]),
            ("about", "一千左右", &["A102"]),
            ("nothing", "0", &["A103"]),
            ("less", "-1000", &["A103"]),
        ],
    );
    let noise = vec![Cell(0, Cash, Number(1_000.000_000_1))].leak();
    assert_eq!(told(noise), ["A105 J6"]);
    let fractions = vec![Cell(0, Cash, Number(1_000.005))].leak();
    assert_eq!(told(fractions)[0], "A104 J6");
}
