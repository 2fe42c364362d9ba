//! One worksheet part (ECMA-376, 18.3) as a stream: cells, merged blocks, hidden rows and
//! columns, sizes, the drawing it refers to.

use quick_xml::events::{BytesStart, Event};

use super::super::builder::SheetBuilder;
use super::super::error::ReadError;
use super::super::open::{Step, Watch};
use super::super::package::Package;
use super::super::sheet::Span;
use super::super::xml::{Xml, attribute, is_true, push_reference};
use super::super::{CellRange, CellRef, Sheet};
use super::cell::{Context, Pending, Stored};
use super::metrics::{Metrics, column_emu, row_emu};
use super::strings::TextRuns;

/// Rows between two reports.
const REPORT_EVERY: u64 = 512;

/// More merged blocks than this are no form.
const MOST_MERGES: usize = 1_000_000;

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
    let mut xml = Xml::new(part);
    let mut reader = Reader {
        context,
        builder,
        geometry: Geometry::default(),
        row: 0,
        next_row: 0,
        next_col: 0,
        pending: None,
        gather: Gather::Nothing,
        runs: TextRuns::default(),
        value: String::new(),
        inline: String::new(),
    };
    let mut root = None;
    let mut complete = false;
    loop {
        let position = xml.position();
        let event = xml.next()?;
        if reader.gather == Gather::Inline {
            reader.runs.take(&event)?;
        }
        match event {
            Event::Start(e) => {
                if root.is_none() {
                    root = Some(e.local_name().as_ref() == "worksheet");
                    if root == Some(false) {
                        return Ok(None);
                    }
                }
                reader.start(&e)?;
            }
            Event::Text(text) if reader.gathers() => {
                reader.runs.text.push_str(&text.xml10_content());
            }
            Event::CData(text) if reader.gathers() => {
                reader.runs.text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) if reader.gathers() => {
                push_reference(&mut reader.runs.text, &reference)?;
            }
            Event::End(e) => match e.local_name().as_ref() {
                "worksheet" => complete = true,
                "row" => {
                    reader.next_row = reader.row.saturating_add(1);
                    watch.rows += 1;
                    if watch.rows.is_multiple_of(REPORT_EVERY) {
                        watch.report(Step::Rows, before + position, context.total)?;
                    }
                }
                name => reader.end(name)?,
            },
            Event::Eof => break,
            _ => (),
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
    /// The text being gathered. It and the two below are used again for every cell.
    runs: TextRuns,
    value: String,
    inline: String,
}

impl Reader<'_, '_> {
    /// Whether plain text belongs to a value or a formula.
    fn gathers(&self) -> bool {
        matches!(self.gather, Gather::Value | Gather::Formula)
    }

    fn start(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        match e.local_name().as_ref() {
            "row" => self.start_row(e),
            "c" => self.start_cell(e)?,
            "v" | "f" | "is" if self.pending.is_some() && self.gather == Gather::Nothing => {
                self.gather = match e.local_name().as_ref() {
                    "v" => Gather::Value,
                    "f" => Gather::Formula,
                    _ => Gather::Inline,
                };
                self.runs.clear();
            }
            "col" => self.column(e),
            "sheetFormatPr" => self.usual_sizes(e),
            "mergeCell" => self.merge(e)?,
            "drawing" => {
                self.geometry.drawing = attribute(e, "id").map(|id| id.into_owned());
            }
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match (name, self.gather) {
            ("v", Gather::Value) => {
                std::mem::swap(&mut self.value, &mut self.runs.text);
                if let Some(pending) = &mut self.pending {
                    pending.has_value = true;
                }
                self.gather = Gather::Nothing;
            }
            ("f", Gather::Formula) => {
                if let Some(pending) = &mut self.pending {
                    pending.take_formula(&self.runs.text);
                }
                self.gather = Gather::Nothing;
            }
            ("is", Gather::Inline) => {
                std::mem::swap(&mut self.inline, &mut self.runs.text);
                if let Some(pending) = &mut self.pending {
                    pending.has_inline = true;
                }
                self.gather = Gather::Nothing;
            }
            ("c", _) => {
                self.gather = Gather::Nothing;
                if let Some(pending) = self.pending.take() {
                    self.store(&pending)?;
                }
            }
            _ => (),
        }
        Ok(())
    }

    fn store(&mut self, pending: &Pending) -> Result<(), ReadError> {
        let (at, formula) = (pending.at, pending.formula);
        match pending.store(&self.value, &self.inline, self.context)? {
            Stored::Nothing => Ok(()),
            Stored::Text(text) => self.builder.put_text(at, &text, formula),
            Stored::Shared(shared) => {
                if shared.cut {
                    self.builder.sheet.cut.push(at);
                }
                let text = super::super::CellValue::Text(shared.text.clone());
                self.builder.put(at, text, formula)
            }
            Stored::Value(value) => self.builder.put(at, value, formula),
            Stored::Picture => self.builder.put_picture(at),
        }
    }

    fn start_row(&mut self, e: &BytesStart<'_>) {
        let number = attribute(e, "r").and_then(|r| r.trim().parse::<u32>().ok());
        self.row = number.and_then(|r| r.checked_sub(1)).unwrap_or(self.next_row);
        self.next_col = 0;
        let height = number_of(e, "ht");
        if is_true(attribute(e, "hidden").as_deref()) || height == Some(0.0) {
            let span = Span { first: self.row, last: self.row };
            Span::extend(&mut self.builder.sheet.hidden_rows, span);
            self.geometry.metrics.rows.size(self.row, self.row, 0);
        } else if let Some(height) = height {
            self.geometry.metrics.rows.size(self.row, self.row, row_emu(height));
        }
    }

    fn start_cell(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let here = CellRef::new(self.row, self.next_col);
        let pending = Pending::new(here, e).ok_or_else(|| {
            ReadError::damaged(format!("工作表“{}”里有一格的地址看不懂", self.builder.sheet.name))
        })?;
        self.next_col = pending.at.col.saturating_add(1);
        self.gather = Gather::Nothing;
        self.pending = Some(pending);
        Ok(())
    }

    fn column(&mut self, e: &BytesStart<'_>) {
        let index = |name| {
            attribute(e, name)
                .and_then(|n| n.trim().parse::<u32>().ok())
                .and_then(|n| n.checked_sub(1))
        };
        let (Some(first), Some(last)) = (index("min"), index("max")) else { return };
        let width = number_of(e, "width");
        if is_true(attribute(e, "hidden").as_deref()) || width == Some(0.0) {
            Span::extend(&mut self.builder.sheet.hidden_cols, Span { first, last });
            self.geometry.metrics.columns.size(first, last, 0);
        } else if let Some(width) = width {
            self.geometry.metrics.columns.size(first, last, column_emu(width));
        }
    }

    fn usual_sizes(&mut self, e: &BytesStart<'_>) {
        if let Some(height) = number_of(e, "defaultRowHeight") {
            self.geometry.metrics.rows.set_usual(row_emu(height));
        }
        if let Some(width) = number_of(e, "defaultColWidth") {
            self.geometry.metrics.columns.set_usual(column_emu(width));
        }
    }

    fn merge(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let range = attribute(e, "ref").and_then(|range| {
            let (first, last) = range.split_once(':')?;
            let (first, last): (CellRef, CellRef) = (first.parse().ok()?, last.parse().ok()?);
            (first.row <= last.row && first.col <= last.col && first != last)
                .then(|| CellRange::new(first, last))
        });
        self.builder.sheet.merges.extend(range);
        if self.builder.sheet.merges.len() > MOST_MERGES {
            return Err(ReadError::over_limit(format!(
                "一张表里超过 {} 万个合并单元格",
                MOST_MERGES / 10_000
            )));
        }
        Ok(())
    }
}

fn number_of(e: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(e, name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
