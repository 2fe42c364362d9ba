//! 台账: one ledger of all rows of many files, each with where it came from.

use super::cleaned::mark_own;
use super::entries::Entry;
use super::style::Style;
use super::{ExportError, Exported, XLSX, csv_table};
use crate::form::Field;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// A sheet holds so many rows; the next ones go to another sheet.
const SHEET_ROWS: u32 = 1_048_576;

/// Titles of the columns before and after the known ones.
const ORIGIN: [&str; 4] = ["填报单位", "文件", "工作表", "单元格"];
pub(super) const OTHER: &str = "其他列";

pub(super) fn titles() -> impl Iterator<Item = &'static str> {
    ORIGIN.into_iter().chain(Field::ALL.into_iter().map(Field::title)).chain([OTHER])
}

pub(super) fn origin(entry: &Entry) -> [String; 4] {
    [entry.unit.clone(), entry.path.clone(), entry.sheet.clone(), entry.place.to_string()]
}

/// A ledger that is written file by file: as a workbook, as CSV, or as Parquet where that
/// was compiled in.
pub struct Merged(Kind);

enum Kind {
    Workbook(Box<MergedWorkbook>),
    Csv(Box<MergedCsv>),
    #[cfg(feature = "parquet")]
    Parquet(Box<super::parquet::MergedParquet>),
}

impl Merged {
    /// The kinds of file it can be.
    pub const EXTENSIONS: &[&str] = &[
        "xlsx",
        "csv",
        #[cfg(feature = "parquet")]
        "parquet",
    ];

    /// An empty ledger for a file of one of [`Merged::EXTENSIONS`]; `None` for others.
    ///
    /// # Errors
    /// [`ExportError::Write`] if its beginning can't be written.
    pub fn new(extension: &str) -> Result<Option<Self>, ExportError> {
        Ok(match extension {
            "xlsx" => Some(Self(Kind::Workbook(Box::new(MergedWorkbook::new()?)))),
            "csv" => Some(Self(Kind::Csv(Box::new(MergedCsv::new()?)))),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self(Kind::Parquet(Box::new(super::parquet::MergedParquet::new()?)))),
            _ => None,
        })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// [`ExportError::Write`] if they can't be written.
    pub fn add(&mut self, entries: &[Entry]) -> Result<(), ExportError> {
        match &mut self.0 {
            Kind::Workbook(ledger) => ledger.add(entries),
            Kind::Csv(ledger) => ledger.add(entries),
            #[cfg(feature = "parquet")]
            Kind::Parquet(ledger) => ledger.add(entries),
        }
    }

    /// The file.
    ///
    /// # Errors
    /// [`ExportError::Write`] if it can't be put together.
    pub fn finish(self) -> Result<Exported, ExportError> {
        match self.0 {
            Kind::Workbook(ledger) => ledger.finish(),
            Kind::Csv(ledger) => ledger.finish(),
            #[cfg(feature = "parquet")]
            Kind::Parquet(ledger) => Ok(Exported {
                name: "送温暖台账.parquet".to_owned(),
                mime: "application/vnd.apache.parquet",
                bytes: ledger.finish()?,
            }),
        }
    }
}

/// A workbook, over as many sheets as it takes.
struct MergedWorkbook {
    style: Style,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    row: u32,
}

impl MergedWorkbook {
    fn new() -> Result<Self, ExportError> {
        let style = Style::new();
        let sheet = sheet(&style, 1)?;
        Ok(Self { style, full: Vec::new(), sheet, row: 1 })
    }

    fn add(&mut self, entries: &[Entry]) -> Result<(), ExportError> {
        for entry in entries {
            if self.row == SHEET_ROWS {
                let next = sheet(&self.style, self.full.len() + 2)?;
                self.full.push(std::mem::replace(&mut self.sheet, next));
                self.row = 1;
            }
            self.write(entry)?;
            self.row += 1;
        }
        Ok(())
    }

    fn write(&mut self, entry: &Entry) -> Result<(), XlsxError> {
        let (row, sheet) = (self.row, &mut self.sheet);
        for (col, text) in (0..).zip(origin(entry)) {
            sheet.write_string_with_format(row, col, text, self.style.of(None))?;
        }
        let first = ORIGIN.len() as u16;
        for (col, field) in (first..).zip(Field::ALL) {
            self.style.put(sheet, row, col, entry.value(field), Some(field))?;
        }
        let last = first + Field::COUNT as u16;
        sheet.write_string_with_format(row, last, &entry.other, self.style.of(None))?;
        Ok(())
    }

    fn finish(self) -> Result<Exported, ExportError> {
        let mut workbook = Workbook::new();
        for mut sheet in self.full {
            finish_sheet(&mut sheet, SHEET_ROWS)?;
            workbook.push_worksheet(sheet);
        }
        let mut last = self.sheet;
        finish_sheet(&mut last, self.row)?;
        workbook.push_worksheet(last);
        // Saved into the folder it was made of, it must not count as one more form.
        let names: Vec<_> = workbook.worksheets().iter().map(Worksheet::name).collect();
        mark_own(&mut workbook, &names)?;
        Ok(Exported {
            name: "送温暖台账.xlsx".to_owned(),
            mime: XLSX,
            bytes: super::own_sheets::hide_names(&workbook.save_to_buffer()?)?,
        })
    }
}

fn sheet(style: &Style, number: usize) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let name = if number == 1 { "台账".to_owned() } else { format!("台账{number}") };
    sheet.set_name(name)?;
    for (col, title) in (0_u16..).zip(titles()) {
        sheet.write_string_with_format(0, col, title, &style.header)?;
        let width = match title {
            "填报单位" | "文件" | "慰问对象类别" | "资金来源" => 26.0,
            "身份证号" | "银行账号" => 21.0,
            "慰问事由" | "开户行" | OTHER => 20.0,
            "序号" | "性别" | "数量" | "单元格" => 7.0,
            _ => 12.0,
        };
        sheet.set_column_width(col, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // On paper, two pages side by side can still be read; the titles stand on each.
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(2, 0);
    sheet.set_repeat_rows(0, 0)?.set_footer("&C第 &P 页，共 &N 页");
    Ok(sheet)
}

fn finish_sheet(sheet: &mut Worksheet, rows: u32) -> Result<(), XlsxError> {
    let last = (ORIGIN.len() + Field::COUNT) as u16;
    sheet.autofilter(0, 0, rows - 1, last)?;
    Ok(())
}

/// UTF-8 with a byte order mark.
struct MergedCsv(::csv::Writer<Vec<u8>>);

impl MergedCsv {
    fn new() -> Result<Self, ExportError> {
        let mut writer = csv_table::writer(false);
        writer.write_record(titles()).map_err(|error| trouble(&error))?;
        Ok(Self(writer))
    }

    fn add(&mut self, entries: &[Entry]) -> Result<(), ExportError> {
        for entry in entries {
            let values = Field::ALL.into_iter().map(|field| entry.value(field).to_string());
            let cells = origin(entry).into_iter().chain(values).chain([entry.other.clone()]);
            let cells = cells.map(csv_table::harmless);
            self.0.write_record(cells).map_err(|error| trouble(&error))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Exported, ExportError> {
        let bytes = self.0.into_inner().map_err(|error| trouble(&error))?;
        Ok(Exported { name: "送温暖台账.csv".to_owned(), mime: "text/csv", bytes })
    }
}

fn trouble(error: &dyn std::fmt::Display) -> ExportError {
    ExportError::Write(error.to_string())
}
