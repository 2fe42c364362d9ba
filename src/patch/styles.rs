//! Cell formats: those of the workbook, and those that are appended for our cells.
//!
//! A cell that is marked or mended keeps its format but for one thing. So each appended
//! format is a copy of one that is there, with another fill or another number format.

mod write;
mod written;

use super::PatchError;
use super::copier::Copier;
use super::xml::{Root, attribute, number};
use crate::workbook::is_date_format;
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};
use std::io;
use written::{prefixed, with_number_format, with_xf, xf};

/// In the middle of its cell.
const CENTRE: &str = "horizontal=\"center\" vertical=\"center\"";

/// The number format of text.
const TEXT_FORMAT: u32 = 49;
/// The first number that a workbook may give to formats of its own.
const FIRST_CUSTOM_FORMAT: u32 = 164;
/// How dates are written (`rules.md`, canonical wording).
const DATE_CODE: &str = "yyyy\\-mm\\-dd";
/// Excel's own limit (65,490) with room for what it adds itself.
const MOST_FORMATS: usize = 64_000;

/// How much a marked cell matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 必须改正: red.
    Error,
    /// 需要说明: yellow.
    Warning,
    /// 提示: blue.
    Notice,
}

impl Level {
    const fn colour(self) -> &'static str {
        match self {
            Self::Error => "FFF8C9C4",
            Self::Warning => "FFFFE3A3",
            Self::Notice => "FFCFE0F3",
        }
    }
}

/// What is to be different in a cell's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Restyle {
    /// The fill.
    Fill(Level),
    /// No fill.
    NoFill,
    /// Text that must stay text when somebody edits the cell.
    Text,
    /// A number: shown as one even if the cell was formatted as text.
    Number,
    /// A date.
    Date,
}

/// The formats of our own sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Own {
    /// A list's header.
    Header,
    /// Text in a list.
    Text,
    /// A link to a cell.
    Link,
    /// How much a finding matters.
    Level(Level),
    /// A remark below a list.
    Remark,
}

/// The sections we append to, in the order the style sheet has them among the others
/// (ECMA-376, CT_Stylesheet).
const ORDER: [&str; 11] = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// What a section has, and what is appended.
#[derive(Debug, Default)]
struct Section {
    there: bool,
    count: usize,
    new: Vec<String>,
}

impl Section {
    /// Appends an item; gives its number.
    fn push(&mut self, item: String) -> usize {
        self.new.push(item);
        self.count + self.new.len() - 1
    }
}

/// The style sheet.
#[derive(Debug)]
pub(super) struct Styles {
    /// Its part; `None` if the workbook has none.
    part: Option<String>,
    root: Root,
    sections: HashMap<&'static str, Section>,
    /// The cell formats as they are written.
    formats: Vec<String>,
    number_formats: HashMap<u32, String>,
    derived: HashMap<(u32, Restyle), u32>,
    own: HashMap<Own, u32>,
    fills: HashMap<Level, usize>,
    /// Fills that are there and have one of our colours.
    marking_fills: HashSet<u32>,
    own_parts: Option<OwnParts>,
}

/// Fonts and border of our own sheets.
#[derive(Debug, Clone, Copy)]
struct OwnParts {
    plain: usize,
    bold: usize,
    link: usize,
    border: usize,
    shade: usize,
}

/// What a format without any is.
const PLAIN_FORMAT: &str = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>";

