//! 慰问品: goods that are as good as money, and goods to be looked at (第十六条).

use crate::policy::Profile;

/// The phrase that makes goods as good as money: 购物卡, 代金券 (G103).
#[must_use]
pub fn money_like<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    find(profile, text, 0, &profile.standards().goods.prohibited)
}

/// The phrase that makes goods worth a look: 烟, 酒, 提货券 (G104).
#[must_use]
pub fn to_check<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    find(profile, text, 1, &profile.standards().goods.to_check)
}

fn find<'p>(profile: &Profile, text: &str, list: usize, words: &'p [String]) -> Option<&'p str> {
    if text.is_empty() {
        return None;
    }
    let compiled = profile.compiled();
    let text = compiled.common.fold(text);
    let hits = compiled.goods.scan(&text);
    let hit = hits.iter().find(|hit| hit.list == list)?;
    words.get(hit.word).map(String::as_str)
}
