//! Bytes → cells.
//!
//! A [`Workbook`] is what every container is read into: sheets of rows of cells, with
//! what the form finder and the rules need to know about how a cell was stored. It knows
//! nothing of the form.

mod address;
mod anchor;
mod archive;
mod builder;
mod bytes;
mod cell;
mod cell_text;
mod cfb;
mod encoding;
mod error;
mod gb18030;
mod hidden;
mod media;
mod metrics;
#[cfg(test)]
mod mutation;
mod ods;
mod open;
mod package;
mod sheet;
mod shown;
mod sniff;
mod text;
mod texts;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use address::{BadAddress, CellRange, CellRef, column_letters};
pub use archive::Archive;
pub use cell::{Cell, CellValue, number_text};
pub use cell_text::CellText;
pub use error::{ReadCode, ReadError};
pub use hidden::{Hideable, Span, Visibility};
pub use media::images;
pub use open::{Flow, Progress, Step, open, open_pasted, open_plain};
pub use sheet::{ImageId, Picture, Row, Sheet};
pub use sniff::Seems;
pub(crate) use xlsx::{is_date_format, resolve_target};
pub(crate) use xml::attribute as xml_attribute;

/// Hidden defined names that begin with this mark sheets made by us (剩余问题, 修改记录):
/// `_nuanbiao_own_0` = `剩余问题!$A$1`. The exporter writes them with a number behind, the
/// reader sets [`Sheet::own`] on the sheet the name refers to.
pub const OWN_SHEET_NAME_PREFIX: &str = "_nuanbiao_own_";

/// The container a workbook was read from, as the JSON report names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Office Open XML: xlsx, xlsm.
    Xlsx,
    /// BIFF8: xls and WPS et.
    Xls,
    /// Binary Office Open XML.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// Comma or tab separated text, and tables pasted from the clipboard.
    Csv,
}

impl Format {
    /// The name the JSON report uses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Csv => "csv",
        }
    }
}

/// One file, read.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The container it came from.
    pub format: Format,
    /// The sheets in the file's order.
    pub sheets: Vec<Sheet>,
    /// What this container doesn't let us see, in words for the user ("未能检查").
    pub not_checked: Vec<String>,
}
