//! One worksheet part (ECMA-376, 18.3) as a stream: cells, merged blocks, hidden rows and
//! columns, sizes, the drawing it refers to.

use super::super::builder::SheetBuilder;
use super::super::error::ReadError;
use super::super::hidden::Span;
use super::super::metrics::{Metrics, column_emu, row_emu};
use super::super::open::{Step, Watch};
use super::super::package::Package;
use super::super::xml::is_true;
use super::super::{CellRange, CellRef, CellValue, Sheet};
use super::cell::{Context, Pending, Stored};
use super::scan::{
    Gathered, PlainCell, Runs, Tag, Token, Tokens, attribute_text, local_name, plain_cell,
};

/// Rows between two reports.
const REPORT_EVERY: u64 = 512;

/// Bytes kept of a formula: only its beginning is looked at.
const LONGEST_FORMULA: usize = 1 << 10;

/// What the pictures need to know of a sheet.
#[derive(Default)]
pub(super) struct Geometry {
    pub(super) metrics: Metrics,
    /// The relationship that leads to the drawing.
    pub(super) drawing: Option<String>,
}

/// Which element's text is being gathered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gather {
    Nothing,
    Value,
    Formula,
    Inline,
}

/// Reads a sheet; `None` if the part holds no worksheet.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    context: &Context<'_>,
    builder: SheetBuilder<'_>,
    watch: &mut Watch<'_>,
) -> Result<Option<(Sheet, Geometry)>, ReadError> {
    let before = package.inflated();
    let Some(part) = package.part(part)? else { return Ok(None) };
    let mut tokens = Tokens::new(part);
    let mut reader = Reader::new(context, builder);
    let mut is_worksheet = false;
    let mut complete = false;
    loop {
        if reader.pending.is_none() {
            while let Some((cell, length)) = plain_cell(tokens.ahead()) {
                reader.plain_cell(&cell)?;
                tokens.pass(length);
            }
        }
        match tokens.next()? {
            Token::Start(tag) => {
                if !is_worksheet {
                    if tag.name() != b"worksheet" {
                        return Ok(None);
                    }
                    is_worksheet = true;
                    complete = tag.empty;
                }
                reader.start(&tag)?;
                if tag.empty {
                    reader.end(tag.name())?;
                }
            }
            Token::Text(text) => reader.push_text(text)?,
            Token::Verbatim(text) => reader.push_verbatim(text),
            Token::End(b"row") => {
                watch.rows += 1;
                if watch.rows.is_multiple_of(REPORT_EVERY) {
                    watch.report(Step::Rows, before + tokens.position(), context.total)?;
                }
            }
            Token::End(b"worksheet") => complete = true,
            Token::End(name) => reader.end(name)?,
            Token::Done => break,
        }
    }
    if !complete {
        return Err(ReadError::damaged(format!("工作表“{}”没有写完", reader.builder.sheet.name)));
    }
    Ok(Some((reader.builder.finish(), reader.geometry)))
}

struct Reader<'r, 'b> {
    context: &'r Context<'r>,
    builder: SheetBuilder<'b>,
    geometry: Geometry,
    row: u32,
    next_row: u32,
    next_col: u32,
    pending: Option<Pending>,
    gather: Gather,
    /// The texts of the pending cell; used again for every cell.
    value: Gathered,
    formula: Gathered,
    inline: Runs,
}

impl<'r, 'b> Reader<'r, 'b> {
    fn new(context: &'r Context<'r>, builder: SheetBuilder<'b>) -> Self {
        let chars = builder.cell_chars();
        Self {
            context,
            builder,
            geometry: Geometry::default(),
            row: 0,
            next_row: 0,
            next_col: 0,
            pending: None,
            gather: Gather::Nothing,
            value: Gathered::new(Gathered::room_for(chars)),
            formula: Gathered::new(LONGEST_FORMULA),
            inline: Runs::new(chars),
        }
    }

    fn push_text(&mut self, text: &[u8]) -> Result<(), ReadError> {
        match self.gather {
            Gather::Nothing => Ok(()),
            Gather::Value => self.value.push_text(text),
            Gather::Formula => self.formula.push_text(text),
            Gather::Inline => self.inline.push_text(text),
        }
    }

