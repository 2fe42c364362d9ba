//! The workbook part: the list of sheets, defined names, how it is calculated.

use super::PatchError;
use super::archive::Archive;
use super::copier::Copier;
use super::draft::Draft;
use super::mark::LIST as MARKS;
use super::parts::{Listing, Relationship, relationships};
use super::xml::{Root, attribute, escape, number, with_attributes};
use crate::workbook::OWN_SHEET_NAME_PREFIX;
use quick_xml::events::{BytesStart, Event};
use std::io;

/// A sheet as the workbook lists it.
#[derive(Debug, Clone)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    /// Its number, which stays the same when sheets are moved.
    pub(super) id: u32,
    pub(super) part: String,
}

/// What the workbook part says.
#[derive(Debug, Clone)]
pub(super) struct Book {
    /// The name of the workbook part.
    pub(super) part: String,
    pub(super) root: Root,
    pub(super) relationships: Vec<Relationship>,
    pub(super) sheets: Vec<SheetEntry>,
    /// Names and formulas of the hidden defined names that mark our own sheets.
    pub(super) own_names: Vec<(String, String)>,
    pub(super) since_1904: bool,
}

/// What is to be changed in it.
#[derive(Debug, Default)]
pub(super) struct BookPatch {
    /// A new last sheet: its name and the id of its relationship.
    pub(super) sheet: Option<(String, String)>,
    /// A hidden defined name and its formula.
    pub(super) name: Option<(String, String)>,
    /// Have all formulas computed when the workbook is opened.
    pub(super) recalculate: bool,
}

impl Book {
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, PatchError> {
        let package = relationships(archive, "")?;
        let main = package.iter().find(|it| it.is("officeDocument") && archive.has(&it.target));
        let part = main.map_or_else(|| "xl/workbook.xml".to_owned(), |it| it.target.clone());
        let relationships = relationships(archive, &part)?;
        let content = archive.need(&part)?;
        let mut book = Self {
            root: Root::of_part(&content)?,
            part,
            relationships,
            sheets: Vec::new(),
            own_names: Vec::new(),
            since_1904: false,
        };
        book.read_content(&content)?;
        Ok(book)
    }

