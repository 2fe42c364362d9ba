//! 台账 as Parquet, to go on with in DuckDB or Spark: amounts are decimals, dates are dates,
//! everything else is text.

use super::ExportError;
use super::entries::Entry;
use super::layout::Official;
use super::merged::{OTHER, origin, titles};
use crate::form::Field;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use rust_decimal::Decimal;
use std::fmt::Write as _;
use std::sync::Arc;

/// Rows are kept until there are so many, then written as one row group.
const GROUP_ROWS: usize = 65_536;
/// Amounts are `DECIMAL(18, 2)`: yuan and fen.
const PRECISION: i32 = 18;
const SCALE: u32 = 2;
const UNIX_EPOCH: Date = Date::constant(1970, 1, 1);

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Amount,
    Date,
}

impl Kind {
    const fn of(field: Field) -> Self {
        match field {
            Field::Date => Self::Date,
            field if field.is_money() => Self::Amount,
            _ => Self::Text,
        }
    }
}

/// The columns in their order: where a row comes from, the known ones, the others.
fn kinds() -> impl Iterator<Item = Kind> {
    let known = Field::ALL.into_iter().map(Kind::of);
    let before = origin_titles();
    std::iter::repeat_n(Kind::Text, before).chain(known).chain([Kind::Text])
}

fn origin_titles() -> usize {
    titles().count() - Field::COUNT - 1
}

fn schema() -> Result<Type, ParquetError> {
    let column = |(title, kind): (&str, Kind)| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, LogicalType::String),
            Kind::Amount => {
                let scale = SCALE.cast_signed();
                (Physical::INT64, LogicalType::decimal(scale, PRECISION))
            }
            Kind::Date => (Physical::INT32, LogicalType::Date),
        };
        let mut built = Type::primitive_type_builder(title, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(logical));
        if kind == Kind::Amount {
            built = built.with_precision(PRECISION).with_scale(SCALE.cast_signed());
        }
        built.build().map(Arc::new)
    };
    let columns = titles().zip(kinds()).map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder("ledger").with_fields(columns).build()
}

/// The cells of a column; null where there is nothing.
enum Cells {
    Text(Vec<Option<String>>),
    Amount(Vec<Option<i64>>),
    Date(Vec<Option<i32>>),
}

impl Cells {
    const fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Amount => Self::Amount(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
        }
    }

    /// Adds a value; whether it could be kept: an amount that is none, or a date, goes
    /// elsewhere.
    fn push(&mut self, value: &Official) -> bool {
        let blank = *value == Official::Empty;
        match self {
            Self::Text(cells) => {
                cells.push((!blank).then(|| value.to_string()));
                true
            }
            Self::Amount(cells) => {
                let amount = if let Official::Amount(amount) = value { fen(*amount) } else { None };
                cells.push(amount);
                blank || amount.is_some()
            }
            Self::Date(cells) => {
                let date = if let Official::Date(date) = value { days(*date) } else { None };
                cells.push(date);
                blank || date.is_some()
            }
        }
    }
}

/// An amount in fen, if it is one to the fen.
fn fen(amount: Decimal) -> Option<i64> {
    let mut exact = amount.normalize();
    if exact.scale() > SCALE {
        return None;
    }
    exact.rescale(SCALE);
    i64::try_from(exact.mantissa()).ok()
}

fn days(date: Date) -> Option<i32> {
    UNIX_EPOCH.until(date).ok().map(|span| span.get_days())
}

/// A ledger that is written file by file.
pub(super) struct MergedParquet {
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Cells>,
    rows: usize,
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        Self::Write(error.to_string())
    }
}

impl MergedParquet {
    pub(super) fn new() -> Result<Self, ExportError> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer =
            SerializedFileWriter::new(Vec::new(), Arc::new(schema()?), Arc::new(properties))?;
        Ok(Self { writer, columns: kinds().map(Cells::new).collect(), rows: 0 })
    }

    pub(super) fn add(&mut self, entries: &[Entry]) -> Result<(), ExportError> {
        for entry in entries {
            self.push(entry);
            if self.rows == GROUP_ROWS {
                self.write()?;
            }
        }
        Ok(())
    }

    /// What a typed column can't hold is not lost: it goes to the last column, under its
    /// title.
    fn push(&mut self, entry: &Entry) {
        let mut other = entry.other.clone();
        let from = origin(entry).map(Official::Text);
        let values = from.iter().chain(Field::ALL.into_iter().map(|field| entry.value(field)));
        let mut columns = self.columns.iter_mut();
        for ((cells, value), title) in columns.by_ref().zip(values).zip(titles()) {
            if !cells.push(value) {
                let gap = if other.is_empty() { "" } else { "；" };
                let _ = write!(other, "{gap}{title}：{value}");
            }
        }
        let other = if other.is_empty() { Official::Empty } else { Official::Text(other) };
        if let Some(last) = self.columns.last_mut() {
            last.push(&other);
        }
        self.rows += 1;
    }

    /// Writes the rows kept so far as a row group.
    fn write(&mut self) -> Result<(), ParquetError> {
        let fresh = kinds().map(Cells::new).collect();
        let columns = std::mem::replace(&mut self.columns, fresh);
        self.rows = 0;
        let mut group = self.writer.next_row_group()?;
        for cells in columns {
            match cells {
                Cells::Text(cells) => {
                    let bytes = |text: String| ByteArray::from(text.into_bytes());
                    column::<ByteArrayType>(&mut group, cells.into_iter().map(|it| it.map(bytes)))?;
                }
                Cells::Amount(cells) => column::<Int64Type>(&mut group, cells.into_iter())?,
                Cells::Date(cells) => column::<Int32Type>(&mut group, cells.into_iter())?,
            }
        }
        group.close()?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        if self.rows > 0 {
            self.write()?;
        }
        Ok(self.writer.into_inner()?)
    }
}

/// Writes the next column of a row group: 1 stands for a value, 0 for none.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General(format!("no column follows {OTHER}")));
    };
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn amounts_keep_their_fen_and_days_count_from_1970() {
        assert_eq!(fen("1234.5".parse().unwrap()), Some(123_450));
        assert_eq!(fen("-0.01".parse().unwrap()), Some(-1));
        assert_eq!(fen("500.001".parse().unwrap()), None);
        assert_eq!(days(jiff::civil::date(2021, 2, 5)), Some(18_663));
        assert_eq!(days(jiff::civil::date(1969, 12, 31)), Some(-1));
    }
}
