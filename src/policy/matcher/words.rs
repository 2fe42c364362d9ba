//! The profile's word lists, compiled once per profile.

use crate::policy::lexicon::{Lexicon, lists};
use foldhash::{HashMap, HashMapExt};

lists! {
    /// The lists of `[words.category]`; each one's principle stands above it in the TOML.
    CategoryWord {
        /// （一）.
        Livelihood = "livelihood",
        /// （二）.
        Calamity = "calamity",
        /// （三）.
        Enterprise = "enterprise",
        /// The job itself is lost, and with it what the firm owed.
        Jobless = "jobless",
        /// A firm; with [`Self::Halted`] in the clause, （三）.
        Firm = "firm",
        /// It can't go on.
        Halted = "halted",
        /// Wages; with [`Self::Cut`] in the clause, （三）.
        Pay = "pay",
        /// Stopped or lowered.
        Cut = "cut",
        /// （四）.
        Injury = "injury",
        /// （五）.
        Arduous = "arduous",
        /// （六）.
        Duty = "duty",
        /// Little money, many to feed: yields to any other cause.
        LowIncome = "low_income",
        /// Hardship without a cause.
        Hardship = "hardship",
        /// （一）'s own name, shortened: stands for it where the reason tells nothing else.
        Household = "household",
        /// Debts and costs: with an illness, hardship through illness.
        Burden = "burden",
        /// Without work, but not out of a job.
        Idle = "idle",
        /// An illness as only （四） names it.
        Grave = "grave",
        /// A front-line job, not said why it is visited.
        Frontline = "frontline",
        /// Family members.
        Family = "family",
        /// Verbs of care: the family they are about is whom the worker cares for.
        Cares = "cares",
        /// The worker himself.
        Own = "own",
        /// Died on duty.
        Fallen = "fallen",
        /// Died.
        Death = "death",
        /// Illness.
        Illness = "illness",
        /// Surgery, hospital.
        Stay = "stay",
        /// Accidents.
        Accident = "accident",
        /// At work: with an accident, a work injury.
        AtWork = "at_work",
        /// Disasters.
        Disaster = "disaster",
        /// Disasters that alone say nothing of the worker.
        MereDisaster = "mere_disaster",
        /// Against a disaster.
        Fight = "fight",
        /// The spring festival.
        Festival = "festival",
        /// At one's post.
        OnPost = "on_post",
        /// At one's post, with no need to say when.
        Steadfast = "steadfast",
        /// Expansion of scope.
        Scope = "scope",
        /// Days and outings that everybody has: scope, unless some trouble is told.
        Occasion = "occasion",
        /// Everybody.
        Whole = "whole",
        /// People of other organisations.
        Outsider = "outsider",
        /// Not an employee in service.
        NotWorker = "not_worker",
        /// Not filled in yet.
        Pending = "pending",
        /// Words after the recipient.
        Tail = "tail",
        /// The visit itself: its occasion, not the recipient's cause.
        Visit = "visit",
        /// The spring festival as an occasion.
        SpringFestival = "spring_festival",
        /// The festivals that are visited together with it.
        TwoFestivals = "two_festivals",
        /// Family words that name a recipient by themselves.
        Relative = "relative",
        /// The worker by whom a relative is named.
        Worker = "worker",
        /// Verbs that make family the worker's burden.
        Governs = "governs",
    }
}

lists! {
    /// The lists of `[words.funding]`.
    FundingWord {
        /// Forbidden sources.
        Forbidden = "forbidden",
        /// （一）.
        Fiscal = "fiscal",
        /// （二）.
        Lottery = "lottery",
        /// （三）.
        UpperUnion = "upper_union",
        /// （四）.
        Employer = "employer",
        /// An employer, unless a union or a donation stands beside it.
        Firm = "firm",
        /// （五）.
        UnionBudget = "union_budget",
        /// A budget, not said whose.
        Budget = "budget",
        /// One's own, not from above.
        Own = "own",
        /// （六）.
        Donation = "donation",
        /// （七）.
        Other = "other",
        /// Several pay together.
        Shared = "shared",
        /// Other, not said what.
        Vague = "vague",
        /// What parts two sources in one cell.
        Separators = "separators",
    }
}

