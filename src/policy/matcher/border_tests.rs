//! Words over the border of two others, by brute force.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::category;
use super::words::{CategoryWord, FundingWord, PaymentWord};
use crate::policy::Profile;
use crate::policy::lexicon::Lexicon;
use std::collections::{BTreeMap, BTreeSet};

/// A matcher's word lists, and which of them accuse.
struct Lists<'a> {
    lexicon: &'a Lexicon,
    lists: Vec<&'a Vec<String>>,
    accusing: Vec<usize>,
}

fn matchers(profile: &Profile) -> [Lists<'_>; 4] {
    let (compiled, standards) = (profile.compiled(), profile.standards());
    let goods = &standards.goods;
    let words = &standards.words;
    [
        Lists {
            lexicon: &compiled.category,
            lists: words.category.iter().collect(),
            accusing: CategoryWord::ACCUSING.map(usize::from).to_vec(),
        },
        Lists {
            lexicon: &compiled.funding,
            lists: words.funding.iter().collect(),
            accusing: FundingWord::ACCUSING.map(usize::from).to_vec(),
        },
        Lists {
            lexicon: &compiled.payment,
            lists: words.payment.iter().collect(),
            accusing: PaymentWord::ACCUSING.map(usize::from).to_vec(),
        },
        Lists {
            lexicon: &compiled.goods,
            lists: vec![&goods.prohibited, &goods.to_check],
            accusing: vec![0, 1],
        },
    ]
}

/// The plain words of an entry: of `甲+乙` both; none of `!词`.
fn plain(entry: &str) -> impl Iterator<Item = &str> {
    entry.split('+').filter(|word| !word.starts_with('!') && word.chars().count() >= 2)
}

/// Every pair of harmless words that, put together, spells an accusing word over their border.
#[test]
fn no_accusation_lies_over_the_border_of_two_known_words() {
    let profile = Profile::built_in();
    let fold = |word: &str| profile.compiled().common.fold(word);
    let mut pairs = 0;
    for Lists { lexicon, lists, accusing } in matchers(profile) {
        let all = lists.iter().flat_map(|list| list.iter()).flat_map(|entry| plain(entry));
        let accusations = accusing.iter().flat_map(|list| lists[*list].iter());
        let accusations: BTreeSet<&str> = accusations.flat_map(|entry| plain(entry)).collect();
        // What accuses by itself needs no border to do so.
        let whole = profile.standards().words.whole.iter().map(String::as_str);
        let known = all.chain(whole).filter(|word| !accusations.contains(word)).map(fold);
        let known: BTreeSet<String> = known.collect();
        let mut beginning: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut ending = beginning.clone();
        for word in &known {
            for (at, _) in word.char_indices().skip(1) {
                beginning.entry(&word[..at]).or_default().push(word);
                ending.entry(&word[at..]).or_default().push(word);
            }
        }
        for accusation in &accusations {
            for (cut, _) in accusation.char_indices().skip(1) {
                let (front, back) = accusation.split_at(cut);
                for left in ending.get(front).into_iter().flatten() {
                    for right in beginning.get(back).into_iter().flatten() {
                        let text = format!("{left}{right}");
                        // Put together they may be a known word.
                        if fold(&text) != text
                            || known.contains(&text)
                            || accusations.contains(text.as_str())
                        {
                            continue;
                        }
                        pairs += 1;
                        let start = left.len() - front.len();
                        let heard = lexicon.scan(&text).into_iter().find(|hit| {
                            accusing.contains(&hit.list)
                                && hit.start == start
                                && hit.end == start + accusation.len()
                        });
                        assert_eq!(heard, None, "{left}|{right} is heard as {accusation}");
                    }
                }
            }
        }
    }
    println!("{pairs} pairs");
    assert!(pairs > 500, "{pairs}");
}

#[test]
fn honest_phrases_that_spell_an_accusation_over_a_border() {
    let profile = Profile::built_in();
    for text in [
        "低收入职工家庭",
        "新加入职工互助会",
        "大学生子女上学",
        "集团建筑工人",
        "青年会员",
        "今年会诊三次",
        "全体检修工",
        "发生日常开支困难",
        "困难职工人均发放",
        "治疗养病",
        "困难季节礼让岗位",
    ] {
        assert_eq!(category::expands_scope(profile, text), None, "{text}");
    }
    // Where the word itself is meant, it is still heard.
    for text in ["新员工入职", "会员生日", "公司年会", "部门团建", "职工体检", "节礼"]
    {
        assert!(category::expands_scope(profile, text).is_some(), "{text}");
    }
}
