//! The cleaned workbook: the form in the official layout, ready to print and sign, then
//! the sheets 剩余问题 and 修改记录.

use super::layout::{self, LayoutColumn, Official};
use super::style::Style;
use super::{ExportError, Exported, changes, file_name, own_sheets, remaining};
use crate::form::{Field, Form, HeadField, MoneyScale};
use crate::policy::{Category, Funding, Payment};
use crate::report::Privacy;
use crate::session::Session;
use crate::value::{money, money_in_words};
use crate::workbook::{CellRef, OWN_SHEET_NAME_PREFIX, column_letters};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError,
};
use std::collections::HashMap;

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

/// Row of the title.
const TITLE_ROW: u32 = 0;
/// Rows of the head: unit and date, then preparer and phone.
const HEAD_ROWS: [u32; 2] = [1, 2];
/// Row of the table's header.
const HEADER_ROW: u32 = 3;
/// First row of the people.
const FIRST_ROW: u32 = 4;

/// Where the source's cells went: by sheet and cell of the source.
pub(super) type Moved = HashMap<(usize, CellRef), (String, CellRef)>;

pub(super) fn cleaned(session: &Session, privacy: Privacy) -> Result<Exported, ExportError> {
    if session.forms().is_empty() {
        return Err(ExportError::NoForm);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(session)?);
    let style = Style::new();
    let mut moved = Moved::new();
    let mut resummed = Vec::new();
    let mut names = Names::default();
    for form in session.forms() {
        let name = names.take(&form.name);
        let worksheet = workbook.add_worksheet().set_name(&name)?;
        let mut writer = FormWriter {
            session,
            form,
            columns: layout::columns(form, &session.options().profile),
            privacy,
            style: &style,
            worksheet,
            name,
            moved: &mut moved,
            blank_rows: 0,
        };
        writer.write()?;
        resummed.extend(changes::resummed(form));
    }
    let left = names.take(remaining::SHEET);
    remaining::write(session, privacy, &style, &moved, workbook.add_worksheet().set_name(&left)?)?;
    let log = names.take(changes::SHEET);
    let worksheet = workbook.add_worksheet().set_name(&log)?;
    changes::write(session, privacy, &style, &moved, &resummed, worksheet)?;
    for (number, sheet) in [left, log].iter().enumerate() {
        let name = format!("{OWN_SHEET_NAME_PREFIX}{number}");
        workbook.define_name(name, &format!("={}!$A$1", quoted(sheet)))?;
    }
    let bytes = own_sheets::hide_names(&workbook.save_to_buffer()?)?;
    Ok(Exported { name: file_name(session, "核验后", "xlsx"), mime: super::XLSX, bytes })
}

/// A sheet's name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The properties carry the day of the check, not the moment of writing: the same file
/// cleaned twice gives the same bytes.
pub(super) fn properties(session: &Session) -> Result<DocProperties, XlsxError> {
    let today = session.options().today;
    let (year, month, day) = (today.year(), today.month(), today.day());
    let created = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(1900),
        month.unsigned_abs(),
        day.unsigned_abs(),
    )?;
    Ok(DocProperties::new()
        .set_title("送温暖慰问实名制汇总表")
        .set_comment(format!("暖表 {} 核验后导出", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&created))
}

/// Sheet names: safe for Excel, none twice.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn take(&mut self, wanted: &str) -> String {
        let safe: String = wanted
            .chars()
            .map(|c| if c.is_control() || "[]:*?/\\".contains(c) { '_' } else { c })
            .collect();
        let safe = safe.trim_matches('\'').trim();
        let base = if safe.is_empty() { "汇总表" } else { safe };
        let fit = |suffix: &str| {
            let mut units = 31_usize.saturating_sub(suffix.encode_utf16().count());
            let mut name = String::new();
            for c in base.chars() {
                if c.len_utf16() > units {
                    break;
                }
                units -= c.len_utf16();
                name.push(c);
            }
            name + suffix
        };
        let mut name = fit("");
        let mut number = 2;
        while self.0.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
            name = fit(&format!("_{number}"));
            number += 1;
        }
        self.0.push(name.clone());
        name
    }
}

