//! The copy for public notice (公示): who was given what, and nothing that tells who is ill
//! or poor, or how to reach their money.
//!
//! Names are masked (张*三); identity, account, phone and reason are left out, and so is
//! every free text that may hold them. The category stands in the words of 第三条 without
//! its number, and only where it was read without doubt.

use super::csv_table::{harmless, writer};
use super::layout::{self, LayoutColumn, Official};
use super::official::measure;
use super::style::Style;
use super::{ExportError, Exported, file_name};
use crate::form::{Field, Form, HeadField, RowView};
use crate::report::Privacy;
use crate::session::Session;
use crate::value::mask;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// What a notice shows, in this order, where the form has it.
const SHOWN: [Field; 7] = [
    Field::Name,
    Field::Unit,
    Field::Category,
    Field::Date,
    Field::Cash,
    Field::Goods,
    Field::GoodsValue,
];

/// What sheet and file are called.
const WHAT: &str = "公示";

/// One form as it may be posted on a wall.
struct Notice {
    title: String,
    unit: String,
    date: String,
    columns: Vec<LayoutColumn>,
    /// By person; the serial number comes first and is counted anew.
    rows: Vec<Vec<Official>>,
    sums: Vec<Option<Decimal>>,
}

impl Notice {
    fn new(session: &Session, form: &Form) -> Self {
        let hidden = Privacy::Masked;
        let columns: Vec<LayoutColumn> = SHOWN
            .into_iter()
            .filter(|field| form.has(*field))
            .map(|field| LayoutColumn {
                field: Some(field),
                source: form.column(field),
                title: field.title().to_owned(),
            })
            .collect();
        let sheet = session.workbook().sheets.get(form.sheet);
        let people = sheet.into_iter().flat_map(|sheet| form.rows(sheet));
        let rows =
            people.map(|row| columns.iter().map(|column| shown(&row, column)).collect()).collect();
        let sums = columns.iter().map(|column| match column.field {
            Some(field @ (Field::Cash | Field::GoodsValue)) => layout::sum(form, field),
            _ => None,
        });
        let title = form.title.as_ref().map(|title| hidden.text(title.at.text.trim()));
        Self {
            title: title.unwrap_or_else(|| "送温暖慰问实名制汇总表".to_owned()) + "（公示）",
            unit: layout::head_line(form, HeadField::Unit, hidden).replace("（公章）", ""),
            date: layout::head_line(form, HeadField::Date, hidden),
            sums: sums.collect(),
            columns,
            rows,
        }
    }

    fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once("序号").chain(self.columns.iter().map(|column| column.title.as_str()))
    }
}

/// What a notice says of one person in one column.
fn shown(row: &RowView<'_>, column: &LayoutColumn) -> Official {
    let text = || {
        let text = row.text(column.field.unwrap_or(Field::Name));
        Privacy::Masked.text(text.trim())
    };
    match column.field {
        Some(Field::Name) => filled(mask::name_public(&text())),
        Some(Field::Category) => {
            let wording = row.record.category.good().map(|category| category.wording());
            wording.map_or(Official::Empty, |it| Official::Text(without_number(it).to_owned()))
        }
        // An amount, or a date, that can't be read is nothing to be posted.
        Some(Field::Cash | Field::GoodsValue | Field::Date) => {
            match layout::official(row, column, Privacy::Masked) {
                Official::Text(_) => Official::Empty,
                typed => typed,
            }
        }
        _ => filled(text()),
    }
}

fn filled(text: String) -> Official {
    if text.is_empty() { Official::Empty } else { Official::Text(text) }
}

/// （一）家庭生活困难的职工 → 家庭生活困难的职工.
fn without_number(wording: &str) -> &str {
    wording.split_once('）').map_or(wording, |(_, words)| words)
}

fn notices(session: &Session) -> Result<Vec<Notice>, ExportError> {
    if session.forms().is_empty() {
        return Err(ExportError::NoForm);
    }
    Ok(session.forms().iter().map(|form| Notice::new(session, form)).collect())
}

/// The notice as a workbook, a sheet for each form, to be printed on A4.
pub(super) fn workbook(session: &Session) -> Result<Exported, ExportError> {
    let style = Style::new();
    let mut workbook = Workbook::new();
    for (number, notice) in (1..).zip(notices(session)?) {
        let name = if number == 1 { WHAT.to_owned() } else { format!("{WHAT}_{number}") };
        write(workbook.add_worksheet().set_name(name)?, &notice, &style)?;
    }
    let bytes = workbook.save_to_buffer()?;
    Ok(Exported { name: file_name(session, WHAT, "xlsx"), mime: super::XLSX, bytes })
}

