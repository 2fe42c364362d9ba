//! What kind of workbook a package says it is.

use super::PatchError;
use super::archive::Archive;
use super::book::Book;
use super::copier::Copier;
use super::xml::attribute;
use crate::workbook::resolve_target;
use quick_xml::events::Event;
use std::io;

/// Kinds of workbooks. Excel refuses to open one under another kind's extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// xlsx.
    Plain,
    /// xlsm.
    Macros,
    /// xltx.
    Template,
    /// xltm.
    MacroTemplate,
}

/// The kind of a workbook, by the content type of its main part.
///
/// # Errors
/// A [`PatchError`] if the package can't be read.
pub fn kind(source: &[u8]) -> Result<Kind, PatchError> {
    let mut archive = Archive::open(source)?;
    let book = Book::read(&mut archive)?;
    let types = archive.need("[Content_Types].xml")?;
    let mut xml = Copier::new(types.as_slice(), io::sink());
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Override" => {
                let part = resolve_target("", &attribute(&e, "PartName").unwrap_or_default());
                if part.eq_ignore_ascii_case(&book.part) {
                    return Ok(of_type(&attribute(&e, "ContentType").unwrap_or_default()));
                }
            }
            Event::Eof => return Ok(Kind::Plain),
            _ => (),
        }
    }
}

fn of_type(content_type: &str) -> Kind {
    let content_type = content_type.to_ascii_lowercase();
    match (content_type.contains("macroenabled"), content_type.contains("template")) {
        (false, false) => Kind::Plain,
        (true, false) => Kind::Macros,
        (false, true) => Kind::Template,
        (true, true) => Kind::MacroTemplate,
    }
}
