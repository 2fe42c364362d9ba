//! Word lists, compiled: which words of which lists occur in a text, found in one pass.
//!
//! A list's entries are the profile's notation: `词` (a word), `甲+乙` (both, in this
//! order, within one clause), `!词` (what lies inside this doesn't count). A word that lies
//! over the border of two others is none ([`Borders`]).

use super::borders::{Borders, Span};
use foldhash::HashMap;

/// How far apart the parts of `甲+乙` may stand, in characters.
const REACH: usize = 12;

/// Declares the lists of a matcher: an enum whose variants are the keys of its TOML table.
macro_rules! lists {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// The keys of the TOML table, in the order of the variants.
            pub const KEYS: &'static [&'static str] = &[$($key,)+];
        }

        impl From<$name> for usize {
            fn from(list: $name) -> Self {
                list as Self
            }
        }
    };
}
pub(super) use lists;

/// A compiled word, filed under its first character.
#[derive(Debug, Clone)]
struct Entry {
    text: Box<str>,
    then: Option<Box<str>>,
    list: usize,
    word: usize,
    kind: Kind,
}

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It means something.
    Word,
    /// It accuses: what may be read otherwise is.
    Accusing,
    /// What lies inside it doesn't count.
    Mask,
    /// It means nothing here, but is a word.
    Whole,
}

/// A list to compile.
#[derive(Debug, Clone, Copy)]
pub struct List<'a> {
    /// Its entries, in the profile's notation.
    pub words: &'a [String],
    /// Whether its words accuse somebody: such a word counts only where the text can't be
    /// read otherwise; any other one also where it might be.
    pub accuses: bool,
}

/// Several lists, compiled for one pass over a text.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    by_first: HashMap<char, Vec<Entry>>,
}

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which list it is of.
    pub list: usize,
    /// Which word of that list.
    pub word: usize,
    /// Byte offsets in the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Hit {
    /// Whether it is of a list.
    #[must_use]
    pub fn is(&self, list: impl Into<usize>) -> bool {
        self.list == list.into()
    }
}

impl Lexicon {
    /// Compiles lists, with further words of no meaning whose borders count; `fold` brings
    /// each into the form that texts are given in.
    pub fn new<'a>(
        lists: impl IntoIterator<Item = List<'a>>,
        whole: &[String],
        fold: impl Fn(&str) -> String,
    ) -> Self {
        let mut it = Self::default();
        for (list, List { words, accuses }) in lists.into_iter().enumerate() {
            let plain = if accuses { Kind::Accusing } else { Kind::Word };
            for (word, written) in words.iter().enumerate() {
                let (kind, written) = match written.strip_prefix('!') {
                    Some(rest) => (Kind::Mask, rest),
                    None => (plain, written.as_str()),
                };
                let (text, then) = match written.split_once('+') {
                    Some((a, b)) if !a.is_empty() && !b.is_empty() => {
                        (fold(a), Some(fold(b).into_boxed_str()))
                    }
                    _ => (fold(written), None),
                };
                it.add(Entry { text: text.into_boxed_str(), then, list, word, kind });
            }
        }
        for (word, written) in whole.iter().enumerate() {
            let (text, list) = (fold(written).into_boxed_str(), usize::MAX);
            it.add(Entry { text, then: None, list, word, kind: Kind::Whole });
        }
        it
    }

    fn add(&mut self, entry: Entry) {
        if let Some(first) = entry.text.chars().next() {
            self.by_first.entry(first).or_default().push(entry);
        }
    }

    /// The words in a folded text, in its order; what lies within a `!词`, or over the border
    /// of two words, is left out.
    #[must_use]
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let mut found = self.find(text);
        if found.is_empty() {
            return Vec::new();
        }
        // A mask is a stretch for its own list, not a word for all.
        let words = found.iter().filter(|it| it.kind != Kind::Mask).flat_map(Found::parts);
        let words = words.filter(|part| is_word(text, *part));
        if let Some(borders) = Borders::of(text, words.collect()) {
            found.retain(|it| {
                it.parts().filter(|part| is_word(text, *part)).all(|part| match it.kind {
                    Kind::Accusing => borders.must_have(part),
                    Kind::Word => borders.may_have(part),
                    Kind::Mask | Kind::Whole => true,
                })
            });
        }
        let masks: Vec<Hit> =
            found.iter().filter(|it| it.kind == Kind::Mask).map(|it| it.hit).collect();
        found.retain(|it| matches!(it.kind, Kind::Word | Kind::Accusing));
        let mut hits: Vec<Hit> = found.into_iter().map(|it| it.hit).collect();
        // Both are in the text's order: the furthest end of a list's masks so far says enough.
        let mut masks = masks.into_iter().peekable();
        let mut masked: HashMap<usize, usize> = HashMap::default();
        hits.retain(|hit| {
            while let Some(mask) = masks.next_if(|mask| mask.start <= hit.start) {
                let end = masked.entry(mask.list).or_default();
                *end = mask.end.max(*end);
            }
            masked.get(&hit.list).is_none_or(|end| *end < hit.end)
        });
        hits
    }

    /// Every entry that stands in a text.
    fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (start, first) in text.char_indices() {
            let Some(entries) = self.by_first.get(&first) else { continue };
            let Some(rest) = text.get(start..) else { continue };
            for entry in entries {
                let Some(after) = rest.strip_prefix(&*entry.text) else { continue };
                let near = start + entry.text.len();
                let (far, end) = match &entry.then {
                    None => (near, near),
                    Some(then) => match reach(after).find(&**then) {
                        Some(at) => (near + at, near + at + then.len()),
                        None => continue,
                    },
                };
                let hit = Hit { list: entry.list, word: entry.word, start, end };
                found.push(Found { hit, near, far, kind: entry.kind });
            }
        }
        found
    }
}

