//! Column titles that no list of names has.
//!
//! The profile lists the names a column goes by. A title that isn't among them still says
//! what it holds if its end does (受慰问职工**姓名**, 物品**价值**) and the words before only
//! say whose it is: the recipient's. 代领人身份证号 and 配偶姓名 are somebody else's.

use super::Field;
use super::fold::{fold, without_brackets};
use crate::policy::Profile;

/// Words for the recipient, and for the occasion.
const RECIPIENT: [&str; 25] = [
    "受",
    "被",
    "慰问",
    "走访",
    "困难",
    "帮扶",
    "救助",
    "补助",
    "送温暖",
    "特困",
    "在职",
    "职工",
    "员工",
    "会员",
    "工会",
    "对象",
    "人员",
    "人",
    "者",
    "本人",
    "领取",
    "领款",
    "收款",
    "春节",
    "的",
];
/// Words that go before an amount of money given.
const GIVEN: [&str; 15] = [
    "慰问",
    "走访",
    "困难",
    "帮扶",
    "救助",
    "补助",
    "送温暖",
    "春节",
    "元旦",
    "两节",
    "发放",
    "实发",
    "应发",
    "本次",
    "职工",
];
/// Words for what isn't money.
const GOODS: [&str; 8] = ["慰问", "发放", "走访", "品", "物品", "物资", "实物", "折合"];

/// What the end of a title names, and which words may stand before it.
const ENDS: [(&str, Field, &[&str]); 19] = [
    ("姓名", Field::Name, &RECIPIENT),
    ("身份证号码", Field::IdNumber, &RECIPIENT),
    ("身份证号", Field::IdNumber, &RECIPIENT),
    ("身份证", Field::IdNumber, &RECIPIENT),
    ("证件号码", Field::IdNumber, &RECIPIENT),
    ("联系电话", Field::Phone, &RECIPIENT),
    ("手机号码", Field::Phone, &RECIPIENT),
    ("电话", Field::Phone, &RECIPIENT),
    ("类别", Field::Category, &RECIPIENT),
    ("类型", Field::Category, &RECIPIENT),
    ("签字", Field::Signature, &RECIPIENT),
    ("签名", Field::Signature, &RECIPIENT),
    ("签收", Field::Signature, &RECIPIENT),
    ("签章", Field::Signature, &RECIPIENT),
    ("价值", Field::GoodsValue, &GOODS),
    ("折价", Field::GoodsValue, &GOODS),
    ("名称", Field::Goods, &GOODS),
    ("金额", Field::Cash, &GIVEN),
    ("金", Field::Cash, &GIVEN),
];

/// What a column about the agent is made of: 代领人签名及与本人关系. 代领人身份证号 isn't.
const AGENT: [&str; 16] = [
    "代领", "代签", "人", "姓名", "签名", "签字", "签章", "及", "和", "与", "、", "/", "本人",
    "职工", "关系", ",",
];

/// The field a column title names: by the profile's lists, else by its end.
pub(super) fn field(title: &str, profile: &Profile) -> Option<Field> {
    let named = |title: &str| profile.column_field(title).or_else(|| by_end(title));
    named(title).or_else(|| named(beside_english(title)?))
}

/// The Chinese of a title in two languages: 姓名 Name, ID No. 身份证号.
fn beside_english(title: &str) -> Option<&str> {
    // Nothing to be found in most cells that are asked about.
    if title.len() > 80 || title.is_ascii() {
        return None;
    }
    let english = |c: char| c.is_ascii() && !c.is_ascii_digit();
    let chinese = title.trim_matches(english);
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
    (letters(title) >= 2 && letters(chinese) == 0).then_some(chinese)
}

fn by_end(title: &str) -> Option<Field> {
    // Nothing to be found in most cells that are asked about.
    if title.len() > 80 {
        return None;
    }
    let folded = without_brackets(&fold(title));
    if folded.starts_with("代") && is_made_of(&folded, &AGENT) {
        return Some(Field::Agent);
    }
    ENDS.iter().find_map(|(end, field, words)| {
        let before = folded.strip_suffix(end)?;
        // The end alone is in the profile's lists, if it says enough.
        (!before.is_empty() && is_made_of(before, words)).then_some(*field)
    })
}

/// Whether a text is words of a list one after the other.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    text.is_empty()
        || words
            .iter()
            .filter_map(|word| text.strip_prefix(word))
            .any(|rest| is_made_of(rest, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_two_languages() {
        let field = |title| super::field(title, Profile::built_in());
        for (title, wanted) in [
            ("姓名 Name", Field::Name),
            ("ID No.\n身份证号", Field::IdNumber),
            ("金额 Amount (RMB)", Field::Cash),
            ("受慰问职工签名/Signature", Field::Signature),
        ] {
            assert_eq!(field(title), Some(wanted), "{title}");
        }
        for title in ["姓名 A", "配偶姓名 Spouse", "Tom 李", "张三 Name 姓名 x"] {
            assert_eq!(field(title), None, "{title}");
        }
    }

    #[test]
    fn the_end_says_what_and_the_rest_whose() {
        for (title, wanted) in [
            ("受慰问职工姓名", Field::Name),
            ("困难职工 姓名", Field::Name),
            ("被慰问人身份证号码", Field::IdNumber),
            ("受慰问人签名", Field::Signature),
            ("职工本人签字", Field::Signature),
            ("困难职工类型", Field::Category),
            ("职工联系电话", Field::Phone),
            ("物品价值（元）", Field::GoodsValue),
            ("慰问物品名称", Field::Goods),
            ("实发金额", Field::Cash),
            ("春节慰问金（元）", Field::Cash),
            ("困难补助金", Field::Cash),
            ("代领人签名及与本人关系", Field::Agent),
            ("代领人（签字）和与职工本人关系", Field::Agent),
        ] {
            assert_eq!(field(title, Profile::built_in()), Some(wanted), "{title}");
        }
        for title in [
            "代领人身份证号",
            "配偶姓名",
            "经办人签字",
            "开户人姓名",
            "家庭成员姓名",
            "报销金额",
            "住院金额",
            "年龄",
            "政治面貌",
            "工会审核签字",
            "公积金",
        ] {
            assert_eq!(field(title, Profile::built_in()), None, "{title}");
        }
    }
}
