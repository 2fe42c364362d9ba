//! Every rule, in the catalogue's order.

use super::{
    Rule, across, amount, bank, category, conflict, date, form, funding, goods, head, person,
    reader, signature,
};

/// The rules by letter group, in the catalogue's order; each group lists its own.
static GROUPS: [&[&Rule]; 13] = [
    reader::RULES,
    form::RULES,
    head::RULES,
    person::RULES,
    category::RULES,
    amount::RULES,
    goods::RULES,
    bank::RULES,
    signature::RULES,
    funding::RULES,
    date::RULES,
    conflict::RULES,
    across::RULES,
];

/// All rules, in the catalogue's order: groups R F H P C A G B S M D K X, then by number.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.into_iter().flatten().copied()
}

/// The rule of a code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::rule::{Check, FixKind};

    #[test]
    fn every_rule_has_all_its_parts() {
        for rule in rules() {
            let code = rule.code;
            for heading in ["什么问题", "为什么", "怎么改"] {
                assert!(rule.section(heading).is_some(), "{code} lacks {heading}");
            }
            assert!(!rule.articles.is_empty(), "{code} rests on no article");
            assert!(!rule.title.is_empty() && rule.help.ends_with('。'), "{code}: {}", rule.help);
            assert!(!rule.wrong.is_empty(), "{code} has no wrong example");
            if matches!(rule.check, Check::Reader) {
                assert_eq!(rule.fix, FixKind::None, "{code}");
            }
            for text in [rule.title, rule.help, rule.doc] {
                for word in ["!", "！", "错误！", "非法", "失败", "违规", "待写"] {
                    assert!(!text.contains(word), "{code} says {word}");
                }
            }
        }
    }

    #[test]
    fn codes_are_unique_and_in_order_within_their_group() {
        for group in GROUPS {
            for pair in group.windows(2) {
                if let [first, second] = pair {
                    assert!(first.code < second.code, "{} before {}", first.code, second.code);
                }
            }
        }
    }
}
