//! One sheet: columns, rows, cells, pictures.

use quick_xml::events::{BytesStart, Event};

use super::super::anchor::{Anchor, Corner};
use super::super::builder::{CellBudget, SheetBuilder, check_pictures};
use super::super::error::ReadError;
use super::super::hidden::Span;
use super::super::metrics::Metrics;
use super::super::open::{Step, Watch};
use super::super::xml::{Xml, attribute, push_reference};
use super::super::{CellRange, CellRef, Sheet, Visibility};
use super::cell::{Content as CellContent, Opened, count};
use super::content::{Content, Shown, Styles};
use super::length::emu;
use super::paragraphs::Paragraphs;

/// Rows between two reports.
const REPORT_EVERY: u64 = 512;

/// Cells with content that were written once and stand in many places, over all sheets.
#[derive(Default)]
pub(super) struct Repeats(u64);

impl Repeats {
    /// More than this nobody filled down.
    const MOST: u64 = 2_000_000;

    fn add(&mut self, cells: u64) -> Result<(), ReadError> {
        self.0 = self.0.saturating_add(cells);
        if self.0 > Self::MOST {
            return Err(ReadError::over_limit(format!(
                "重复的单元格超过 {} 万个",
                Self::MOST / 10_000
            )));
        }
        Ok(())
    }
}

/// What is known when a sheet begins.
pub(super) struct Start<'s> {
    pub(super) element: &'s BytesStart<'s>,
    pub(super) styles: &'s Styles,
    /// Declared bytes of the whole part, for the progress bar.
    pub(super) total: u64,
}

/// Reads the sheet whose start was just read, to its end.
pub(super) fn read(
    xml: &mut Xml<'_>,
    start: &Start<'_>,
    budget: &mut CellBudget,
    repeats: &mut Repeats,
    content: &mut Content,
    watch: &mut Watch<'_>,
) -> Result<(), ReadError> {
    let mut sheet = Sheet::new(attribute(start.element, "name").unwrap_or_default());
    let style = attribute(start.element, "style-name");
    if style.and_then(|name| start.styles.get(&*name)).is_some_and(|style| style.hidden) {
        sheet.visibility = Visibility::Hidden;
    }
    let mut table = Table {
        styles: start.styles,
        builder: SheetBuilder::new(sheet, budget),
        repeats,
        metrics: Metrics::default(),
        frames: Vec::new(),
        pictures_before: content.images.len(),
        row: 0,
        col: 0,
    };
    loop {
        match xml.next()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "table-column" => table.column(&e),
                "table-row" => {
                    let row = Row::new(&e, table.styles);
                    table.row(xml, &row)?;
                    watch.rows += 1;
                    if watch.rows.is_multiple_of(REPORT_EVERY) {
                        watch.report(Step::Rows, xml.position(), start.total)?;
                    }
                }
                "shapes" => table.shapes(xml)?,
                "named-range" => content.own_sheet(&e),
                "table-header-columns"
                | "table-column-group"
                | "table-columns"
                | "table-header-rows"
                | "table-row-group"
                | "table-rows"
                | "named-expressions" => (),
                _ => xml.skip_element()?,
            },
            Event::End(e) if e.local_name().as_ref() == "table" => break,
            Event::Eof => {
                let name = &table.builder.sheet.name;
                return Err(ReadError::damaged(format!("工作表“{name}”没有写完")));
            }
            _ => (),
        }
    }
    table.finish(content);
    Ok(())
}

/// A row's attributes.
struct Row {
    repeated: u32,
    hidden: bool,
    height: Option<i64>,
}

impl Row {
    fn new(e: &BytesStart<'_>, styles: &Styles) -> Self {
        Self {
            repeated: attribute(e, "number-rows-repeated").map_or(1, |it| count(&it)),
            hidden: is_hidden(e),
            height: size(e, styles),
        }
    }
}

/// Hidden by hand or by a filter.
fn is_hidden(e: &BytesStart<'_>) -> bool {
    matches!(attribute(e, "visibility").as_deref(), Some("collapse" | "filter"))
}