    fn read_content(&mut self, content: &[u8]) -> Result<(), PatchError> {
        let mut xml = Copier::new(content, io::sink());
        let mut own: Option<(String, u64)> = None;
        loop {
            match xml.next()? {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "sheet" => {
                        let relationship = attribute(&e, "id").unwrap_or_default();
                        let leads = self.relationships.iter().find(|it| it.id == relationship);
                        self.sheets.push(SheetEntry {
                            name: attribute(&e, "name").unwrap_or_default(),
                            id: number(&e, "sheetId").unwrap_or(0),
                            part: leads.map_or_else(String::new, |it| it.target.clone()),
                        });
                    }
                    "workbookPr" => {
                        let flag = attribute(&e, "date1904");
                        self.since_1904 |= matches!(flag.as_deref(), Some("1" | "true"));
                    }
                    "definedName" => {
                        let name = attribute(&e, "name");
                        let name = name.filter(|name| name.starts_with(OWN_SHEET_NAME_PREFIX));
                        own = name.map(|name| (name, xml.end()));
                    }
                    _ => (),
                },
                Event::End(e) if e.local_name().as_ref() == "definedName" => {
                    if let Some((name, from)) = own.take() {
                        let formula = xml.old(from, xml.start())?;
                        let formula = quick_xml::escape::unescape(formula).unwrap_or_default();
                        self.own_names.push((name, formula.into_owned()));
                    }
                }
                Event::Eof => return Ok(()),
                _ => (),
            }
        }
    }

    /// The part of the sheet with a name.
    pub(super) fn sheet(&self, name: &str) -> Option<&SheetEntry> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// Our own sheet that a defined name of ours refers to.
    pub(super) fn own_sheet(&self, name: &str) -> Option<&SheetEntry> {
        let (_, formula) = self.own_names.iter().find(|(found, _)| found == name)?;
        self.sheets.iter().find(|sheet| {
            formula
                .strip_suffix("!$A$1")
                .is_some_and(|it| it == quoted(&sheet.name) || it == sheet.name)
        })
    }

    /// Our own sheet whose name begins with this.
    pub(super) fn own_sheet_called(&self, name: &str) -> Option<&SheetEntry> {
        let mut own = self.own_names.iter().filter_map(|(defined, _)| self.own_sheet(defined));
        own.find(|sheet| sheet.name.starts_with(name))
    }

    /// A relationship's whole type, in this workbook's family of types.
    pub(super) fn kind(&self, last: &str) -> String {
        let usual = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        let sheets = self.relationships.iter().find(|it| it.is("worksheet"));
        sheets.map_or(usual, Relationship::family).to_owned() + last
    }

    /// A sheet name that isn't taken.
    pub(super) fn free_sheet_name(&self, wish: &str) -> String {
        let taken = |name: &str| {
            self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase())
        };
        let mut name = wish.to_owned();
        let mut number = 1;
        while taken(&name) {
            number += 1;
            name = format!("{wish}_{number}");
        }
        name
    }

    /// Adds a sheet of our own at the end, known by a hidden defined name.
    pub(super) fn add_own_sheet(
        &self,
        listing: &mut Listing,
        sheet: &str,
        part: &str,
        defined: &str,
    ) -> BookPatch {
        let id = Listing::free_id(&self.relationships, &format!("rIdNuanbiao{defined}"));
        listing.relate(&self.part, &id, self.kind("worksheet"), part);
        listing.declare(
            part,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        );
        BookPatch {
            sheet: Some((sheet.to_owned(), id)),
            name: Some((
                format!("{OWN_SHEET_NAME_PREFIX}{defined}"),
                format!("{}!$A$1", quoted(sheet)),
            )),
            recalculate: false,
        }
    }

    /// Writes the changes into the workbook part.
    pub(super) fn write(&self, draft: &mut Draft<'_>, patch: &BookPatch) -> Result<(), PatchError> {
        draft.change(&self.part, |xml| self.pass(xml, patch))
    }

    fn pass<R: io::Read, W: io::Write>(
        &self,
        xml: &mut Copier<R, W>,
        patch: &BookPatch,
    ) -> Result<(), PatchError> {
        let prefix = &self.root.prefix;
        let mut names = patch.name.as_ref().map(|(name, formula)| {
            format!(
                "<{prefix}definedName name=\"{name}\" hidden=\"1\">{}</{prefix}definedName>",
                escape(formula)
            )
        });
        let mut recalculate = patch.recalculate;
        let mut depth = 0_u32;
        let mut sheets_passed = false;
        loop {
            let (edge, name, calculation) = match xml.next()? {
                Event::Start(e) => (Edge::Start, name_of(&e), with_recalculation(&e, false)),
                Event::Empty(e) => (Edge::Empty, name_of(&e), with_recalculation(&e, true)),
                Event::End(e) => (Edge::End, e.local_name().as_ref().to_owned(), None),
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let (from, to) = (xml.start(), xml.end());
            if edge == Edge::End {
                depth = depth.saturating_sub(1);
            }
            match (depth, edge, name.as_str()) {
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
                        match calculation {
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
    pub(super) fn write_without(
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

    fn new_sheet(&self, patch: &BookPatch) -> String {
        let Some((name, id)) = &patch.sheet else { return String::new() };
        let number = self.sheets.iter().map(|it| it.id).max().unwrap_or(0) + 1;
        let (prefix, relationship) = (&self.root.prefix, self.root.relationship(id));
        format!("<{prefix}sheet name=\"{}\" sheetId=\"{number}\" {relationship}/>", escape(name))
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

fn with_recalculation(element: &BytesStart<'_>, empty: bool) -> Option<String> {
    let changes = [("fullCalcOnLoad", Some("1"))];
    (name_of(element) == "calcPr").then(|| with_attributes(element, &changes, empty))
}

fn listed(prefix: &str, names: &str) -> String {
    format!("<{prefix}definedNames>{names}</{prefix}definedNames>")
}

/// A sheet's name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}
