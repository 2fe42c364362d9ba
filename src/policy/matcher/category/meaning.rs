//! What the words of a cell or a reason come to: which categories they name clearly, and
//! which they leave open.

use crate::policy::lexicon::{Hit, clauses};
use crate::policy::matcher::Scanned;
use crate::policy::matcher::words::CategoryWord as W;
use crate::policy::{Category, CategorySet};

/// What the words of a text come to.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// Categories that it names clearly.
    pub(super) clear: CategorySet,
    /// Categories that it leaves open.
    pub(super) open: CategorySet,
    /// It says 困难.
    pub(super) hardship: bool,
    /// （二） rests only on the worker's own illness, with no word of hardship.
    pub(super) own_illness: bool,
    /// Illness, surgery or an accident befell a family member.
    pub(super) family: bool,
}

impl Meaning {
    /// Weighs a text; the lists of `yielding` don't count.
    pub(super) fn of(text: &Scanned, yielding: &[W]) -> Self {
        let mut it = Self { hardship: text.has(W::Hardship), ..Self::default() };
        let mut clear = CategorySet::default();
        for (list, category) in [
            (W::Livelihood, Category::Livelihood),
            (W::Calamity, Category::Calamity),
            (W::Enterprise, Category::Enterprise),
            (W::Injury, Category::Injury),
            (W::Fallen, Category::Injury),
            (W::Arduous, Category::Arduous),
            (W::Duty, Category::Duty),
        ] {
            if !yielding.contains(&list) && text.has(list) {
                clear = clear.with(category);
            }
        }
        if firm_fails(text) {
            clear = clear.with(Category::Enterprise);
        }
        // Who lost the job with the firm is （一）; （三） are those whom it still owes wages.
        if text.has(W::Jobless) && clear.has(Category::Livelihood) && !text.has(W::Pay) {
            clear = clear.without(Category::Enterprise);
        }
        let trouble = Trouble::of(text);
        clear = it.with_trouble(clear, &trouble, text);
        clear = with_post(clear, text);
        // Little money is the cause where no other is told.
        if clear.is_empty() && text.has(W::LowIncome) && !yielding.contains(&W::LowIncome) {
            clear = clear.with(Category::Livelihood);
        }
        it.clear = clear;
        it.open = open(text);
        it
    }

    /// Adds illness, surgery and accidents.
    fn with_trouble(
        &mut self,
        mut clear: CategorySet,
        trouble: &Trouble,
        text: &Scanned,
    ) -> CategorySet {
        self.family = trouble.family;
        if trouble.family {
            clear = clear.with(Category::Calamity);
        }
        if trouble.at_work {
            clear = clear.with(Category::Injury);
        }
        // A work injury's hospital stay is no second cause.
        if clear.has(Category::Injury) && !trouble.family && !text.has(W::Calamity) {
            return clear;
        }
        let hard = self.hardship || text.has(W::Burden);
        if trouble.stay {
            clear = clear.with(Category::Injury);
            if hard {
                clear = clear.with(Category::Calamity);
            }
        } else if trouble.illness || trouble.accident {
            let alone = !clear.has(Category::Calamity);
            clear = clear.with(Category::Calamity);
            self.own_illness = alone && trouble.illness && !trouble.accident && !hard;
        }
        clear
    }
}

/// What befell whom.
#[derive(Debug, Default)]
struct Trouble {
    /// A family member: ill, in hospital, in an accident.
    family: bool,
    /// The worker is in hospital or has surgery.
    stay: bool,
    /// The worker is ill.
    illness: bool,
    /// The worker had an accident, not said to be at work.
    accident: bool,
    /// The worker had an accident at work.
    at_work: bool,
}

impl Trouble {
    /// Goes through the clauses: each one's subject is whoever it names, else the one
    /// before's, else the worker.
    fn of(text: &Scanned) -> Self {
        let mut it = Self::default();
        let mut family = false;
        for (start, clause) in clauses(&text.text) {
            let has = |list: W| text.has_in(list, start, clause.len());
            // The family of one who died on duty is not whom the illness befell.
            if has(W::Family) {
                family = !has(W::Fallen);
            } else if has(W::Own) {
                family = false;
            }
            let (ill, stay, accident) = (has(W::Illness), has(W::Stay), has(W::Accident));
            if family {
                it.family |= ill || stay || accident;
                continue;
            }
            it.illness |= ill;
            it.stay |= stay;
            if accident {
                let at_work = has(W::AtWork);
                it.at_work |= at_work;
                it.accident |= !at_work;
            }
        }
        it
    }
}

/// Whether a clause tells of a firm that can't go on, or of wages stopped or lowered.
fn firm_fails(text: &Scanned) -> bool {
    clauses(&text.text).any(|(start, clause)| {
        let has = |list: W| text.has_in(list, start, clause.len());
        (has(W::Firm) && has(W::Halted)) || (has(W::Pay) && has(W::Cut))
    })
}

/// Adds disasters and being at one's post.
fn with_post(mut clear: CategorySet, text: &Scanned) -> CategorySet {
    let post = text.has(W::OnPost) || text.has(W::Steadfast);
    let front = text.has(W::Frontline);
    if text.has(W::Disaster) {
        if text.has(W::Fight) || post || (front && !at_home(text)) {
            clear = clear.with(Category::Duty);
        } else if !clear.has(Category::Duty) && befalls(text) && clear.is_empty() {
            clear = clear.with(Category::Calamity);
        }
    }
    if text.has(W::Festival) && (post || front) {
        clear = clear.with(Category::Duty);
    }
    if clear.is_empty() && text.has(W::Steadfast) {
        clear = clear.with(Category::Duty);
    }
    clear
}

/// The house or the family is spoken of: a disaster there is the worker's own.
pub(super) fn at_home(text: &Scanned) -> bool {
    const HOME: [&str; 5] = ["家", "房子", "房屋", "住房", "屋"];
    text.has(W::Family) || HOME.iter().any(|word| text.text.contains(word))
}

/// Whether a disaster is more than bad weather or an epidemic in general.
fn befalls(text: &Scanned) -> bool {
    let mere = |hit: &&Hit| hit.is(W::MereDisaster);
    text.hits
        .iter()
        .filter(|hit| hit.is(W::Disaster))
        .any(|hit| !text.hits.iter().filter(mere).any(|m| m.start <= hit.start && hit.end <= m.end))
}

/// What unclear words leave open.
fn open(text: &Scanned) -> CategorySet {
    use Category::{Arduous, Calamity, Duty, Enterprise, Injury, Livelihood};
    let sets = [
        (W::Hardship, &[Livelihood, Calamity, Enterprise, Injury][..]),
        (W::Idle, &[Livelihood, Enterprise]),
        (W::Grave, &[Calamity, Injury]),
        (W::Frontline, &[Arduous, Duty]),
    ];
    let mut all = CategorySet::default();
    let mut common: Option<CategorySet> = None;
    for (list, fits) in sets {
        if text.has(list) {
            let set = fits.iter().fold(CategorySet::default(), |set, it| set.with(*it));
            all = all.union(set);
            common = Some(common.map_or(set, |common| common.intersection(set)));
        }
    }
    common.filter(|common| !common.is_empty()).unwrap_or(all)
}
