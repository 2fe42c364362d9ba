//! Our notes, taken out of parts that another program has written.

use super::PatchError;
use super::copier::Copier;
use super::notes::{RULE, note_number};
use super::xml::attribute;
use crate::workbook::CellRef;
use quick_xml::events::Event;
use std::collections::{BTreeMap, HashSet};
use std::io::{Read, Write};

/// Where our notes were.
#[derive(Debug, Default)]
pub(super) struct OurNotes {
    /// The line of the list that each tells of.
    pub(super) lines: BTreeMap<CellRef, usize>,
    /// Cells that have no note any more.
    pub(super) removed: HashSet<CellRef>,
}

/// A run of a note's text: where it begins and ends, where its text does, and the text.
struct Run {
    from: u64,
    to: u64,
    text_from: u64,
    text_to: u64,
    text: String,
}

/// Takes our text out of a comments part.
pub(super) fn comments<R: Read, W: Write>(xml: &mut Copier<R, W>) -> Result<OurNotes, PatchError> {
    let mut ours = OurNotes::default();
    let mut from = 0;
    let mut at: Option<CellRef> = None;
    let mut runs: Vec<Run> = Vec::new();
    let (mut run_from, mut text_from) = (0, 0);
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "comment" => {
                    at = attribute(&e, "ref").and_then(|at| at.parse().ok());
                    from = xml.start();
                    runs.clear();
                }
                "r" => run_from = xml.start(),
                "t" => text_from = xml.end(),
                _ => (),
            },
            Event::End(e) => match e.local_name().as_ref() {
                "t" => {
                    let text_to = xml.start();
                    let text = xml.old(text_from, text_to)?;
                    let text = quick_xml::escape::unescape(text).unwrap_or_default().into_owned();
                    runs.push(Run { from: run_from, to: 0, text_from, text_to, text });
                }
                "r" => {
                    let to = xml.end();
                    if let Some(run) = runs.last_mut() {
                        run.to = to;
                    }
                }
                "comment" => {
                    let to = xml.end();
                    if let Some(at) = at.take() {
                        take_out(xml, at, (from, to), &runs, &mut ours)?;
                    }
                }
                _ => (),
            },
            Event::Eof => return Ok(ours),
            _ => (),
        }
    }
}

fn take_out<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
    at: CellRef,
    (from, to): (u64, u64),
    runs: &[Run],
    ours: &mut OurNotes,
) -> Result<(), PatchError> {
    let all: String = runs.iter().map(|run| run.text.as_str()).collect();
    if let Some(line) = note_number(all.trim_start()) {
        ours.lines.insert(at, line);
        ours.removed.insert(at);
        return xml.replace(from, to, "");
    }
    // Ours below somebody's own: from the rule to the end.
    let below = all.split_once(RULE).and_then(|(_, below)| note_number(below.trim_start()));
    let (Some(line), Some(first)) = (below, runs.iter().position(|run| run.text.contains(RULE)))
    else {
        return Ok(());
    };
    ours.lines.insert(at, line);
    let (Some(run), Some(last)) = (runs.get(first), runs.last()) else { return Ok(()) };
    let before = run.text.split(RULE).next().unwrap_or_default().trim_end();
    if before.is_empty() && first > 0 {
        // Some programs end the run before ours with the line break that began ours.
        if let Some(own) = runs.get(first - 1) {
            let written = xml.old(own.text_from, own.text_to)?;
            let kept = own.text_from + written.trim_end().len() as u64;
            if kept < own.text_to {
                xml.replace(kept, own.text_to, "")?;
            }
        }
        return xml.replace(run.from, last.to, "");
    }
    // Another program has joined our run to the one before it.
    let written = xml.old(run.text_from, run.text_to)?;
    let kept = written.split(RULE).next().unwrap_or_default().trim_end().to_owned();
    xml.replace(run.text_from, run.text_to, &kept)?;
    if run.to < last.to { xml.replace(run.to, last.to, "") } else { Ok(()) }
}

/// Takes the boxes of notes that are gone out of a drawing.
pub(super) fn boxes<R: Read, W: Write>(
    xml: &mut Copier<R, W>,
    removed: &HashSet<CellRef>,
) -> Result<(), PatchError> {
    let (mut from, mut row, mut col) = (0, None, None);
    let mut text_from = 0;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "shape" => {
                    from = xml.start();
                    (row, col) = (None, None);
                }
                "Row" | "Column" => text_from = xml.end(),
                _ => (),
            },
            Event::End(e) => {
                let name = e.local_name().as_ref().to_owned();
                match name.as_str() {
                    "Row" | "Column" => {
                        let number = xml.old(text_from, xml.start())?.trim().parse::<u32>().ok();
                        if name == "Row" { row = number } else { col = number }
                    }
                    "shape" => {
                        let at = row.zip(col).map(|(row, col)| CellRef::new(row, col));
                        if at.is_some_and(|at| removed.contains(&at)) {
                            let to = xml.end();
                            xml.replace(from, to, "")?;
                        }
                    }
                    _ => (),
                }
            }
            Event::Eof => return Ok(()),
            _ => (),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn stripped(comments_part: &str) -> (String, OurNotes) {
        let mut out = Vec::new();
        let mut xml = Copier::new(comments_part.as_bytes(), &mut out);
        let ours = comments(&mut xml).unwrap();
        xml.finish().unwrap();
        (String::from_utf8(out).unwrap(), ours)
    }

    #[test]
    fn our_notes_go_and_others_stay() {
        let (left, ours) = stripped(
            "<c><comment ref=\"B5\"><text><t>老职工</t></text></comment>\
             <comment ref=\"C6\"><text><r><t>【暖表 12】必须改正</t></r></text></comment></c>",
        );
        assert_eq!(left, "<c><comment ref=\"B5\"><text><t>老职工</t></text></comment></c>");
        assert_eq!(ours.lines, BTreeMap::from([("C6".parse().unwrap(), 12)]));
    }

    #[test]
    fn our_text_below_another_goes_joined_or_not() {
        let wanted = "<c><comment ref=\"F7\"><text><r><t>三位数？</t></r></text></comment></c>";
        for runs in [
            "<r><t>三位数？</t></r><r><t>\n————————\n</t></r><r><t>【暖表 3】提示</t></r><r><t>一</t></r>",
            "<r><t>三位数？\n</t></r><r><t>————————\n</t></r><r><t>【暖表 3】提示</t></r>",
            "<r><t>三位数？\n————————\n</t></r><r><t>【暖表 3】提示</t></r>",
            "<r><t>三位数？\n————————\n【暖表 3】提示</t></r>",
        ] {
            let comment = format!("<c><comment ref=\"F7\"><text>{runs}</text></comment></c>");
            let (left, ours) = stripped(&comment);
            assert_eq!(left, wanted, "{runs}");
            assert!(ours.removed.is_empty() && ours.lines.len() == 1);
        }
    }
}
