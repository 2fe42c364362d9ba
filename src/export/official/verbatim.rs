//! A form as it stands, mistakes and all, in the look of the official layout: every value in
//! its own cell and kind, where the layout itself would set it right.

use super::{measure, page};
use crate::export::cleaned::dated;
use crate::export::layout::LayoutColumn;
use crate::export::style::Style;
use crate::export::{ExportError, Exported, XLSX};
use crate::form::{Field, Form};
use crate::session::Session;
use crate::workbook::{Cell, CellRef, CellValue, Row, Sheet};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The session's workbook under a name, the forms of its first form's sheet in the look of the
/// official layout.
///
/// Meant for forms made here: of cells it knows texts, numbers and dates; pictures and
/// formulas have none of these.
///
/// # Errors
/// [`ExportError::NoForm`] if there is no form, [`ExportError::Write`] if the workbook
/// can't be written.
pub fn verbatim(session: &Session, name: &str) -> Result<Exported, ExportError> {
    let form = session.forms().first().ok_or(ExportError::NoForm)?;
    let forms: Vec<&Form> = session.forms().iter().filter(|it| it.sheet == form.sheet).collect();
    let style = Style::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&dated(session)?);
    for (index, sheet) in session.workbook().sheets.iter().enumerate() {
        let worksheet = book.add_worksheet().set_name(&sheet.name)?;
        if index == form.sheet {
            Writer::new(form, &forms, sheet, &style, worksheet).write()?;
        } else {
            for row in sheet.rows() {
                for cell in &row.cells {
                    put(worksheet, row.index, narrow(cell.col), &cell.value, &style.list)?;
                }
            }
            worksheet.set_column_width(0, 60)?;
        }
    }
    let bytes = book.save_to_buffer()?;
    Ok(Exported { name: name.to_owned(), mime: XLSX, bytes })
}

/// How wide columns before the table are, in characters.
const MARGIN: f64 = 3.0;

/// What a row of the sheet is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Title,
    Header,
    Person,
    Total,
    /// Head, foot, the sum in words.
    Line,
}

struct Writer<'a> {
    /// The first form of the sheet: its columns are those of the others.
    form: &'a Form,
    forms: &'a [&'a Form],
    sheet: &'a Sheet,
    style: &'a Style,
    to: &'a mut Worksheet,
    /// By column; `None` for one without a title.
    columns: Vec<Option<LayoutColumn>>,
}