fn size(e: &BytesStart<'_>, styles: &Styles) -> Option<i64> {
    styles.get(&*attribute(e, "style-name")?)?.size
}

/// A picture whose place is told once all sizes are known.
struct Frame {
    anchor: Anchor,
    image: String,
    /// Turned or clipped.
    altered: bool,
}

struct Table<'t, 'b> {
    styles: &'t Styles,
    builder: SheetBuilder<'b>,
    repeats: &'t mut Repeats,
    metrics: Metrics,
    frames: Vec<Frame>,
    /// Pictures on the sheets before.
    pictures_before: usize,
    row: u32,
    /// The next column to be described.
    col: u32,
}

impl Table<'_, '_> {
    fn column(&mut self, e: &BytesStart<'_>) {
        let repeated = attribute(e, "number-columns-repeated").map_or(1, |it| count(&it));
        let span = Span { first: self.col, last: self.col.saturating_add(repeated - 1) };
        self.col = span.last.saturating_add(1);
        if is_hidden(e) {
            Span::extend(&mut self.builder.sheet.hidden_cols, span);
            self.metrics.columns.size(span.first, span.last, 0);
        } else if let Some(width) = size(e, self.styles) {
            self.metrics.columns.size(span.first, span.last, width.max(0));
        }
    }

    /// A row to its end, with the rows that are like it.
    fn row(&mut self, xml: &mut Xml<'_>, row: &Row) -> Result<(), ReadError> {
        let span = Span { first: self.row, last: self.row.saturating_add(row.repeated - 1) };
        if row.hidden {
            Span::extend(&mut self.builder.sheet.hidden_rows, span);
            self.metrics.rows.size(span.first, span.last, 0);
        } else if let Some(height) = row.height {
            self.metrics.rows.size(span.first, span.last, height.max(0));
        }
        let mut cells = Vec::new();
        let mut col = 0_u32;
        loop {
            match xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" => {
                        let mut cell = Opened::new(&e);
                        let at = CellRef::new(span.first, col);
                        let shown = self.cell_text(xml, at)?;
                        self.merge(at, cell.spans)?;
                        col = col.saturating_add(cell.repeated);
                        match cell.content(&shown) {
                            CellContent::Nothing => (),
                            found => {
                                self.builder.check_place(at)?;
                                cells.push((at.col, cell.repeated, cell.formula, found));
                            }
                        }
                    }
                    _ => xml.skip_element()?,
                },
                Event::End(e) if e.local_name().as_ref() == "table-row" => break,
                Event::Eof => return Err(ReadError::damaged("有一行没有写完")),
                _ => (),
            }
        }
        let written = cells.len() as u64;
        let wide: u64 = cells.iter().map(|(_, repeated, ..)| u64::from(*repeated)).sum();
        let all = wide.saturating_mul(row.repeated.into());
        self.repeats.add(all - written)?;
        if written > 0 {
            for row in span.first..=span.last {
                for (col, repeated, formula, content) in &cells {
                    for col in *col..col.saturating_add(*repeated) {
                        self.put(CellRef::new(row, col), content, *formula)?;
                    }
                }
            }
        }
        self.row = span.last.saturating_add(1);
        Ok(())
    }

    fn put(&mut self, at: CellRef, content: &CellContent, formula: bool) -> Result<(), ReadError> {
        match content {
            CellContent::Nothing => Ok(()),
            CellContent::Text(text) => self.builder.put_text(at, text, formula),
            CellContent::Value(value) => self.builder.put(at, value.clone(), formula),
            CellContent::Picture => self.builder.put_picture(at, None),
        }
    }

    fn merge(&mut self, at: CellRef, (columns, rows): (u32, u32)) -> Result<(), ReadError> {
        if columns == 1 && rows == 1 {
            return Ok(());
        }
        let last =
            CellRef::new(at.row.saturating_add(rows - 1), at.col.saturating_add(columns - 1));
        self.builder.merge(CellRange::new(at, last))
    }

    /// The text that a cell shows, to the cell's end; its pictures are kept aside.
    fn cell_text(&mut self, xml: &mut Xml<'_>, at: CellRef) -> Result<String, ReadError> {
        let mut shown = Paragraphs::new(self.builder.cell_chars());
        loop {
            match xml.next()? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "p" | "h" => shown.begin(),
                    "s" => {
                        let spaces = attribute(&e, "c").map_or(1, |it| count(&it));
                        shown.spaces(spaces);
                    }
                    "tab" => shown.push("\t"),
                    "line-break" => shown.push("\n"),
                    "frame" => {
                        let frame = e.into_owned();
                        self.frame(xml, &frame, Some(at))?;
                    }
                    "annotation" | "ruby-text" | "table" | "detective" => xml.skip_element()?,
                    _ => (),
                },
                Event::Text(text) => shown.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let mut character = String::new();
                    push_reference(&mut character, &reference)?;
                    shown.push(&character);
                }
                Event::CData(text) => shown.text(&text.xml10_content()),
                Event::End(e) => match e.local_name().as_ref() {
                    "p" | "h" => shown.end(),
                    "table-cell" | "covered-table-cell" => return Ok(shown.text),
                    _ => (),
                },
                Event::Eof => return Err(ReadError::damaged(format!("{at} 没有写完"))),
                _ => (),
            }
        }
    }

    /// Pictures that belong to the sheet rather than to a cell.
    fn shapes(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        loop {
            match xml.next()? {
                Event::Start(e) if e.local_name().as_ref() == "frame" => {
                    let frame = e.into_owned();
                    self.frame(xml, &frame, None)?;
                }
                Event::End(e) if e.local_name().as_ref() == "shapes" => return Ok(()),
                Event::Eof => return Err(ReadError::damaged("有一张图片没有写完")),
                _ => (),
            }
        }
    }

    /// A frame to its end; one without an image (a chart, a text box) is no picture.
    fn frame(
        &mut self,
        xml: &mut Xml<'_>,
        e: &BytesStart<'_>,
        cell: Option<CellRef>,
    ) -> Result<(), ReadError> {
        let length = |name| attribute(e, name).and_then(|it| emu(&it));
        let (x, y) = (length("x").unwrap_or(0), length("y").unwrap_or(0));
        let extent = length("width").zip(length("height"));
        let mut image = None;
        let mut chart = false;
        let mut depth = 0;
        loop {
            match xml.next()? {
                Event::Start(e) => {
                    depth += 1;
                    match e.local_name().as_ref() {
                        // Charts come with a picture of themselves.
                        "object" | "object-ole" => chart = true,
                        "image" if image.is_none() => {
                            image = Some(attribute(&e, "href").unwrap_or_default().into_owned());
                        }
                        _ => (),
                    }
                }
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(ReadError::damaged("有一张图片没有写完")),
                _ => (),
            }
        }
        let Some(image) = image.filter(|_| !chart) else { return Ok(()) };
        let anchor = match cell {
            Some(at) => {
                let from = Corner { col: at.col, col_offset: x, row: at.row, row_offset: y };
                Anchor { from: Some(from), extent, ..Anchor::default() }
            }
            None => Anchor { position: Some((x, y)), extent, ..Anchor::default() },
        };
        let style = attribute(e, "style-name");
        let clipped = style.and_then(|name| self.styles.get(&*name)).is_some_and(|it| it.clipped);
        let altered = clipped || attribute(e, "transform").is_some();
        self.frames.push(Frame { anchor, image, altered });
        check_pictures(self.frames.len() + self.pictures_before)
    }

    fn finish(self, content: &mut Content) {
        let mut sheet = self.builder.finish();
        for frame in self.frames {
            if let Some(mut picture) = frame.anchor.place(&self.metrics) {
                let image = frame.image.trim_start_matches("./").to_owned();
                let (at, sheet_at) = (sheet.pictures.len(), content.sheets.len());
                content.images.push(Shown { sheet: sheet_at, picture: at, image });
                picture.altered = frame.altered;
                sheet.pictures.push(picture);
            }
        }
        content.sheets.push(sheet);
    }
}
