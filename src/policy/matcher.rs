//! Free wording → category, funding, payment; and goods that may not be bought.
//!
//! What a word means is data ([`super::Profile`]'s word lists); how meanings combine (a
//! family member's illness is not a family member as the recipient) is here.

pub mod category;
pub mod funding;
pub mod goods;
mod numeral;
pub mod payment;
pub mod words;

#[cfg(test)]
mod border_tests;
#[cfg(test)]
mod tests;

use super::lexicon::{Hit, Lexicon};
use words::Common;

/// A text made ready for matching, with the words found in it.
#[derive(Debug)]
struct Scanned {
    /// Folded: half-width, simplified, without spaces, lower case, usual slips mended.
    text: String,
    /// The words in it that aren't negated.
    hits: Vec<Hit>,
}

impl Scanned {
    fn new(text: String, lexicon: &Lexicon, common: &Common) -> Self {
        let mut hits = lexicon.scan(&text);
        hits.retain(|hit| !text.get(..hit.start).is_some_and(|before| common.negated(before)));
        Self { text, hits }
    }

    fn has(&self, list: impl Into<usize>) -> bool {
        let list = list.into();
        self.hits.iter().any(|hit| hit.list == list)
    }

    /// Whether a word of the list begins within a stretch of the text.
    fn has_in(&self, list: impl Into<usize>, start: usize, len: usize) -> bool {
        let list = list.into();
        self.hits.iter().any(|hit| hit.list == list && (start..start + len).contains(&hit.start))
    }
}