lists! {
    /// The lists of `[words.payment]`.
    PaymentWord {
        /// To an account.
        Bank = "bank",
        /// Cash.
        Cash = "cash",
        /// Money, not said how.
        Money = "money",
        /// What goods are worth, not money given.
        Worth = "worth",
        /// Cash put into an account.
        Deposit = "deposit",
        /// Cash drawn from an account.
        Withdraw = "withdraw",
        /// An account that can't be used.
        Trouble = "trouble",
        /// Goods.
        Goods = "goods",
        /// Measure words.
        Measure = "measure",
        /// A purse of an app: no bank account, no cash.
        Wallet = "wallet",
        /// A cheque: to be cashed or put into an account.
        Cheque = "cheque",
        /// Something else that is neither bank, cash nor goods.
        Unsupported = "unsupported",
        /// Both.
        Both = "both",
        /// Words that are no reason.
        Filler = "filler",
    }
}

impl CategoryWord {
    /// The lists whose words accuse: a false alarm is an error.
    pub const ACCUSING: [Self; 5] =
        [Self::Scope, Self::Occasion, Self::Whole, Self::Outsider, Self::NotWorker];
}

impl FundingWord {
    /// The same of `[words.funding]`.
    pub const ACCUSING: [Self; 1] = [Self::Forbidden];
}

impl PaymentWord {
    /// The same of `[words.payment]`.
    pub const ACCUSING: [Self; 3] = [Self::Wallet, Self::Cheque, Self::Unsupported];
}

/// What every matcher needs.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// Usual slips and what they stand for.
    typos: Vec<(String, String)>,
    /// The slips by their first character: nearly no text has one.
    typos_by_first: HashMap<char, Vec<String>>,
    /// Words that deny the one after them.
    negation: Vec<String>,
}

impl Common {
    /// Takes `错=对` pairs and the negations.
    #[must_use]
    pub fn new(typos: &[String], negation: &[String]) -> Self {
        let pair = |pair: &String| {
            let (wrong, right) = pair.split_once('=')?;
            (!wrong.is_empty()).then(|| (squeeze(wrong), squeeze(right)))
        };
        let typos: Vec<(String, String)> = typos.iter().filter_map(pair).collect();
        let mut typos_by_first: HashMap<char, Vec<String>> = HashMap::new();
        for (wrong, _) in &typos {
            if let Some(first) = wrong.chars().next() {
                typos_by_first.entry(first).or_default().push(wrong.clone());
            }
        }
        let negation = negation.iter().map(|word| squeeze(word)).collect();
        Self { typos, typos_by_first, negation }
    }

    /// A text as the matchers compare it.
    #[must_use]
    pub fn fold(&self, text: &str) -> String {
        let mut folded = squeeze(text);
        if !self.has_typo(&folded) {
            return folded;
        }
        for (wrong, right) in &self.typos {
            if folded.contains(wrong.as_str()) {
                folded = folded.replace(wrong.as_str(), right);
            }
        }
        folded
    }

    fn has_typo(&self, folded: &str) -> bool {
        folded.char_indices().any(|(at, first)| {
            let typos = self.typos_by_first.get(&first).into_iter().flatten();
            let rest = folded.get(at..).unwrap_or_default();
            typos.into_iter().any(|wrong| rest.starts_with(wrong.as_str()))
        })
    }

    /// Whether what stands before a word denies it.
    #[must_use]
    pub fn negated(&self, before: &str) -> bool {
        self.negation.iter().any(|word| before.ends_with(word.as_str()))
    }
}

/// Half-width, simplified, without spaces, lower case.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let squeezed = crate::value::text::squeeze(text);
    // Nearly no text has anything to lower, and to look for it costs less than to do it.
    let is_low = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}') || is_low_ascii(c);
    if squeezed.chars().all(is_low) { squeezed.into_owned() } else { squeezed.to_lowercase() }
}

const fn is_low_ascii(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_uppercase()
}

/// All lists of a profile, compiled.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// What every matcher needs.
    pub common: Common,
    /// `[words.category]`.
    pub category: Lexicon,
    /// `[words.funding]`.
    pub funding: Lexicon,
    /// `[words.payment]`.
    pub payment: Lexicon,
    /// `[goods]`: prohibited (0), to be checked (1).
    pub goods: Lexicon,
}