/// An entry where it stands in a text.
#[derive(Debug)]
struct Found {
    hit: Hit,
    /// Where its first word ends, and where the second begins; both the end if it has but one.
    near: usize,
    far: usize,
    kind: Kind,
}

impl Found {
    /// Its words.
    fn parts(&self) -> impl Iterator<Item = Span> + use<> {
        let accuses = self.kind == Kind::Accusing;
        let first = Span { start: self.hit.start, end: self.near, accuses };
        let second = Span { start: self.far, end: self.hit.end, accuses };
        [first, second].into_iter().filter(|part| part.start < part.end)
    }
}

/// Whether a stretch is a word with borders of its own: a single character lies over none.
fn is_word(text: &str, part: Span) -> bool {
    text.get(part.start..part.end).is_some_and(|word| word.chars().nth(1).is_some())
}

/// The part of a clause within [`REACH`].
fn reach(after: &str) -> &str {
    let end = after
        .char_indices()
        .enumerate()
        .find(|&(n, (_, c))| n >= REACH || is_clause_break(c))
        .map_or(after.len(), |(_, (at, _))| at);
    after.get(..end).unwrap_or(after)
}

/// Whether a character ends a clause.
#[must_use]
pub const fn is_clause_break(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '.'
            | '!'
            | '?'
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '+'
            | '/'
            | '\\'
            | '。'
            | '、'
            | '·'
            | '【'
            | '】'
            | '…'
    )
}

/// The clauses of a text with their byte offsets, breaks left out.
pub fn clauses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(is_clause_break)
        .map(move |part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
        .filter(|(_, part)| !part.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "tests")]

    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Lexicon::new([List { words: &words, accuses: false }], &[], str::to_owned)
    }

    fn found(words: &[&str], text: &str) -> usize {
        lexicon(words).scan(text).len()
    }

    #[test]
    fn a_word_anywhere() {
        assert_eq!(found(&["烟"], "香烟一条"), 1);
        assert_eq!(found(&["烟"], "牛奶"), 0);
    }

    #[test]
    fn what_lies_in_a_mask_does_not_count() {
        assert_eq!(found(&["酒", "!料酒"], "料酒两瓶"), 0);
        assert_eq!(found(&["酒", "!料酒"], "料酒和白酒"), 1);
    }

    #[test]
    fn pairs_hold_within_a_clause_and_in_order() {
        assert_eq!(found(&["拖欠+工资"], "公司拖欠三个月工资"), 1);
        assert_eq!(found(&["拖欠+工资"], "公司拖欠货款,工资照发"), 0);
        assert_eq!(found(&["拖欠+工资"], "工资拖欠"), 0);
    }

    #[test]
    fn a_word_over_a_border_counts_only_where_it_may_be_meant() {
        let words = ["入职".to_owned()];
        let whole = ["职工".to_owned(), "收入".to_owned()];
        let found = |accuses: bool, whole: &[String], text: &str| {
            Lexicon::new([List { words: &words, accuses }], whole, str::to_owned).scan(text).len()
        };
        for accuses in [true, false] {
            assert_eq!(found(accuses, &whole, "低收入职工家庭"), 0);
            assert_eq!(found(accuses, &whole, "新职工入职"), 1);
        }
        // One border tells nothing of the other: an accusation needs more.
        assert_eq!(found(true, &whole[..1], "低收入职工家庭"), 0);
        assert_eq!(found(false, &whole[..1], "低收入职工家庭"), 1);
    }

    #[test]
    fn clauses_know_where_they_begin() {
        let all: Vec<_> = clauses("甲,乙(丙)").collect();
        assert_eq!(all, [(0, "甲"), (4, "乙"), (8, "丙")]);
    }
}