/// The blank official form: `rows` empty rows to fill in, sums and drop-downs ready.
pub(super) fn template(session: &Session, rows: u32) -> Result<Vec<u8>, ExportError> {
    let form = session.forms().first().ok_or(ExportError::NoForm)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(session)?);
    let name = "汇总表".to_owned();
    let mut writer = FormWriter {
        session,
        form,
        columns: layout::columns(form, &session.options().profile),
        privacy: Privacy::Shown,
        style: &Style::new(),
        worksheet: workbook.add_worksheet().set_name(&name)?,
        name,
        moved: &mut Moved::new(),
        blank_rows: rows,
    };
    writer.write()?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes one form's sheet.
struct FormWriter<'a> {
    session: &'a Session,
    form: &'a Form,
    columns: Vec<LayoutColumn>,
    privacy: Privacy,
    style: &'a Style,
    worksheet: &'a mut Worksheet,
    name: String,
    moved: &'a mut Moved,
    /// Rows to fill in, after the people.
    blank_rows: u32,
}

impl FormWriter<'_> {
    fn write(&mut self) -> Result<(), ExportError> {
        self.set_up_page()?;
        self.write_head()?;
        self.write_header()?;
        self.write_people()?;
        let foot = self.write_totals()?;
        self.write_foot(foot)?;
        self.offer_choices()?;
        Ok(())
    }

    fn last_col(&self) -> u16 {
        narrow(self.columns.len().saturating_sub(1))
    }

    /// The row after the last person and blank row.
    fn people_end(&self) -> u32 {
        let people = u32::try_from(self.form.records.len()).unwrap_or(u32::MAX);
        FIRST_ROW.saturating_add(people).saturating_add(self.blank_rows)
    }

    /// A4 landscape, one page wide, the header on every page.
    fn set_up_page(&mut self) -> Result<(), ExportError> {
        self.worksheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true)
            .set_margins(0.4, 0.4, 0.55, 0.6, 0.3, 0.3)
            .set_footer("&C第 &P 页，共 &N 页")
            .set_repeat_rows(HEADER_ROW, HEADER_ROW)?
            .set_freeze_panes(FIRST_ROW, 0)?;
        for (col, column) in (0..).zip(&self.columns) {
            self.worksheet.set_column_width(col, width(column))?;
        }
        Ok(())
    }

    /// A text over several columns; one column can't be merged.
    fn across(
        &mut self,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        if first < last {
            self.worksheet.merge_range(row, first, row, last, text, format)?;
        } else {
            self.worksheet.write_string_with_format(row, first, text, format)?;
        }
        Ok(())
    }

    /// The row cut in two: about half the width each.
    fn halves(&self) -> [(u16, u16); 2] {
        let total: f64 = self.columns.iter().map(width).sum();
        let mut so_far = 0.0;
        let mut left = 0;
        for (col, column) in (0_u16..).zip(&self.columns) {
            so_far += width(column);
            if so_far >= total / 2.0 {
                break;
            }
            left = col;
        }
        [(0, left), (left + 1, self.last_col().max(left + 1))]
    }

    fn write_head(&mut self) -> Result<(), ExportError> {
        let style = self.style;
        let title = self.form.title.as_ref();
        let mut text =
            title.map_or_else(|| "送温暖慰问实名制汇总表".to_owned(), |it| it.at.text.clone());
        if self.form.scale == MoneyScale::TenThousand && !text.contains("万元") {
            text.push_str("（单位：万元）");
        }
        if let Some(title) = title {
            self.moved(title.at.place, CellRef::new(TITLE_ROW, 0));
        }
        let text = self.privacy.text(&text);
        self.across(TITLE_ROW, (0, self.last_col()), &text, &style.title)?;
        self.worksheet.set_row_height(TITLE_ROW, 32)?;
        let fields = [[HeadField::Unit, HeadField::Date], [HeadField::Preparer, HeadField::Phone]];
        for (row, pair) in HEAD_ROWS.into_iter().zip(fields) {
            self.write_pair(row, pair, &style.head)?;
            self.worksheet.set_row_height(row, 22)?;
        }
        Ok(())
    }

    /// Two fields side by side, label and value in one block each.
    fn write_pair(
        &mut self,
        row: u32,
        pair: [HeadField; 2],
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), ExportError> {
        for (field, block) in pair.into_iter().zip(self.halves()) {
            let line = layout::head_line(self.form, field, self.privacy);
            self.across(row, block, &line, format)?;
            let value = self.form.head.get(field);
            for place in [value.label, value.place].into_iter().flatten() {
                self.moved(place, CellRef::new(row, block.0.into()));
            }
        }
        Ok(())
    }

    fn write_header(&mut self) -> Result<(), ExportError> {
        for (col, column) in (0_u16..).zip(&self.columns) {
            let title = self.privacy.text(&column.title);
            self.worksheet.write_string_with_format(HEADER_ROW, col, title, &self.style.header)?;
        }
        self.worksheet.set_row_height(HEADER_ROW, 34)?;
        for column in &self.form.columns {
            let at = self.columns.iter().position(|it| it.source == Some(column.col));
            if let Some(at) = at {
                self.moved(column.place, CellRef::new(HEADER_ROW, narrow(at).into()));
            }
        }
        Ok(())
    }

    fn write_people(&mut self) -> Result<(), ExportError> {
        let Some(sheet) = self.session.workbook().sheets.get(self.form.sheet) else {
            return Ok(());
        };
        let again = layout::to_sign_again(self.form, self.session.edits());
        let columns = std::mem::take(&mut self.columns);
        for (row, view) in (FIRST_ROW..).zip(self.form.rows(sheet)) {
            let mut lines = 1.0_f64;
            for (col, column) in (0_u16..).zip(&columns) {
                let mut cell = layout::official(&view, column, self.privacy);
                if column.is_signature() && again.contains(&view.record.row) {
                    cell = Official::Empty;
                }
                if let Official::Text(text) = &cell {
                    lines = lines.max(lines_of(text, column));
                }
                self.write_cell(row, col, column, cell)?;
                if let Some(source) = column.source {
                    let from = CellRef::new(view.record.row, source);
                    self.moved(from, CellRef::new(row, col.into()));
                }
            }
            // Wrapped text must not be cut off on paper; Excel caps a row at 409 points.
            self.worksheet.set_row_height(row, (10.0 + 14.0 * lines).clamp(24.0, 400.0))?;
        }
        for row in self.people_end() - self.blank_rows..self.people_end() {
            for (col, column) in (0_u16..).zip(&columns) {
                let serial = f64::from(row - FIRST_ROW + 1);
                let cell = match column.field {
                    Some(Field::Serial) => Official::Number(serial),
                    _ => Official::Empty,
                };
                self.write_cell(row, col, column, cell)?;
            }
            self.worksheet.set_row_height(row, 24)?;
        }
        self.columns = columns;
        Ok(())
    }

    fn write_cell(
        &mut self,
        row: u32,
        col: u16,
        column: &LayoutColumn,
        cell: Official,
    ) -> Result<(), XlsxError> {
        let (style, sheet) = (self.style, &mut *self.worksheet);
        match cell {
            Official::Empty => sheet.write_blank(row, col, style.blank(column.field))?,
            Official::Text(text) => {
                sheet.write_string_with_format(row, col, text, style.of(column.field))?
            }
            Official::Amount(amount) => sheet.write_number_with_format(
                row,
                col,
                amount.to_f64().unwrap_or_default(),
                &style.amount,
            )?,
            Official::Number(number) => {
                sheet.write_number_with_format(row, col, number, &style.number)?
            }
            Official::Date(date) => sheet.write_number_with_format(
                row,
                col,
                crate::value::date::to_serial(date),
                &style.date,
            )?,
        };
        Ok(())
    }

    /// The row of sums, then the sum in words; gives the first free row.
    fn write_totals(&mut self) -> Result<u32, ExportError> {
        let style = self.style;
        let row = self.people_end();
        for (col, column) in (0_u16..).zip(self.columns.clone()) {
            let sum = column
                .field
                .filter(|field| matches!(field, Field::Cash | Field::GoodsValue | Field::Total));
            let sum = sum.and_then(|field| {
                let blank = (self.blank_rows > 0).then_some(Decimal::ZERO);
                layout::sum(self.form, field).filter(|sum| !sum.is_zero()).or(blank)
            });
            if let Some(sum) = sum {
                let letters = column_letters(col.into());
                let formula = format!("=SUM({letters}{}:{letters}{row})", FIRST_ROW + 1);
                let formula = Formula::new(formula).set_result(sum.normalize().to_string());
                self.worksheet.write_formula_with_format(row, col, formula, &style.sum)?;
            } else {
                self.worksheet.write_blank(row, col, &style.sum)?;
            }
            if let (Some(source), Some(total)) = (column.source, self.form.grand_total()) {
                self.moved(CellRef::new(total.row, source), CellRef::new(row, col.into()));
            }
        }
        self.worksheet.write_string_with_format(row, 0, "合计", &style.sum_label)?;
        self.worksheet.set_row_height(row, 26)?;
        let total = self.grand_total();
        let words = money_in_words::write(total).filter(|_| !total.is_zero()).unwrap_or_default();
        let figures = if total.is_zero() {
            String::new()
        } else {
            format!("　￥{}", money::display(total))
        };
        let text = format!("合计（大写）：{words}{figures}");
        self.across(row + 1, (0, self.last_col()), &text, &style.words)?;
        self.worksheet.set_row_height(row + 1, 26)?;
        if let Some(words) = &self.form.words {
            self.moved(words.place, CellRef::new(row + 1, 0));
        }
        Ok(row + 2)
    }

    /// Cash and goods of everyone, as the rows say.
    fn grand_total(&self) -> Decimal {
        let cash = layout::sum(self.form, Field::Cash).unwrap_or_default();
        let goods = layout::sum(self.form, Field::GoodsValue).unwrap_or_default();
        cash.saturating_add(goods)
    }

    /// Boxes to sign, tall enough for a pen; then the notes of the source.
    fn write_foot(&mut self, row: u32) -> Result<(), ExportError> {
        let style = self.style;
        self.write_pair(row, [HeadField::Responsible, HeadField::Handler], &style.sign)?;
        self.worksheet.set_row_height(row, 42)?;
        let mut next = row + 1;
        let reviewer = self.form.head.get(HeadField::Reviewer);
        if !reviewer.text.trim().is_empty() {
            let line = layout::head_line(self.form, HeadField::Reviewer, self.privacy);
            self.across(next, (0, self.last_col()), &line, &style.head)?;
            next += 1;
        }
        for note in &self.form.notes {
            let text = self.privacy.text(&note.text);
            self.across(next, (0, self.last_col()), &text, &style.note)?;
            next += 1;
        }
        Ok(())
    }

    /// Drop-downs for the three columns that have canonical wordings.
    fn offer_choices(&mut self) -> Result<(), ExportError> {
        let last = self.people_end().saturating_sub(1);
        if last < FIRST_ROW {
            return Ok(());
        }
        for (col, column) in (0_u16..).zip(&self.columns) {
            let choices: Vec<&str> = match column.field {
                Some(Field::Category) => Category::ALL.map(Category::wording).to_vec(),
                Some(Field::Funding) => Funding::ALL.map(Funding::wording).to_vec(),
                Some(Field::Payment) => Payment::ALL.map(Payment::wording).to_vec(),
                _ => continue,
            };
            // A hint, not a fence: a local form may have its own words.
            let list =
                DataValidation::new().allow_list_strings(&choices)?.show_error_message(false);
            self.worksheet.add_data_validation(FIRST_ROW, col, last, col, &list)?;
        }
        Ok(())
    }

    fn moved(&mut self, from: CellRef, to: CellRef) {
        self.moved.insert((self.form.sheet, from), (self.name.clone(), to));
    }
}

