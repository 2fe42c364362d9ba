//! One form's sheet in the official layout, cleaned or blank.

mod choices;
mod foot;
pub(super) mod measure;
mod page;
mod people;
mod pictures;
mod verbatim;

pub use verbatim::verbatim;

use super::ExportError;
use super::layout::{self, LayoutColumn};
use super::places::FormPlaces;
use super::receipt::Content;
use super::signatures::{Images, Signer, Why, by_signer};
use super::style::Style;
use crate::form::{Field, Form, HeadField, MoneyScale};
use crate::report::Privacy;
use crate::session::Session;
use crate::workbook::{CellRef, CellValue, Picture};
use measure::width;
use page::Pages;
pub(super) use people::People;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem::take;

/// Row of the title.
const TITLE_ROW: u32 = 0;
/// Rows of the head: unit and date, then preparer and phone.
const HEAD_ROWS: [u32; 2] = [1, 2];
/// Row of the table's header.
const HEADER_ROW: u32 = 3;
/// First row of the people.
const FIRST_ROW: u32 = 4;
/// What a label of the blank form needs beside its value, in characters.
const LABEL: f64 = 18.0;

/// Writes one form's sheet.
pub(super) struct FormWriter<'a, 's> {
    session: &'s Session,
    form: &'s Form,
    columns: Vec<LayoutColumn>,
    privacy: Privacy,
    style: &'a Style,
    worksheet: &'a mut Worksheet,
    written: Written<'s>,
    /// Rows to fill in, after the people.
    blank_rows: u32,
    /// Pictured signatures that haven't found their box yet.
    signatures: BTreeMap<Signer, Vec<&'s Picture>>,
    images: &'a mut Images,
    pages: Pages,
}

/// What became of a form.
#[derive(Default)]
pub(super) struct Written<'a> {
    /// Where cells around the people went.
    moved: HashMap<CellRef, CellRef>,
    /// The columns of the people, from the source's to ours.
    columns: HashMap<u32, u32>,
    /// The people, to be written when the rest is packed.
    pub people: Option<People<'a>>,
    /// What the sheet holds.
    pub content: Content,
    /// Where pictured signatures were that the sheet doesn't hold, and why.
    pub left_behind: BTreeSet<(CellRef, Why)>,
}

impl<'a> Written<'a> {
    /// Where the form's cells are on its sheet.
    pub(super) fn places(&mut self, form: &'a Form, sheet: String) -> FormPlaces<'a> {
        let (columns, others) = (take(&mut self.columns), take(&mut self.moved));
        FormPlaces { form, sheet, first_row: FIRST_ROW, columns, others }
    }
}

impl<'a, 's> FormWriter<'a, 's> {
    pub(super) fn new(
        session: &'s Session,
        form: &'s Form,
        privacy: Privacy,
        style: &'a Style,
        worksheet: &'a mut Worksheet,
        images: &'a mut Images,
    ) -> Self {
        let sheet = session.workbook().sheets.get(form.sheet);
        Self {
            session,
            form,
            columns: layout::columns(form, &session.options().profile),
            privacy,
            style,
            worksheet,
            written: Written::default(),
            blank_rows: 0,
            signatures: sheet.map(|sheet| by_signer(form, sheet)).unwrap_or_default(),
            images,
            pages: Pages::default(),
        }
    }

    /// Adds rows to fill in: sums become live, labels leave room, cells give hints.
    pub(super) const fn with_blank_rows(mut self, rows: u32) -> Self {
        self.blank_rows = rows;
        self
    }

    /// Writes all of it; gives the first free row and the last column.
    pub(super) fn write(&mut self) -> Result<(u32, u16), ExportError> {
        self.set_up_page()?;
        self.write_head()?;
        self.write_header()?;
        self.write_people()?;
        self.write_blank_rows()?;
        self.keep_signatures_with_rows()?;
        let foot = self.write_totals()?;
        let next = self.write_foot(foot)?;
        self.leave_unsigned();
        self.offer_choices()?;
        Ok((next, self.last_col()))
    }

    pub(super) fn finish(self) -> Written<'s> {
        self.written
    }

    const fn is_blank(&self) -> bool {
        self.blank_rows > 0
    }

    fn last_col(&self) -> u16 {
        narrow(self.columns.len().saturating_sub(1))
    }

    /// The row after the last person.
    fn people_end(&self) -> u32 {
        let people = u32::try_from(self.form.records.len()).unwrap_or(u32::MAX);
        FIRST_ROW.saturating_add(people)
    }

    /// The row after the last person and blank row.
    fn table_end(&self) -> u32 {
        self.people_end().saturating_add(self.blank_rows)
    }

    /// A text in one cell.
    fn text(&mut self, row: u32, col: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.worksheet.write_string_with_format(row, col, text, format)?;
        self.written.content.add(CellRef::new(row, col.into()), &CellValue::text(text));
        Ok(())
    }

    /// A number in one cell.
    fn number(
        &mut self,
        row: u32,
        col: u16,
        number: f64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.worksheet.write_number_with_format(row, col, number, format)?;
        self.written.content.add(CellRef::new(row, col.into()), &CellValue::Number(number));
        Ok(())
    }

    /// A text over several columns; one column can't be merged.
    fn across(
        &mut self,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if first < last {
            self.worksheet.merge_range(row, first, row, last, text, format)?;
        } else if text.is_empty() {
            self.worksheet.write_blank(row, first, format)?;
        } else {
            self.worksheet.write_string_with_format(row, first, text, format)?;
        }
        self.written.content.add(CellRef::new(row, first.into()), &CellValue::text(text));
        Ok(())
    }