fn write(sheet: &mut Worksheet, notice: &Notice, style: &Style) -> Result<(), XlsxError> {
    let last = narrow(notice.columns.len());
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_footer("&C第 &P 页，共 &N 页")
        .set_repeat_rows(3, 3)?
        .set_freeze_panes(4, 0)?;
    sheet.set_column_width(0, 6)?;
    for (col, column) in (1..).zip(&notice.columns) {
        sheet.set_column_width(col, width(column.field))?;
    }
    for (row, (text, format)) in
        [(&notice.title, &style.title), (&notice.unit, &style.head), (&notice.date, &style.head)]
            .into_iter()
            .enumerate()
    {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    for (row, height) in (0..).zip([measure::TITLE, measure::HEAD, measure::HEAD, measure::SUM]) {
        sheet.set_row_height(row, height)?;
    }
    for (col, title) in (0..).zip(notice.titles()) {
        sheet.write_string_with_format(3, col, title, &style.header)?;
    }
    let mut next = 4;
    for (serial, cells) in (1_u32..).zip(&notice.rows) {
        sheet.write_number_with_format(next, 0, serial, &style.number)?;
        let mut lines = 1.0_f64;
        for (col, (cell, column)) in (1_u16..).zip(cells.iter().zip(&notice.columns)) {
            style.put(sheet, next, col, cell, column.field)?;
            if let Official::Text(text) = cell {
                lines = lines.max(measure::lines_in(text, width(column.field)));
            }
        }
        sheet.set_row_height(next, measure::person(lines, false))?;
        next += 1;
    }
    sheet.write_string_with_format(next, 0, "合计", &style.sum_label)?;
    for (col, sum) in (1..).zip(&notice.sums) {
        match sum {
            Some(sum) => {
                let sum = sum.to_f64().unwrap_or_default();
                sheet.write_number_with_format(next, col, sum, &style.sum)?
            }
            None => sheet.write_blank(next, col, &style.sum)?,
        };
    }
    sheet.set_row_height(next, measure::SUM)?;
    Ok(())
}

/// The notice as CSV, all forms below each other.
pub(super) fn csv(session: &Session) -> Result<Exported, ExportError> {
    let trouble = |error: &dyn std::fmt::Display| ExportError::Write(error.to_string());
    let mut writer = writer(true);
    for notice in notices(session)? {
        writer.write_record(notice.titles()).map_err(|error| trouble(&error))?;
        for (serial, cells) in (1..).zip(&notice.rows) {
            let cells = cells.iter().map(|cell| harmless(cell.to_string()));
            let record = std::iter::once(serial.to_string()).chain(cells);
            writer.write_record(record).map_err(|error| trouble(&error))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| trouble(&error))?;
    Ok(Exported { name: file_name(session, WHAT, "csv"), mime: "text/csv", bytes })
}

const fn width(field: Option<Field>) -> f64 {
    match field {
        Some(Field::Category) => 34.0,
        Some(Field::Unit | Field::Goods) => 20.0,
        _ => 13.0,
    }
}

fn narrow(col: usize) -> u16 {
    u16::try_from(col).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::session::Options;
    use crate::workbook::{Flow, open_pasted};

    fn session() -> Session {
        let table = "送温暖慰问实名制汇总表（2021年春节）\n\
            填报单位：浦江机电厂工会\t\t填报人：周慧敏\t\t联系电话：13900001234\n\
            序号\t姓名\t性别\t身份证号\t工作单位\t联系电话\t慰问对象类别\t慰问事由\t慰问金额\t银行账号\t备注\n\
            1\t陈桂芳\t女\t11010519491231002X\t一车间13900005678\t13900005678\t（一）家庭生活困难的职工\t\
            爱人患癌\t1000\t6222020200000000000\t乳腺癌\n\
            2\t刘伟\t男\t110101196803120023\t=1+1\t13900005679\t普惠\t丧偶\t若干\t6222020200000000018\t\n";
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let workbook = open_pasted(table, &options.limits, &mut |_| Flow::Continue).unwrap();
        Session::new("表.csv", table.as_bytes(), workbook, options)
    }

    #[test]
    fn a_notice_says_who_was_given_what_and_no_more() {
        let csv = String::from_utf8(csv(&session()).unwrap().bytes).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
        assert_eq!(
            lines,
            [
                "序号,姓名,工作单位,慰问对象类别,慰问金额",
                "1,陈*芳,一车间1******5678,家庭生活困难的职工,1000.00",
                "2,刘*,'=1+1,,",
            ]
        );
    }

    #[test]
    fn the_workbook_holds_nothing_else_either() {
        let made = workbook(&session()).unwrap();
        assert_eq!(made.name, "浦江机电厂工会_送温暖实名制汇总表_公示_20210220.xlsx");
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let opened = Session::open("公示.xlsx", &made.bytes, options, &mut |_| Flow::Continue);
        let opened = opened.unwrap();
        let cells = opened.workbook().sheets.iter().flat_map(|sheet| sheet.rows());
        let all: String = cells
            .flat_map(|row| &row.cells)
            .map(|cell| cell.value.display().into_owned() + "|")
            .collect();
        for secret in
            ["桂", "伟", "1101", "6222", "1390", "癌", "偶", "周慧敏", "（一）", "普惠", "若干"]
        {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        for public in ["陈*芳", "浦江机电厂工会", "家庭生活困难的职工", "1000", "=1+1"]
        {
            assert!(all.contains(public), "{public} not in {all}");
        }
    }
}
