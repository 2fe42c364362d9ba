//! Where the words of a text begin and end: 低收入职工 is 低收入|职工, and no 入职 is in it.
//!
//! Chinese puts no space between words, so the end of one and the beginning of the next
//! may look like a third. The known words that lie over a text are weighed against each
//! other: the best reading leaves the fewest characters to no word, then has the fewest words.
//! A word that begins inside one of a best reading, and ends behind it, is none.

/// A known word in a text, by byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// It accuses somebody: it may be part of what others accuse of, and never clears of it.
    pub(super) accuses: bool,
}

impl Span {
    /// Whether the other begins inside this one and ends behind it.
    const fn runs_into(self, other: Self) -> bool {
        self.start < other.start && other.start < self.end && self.end < other.end
    }

    const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a reading costs: characters in no word, then words. The less, the better.
type Cost = (u32, u32);

const NEVER: Cost = (u32::MAX, u32::MAX);

/// The words of a text that are part of a best reading of it.
#[derive(Debug)]
pub(super) struct Borders {
    /// By start.
    best: Vec<Span>,
    /// The length of the longest, in bytes: how far back one may begin.
    longest: usize,
}

impl Borders {
    /// Weighs the words known in a text; `None` where none crosses another, as in most texts.
    pub(super) fn of(text: &str, mut words: Vec<Span>) -> Option<Self> {
        words.sort_unstable();
        words.dedup();
        let longest = words.iter().map(|word| word.end - word.start).max()?;
        let crossing = words.iter().enumerate().any(|(at, word)| {
            let later = words.iter().skip(at + 1).take_while(|it| it.start < word.end);
            later.into_iter().any(|it| word.runs_into(*it))
        });
        if !crossing {
            return None;
        }
        let (from, to) = (forwards(text, &words), backwards(text, &words));
        let whole = from.get(text.len()).copied().unwrap_or(NEVER);
        let is_best = |word: &Span| {
            let around = from.get(word.start).zip(to.get(word.end));
            around.is_some_and(|(from, to)| (from.0 + to.0, from.1 + to.1 + 1) == whole)
        };
        words.retain(is_best);
        Some(Self { best: words, longest })
    }

    /// The words of a best reading that share characters with a stretch.
    fn over(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.best.partition_point(|it| it.start + self.longest <= span.start);
        let near = self.best.iter().skip(first).take_while(move |it| it.start < span.end);
        near.copied().filter(move |it| it.end > span.start)
    }

    /// Whether a word may be meant: some best reading has it, or has it within another word,
    /// or no word of one runs into it.
    pub(super) fn may_have(&self, word: Span) -> bool {
        self.over(word).any(|it| it.holds(word)) || !self.over(word).any(|it| it.runs_into(word))
    }

    /// Whether a word must be meant: no best reading has a harmless one that takes only a part
    /// of it.
    pub(super) fn must_have(&self, word: Span) -> bool {
        let takes_part = |it: Span| it.runs_into(word) || word.runs_into(it);
        !self.over(word).any(|it| !it.accuses && takes_part(it))
    }
}

/// The least cost of what stands before each offset.
fn forwards(text: &str, words: &[Span]) -> Vec<Cost> {
    let mut cost = vec![NEVER; text.len() + 1];
    if let Some(first) = cost.first_mut() {
        *first = (0, 0);
    }
    let mut rest = words.iter().peekable();
    for (at, c) in text.char_indices() {
        let here = cost.get(at).copied().unwrap_or(NEVER);
        lower(&mut cost, at + c.len_utf8(), (here.0 + 1, here.1));
        while let Some(word) = rest.next_if(|word| word.start == at) {
            lower(&mut cost, word.end, (here.0, here.1 + 1));
        }
    }
    cost
}

/// The least cost of what stands behind each offset.
fn backwards(text: &str, words: &[Span]) -> Vec<Cost> {
    let mut cost = vec![NEVER; text.len() + 1];
    if let Some(last) = cost.last_mut() {
        *last = (0, 0);
    }
    let mut rest = words.iter().rev().peekable();
    for (at, c) in text.char_indices().rev() {
        let of = |cost: &[Cost], at: usize| cost.get(at).copied().unwrap_or(NEVER);
        let behind = of(&cost, at + c.len_utf8());
        lower(&mut cost, at, (behind.0 + 1, behind.1));
        while let Some(word) = rest.next_if(|word| word.start == at) {
            let behind = of(&cost, word.end);
            lower(&mut cost, at, (behind.0, behind.1 + 1));
        }
    }
    cost
}

fn lower(cost: &mut [Cost], at: usize, to: Cost) {
    if let Some(slot) = cost.get_mut(at) {
        *slot = (*slot).min(to);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn spans(text: &str, words: &[&str]) -> Vec<Span> {
        let of = |word: &&str| {
            let len = word.len();
            text.match_indices(*word)
                .map(move |(start, _)| Span { start, end: start + len, accuses: false })
                .collect::<Vec<_>>()
        };
        words.iter().flat_map(of).collect()
    }

    fn span(text: &str, word: &str) -> Span {
        let start = text.find(word).unwrap();
        Span { start, end: start + word.len(), accuses: false }
    }

    #[test]
    fn a_word_over_the_border_of_two_is_none() {
        let text = "低收入职工家庭";
        let words = spans(text, &["低收入", "入职", "职工"]);
        let borders = Borders::of(text, words).unwrap();
        assert!(!borders.must_have(span(text, "入职")));
        assert!(!borders.may_have(span(text, "入职")));
        assert!(borders.may_have(span(text, "低收入")) && borders.may_have(span(text, "收入")));
        assert!(borders.must_have(span(text, "职工")));
    }

    #[test]
    fn where_both_readings_are_as_good_either_may_be_meant() {
        let text = "新入职工";
        let borders = Borders::of(text, spans(text, &["入职", "职工"])).unwrap();
        for word in ["入职", "职工"] {
            assert!(borders.may_have(span(text, word)) && !borders.must_have(span(text, word)));
        }
    }

    #[test]
    fn a_word_that_begins_with_another_stays() {
        let text = "建筑工人";
        let borders = Borders::of(text, spans(text, &["建筑", "建筑工", "工人"])).unwrap();
        assert!(borders.may_have(span(text, "建筑工")));
    }

    #[test]
    fn words_within_words_do_not_cross() {
        let text = "年终奖金发放";
        assert!(Borders::of(text, spans(text, &["年终奖金", "奖金", "年终"])).is_none());
        assert!(Borders::of(text, Vec::new()).is_none());
    }
}
