//! The workbook part with a sheet more or less, or with hidden ones shown, every other byte
//! as it was.

use super::{Book, BookPatch, NewSheet, SheetEntry, quoted};
use crate::patch::PatchError;
use crate::patch::copier::Copier;
use crate::patch::draft::Draft;
use crate::patch::mark::LIST as MARKS;
use crate::patch::xml::{attribute, escape, number, with_attributes};
use crate::workbook::OWN_SHEET_NAME_PREFIX;
use quick_xml::events::{BytesStart, Event};
use std::io;

impl Book {
    /// Writes the changes into the workbook part.
    pub(in crate::patch) fn write(
        &self,
        draft: &mut Draft<'_>,
        patch: &BookPatch<'_>,
    ) -> Result<(), PatchError> {
        draft.change(&self.part, |xml| self.pass(xml, patch))
    }

    fn pass<R: io::Read, W: io::Write>(
        &self,
        xml: &mut Copier<R, W>,
        patch: &BookPatch<'_>,
    ) -> Result<(), PatchError> {
        let prefix = &self.root.prefix;
        let mut names = patch.sheet.as_ref().map(|sheet| self.new_names(sheet));
        let mut recalculate = patch.recalculate;
        let mut depth = 0_u32;
        let mut sheets_passed = false;
        loop {
            let (edge, name, changed) = match xml.next()? {
                Event::Start(e) => (Edge::Start, name_of(&e), patch.changed(&e, false)),
                Event::Empty(e) => (Edge::Empty, name_of(&e), patch.changed(&e, true)),
                Event::End(e) => (Edge::End, e.local_name().as_ref().to_owned(), None),
                // What found no place would be missing without a word.
                Event::Eof if names.is_some() || recalculate => {
                    return Err(PatchError::Damaged(self.part.clone()));
                }
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let (from, to) = (xml.start(), xml.end());
            if edge == Edge::End {
                depth = depth.saturating_sub(1);
            }
            match (depth, edge, name.as_str()) {
                (2, Edge::Start | Edge::Empty, "sheet") => {
                    if let Some(tag) = changed {
                        xml.replace(from, to, &tag)?;
                    }
                }
                (1, Edge::End, "sheets") => {
                    sheets_passed = true;
                    xml.insert(from, &self.new_sheet(patch))?;
                }
                (1, Edge::End, "definedNames") => {
                    xml.insert(from, &names.take().unwrap_or_default())?;
                }
                (1, Edge::Empty, "definedNames") => {
                    if let Some(names) = names.take() {
                        xml.replace(from, to, &listed(prefix, &names))?;
                    }
                }
                // What may stand between the sheets and the names (ECMA-376, CT_Workbook).
                (1, _, "functionGroups" | "externalReferences" | "definedNames") => (),
                (1, Edge::Start | Edge::Empty, _) if !sheets_passed => (),
                (1, Edge::Start | Edge::Empty, _) | (0, Edge::End, _) => {
                    if let Some(names) = names.take() {
                        xml.insert(from, &listed(prefix, &names))?;
                    }
                    if std::mem::take(&mut recalculate) {
                        match changed {
                            Some(tag) => xml.replace(from, to, &tag)?,
                            None => {
                                let tag = format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>");
                                xml.insert(from, &tag)?;
                            }
                        }
                    }
                }
                _ => (),
            }
            if edge == Edge::Start {
                depth += 1;
            }
        }
    }

    /// Takes a sheet out of the list, with the names that belong to it.
    pub(in crate::patch) fn write_without(
        &self,
        draft: &mut Draft<'_>,
        sheet: &SheetEntry,
    ) -> Result<(), PatchError> {
        let content = draft.archive.need(&self.part)?;
        let sheets = self.sheets.iter().zip(0_u32..);
        let index = sheets.filter(|(it, _)| it.id == sheet.id).map(|(_, index)| index).next();
        let gone = Gone { name: &sheet.name, index: index.unwrap_or(u32::MAX) };
        let left = gone.pass(&mut Copier::new(content.as_slice(), io::sink()), true)?;
        draft.change(&self.part, |xml| gone.pass(xml, left > 0)).map(|_| ())
    }

    fn new_sheet(&self, patch: &BookPatch<'_>) -> String {
        let Some(sheet) = &patch.sheet else { return String::new() };
        let number = self.sheets.iter().map(|it| it.id).max().unwrap_or(0) + 1;
        let relationship = self.root.relationship(&sheet.relationship);
        let (prefix, name) = (&self.root.prefix, escape(&sheet.name));
        format!("<{prefix}sheet name=\"{name}\" sheetId=\"{number}\" {relationship}/>")
    }

    /// The name that marks a new last sheet as ours, and the one that repeats its header on
    /// every printed page.
    fn new_names(&self, sheet: &NewSheet) -> String {
        let (prefix, defined, index) = (&self.root.prefix, &sheet.defined, self.sheets.len());
        let name = escape(&quoted(&sheet.name));
        format!(
            "<{prefix}definedName name=\"{defined}\" hidden=\"1\">{name}!$A$1</{prefix}definedName>\
             <{prefix}definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">{name}!$1:$1\
             </{prefix}definedName>"
        )
    }
}

/// A sheet that is being taken out.
struct Gone<'g> {
    name: &'g str,
    index: u32,
}

