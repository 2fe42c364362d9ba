//! The amounts of a form, and how they add up.

use crate::form::{Field, Parsed, Record, RowView, TotalCell};
use crate::rule::{FormView, given};
use crate::value::Reading;
use crate::value::money::{self, MoneyFault};
use rust_decimal::Decimal;

/// An amount with its cell.
pub(super) type Amount<'a> = Parsed<'a, Decimal, MoneyFault>;

/// The columns whose sums stand in total rows.
pub(super) const SUMMED: [Field; 3] = [Field::Cash, Field::GoodsValue, Field::Total];

/// The amounts of a person's row, left to right in the official order.
pub(super) fn of_row<'a>(row: &RowView<'a>) -> impl Iterator<Item = Amount<'a>> + use<'a> {
    [row.cash(), row.unit_price(), row.goods_value(), row.total()].into_iter().flatten()
}

/// The sums of the total rows, as far as they are amounts.
pub(super) fn of_totals<'a>(view: &FormView<'a>) -> impl Iterator<Item = Amount<'a>> + use<'a> {
    let view = *view;
    let sums = view.form.totals.iter().flat_map(|total| &total.sums);
    sums.filter(|sum| sum.field.is_money()).map(move |sum| of_total(&view, sum))
}

/// One sum with its text.
pub(super) fn of_total<'a>(view: &FormView<'a>, sum: &'a TotalCell) -> Amount<'a> {
    let cells = view.sheet.row(sum.place.row).map_or(&[][..], |row| &row.cells);
    Parsed { field: sum.field, value: &sum.amount, place: sum.place, cells }
}

/// All amounts of a form: the people's, then the sums.
pub(super) fn of_form<'a>(view: &FormView<'a>) -> impl Iterator<Item = Amount<'a>> + use<'a> {
    view.rows().flat_map(|row| of_row(&row)).chain(of_totals(view))
}

/// One summed column of a record.
pub(super) const fn reading(record: &Record, field: Field) -> &Reading<Decimal, MoneyFault> {
    match field {
        Field::GoodsValue => &record.goods_value,
        Field::Total => &record.total,
        _ => &record.cash,
    }
}

/// Whether a nought needs no word: cash on a row of goods, 折价 of no goods, or a total
/// (usually a formula) over a row whose trouble stands in another cell.
pub(super) fn is_silent_zero(row: &RowView<'_>, field: Field) -> bool {
    match field {
        Field::Cash => given::goods(row),
        Field::GoodsValue => row.record.goods.is_nothing(),
        Field::UnitPrice => !given::goods(row),
        Field::Total => parts_are_bad(row) || !(given::cash(row) || given::goods(row)),
        _ => false,
    }
}

/// Whether cash or the goods' value is itself zero or negative, so that a total of the
/// same kind is only its consequence.
pub(super) fn parts_are_bad(row: &RowView<'_>) -> bool {
    [Field::Cash, Field::GoodsValue].into_iter().any(|field| {
        let reading = reading(row.record, field);
        matches!(reading, Reading::Bad(MoneyFault::NotPositive(_)))
            && !(money::is_zero(reading) && is_silent_zero(row, field))
    })
}

/// What a cell adds to a sum: nothing if it is empty; `None` if another finding stands on
/// it (A102, A103, a cell's own A106, F009, F013), so that no sum over it can be judged.
pub(super) fn counted(row: &RowView<'_>, field: Field) -> Option<Decimal> {
    let reading = reading(row.record, field);
    if reading.is_nothing() {
        return Some(Decimal::ZERO);
    }
    if money::is_zero(reading) && is_silent_zero(row, field) && !parts_are_bad(row) {
        return Some(Decimal::ZERO);
    }
    money::countable(reading)
}

/// What a row's total must be: cash and the goods' value. `None` if it can't be told: a
/// part has trouble of its own, or goods were given without a value.
pub(super) fn row_sum(row: &RowView<'_>) -> Option<Decimal> {
    let record = row.record;
    if !given::cash(row) && !given::goods(row) {
        return None;
    }
    if !record.goods.is_nothing() && record.goods_value.is_nothing() {
        return None;
    }
    counted(row, Field::Cash)?.checked_add(counted(row, Field::GoodsValue)?)
}

/// Whether a written sum is the true one. Parts with too many decimals (A104) may have
/// been rounded before they were added: each allows for less than a fen.
pub(super) fn agrees(written: Decimal, sum: Decimal, unrounded: usize) -> bool {
    let room = Decimal::new(1, 2).checked_mul(Decimal::from(unrounded));
    written == sum
        || matches!((written.checked_sub(sum), room), (Some(gap), Some(room)) if gap.abs() < room)
}

/// Whether a row's total is made of amounts with too many decimals.
pub(super) const fn has_unrounded_parts(record: &Record) -> bool {
    is_unrounded(&record.cash) || is_unrounded(&record.goods_value)
}

/// Whether an amount has too many decimals.
pub(super) const fn is_unrounded(reading: &Reading<Decimal, MoneyFault>) -> bool {
    matches!(reading, Reading::Bad(MoneyFault::TooManyDecimals(_)))
}

/// 少了 200.00 元 or 多了 200.00 元.
pub(super) fn difference(written: Decimal, sum: Decimal) -> String {
    let word = if written < sum { "少了" } else { "多了" };
    let gap = written.checked_sub(sum).unwrap_or_default().abs();
    format!("{word} {} 元", money::display(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_allowed_for_unrounded_parts_only() {
        let [written, sum] =
            ["333.34", "333.335"].map(|it| it.parse::<Decimal>().unwrap_or_default());
        assert!(agrees(written, sum, 1));
        assert!(!agrees(written, sum, 0));
        assert!(!agrees(Decimal::from(334), sum, 1));
    }
}
