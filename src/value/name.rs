//! 姓名: one real name.

use super::text::{half_width, is_ditto, is_placeholder, is_space};
use super::traditional::simplified;
use super::{Raw, Reading, Stored, Way, Ways, nothing};
use std::fmt;

/// A name, tidied: no spaces inside (single ones in Latin names), the dot U+00B7.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name(Box<str>);

impl Name {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Digits, 等5人, too short or too long (P102).
    NotAName,
    /// Several names in one cell (P102).
    Several,
    /// Somebody's relative instead of a name: 江涛之妻 (P102).
    Relative,
    /// An honorific: 同志, 师傅, 先生; the guess leaves it off (P105).
    Honorific,
}

/// The dot between the parts of a name (间隔号, GB/T 15834).
const DOT: char = '\u{00B7}';

/// How many characters a name has.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=50;

/// Reads a name.
///
/// Rare characters (private-use ones too, P104) count as one each and are kept. Traditional
/// characters are kept as well: a name is written as its bearer writes it.
#[must_use]
pub fn read(raw: &Raw<'_>) -> Reading<Name, NameFault> {
    // Nearly every name is two to four Han characters, and no placeholder has these.
    if matches!(raw.stored, Stored::Text | Stored::CsvText) && is_plain(raw.text) {
        return Reading::clean(Name(raw.text.into()));
    }
    if let Some(reading) = nothing(raw) {
        return reading;
    }
    match raw.stored {
        Stored::Text | Stored::CsvText => read_text(raw.text),
        _ => Reading::Bad(NameFault::NotAName),
    }
}

/// Whether a text is so clearly a name that nothing needs to be looked at: two to
/// four Han characters, none of which occurs in placeholders, ditto marks or honorifics or
/// tells of several people.
fn is_plain(text: &str) -> bool {
    // Three bytes each in UTF-8.
    matches!(text.len(), 6 | 9 | 12)
        && text.chars().all(|c| {
            matches!(c, '\u{4E00}'..='\u{9FFF}')
                && !matches!(
                    c,
                    '无' | '無'
                        | '没'
                        | '沒'
                        | '暂'
                        | '暫'
                        | '缺'
                        | '空'
                        | '略'
                        | '待'
                        | '未'
                        | '不'
                        | '同'
                        | '上'
                        | '前'
                        | '士'
                        | '傅'
                        | '生'
                        | '师'
                        | '師'
                        | '姐'
                        | '姨'
                        | '哥'
                        | '叔'
                        | '爷'
                        | '爺'
                        | '妈'
                        | '媽'
                        | '等'
                        | '某'
                        | '父'
                        | '之'
                        | '属'
                        | '屬'
                        | '偶'
                        | '孀'
                )
        })
}

/// Forms of address that follow a name.
const HONORIFICS: [&str; 16] = [
    "同志", "师傅", "師傅", "先生", "女士", "小姐", "老师", "老師", "大姐", "大哥", "阿姨", "叔叔",
    "师父", "大爷", "大妈", "大叔",
];

/// Ends of what stands for somebody's relative. 之子 and 之女 are left alone: a name may
/// end so.
const RELATIVES: [&str; 13] = [
    "之妻",
    "之夫",
    "之父",
    "之母",
    "家属",
    "家屬",
    "遗属",
    "遺屬",
    "遗孀",
    "配偶",
    "的妻子",
    "的丈夫",
    "的爱人",
];

fn read_text(text: &str) -> Reading<Name, NameFault> {
    let (bare, addressed) = without_honorific(text.trim_matches(is_space));
    let bare = strip_apostrophe(bare);
    if is_group(bare) || bare.chars().any(|c| half_width(c).is_ascii_digit()) {
        return Reading::Bad(NameFault::NotAName);
    }
    if is_several(bare) {
        return Reading::Bad(NameFault::Several);
    }
    let Some(tidied) = tidy(bare) else {
        return Reading::Bad(NameFault::NotAName);
    };
    if RELATIVES.iter().any(|word| tidied.ends_with(word)) {
        return Reading::Bad(NameFault::Relative);
    }
    // 张三 同 志: seen only once the spaces are out.
    let (name, addressed_apart) = without_honorific(&tidied);
    if is_several(name) {
        Reading::Bad(NameFault::Several)
    } else if !LENGTH.contains(&name.chars().count()) || is_placeholder(name) || is_ditto(name) {
        Reading::Bad(NameFault::NotAName)
    } else if addressed || addressed_apart {
        Reading::Guess { value: Name(name.into()), fault: NameFault::Honorific }
    } else {
        Reading::Good { value: Name(name.into()), ways: ways(text, name) }
    }
}

/// The text without the forms of address behind it, and whether there were any.
fn without_honorific(text: &str) -> (&str, bool) {
    let mut bare = text;
    while let Some(rest) = HONORIFICS.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest.trim_end_matches(|c| is_space(c) || is_dot(c));
    }
    (bare, bare.len() < text.len())
}

fn strip_apostrophe(text: &str) -> &str {
    text.trim_start_matches(['\'', '‘', '’', '`', '＇'])
}

/// 张三等, 张三等人, 张三等五人, 张某某: somebody, but not one real name.
fn is_group(text: &str) -> bool {
    let before_count = text
        .chars()
        .rev()
        .filter(|c| !is_space(*c) && !is_dot(*c))
        .find(|c| !"人名位余多数几若干一二两三四五六七八九十百".contains(*c));
    // 等 ends no name but as "and others".
    before_count == Some('等') || text.contains('某')
}

