//! The calculation chain: the list of cells with formulas (ECMA-376, 18.6).

use super::PatchError;
use super::book::Book;
use super::copier::Copier;
use super::draft::Draft;
use super::parts::Listing;
use super::xml::{attribute, number, with_attributes};
use crate::workbook::CellRef;
use quick_xml::events::Event;
use std::collections::HashSet;
use std::io::{self, Read, Write};

/// Takes cells out of the chain, each with its sheet's number.
pub(super) fn forget(
    draft: &mut Draft<'_>,
    book: &Book,
    cells: &HashSet<(u32, CellRef)>,
    listing: &mut Listing,
) -> Result<(), PatchError> {
    let chain = book.relationships.iter().find(|it| it.is("calcChain"));
    let Some(chain) = chain.filter(|it| !cells.is_empty() && draft.archive.has(&it.target)) else {
        return Ok(());
    };
    let content = draft.archive.need(&chain.target)?;
    if pass(&mut Copier::new(content.as_slice(), io::sink()), cells)? == 0 {
        // A chain without cells is none.
        draft.remove(&chain.target);
        listing.forget(&book.part, &chain.target);
        return Ok(());
    }
    draft.change(&chain.target, |xml| pass(xml, cells)).map(|_| ())
}

/// Leaves the cells out; gives how many are left.
fn pass<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
    cells: &HashSet<(u32, CellRef)>,
) -> Result<usize, PatchError> {
    let (mut sheet, mut left) = (0, 0);
    // An entry that doesn't name its sheet is on that of the entry before.
    let mut named = true;
    loop {
        let tag = match xml.next()? {
            Event::Empty(e) if e.local_name().as_ref() == "c" => {
                if let Some(number) = number(&e, "i") {
                    sheet = number;
                    named = true;
                }
                let at = attribute(&e, "r").and_then(|at| at.parse().ok());
                if at.is_some_and(|at| cells.contains(&(sheet, at))) {
                    named = false;
                    String::new()
                } else {
                    left += 1;
                    if std::mem::replace(&mut named, true) {
                        continue;
                    }
                    with_attributes(&e, &[("i", Some(&sheet.to_string()))], true)
                }
            }
            Event::Eof => return Ok(left),
            _ => continue,
        };
        let (from, to) = (xml.start(), xml.end());
        xml.replace(from, to, &tag)?;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_next_entry_names_the_sheet_that_a_lost_one_named() {
        let chain =
            "<calcChain><c r=\"F10\" i=\"1\"/><c r=\"A5\"/><c r=\"A6\" i=\"2\"/></calcChain>";
        let mut out = Vec::new();
        let mut xml = Copier::new(chain.as_bytes(), &mut out);
        let cells = HashSet::from([(1, "F10".parse().unwrap()), (1, "A6".parse().unwrap())]);
        assert_eq!(pass(&mut xml, &cells).unwrap(), 2);
        xml.finish().unwrap();
        let wanted = "<calcChain><c r=\"A5\" i=\"1\"/><c r=\"A6\" i=\"2\"/></calcChain>";
        assert_eq!(String::from_utf8(out).unwrap(), wanted);
    }
}
