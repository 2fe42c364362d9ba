//! A111 and A112's common ground: the total in words, and what it is to say.

use super::parts::{counted, row_sum};
use crate::form::{Field, TotalKind, WordsTotal};
use crate::rule::FormView;
use crate::value::Reading;
use crate::value::money::countable_or_zero;
use crate::value::money_in_words::{self, Words};
use rust_decimal::Decimal;

/// The total in words, read, with the amounts it may rightly state.
pub(super) struct InWords<'a> {
    pub(super) total: &'a WordsTotal,
    /// `None` if the words are none.
    pub(super) read: Option<Words>,
    /// The figures it is compared with: those beside it, else those of the grand total,
    /// else the people's.
    pub(super) figures: Decimal,
    /// The figures are the people's, added up.
    pub(super) is_counted: bool,
    /// What the people's rows add up to, where that can be told. Words that say it are
    /// right even if the figures aren't: then the figures have their finding (A110).
    sum: Option<Decimal>,
}

impl<'a> InWords<'a> {
    /// `None` if there are no words or nothing to compare them with.
    pub(super) fn of(view: &FormView<'a>) -> Option<Self> {
        let total = view.form.words.as_ref()?;
        let sum = people(view);
        let read = money_in_words::read(&total.words);
        let written = total.figures.or_else(|| grand(view));
        // Figures beside the words that say the same are held to the people's amounts, unless
        // a column has its own sum (A110) or part of the table isn't read (F004).
        let alone = total.figures.is_some()
            && read.is_some_and(|it| total.figures == Some(it.amount))
            && grand(view).is_none()
            && view.form.columns.iter().all(|column| column.claims.is_none());
        let is_counted = sum.is_some() && (alone || written.is_none());
        let figures = if is_counted { sum? } else { written? };
        Some(Self { total, read, figures, sum, is_counted })
    }

    /// Whether the words say the right amount.
    pub(super) fn agrees(&self) -> bool {
        self.read
            .is_some_and(|words| words.amount == self.figures || Some(words.amount) == self.sum)
    }
}

/// The grand total as it is written: 合计金额, else cash where no goods stand beside it.
fn grand(view: &FormView<'_>) -> Option<Decimal> {
    let totals = view.form.totals.iter().rev();
    let mut grand = totals.filter(|total| total.kind == TotalKind::Grand);
    grand.find_map(|total| {
        let amount = |field: Field| {
            let cell = total.sums.iter().find(|sum| sum.field == field)?;
            countable_or_zero(&cell.amount)
        };
        let has = |field: Field| total.sums.iter().any(|sum| sum.field == field);
        if has(Field::Total) {
            amount(Field::Total)
        } else if has(Field::GoodsValue) {
            amount(Field::Cash)?.checked_add(amount(Field::GoodsValue)?)
        } else {
            amount(Field::Cash)
        }
    })
}

/// What the people were given in all; `None` if one amount can't be told.
fn people(view: &FormView<'_>) -> Option<Decimal> {
    view.rows().try_fold(Decimal::ZERO, |sum, row| {
        let record = row.record;
        let given = match row_sum(&row) {
            Some(given) => given,
            None if matches!(record.total, Reading::Good { .. }) => counted(&row, Field::Total)?,
            None if record.cash.is_nothing() && record.goods.is_nothing() => Decimal::ZERO,
            None => return None,
        };
        sum.checked_add(given)
    })
}
