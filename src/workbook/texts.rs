//! The texts that cells of a binary workbook share, in one piece of memory.

use std::sync::Arc;

use super::CellText;
use super::builder::cut;
use super::error::ReadError;

/// Gathers texts in the file's order.
pub(super) struct Gather {
    all: String,
    ends: Vec<u32>,
    cut: Vec<usize>,
    chars: usize,
}

impl Gather {
    /// Keeps so many characters of each.
    pub(super) const fn new(chars: usize) -> Self {
        Self { all: String::new(), ends: Vec::new(), cut: Vec::new(), chars }
    }

    pub(super) fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let kept = cut(text, self.chars);
        if kept.is_some() {
            self.cut.push(self.ends.len());
        }
        self.all.push_str(kept.unwrap_or(text));
        let end = u32::try_from(self.all.len())
            .map_err(|_| ReadError::over_limit("文字一共超过 4 GB"))?;
        self.ends.push(end);
        Ok(())
    }

    pub(super) fn finish(self) -> Texts {
        Texts { all: Arc::new(self.all), ends: self.ends, cut: self.cut }
    }
}

/// All shared texts.
#[derive(Default)]
pub(super) struct Texts {
    all: Arc<String>,
    ends: Vec<u32>,
    cut: Vec<usize>,
}

impl Texts {
    /// A text, and whether it had to be cut.
    pub(super) fn get(&self, index: usize) -> Option<(CellText, bool)> {
        let to = *self.ends.get(index)?;
        let from = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let was_cut = self.cut.binary_search(&index).is_ok();
        Some((CellText::shared(Arc::clone(&self.all), from, to), was_cut))
    }
}
