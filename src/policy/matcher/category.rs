//! 慰问对象类别: which of the six categories of 第三条 a cell names.
//!
//! A clear cell decides alone. A cell that only says 困难 or 一线 leaves several open, and
//! the reason chooses among them. A numeral must agree with the words beside it.

mod meaning;
mod reason;

use super::words::CategoryWord as W;
use super::{Hit, Scanned, numeral};
use crate::policy::lexicon::clauses;
use crate::policy::{Category, CategoryFault, CategorySet, Profile};
use crate::value::{Raw, Reading, Way, Ways, nothing};
use meaning::Meaning;

pub use reason::{Told, contradicts, read as read_reason};

/// Reads a category cell with its row's reason.
#[must_use]
pub fn read(profile: &Profile, cell: &Raw<'_>, reason: &str) -> Reading<Category, CategoryFault> {
    let words = profile.compiled();
    let text = words.common.fold(cell.text);
    if profile.category_words(W::Pending).any(|word| *word == text) {
        return Reading::Bad(CategoryFault::Unknown);
    }
    if let Some(nothing) = nothing(cell) {
        return nothing;
    }
    match judge(profile, text, reason) {
        Ok(category) => Reading::Good { value: category, ways: ways(cell.text, category) },
        Err(fault) => Reading::Bad(fault),
    }
}

/// Whether the row is about the family of one who died on duty: they may be of any age.
#[must_use]
pub fn is_family_of_fallen(profile: &Profile, cell: &str, reason: &str) -> bool {
    let fold = |text| scan(profile, profile.compiled().common.fold(text));
    let (cell, reason) = (fold(cell), fold(reason));
    (cell.has(W::Fallen) || reason.has(W::Fallen)) && (cell.has(W::Family) || reason.has(W::Family))
}

/// Whether a text speaks of somebody's family.
#[must_use]
pub fn mentions_family(profile: &Profile, text: &str) -> bool {
    scan(profile, profile.compiled().common.fold(text)).has(W::Family)
}

/// The phrase of a text that expands the scope (C105), as the profile writes it.
#[must_use]
pub fn expands_scope<'p>(profile: &'p Profile, text: &str) -> Option<&'p str> {
    let text = scan(profile, profile.compiled().common.fold(text));
    let hit = scope_word(&text)?;
    let list = if hit.is(W::Scope) { W::Scope } else { W::Occasion };
    profile.category_words(list).nth(hit.word).map(String::as_str)
}

/// The word by which a text expands the scope.
fn scope_word(text: &Scanned) -> Option<Hit> {
    let mut words = text.hits.iter().filter(|hit| hit.is(W::Scope) && !is_lost_pay(text, **hit));
    let mut occasions = text.hits.iter().filter(|hit| hit.is(W::Occasion));
    words.next().or_else(|| occasions.next().filter(|_| !tells_trouble(text))).copied()
}

/// Pay that is cut in the same sentence is what was lost, not what is given: 停发绩效、奖金.
fn is_lost_pay(text: &Scanned, word: Hit) -> bool {
    const BREAKS: [char; 5] = [',', ';', '。', '(', ')'];
    let within = |hit: &Hit, start: usize, end: usize| start <= hit.start && hit.end <= end;
    let (before, behind) = (text.text.get(..word.start), text.text.get(word.end..));
    let start = before.and_then(|it| it.rfind(BREAKS)).unwrap_or(0);
    let end = behind.and_then(|it| it.find(BREAKS)).map_or(text.text.len(), |at| word.end + at);
    let is_cut =
        |hit: &Hit| hit.is(W::Cut) && within(hit, start, end) && !within(hit, word.start, word.end);
    let is_pay = |hit: &Hit| hit.is(W::Pay) && within(hit, word.start, word.end);
    text.hits.iter().any(is_pay) && text.hits.iter().any(is_cut)
}

/// One of the four kinds of trouble is told: an occasion beside it only says when it came.
fn tells_trouble(text: &Scanned) -> bool {
    use Category::{Calamity, Enterprise, Injury, Livelihood};
    let clear = Meaning::of(text, &[]).clear;
    [Livelihood, Calamity, Enterprise, Injury].into_iter().any(|it| clear.has(it))
}

fn scan(profile: &Profile, text: String) -> Scanned {
    let words = profile.compiled();
    Scanned::new(text, &words.category, &words.common)
}

/// Written canonically, with stray spaces, or in other words.
fn ways(written: &str, category: Category) -> Ways {
    if written == category.wording() {
        return Ways::NONE;
    }
    let spaced: String = written.chars().filter(|c| !crate::value::text::is_space(*c)).collect();
    Ways::NONE.with(if spaced == category.wording() { Way::Spaces } else { Way::Wording })
}

