//! The amounts of a row, by column.

use crate::form::{Field, Record};
use crate::value::money::countable;
use rust_decimal::Decimal;

/// The amount a row has in a column of sums, in yuan, if it can be told.
pub(super) fn of(record: &Record, field: Field) -> Option<Decimal> {
    countable(match field {
        Field::Cash => &record.cash,
        Field::GoodsValue => &record.goods_value,
        Field::Total => &record.total,
        _ => return None,
    })
}