/// A column's index as the writer takes it. Sheets have at most 16,384 columns.
fn narrow(col: usize) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}

/// How many lines a text takes in its column; a Han character is two units wide.
fn lines_of(text: &str, column: &LayoutColumn) -> f64 {
    let units = |line: &str| line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum();
    let in_line = |line: &str| {
        let units: f64 = units(line);
        (units / (width(column) - 1.0)).ceil().max(1.0)
    };
    text.lines().map(in_line).sum()
}

/// Widths that let a row of the official layout fit A4 landscape.
const fn width(column: &LayoutColumn) -> f64 {
    match column.field {
        Some(Field::Serial | Field::Sex) => 5.5,
        Some(Field::Quantity) => 6.5,
        Some(Field::Name | Field::AccountName | Field::Agent | Field::Post) => 9.0,
        Some(Field::IdNumber | Field::Account) => 21.0,
        Some(Field::Phone) => 13.0,
        Some(Field::Category | Field::Reason) => 20.0,
        Some(Field::Date | Field::Payment | Field::Signature) => 11.5,
        Some(Field::Cash | Field::GoodsValue | Field::Total | Field::UnitPrice) => 11.0,
        Some(Field::Bank | Field::Funding | Field::Note) => 16.0,
        Some(Field::Unit | Field::Goods) | None => 13.0,
    }
}
