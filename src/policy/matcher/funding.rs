//! 资金来源: which of the seven sources of 第四条 a cell names.

use super::words::FundingWord as W;
use super::{Scanned, numeral};
use crate::policy::{Funding, FundingFault, Profile};
use crate::value::{Raw, Reading, Way, Ways, nothing};

/// Reads a funding cell.
#[must_use]
pub fn read(profile: &Profile, cell: &Raw<'_>) -> Reading<Funding, FundingFault> {
    if let Some(nothing) = nothing(cell) {
        return nothing;
    }
    match judge(profile, cell.text) {
        Ok(funding) if !profile.allows_funding(funding) => {
            Reading::Bad(FundingFault::NotAllowed(funding))
        }
        Ok(value) => Reading::Good { value, ways: ways(cell.text, value) },
        Err(fault) => Reading::Bad(fault),
    }
}

/// Written canonically, with stray spaces, or in other words.
fn ways(written: &str, funding: Funding) -> Ways {
    if written == funding.wording() {
        return Ways::NONE;
    }
    let spaced: String = written.chars().filter(|c| !crate::value::text::is_space(*c)).collect();
    Ways::NONE.with(if spaced == funding.wording() { Way::Spaces } else { Way::Wording })
}

fn judge(profile: &Profile, text: &str) -> Result<Funding, FundingFault> {
    let words = profile.compiled();
    let text = words.common.fold(text);
    let scan = |text: &str| Scanned::new(text.to_owned(), &words.funding, &words.common);
    if scan(&text).has(W::Forbidden) {
        return Err(FundingFault::Forbidden);
    }
    let items = numeral::items(&text, ['四', '4']);
    let mut found: Option<Funding> = None;
    let mut add = |funding: Funding| match found.replace(funding) {
        Some(before) if before != funding => Err(FundingFault::Unknown),
        _ => Ok(()),
    };
    for &number in &items.numbers {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        add(*index.and_then(|index| Funding::ALL.get(index)).ok_or(FundingFault::Unknown)?)?;
    }
    // Each part of a cell may name a source; they must agree.
    let whole = scan(&items.rest);
    for (start, len) in parts(&whole) {
        if let Some(funding) = part(&whole, start, len)? {
            add(funding)?;
        }
    }
    match found {
        Some(funding) => Ok(funding),
        // 其他：… is the seventh item once it says what.
        None if whole.has(W::Vague) && says_more(&whole) => Ok(Funding::Other),
        None => Err(FundingFault::Unknown),
    }
}

/// Where the parts of a cell lie: 行政、工会各半 has two.
fn parts(text: &Scanned) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for hit in text.hits.iter().filter(|hit| hit.is(W::Separators)) {
        if hit.start >= start {
            parts.push((start, hit.start - start));
            start = hit.end;
        }
    }
    parts.push((start, text.text.len().saturating_sub(start)));
    parts.retain(|(_, len)| *len > 0);
    parts
}

/// The source that one part names. Where two words of it fit, the more telling one counts:
/// 上级工会经费 comes from above, 企业捐赠 is a donation.
fn part(text: &Scanned, start: usize, len: usize) -> Result<Option<Funding>, FundingFault> {
    let has = |list: W| text.has_in(list, start, len);
    let clear = [
        (W::Donation, Funding::Donation),
        (W::Lottery, Funding::Lottery),
        (W::Other, Funding::Other),
        (W::Fiscal, Funding::Fiscal),
    ];
    if let Some((_, funding)) = clear.into_iter().find(|(list, _)| has(*list)) {
        return Ok(Some(funding));
    }
    let upper = has(W::UpperUnion) && !has(W::Own);
    let union = has(W::UnionBudget) || has(W::UpperUnion);
    let employer = has(W::Employer) || (has(W::Firm) && has(W::Shared));
    Ok(Some(match (upper, union, employer) {
        (_, true, true) => return Err(FundingFault::Unknown),
        (true, _, _) => Funding::UpperUnion,
        (_, true, _) => Funding::UnionBudget,
        (_, _, true) => Funding::Employer,
        _ if has(W::Firm) => Funding::Employer,
        _ if has(W::Budget) || has(W::Own) => Funding::UnionBudget,
        _ => return Ok(None),
    }))
}

/// Whether anything is said beside 其他.
fn says_more(text: &Scanned) -> bool {
    let mut rest = text.text.clone();
    for hit in text.hits.iter().rev().filter(|hit| hit.is(W::Vague)) {
        rest.replace_range(hit.start..hit.end, "");
    }
    for word in ["资金", "来源", "经费", "渠道", "合法", "的"] {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| c.is_alphanumeric()).count() >= 2
}
