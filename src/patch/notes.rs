//! Notes on cells: their text in the comments part (ECMA-376, 18.7), their boxes in a VML
//! drawing (ECMA-376-4, 19), in the shape that Excel writes.

use super::PatchError;
use super::copier::Copier;
use super::sizes::Sizes;
use super::xml::{Root, attribute, escape, with_attributes};
use crate::workbook::CellRef;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read, Write};

/// The author of our notes.
pub(super) const AUTHOR: &str = "暖表";

/// How our text in a note begins: with the finding's number in the list, by which it is
/// found again after other programs have saved the workbook or moved the cell.
#[must_use]
pub fn note_head(number: usize) -> String {
    format!("【{AUTHOR} {number}】")
}

/// The number in the list that our text begins with.
pub(super) fn note_number(text: &str) -> Option<usize> {
    let number = text.strip_prefix(&format!("【{AUTHOR} "))?;
    number.split_once('】')?.0.parse().ok()
}

/// A line above our text in a note that was there before.
pub(super) const RULE: &str = "————————";

/// Shape ids are given out in blocks of this many.
const BLOCK: u32 = 1024;

/// What a note says, in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Text, and whether it is bold.
    pub runs: Vec<(String, bool)>,
}

impl Note {
    fn xml(&self, prefix: &str) -> String {
        let mut xml = String::new();
        for (text, bold) in &self.runs {
            let bold = if *bold { format!("<{prefix}b/>") } else { String::new() };
            let _ = write!(
                xml,
                "<{prefix}r><{prefix}rPr>{bold}<{prefix}sz val=\"9\"/><{prefix}color indexed=\"81\"/>\
                 <{prefix}rFont val=\"宋体\"/><{prefix}family val=\"3\"/><{prefix}charset val=\"134\"/>\
                 </{prefix}rPr><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
                escape(text)
            );
        }
        xml
    }

    /// The note as an addition to one that is there.
    fn appended(&self) -> Self {
        let mut runs = vec![(format!("\n{RULE}\n"), false)];
        runs.extend(self.runs.iter().cloned());
        Self { runs }
    }

