//! The style sheet with what came in, every other byte as it was.

use super::{ORDER, Section, Styles};
use crate::patch::PatchError;
use crate::patch::copier::Copier;
use crate::patch::draft::Draft;
use crate::patch::xml::{Root, with_attributes};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io;

impl Styles {
    /// Writes what was appended; gives the part's name if it is a new one.
    pub(in crate::patch) fn write(
        self,
        draft: &mut Draft<'_>,
    ) -> Result<Option<&'static str>, PatchError> {
        const NEW: &str = "xl/styles_nuanbiao.xml";
        match &self.part {
            Some(part) => {
                draft.change(part, |xml| self.pass(xml))?;
                Ok(None)
            }
            None => {
                let Root { prefix, namespace, .. } = &self.root;
                let own = prefix.strip_suffix(':');
                let own = own.map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
                let all: String = ORDER.iter().map(|name| self.whole(name)).collect();
                let content = format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                     <{prefix}styleSheet {own}=\"{namespace}\">{all}</{prefix}styleSheet>"
                );
                draft.add(NEW, content.as_bytes())?;
                Ok(Some(NEW))
            }
        }
    }

    /// A section that isn't there yet.
    fn whole(&self, name: &str) -> String {
        let Some(section) = self.sections.get(name) else { return String::new() };
        if section.new.is_empty() {
            return String::new();
        }
        let (prefix, count, items) = (&self.root.prefix, section.new.len(), section.new.concat());
        format!("<{prefix}{name} count=\"{count}\">{items}</{prefix}{name}>")
    }

    pub(super) fn pass<R: io::Read, W: io::Write>(
        &self,
        xml: &mut Copier<R, W>,
    ) -> Result<(), PatchError> {
        let mut depth = 0_u32;
        let mut next_missing = 0;
        loop {
            let (from_depth, tag) = match xml.next()? {
                Event::Start(e) => {
                    depth += 1;
                    (depth - 1, Tag::of(&e, false, &self.sections))
                }
                Event::Empty(e) => (depth, Tag::of(&e, true, &self.sections)),
                Event::End(e) => {
                    depth = depth.saturating_sub(1);
                    (
                        depth,
                        Tag { name: e.local_name().as_ref().to_owned(), counted: None, edge: 2 },
                    )
                }
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let (from, to) = (xml.start(), xml.end());
            let rank = ORDER.iter().position(|name| *name == tag.name).unwrap_or(ORDER.len());
            let is_root_end = from_depth == 0 && tag.edge == 2;
            if is_root_end || (from_depth == 1 && tag.edge != 2) {
                // Sections that are missing come before the first that follows them.
                let upto = if is_root_end { ORDER.len() } else { rank };
                for name in ORDER.iter().take(upto).skip(next_missing) {
                    if self.sections.get(name).is_some_and(|section| !section.there) {
                        xml.insert(from, &self.whole(name))?;
                    }
                }
                next_missing = next_missing.max(upto);
            }
            if from_depth != 1 {
                continue;
            }
            let Some(section) = self.sections.get(tag.name.as_str()) else { continue };
            if section.new.is_empty() {
                continue;
            }
            let (prefix, name, items) = (&self.root.prefix, &tag.name, section.new.concat());
            match (tag.edge, tag.counted) {
                (0, Some(counted)) => xml.replace(from, to, &counted)?,
                (1, Some(counted)) => {
                    xml.replace(from, to, &format!("{counted}{items}</{prefix}{name}>"))?;
                }
                _ => xml.insert(from, &items)?,
            }
        }
    }
}

/// A tag in the style sheet.
struct Tag {
    name: String,
    /// The same start tag with the section's new count.
    counted: Option<String>,
    /// 0: start, 1: empty, 2: end.
    edge: u8,
}

impl Tag {
    fn of(e: &BytesStart<'_>, empty: bool, sections: &HashMap<&'static str, Section>) -> Self {
        let name = e.local_name().as_ref().to_owned();
        let section = sections.get(name.as_str());
        let counted = section.map(|section| {
            let count = (section.count + section.new.len()).to_string();
            with_attributes(e, &[("count", Some(&count))], false)
        });
        Self { name, counted, edge: u8::from(empty) }
    }
}