/// Compound surnames (复姓), after which a space separates no two people.
const COMPOUND_SURNAMES: [&str; 32] = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "尉迟",
    "公孙", "公孫", "慕容", "令狐", "宇文", "长孙", "夏侯", "轩辕", "端木", "独孤", "南宫", "西门",
    "呼延", "闻人", "申屠", "澹台", "百里", "东郭", "拓跋", "完颜",
];

/// Whether there are several names: with a sign between them, or full ones with a space.
fn is_several(text: &str) -> bool {
    let full = |part: &str| part.chars().filter(|c| is_name_char(*c)).count() >= 2;
    if text.split(is_list_sign).filter(|part| full(part)).count() > 1 {
        return true;
    }
    // Spaces that can't be seen separate nothing, and a dot with spaces around it joins.
    let (mut full_names, mut first, mut before) = (0, None, "");
    for part in text.split(char::is_whitespace).filter(|part| !part.is_empty()) {
        let joined = !before.is_empty() && (before.ends_with(is_dot) || part.starts_with(is_dot));
        if !joined && part.chars().filter(|c| is_han(*c)).count() >= 2 {
            full_names += 1;
            first = first.or(Some(part));
        }
        before = part;
    }
    let compound = first.is_some_and(|first| COMPOUND_SURNAMES.contains(&first));
    full_names > 1 + usize::from(compound)
}

const fn is_list_sign(c: char) -> bool {
    matches!(
        c,
        '、' | ',' | '，' | '/' | '／' | ';' | '；' | '\\' | '+' | '＋' | '&' | '＆' | '|' | '｜'
    )
}

/// The name without spaces (but single ones between Latin words), with the right dot;
/// `None` if there is anything in it that no name has.
fn tidy(text: &str) -> Option<String> {
    let mut name = String::with_capacity(text.len());
    // A dot or space is written only between two characters of the name.
    let mut between = None;
    for c in text.chars() {
        if is_space(c) {
            between = between.or(c.is_whitespace().then_some(' '));
            continue;
        }
        let Some(last) = name.chars().next_back() else {
            if is_name_char(half_width(c)) {
                name.push(half_width(c));
            } else if !is_dot(c) {
                return None;
            }
            continue;
        };
        let latin = |c: char| c.is_alphabetic() && !is_han(c) || c == '.';
        if is_dot(c) && !(matches!(c, '.' | '-') && latin(last)) {
            between = Some(DOT);
            continue;
        }
        let c = half_width(c);
        match between.take() {
            Some(' ') if latin(last) && latin(c) => name.push(' '),
            Some(DOT) => name.push(DOT),
            _ => {}
        }
        if is_name_char(c) || (is_latin_sign(c) && last.is_alphabetic()) {
            name.push(c);
        } else {
            return None;
        }
    }
    Some(name)
}

/// Letters of any script, what makes up rare characters (variation selectors, description
/// characters), and private-use characters that stand for them.
fn is_name_char(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            '\u{2FF0}'..='\u{2FFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
                | '\u{0300}'..='\u{036F}'
        )
        || is_private_use(c)
}

/// Whether a character is for private use: a rare one of some old system, which other
/// machines show as something else (P104).
#[must_use]
pub const fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Han characters, those beyond the basic plane and private ones included.
const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'
    ) || is_private_use(c)
}

/// Signs inside Latin names: O'Brien, Anne-Marie, J. Smith.
const fn is_latin_sign(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '.')
}

/// The dot of a name and its look-alikes.
const fn is_dot(c: char) -> bool {
    matches!(
        c,
        DOT | '.'
            | '．'
            | '・'
            | '･'
            | '•'
            | '∙'
            | '⋅'
            | '‧'
            | '●'
            | '˙'
            | '\u{0387}'
            | '᛫'
            | '⸱'
            | '﹒'
            | '。'
            | '｡'
            | '-'
            | '－'
            | '—'
    )
}

fn ways(text: &str, name: &str) -> Ways {
    if text == name {
        return Ways::NONE;
    }
    let count = |text: &str, what: fn(char) -> bool| text.chars().filter(|c| what(*c)).count();
    let differs = |what: fn(char) -> bool| count(text, what) != count(name, what);
    let start = text.trim_start_matches(is_space);
    Ways::NONE
        .with_if(Way::Spaces, differs(is_space) || text.chars().any(|c| is_space(c) && c != ' '))
        .with_if(Way::Dot, differs(|c| c == DOT) || differs(|c| is_dot(c) && c != DOT))
        .with_if(Way::FullWidth, text.chars().any(|c| half_width(c) != c && !is_dot(c)))
        .with_if(Way::Apostrophe, strip_apostrophe(start).len() < start.len())
}

/// Whether two texts are the same name, however each is written: spaces, dots, width, case
/// and traditional characters don't tell people apart. Blank texts are nobody's name.
#[must_use]
pub fn same_person(a: &str, b: &str) -> bool {
    let mut letters = letters(a).peekable();
    letters.peek().is_some() && letters.eq(self::letters(b))
}

/// A name as [`same_person`] compares it: equal for two ways of writing one name.
#[must_use]
pub fn folded(name: &str) -> String {
    letters(name).collect()
}

/// What may be a name in a field that holds several (张三、李四), or a phone or a remark
/// behind a name. A name may be spaced (张　三), and names may be parted by spaces, so both
/// the whole and its words come.
pub fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| {
        matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '(' | '（' | ')' | '）')
            || c.is_ascii_digit()
    };
    let parts = text.split(apart);
    parts.flat_map(|part| std::iter::once(part).chain(part.split_whitespace()))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(half_width)
        .filter(|c| !is_space(*c) && !is_dot(*c) && !matches!(c, '\'' | '‘' | '’' | '`'))
        .map(|c| simplified(c).to_ascii_lowercase())
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
