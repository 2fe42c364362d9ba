//! 发放方式: bank, cash, goods, or cash and goods.

use super::Scanned;
use super::words::PaymentWord as W;
use crate::policy::lexicon::clauses;
use crate::policy::{Payment, PaymentFault, Profile};
use crate::value::{Raw, Reading, Way, Ways, nothing};

/// Reads a payment cell.
#[must_use]
pub fn read(profile: &Profile, cell: &Raw<'_>) -> Reading<Payment, PaymentFault> {
    if let Some(nothing) = nothing(cell) {
        return nothing;
    }
    match judge(&scan(profile, cell.text)) {
        Some(value) if !profile.allows_payment(value) => {
            Reading::Bad(PaymentFault::NotAllowed(value))
        }
        Some(value) => Reading::Good { value, ways: ways(cell.text, value) },
        None => Reading::Bad(PaymentFault::Unknown),
    }
}

/// What stands beside the payment word and may be the reason for cash (B104):
/// 无银行卡 of 现金（无银行卡）. `None` if nothing does.
#[must_use]
pub fn rest(profile: &Profile, text: &str) -> Option<String> {
    let text = scan(profile, text);
    let mut keep: Vec<(usize, char)> = text.text.char_indices().collect();
    keep.retain(|(at, c)| {
        let covered = |hit: &super::Hit| {
            (hit.is(W::Filler) || hit.is(W::Cash)) && (hit.start..hit.end).contains(at)
        };
        !(c.is_ascii_digit() || text.hits.iter().any(covered))
    });
    let rest: String = keep.into_iter().map(|(_, c)| c).collect();
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let says = rest.chars().filter(|c| c.is_alphanumeric()).count() >= 2;
    (says && !profile.is_no_reason(rest)).then(|| rest.to_owned())
}

/// Whether a way of payment goes through a bank, wholly or in part: 转账, 慰问金打卡另发
/// 米油; not 现金（无银行卡）.
#[must_use]
pub fn through_bank(profile: &Profile, text: &str) -> bool {
    let text = scan(profile, text);
    let outside = Means::of(&text, false);
    if outside.any() { outside.bank } else { Means::of(&text, true).bank }
}

/// A way of payment that the policy doesn't know, by the word that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted<'p> {
    /// 微信, 支付宝.
    Wallet(&'p str),
    /// 支票.
    Cheque(&'p str),
}

/// The way of payment that a text names and the policy doesn't know (B102).
#[must_use]
pub fn unlisted<'p>(profile: &'p Profile, text: &str) -> Option<Unlisted<'p>> {
    let text = scan(profile, text);
    let word = |list: W| {
        let hit = text.hits.iter().find(|hit| hit.is(list))?;
        profile.payment_words(list).get(hit.word).map(String::as_str)
    };
    word(W::Wallet).map(Unlisted::Wallet).or_else(|| word(W::Cheque).map(Unlisted::Cheque))
}

fn scan(profile: &Profile, text: &str) -> Scanned {
    let words = profile.compiled();
    Scanned::new(words.common.fold(text), &words.payment, &words.common)
}

/// Written canonically, with stray spaces, or in other words.
fn ways(written: &str, payment: Payment) -> Ways {
    if written == payment.wording() {
        return Ways::NONE;
    }
    let spaced: String = written.chars().filter(|c| !crate::value::text::is_space(*c)).collect();
    Ways::NONE.with(if spaced == payment.wording() { Way::Spaces } else { Way::Wording })
}

fn judge(text: &Scanned) -> Option<Payment> {
    if [W::Wallet, W::Cheque, W::Unsupported].into_iter().any(|list| text.has(list)) {
        return None;
    }
    // What stands in brackets explains; it decides only where nothing else does, or where
    // it adds something: 现金（无银行卡） is cash, 红包（现金） too, 转账（另发米油） both.
    let outside = Means::of(text, false);
    let said = if outside.any() { outside } else { Means::of(text, true) };
    said.payment(text)
}

/// The means that a text names.
#[derive(Debug, Default, Clone, Copy)]
struct Means {
    bank: bool,
    cash: bool,
    goods: bool,
    money: bool,
}

impl Means {
    const fn any(self) -> bool {
        self.bank || self.cash || self.goods
    }

    fn of(text: &Scanned, inside: bool) -> Self {
        let mut it = Self::default();
        for (start, clause) in clauses(&text.text) {
            let has = |list: W| text.has_in(list, start, clause.len());
            let bracketed = depth(&text.text, start) > 0;
            if bracketed && !inside && !adds(clause) {
                continue;
            }
            let (bank, cash) = (has(W::Bank), has(W::Cash));
            let unusable = has(W::Trouble);
            let withdrawn = has(W::Withdraw) && cash;
            let deposited = has(W::Deposit) && bank && !has(W::Both);
            it.bank |= bank && !unusable && !withdrawn;
            it.cash |= cash && !deposited;
            let goods = has(W::Goods) || counted(text, start, clause);
            it.goods |= goods;
            it.money |= has(W::Money) || (!has(W::Worth) && gives_amount(clause, goods));
        }
        it
    }

    fn payment(self, text: &Scanned) -> Option<Payment> {
        match (self.bank, self.cash, self.goods) {
            (true, false, false) => Some(Payment::Bank),
            (false, true, false) => Some(Payment::Cash),
            (false, false, true) if !self.money => Some(Payment::Goods),
            (false, false, false) => None,
            (true, true, false) => {
                text.has(W::Both).then_some(Payment::Mixed).or_else(|| listed(text))
            }
            _ => Some(Payment::Mixed),
        }
    }
}

/// Cash and bank side by side: two ways, unless one only explains the other.
fn listed(text: &Scanned) -> Option<Payment> {
    let parts = text.text.contains(['+', '/', '、', '和', '及', '与']);
    parts.then_some(Payment::Mixed)
}

/// Whether bracketed words add to what stands before them.
fn adds(clause: &str) -> bool {
    ["另", "外加", "加", "并", "以及", "同时", "含"].iter().any(|word| clause.starts_with(word))
}

/// Whether a clause gives an amount of money: 500元. Beside goods, only one that a
/// conjunction sets apart: 500元和大米, but not 慰问品300元.
fn gives_amount(clause: &str, goods: bool) -> bool {
    const AND: [char; 6] = ['和', '及', '与', '加', '另', '并'];
    clause.match_indices('元').any(|(at, yuan)| {
        let before = clause.get(..at).unwrap_or_default();
        let after = clause.get(at + yuan.len()..).unwrap_or_default();
        let lead = before.trim_end_matches(|c: char| c.is_ascii_digit());
        lead.len() < before.len() && (!goods || after.starts_with(AND) || lead.ends_with(AND))
    })
}

/// How many brackets are open at an offset.
fn depth(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let open = before.chars().filter(|c| matches!(c, '(' | '[' | '【')).count();
    let closed = before.chars().filter(|c| matches!(c, ')' | ']' | '】')).count();
    open.saturating_sub(closed)
}

/// Whether a clause counts things: 10kg, 两箱.
fn counted(text: &Scanned, start: usize, clause: &str) -> bool {
    let range = start..start + clause.len();
    text.hits.iter().any(|hit| {
        hit.is(W::Measure)
            && range.contains(&hit.start)
            && text
                .text
                .get(..hit.start)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    })
}
