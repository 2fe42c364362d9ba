//! 慰问事由: what a reason tells by itself, beside breaking the category's ties.

use super::meaning::Meaning;
use super::{W, of_reason, only, recipient_end, recipient_is_family, scan, yielding};
use crate::policy::lexicon::clauses;
use crate::policy::matcher::{Scanned, numeral};
use crate::policy::{Category, Profile};

/// What a reason tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The category it makes clear: feeds fixes, never judges.
    pub category: Option<Category>,
    /// The recipient is a family member of somebody who didn't die on duty (C106).
    pub relative: bool,
    /// The visit is one of the spring festival alone (C107).
    pub spring: bool,
}

/// Reads a reason.
#[must_use]
pub fn read(profile: &Profile, reason: &str) -> Told {
    let text = scan(profile, profile.compiled().common.fold(reason));
    Told {
        category: category(profile, &text),
        relative: names_relative(profile, &text),
        spring: is_spring_visit(&text),
    }
}

fn category(profile: &Profile, reason: &Scanned) -> Option<Category> {
    if recipient_is_family(profile, reason) && reason.has(W::Fallen) {
        return Some(Category::Injury);
    }
    if names_relative(profile, reason) {
        return None;
    }
    of_reason(reason)
}

/// A reason mostly speaks of the worker's own family: 家有老人, 母亲患病. Its recipient is
/// family only where the relative is named by the worker: 职工家属, 职工王某的母亲, …之妻.
pub(super) fn names_relative(profile: &Profile, text: &Scanned) -> bool {
    if text.has(W::Fallen) || text.has(W::Own) {
        return false;
    }
    let Some(family) = recipient_end(profile, text, W::Family) else { return false };
    let before = text.text.get(..family.start).unwrap_or_default();
    let clause = before.rsplit(crate::policy::lexicon::is_clause_break).next().unwrap_or_default();
    let relative = text.hits.iter().any(|hit| hit.is(W::Relative) && hit.end == family.end);
    // 家属 alone is who received; 照顾家属 is what the worker does.
    let by_itself =
        relative && (clause.is_empty() || text.text.get(family.start..family.end) != Some("家属"));
    by_itself || ends_with_worker(profile, clause)
}

/// 职工, 职工王某, 职工李大明的: a worker, with at most a name after the word.
fn ends_with_worker(profile: &Profile, clause: &str) -> bool {
    const NAME: usize = 4;
    let bare = clause.trim_end_matches(['的', '之']);
    profile.category_words(W::Worker).any(|word| {
        bare.rfind(word.as_str()).and_then(|at| bare.get(at + word.len()..)).is_some_and(|name| {
            name.chars().count() <= NAME
                && !profile.category_words(W::Governs).any(|verb| name.contains(verb.as_str()))
        })
    })
}

/// The occasion is the spring festival: it is named, not as the time when some trouble
/// came (春节期间车祸), and no other festival beside it (元旦、春节 begin in December).
fn is_spring_visit(text: &Scanned) -> bool {
    const TROUBLE: [W; 9] = [
        W::Livelihood,
        W::Calamity,
        W::Enterprise,
        W::Injury,
        W::Fallen,
        W::Death,
        W::Illness,
        W::Stay,
        W::Accident,
    ];
    const AFTER: [&str; 5] = ["后", "之后", "以后", "以来", "起"];
    if text.has(W::TwoFestivals) {
        return false;
    }
    clauses(&text.text).any(|(start, clause)| {
        let has = |list: W| text.has_in(list, start, clause.len());
        let post = has(W::OnPost) || has(W::Steadfast) || has(W::Fight);
        let trouble = TROUBLE.into_iter().any(has) || (has(W::Disaster) && !post);
        let mut named = text.hits.iter().filter(|hit| {
            hit.is(W::SpringFestival) && (start..start + clause.len()).contains(&hit.start)
        });
        let during = named.any(|hit| {
            let after = text.text.get(hit.end..).unwrap_or_default();
            !AFTER.iter().any(|word| after.starts_with(word))
        });
        during && !trouble
    })
}

/// The category that a reason names instead of the cell's (C108). `None` where both can
/// be true: the policy's categories overlap, and an honest form is not to be doubted.
#[must_use]
pub fn contradicts(
    profile: &Profile,
    category: Category,
    cell: &str,
    reason: &str,
) -> Option<Category> {
    let fold = |text| scan(profile, profile.compiled().common.fold(text));
    let (cell, reason) = (fold(cell), fold(reason));
    // The family of one who died on duty may tell of anything that befell them.
    let fallen = cell.has(W::Fallen) && recipient_is_family(profile, &cell);
    if fallen || recipient_is_family(profile, &reason) {
        return None;
    }
    let meaning = Meaning::of(&reason, yielding(&reason));
    let likely = only(meaning.clear)?;
    // 困难 leaves (一) to (四) open, 一线 (五) and (六): none of these is contradicted.
    if likely == category || meaning.open.has(category) {
        return None;
    }
    let both = match (category, likely) {
        // The worker's own illness or accident is (二) by its hardship, (四) by its treatment.
        (Category::Calamity, Category::Injury) | (Category::Injury, Category::Calamity) => {
            let own = reason.has(W::Illness) || reason.has(W::Stay) || reason.has(W::Accident);
            own && !meaning.family && !reason.has(W::Injury) && !reason.has(W::Fallen)
        }
        // A hard post is kept in hard times too.
        (Category::Arduous, Category::Duty) | (Category::Duty, Category::Arduous) => {
            [W::Frontline, W::OnPost, W::Steadfast, W::Fight].into_iter().any(|it| reason.has(it))
        }
        // A cell that tells one hardship in its own words (低保户, 下岗) leaves the reason free to
        // tell another.
        (
            Category::Livelihood | Category::Calamity | Category::Enterprise,
            Category::Livelihood | Category::Calamity | Category::Enterprise | Category::Injury,
        ) => tells_itself(profile, category, &cell),
        // 高温慰问 is when the worker was visited; and a cell that tells the hardship itself
        // leaves the reason free to tell the post.
        (_, Category::Arduous | Category::Duty) => {
            reason.has(W::Visit) || tells_itself(profile, category, &cell)
        }
        _ => false,
    };
    (!both).then_some(likely)
}

/// Whether a category cell tells the cause in words of its own (收入低、子女上大学), not
/// just the category's name or number.
fn tells_itself(profile: &Profile, category: Category, cell: &Scanned) -> bool {
    let name = profile.compiled().common.fold(category.wording());
    let numbered = !numeral::items(&cell.text, ['三', '3']).numbers.is_empty();
    !numbered && !name.contains(&cell.text) && of_reason(cell) == Some(category)
}
