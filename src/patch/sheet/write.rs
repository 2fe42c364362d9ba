//! What the events of a sheet ask for, done: cells, rows and blocks written anew.

use super::{Patcher, Step};
use crate::patch::PatchError;
use crate::patch::cell::{Change, cell_xml};
use crate::patch::copier::Copier;
use crate::patch::xml::{attribute, with_attributes};
use crate::workbook::CellRef;
use quick_xml::events::{BytesStart, Event};
use std::io::{Read, Write};

impl Patcher<'_> {
    /// Does what an event asks for; `false` at the end.
    pub(super) fn take<R: Read, W: Write>(
        &mut self,
        xml: &mut Copier<R, W>,
        step: Step,
    ) -> Result<bool, PatchError> {
        let (from, to) = (xml.start(), xml.end());
        match step {
            Step::Nothing => (),
            Step::Row { tag, name, empty } => {
                xml.copy_to(from)?;
                let above = self.rows_before(self.row.refs.current_row())?;
                xml.insert(from, &above)?;
                if let Some(tag) = tag {
                    if empty {
                        let cells = self.cells_before(None)?;
                        xml.replace(from, to, &format!("{tag}{cells}</{name}>"))?;
                    } else {
                        xml.replace(from, to, &tag)?;
                    }
                }
            }
            Step::Cell { at, change, format, tag, empty } => {
                let cells = self.cells_before(Some(at.col))?;
                xml.insert(from, &cells)?;
                if change.is_value() {
                    self.put_value(xml, at, &change, format, empty)?;
                } else if !tag.is_empty() {
                    self.result.formats.insert(at, format);
                    xml.replace(from, to, &tag)?;
                }
            }
            Step::Tag(tag) => xml.replace(from, to, &tag)?,
            Step::Element { name, new, empty } => {
                if !empty {
                    xml.pass(name)?;
                    self.depth = self.depth.saturating_sub(1);
                }
                xml.replace(from, xml.end(), &new)?;
            }
            Step::EndRow => {
                let cells = self.cells_before(None)?;
                xml.insert(from, &cells)?;
                self.row.cell = None;
            }
            Step::EmptyData { open, name } => {
                let rows = self.rows_before(u32::MAX)?;
                if !rows.is_empty() {
                    xml.replace(from, to, &format!("{open}{rows}</{name}>"))?;
                }
                self.data_passed = true;
            }
            Step::EndData => {
                let rows = self.rows_before(u32::MAX)?;
                xml.insert(from, &rows)?;
                self.data_passed = true;
            }
            Step::Drawing => {
                if self.result.drawing.is_none()
                    && let Some(id) = self.plan.drawing.take()
                {
                    let (prefix, relationship) = (&self.root.prefix, self.root.relationship(&id));
                    xml.insert(from, &format!("<{prefix}legacyDrawing {relationship}/>"))?;
                    self.result.drawing = Some(id);
                }
            }
            Step::Merges { tag } => self.take_apart(xml, &tag, from)?,
            Step::Done => return Ok(false),
        }
        Ok(true)
    }

    /// Puts a value into a cell that is there, unless an array formula owns it.
    fn put_value<R: Read, W: Write>(
        &mut self,
        xml: &mut Copier<R, W>,
        at: CellRef,
        change: &Change,
        format: u32,
        empty: bool,
    ) -> Result<(), PatchError> {
        let from = xml.start();
        let mut formulas = self.formulas.take().unwrap_or_default();
        let formula = if empty { None } else { formulas.read_cell(xml, at)? };
        if !empty {
            self.depth = self.depth.saturating_sub(1);
        }
        if formulas.is_array(at) {
            self.result.refused.push(at);
        } else {
            if let Some(formula) = formula {
                formulas.drop(formula);
                self.result.dropped.insert(at);
            }
            let cell = self.cell(at, change, format)?;
            xml.replace(from, xml.end(), &cell)?;
        }
        self.formulas = Some(formulas);
        Ok(())
    }

    fn cell(&mut self, at: CellRef, change: &Change, base: u32) -> Result<String, PatchError> {
        self.result.formats.insert(at, base);
        let format = match change.restyle() {
            Some(restyle) => self.styles.derive(base, restyle)?,
            None => base,
        };
        Ok(cell_xml(&self.root.prefix, at, format, change))
    }

    /// A cell that isn't in the file: it has the format of its row, else of its column.
    fn new_cell(
        &mut self,
        at: CellRef,
        change: &Change,
        row_format: Option<u32>,
    ) -> Result<String, PatchError> {
        let column =
            self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&at.col));
        let base = row_format.or(column.map(|(_, _, format)| *format)).unwrap_or(0);
        self.result.new_cells.insert(at);
        self.cell(at, change, base)
    }

    /// The changes of this row before a column (all that are left for `None`).
    fn cells_before(&mut self, col: Option<u32>) -> Result<String, PatchError> {
        let mut cells = String::new();
        while let Some(entry) = self.row.cells.first_entry() {
            if col.is_some_and(|col| *entry.key() >= col) {
                break;
            }
            let (col, change) = entry.remove_entry();
            let at = CellRef::new(self.row.refs.current_row(), col);
            cells += &self.new_cell(at, &change, self.row.format)?;
        }
        Ok(cells)
    }

    /// The changes in rows that aren't in the file, before a row.
    fn rows_before(&mut self, row: u32) -> Result<String, PatchError> {
        let mut rows = String::new();
        while let Some(entry) = self.plan.cells.first_entry() {
            if *entry.key() >= row {
                break;
            }
            let (row, changes) = entry.remove_entry();
            let mut cells = String::new();
            for (col, change) in changes {
                cells += &self.new_cell(CellRef::new(row, col), &change, None)?;
            }
            // Nothing is left of a mark whose row is gone.
            if cells.is_empty() {
                continue;
            }
            let prefix = &self.root.prefix;
            rows += &format!("<{prefix}row r=\"{}\">{cells}</{prefix}row>", u64::from(row) + 1);
        }
        Ok(rows)
    }

    /// Leaves out the merged blocks that are to be taken apart.
    fn take_apart<R: Read, W: Write>(
        &mut self,
        xml: &mut Copier<R, W>,
        tag: &BytesStart<'_>,
        from: u64,
    ) -> Result<(), PatchError> {
        let mut kept = Vec::new();
        loop {
            let keep = match xml.next()? {
                Event::Start(e) | Event::Empty(e) => attribute(&e, "ref").unwrap_or_default(),
                Event::End(e) if e.local_name().as_ref() == "mergeCells" => break,
                Event::Eof => return Err(PatchError::Damaged("mergeCells".to_owned())),
                _ => continue,
            };
            let apart = self.plan.unmerge.iter().any(|range| range.to_string() == keep);
            if !apart {
                kept.push(keep);
            }
        }
        self.depth = self.depth.saturating_sub(1);
        let mut whole = String::new();
        if !kept.is_empty() {
            let prefix = &self.root.prefix;
            whole = with_attributes(tag, &[("count", Some(&kept.len().to_string()))], false);
            for range in kept {
                whole += &format!("<{prefix}mergeCell ref=\"{range}\"/>");
            }
            whole += &format!("</{}>", tag.name().as_ref());
        }
        xml.replace(from, xml.end(), &whole)
    }
}