    fn push_verbatim(&mut self, text: &[u8]) {
        match self.gather {
            Gather::Nothing => (),
            Gather::Value => self.value.push_verbatim(text),
            Gather::Formula => self.formula.push_verbatim(text),
            Gather::Inline => self.inline.push_verbatim(text),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match (tag.name(), self.gather) {
            (b"v", Gather::Nothing) if self.pending.is_some() => {
                self.gather = Gather::Value;
                self.value.clear();
            }
            (b"f", Gather::Nothing) if self.pending.is_some() => {
                self.gather = Gather::Formula;
                self.formula.clear();
            }
            (b"is", Gather::Nothing) if self.pending.is_some() => {
                self.gather = Gather::Inline;
                self.inline.clear();
            }
            (_, Gather::Inline) => self.inline.start(tag),
            (b"row", _) => self.start_row(tag),
            (b"c", _) => self.start_cell(tag)?,
            (b"col", _) => self.column(tag),
            (b"sheetFormatPr", _) => self.usual_sizes(tag),
            (b"mergeCell", _) => self.merge(tag)?,
            (b"drawing", _) => {
                self.geometry.drawing = tag.attribute(b"id").map(|id| id.into_owned());
            }
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        match (name, self.gather, &mut self.pending) {
            (b"v", Gather::Value, Some(pending)) => {
                pending.has_value = true;
                self.gather = Gather::Nothing;
            }
            (b"f", Gather::Formula, Some(pending)) => {
                pending.take_formula(self.formula.as_str()?);
                self.gather = Gather::Nothing;
            }
            (b"is", Gather::Inline, Some(pending)) => {
                pending.has_inline = true;
                self.gather = Gather::Nothing;
            }
            (b"c", _, _) => {
                self.gather = Gather::Nothing;
                if let Some(pending) = self.pending.take() {
                    let value = if pending.has_value { self.value.as_str()? } else { "" };
                    let inline = if pending.has_inline { self.inline.as_str()? } else { "" };
                    let stored = pending.store(value, inline, self.context)?;
                    put(&mut self.builder, pending.at, pending.formula, stored)?;
                }
            }
            (_, Gather::Inline, _) => self.inline.end(name)?,
            _ => (),
        }
        Ok(())
    }

    /// A cell that could be read at one glance.
    #[inline]
    fn plain_cell(&mut self, cell: &PlainCell<'_>) -> Result<(), ReadError> {
        self.next_col = cell.at.col.saturating_add(1);
        let stored = Pending::store_plain(cell, self.context)?;
        put(&mut self.builder, cell.at, false, stored)
    }

    fn start_row(&mut self, tag: &Tag<'_>) {
        let (mut number, mut height, mut hidden) = (None, None, false);
        for (name, value) in tag.attributes() {
            let text = || attribute_text(value);
            match local_name(name) {
                b"r" => number = text().and_then(|r| r.trim().parse::<u32>().ok()),
                b"ht" => height = text().and_then(|height| finite(&height)),
                b"hidden" => hidden = is_true(text().as_deref()),
                _ => (),
            }
        }
        self.row = number.and_then(|r| r.checked_sub(1)).unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.next_col = 0;
        if hidden || height == Some(0.0) {
            let span = Span { first: self.row, last: self.row };
            Span::extend(&mut self.builder.sheet.hidden_rows, span);
            self.geometry.metrics.rows.size(self.row, self.row, 0);
        } else if let Some(height) = height {
            self.geometry.metrics.rows.size(self.row, self.row, row_emu(height));
        }
    }

    fn start_cell(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        let here = CellRef::new(self.row, self.next_col);
        let pending = Pending::new(here, tag).ok_or_else(|| {
            ReadError::damaged(format!("工作表“{}”里有一格的地址看不懂", self.builder.sheet.name))
        })?;
        self.next_col = pending.at.col.saturating_add(1);
        self.gather = Gather::Nothing;
        self.pending = Some(pending);
        Ok(())
    }

    fn column(&mut self, tag: &Tag<'_>) {
        let index = |name: &[u8]| {
            tag.attribute(name)
                .and_then(|n| n.trim().parse::<u32>().ok())
                .and_then(|n| n.checked_sub(1))
        };
        let (Some(first), Some(last)) = (index(b"min"), index(b"max")) else { return };
        let width = number_of(tag, b"width");
        if is_true(tag.attribute(b"hidden").as_deref()) || width == Some(0.0) {
            Span::extend(&mut self.builder.sheet.hidden_cols, Span { first, last });
            self.geometry.metrics.columns.size(first, last, 0);
        } else if let Some(width) = width {
            self.geometry.metrics.columns.size(first, last, column_emu(width));
        }
    }

    fn usual_sizes(&mut self, tag: &Tag<'_>) {
        if let Some(height) = number_of(tag, b"defaultRowHeight") {
            self.geometry.metrics.rows.set_usual(row_emu(height));
        }
        if let Some(width) = number_of(tag, b"defaultColWidth") {
            self.geometry.metrics.columns.set_usual(column_emu(width));
        }
    }

    fn merge(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        let range = tag.attribute(b"ref").and_then(|range| {
            let (first, last) = range.split_once(':')?;
            let (first, last): (CellRef, CellRef) = (first.parse().ok()?, last.parse().ok()?);
            (first.row <= last.row && first.col <= last.col && first != last)
                .then(|| CellRange::new(first, last))
        });
        range.map_or(Ok(()), |range| self.builder.merge(range))
    }
}

/// Puts what a cell comes to.
fn put(
    builder: &mut SheetBuilder<'_>,
    at: CellRef,
    formula: bool,
    stored: Stored<'_>,
) -> Result<(), ReadError> {
    match stored {
        Stored::Nothing => Ok(()),
        Stored::Text(text) => builder.put_text(at, &text, formula),
        Stored::Shared(text, was_cut) => {
            if was_cut {
                builder.sheet.cut.push(at);
            }
            builder.put(at, CellValue::Text(text), formula)
        }
        Stored::Value(value) => builder.put(at, value, formula),
        Stored::Picture(image) => builder.put_picture(at, image),
    }
}

fn number_of(tag: &Tag<'_>, name: &[u8]) -> Option<f64> {
    finite(&tag.attribute(name)?)
}

fn finite(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
