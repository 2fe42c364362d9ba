//! Lines of a table that are nobody's row: notes, headings, codes, 以下空白.

use super::fold::{fold, fold_start};
use super::{dates, is_empty, title};
use crate::workbook::{CellValue, Row};

/// Text longer than this, in bytes, says no such thing.
const LONGEST: usize = 160;

/// 甲, A, 3, (3), ③, 7=5+6, 栏次, —.
pub(super) fn is_code(value: &CellValue) -> bool {
    match value {
        CellValue::Number(number) => (0.0..100.0).contains(number) && number.fract() == 0.0,
        CellValue::Text(text) => {
            let folded = fold_start(text, 17);
            let mut all = folded.chars();
            match (all.next(), all.next()) {
                (Some(one), None) => {
                    one.is_ascii_alphanumeric()
                        || "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥—-/×".contains(one)
                        || ('①'..='⑳').contains(&one)
                }
                _ if matches!(folded.as_str(), "栏次" | "行次" | "栏目" | "--") => true,
                _ => {
                    folded.len() <= 16
                        && folded.chars().all(|c| {
                            c.is_ascii_digit()
                                || matches!(c, '(' | ')' | '=' | '+' | '-' | '*' | '×')
                                || ('①'..='⑳').contains(&c)
                        })
                        && (folded.contains(['=', '(', '+']) || folded.len() <= 2)
                }
            }
        }
        _ => false,
    }
}

/// Whether all a row has is a date, in one cell or in parts: the date of the form.
pub(super) fn is_date_line(row: &Row) -> bool {
    let mut joined = String::new();
    for cell in row.cells.iter().filter(|cell| !is_empty(&cell.value)) {
        if matches!(cell.value, CellValue::Date(_)) && joined.is_empty() && row.cells.len() == 1 {
            return true;
        }
        joined.push_str(&cell.value.display());
        if joined.len() > LONGEST {
            return false;
        }
    }
    dates::read(&joined).is_some()
}

/// 12人, and nothing else.
pub(super) fn is_count(value: &CellValue) -> bool {
    let CellValue::Text(text) = value else { return false };
    let folded = fold_start(text, 8);
    let digits = folded.trim_end_matches(['人', '名', '户']);
    digits.len() < folded.len() && digits.bytes().all(|it| it.is_ascii_digit())
}

/// Notes begin with a word that says so.
pub(super) fn is_note(text: &str) -> bool {
    let folded = fold_start(text, 12);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    begins(&[
        "填表说明",
        "填报说明",
        "填写说明",
        "注意事项",
        "备注:",
        "备注1",
        "说明:",
        "说明1",
        "附注",
    ]) || begins(&["注:", "注1", "注.", "注;", "※", "★", "*"])
        || matches!(folded.as_str(), "注" | "备注" | "说明")
}

/// Whether all a row has is a heading, in whatever column it stands: the title again, or
/// 「一、困难职工」, 「附：代领人名单」.
pub(super) fn is_heading(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !is_empty(&cell.value));
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    let CellValue::Text(text) = &cell.value else { return false };
    title::is_named(text) || {
        let folded = fold_start(text, 8);
        if ["附:", "附件", "附表"].iter().any(|word| folded.starts_with(word)) {
            return true;
        }
        let number = folded.trim_start_matches('(').trim_start_matches('第');
        let rest = number.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        rest.len() < number.len() && rest.starts_with([',', ')', '.'])
    }
}

/// 其中:困难职工…: what a sum is made of.
pub(super) fn is_share(text: &str) -> bool {
    fold_start(text, 2) == "其中"
}

/// 以下空白: nothing follows.
pub(super) fn is_end_mark(row: &Row) -> bool {
    row.cells.iter().filter(|cell| !is_empty(&cell.value)).take(2).any(|cell| match &cell.value {
        CellValue::Text(text) => {
            text.len() <= LONGEST && {
                let folded = fold(text);
                folded.contains("以下空白") || folded.contains("以下无正文")
            }
        }
        _ => false,
    })
}