impl<'a> Writer<'a> {
    fn new(
        form: &'a Form,
        forms: &'a [&'a Form],
        sheet: &'a Sheet,
        style: &'a Style,
        to: &'a mut Worksheet,
    ) -> Self {
        let last = form.columns.iter().map(|it| it.col).max().unwrap_or(0);
        let column = |col| {
            let own = form.columns.iter().find(|it| it.col == col)?;
            Some(LayoutColumn { field: own.field, source: Some(col), title: own.title.clone() })
        };
        let columns = (0..=last).map(column).collect();
        Self { form, forms, sheet, style, to, columns }
    }

    fn write(mut self) -> Result<(), XlsxError> {
        page::set_up_paper(self.to, self.form.header_rows.clone())?;
        let first = self.columns.iter().position(Option::is_some).unwrap_or_default();
        for (at, (col, column)) in (0..).zip(&self.columns).enumerate() {
            // A column that was taken out leaves next to nothing, one before the table a margin.
            let empty = if at < first { MARGIN } else { 0.5 };
            self.to.set_column_width(col, column.as_ref().map_or(empty, measure::width))?;
        }
        for block in &self.sheet.merges {
            let (first, last) = (block.first, block.last);
            let (left, right) = (narrow(first.col), narrow(last.col));
            let format = match self.role(first.row) {
                Role::Header => &self.style.header,
                _ => self.style.blank(self.field(left)),
            };
            self.to.merge_range(first.row, left, last.row, right, "", format)?;
        }
        for row in self.sheet.rows() {
            match self.role(row.index) {
                Role::Title | Role::Line => self.line(row)?,
                role => self.boxes(row, role)?,
            }
        }
        for row in self.sheet.hidden_rows.iter().flat_map(|span| span.first..=span.last) {
            self.to.set_row_hidden(row)?;
        }
        Ok(())
    }

    fn role(&self, row: u32) -> Role {
        let own = self
            .forms
            .iter()
            .find(|form| (form.area.first.row..=form.area.last.row).contains(&row));
        let Some(form) = own else { return Role::Line };
        if form.title.as_ref().is_some_and(|title| title.at.place.row == row) {
            Role::Title
        } else if form.header_rows.contains(&row) || self.repeats_header(form, row) {
            Role::Header
        } else if form.totals.iter().any(|total| total.row == row) {
            Role::Total
        } else if form.records.iter().any(|record| record.row == row) {
            Role::Person
        } else {
            Role::Line
        }
    }

    /// Whether a row is the header once more.
    fn repeats_header(&self, form: &Form, row: u32) -> bool {
        let cells = |row| self.sheet.row(row).map(|row| &row.cells);
        row > *form.header_rows.end() && cells(row) == cells(*form.header_rows.end())
    }

    fn field(&self, col: u16) -> Option<Field> {
        self.columns.get(usize::from(col))?.as_ref()?.field
    }

    /// A line of text: each cell reaches to the next one.
    fn line(&mut self, row: &Row) -> Result<(), XlsxError> {
        let is_title = self.role(row.index) == Role::Title;
        let format = if is_title { &self.style.title } else { &self.style.head };
        let end = narrow(u32::try_from(self.columns.len()).unwrap_or(u32::MAX));
        for (at, cell) in row.cells.iter().enumerate() {
            let col = narrow(cell.col);
            let next = row.cells.get(at + 1).map_or(end, |next| narrow(next.col));
            if next > col + 1 {
                self.to.merge_range(row.index, col, row.index, next - 1, "", format)?;
            }
            put(self.to, row.index, col, &cell.value, format)?;
        }
        let height = if is_title { measure::TITLE } else { measure::HEAD };
        self.to.set_row_height(row.index, height)?;
        Ok(())
    }

    /// A row of the table: a box in each column.
    fn boxes(&mut self, row: &Row, role: Role) -> Result<(), XlsxError> {
        let mut lines = 1.0_f64;
        for (col, column) in (0..).zip(&self.columns) {
            let Some(column) = column else { continue };
            let cell = row.cell(u32::from(col));
            let at = CellRef::new(row.index, u32::from(col));
            let is_covered = self.sheet.merge_at(at).is_some_and(|block| block.first != at);
            match cell {
                Some(cell) => {
                    let format = self.format(cell, column.field, role);
                    put(self.to, row.index, col, &cell.value, &format)?;
                    lines = lines.max(measure::lines(&cell.value.display(), column));
                }
                None if is_covered => {}
                None => {
                    let format = match role {
                        Role::Header => &self.style.header,
                        Role::Total => &self.style.sum,
                        _ => self.style.blank(column.field),
                    };
                    self.to.write_blank(row.index, col, format)?;
                }
            }
        }
        let height = match role {
            // Of a header of two rows the upper one has the common titles.
            Role::Header if self.form.header_rows.contains(&(row.index + 1)) => measure::HEAD,
            Role::Header => measure::HEADER,
            Role::Total => measure::SUM,
            _ => measure::person(lines, false),
        };
        self.to.set_row_height(row.index, height)?;
        Ok(())
    }

    fn format(&self, cell: &Cell, field: Option<Field>, role: Role) -> Format {
        let style = self.style;
        match (role, &cell.value) {
            (Role::Header, _) => style.header.clone(),
            (Role::Total, CellValue::Number(_)) => style.sum.clone(),
            (Role::Total, _) => style.sum_label.clone(),
            (_, CellValue::Number(number)) => self.number(*number, field),
            (_, CellValue::Date(_)) => style.date.clone(),
            _ => style.of(field).clone(),
        }
    }

    /// A number shows what it is: a third decimal, or the exponent of a ruined identity
    /// number.
    fn number(&self, number: f64, field: Option<Field>) -> Format {
        match field {
            Some(field) if field.is_money() => {
                let is_whole_in_cents = (number * 100.0).fract() == 0.0;
                let format = self.style.amount.clone();
                if is_whole_in_cents { format } else { format.set_num_format("#,##0.00##_ ") }
            }
            Some(Field::Serial | Field::Quantity) => self.style.number.clone(),
            _ => self.style.of(None).clone(),
        }
    }
}

fn put(
    to: &mut Worksheet,
    row: u32,
    col: u16,
    value: &CellValue,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        CellValue::Number(number) | CellValue::Date(number) => {
            to.write_number_with_format(row, col, *number, format)?
        }
        other => to.write_string_with_format(row, col, &*other.display(), format)?,
    };
    Ok(())
}

/// A column's index as the writer takes it. Sheets have at most 16,384 columns.
fn narrow(col: u32) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}