impl Styles {
    /// Reads a style sheet; `None` where the workbook has none.
    pub(super) fn read(part: Option<(String, Vec<u8>)>, main: &Root) -> Result<Self, PatchError> {
        let mut styles = Self {
            part: None,
            root: main.clone(),
            sections: HashMap::new(),
            formats: Vec::new(),
            number_formats: HashMap::new(),
            derived: HashMap::new(),
            own: HashMap::new(),
            fills: HashMap::new(),
            marking_fills: HashSet::new(),
            own_parts: None,
        };
        if let Some((part, content)) = part {
            styles.part = Some(part);
            styles.root = Root::of_part(&content)?;
            styles.read_content(&content)?;
        }
        let prefix = styles.root.prefix.clone();
        // Number 0 of each is the default, and fills have two: the appended come behind.
        let defaults: [(&'static str, &[&str]); 4] = [
            ("fonts", &["<font><sz val=\"11\"/><name val=\"宋体\"/></font>"]),
            (
                "fills",
                &[
                    "<fill><patternFill patternType=\"none\"/></fill>",
                    "<fill><patternFill patternType=\"gray125\"/></fill>",
                ],
            ),
            ("borders", &["<border><left/><right/><top/><bottom/><diagonal/></border>"]),
            ("cellXfs", &[PLAIN_FORMAT]),
        ];
        for (name, items) in defaults {
            let section = styles.sections.entry(name).or_default();
            for item in items.iter().skip(section.count) {
                section.push(prefixed(item, &prefix));
            }
        }
        Ok(styles)
    }

    fn read_content(&mut self, content: &[u8]) -> Result<(), PatchError> {
        let mut xml = Copier::new(content, io::sink());
        let mut depth = 0_u32;
        let mut section: Option<&'static str> = None;
        let mut item_from = 0;
        loop {
            let (opens, closes) = match xml.next()? {
                Event::Start(e) => {
                    match depth {
                        1 => section = ORDER.into_iter().find(|it| *it == e.local_name().as_ref()),
                        2 => note_number_format(&e, section, &mut self.number_formats),
                        _ => (),
                    }
                    (true, false)
                }
                Event::Empty(e) => {
                    match depth {
                        1 => section = ORDER.into_iter().find(|it| *it == e.local_name().as_ref()),
                        2 => note_number_format(&e, section, &mut self.number_formats),
                        _ => (),
                    }
                    (true, true)
                }
                Event::End(_) => (false, true),
                Event::Eof => return Ok(()),
                _ => continue,
            };
            if opens {
                if let (1, Some(name)) = (depth, section) {
                    self.sections.entry(name).or_default().there = true;
                }
                if depth == 2 {
                    item_from = xml.start();
                }
                depth += 1;
            }
            if closes {
                depth = depth.saturating_sub(1);
                if let (2, Some(name)) = (depth, section) {
                    self.sections.entry(name).or_default().count += 1;
                    let count = self.section(name).count - 1;
                    if name == "fills" && is_ours(xml.old(item_from, xml.end())?) {
                        self.marking_fills.extend(u32::try_from(count));
                    }
                    if name == "cellXfs" {
                        self.formats.push(xml.old(item_from, xml.end())?.to_owned());
                    }
                }
            }
        }
    }

    /// The formats that have one of our fills.
    pub(super) fn marked(&self) -> HashSet<u32> {
        let fill = |format: &String| xf(format, |e| number(e, "fillId")).flatten();
        let ours = |(_, format): &(u32, &String)| {
            fill(format).is_some_and(|fill| self.marking_fills.contains(&fill))
        };
        (0..).zip(&self.formats).filter(ours).map(|(index, _)| index).collect()
    }

    fn section(&mut self, name: &'static str) -> &mut Section {
        self.sections.entry(name).or_default()
    }

    /// The number of a format that is another one but for one thing.
    pub(super) fn derive(&mut self, base: u32, restyle: Restyle) -> Result<u32, PatchError> {
        if let Some(known) = self.derived.get(&(base, restyle)) {
            return Ok(*known);
        }
        let plain = prefixed(PLAIN_FORMAT, &self.root.prefix);
        let written = usize::try_from(base).ok().and_then(|base| self.formats.get(base));
        let written = written.cloned().unwrap_or(plain);
        let number_format = xf(&written, |e| number(e, "numFmtId")).flatten().unwrap_or(0);
        let changed = match restyle {
            Restyle::Fill(level) => {
                let fill = self.fill(level).to_string();
                Some(with_xf(&written, &[("fillId", Some(&fill)), ("applyFill", Some("1"))]))
            }
            Restyle::NoFill => Some(with_xf(&written, &[("fillId", Some("0"))])),
            Restyle::Text if number_format != TEXT_FORMAT => {
                Some(with_number_format(&written, TEXT_FORMAT))
            }
            Restyle::Number if number_format == TEXT_FORMAT || self.is_date(number_format) => {
                Some(with_number_format(&written, 0))
            }
            // A leading apostrophe in the format would make the next number text again.
            Restyle::Number if written.contains("quotePrefix") => {
                Some(with_number_format(&written, number_format))
            }
            Restyle::Date if !self.is_date(number_format) => {
                let format = self.date_format();
                Some(with_number_format(&written, format))
            }
            _ => None,
        };
        let derived = match changed {
            Some(format) => self.push_format(format?)?,
            None => base,
        };
        self.derived.insert((base, restyle), derived);
        Ok(derived)
    }

    fn push_format(&mut self, format: String) -> Result<u32, PatchError> {
        let index = self.section("cellXfs").push(format);
        if index >= MOST_FORMATS {
            return Err(PatchError::TooMuch("这份表的单元格格式太多，加不进新的了"));
        }
        Ok(u32::try_from(index).unwrap_or(0))
    }

    fn is_date(&self, format: u32) -> bool {
        is_date_format(format, self.number_formats.get(&format).map(String::as_str))
    }

    /// The number format of dates: one that the workbook has, or a new one.
    fn date_format(&mut self) -> u32 {
        let known = self.number_formats.iter().filter(|(_, code)| *code == DATE_CODE);
        if let Some(id) = known.map(|(id, _)| *id).min() {
            return id;
        }
        let last = self.number_formats.keys().copied().max().unwrap_or(0);
        let id = (last + 1).max(FIRST_CUSTOM_FORMAT);
        self.number_formats.insert(id, DATE_CODE.to_owned());
        let prefix = self.root.prefix.clone();
        let item = format!("<{prefix}numFmt numFmtId=\"{id}\" formatCode=\"{DATE_CODE}\"/>");
        self.section("numFmts").push(item);
        id
    }

    fn fill(&mut self, level: Level) -> usize {
        if let Some(known) = self.fills.get(&level) {
            return *known;
        }
        let fill = self.solid(level.colour());
        self.fills.insert(level, fill);
        fill
    }

    fn solid(&mut self, colour: &str) -> usize {
        let item = format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/>\
             <bgColor indexed=\"64\"/></patternFill></fill>"
        );
        let item = prefixed(&item, &self.root.prefix);
        self.section("fills").push(item)
    }

