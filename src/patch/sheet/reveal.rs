//! Hidden rows and columns, shown: their tags without what hides them (ECMA-376, 18.3.1.13
//! and 18.3.1.73), and the filter that had hidden them without its criteria.

use crate::patch::PatchError;
use crate::patch::copier::Copier;
use crate::patch::xml::{attribute, number, with_attributes};
use crate::workbook::{CellRange, Hideable};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Read, Write};

/// The width that Excel gives a column by itself, in characters of its usual font.
const USUAL_WIDTH: &str = "9.140625";

/// Attributes of a tag that are to be set or taken away.
pub(super) type Attributes = Vec<(&'static str, Option<&'static str>)>;

/// What of a sheet is to be shown.
#[derive(Debug, Clone, Default)]
pub(in crate::patch) struct Revealed {
    rows: BTreeSet<u32>,
    columns: BTreeSet<u32>,
}

impl Revealed {
    pub(in crate::patch) fn new(shown: &BTreeSet<Hideable>) -> Self {
        let mut revealed = Self::default();
        for hideable in shown {
            match hideable {
                Hideable::Row(row) => drop(revealed.rows.insert(*row)),
                Hideable::Column(col) => drop(revealed.columns.insert(*col)),
                // Its tab is the workbook's business.
                Hideable::Sheet => (),
            }
        }
        revealed
    }

    /// Whether a range holds rows that are to be shown.
    pub(in crate::patch) fn touches(&self, range: CellRange) -> bool {
        range.first.row <= range.last.row
            && self.rows.range(range.first.row..=range.last.row).next().is_some()
    }

    /// Whether the filter over a range (of an `autoFilter`) is to be cleared.
    pub(super) fn clears(&self, filter: &BytesStart<'_>) -> bool {
        let range = attribute(filter, "ref").and_then(|range| range.parse().ok());
        range.is_some_and(|range| self.touches(range))
    }

    /// The sheet's properties, if they say that rows are filtered away that will be seen.
    pub(super) fn properties(&self, e: &BytesStart<'_>, empty: bool) -> Option<String> {
        (!self.rows.is_empty() && attribute(e, "filterMode").is_some())
            .then(|| with_attributes(e, &[("filterMode", None)], empty))
    }

    /// What is to be different in a row's tag.
    pub(super) fn row(&self, row: u32, e: &BytesStart<'_>) -> Attributes {
        let mut changes = uncollapsed(&self.rows, (row, row), e);
        if self.rows.contains(&row) {
            changes.push(("hidden", None));
            if is_zero(e, "ht") {
                changes.extend([("ht", None), ("customHeight", None)]);
            }
        }
        changes
    }

    /// The tags in the place of one that is about columns to be shown, and maybe about
    /// others that stay as they are.
    pub(super) fn column(&self, e: &BytesStart<'_>) -> Option<String> {
        let first = number(e, "min")?.checked_sub(1)?;
        let last = number(e, "max")?.checked_sub(1)?;
        let around = uncollapsed(&self.columns, (first, last), e);
        let shown: Vec<u32> = if first <= last {
            self.columns.range(first..=last).copied().collect()
        } else {
            Vec::new()
        };
        if shown.is_empty() && around.is_empty() {
            return None;
        }
        let mut tags = String::new();
        let mut put = |first: u32, last: u32, changes: Attributes| {
            let (min, max) = ((first + 1).to_string(), (last + 1).to_string());
            let mut all = vec![("min", Some(min.as_str())), ("max", Some(max.as_str()))];
            all.extend(changes);
            let _ = tags.write_str(&with_attributes(e, &all, true));
        };
        let mut next = first;
        for col in shown {
            if next < col {
                put(next, col - 1, around.clone());
            }
            let mut changes = around.clone();
            changes.push(("hidden", None));
            if attribute(e, "width").is_none() || is_zero(e, "width") {
                changes.extend([("width", Some(USUAL_WIDTH)), ("customWidth", Some("1"))]);
            }
            put(col, col, changes);
            next = col + 1;
        }
        if next <= last {
            put(next, last, around);
        }
        Some(tags)
    }
}

