//! Shared strings (ECMA-376, 18.4): each distinct text once, cells refer to it.

use std::sync::Arc;

use quick_xml::events::Event;

use super::super::builder::cut;
use super::super::error::ReadError;
use super::super::open::{Step, Watch};
use super::super::package::Package;
use super::super::xml::{Xml, attribute, push_reference, unescape_units};
use crate::limits::Limits;

/// A shared text, and whether it had to be cut.
pub(super) struct Shared {
    pub(super) text: Arc<str>,
    pub(super) cut: bool,
}

/// All of them, in the file's order.
#[derive(Default)]
pub(super) struct Strings(Vec<Shared>);

impl Strings {
    pub(super) fn get(&self, index: usize) -> Option<&Shared> {
        self.0.get(index)
    }
}

/// Text gathered from `<t>` elements, plain or in runs, without phonetic readings.
#[derive(Default)]
pub(super) struct TextRuns {
    pub(super) text: String,
    run: String,
    in_text: bool,
    keep_space: bool,
    phonetic: bool,
}

impl TextRuns {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.run.clear();
        self.in_text = false;
        self.phonetic = false;
    }

    /// Takes one event between the beginning and the end of the item.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                "t" if !self.phonetic => {
                    self.in_text = true;
                    self.keep_space = attribute(e, "space").as_deref() == Some("preserve");
                    self.run.clear();
                }
                "rPh" => self.phonetic = true,
                _ => (),
            },
            Event::Text(text) if self.in_text => self.run.push_str(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.run.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.in_text => {
                push_reference(&mut self.run, reference)?;
            }
            Event::End(e) => match e.local_name().as_ref() {
                "t" if self.in_text => {
                    self.in_text = false;
                    // Without xml:space="preserve" the blanks around are layout.
                    let layout = [' ', '\t', '\r', '\n'];
                    let run = if self.keep_space {
                        self.run.as_str()
                    } else {
                        self.run.trim_matches(layout)
                    };
                    self.text.push_str(&unescape_units(run));
                }
                "rPh" => self.phonetic = false,
                _ => (),
            },
            _ => (),
        }
        Ok(())
    }
}

pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
    watch: &mut Watch<'_>,
    total: u64,
) -> Result<Strings, ReadError> {
    let Some(part) = package.part(part)? else { return Ok(Strings::default()) };
    let mut xml = Xml::new(part);
    let mut strings = Vec::new();
    let mut runs = TextRuns::default();
    let mut complete = false;
    loop {
        let position = xml.position();
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "si" => runs.clear(),
            Event::End(e) if e.local_name().as_ref() == "si" => {
                let kept = cut(&runs.text, limits.cell_chars);
                let text = kept.unwrap_or(&runs.text).into();
                strings.push(Shared { text, cut: kept.is_some() });
                if strings.len() as u64 > limits.cells {
                    return Err(ReadError::over_limit(format!(
                        "不同的文字超过 {} 万条",
                        limits.cells / 10_000
                    )));
                }
                if strings.len().is_multiple_of(8192) {
                    watch.report(Step::Unpack, position, total)?;
                }
            }
            Event::End(e) if e.local_name().as_ref() == "sst" => complete = true,
            Event::Eof => break,
            event => runs.take(&event)?,
        }
    }
    if complete {
        Ok(Strings(strings))
    } else {
        Err(ReadError::damaged("共用的文字没有写完"))
    }
}
