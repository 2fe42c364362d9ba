//! Rows put into the room that another writer left for them.

use super::PatchError;
use super::copier::Copier;
use super::draft::Draft;
use super::xml::number;
use quick_xml::events::{BytesStart, Event};
use std::io::{Read, Write};
use std::ops::Range;

/// Gives the next rows as XML, and nothing behind the last. It is told the formats that the
/// cells of the first row had.
type NextRows<'r> = Box<dyn FnMut(&[u32]) -> String + 'r>;

/// Rows for one sheet.
pub struct Rows<'r> {
    /// The sheet's part.
    pub part: String,
    /// The zero-based rows they stand in; what stands there gives way. The first of them must
    /// be there, with a cell for each format.
    pub place: Range<u32>,
    /// The rows, a few at a time.
    pub next: NextRows<'r>,
}

/// Puts rows into the sheets of a workbook, a few at a time.
///
/// # Errors
/// A [`PatchError`] if the package isn't a workbook of Office Open XML, or if a sheet leaves no
/// room for its rows.
pub fn fill(source: &[u8], sheets: Vec<Rows<'_>>) -> Result<Vec<u8>, PatchError> {
    let mut draft = Draft::of(source)?;
    for mut rows in sheets {
        let part = rows.part.clone();
        if !draft.change(&part, |xml| rows.pass(xml))? {
            return Err(PatchError::Damaged(part));
        }
    }
    draft.finish(None)
}

impl Rows<'_> {
    /// Whether there was room.
    fn pass<R: Read, W: Write>(&mut self, xml: &mut Copier<R, W>) -> Result<bool, PatchError> {
        let mut filled = false;
        loop {
            let has_cells = match xml.next()? {
                Event::Start(e) if self.holds(&e) => true,
                Event::Empty(e) if self.holds(&e) => false,
                Event::Eof => return Ok(filled),
                _ => continue,
            };
            let from = xml.start();
            let formats = if has_cells { rest_of_row(xml)? } else { Vec::new() };
            let to = xml.end();
            if !filled {
                filled = true;
                loop {
                    let rows = (self.next)(&formats);
                    if rows.is_empty() {
                        break;
                    }
                    xml.insert(from, &rows)?;
                }
            }
            xml.replace(from, to, "")?;
        }
    }

    /// Whether an element is a row that gives way.
    fn holds(&self, element: &BytesStart<'_>) -> bool {
        let index = number(element, "r").and_then(|row| row.checked_sub(1));
        element.local_name().as_ref() == "row"
            && index.is_some_and(|index| self.place.contains(&index))
    }
}

/// Passes the row that has just begun; gives the formats of its cells.
fn rest_of_row<R: Read, W: Write>(xml: &mut Copier<R, W>) -> Result<Vec<u32>, PatchError> {
    let mut formats = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "c" => {
                formats.push(number(&e, "s").unwrap_or(0));
            }
            Event::End(e) if e.local_name().as_ref() == "row" => return Ok(formats),
            Event::Eof => return Err(PatchError::Damaged("row".to_owned())),
            _ => (),
        }
    }
}
