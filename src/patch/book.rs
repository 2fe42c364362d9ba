//! The workbook part: the list of sheets, defined names, how it is calculated.

mod write;

use super::PatchError;
use super::archive::Archive;
use super::copier::Copier;
use super::parts::{Listing, Relationship, relationships};
use super::xml::{Root, attribute, number};
use crate::workbook::OWN_SHEET_NAME_PREFIX;
use quick_xml::events::Event;
use std::collections::HashSet;
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

/// A sheet of our own that is appended.
#[derive(Debug)]
pub(super) struct NewSheet {
    name: String,
    /// The id of the relationship to its part.
    relationship: String,
    /// The hidden defined name that marks it as ours.
    defined: String,
}

/// What is to be changed in it.
#[derive(Debug, Default)]
pub(super) struct BookPatch<'p> {
    pub(super) sheet: Option<NewSheet>,
    /// Have all formulas computed when the workbook is opened.
    pub(super) recalculate: bool,
    /// Names of hidden sheets to show.
    pub(super) shown: HashSet<&'p str>,
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
    ) -> BookPatch<'static> {
        let id = Listing::free_id(&self.relationships, &format!("rIdNuanbiao{defined}"));
        listing.relate(&self.part, &id, self.kind("worksheet"), part);
        listing.declare(
            part,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        );
        let sheet = NewSheet {
            name: sheet.to_owned(),
            relationship: id,
            defined: format!("{OWN_SHEET_NAME_PREFIX}{defined}"),
        };
        BookPatch { sheet: Some(sheet), ..BookPatch::default() }
    }
}

/// A sheet's name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}
