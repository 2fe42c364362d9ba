//! Quoting a cell in a sentence.

/// More of a cell than this is no help in a sentence.
const LONGEST: usize = 20;
/// A run of so many digits is masked wherever it shows, so it is not quoted at all.
const LONG_NUMBER: usize = 7;

/// A cell's text in quotation marks, cut off where it is long; `None` if there is nothing
/// to show, or if it holds a number that would have to be masked. For columns that hold
/// nothing personal.
pub(super) fn quoted(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut digits = 0;
    for c in text.chars() {
        digits = if c.is_numeric() { digits + 1 } else { 0 };
        if digits >= LONG_NUMBER {
            return None;
        }
    }
    if text.is_empty() {
        return None;
    }
    let shown: String = text.chars().take(LONGEST).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    Some(format!("“{shown}{more}”"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_not_quoted() {
        assert_eq!(quoted("春节前").as_deref(), Some("“春节前”"));
        assert_eq!(quoted(" 2021.2\n.5 ").as_deref(), Some("“2021.2 .5”"));
        assert_eq!(quoted("20210208"), None);
        assert_eq!(quoted("２０２１０２０８"), None);
        assert_eq!(quoted(" 　"), None);
        assert_eq!(
            quoted(&"春".repeat(30)).as_deref(),
            Some(format!("“{}…”", "春".repeat(20)).as_str())
        );
    }
}
