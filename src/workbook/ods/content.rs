//! What stands around the sheets: the styles that hide them or size them, the names.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::super::OWN_SHEET_NAME_PREFIX;
use super::super::Sheet;
use super::super::builder::{CellBudget, check_sheets};
use super::super::error::ReadError;
use super::super::open::Watch;
use super::super::xml::{Xml, attribute};
use super::length::emu;
use super::table;
use crate::limits::Limits;

/// What a style says that matters here.
#[derive(Default)]
pub(super) struct Style {
    /// A sheet of this style isn't shown.
    pub(super) hidden: bool,
    /// Width of a column or height of a row, in EMU.
    pub(super) size: Option<i64>,
    /// Pictures of this style show a part of their image.
    pub(super) clipped: bool,
}

pub(super) type Styles = HashMap<String, Style>;

/// Which image a picture on a sheet shows.
pub(super) struct Shown {
    pub(super) sheet: usize,
    pub(super) picture: usize,
    /// The image's part.
    pub(super) image: String,
}

/// The whole part.
#[derive(Default)]
pub(super) struct Content {
    pub(super) sheets: Vec<Sheet>,
    pub(super) images: Vec<Shown>,
    /// Names of the sheets that our defined names refer to.
    pub(super) own: Vec<String>,
}

impl Content {
    /// Takes note of a named range, if it is one of ours.
    pub(super) fn own_sheet(&mut self, e: &BytesStart<'_>) {
        let name = own_sheet(e).filter(|name| !self.own.contains(name));
        self.own.extend(name.filter(|_| self.own.len() < 100));
    }
}

pub(super) fn read(
    mut xml: Xml<'_>,
    limits: &Limits,
    watch: &mut Watch<'_>,
    total: u64,
) -> Result<Content, ReadError> {
    /// More styles than this are no form.
    const MOST_STYLES: usize = 1 << 20;
    let mut content = Content::default();
    let mut styles = Styles::new();
    let mut style = String::new();
    let mut budget = CellBudget::new(*limits);
    let mut repeats = table::Repeats::default();
    let mut complete = false;
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "style" => style = attribute(&e, "name").unwrap_or_default().into_owned(),
                "table-properties" => {
                    let hidden = attribute(&e, "display").as_deref() == Some("false");
                    styles.entry(style.clone()).or_default().hidden = hidden;
                }
                "table-column-properties" => {
                    let size = attribute(&e, "column-width").and_then(|it| emu(&it));
                    styles.entry(style.clone()).or_default().size = size;
                }
                "table-row-properties" => {
                    let size = attribute(&e, "row-height").and_then(|it| emu(&it));
                    styles.entry(style.clone()).or_default().size = size;
                }
                "graphic-properties" => {
                    let clip = attribute(&e, "clip");
                    let clipped = clip.is_some_and(|it| it.contains(|c| matches!(c, '1'..='9')));
                    styles.entry(style.clone()).or_default().clipped = clipped;
                }
                "named-range" => content.own_sheet(&e),
                // What was deleted or is looked up elsewhere is on no sheet.
                "tracked-changes" | "content-validations" | "dde-links" | "forms" => {
                    xml.skip_element()?;
                }
                "table" => {
                    check_sheets(content.sheets.len() + 1)?;
                    let e = e.into_owned();
                    let start = table::Start { element: &e, styles: &styles, total };
                    table::read(&mut xml, &start, &mut budget, &mut repeats, &mut content, watch)?;
                }
                _ => (),
            },
            Event::End(e) if e.local_name().as_ref() == "document-content" => complete = true,
            Event::Eof => break,
            _ => (),
        }
        if styles.len() > MOST_STYLES {
            return Err(ReadError::over_limit(format!("单元格格式超过 {MOST_STYLES} 种")));
        }
    }
    if !complete {
        return Err(ReadError::damaged("表格的内容没有写完"));
    }
    for sheet in &mut content.sheets {
        sheet.own = content.own.contains(&sheet.name);
    }
    Ok(content)
}

/// The sheet that one of our defined names refers to: `$剩余问题.$A$1`.
fn own_sheet(e: &BytesStart<'_>) -> Option<String> {
    let ours = attribute(e, "name").is_some_and(|name| name.starts_with(OWN_SHEET_NAME_PREFIX));
    let address = attribute(e, "cell-range-address").filter(|_| ours)?;
    let (first, _) = address.split_once(':').unwrap_or((&address, ""));
    let (sheet, _) = first.rsplit_once('.')?;
    let sheet = sheet.trim_start_matches('$');
    let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    Some(quoted.map_or_else(|| sheet.to_owned(), |inner| inner.replace("''", "'")))
}