fn judge(profile: &Profile, text: String, reason: &str) -> Result<Category, CategoryFault> {
    let items = numeral::items(&text, ['三', '3']);
    let cell = scan(profile, text);
    let reason = scan(profile, profile.compiled().common.fold(reason));

    if scope_word(&cell).is_some() || recipient_is_outsider(profile, &cell) {
        return Err(CategoryFault::Scope);
    }
    if recipient_is(profile, &cell, W::NotWorker) {
        return Err(CategoryFault::Unknown);
    }
    if recipient_is_family(profile, &cell) {
        let fallen = cell.has(W::Fallen) || reason.has(W::Fallen) || died_at_work(&reason);
        // 董事长的侄子: the family of those whom the form isn't for either.
        return match (fallen, cell.has(W::Outsider)) {
            (true, _) => Ok(Category::Injury),
            (_, true) => Err(CategoryFault::Scope),
            _ => Err(CategoryFault::Relative),
        };
    }
    if cell.has(W::NotWorker) {
        return Err(CategoryFault::Unknown);
    }
    // The numerals are read off; only words are weighed.
    let said = scan(profile, items.rest);
    let meaning = Meaning::of(&said, explaining(&said));
    let numbered = numbered(&items.numbers)?;
    if !numbered.is_empty() {
        return agree(numbered, &meaning);
    }
    settle(profile, &meaning, &said, &reason)
}

/// The categories of item numbers; one that no item has makes the cell unreadable.
fn numbered(numbers: &[u32]) -> Result<CategorySet, CategoryFault> {
    let mut set = CategorySet::default();
    for &number in numbers {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let category = index.and_then(|index| Category::ALL.get(index));
        set = set.with(*category.ok_or(CategoryFault::Unknown)?);
    }
    Ok(set)
}

/// A numeral stands unless the words beside it say something else.
fn agree(numbered: CategorySet, meaning: &Meaning) -> Result<Category, CategoryFault> {
    let number = match only(numbered) {
        Some(number) => number,
        None => return Err(CategoryFault::Ambiguous(numbered)),
    };
    let agrees = if meaning.clear.is_empty() {
        meaning.open.is_empty() || meaning.open.has(number)
    } else {
        meaning.clear.has(number)
            || (meaning.own_illness && number == Category::Injury && meaning.clear.len() == 1)
    };
    if agrees {
        Ok(number)
    } else {
        let said = if meaning.clear.is_empty() { meaning.open } else { meaning.clear };
        Err(CategoryFault::Ambiguous(numbered.union(said)))
    }
}

/// Words without a numeral: clear ones decide, open ones are decided by the reason.
fn settle(
    profile: &Profile,
    meaning: &Meaning,
    cell: &Scanned,
    reason: &Scanned,
) -> Result<Category, CategoryFault> {
    if let Some(category) = only(meaning.clear) {
        let illness = CategorySet::default().with(Category::Calamity).with(Category::Injury);
        // 大病 alone is （二） unless the reason tells of the worker's own surgery.
        if meaning.own_illness && category == Category::Calamity {
            return Ok(of_reason(reason).filter(|it| illness.has(*it)).unwrap_or(category));
        }
        // Hardship is none of （五） and （六）: 困难劳模 may be meant as either.
        let apart = meaning.hardship && matches!(category, Category::Arduous | Category::Duty);
        return if apart {
            Err(CategoryFault::Ambiguous(meaning.clear.union(meaning.open)))
        } else {
            Ok(category)
        };
    }
    if !meaning.clear.is_empty() {
        return Err(CategoryFault::Ambiguous(meaning.clear));
    }
    if !meaning.open.is_empty() {
        if recipient_is_family(profile, reason) && reason.has(W::Fallen) {
            return Ok(Category::Injury);
        }
        if reason::names_relative(profile, reason) {
            return Err(CategoryFault::Relative);
        }
        // The reason is read with what the cell says: 环卫工人 + 春节.
        return match of_reason_beside(cell, reason, meaning.open) {
            Some(category) => Ok(category),
            None if tells_only_scope(reason) => Err(CategoryFault::Scope),
            None if cell.has(W::Household) => Ok(Category::Livelihood),
            None => Err(CategoryFault::Ambiguous(meaning.open)),
        };
    }
    if cell.has(W::Whole) || tells_only_scope(reason) {
        return Err(CategoryFault::Scope);
    }
    Err(CategoryFault::Unknown)
}

/// A reason that names a benefit for all or a favour, and no cause.
fn tells_only_scope(reason: &Scanned) -> bool {
    scope_word(reason).is_some() && Meaning::of(reason, &[]).clear.is_empty()
}

/// The category that a reason makes clear.
fn of_reason(reason: &Scanned) -> Option<Category> {
    of_reason_within(reason, CategorySet::ALL)
}

