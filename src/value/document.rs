//! Numbers of documents other than the identity card, in the words people write them with:
//! 军字第1234567号, 护照：E12345678.

use super::text::squeeze;

/// Documents of people in uniform: their numbers are digits, often behind a 字号.
const UNIFORMED: [&str; 9] = [
    "军官证",
    "警官证",
    "文职干部证",
    "文职人员证",
    "士兵证",
    "士官证",
    "军士证",
    "军人证",
    "学员证",
];

/// Documents known by the form of their numbers.
const PAPERS: [&str; 8] = [
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "港澳通行证",
    "通行证",
    "回乡证",
    "台胞证",
    "永久居留证",
];

/// How many digits a number of the first kind has.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=8;

/// What a text says of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// 军字1234567, 士兵证1234567: what the number is told apart by, at most 17 bytes.
    Uniformed(String),
    /// What stands behind the name of a paper.
    Paper(String),
}

/// Reads a document's number from a text with words in it; `None` if it names no document.
pub(super) fn read(text: &str) -> Option<Written> {
    // Nearly every number is digits and letters only.
    if text.is_ascii() {
        return None;
    }
    let text = squeeze(text);
    let name_of = |names: &'static [&'static str]| {
        names.iter().find_map(|name| Some((*name, text.strip_prefix(name)?)))
    };
    if let Some((_, rest)) = name_of(&PAPERS) {
        return Some(Written::Paper(bare(rest).to_owned()));
    }
    let (name, rest) =
        name_of(&UNIFORMED).map_or((None, &*text), |(name, rest)| (Some(name), rest));
    let number = bare(rest);
    if let Some((corps, digits)) = number.split_once('字') {
        let digits = digits.trim_start_matches('第');
        let is_corps = (1..=2).contains(&corps.chars().count())
            && corps.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
        return (is_corps && is_number(digits))
            .then(|| Written::Uniformed(format!("{corps}字{digits}")));
    }
    // The last three characters tell such documents apart, and keep the number short.
    let at = name?.char_indices().rev().nth(2)?.0;
    let short = name?.get(at..)?;
    is_number(number).then(|| Written::Uniformed(format!("{short}{number}")))
}

/// A number without what leads to it (编号, 号码：) and the 号 behind it.
fn bare(text: &str) -> &str {
    const SIGNS: [char; 4] = [':', '(', ')', '.'];
    let mut text = text.trim_matches(SIGNS);
    for word in ["编号", "号码", "号"] {
        text = text.strip_prefix(word).unwrap_or(text).trim_start_matches(SIGNS);
    }
    text.strip_suffix('号').unwrap_or(text)
}

fn is_number(text: &str) -> bool {
    DIGITS.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_apart_by_what_stands_before_them() {
        let uniformed = |text: &str| Some(Written::Uniformed(text.to_owned()));
        for text in ["军字第1234567号", "军字1234567", "军官证：军字第 １２３４５６７ 号"]
        {
            assert_eq!(read(text), uniformed("军字1234567"), "{text}");
        }
        assert_eq!(read("武字第01234567号"), uniformed("武字01234567"));
        assert_eq!(read("士兵证号12345678"), uniformed("士兵证12345678"));
        assert_eq!(read("文职干部证1234567"), uniformed("干部证1234567"));
        assert_eq!(read("护照（E12345678）"), Some(Written::Paper("E12345678".to_owned())));
        for text in ["1234567", "军字第12号", "工会字第1234567号码", "身份证1234567", "军官证", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
