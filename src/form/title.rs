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
/// A line that names the time a form is about is no longer than this.
const LONGEST_TIME: usize = 24;
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
            if may_name_time(text) {
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

/// The year, month and festival a text names. Of several years or months none is the form's:
/// 「2021年1-3月」 is of 2021, and 「2020年12月至2021年2月」 of no one year.
pub(super) fn period(text: &str) -> Period {
    let folded = fold_start(text, LONGEST);
    let year = only(&folded, '年', |number| (1990..=2100).contains(&number));
    let month = only(&folded, '月', |number| (1..=12).contains(&number));
    let festival =
        ["元旦", "春节", "两节", "双节", "新春"].iter().any(|word| folded.contains(word));
    Period { year, month: month.and_then(|month| i8::try_from(month).ok()), festival }
}

/// Whether a line above the table may name the time it is about: a short one that isn't about
/// when something is to be done (「请于3月底前报送」).
fn may_name_time(text: &str) -> bool {
    let folded = fold_start(text, LONGEST_TIME + 1);
    folded.chars().count() <= LONGEST_TIME
        && !folded.contains(['请', '须', '应', '报', '前', '后', '底', '。'])
        && dates::read(text).is_none_or(|date| matches!(date, DateText::Partial(_)))
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

/// The one number that stands before a mark; `None` if different ones do, or a range leads to
/// it (1-3月, 二、三月).
fn only(text: &str, mark: char, sound: impl Fn(i16) -> bool) -> Option<i16> {
    let mut found = None;
    for (at, _) in text.match_indices(mark) {
        let Some((number, before)) = number_at_end(text.get(..at)?) else { continue };
        if !sound(number) {
            continue;
        }
        let joined = before
            .strip_suffix(['-', '—', '–', '~', '至', '到', ',', '和', '及', '与'])
            .map(|rest| rest.trim_end_matches(['-', '—']))
            .and_then(number_at_end);
        if joined.is_some_and(|(first, _)| sound(first)) || found.is_some_and(|it| it != number) {
            return None;
        }
        found = Some(number);
    }
    found
}

/// The number a text ends with, in figures or Chinese numerals, and what stands before it.
fn number_at_end(text: &str) -> Option<(i16, &str)> {
    let figures = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if figures.len() < text.len() {
        return Some((text.get(figures.len()..)?.parse().ok()?, figures));
    }
    let before = text.trim_end_matches(|c| digit(c).is_some() || c == '十');
    let numeral: Vec<char> = text.get(before.len()..)?.chars().collect();
    let number = match numeral.as_slice() {
        ['十'] => 10,
        ['十', one] => 10 + digit(*one)?,
        [one] => digit(*one)?,
        // 二〇二一: read figure by figure.
        [_, _, _, _] => numeral.iter().try_fold(0, |sum, c| Some(sum * 10 + digit(*c)?))?,
        _ => return None,
    };
    Some((number, before))
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
        // More than one month is none, and more than one year.
        for text in
            ["2021年1-3月", "2021年1月至3月", "2021年一至三月份", "2021年2、3月", "2021年1～2月"]
        {
            assert_eq!(of(text), (Some(2021), None, false), "{text}");
        }
        assert_eq!(of("2020年12月—2021年2月"), (None, None, false));
        assert_eq!(of("2020-2021年度"), (None, None, false));
        assert_eq!(of("2021年2月（2月8日）"), (Some(2021), Some(2), false));
        assert_eq!(of("送温暖慰问实名制汇总表"), (None, None, false));
    }
}
