//! One sheet's records: cells, merged blocks, hidden rows and columns, pictures
//! ([MS-XLS] 2.1.7.20.5).

use super::super::builder::SheetBuilder;
use super::super::bytes::{error_value, f64_at, rk, u16_at, u32_at};
use super::super::error::ReadError;
use super::super::hidden::Span;
use super::super::metrics::{Metrics, column_emu, row_emu};
use super::super::open::{Step, Watch};
use super::super::xlsx::{NumberKind, wps_name};
use super::super::{CellRange, CellRef, CellValue, Sheet};
use super::book::Book;
use super::drawing;
use super::records::{Head, Record, Records, cut_off, kind};

/// Rows between two reports.
const REPORT_EVERY: u64 = 512;

/// Days from the first day of the 1900 system to that of the 1904 system.
const DAYS_TO_1904: f64 = 1462.0;

/// A sheet, and whether formulas stand on it.
pub(super) struct Read {
    pub(super) sheet: Sheet,
    /// Bytes of the stream it takes.
    pub(super) length: u64,
    pub(super) formulas: bool,
}

/// Reads the sheet that begins where the stream does.
pub(super) fn read(
    stream: &[u8],
    before: u64,
    book: &Book,
    builder: SheetBuilder<'_>,
    watch: &mut Watch<'_>,
) -> Result<Read, ReadError> {
    let mut records = Records::new(stream);
    if records.next()?.kind != kind::BOF {
        return Err(ReadError::damaged(format!("找不到工作表“{}”的内容", builder.sheet.name)));
    }
    let mut reader = Reader::new(book, builder);
    // Charts on a sheet are sheets within it.
    let mut depth = 0_u32;
    loop {
        let record = records.next()?;
        match record.kind {
            kind::BOF => depth = depth.saturating_add(1),
            kind::EOF if depth == 0 => break,
            kind::EOF => depth -= 1,
            _ if depth > 0 => (),
            kind::FORMULA_TEXT => {
                let text = records.with_continued(record).text().ok_or_else(cut_off)?;
                reader.formula_text(&text)?;
            }
            kind::TEXT | kind::RICH_TEXT => {
                let head = Head::of(record.data).ok_or_else(cut_off)?;
                let mut pieces = records.with_continued(record);
                let text = pieces.skip(6).and_then(|()| pieces.text()).ok_or_else(cut_off)?;
                reader.text(&head, &text, false)?;
            }
            kind::DRAWING => reader.draw(records.with_continued(record).pieces_from(0)),
            kind::OBJECT => {
                reader.object(record.data);
                // What is too long for the record of the drawing goes on behind the object.
                reader.draw(records.with_continued(record).pieces_from(1));
            }
            _ => reader.take(record).ok_or_else(cut_off)??,
        }
        if record.kind == kind::ROW {
            watch.rows += 1;
            if watch.rows.is_multiple_of(REPORT_EVERY) {
                watch.report(
                    Step::Rows,
                    before + records.position,
                    before + stream.len() as u64,
                )?;
            }
        }
    }
    reader.place_pictures()?;
    let formulas = reader.formulas;
    Ok(Read { sheet: reader.builder.finish(), length: records.position, formulas })
}

struct Reader<'r, 'b> {
    book: &'r Book,
    builder: SheetBuilder<'b>,
    /// The formula whose text comes in the next record.
    awaiting: Option<Head>,
    formulas: bool,
    metrics: Metrics,
    /// The records of the sheet's drawing, one behind the other.
    drawing: Vec<u8>,
    /// How many of its objects are pictures.
    pictures: u32,
}

type Taken = Option<Result<(), ReadError>>;

impl<'r, 'b> Reader<'r, 'b> {
    fn new(book: &'r Book, builder: SheetBuilder<'b>) -> Self {
        Self {
            book,
            builder,
            awaiting: None,
            formulas: false,
            metrics: Metrics::default(),
            drawing: Vec::new(),
            pictures: 0,
        }
    }

