//! One cell as it was stored.

use std::borrow::Cow;
use std::sync::Arc;

use super::CellText;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text, shared where the file shares it.
    Text(CellText),
    /// A number. Beyond 15 digits Excel has lost the rest.
    Number(f64),
    /// A number shown as a date: days since 1899-12-30 (the 1904 system is converted by
    /// the reader), the time of day in the fraction.
    Date(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error value such as `#REF!`.
    Error(Arc<str>),
    /// A formula whose value was never saved.
    NoValue,
    /// A picture that lives in the cell itself (Excel rich data, WPS `DISPIMG`).
    Picture,
}

impl CellValue {
    /// Text from anything that becomes a shared string.
    #[must_use]
    pub fn text(text: impl Into<CellText>) -> Self {
        Self::Text(text.into())
    }

    /// The cell as a person sees it, without regard to number formats: numbers in full
    /// with Excel's 15 digits, dates as `YYYY-MM-DD`.
    #[must_use]
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Date(serial) => match crate::value::date::from_serial(*serial) {
                Some(date) => Cow::Owned(date.to_string()),
                None => Cow::Owned(number_text(*serial)),
            },
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::NoValue | Self::Picture => Cow::Borrowed(""),
        }
    }
}

/// A number as Excel holds it: 15 significant digits, never in exponent form up to 10^21
/// (an identity number must be recognised by the person who typed it).
#[must_use]
pub fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    // Nearly all numbers are whole, or short enough to need no rounding.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (number as i64).to_string();
    }
    if (1e-9..1e15).contains(&number.abs()) {
        let shortest = number.to_string();
        if shortest.bytes().filter(u8::is_ascii_digit).count() <= 15 {
            return shortest;
        }
    }
    // `{:.14e}` rounds to 15 significant digits, as Excel does when it stores.
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let magnitude = rounded.abs();
    if !(1e-9..1e21).contains(&magnitude) {
        return format!("{rounded:e}").replace('e', "E");
    }
    if magnitude >= 1e15 {
        // Digits past the fifteenth are zero in Excel, whatever the binary value says.
        let scientific = format!("{rounded:.14e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let exponent: usize = exponent.parse().unwrap_or(0);
        let negative = mantissa.starts_with('-');
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let padded = format!("{digits:0<width$}", width = exponent + 1);
        return if negative { format!("-{padded}") } else { padded };
    }
    rounded.to_string()
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Zero-based column.
    pub col: u32,
    /// What it holds.
    pub value: CellValue,
    /// Whether a formula computed it.
    pub formula: bool,
}

impl Cell {
    /// A typed-in cell.
    #[must_use]
    pub const fn new(col: u32, value: CellValue) -> Self {
        Self { col, value, formula: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_fifteen_digits() {
        assert_eq!(number_text(500.0), "500");
        assert_eq!(number_text(500.000_000_1), "500.0000001");
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(310_101_199_001_011_234.0), "310101199001011000");
        assert_eq!(number_text(-12_345_678_901_234_567.0), "-12345678901234600");
        assert_eq!(number_text(1e21), "1E21");
        assert_eq!(number_text(13_812_345_678.0), "13812345678");
        assert_eq!(number_text(-999_999_999_999_999.0), "-999999999999999");
        assert_eq!(number_text(-0.05), "-0.05");
        assert_eq!(number_text(1_234.000_000_000_004), "1234");
        assert_eq!(number_text(0.000_000_123), "0.000000123");
    }
}
