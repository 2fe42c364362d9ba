//! Shared strings (ECMA-376, 18.4): each distinct text once, cells refer to it.

use std::sync::Arc;

use memchr::memmem;

use super::super::CellText;
use super::super::builder::cut;
use super::super::error::ReadError;
use super::super::open::{Step, Watch};
use super::super::package::Package;
use super::in_cell::WPS_FUNCTION;
use super::scan::{Runs, Token, Tokens, plain_item};
use crate::limits::Limits;

/// Strings between two reports.
const REPORT_EVERY: usize = 8192;

/// All of them in the file's order, as one text and the place where each ends.
#[derive(Default)]
pub(super) struct Strings {
    all: Arc<String>,
    ends: Vec<u32>,
    /// Those that were too long, ascending.
    cut: Vec<usize>,
    /// Those that may be the name of a WPS picture, ascending: nearly always none.
    pictures: Vec<usize>,
}

/// One of them.
pub(super) struct SharedString {
    pub(super) text: CellText,
    /// Whether it had to be cut.
    pub(super) was_cut: bool,
    /// Whether it is text and surely nothing else: neither empty nor a picture.
    pub(super) is_plain: bool,
}

impl Strings {
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<SharedString> {
        let to = *self.ends.get(index)?;
        let from = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let among = |some: &[usize]| !some.is_empty() && some.binary_search(&index).is_ok();
        Some(SharedString {
            text: CellText::shared(Arc::clone(&self.all), from, to),
            was_cut: among(&self.cut),
            is_plain: from < to && !among(&self.pictures),
        })
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
    let mut tokens = Tokens::new(part);
    let mut arena = Arena { bytes: Vec::new(), ends: Vec::new(), cut: Vec::new(), limits };
    let mut runs = Runs::new(limits.cell_chars);
    let mut complete = false;
    loop {
        while let Some((text, length)) = plain_item(tokens.ahead()) {
            arena.push_bytes(text)?;
            tokens.pass(length);
            if arena.ends.len().is_multiple_of(REPORT_EVERY) {
                watch.report(Step::Unpack, tokens.position(), total)?;
            }
        }
        match tokens.next()? {
            Token::Start(tag) if tag.name() == b"si" => {
                runs.clear();
                if tag.empty {
                    arena.push("")?;
                }
            }
            Token::Start(tag) if tag.name() == b"sst" => complete = tag.empty,
            Token::Start(tag) => runs.start(&tag),
            Token::Text(text) => runs.push_text(text)?,
            Token::Verbatim(text) => runs.push_verbatim(text),
            Token::End(b"si") => arena.push(runs.as_str()?)?,
            Token::End(b"sst") => complete = true,
            Token::End(name) => runs.end(name)?,
            Token::Done => break,
        }
    }
    if complete { arena.finish() } else { Err(ReadError::damaged("共用的文字没有写完")) }
}

/// The strings while they are gathered.
struct Arena<'l> {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    cut: Vec<usize>,
    limits: &'l Limits,
}

impl Arena<'_> {
    /// A string that may be damaged or too long.
    #[inline]
    fn push_bytes(&mut self, text: &[u8]) -> Result<(), ReadError> {
        if text.len() <= self.limits.cell_chars {
            return self.append(text);
        }
        let text = std::str::from_utf8(text).map_err(|_| no_text())?;
        self.push(text)
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let kept = cut(text, self.limits.cell_chars);
        if kept.is_some() {
            self.cut.push(self.ends.len());
        }
        self.append(kept.unwrap_or(text).as_bytes())
    }

    #[inline]
    fn append(&mut self, text: &[u8]) -> Result<(), ReadError> {
        self.bytes.extend_from_slice(text);
        let end = u32::try_from(self.bytes.len());
        self.ends.push(end.map_err(|_| ReadError::over_limit("文字超过 4 GB"))?);
        if self.ends.len() as u64 > self.limits.cells {
            return Err(ReadError::over_limit(format!(
                "不同的文字超过 {} 万条",
                self.limits.cells / 10_000
            )));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Strings, ReadError> {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        let all = String::from_utf8(self.bytes).map_err(|_| no_text())?;
        // Two halves of a character in two strings make a text, but no strings.
        if self.ends.iter().any(|&end| !all.is_char_boundary(end as usize)) {
            return Err(no_text());
        }
        let pictures = pictures(&all, &self.ends);
        Ok(Strings { all: Arc::new(all), ends: self.ends, cut: self.cut, pictures })
    }
}

/// The strings that name the function by which WPS shows a picture.
fn pictures(all: &str, ends: &[u32]) -> Vec<usize> {
    let named = memmem::find_iter(all.as_bytes(), WPS_FUNCTION.as_bytes());
    let mut pictures: Vec<_> =
        named.map(|at| ends.partition_point(|&end| end as usize <= at)).collect();
    pictures.dedup();
    pictures
}

fn no_text() -> ReadError {
    ReadError::damaged("共用的文字里有一个字符写得不完整")
}
