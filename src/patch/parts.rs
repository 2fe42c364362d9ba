//! How the parts of a package refer to each other: relationships and content types
//! (ECMA-376-2).

use super::PatchError;
use super::archive::Archive;
use super::copier::Copier;
use super::draft::Draft;
use super::xml::{Root, attribute, escape, with_attributes};
use crate::workbook::resolve_target;
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::io;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A relationship of a part to another one.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// Its whole type.
    kind: String,
    /// The part it leads to, from the package's root; empty if it leads outside.
    pub(super) target: String,
}

impl Relationship {
    /// Whether the last word of its type is this.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }

    /// Its type without the last word, with a slash.
    pub(super) fn family(&self) -> &str {
        self.kind.rfind('/').and_then(|slash| self.kind.get(..=slash)).unwrap_or_default()
    }
}

/// The part that holds a part's relationships.
pub(super) fn relationships_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relationships of a part (of the package for an empty name).
pub(super) fn relationships(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<Vec<Relationship>, PatchError> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let Some(content) = archive.read(&relationships_part(part))? else { return Ok(Vec::new()) };
    let mut xml = Copier::new(content.as_slice(), io::sink());
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let outside = attribute(&e, "TargetMode").as_deref() == Some("External");
                let target = attribute(&e, "Target").filter(|_| !outside);
                found.push(Relationship {
                    id: attribute(&e, "Id").unwrap_or_default(),
                    kind: attribute(&e, "Type").unwrap_or_default(),
                    target: target.map_or_else(String::new, |it| resolve_target(folder, &it)),
                });
            }
            Event::Eof => return Ok(found),
            _ => (),
        }
    }
}

/// What is to be added to (and taken from) the lists of parts, gathered while other parts
/// are patched.
#[derive(Debug, Default)]
pub(super) struct Listing {
    relationships: HashMap<String, Vec<(String, String, String)>>,
    /// Parts whose relationships are to change, in order of appearance.
    owners: Vec<String>,
    types: Vec<(String, &'static str)>,
    gone: HashSet<String>,
}

impl Listing {
    /// An id that a part's relationships don't use yet.
    pub(super) fn free_id(taken: &[Relationship], wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut number = 1;
        while taken.iter().any(|it| it.id.eq_ignore_ascii_case(&id)) {
            number += 1;
            id = format!("{wish}{number}");
        }
        id
    }

    /// `owner` refers to the new part `target` from now on.
    pub(super) fn relate(&mut self, owner: &str, id: &str, kind: String, target: &str) {
        let list = self.relationships.entry(owner.to_owned()).or_insert_with(|| {
            self.owners.push(owner.to_owned());
            Vec::new()
        });
        list.push((id.to_owned(), kind, format!("/{target}")));
    }

    /// A part has this content type.
    pub(super) fn declare(&mut self, part: &str, content_type: &'static str) {
        self.types.push((format!("/{part}"), content_type));
    }

    /// A part of this owner is gone.
    pub(super) fn forget(&mut self, owner: &str, part: &str) {
        if !self.owners.iter().any(|it| it == owner) {
            self.owners.push(owner.to_owned());
        }
        self.gone.insert(part.to_lowercase());
    }

    /// Writes it all down.
    pub(super) fn write(self, draft: &mut Draft<'_>) -> Result<(), PatchError> {
        for owner in &self.owners {
            let new = self.relationships.get(owner).map_or(&[][..], Vec::as_slice);
            self.write_relationships(draft, owner, new)?;
        }
        if self.types.is_empty() && self.gone.is_empty() {
            return Ok(());
        }
        draft.change("[Content_Types].xml", |xml| {
            let mut root = None;
            self.pass(xml, &mut root, "Override", "PartName", "", |prefix| {
                self.types.iter().fold(String::new(), |mut text, (part, kind)| {
                    let part = escape(part);
                    let _ = write!(
                        text,
                        "<{prefix}Override PartName=\"{part}\" ContentType=\"{kind}\"/>"
                    );
                    text
                })
            })
        })
    }

    fn write_relationships(
        &self,
        draft: &mut Draft<'_>,
        owner: &str,
        new: &[(String, String, String)],
    ) -> Result<(), PatchError> {
        let elements = |prefix: &str| {
            new.iter().fold(String::new(), |mut text, (id, kind, target)| {
                let _ = write!(
                    text,
                    "<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>",
                    escape(target)
                );
                text
            })
        };
        let part = relationships_part(owner);
        if !draft.archive.has(&part) {
            let content = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"{RELATIONSHIPS}\">{}</Relationships>",
                elements("")
            );
            return draft.add(&part, content.as_bytes());
        }
        let folder = owner.rsplit_once('/').map_or("", |(folder, _)| folder);
        draft.change(&part, |xml| {
            self.pass(xml, &mut None, "Relationship", "Target", folder, |prefix| elements(prefix))
        })
    }

    /// Takes away the elements that name parts that are gone, and adds new ones at the end.
    fn pass<R: io::Read, W: io::Write>(
        &self,
        xml: &mut Copier<R, W>,
        root: &mut Option<Root>,
        element: &str,
        name: &str,
        folder: &str,
        new: impl Fn(&str) -> String,
    ) -> Result<(), PatchError> {
        // Where an element begins that is to be left out.
        let mut leaving = None;
        loop {
            let next = match xml.next()? {
                Event::Start(e) if root.is_none() => {
                    *root = Some(Root::of(&e));
                    Next::Other
                }
                Event::Empty(e) if root.is_none() => {
                    let open = with_attributes(&e, &[], false);
                    let close = format!("</{}>", e.name().as_ref());
                    Next::EmptyRoot(open + &new(&Root::of(&e).prefix) + &close)
                }
                Event::Start(e) if e.local_name().as_ref() == element => {
                    if self.leaves(&e, name, folder) { Next::LeaveFromHere } else { Next::Other }
                }
                Event::Empty(e) if e.local_name().as_ref() == element => {
                    if self.leaves(&e, name, folder) { Next::Leave } else { Next::Other }
                }
                Event::End(e) => match e.local_name().as_ref() {
                    local if local == element => Next::Leave,
                    "Default" | "Override" => Next::Other,
                    _ => Next::Close,
                },
                Event::Eof => return Ok(()),
                _ => Next::Other,
            };
            let (from, to) = (xml.start(), xml.end());
            match next {
                Next::Other => (),
                Next::EmptyRoot(whole) => return xml.replace(from, to, &whole),
                Next::LeaveFromHere => leaving = Some(from),
                // The end of an element that stays.
                Next::Leave if leaving.is_none() && ended(xml.old(from, to)?) => (),
                Next::Leave => xml.replace(leaving.take().unwrap_or(from), to, "")?,
                Next::Close => {
                    let prefix = root.as_ref().map_or("", |root| root.prefix.as_str());
                    return xml.insert(from, &new(prefix));
                }
            }
        }
    }

    /// Whether an element names a part that is gone.
    fn leaves(&self, element: &BytesStart<'_>, name: &str, folder: &str) -> bool {
        let target = attribute(element, name).unwrap_or_default();
        self.gone.contains(&resolve_target(folder, &target).to_lowercase())
    }
}

/// What the next piece of a list of parts is.
enum Next {
    Other,
    /// The root has no content yet; this takes its place.
    EmptyRoot(String),
    LeaveFromHere,
    Leave,
    Close,
}

fn ended(tag: &str) -> bool {
    tag.starts_with("</")
}