    /// The number of a format of our own sheets.
    pub(super) fn own(&mut self, own: Own) -> Result<u32, PatchError> {
        if let Some(known) = self.own.get(&own) {
            return Ok(*known);
        }
        let parts = self.own_parts();
        let (font, fill, align) = match own {
            Own::Header => (parts.bold, parts.shade, CENTRE),
            Own::Link => (parts.link, 0, CENTRE),
            Own::Level(level) => (parts.plain, self.fill(level), CENTRE),
            Own::Text => (parts.plain, 0, "horizontal=\"left\" vertical=\"center\" indent=\"1\""),
            Own::Remark => (parts.plain, 0, "vertical=\"center\""),
        };
        let (border, wrap) = match own {
            Own::Remark => (0, ""),
            _ => (parts.border, " wrapText=\"1\""),
        };
        let format = format!(
            "<xf numFmtId=\"{TEXT_FORMAT}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" \
             applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" \
             applyAlignment=\"1\"><alignment {align}{wrap}/></xf>"
        );
        let format = prefixed(&format, &self.root.prefix);
        let index = self.push_format(format)?;
        self.own.insert(own, index);
        Ok(index)
    }

    fn own_parts(&mut self) -> OwnParts {
        if let Some(parts) = self.own_parts {
            return parts;
        }
        let prefix = self.root.prefix.clone();
        let font = |styles: &mut Self, before: &str, colour: &str| {
            let item = format!(
                "<font>{before}<sz val=\"10\"/>{colour}<name val=\"宋体\"/><family val=\"3\"/>\
                 <charset val=\"134\"/></font>"
            );
            styles.section("fonts").push(prefixed(&item, &prefix))
        };
        let side =
            |name: &str| format!("<{name} style=\"thin\"><color rgb=\"FF807565\"/></{name}>");
        let sides: String = ["left", "right", "top", "bottom"].map(side).concat();
        let border = prefixed(&format!("<border>{sides}<diagonal/></border>"), &prefix);
        let parts = OwnParts {
            plain: font(self, "", ""),
            bold: font(self, "<b/>", ""),
            link: font(self, "<u/>", "<color rgb=\"FF1D675A\"/>"),
            border: self.section("borders").push(border),
            shade: self.solid("FFF3ECDF"),
        };
        self.own_parts = Some(parts);
        parts
    }
}

/// Whether a written fill has one of our colours.
fn is_ours(fill: &str) -> bool {
    let levels = [Level::Error, Level::Warning, Level::Notice];
    levels.iter().any(|level| fill.contains(&format!("\"{}\"", level.colour())))
}

fn note_number_format(e: &BytesStart<'_>, section: Option<&str>, known: &mut HashMap<u32, String>) {
    if section == Some("numFmts")
        && let (Some(id), Some(code)) = (number(e, "numFmtId"), attribute(e, "formatCode"))
    {
        known.insert(id, code);
    }
}

#[cfg(test)]
mod tests;
