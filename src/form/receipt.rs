//! 核验回执: the line below a cleaned form that says what was checked, as it is recognised.

/// How the line begins.
pub const TITLE: &str = "核验回执";
/// What stands before its code.
pub const CODE: &str = "内容校验码 ";
/// What stands before the standard's name; its hash follows in brackets.
const STANDARD: &str = "，标准 ";
/// Characters of the code; enough that no change by hand keeps it.
pub const CODE_DIGITS: usize = 24;

/// Whether a text is a receipt: it is written anew each time, and no note to carry over.
#[must_use]
pub fn is_receipt(text: &str) -> bool {
    text.trim_start().starts_with(TITLE) && text.contains(CODE)
}

/// A receipt as [before its standard, the standard, after it, its code]: standard (`shanghai-2020-178`)
/// and code look like numbers and are nobody's. `None` for any other text, and for one whose code
/// is none: what stands there might be somebody's.
#[must_use]
pub fn parts(text: &str) -> Option<[&str; 4]> {
    let at = text.find(CODE).filter(|_| is_receipt(text))? + CODE.len();
    let (statement, code) = text.split_at_checked(at)?;
    let groups = || code.split('-');
    let is_code = groups().map(str::len).sum::<usize>() == CODE_DIGITS
        && groups().all(|group| group.len() == 4 && group.bytes().all(|it| it.is_ascii_hexdigit()));
    let from = statement.find(STANDARD).map_or(0, |at| at + STANDARD.len());
    let (before, rest) = statement.split_at_checked(from)?;
    let (standard, after) = match rest.find('（') {
        Some(end) if from > 0 => rest.split_at_checked(end)?,
        _ => ("", rest),
    };
    is_code.then_some([before, standard, after, code])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_24_hexadecimal_digits_in_fours_behind_a_receipt() {
        let code = "0123-4567-89AB-CDEF-0123-4567";
        let bare = format!("{TITLE}（1/1）：12 人。{CODE}{code}");
        assert_eq!(parts(&bare), Some(["", "", bare.trim_end_matches(code), code]));
        let before = format!("{TITLE}（1/1）：暖表 0.1.0，标准 ");
        let after = format!("（1cc16ead6689），12 人。{CODE}");
        let line = format!("{before}shanghai-2020-178{after}{code}");
        assert_eq!(parts(&line), Some([before.as_str(), "shanghai-2020-178", &after, code]));
        for other in [
            format!("备注：{line}"),
            format!("{line}-0123"),
            format!("{TITLE}。{CODE}310101196803120021"),
            format!("{TITLE}。{CODE}0123-4567-89AB-CDEF-0123-456号"),
            format!("{CODE}{code}"),
            String::new(),
        ] {
            assert_eq!(parts(&other), None, "{other}");
        }
    }
}
