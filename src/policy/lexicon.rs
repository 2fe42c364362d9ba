//! Word lists, compiled: which words of which lists occur in a text, found in one pass.
//!
//! A list's entries are the profile's notation: `词` (a word), `甲+乙` (both, in this
//! order, within one clause), `!词` (what lies inside this doesn't count).

use foldhash::{HashMap, HashMapExt};

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
    mask: bool,
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
    /// Compiles lists; `fold` brings each word into the form that texts are given in.
    pub fn new<'a>(
        lists: impl IntoIterator<Item = &'a Vec<String>>,
        fold: impl Fn(&str) -> String,
    ) -> Self {
        let mut by_first: HashMap<char, Vec<Entry>> = HashMap::new();
        for (list, words) in lists.into_iter().enumerate() {
            for (word, written) in words.iter().enumerate() {
                let (mask, written) = match written.strip_prefix('!') {
                    Some(rest) => (true, rest),
                    None => (false, written.as_str()),
                };
                let (text, then) = match written.split_once('+') {
                    Some((a, b)) if !a.is_empty() && !b.is_empty() => {
                        (fold(a), Some(fold(b).into_boxed_str()))
                    }
                    _ => (fold(written), None),
                };
                let Some(first) = text.chars().next() else { continue };
                let text = text.into_boxed_str();
                by_first.entry(first).or_default().push(Entry { text, then, list, word, mask });
            }
        }
        Self { by_first }
    }

    /// The words in a folded text, in its order; what lies within a `!词` is left out.
    #[must_use]
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut masks: Vec<Hit> = Vec::new();
        for (start, first) in text.char_indices() {
            let Some(entries) = self.by_first.get(&first) else { continue };
            let Some(rest) = text.get(start..) else { continue };
            for entry in entries {
                let Some(after) = rest.strip_prefix(&*entry.text) else { continue };
                let near = start + entry.text.len();
                let end = match &entry.then {
                    None => near,
                    Some(then) => match reach(after).find(&**then) {
                        Some(at) => near + at + then.len(),
                        None => continue,
                    },
                };
                let hit = Hit { list: entry.list, word: entry.word, start, end };
                if entry.mask { masks.push(hit) } else { hits.push(hit) }
            }
        }
        hits.retain(|hit| {
            !masks
                .iter()
                .any(|mask| mask.list == hit.list && mask.start <= hit.start && hit.end <= mask.end)
        });
        hits
    }
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
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let list: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Lexicon::new([&list], str::to_owned)
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
    fn clauses_know_where_they_begin() {
        let all: Vec<_> = clauses("甲,乙(丙)").collect();
        assert_eq!(all, [(0, "甲"), (4, "乙"), (8, "丙")]);
    }
}
