//! Text for HTML in which dates, file names and amounts stay on one line.

use maud::{Markup, html};

/// The longest word kept whole: a longer one might be wider than its cell.
const LONGEST: usize = 20;

/// A text whose short words of figures and Latin letters are not broken inside (class `u`):
/// browsers break `2021-02-05` behind a hyphen, and in narrow cells `.xlsx` anywhere.
pub(super) fn unbroken(text: &str) -> Markup {
    html! {
        @for (word, whole) in words(text) {
            @if whole { span.u { (word) } } @else { (word) }
        }
    }
}

/// A text in pieces, each with whether it is to be kept whole.
fn words(text: &str) -> Vec<(&str, bool)> {
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ',' | '_');
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    // What lies between two kept words, from where it began.
    let mut from = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.find(|c| !latin(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if (2..=LONGEST).contains(&length) && word.contains(['-', '.', ',']) {
            pieces.extend(text.get(from..at).filter(|it| !it.is_empty()).map(|it| (it, false)));
            pieces.push((word, true));
            from = at + length;
        }
        let next =
            rest.get(length..).and_then(|rest| rest.find(latin)).unwrap_or(rest.len() - length);
        at += length + next;
    }
    pieces.extend(text.get(from..).filter(|it| !it.is_empty()).map(|it| (it, false)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_file_names_and_amounts_are_kept_whole_and_nothing_is_lost() {
        for (text, html) in [
            ("2021-02-05 发过", "<span class=\"u\">2021-02-05</span> 发过"),
            ("厂工会/090.csv D5", "厂工会/<span class=\"u\">090.csv</span> D5"),
            ("甲厂.xlsx", "甲厂<span class=\"u\">.xlsx</span>"),
            ("共 1,000.00 元", "共 <span class=\"u\">1,000.00</span> 元"),
            ("A110 第 7 行", "A110 第 7 行"),
            ("a-b<b>", "<span class=\"u\">a-b</span>&lt;b&gt;"),
            (
                "a-very-long-name-that-no-cell-holds.xlsx",
                "a-very-long-name-that-no-cell-holds.xlsx",
            ),
            ("", ""),
        ] {
            assert_eq!(unbroken(text).into_string(), html);
        }
        for text in ["。-.", "é1-2é", "1-2、3-4", "，，"] {
            let pieces: String = words(text).into_iter().map(|(word, _)| word).collect();
            assert_eq!(pieces, text);
        }
    }
}
