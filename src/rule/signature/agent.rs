//! Who received for somebody else, as the cells tell it.

use crate::form::{Field, RowView};
use crate::value::Raw;
use crate::value::text::is_space;
use std::borrow::Cow;

/// Words that tell how two people are related, or why one receives for the other.
const RELATION: [&str; 38] = [
    "妻", "夫", "父", "母", "子", "女", "儿", "配偶", "爱人", "家属", "亲属", "家人", "兄", "弟",
    "姐", "妹", "爷", "奶", "外公", "外婆", "孙", "媳", "婿", "岳", "公公", "婆婆", "同事", "工友",
    "班长", "组长", "邻居", "同学", "朋友", "监护", "委托", "住院", "出差", "外地",
];

/// Relations that read like a name and are none: 儿子代领 names nobody.
const NO_NAMES: [&str; 30] = [
    "儿子", "女儿", "妻子", "丈夫", "父亲", "母亲", "老婆", "老公", "哥哥", "弟弟", "姐姐", "妹妹",
    "爱人", "配偶", "家属", "家人", "亲属", "亲戚", "同事", "工友", "邻居", "朋友", "岳父", "岳母",
    "公公", "婆婆", "儿媳", "女婿", "班长", "组长",
];

/// The text in a signature or agent cell, without spaces.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

/// The name in a cell that may say more: 李梅（妻）, 李梅代, 代领人：李梅. `None` if what
/// is left is no name.
pub(super) fn name_in(text: &str) -> Option<String> {
    let text = squeezed(text);
    let text = text.split(['(', '（', '[', '【', ',', '，', ';', '；', '/']).next()?;
    let text = text.rsplit([':', '：']).next()?;
    let text = ["代领", "代签", "代收", "代"].into_iter().fold(text, |text, word| {
        let text = text.strip_suffix(word).unwrap_or(text);
        text.strip_prefix(word).unwrap_or(text)
    });
    let text = text.split("--").next()?.trim_matches(['-', '－', '—', '。', '.']);
    let text = text.strip_prefix("由").unwrap_or(text);
    if NO_NAMES.contains(&text) {
        return None;
    }
    crate::value::name::read(&Raw::text(text)).good().map(|name| name.as_str().to_owned())
}

/// The agent of a row: the column's text, if it says something. 本人 in 与本人关系 says that
/// nobody stood in.
pub(super) fn of_row<'a>(row: &RowView<'a>) -> Option<Cow<'a, str>> {
    const NOBODY: [&str; 5] = ["本人", "自己", "本人领取", "本人签字", "本人签收"];
    let said = row.says(Field::Agent).then(|| row.text(Field::Agent))?;
    (!NOBODY.contains(&squeezed(&said).as_str())).then_some(said)
}

/// Whether the agent's cell holds more than a name: a relation or a reason. The words are
/// looked for beside the name, never in it: 李子, 王姐 are names.
pub(super) fn explains_itself(text: &str) -> bool {
    let all = squeezed(text);
    // 配偶 alone reads like a name and isn't one.
    if RELATION.contains(&all.as_str()) {
        return true;
    }
    let Some(name) = name_in(text) else {
        return RELATION.iter().any(|word| all.contains(word));
    };
    let rest = all.replacen(&name, "", 1);
    RELATION.iter().any(|word| rest.contains(word))
}

/// Whether a row says by itself that somebody else received: in 代领人, in the signature's
/// own words (李梅代), or in 备注.
pub(super) fn is_given(row: &RowView<'_>) -> bool {
    const WORDS: [&str; 4] = ["代领", "代签", "代收", "转交"];
    let signature = squeezed(&row.text(Field::Signature));
    let note = row.text(Field::Note);
    of_row(row).is_some()
        || signature.ends_with('代')
        || signature.contains("（代")
        || signature.contains("(代")
        || WORDS.iter().any(|word| signature.contains(word) || note.contains(word))
        || (name_in(&signature).is_some() && explains_itself(&signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_beside_other_words() {
        for text in
            ["李梅", " 李 梅 ", "李梅（妻）", "李梅代", "李梅代领", "代领人：李梅", "李梅/妻子"]
        {
            assert_eq!(name_in(text).as_deref(), Some("李梅"), "{text}");
        }
        for text in ["代", "√", "123", "", "儿子代领", "由妻子代领"] {
            assert_eq!(name_in(text), None, "{text}");
        }
    }

    #[test]
    fn relations_are_told_from_names() {
        for text in ["李梅（妻子）", "李梅，同事", "配偶", "李梅/女儿", "儿子代领", "由妻子代领"]
        {
            assert!(explains_itself(text), "{text}");
        }
        for text in ["李梅", "王子安", "周姐"] {
            assert!(!explains_itself(text), "{text}");
        }
    }
}