/// The one of several categories that a reason makes clear; what it says of others doesn't
/// matter: 困难职工 whose wife is ill may work in the heat.
fn of_reason_within(reason: &Scanned, open: CategorySet) -> Option<Category> {
    let told = Meaning::of(reason, yielding(reason)).clear.intersection(open);
    if !told.is_empty() {
        return only(told);
    }
    // Little money decides when nothing else is told.
    (reason.has(W::LowIncome) && open.has(Category::Livelihood)).then_some(Category::Livelihood)
}

/// The lists that don't count beside others. Work injuries happen at hard posts: those then
/// only explain the injury.
fn yielding(reason: &Scanned) -> &'static [W] {
    if reason.has(W::Injury) { &[W::LowIncome, W::Arduous] } else { &[W::LowIncome] }
}

/// The same for a cell.
fn explaining(cell: &Scanned) -> &'static [W] {
    if cell.has(W::Injury) { &[W::Arduous] } else { &[] }
}

/// The same for a cell that leaves categories open. One that names a front-line job needs
/// only the time from the reason: what is done at the spring festival or in a disaster
/// (除夕守在泵站, 台风登陆时抢排积水) is done at one's post.
fn of_reason_beside(cell: &Scanned, reason: &Scanned, open: CategorySet) -> Option<Category> {
    of_reason_within(reason, open).or_else(|| {
        let then =
            reason.has(W::Festival) || (reason.has(W::Disaster) && !meaning::at_home(reason));
        (cell.has(W::Frontline) && then && tells_of_work(reason)).then_some(Category::Duty)
    })
}

/// Something is told beside the time, and it isn't the visit.
fn tells_of_work(reason: &Scanned) -> bool {
    const TIME: [&str; 8] = ["期间", "前后", "当天", "当日", "前", "后", "时", "的"];
    if reason.has(W::OnPost) {
        return true;
    }
    let mut rest: Vec<(usize, char)> = reason.text.char_indices().collect();
    rest.retain(|(at, c)| {
        let time = reason.hits.iter().any(|hit| {
            (hit.is(W::Festival) || hit.is(W::Disaster)) && (hit.start..hit.end).contains(at)
        });
        c.is_alphabetic() && !time
    });
    let mut rest: String = rest.into_iter().map(|(_, c)| c).collect();
    for word in TIME {
        rest = rest.replace(word, "");
    }
    !reason.has(W::Visit) && rest.chars().count() >= 2
}

/// The recipient stands at the end of a phrase: 职工家属 is family, 家属患病职工 is not.
fn recipient_is_family(profile: &Profile, text: &Scanned) -> bool {
    let Some(family) = recipient_end(profile, text, W::Family) else { return false };
    let cared_for = clauses(&text.text).any(|(start, clause)| {
        (start..start + clause.len()).contains(&family.start)
            && text.has_in(W::Cares, start, family.start - start)
    });
    !cared_for && !text.has(W::Own)
}

fn recipient_is_outsider(profile: &Profile, text: &Scanned) -> bool {
    recipient_is(profile, text, W::Outsider)
}

fn recipient_is(profile: &Profile, text: &Scanned, list: W) -> bool {
    recipient_end(profile, text, list).is_some()
}

/// The word of a list that a text ends with, once the words after the recipient are taken
/// off.
fn recipient_end(profile: &Profile, text: &Scanned, list: W) -> Option<Hit> {
    let mut end = head_end(&text.text);
    loop {
        let ends = |hit: &&Hit| hit.is(list) && hit.end == end;
        if let Some(hit) = text.hits.iter().find(ends) {
            return Some(*hit);
        }
        let head = text.text.get(..end)?;
        let tails = profile.category_words(W::Tail).filter(|tail| head.ends_with(tail.as_str()));
        let tail = tails.max_by_key(|tail| tail.len());
        match tail {
            Some(tail) if tail.len() < end => end -= tail.len(),
            _ => return None,
        }
    }
}

/// Where a text ends without its closing brackets and stops: 职工家属（3人）。
fn head_end(text: &str) -> usize {
    let mut head = text.trim_end_matches(['。', '.', ',', ';', '、', ':']);
    while let Some(open) = head.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        head = head.get(..open).unwrap_or_default();
    }
    head.len()
}

/// The worker died at work, as a reason may tell it: 丈夫前年检修时触电身亡.
fn died_at_work(reason: &Scanned) -> bool {
    clauses(&reason.text).any(|(start, clause)| {
        reason.has_in(W::Death, start, clause.len())
            && reason.has_in(W::AtWork, start, clause.len())
    })
}

fn only(set: CategorySet) -> Option<Category> {
    let mut all = set.iter();
    let first = all.next();
    first.filter(|_| all.next().is_none())
}