    /// The row cut in two: about half the width each.
    fn halves(&self) -> [(u16, u16); 2] {
        let total: f64 = self.columns.iter().map(width).sum();
        let left = self.reach(0, total / 2.0).saturating_sub(1);
        [(0, left), (left + 1, self.last_col().max(left + 1))]
    }

    /// The last of the columns from `first` that are needed for so many characters.
    fn reach(&self, first: u16, wanted: f64) -> u16 {
        let mut so_far = 0.0;
        for (col, column) in (0_u16..).zip(&self.columns).skip(first.into()) {
            so_far += width(column);
            if so_far >= wanted {
                return col;
            }
        }
        self.last_col()
    }

    fn write_head(&mut self) -> Result<(), ExportError> {
        let style = self.style;
        let title = self.form.title.as_ref();
        let mut text =
            title.map_or_else(|| "送温暖慰问实名制汇总表".to_owned(), |it| it.at.text.clone());
        let unit = self.form.scale.name();
        if self.form.scale != MoneyScale::Yuan && !text.contains(unit) {
            text.push_str(&format!("（单位：{unit}）"));
        }
        if let Some(title) = title {
            self.moved(title.at.place, CellRef::new(TITLE_ROW, 0));
        }
        let text = self.privacy.text(&text);
        self.across(TITLE_ROW, (0, self.last_col()), &text, &style.title)?;
        self.worksheet.set_row_height(TITLE_ROW, measure::TITLE)?;
        let fields = [[HeadField::Unit, HeadField::Date], [HeadField::Preparer, HeadField::Phone]];
        for (row, pair) in HEAD_ROWS.into_iter().zip(fields) {
            self.write_pair(row, pair, [&style.head, &style.fill_in], measure::HEAD)?;
        }
        Ok(())
    }

    /// Two fields side by side. Filled in, label and value share a block; on the blank form
    /// the value has a box of its own, so that typing doesn't wipe the label out.
    fn write_pair(
        &mut self,
        row: u32,
        pair: [HeadField; 2],
        [format, value_format]: [&Format; 2],
        height: f64,
    ) -> Result<(), ExportError> {
        self.worksheet.set_row_height(row, height)?;
        for (field, (first, last)) in pair.into_iter().zip(self.halves()) {
            let line = layout::head_line(self.form, field, self.privacy);
            let label = self.reach(first, LABEL);
            if self.is_blank() && label < last {
                self.across(row, (first, label), &line, format)?;
                self.across(row, (label + 1, last), "", value_format)?;
            } else {
                self.across(row, (first, last), &line, format)?;
                let room = self.line_box(row, (first, last), &line, height);
                self.sign(Signer::Head(field), room)?;
            }
            let value = self.form.head.get(field);
            for place in [value.label, value.place].into_iter().flatten() {
                self.moved(place, CellRef::new(row, first.into()));
            }
        }
        Ok(())
    }

    fn write_header(&mut self) -> Result<(), ExportError> {
        let style = self.style;
        for (col, column) in (0_u16..).zip(self.columns.clone()) {
            let title = self.privacy.text(&column.title);
            self.text(HEADER_ROW, col, &title, &style.header)?;
        }
        self.worksheet.set_row_height(HEADER_ROW, measure::HEADER)?;
        for column in &self.form.columns {
            let at = self.columns.iter().position(|it| it.source == Some(column.col));
            if let Some(at) = at {
                self.moved(column.place, CellRef::new(HEADER_ROW, narrow(at).into()));
            }
        }
        Ok(())
    }

    fn write_blank_rows(&mut self) -> Result<(), ExportError> {
        let style = self.style;
        let letter = |field| self.letters(field);
        let (cash, goods) = (letter(Field::Cash), letter(Field::GoodsValue));
        for row in self.people_end()..self.table_end() {
            for (col, column) in (0_u16..).zip(self.columns.clone()) {
                let line = row + 1;
                match (column.field, &cash, &goods) {
                    (Some(Field::Serial), ..) => {
                        let serial = f64::from(row - FIRST_ROW + 1);
                        self.number(row, col, serial, &style.number)?;
                    }
                    (Some(Field::Total), Some(cash), Some(goods)) => {
                        let parts = format!("{cash}{line},{goods}{line}");
                        let formula = format!("=IF(COUNT({parts})=0,\"\",SUM({parts}))");
                        // The writer takes an empty result for 0; a space shows nothing.
                        let formula = Formula::new(formula).set_result(" ");
                        self.worksheet.write_formula_with_format(
                            row,
                            col,
                            formula,
                            style.blank(column.field),
                        )?;
                    }
                    _ => {
                        let format = style.blank(column.field);
                        self.worksheet.write_blank(row, col, format)?;
                    }
                }
            }
            self.set_table_row(row, measure::TO_SIGN)?;
        }
        Ok(())
    }

    /// Drop-downs, and hints on the blank form.
    fn offer_choices(&mut self) -> Result<(), ExportError> {
        let last = self.table_end().saturating_sub(1);
        if last < FIRST_ROW {
            return Ok(());
        }
        for (col, column) in (0_u16..).zip(&self.columns) {
            let Some(field) = column.field else { continue };
            if let Some(validation) = choices::choices(field, self.blank_rows > 0)? {
                self.worksheet.add_data_validation(FIRST_ROW, col, last, col, &validation)?;
            }
        }
        Ok(())
    }

    /// The letters of a field's column.
    fn letters(&self, field: Field) -> Option<String> {
        let col = self.columns.iter().position(|column| column.field == Some(field))?;
        Some(crate::workbook::column_letters(narrow(col).into()))
    }

    fn moved(&mut self, from: CellRef, to: CellRef) {
        self.written.moved.insert(from, to);
    }
}

/// A column's index as the writer takes it. Sheets have at most 16,384 columns.
fn narrow(col: usize) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}