    /// Lines the text takes in a box of so many Chinese characters' width.
    fn lines(&self, wide: u32) -> u32 {
        let text: String = self.runs.iter().map(|(text, _)| text.as_str()).collect();
        let width =
            |line: &str| -> u32 { line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
        text.trim_end().lines().map(|line| width(line).div_ceil(wide * 2).max(1)).sum()
    }
}

/// Notes by cell.
pub(super) type Notes<'n> = BTreeMap<CellRef, &'n Note>;

/// Makes a comments part.
pub(super) fn new_comments(notes: &Notes<'_>, namespace: &str) -> String {
    let comments: String = notes.iter().map(|(at, note)| comment("", *at, 0, note)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{namespace}\">\
         <authors><author>{AUTHOR}</author></authors><commentList>{comments}</commentList></comments>"
    )
}

fn comment(prefix: &str, at: CellRef, author: usize, note: &Note) -> String {
    format!(
        "<{prefix}comment ref=\"{at}\" authorId=\"{author}\" shapeId=\"0\"><{prefix}text>{}</{prefix}text>\
         </{prefix}comment>",
        note.xml(prefix)
    )
}

/// Adds notes to a comments part; takes out of `notes` those that joined one that was
/// there, and so need no box.
pub(super) fn add_comments<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
    notes: &mut Notes<'_>,
) -> Result<(), PatchError> {
    let mut prefix = String::new();
    let mut authors = 0;
    let mut joining: Option<&Note> = None;
    let mut in_text = false;
    loop {
        let event = xml.next()?;
        let (edge, name, tag) = match &event {
            Event::Start(e) => (Edge::Start, e.local_name().as_ref().to_owned(), None),
            Event::Empty(e) => {
                let open = with_attributes(e, &[], false);
                (Edge::Empty, e.local_name().as_ref().to_owned(), Some(open))
            }
            Event::End(e) => (Edge::End, e.local_name().as_ref().to_owned(), None),
            Event::Eof => return Ok(()),
            _ => continue,
        };
        if let Event::Start(e) = &event {
            match name.as_str() {
                "comments" => prefix = Root::of(e).prefix,
                "comment" => {
                    let at = attribute(e, "ref").and_then(|at| at.parse().ok());
                    joining = at.and_then(|at: CellRef| notes.remove(&at));
                }
                _ => (),
            }
        }
        let (from, to) = (xml.start(), xml.end());
        let author = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
        let close = format!("</{prefix}{name}>");
        match (edge, name.as_str(), tag) {
            (Edge::Start | Edge::Empty, "author", _) => authors += 1,
            (Edge::End, "authors", _) => xml.insert(from, &author)?,
            (Edge::Empty, "authors", Some(open)) => {
                xml.replace(from, to, &format!("{open}{author}{close}"))?;
            }
            (Edge::Start, "text", _) => in_text = true,
            (Edge::Start, "r", _) => in_text = false,
            (Edge::End, "r", _) => in_text = true,
            // Plain text becomes a run, so that ours can follow it.
            (Edge::Start, "t", _) if in_text && joining.is_some() => {
                xml.insert(from, &format!("<{prefix}r>"))?;
            }
            (Edge::End, "t", _) if in_text && joining.is_some() => {
                xml.insert(to, &format!("</{prefix}r>"))?;
            }
            (Edge::End, "text", _) => {
                in_text = false;
                if let Some(note) = joining.take() {
                    xml.insert(from, &note.appended().xml(&prefix))?;
                }
            }
            (Edge::Empty, "text", Some(open)) => {
                if let Some(note) = joining.take() {
                    xml.replace(from, to, &format!("{open}{}{close}", note.xml(&prefix)))?;
                }
            }
            (Edge::End, "commentList", _) => xml.insert(from, &all(&prefix, notes, authors))?,
            (Edge::Empty, "commentList", Some(open)) => {
                xml.replace(from, to, &format!("{open}{}{close}", all(&prefix, notes, authors)))?;
            }
            _ => (),
        }
    }
}

fn all(prefix: &str, notes: &Notes<'_>, author: usize) -> String {
    notes.iter().map(|(at, note)| comment(prefix, *at, author, note)).collect()
}

#[derive(Clone, Copy)]
enum Edge {
    Start,
    Empty,
    End,
}

/// The highest block of shape ids that a drawing uses.
pub(super) fn last_block(drawing: &[u8]) -> Result<u32, PatchError> {
    let mut xml = Copier::new(drawing, io::sink());
    let mut last = 0;
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "idmap" => {
                    let data = attribute(&e, "data").unwrap_or_default();
                    let blocks = data.split(',').filter_map(|block| block.trim().parse().ok());
                    last = blocks.fold(last, u32::max);
                }
                "shape" => {
                    let id = attribute(&e, "id").unwrap_or_default();
                    let id = id.rsplit('s').next().and_then(|id| id.parse::<u32>().ok());
                    last = last.max(id.unwrap_or(0) / BLOCK);
                }
                _ => (),
            },
            Event::Eof => return Ok(last),
            _ => (),
        }
    }
}

/// The kind of shape that notes are.
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
    o:connecttype=\"rect\"/></v:shapetype>";

/// The prefixes that our shapes are written with.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x", "urn:schemas-microsoft-com:office:excel"),
];

fn declarations() -> String {
    NAMESPACES.map(|(name, space)| format!(" {name}=\"{space}\"")).concat()
}

fn attribute_is(e: &BytesStart<'_>, name: &str, value: &str) -> bool {
    let same = |it: Attribute<'_>| it.key.as_ref() == name && it.value.as_ref() == value;
    e.attributes().with_checks(false).flatten().any(same)
}

/// Shapes for a drawing whose root binds other prefixes (openpyxl does).
fn with_namespaces(shapes: &str) -> String {
    let declared = declarations();
    shapes
        .replace("<v:shape ", &format!("<v:shape{declared} "))
        .replace("<v:shapetype ", &format!("<v:shapetype{declared} "))
}

