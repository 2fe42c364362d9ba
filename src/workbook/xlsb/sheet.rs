//! One sheet's records: cells, merged blocks, hidden rows and columns, sizes.

use super::super::builder::SheetBuilder;
use super::super::bytes::{error_value, f64_at, rk, u16_at, u32_at};
use super::super::error::ReadError;
use super::super::hidden::Span;
use super::super::metrics::{Metrics, column_emu, row_emu};
use super::super::open::{Step, Watch};
use super::super::package::Package;
use super::super::texts::Texts;
use super::super::xlsx::{NumberKind, wps_name};
use super::super::{CellRange, CellRef, CellValue, Sheet};
use super::records::{Records, cut_off, kind, text};

/// Rows between two reports.
const REPORT_EVERY: u64 = 512;
/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;

/// What the whole workbook tells about its cells.
pub(super) struct Context {
    pub(super) texts: Texts,
    pub(super) kinds: Vec<NumberKind>,
    pub(super) since_1904: bool,
    /// Whether the workbook holds images for cells.
    pub(super) pictures_in_cells: bool,
    /// Declared bytes of all parts, for the progress bar.
    pub(super) total: u64,
}

/// A sheet with what its pictures need to know.
pub(super) struct Read {
    pub(super) sheet: Sheet,
    pub(super) metrics: Metrics,
    /// The relationship that leads to the drawing.
    pub(super) drawing: Option<String>,
}

/// Reads a sheet; `None` if the part holds no worksheet.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    context: &Context,
    builder: SheetBuilder<'_>,
    watch: &mut Watch<'_>,
) -> Result<Option<Read>, ReadError> {
    let before = package.inflated();
    let Some(part) = package.part(part)? else { return Ok(None) };
    let mut records = Records::new(part);
    if records.next()?.0 != kind::BEGIN_SHEET {
        return Ok(None);
    }
    let mut reader = Reader {
        context,
        builder,
        metrics: Metrics::default(),
        drawing: None,
        row: 0,
        next_col: 0,
        rich: false,
    };
    loop {
        let (kind, data) = records.next()?;
        match kind {
            kind::END_SHEET => break,
            kind::DRAWING => {
                reader.drawing = Some(text(data, 0).ok_or_else(cut_off)?.0);
            }
            _ => reader.take(kind, data).ok_or_else(cut_off)??,
        }
        if kind == kind::ROW {
            watch.rows += 1;
            if watch.rows.is_multiple_of(REPORT_EVERY) {
                watch.report(Step::Rows, before + records.position, context.total)?;
            }
        }
    }
    let Reader { builder, metrics, drawing, .. } = reader;
    Ok(Some(Read { sheet: builder.finish(), metrics, drawing }))
}

struct Reader<'r, 'b> {
    context: &'r Context,
    builder: SheetBuilder<'b>,
    metrics: Metrics,
    drawing: Option<String>,
    row: u32,
    next_col: u32,
    /// Whether the next cell's value carries metadata: what it really is.
    rich: bool,
}

type Taken = Option<Result<(), ReadError>>;

impl Reader<'_, '_> {
    /// Takes what one record tells; `None` if it is too short.
    fn take(&mut self, kind: u32, data: &[u8]) -> Taken {
        match kind {
            kind::ROW => self.row(data)?,
            kind::COLUMN => self.column(data)?,
            kind::MERGED => return self.merged(data),
            kind::VALUE_META => self.rich = true,
            kind::SHORT_BLANK..=kind::SHORT_SHARED_TEXT => {
                // The same kinds in the same order, without the column.
                let usual = kind - kind::SHORT_BLANK + 1;
                return self.cell(usual, self.next_col, u32_at(data, 0)?, data.get(4..)?);
            }
            1..=kind::FORMULA_ERROR | kind::RICH_TEXT => {
                return self.cell(kind, u32_at(data, 0)?, u32_at(data, 4)?, data.get(8..)?);
            }
            _ => (),
        }
        Some(Ok(()))
    }