    fn draw<'s>(&mut self, pieces: impl Iterator<Item = &'s [u8]>) {
        pieces.for_each(|piece| self.drawing.extend_from_slice(piece));
    }

    /// Counts an object if its first part says that it is a picture (FtCmo, [MS-XLS] 2.5.143).
    fn object(&mut self, data: &[u8]) {
        const PICTURE: u16 = 8;
        if u16_at(data, 0) == Some(0x15) && u16_at(data, 4) == Some(PICTURE) {
            self.pictures = self.pictures.saturating_add(1);
        }
    }

    /// Lays the drawing's pictures onto the sheet, once all sizes are known.
    fn place_pictures(&mut self) -> Result<(), ReadError> {
        let found = drawing::pictures(&self.drawing, &self.book.images, &self.metrics)?;
        let sheet = &mut self.builder.sheet;
        sheet.pictures.extend(found.placed);
        sheet.unseen_pictures = self.pictures.saturating_sub(found.shapes);
        Ok(())
    }

    /// Takes what one record tells; `None` if it is too short.
    fn take(&mut self, record: Record<'_>) -> Taken {
        let data = record.data;
        match record.kind {
            kind::SHARED_TEXT => {
                let head = Head::of(data)?;
                return Some(self.shared_text(&head, u32_at(data, 6)?));
            }
            kind::NUMBER => return Some(self.number(&Head::of(data)?, f64_at(data, 6)?, false)),
            kind::RK => return Some(self.number(&Head::of(data)?, rk(u32_at(data, 6)?), false)),
            kind::MUL_RK => return self.numbers(data),
            kind::FORMULA => return self.formula(data),
            kind::BOOL_OR_ERROR => {
                let (value, is_error) = (*data.get(6)?, *data.get(7)? != 0);
                return Some(self.bool_or_error(&Head::of(data)?, value, is_error, false));
            }
            kind::ROW => {
                const HIDDEN: u16 = 0x20;
                let row = u16_at(data, 0)?.into();
                let mut height = twips_emu(u16_at(data, 6)?);
                if u16_at(data, 12)? & HIDDEN != 0 {
                    let hidden = &mut self.builder.sheet.hidden_rows;
                    Span::extend(hidden, Span { first: row, last: row });
                    height = 0;
                }
                self.metrics.rows.size(row, row, height);
            }
            kind::COLUMN => {
                let (first, last) = (u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
                let mut width = width_emu(u16_at(data, 4)?);
                if u16_at(data, 8)? & 1 != 0 && first <= last {
                    Span::extend(&mut self.builder.sheet.hidden_cols, Span { first, last });
                    width = 0;
                }
                self.metrics.columns.size(first, last, width);
            }
            kind::USUAL_HEIGHT => self.metrics.rows.set_usual(twips_emu(u16_at(data, 2)?)),
            kind::STANDARD_WIDTH => self.metrics.columns.set_usual(width_emu(u16_at(data, 0)?)),
            kind::MERGED => return self.merged(data),
            _ => (),
        }
        Some(Ok(()))
    }

    fn shared_text(&mut self, head: &Head, index: u32) -> Result<(), ReadError> {
        let at = CellRef::new(head.row, head.col);
        let Some((text, was_cut)) = self.book.texts.get(index as usize) else {
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

    fn text(&mut self, head: &Head, text: &str, formula: bool) -> Result<(), ReadError> {
        let at = CellRef::new(head.row, head.col);
        match wps_name(text) {
            Some(_) => self.builder.put_picture(at, None),
            None if text.is_empty() && !formula => Ok(()),
            None => self.builder.put_text(at, text, formula),
        }
    }

    fn number(&mut self, head: &Head, number: f64, formula: bool) -> Result<(), ReadError> {
        let value = match self.book.kinds.get(head.format) {
            Some(NumberKind::Date) if self.book.since_1904 => {
                CellValue::Date(number + DAYS_TO_1904)
            }
            Some(NumberKind::Date) => CellValue::Date(number),
            _ => CellValue::Number(number),
        };
        self.builder.put(CellRef::new(head.row, head.col), value, formula)
    }

    /// Numbers side by side (MulRk, [MS-XLS] 2.4.175).
    fn numbers(&mut self, data: &[u8]) -> Taken {
        let (row, first) = (u16_at(data, 0)?, u16_at(data, 2)?);
        let (cells, _) = data.get(4..data.len().checked_sub(2)?)?.as_chunks::<6>();
        for (col, cell) in (u32::from(first)..).zip(cells) {
            let format = u16_at(cell, 0)?.into();
            let head = Head { row: row.into(), col, format };
            if let Err(error) = self.number(&head, rk(u32_at(cell, 2)?), false) {
                return Some(Err(error));
            }
        }
        Some(Ok(()))
    }

    fn bool_or_error(
        &mut self,
        head: &Head,
        value: u8,
        is_error: bool,
        formula: bool,
    ) -> Result<(), ReadError> {
        let value = if is_error {
            CellValue::Error(error_value(value).into())
        } else {
            CellValue::Bool(value != 0)
        };
        self.builder.put(CellRef::new(head.row, head.col), value, formula)
    }

    /// A formula's last value (FormulaValue, [MS-XLS] 2.5.133): a number, or a mark that
    /// says what else.
    fn formula(&mut self, data: &[u8]) -> Taken {
        let head = Head::of(data)?;
        self.formulas = true;
        self.awaiting = None;
        if u16_at(data, 12)? != 0xffff {
            return Some(self.number(&head, f64_at(data, 6)?, true));
        }
        let value = *data.get(8)?;
        match data.get(6)? {
            0 => self.awaiting = Some(head),
            1 => return Some(self.bool_or_error(&head, value, false, true)),
            2 => return Some(self.bool_or_error(&head, value, true, true)),
            _ => return Some(self.text(&head, "", true)),
        }
        Some(Ok(()))
    }

    fn formula_text(&mut self, text: &str) -> Result<(), ReadError> {
        match self.awaiting.take() {
            Some(head) => self.text(&head, text, true),
            None => Ok(()),
        }
    }

    fn merged(&mut self, data: &[u8]) -> Taken {
        let (blocks, _) = data.get(2..)?.as_chunks::<8>();
        for block in blocks {
            let first = CellRef::new(u16_at(block, 0)?.into(), u16_at(block, 4)?.into());
            let last = CellRef::new(u16_at(block, 2)?.into(), u16_at(block, 6)?.into());
            if first.row <= last.row
                && first.col <= last.col
                && let Err(error) = self.builder.merge(CellRange::new(first, last))
            {
                return Some(Err(error));
            }
        }
        Some(Ok(()))
    }
}

/// A row's height, in twentieths of a point; the highest bit says something else.
fn twips_emu(height: u16) -> i64 {
    row_emu(f64::from(height & 0x7fff) / 20.0)
}

/// A column's width, in 1/256 of a digit.
fn width_emu(width: u16) -> i64 {
    column_emu(f64::from(width) / 256.0)
}
