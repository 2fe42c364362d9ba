//! Item numbers of the articles: （二）, 第三条第（二）项, 第3条第5项, 二类, 类别2, ②, 2.

/// The item numbers in a text, and what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Items {
    /// The numbers, as written; any may be out of range.
    pub numbers: Vec<u32>,
    /// The text without them.
    pub rest: String,
}

/// Reads the item numbers of a folded text. `article` is the article they belong to
/// (`三` and `3` for 第三条): its own name is taken out first.
#[must_use]
pub fn items(text: &str, article: [char; 2]) -> Items {
    let chars: Vec<char> = without_article(&expand(text), article).chars().collect();
    let mut items = Items::default();
    let mut at = 0;
    // A bare number counts only where an item number can stand: first, or after another.
    let mut open = true;
    while let Some(&c) = chars.get(at) {
        if let Some((number, len)) = item(chars.get(at..).unwrap_or_default(), open) {
            items.numbers.push(number);
            at += len;
            open = true;
        } else {
            open = (open && is_separator(c)) || matches!(c, '类' | '别' | '型' | '项' | '款');
            items.rest.push(c);
            at += 1;
        }
    }
    items.rest = items.rest.trim_matches(|c| is_separator(c) || c == '第').to_owned();
    items
}

/// Takes out 第三条, 3条, and the 三 of 三（五）.
fn without_article(text: &str, article: [char; 2]) -> String {
    let mut text = text.to_owned();
    for number in article {
        text = text.replace(&format!("第{number}条"), "").replace(&format!("{number}条"), "");
        if let Some(rest) = text.strip_prefix(number)
            && rest.starts_with('(')
        {
            text = rest.to_owned();
        }
    }
    text
}

/// An item number at the beginning of `chars`, with its length in characters.
fn item(chars: &[char], open: bool) -> Option<(u32, usize)> {
    let mut at = 0;
    let bracket = chars.first() == Some(&'(');
    at += usize::from(bracket);
    let ordinal = chars.get(at) == Some(&'第');
    at += usize::from(ordinal);
    let inner = !bracket && ordinal && chars.get(at) == Some(&'(');
    at += usize::from(inner);
    let (number, len) = number(chars.get(at..)?)?;
    at += len;
    if inner {
        (chars.get(at) == Some(&')')).then_some(())?;
        at += 1;
    }
    let unit = is_unit(chars.get(at..).unwrap_or_default());
    at += usize::from(unit);
    if bracket {
        (chars.get(at) == Some(&')')).then_some(())?;
        at += 1;
        at += usize::from(is_unit(chars.get(at..).unwrap_or_default()));
        return Some((number, at));
    }
    let ends = chars.get(at).is_none_or(|&c| is_separator(c) || c == ')');
    if !(inner || unit || (open && ends)) {
        return None;
    }
    // The bracket of 2）.
    at += usize::from(!unit && chars.get(at) == Some(&')'));
    Some((number, at))
}

/// 类, 项, 款, 种 as the unit of a number (but not the 项 of 项目).
fn is_unit(chars: &[char]) -> bool {
    matches!(chars, [c, rest @ ..] if matches!(c, '类' | '项' | '款' | '种')
        && !matches!(rest.first(), Some('目' | '型')))
}

const fn is_separator(c: char) -> bool {
    matches!(c, ',' | '、' | '.' | ':' | ';' | '/' | '-' | '+' | '和' | '及' | '或' | '。')
}

/// A number of one or two digits, or one Chinese numeral.
fn number(chars: &[char]) -> Option<(u32, usize)> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    if (1..=2).contains(&digits) {
        let value = chars.iter().take(digits).filter_map(|c| c.to_digit(10));
        return Some((value.fold(0, |sum, digit| sum * 10 + digit), digits));
    }
    let value = chinese(*chars.first()?)?;
    // 十八年, 三十: not an item number.
    let more =
        chars.get(1).is_some_and(|&c| chinese(c).is_some() || matches!(c, '百' | '千' | '万'));
    (!more).then_some((value, 1))
}

const fn chinese(c: char) -> Option<u32> {
    Some(match c {
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        _ => return None,
    })
}

/// Writes enclosed and Roman numerals out: ② as (2), ⒉ as 2., Ⅱ as (2).
fn expand(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match enclosed(c) {
            Some(number) => {
                out.push('(');
                out.push_str(&number.to_string());
                out.push(')');
            }
            None => out.push(c),
        }
    }
    out
}

const fn enclosed(c: char) -> Option<u32> {
    let code = c as u32;
    let first = match c {
        '①'..='⑩' => '①',
        '⑴'..='⑽' => '⑴',
        '⒈'..='⒑' => '⒈',
        '㈠'..='㈩' => '㈠',
        '㊀'..='㊉' => '㊀',
        '❶'..='❿' => '❶',
        '⓵'..='⓾' => '⓵',
        'Ⅰ'..='Ⅹ' => 'Ⅰ',
        'ⅰ'..='ⅹ' => 'ⅰ',
        _ => return None,
    };
    Some(code - first as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<u32>, String) {
        let items = items(text, ['三', '3']);
        (items.numbers, items.rest)
    }

    #[test]
    fn numerals_of_every_kind() {
        for text in [
            "(二)",
            "二",
            "2",
            "②",
            "㈡",
            "⑵",
            "⒉",
            "ⅱ",
            "第二类",
            "二类",
            "2类",
            "第2项",
            "第三条第(二)项",
            "第三条第二项",
            "第3条第2项",
            "第三条(二)",
            "三(二)",
            "类别二",
            "类别2",
            "(2)",
            "2.",
            "2)",
            "第二",
            "(二)类",
            "(第二类)",
        ] {
            assert_eq!(read(text).0, [2], "{text}");
        }
    }

    #[test]
    fn several_numerals() {
        assert_eq!(read("(一)(二)").0, [1, 2]);
        assert_eq!(read("一、二类").0, [1, 2]);
        assert_eq!(read("1/2").0, [1, 2]);
        assert_eq!(read("第七类").0, [7]);
    }

    #[test]
    fn numerals_with_words() {
        assert_eq!(read("第一类家庭困难"), (vec![1], "家庭困难".to_owned()));
        assert_eq!(read("一、下岗失业致困"), (vec![1], "下岗失业致困".to_owned()));
        assert_eq!(read("4.工伤"), (vec![4], "工伤".to_owned()));
    }

    #[test]
    fn words_that_only_look_like_numerals() {
        for text in [
            "一线职工",
            "第一书记",
            "第一项目部职工",
            "二级伤残",
            "三伏天",
            "两个孩子",
            "十八年工龄",
            "3个孩子",
            "五一劳动奖章",
            "一家四口",
            "第一线",
            "单亲一孩",
            "2021年工伤",
            "三八红旗手",
            "六一慰问",
        ] {
            assert_eq!(read(text).0, Vec::<u32>::new(), "{text}");
        }
    }
}
