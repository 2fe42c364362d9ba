//! What a file may cost. One table; every reader obeys it.
//!
//! The limits exist so that a small hostile file cannot make the page or the command
//! line use unbounded time or memory. Counting is done on bytes really inflated, never
//! on what a zip directory declares.

/// The limits of one run. [`Limits::DEFAULT`] holds the published figures; only the
/// command line may raise them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it lies on disk.
    pub file_bytes: u64,
    /// Bytes of all zip entries together once inflated.
    pub inflated_bytes: u64,
    /// Inflated : packed, looked at once [`Limits::ratio_from_bytes`] are inflated.
    pub ratio: u64,
    /// Inflated bytes below which the ratio doesn't matter.
    pub ratio_from_bytes: u64,
    /// Entries of the zip directory.
    pub zip_entries: usize,
    /// Cells with content in all sheets together.
    pub cells: u64,
    /// Characters (UTF-16 units, as Excel counts) kept of one cell; longer text is cut,
    /// with a finding.
    pub cell_chars: usize,
    /// Columns of a sheet (Excel's own limit); cells beyond make the file unreadable.
    pub columns: u32,
    /// Rows of a sheet (Excel's own limit).
    pub rows: u32,
}

impl Limits {
    /// The figures of the specification's quality page.
    pub const DEFAULT: Self = Self {
        file_bytes: 200 << 20,
        inflated_bytes: 1 << 30,
        ratio: 100,
        ratio_from_bytes: 32 << 20,
        zip_entries: 10_000,
        cells: 20_000_000,
        cell_chars: 32_767,
        columns: 16_384,
        rows: 1_048_576,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
