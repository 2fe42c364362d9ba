//! How messages quote cells.

/// How many characters of a cell a sentence quotes.
const QUOTED: usize = 24;

/// A cell's text as a sentence quotes it: spaces and line breaks as one space, cut to a
/// length that leaves the sentence readable.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut words = String::new();
    for word in text.split(crate::value::text::is_space).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match words.char_indices().nth(QUOTED) {
        Some((cut, _)) => format!("“{}…”", words.get(..cut).unwrap_or_default()),
        None => format!("“{words}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_one_line_and_short() {
        assert_eq!(quoted(" 全体\n职工\u{3000}福利 "), "“全体 职工 福利”");
        let long = "很".repeat(QUOTED + 1);
        assert_eq!(quoted(&long), format!("“{}…”", "很".repeat(QUOTED)));
        assert_eq!(quoted(&"很".repeat(QUOTED)), format!("“{}”", "很".repeat(QUOTED)));
    }
}