impl Gone<'_> {
    /// Gives how many defined names are left; without any, their list goes too.
    fn pass<R: io::Read, W: io::Write>(
        &self,
        xml: &mut Copier<R, W>,
        names_left: bool,
    ) -> Result<usize, PatchError> {
        let (mut left, mut names_from, mut name_from) = (0, 0, None);
        loop {
            let new = match xml.next()? {
                Event::Start(e) | Event::Empty(e)
                    if e.local_name().as_ref() == "sheet"
                        && attribute(&e, "name").as_deref() == Some(self.name) =>
                {
                    String::new()
                }
                Event::Empty(e) if e.local_name().as_ref() == "workbookView" => {
                    match number(&e, "activeTab").filter(|tab| *tab >= self.index) {
                        Some(_) => with_attributes(&e, &[("activeTab", None)], true),
                        None => continue,
                    }
                }
                Event::Start(e) if e.local_name().as_ref() == "definedNames" => {
                    names_from = xml.start();
                    continue;
                }
                Event::Start(e) if e.local_name().as_ref() == "definedName" => {
                    let ours = attribute(&e, "name").unwrap_or_default();
                    let scope = number(&e, "localSheetId");
                    if ours == format!("{OWN_SHEET_NAME_PREFIX}{MARKS}")
                        || scope == Some(self.index)
                    {
                        name_from = Some(xml.start());
                        continue;
                    }
                    left += 1;
                    match scope.filter(|scope| *scope > self.index) {
                        Some(scope) if names_left => {
                            let scope = (scope - 1).to_string();
                            with_attributes(&e, &[("localSheetId", Some(&scope))], false)
                        }
                        _ => continue,
                    }
                }
                Event::End(e) if e.local_name().as_ref() == "definedName" => {
                    if let Some(from) = name_from.take().filter(|_| names_left) {
                        let to = xml.end();
                        xml.replace(from, to, "")?;
                    }
                    continue;
                }
                Event::End(e) if e.local_name().as_ref() == "definedNames" => {
                    if !names_left {
                        let to = xml.end();
                        xml.replace(names_from, to, "")?;
                    }
                    continue;
                }
                Event::Eof => return Ok(left),
                _ => continue,
            };
            let (from, to) = (xml.start(), xml.end());
            xml.replace(from, to, &new)?;
        }
    }
}

/// What a tag does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    Empty,
    End,
}

fn name_of(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

impl BookPatch<'_> {
    /// The tag in the place of one that is to change.
    fn changed(&self, element: &BytesStart<'_>, empty: bool) -> Option<String> {
        let changes = match name_of(element).as_str() {
            "calcPr" => ("fullCalcOnLoad", Some("1")),
            "sheet" if self.shown.contains(attribute(element, "name")?.as_str()) => ("state", None),
            _ => return None,
        };
        Some(with_attributes(element, &[changes], empty))
    }
}

fn listed(prefix: &str, names: &str) -> String {
    format!("<{prefix}definedNames>{names}</{prefix}definedNames>")
}