/// The boxes of notes.
pub(super) struct Boxes {
    xml: String,
    /// The blocks of shape ids they use, with commas between.
    blocks: String,
    /// The last of these.
    pub(super) last_block: u32,
}

impl Boxes {
    /// Makes boxes; their ids begin in the block after `last_block`.
    pub(super) fn new(notes: &Notes<'_>, sizes: &Sizes, mut last_block: u32) -> Self {
        let mut boxes = Self { xml: String::new(), blocks: String::new(), last_block };
        for ((at, note), number) in notes.iter().zip(0_u32..) {
            let place = number % (BLOCK - 1);
            if place == 0 {
                last_block += 1;
                let comma = if boxes.blocks.is_empty() { "" } else { "," };
                let _ = write!(boxes.blocks, "{comma}{last_block}");
            }
            boxes.push(*at, note, sizes, last_block * BLOCK + 1 + place, number + 1);
        }
        boxes.last_block = last_block;
        boxes
    }

    fn push(&mut self, at: CellRef, note: &Note, sizes: &Sizes, id: u32, order: u32) {
        /// Chinese characters in a line of 9 points, which are 12 pixels each.
        const CHARACTERS: u32 = 24;
        let (wide, high) = (CHARACTERS * 12 + 16, (note.lines(CHARACTERS) * 16 + 14).min(480));
        let from = CellRef::new(at.row.saturating_sub(1), at.col + 1);
        let (right, down) = (15, if at.row == 0 { 2 } else { 10 });
        let [to_col, to_right, to_row, to_down] =
            sizes.end_of_box(from, (right, down), (wide, high));
        let (points_wide, points_high) = (wide * 3 / 4, high * 3 / 4);
        let _ = write!(
            self.xml,
            "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;\
             margin-left:0;margin-top:0;width:{points_wide}pt;height:{points_high}pt;z-index:{order};\
             visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\
             {}, {right}, {}, {down}, {to_col}, {to_right}, {to_row}, {to_down}</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
            from.col, from.row, at.row, at.col
        );
    }

    /// A drawing of nothing but these boxes.
    pub(super) fn drawing(&self) -> String {
        format!(
            "<xml{}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>\
             {SHAPE_TYPE}{}</xml>",
            declarations(),
            self.blocks,
            self.xml
        )
    }

    /// Adds the boxes to a drawing that is there.
    pub(super) fn add_to<R: Read, W: Write>(
        &self,
        xml: &mut Copier<R, W>,
        has_shape_type: bool,
    ) -> Result<(), PatchError> {
        let mut depth = 0_u32;
        let mut usual_prefixes = true;
        loop {
            let (tag, closes) = match xml.next()? {
                Event::Start(e) => {
                    if depth == 0 {
                        let bound = |(name, space)| attribute_is(&e, name, space);
                        usual_prefixes = NAMESPACES.into_iter().all(bound);
                    }
                    depth += 1;
                    (self.with_blocks(&e, false), false)
                }
                Event::Empty(e) => (self.with_blocks(&e, true), false),
                // The drawing of an old Excel may leave other elements open (`<br>`).
                Event::End(e) => {
                    depth = depth.saturating_sub(1);
                    (None, depth == 0 || e.name().as_ref() == "xml")
                }
                Event::Eof => return Ok(()),
                _ => continue,
            };
            let (from, to) = (xml.start(), xml.end());
            if let Some(tag) = tag {
                xml.replace(from, to, &tag)?;
            }
            if closes {
                let shape_type = if has_shape_type { "" } else { SHAPE_TYPE };
                let all = format!("{shape_type}{}", self.xml);
                return xml.insert(from, &if usual_prefixes { all } else { with_namespaces(&all) });
            }
        }
    }

    fn with_blocks(&self, e: &BytesStart<'_>, empty: bool) -> Option<String> {
        if e.local_name().as_ref() != "idmap" {
            return None;
        }
        let data = attribute(e, "data").filter(|data| !data.is_empty());
        let data =
            data.map_or_else(|| self.blocks.clone(), |data| format!("{data},{}", self.blocks));
        Some(with_attributes(e, &[("data", Some(&data))], empty))
    }
}
