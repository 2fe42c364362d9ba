//! Sheets of our own that are appended: lists with links to cells.

use super::PatchError;
use super::book::quoted;
use super::styles::{Level, Own, Styles};
use super::xml::{Root, escape};
use crate::workbook::{CellRef, column_letters};
use std::fmt::Write;

/// Excel keeps at most 65,530 links on a sheet.
const MOST_LINKS: usize = 65_000;

/// A cell of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnCell {
    /// Text.
    Text(String),
    /// Text on the colour of a level.
    Level(Level, String),
    /// A link to a cell of a sheet.
    Link(String, CellRef),
    /// Hidden: carries the format that a marked cell had, so that the mark can be taken
    /// off after other programs have saved the workbook.
    FormatOf(String, CellRef),
}

/// The format a cell had, by sheet name and cell, and whether it was in the file at all.
pub(super) type FormatOf<'f> = dyn Fn(&str, CellRef) -> Option<(u32, bool)> + 'f;

/// A list on a sheet of its own.
#[derive(Debug, Clone, Default)]
pub struct OwnSheet {
    /// The name on its tab, if it isn't taken.
    pub name: &'static str,
    /// Titles and widths (in characters) of the columns; a width of 0 hides one.
    pub columns: Vec<(&'static str, f64)>,
    /// The lines.
    pub rows: Vec<Vec<OwnCell>>,
    /// Sentences below the list.
    pub remarks: Vec<String>,
}

impl OwnSheet {
    /// The sheet as a worksheet part.
    pub(super) fn xml(
        &self,
        root: &Root,
        styles: &mut Styles,
        format_of: &FormatOf<'_>,
    ) -> Result<String, PatchError> {
        let mut rows = String::new();
        let mut links = String::new();
        let mut link_count = 0;
        let header = styles.own(Own::Header)?;
        rows += "<row r=\"1\" ht=\"24\" customHeight=\"1\">";
        for (col, (title, _)) in (0..).zip(&self.columns) {
            rows += &text_cell(col, 1, header, title);
        }
        rows += "</row>";
        for (number, row) in (2_usize..).zip(&self.rows) {
            let _ = write!(rows, "<row r=\"{number}\" ht=\"{}\">", self.height(row));
            for (col, cell) in (0..).zip(row) {
                match cell {
                    OwnCell::Text(text) => {
                        rows += &text_cell(col, number, styles.own(Own::Text)?, text);
                    }
                    OwnCell::Level(level, text) => {
                        rows += &text_cell(col, number, styles.own(Own::Level(*level))?, text);
                    }
                    OwnCell::Link(sheet, at) if link_count < MOST_LINKS => {
                        link_count += 1;
                        let letters = column_letters(col);
                        let location = escape(&format!("{}!{at}", quoted(sheet)));
                        let _ = write!(
                            links,
                            "<hyperlink ref=\"{letters}{number}\" location=\"{location}\" display=\"{at}\"/>"
                        );
                        rows += &text_cell(col, number, styles.own(Own::Link)?, &at.to_string());
                    }
                    OwnCell::Link(_, at) => {
                        rows += &text_cell(col, number, styles.own(Own::Text)?, &at.to_string());
                    }
                    OwnCell::FormatOf(sheet, at) => {
                        if let Some((format, there)) = format_of(sheet, *at) {
                            let letters = column_letters(col);
                            let there = u8::from(there);
                            let _ = write!(
                                rows,
                                "<c r=\"{letters}{number}\" s=\"{format}\"><v>{there}</v></c>"
                            );
                        }
                    }
                }
            }
            rows += "</row>";
        }
        let remark = styles.own(Own::Remark)?;
        for (number, text) in (self.rows.len() + 3..).zip(&self.remarks) {
            let _ =
                write!(rows, "<row r=\"{number}\">{}</row>", text_cell(0, number, remark, text));
        }
        if !links.is_empty() {
            links = format!("<hyperlinks>{links}</hyperlinks>");
        }
        Ok(self.whole(root, &rows, &links))
    }

    /// Height of a line in points, so that its longest text is seen whole: not every
    /// program fits rows to their text when it opens a workbook.
    fn height(&self, row: &[OwnCell]) -> usize {
        let lines = row.iter().zip(&self.columns).map(|(cell, (_, width))| match cell {
            OwnCell::Text(text) | OwnCell::Level(_, text) => lines(text, *width),
            OwnCell::Link(..) | OwnCell::FormatOf(..) => 1,
        });
        lines.max().unwrap_or(1).min(30) * 13 + 4
    }

    fn whole(&self, root: &Root, rows: &str, links: &str) -> String {
        let mut columns = String::new();
        for (number, (_, width)) in (1..).zip(&self.columns) {
            let hidden = if *width == 0.0 { " hidden=\"1\"" } else { "" };
            let _ = write!(
                columns,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\"{hidden} customWidth=\"1\"/>"
            );
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\">\
             <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
             <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>\
             </sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols>\
             <sheetData>{rows}</sheetData>{links}\
             <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.8\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>\
             <headerFooter><oddHeader>&amp;C&amp;14{}</oddHeader>\
             <oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>",
            root.namespace, self.name
        )
    }
}

/// Lines that a text takes in a column of so many characters; a Chinese one is as wide as
/// two others.
fn lines(text: &str, width: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "widths are small")]
    let room = (width as usize).saturating_sub(2).max(1);
    let wide =
        |line: &str| -> usize { line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    text.lines().map(|line| wide(line).div_ceil(room).max(1)).sum::<usize>().max(1)
}

fn text_cell(col: u32, row: usize, format: u32, text: &str) -> String {
    let (letters, text) = (column_letters(col), escape(text));
    format!(
        "<c r=\"{letters}{row}\" s=\"{format}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    )
}