/// The row or column beside a collapsed group says so: no longer, where the group is shown.
fn uncollapsed(shown: &BTreeSet<u32>, (first, last): (u32, u32), e: &BytesStart<'_>) -> Attributes {
    let beside = [first.checked_sub(1), last.checked_add(1)];
    let open = beside.into_iter().flatten().any(|it| shown.contains(&it));
    if open && attribute(e, "collapsed").is_some() { vec![("collapsed", None)] } else { Vec::new() }
}

fn is_zero(e: &BytesStart<'_>, name: &str) -> bool {
    attribute(e, name).and_then(|size| size.trim().parse().ok()) == Some(0.0)
}

/// Takes the criteria of a table's filter away.
pub(in crate::patch) fn clear_filter<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
) -> Result<(), PatchError> {
    loop {
        let has_content = match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "filterColumn" => true,
            Event::Empty(e) if e.local_name().as_ref() == "filterColumn" => false,
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let from = xml.start();
        if has_content {
            xml.pass("filterColumn")?;
        }
        xml.replace(from, xml.end(), "")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(content: &str) -> BytesStart<'_> {
        BytesStart::from_content(content, content.find(' ').unwrap_or(content.len()))
    }

    fn revealed() -> Revealed {
        Revealed::new(&[Hideable::Row(4), Hideable::Column(3), Hideable::Sheet].into())
    }

    #[test]
    fn columns_beside_the_shown_one_stay_hidden() {
        let col = "col min=\"3\" max=\"5\" width=\"0\" hidden=\"1\"";
        assert_eq!(
            revealed().column(&tag(col)).as_deref(),
            Some(
                "<col min=\"3\" max=\"3\" width=\"0\" hidden=\"1\"/>\
                 <col min=\"4\" max=\"4\" width=\"9.140625\" customWidth=\"1\"/>\
                 <col min=\"5\" max=\"5\" width=\"0\" hidden=\"1\"/>"
            )
        );
        for other in ["col min=\"5\" max=\"5\" hidden=\"1\"", "col min=\"9\" max=\"2\"", "col"] {
            assert_eq!(revealed().column(&tag(other)), None, "{other}");
        }
        let summary = "col min=\"5\" max=\"6\" collapsed=\"1\"";
        let opened = "<col min=\"5\" max=\"6\"/>";
        assert_eq!(revealed().column(&tag(summary)).as_deref(), Some(opened));
    }

    #[test]
    fn a_row_loses_what_hides_it_and_nothing_else() {
        let row = tag("row r=\"5\" ht=\"0\" customHeight=\"1\" hidden=\"1\" s=\"2\"");
        let shown = with_attributes(&row, &revealed().row(4, &row), false);
        assert_eq!(shown, "<row r=\"5\" s=\"2\">");
        let tall = tag("row r=\"5\" ht=\"30\" hidden=\"1\"");
        let shown = with_attributes(&tall, &revealed().row(4, &tall), false);
        assert_eq!(shown, "<row r=\"5\" ht=\"30\">");
        assert!(revealed().row(6, &tall).is_empty());
    }

    #[test]
    fn only_a_filter_over_a_shown_row_is_cleared() {
        assert!(revealed().clears(&tag("autoFilter ref=\"A4:K9\"")));
        assert!(!revealed().clears(&tag("autoFilter ref=\"A6:K9\"")));
        assert!(!revealed().clears(&tag("autoFilter ref=\"K9:A4\"")));
    }

    #[test]
    fn a_tables_filter_loses_its_criteria() {
        let table = "<table ref=\"A1:B9\"><autoFilter ref=\"A1:B9\"><filterColumn colId=\"0\">\
            <filters><filter val=\"x\"/></filters></filterColumn><filterColumn colId=\"1\"/>\
            </autoFilter></table>";
        let mut out = Vec::new();
        let mut xml = Copier::new(table.as_bytes(), &mut out);
        assert_eq!(clear_filter(&mut xml), Ok(()));
        assert!(xml.finish().is_ok());
        let cleared = "<table ref=\"A1:B9\"><autoFilter ref=\"A1:B9\"></autoFilter></table>";
        assert_eq!(String::from_utf8_lossy(&out), cleared);
    }
}
