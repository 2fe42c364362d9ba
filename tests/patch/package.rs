//! What the tests share: workbooks, what is done to them, and their parts side by side.

use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

pub const INPUTS: [&str; 5] =
    ["openpyxl.xlsx", "xlsxwriter.xlsm", "libreoffice.xlsx", "excel.xlsx", "wps.xlsx"];

/// The parts that a change of the first sheet may touch.
pub const TOUCHED: [&str; 5] = [
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
];

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub fn input(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().join("patch").join(name)).unwrap()
}

pub fn open(name: &str, bytes: &[u8]) -> Session {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open(name, bytes, options, &mut |_| Flow::Continue).unwrap()
}

pub fn mark(name: &str, bytes: &[u8]) -> Vec<u8> {
    export::marked(&open(name, bytes), bytes).unwrap().bytes
}

pub fn unmark(name: &str, bytes: &[u8]) -> Vec<u8> {
    export::unmarked(&open(name, bytes), bytes).unwrap().bytes
}

/// What was found, with the cell and the words.
pub fn findings(session: &Session) -> Vec<String> {
    let line = |it: &nuanbiao::rule::Finding| {
        format!("{:?} {:?} {} {} {}", it.sheet, it.cell, it.code(), it.message, it.help)
    };
    session.findings().iter().map(line).collect()
}

/// A part: its content, and the bytes that lie in the zip for it.
#[derive(Debug, PartialEq)]
pub struct Part {
    pub content: Vec<u8>,
    pub packed: Vec<u8>,
}

pub fn parts(bytes: &[u8]) -> BTreeMap<String, Part> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let (mut content, mut packed) = (Vec::new(), Vec::new());
        archive.by_index(index).unwrap().read_to_end(&mut content).unwrap();
        let mut raw = archive.by_index_raw(index).unwrap();
        raw.read_to_end(&mut packed).unwrap();
        let name = raw.name().unwrap().into_owned();
        assert!(parts.insert(name, Part { content, packed }).is_none());
    }
    parts
}

pub fn text(parts: &BTreeMap<String, Part>, name: &str) -> String {
    String::from_utf8(parts[name].content.clone()).unwrap()
}

/// Every tag of a part is whole and every prefix is bound.
pub fn assert_well_formed(name: &str, content: &[u8]) {
    let mut xml = quick_xml::NsReader::from_reader(content);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let (namespace, event) = xml.read_resolved_event_into(&mut buffer).unwrap();
        let unknown = matches!(namespace, quick_xml::name::ResolveResult::Unknown(_));
        assert!(!unknown, "{name}: {event:?}");
        match event {
            Event::Start(e) | Event::Empty(e) => {
                for attribute in e.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
            Event::Eof => return,
            _ => (),
        }
    }
}

/// Names of the parts that are new, and of those whose content changed; that all others
/// lie in the zip as they did before is checked here.
pub fn compare(before: &[u8], after: &[u8]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (before, after) = (parts(before), parts(after));
    let mut changed = BTreeSet::new();
    for (name, part) in &before {
        let now = after.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        if now.content == part.content {
            assert_eq!(now.packed, part.packed, "{name} was packed anew");
        } else {
            changed.insert(name.clone());
        }
    }
    for (name, part) in &after {
        if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
            assert_well_formed(name, &part.content);
        }
    }
    let added = after.keys().filter(|name| !before.contains_key(*name)).cloned().collect();
    (added, changed)
}

pub fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Every xlsx of the fixtures that can be opened and carries no marks.
pub fn all_workbooks() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["", "patch", "mistakes-each"] {
        for entry in std::fs::read_dir(fixtures().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            let name = path.to_str().unwrap();
            if !matches!(extension, "xlsx" | "xlsm") || name.contains("saved-by") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let options = Options::on(jiff::civil::date(2021, 2, 20));
            if Session::open(name, &bytes, options, &mut |_| Flow::Continue).is_ok() {
                files.push((name.to_owned(), bytes));
            }
        }
    }
    assert!(files.len() > 20);
    files
}

/// The cell's element in a sheet.
pub fn cell(sheet: &str, at: &str) -> String {
    let from = sheet.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no {at}"));
    let tag = &sheet[from..];
    let tag_end = tag.find('>').unwrap();
    let end =
        if tag[..tag_end].ends_with('/') { tag_end + 1 } else { tag.find("</c>").unwrap() + 4 };
    tag[..end].to_owned()
}

/// The workbook with its safe fixes (and guesses) made in place, and the session of it.
pub fn mend(name: &str, bytes: &[u8], guesses: bool) -> (Vec<u8>, Session) {
    let mut session = open(name, bytes);
    session.apply_fixes(&Selection { guesses, ..Selection::default() });
    (export::kept_layout(&session, bytes).unwrap().bytes, session)
}

/// What the parts hold, by name.
pub fn contents(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    parts(bytes).into_iter().map(|(name, part)| (name, part.content)).collect()
}
