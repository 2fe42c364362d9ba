//! Addresses: zero-based inside, A1 outside.

use std::fmt;

/// One cell's address on its sheet. Zero-based; prints as `A1`.
///
/// ```
/// use nuanbiao::workbook::CellRef;
/// let cell = CellRef::new(8, 3);
/// assert_eq!(cell.to_string(), "D9");
/// assert_eq!("D9".parse(), Ok(cell));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub col: u32,
}

impl CellRef {
    /// The cell in zero-based `row` and `col`.
    #[must_use]
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }
}

/// Writes the letters of a zero-based column: 0 → A, 26 → AA.
struct Letters(u32);

impl fmt::Display for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 >= 26 {
            Letters(self.0 / 26 - 1).fmt(f)?;
        }
        write!(f, "{}", char::from(b'A' + (self.0 % 26) as u8))
    }
}

/// The letters of a zero-based column: 0 → `A`, 26 → `AA`.
#[must_use]
pub fn column_letters(col: u32) -> String {
    Letters(col).to_string()
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Letters(self.col), u64::from(self.row) + 1)
    }
}

/// The text is no A1 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadAddress;

impl std::str::FromStr for CellRef {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let digits_at = text.find(|c: char| c.is_ascii_digit()).ok_or(BadAddress)?;
        let (letters, digits) = text.split_at(digits_at);
        if letters.is_empty() || letters.len() > 3 {
            return Err(BadAddress);
        }
        let mut col = 0_u32;
        for letter in letters.bytes() {
            if !letter.is_ascii_alphabetic() {
                return Err(BadAddress);
            }
            col = col * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        }
        let row: u32 = digits.parse().map_err(|_| BadAddress)?;
        if row == 0 {
            return Err(BadAddress);
        }
        Ok(Self::new(row - 1, col - 1))
    }
}

/// A rectangle of cells, corners included. Prints as `A1:C3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRange {
    /// Top left corner.
    pub first: CellRef,
    /// Bottom right corner.
    pub last: CellRef,
}

impl CellRange {
    /// The rectangle between two corners, both included.
    #[must_use]
    pub const fn new(first: CellRef, last: CellRef) -> Self {
        Self { first, last }
    }

    /// Whether `cell` lies in the rectangle.
    #[must_use]
    pub const fn contains(&self, cell: CellRef) -> bool {
        self.first.row <= cell.row
            && cell.row <= self.last.row
            && self.first.col <= cell.col
            && cell.col <= self.last.col
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// `B7:C9`, or one cell alone.
impl std::str::FromStr for CellRange {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Ok(Self::new(first.parse()?, last.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_carry_over() {
        for (col, letters) in
            [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
        {
            assert_eq!(column_letters(col), letters);
            assert_eq!(format!("{letters}1").parse(), Ok(CellRef::new(0, col)));
        }
    }

    #[test]
    fn bad_addresses_are_refused() {
        for text in ["", "A", "1", "A0", "ABCD1", "甲1", "A99999999999", "A1B"] {
            assert_eq!(text.parse::<CellRef>(), Err(BadAddress), "{text}");
        }
    }
}
