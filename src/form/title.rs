//! The title above the table, and the time it names.

use super::dates::DateText;
use super::fold::fold_start;
use super::merges::MergeIndex;
use super::{Located, Period, Title, dates, fold, labels};
use crate::policy::Profile;
use crate::workbook::{CellRef, CellValue, Row};

/// A title is no longer than this, in characters.
const LONGEST: usize = 80;
/// Titles have at least so many characters: 附件 and 附表 alone are none.
const SHORTEST: usize = 5;
/// What titles of such forms say.
const TOPICS: [&str; 6] = ["送温暖", "慰问", "帮扶", "补助", "实名制", "救助"];
/// What such sheets call themselves.
const KINDS: [&str; 8] =
    ["汇总表", "发放表", "登记表", "明细表", "签领表", "花名册", "名册", "名单"];

/// Looks for the title in the rows above the header.
pub(super) fn find(rows: &[Row], merges: &MergeIndex, profile: &Profile) -> Option<Title> {
    let mut best: Option<(u32, CellRef, &str)> = None;
    let mut period = Period::default();
    for row in rows {
        for cell in row.cells.iter().take(64) {
            let CellValue::Text(text) = &cell.value else { continue };
            let place = CellRef::new(row.index, cell.col);
            if !labels::pairs(text, profile).is_empty() {
                continue;
            }
            let score = score(text, row.cells.len() == 1, merges.width(place));
            // A line of its own may name the time: 「（2021年2月）」.
            if dates::read(text).is_none_or(|date| matches!(date, DateText::Partial(_))) {
                period = period.or(self::period(text));
            }
            if score > best.map_or(0, |(score, ..)| score) {
                best = Some((score, place, text));
            }
        }
    }
    let (_, place, text) = best?;
    let at = Located { text: fold::trim(text).to_owned(), place };
    Some(Title { period: self::period(text).or(period), at })
}

/// Whether a text names the form beyond doubt: what it is about, and what kind of sheet.
pub(super) fn is_named(text: &str) -> bool {
    score(text, false, 1) >= 8 && !text.trim_end().ends_with(['。', '.']) && !text.contains("一式")
}

/// Whether two titles are the same but for the page they are printed on: 「…汇总表（续）」,
/// 「…汇总表 第2页」.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let folded = fold_start(text, LONGEST);
        let mut bare = String::with_capacity(folded.len());
        let mut rest = folded.as_str();
        while let Some((before, behind)) = rest.split_once('第') {
            let number = behind.trim_start_matches(|c: char| {
                c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
            });
            bare.push_str(before);
            match number.strip_prefix('页') {
                Some(after) if number.len() < behind.len() => rest = after,
                _ => {
                    bare.push('第');
                    rest = behind;
                }
            }
        }
        bare.push_str(rest);
        for mark in ["续表", "续", "(", ")", ","] {
            bare = bare.replace(mark, "");
        }
        bare
    };
    bare(one) == bare(other)
}

/// How much a text looks like the title; 0 means not at all.
fn score(text: &str, alone: bool, width: u32) -> u32 {
    let folded = fold_start(text, LONGEST + 1);
    let length = folded.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) || dates::read(text).is_some() {
        return 0;
    }
    if labels::stated_unit(text).is_some() && folded.starts_with(['单', '金', '(', '计']) {
        return 0;
    }
    let says = |words: &[&str]| u32::from(words.iter().any(|word| folded.contains(word)));
    let named = 4 * says(&TOPICS) + 4 * says(&KINDS) + u32::from(folded.ends_with('表'));
    named + u32::from(alone) + u32::from(width >= 3)
}

/// The year, month and festival a text names.
pub(super) fn period(text: &str) -> Period {
    let folded = fold_start(text, LONGEST);
    let year = number_before(&folded, '年', 4)
        .filter(|year| (1990..=2100).contains(year))
        .or_else(|| chinese_year(&folded));
    let month = number_before(&folded, '月', 2)
        .or_else(|| chinese_month(&folded))
        .and_then(|month| i8::try_from(month).ok())
        .filter(|month| (1..=12).contains(month));
    let festival =
        ["元旦", "春节", "两节", "双节", "新春"].iter().any(|word| folded.contains(word));
    Period { year, month, festival }
}

impl Period {
    /// What this one says, and where it says nothing, the other.
    fn or(self, other: Self) -> Self {
        Self {
            year: self.year.or(other.year),
            month: self.month.or(other.month),
            festival: self.festival || other.festival,
        }
    }
}

/// The number of at most `digits` digits right before the first `mark` that has one.
fn number_before(text: &str, mark: char, digits: usize) -> Option<i16> {
    text.match_indices(mark).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |last| {
            last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let number = before.get(start..)?;
        if number.is_empty() || number.len() > digits {
            return None;
        }
        number.parse().ok()
    })
}

/// 二〇二一年.
fn chinese_year(text: &str) -> Option<i16> {
    let (before, _) = text.split_once('年')?;
    let digits: Vec<i16> = before.chars().rev().map_while(digit).take(4).collect();
    (digits.len() == 4)
        .then(|| digits.iter().rev().fold(0, |year, digit| year * 10 + digit))
        .filter(|year| (1990..=2100).contains(year))
}

/// 二月, 十二月.
fn chinese_month(text: &str) -> Option<i16> {
    let (before, _) = text.split_once('月')?;
    let mut back = before.chars().rev();
    let last = back.next()?;
    let previous = back.next();
    match (previous, last) {
        (Some('十'), one) => digit(one).map(|one| 10 + one),
        (_, '十') => Some(10),
        (_, one) => digit(one).filter(|one| *one > 0),
    }
}

const fn digit(c: char) -> Option<i16> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_the_next_page() {
        let title = "2021年春节送温暖慰问实名制汇总表";
        for same in ["（续）", "(续表)", "  第 2 页", "（第二页）"] {
            assert!(is_same(title, &format!("{title}{same}")), "{same}");
        }
        assert!(!is_same(title, "2021年3月送温暖慰问实名制汇总表"));
        assert!(!is_same("第一分会慰问名册", "第二分会慰问名册"));
        assert!(is_named(title) && is_named("慰问金发放表") && is_named("2月走访慰问名单"));
        for no in ["慰问金", "本慰问汇总表一式两份", "一、困难职工", "以上慰问名单已公示。"]
        {
            assert!(!is_named(no), "{no}");
        }
    }

    #[test]
    fn periods() {
        let of = |text: &str| {
            let Period { year, month, festival } = period(text);
            (year, month, festival)
        };
        assert_eq!(of("2021年春节送温暖慰问实名制汇总表"), (Some(2021), None, true));
        assert_eq!(of("２０２１ 年度 2 月份送温暖"), (Some(2021), Some(2), false));
        assert_eq!(of("二〇二一年十二月慰问名册"), (Some(2021), Some(12), false));
        assert_eq!(of("五十年工龄职工慰问表"), (None, None, false));
        assert_eq!(of("13月"), (None, None, false));
        assert_eq!(of("送温暖慰问实名制汇总表"), (None, None, false));
    }
}
