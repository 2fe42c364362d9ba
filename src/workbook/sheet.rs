//! One sheet: sparse rows of sparse cells, in order.

use sha2::{Digest, Sha256};

use super::hidden::{self, Hideable, Span, Visibility};
use super::{Cell, CellRange, CellRef, CellValue};

/// One row with content.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Zero-based index on the sheet.
    pub index: u32,
    /// Cells with content, by ascending column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a zero-based column, if it has content.
    #[must_use]
    pub fn cell(&self, col: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&col, |cell| cell.col).ok()?;
        self.cells.get(at)
    }
}

/// Which image a picture shows: pictures with equal ones show the same bytes. It is the
/// first half of the SHA-256 of the image's file, so that nobody can make two images
/// pass for one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId([u8; 16]);

impl ImageId {
    /// The identity of the image with this SHA-256.
    pub(super) fn of(sha256: &[u8]) -> Self {
        let mut first = [0; 16];
        first.iter_mut().zip(sha256).for_each(|(to, from)| *to = *from);
        Self(first)
    }

    /// The identity of a part of the image: people cut one scanned sheet into many signatures.
    pub(super) fn part(self, crop: [i64; 4]) -> Self {
        let mut hash = Sha256::new_with_prefix(self.0);
        crop.iter().for_each(|side| hash.update(side.to_be_bytes()));
        Self::of(&hash.finalize())
    }

    /// An identity for tests and examples; different numbers, different images.
    #[must_use]
    pub const fn numbered(number: u128) -> Self {
        Self(number.to_be_bytes())
    }
}

impl std::fmt::Debug for ImageId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ImageId({:032x})", u128::from_be_bytes(self.0))
    }
}

/// A picture on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The cell that holds the picture's centre: it belongs to that cell's row.
    pub centre: CellRef,
    /// The cells it covers.
    pub range: CellRange,
    /// The image it shows; `None` if the image is missing, damaged or outside the file.
    pub image: Option<ImageId>,
    /// It is shown cropped, turned, mirrored or grouped with others: the image's file alone
    /// doesn't look like it.
    pub altered: bool,
}

/// One sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether the user sees it.
    pub visibility: Visibility,
    /// Made by us (剩余问题, 修改记录), known by a hidden defined name; passed over.
    pub own: bool,
    /// Merged blocks; only the top left cell of each has content.
    pub merges: Vec<CellRange>,
    /// Pictures, floating and in cells.
    pub pictures: Vec<Picture>,
    /// How many more pictures lie somewhere on the sheet, of which the container doesn't tell
    /// us which and where (objects of xls without a drawing).
    pub unseen_pictures: u32,
    /// How many text boxes and other shapes with words lie on the sheet; nobody reads the words.
    pub text_boxes: u32,
    /// Cells whose text was longer than the limit and was cut.
    pub cut: Vec<CellRef>,
    /// Hidden or filtered rows, ascending. Empty where the container doesn't tell.
    pub hidden_rows: Vec<Span>,
    /// Hidden columns, ascending. Empty where the container doesn't tell.
    pub hidden_cols: Vec<Span>,
    rows: Vec<Row>,
}

impl Sheet {
    /// An empty visible sheet.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            visibility: Visibility::Visible,
            own: false,
            merges: Vec::new(),
            pictures: Vec::new(),
            unseen_pictures: 0,
            text_boxes: 0,
            cut: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The rows with content, by ascending index.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Appends a row. Rows and the cells in them must come in ascending order; a reader
    /// that can't promise it uses [`Sheet::set`].
    pub fn push_row(&mut self, row: Row) {
        debug_assert!(self.rows.last().is_none_or(|last| last.index < row.index));
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
    }

    /// The row of a zero-based index, if it has content.
    #[must_use]
    pub fn row(&self, index: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&index, |row| row.index).ok()?;
        self.rows.get(at)
    }

    /// The cell at an address, if it has content.
    #[must_use]
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.row(at.row)?.cell(at.col)
    }

    /// Puts a value into a cell, or empties it; gives back what was there.
    pub fn set(&mut self, at: CellRef, cell: Option<Cell>) -> Option<Cell> {
        let row_at = match self.rows.binary_search_by_key(&at.row, |row| row.index) {
            Ok(found) => found,
            Err(gap) => {
                cell.as_ref()?;
                self.rows.insert(gap, Row { index: at.row, cells: Vec::new() });
                gap
            }
        };
        let row = self.rows.get_mut(row_at)?;
        let before = match (row.cells.binary_search_by_key(&at.col, |cell| cell.col), cell) {
            (Ok(found), Some(new)) => {
                row.cells.get_mut(found).map(|old| std::mem::replace(old, new))
            }
            (Ok(found), None) => Some(row.cells.remove(found)),
            (Err(gap), Some(new)) => {
                row.cells.insert(gap, new);
                None
            }
            (Err(_), None) => None,
        };
        if row.cells.is_empty() {
            self.rows.remove(row_at);
        }
        before
    }

    /// The merged block that covers a cell.
    #[must_use]
    pub fn merge_at(&self, at: CellRef) -> Option<&CellRange> {
        self.merges.iter().find(|range| range.contains(at))
    }

    /// Whether a zero-based row is hidden or filtered away.
    #[must_use]
    pub fn row_is_hidden(&self, row: u32) -> bool {
        hidden::holds(&self.hidden_rows, row)
    }

    /// Whether a zero-based column is hidden.
    #[must_use]
    pub fn col_is_hidden(&self, col: u32) -> bool {
        hidden::holds(&self.hidden_cols, col)
    }

    /// Whether a row, a column or the sheet is hidden.
    #[must_use]
    pub fn is_hidden(&self, what: Hideable) -> bool {
        match what {
            Hideable::Row(row) => self.row_is_hidden(row),
            Hideable::Column(col) => self.col_is_hidden(col),
            Hideable::Sheet => self.visibility == Visibility::Hidden,
        }
    }

    /// Hides a row, a column or the sheet, or shows it; gives back how it was.
    pub fn set_visibility(&mut self, of: Hideable, visibility: Visibility) -> Visibility {
        match of {
            Hideable::Row(row) => hidden::set(&mut self.hidden_rows, row, visibility),
            Hideable::Column(col) => hidden::set(&mut self.hidden_cols, col, visibility),
            Hideable::Sheet => std::mem::replace(&mut self.visibility, visibility),
        }
    }

    /// Whether no cell has content and no picture lies on it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.pictures.is_empty() && self.unseen_pictures == 0 && !self.has_text()
    }

    /// Whether any cell has content; text of spaces only is none.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).any(|cell| match &cell.value {
            CellValue::Text(text) => !text.trim().is_empty(),
            _ => true,
        })
    }

    /// Replaces the rows; they and their cells must be in ascending order.
    pub(super) fn set_rows(&mut self, rows: Vec<Row>) {
        self.rows = rows;
    }
}
