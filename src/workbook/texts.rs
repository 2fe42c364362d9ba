//! The texts that cells of a binary workbook share, in one piece of memory.

use std::sync::Arc;

use super::CellText;
use super::builder::cut;
use super::error::ReadError;
use crate::limits::Limits;

/// Gathers texts in the file's order.
pub(super) struct Gather {
    all: String,
    ends: Vec<u32>,
    cut: Vec<usize>,
    limits: Limits,
}

impl Gather {
    /// Bytes of all texts together; far more than 20 million cells of a form share.
    const MOST_BYTES: usize = 256 << 20;

    pub(super) const fn new(limits: &Limits) -> Self {
        Self { all: String::new(), ends: Vec::new(), cut: Vec::new(), limits: *limits }
    }

    /// Adds a text, cut at the limit.
    pub(super) fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let kept = cut(text, self.limits.cell_chars);
        if kept.is_some() {
            self.cut.push(self.ends.len());
        }
        self.all.push_str(kept.unwrap_or(text));
        let end = u32::try_from(self.all.len()).ok().filter(|_| self.all.len() <= Self::MOST_BYTES);
        let over = || ReadError::over_limit(format!("文字一共超过 {} MB", Self::MOST_BYTES >> 20));
        self.ends.push(end.ok_or_else(over)?);
        if self.ends.len() as u64 > self.limits.cells {
            return Err(ReadError::over_limit(format!(
                "不同的文字超过 {} 万条",
                self.limits.cells / 10_000
            )));
        }
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
