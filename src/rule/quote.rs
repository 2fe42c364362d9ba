//! Quoting a cell in a sentence.

/// More of a cell than this, in characters, is no help in a sentence.
const LONGEST: usize = 24;
/// A run of so many digits is masked wherever it shows.
const LONG_NUMBER: usize = 7;

/// A cell's text as a sentence quotes it: spaces and line breaks as one space, cut to a
/// length that leaves the sentence readable. For columns that hold nothing personal.
#[must_use]
pub(super) fn quoted(text: &str) -> String {
    let mut words = String::new();
    for word in text.split(crate::value::text::is_space).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("“{}…”", words.get(..cut).unwrap_or_default()),
        None => format!("“{words}”"),
    }
}

/// The same, or `None` where there is nothing to show, or a number so long that it would be
/// masked: a sentence is better off without `“202****0208”`.
pub(super) fn quoted_in_full(text: &str) -> Option<String> {
    let mut digits = 0;
    for c in text.chars() {
        digits = if c.is_numeric() { digits + 1 } else { 0 };
        if digits >= LONG_NUMBER {
            return None;
        }
    }
    (!crate::value::text::is_blank(text)).then(|| quoted(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_one_line_and_short() {
        assert_eq!(quoted(" 全体\n职工\u{3000}福利 "), "“全体 职工 福利”");
        let long = "很".repeat(LONGEST + 1);
        assert_eq!(quoted(&long), format!("“{}…”", "很".repeat(LONGEST)));
        assert_eq!(quoted(&"很".repeat(LONGEST)), format!("“{}”", "很".repeat(LONGEST)));
    }

    #[test]
    fn long_numbers_are_not_quoted() {
        assert_eq!(quoted_in_full("春节前").as_deref(), Some("“春节前”"));
        assert_eq!(quoted_in_full(" 2021.2\n.5 ").as_deref(), Some("“2021.2 .5”"));
        assert_eq!(quoted_in_full("20210208"), None);
        assert_eq!(quoted_in_full("２０２１０２０８"), None);
        assert_eq!(quoted_in_full(" 　"), None);
    }
}