    /// BrtRowHdr ([MS-XLSB] 2.4.763).
    fn row(&mut self, data: &[u8]) -> Option<()> {
        const HIDDEN: u8 = 0x10;
        const TWIPS_PER_POINT: f64 = 20.0;
        self.row = u32_at(data, 0)?;
        self.next_col = 0;
        let height = f64::from(u16_at(data, 8)?) / TWIPS_PER_POINT;
        if data.get(11)? & HIDDEN == 0 {
            self.metrics.rows.size(self.row, self.row, row_emu(height));
        } else {
            self.metrics.rows.size(self.row, self.row, 0);
            let hidden = &mut self.builder.sheet.hidden_rows;
            Span::extend(hidden, Span { first: self.row, last: self.row });
        }
        Some(())
    }

    /// BrtColInfo ([MS-XLSB] 2.4.323).
    fn column(&mut self, data: &[u8]) -> Option<()> {
        const HIDDEN: u16 = 1;
        const PARTS_OF_DIGIT: f64 = 256.0;
        let (first, last) = (u32_at(data, 0)?, u32_at(data, 4)?);
        let width = f64::from(u32_at(data, 8)?) / PARTS_OF_DIGIT;
        if u16_at(data, 16)? & HIDDEN == 0 {
            self.metrics.columns.size(first, last, column_emu(width));
        } else if first <= last {
            self.metrics.columns.size(first, last, 0);
            Span::extend(&mut self.builder.sheet.hidden_cols, Span { first, last });
        }
        Some(())
    }

    fn cell(&mut self, kind: u32, col: u32, style: u32, data: &[u8]) -> Taken {
        let at = CellRef::new(self.row, col);
        self.next_col = col.saturating_add(1);
        let rich = std::mem::take(&mut self.rich);
        let formula = matches!(kind, kind::FORMULA_TEXT..=kind::FORMULA_ERROR);
        let value = match kind {
            kind::RK => self.number(rk(u32_at(data, 0)?), style),
            kind::NUMBER | kind::FORMULA_NUMBER => self.number(f64_at(data, 0)?, style),
            kind::BOOL | kind::FORMULA_BOOL => CellValue::Bool(*data.first()? != 0),
            kind::ERROR | kind::FORMULA_ERROR => {
                let error = error_value(*data.first()?);
                if rich && self.context.pictures_in_cells && error == "#VALUE!" {
                    return Some(self.builder.put_picture(at, None));
                }
                CellValue::Error(error.into())
            }
            kind::TEXT | kind::FORMULA_TEXT => {
                return Some(self.text(at, &text(data, 0)?.0, formula));
            }
            kind::RICH_TEXT => return Some(self.text(at, &text(data, 1)?.0, false)),
            kind::SHARED_TEXT => return Some(self.shared_text(at, u32_at(data, 0)?)),
            _ => return Some(Ok(())),
        };
        Some(self.builder.put(at, value, formula))
    }

    fn number(&self, number: f64, style: u32) -> CellValue {
        // The last byte of the four holds flags.
        let style = (style & 0x00ff_ffff) as usize;
        match self.context.kinds.get(style) {
            Some(NumberKind::Date) if self.context.since_1904 => {
                CellValue::Date(number + DAYS_TO_1904)
            }
            Some(NumberKind::Date) => CellValue::Date(number),
            _ => CellValue::Number(number),
        }
    }

    fn text(&mut self, at: CellRef, text: &str, formula: bool) -> Result<(), ReadError> {
        match wps_name(text) {
            Some(_) => self.builder.put_picture(at, None),
            None if text.is_empty() && !formula => Ok(()),
            None => self.builder.put_text(at, text, formula),
        }
    }

    fn shared_text(&mut self, at: CellRef, index: u32) -> Result<(), ReadError> {
        let Some((text, was_cut)) = self.context.texts.get(index as usize) else {
            return Err(ReadError::damaged(format!("{at} 的文字找不到了")));
        };
        if was_cut {
            self.builder.sheet.cut.push(at);
        }
        match wps_name(&text) {
            Some(_) => self.builder.put_picture(at, None),
            None if text.is_empty() => Ok(()),
            None => self.builder.put(at, CellValue::Text(text), false),
        }
    }

    fn merged(&mut self, data: &[u8]) -> Taken {
        let first = CellRef::new(u32_at(data, 0)?, u32_at(data, 8)?);
        let last = CellRef::new(u32_at(data, 4)?, u32_at(data, 12)?);
        if first.row <= last.row && first.col <= last.col {
            return Some(self.builder.merge(CellRange::new(first, last)));
        }
        Some(Ok(()))
    }
}
