//! The other readers.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use nuanbiao::limits::Limits;
use nuanbiao::workbook::CellRef;

use super::{Cells, date, number};

/// The cells as calamine streams them.
pub fn calamine(bytes: &[u8]) -> Result<Cells, Box<dyn Error>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut cells = Cells::new();
    for sheet in book.sheet_names() {
        let mut reader = match book.worksheet_cells_reader(&sheet) {
            Err(XlsxError::NotAWorksheet(_)) => continue,
            reader => reader?,
        };
        while let Some(cell) = reader.next_cell()? {
            let value = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::String(text) if text.is_empty() => continue,
                DataRef::SharedString("") => continue,
                DataRef::String(text) => text_said(text),
                DataRef::SharedString(text) => text_said(text),
                DataRef::Float(value) => number(*value),
                DataRef::Int(value) => number(*value as f64),
                DataRef::Bool(value) => format!("bool {value}"),
                DataRef::Error(error) => format!("error {error}"),
                DataRef::DateTime(at) if at.is_datetime() => date(serial(at)),
                DataRef::DateTime(at) => number(at.as_f64()),
                other => return Err(format!("what is {other:?}?").into()),
            };
            let (row, col) = cell.get_position();
            cells.insert((sheet.clone(), CellRef::new(row, col)), value);
        }
    }
    Ok(cells)
}

/// Text, as far as a cell of ours holds it.
fn text_said(text: &str) -> String {
    let kept: String = text.chars().take(Limits::DEFAULT.cell_chars).collect();
    format!("text {kept}")
}

/// A date in the 1900 system, whichever the workbook uses.
fn serial(at: &calamine::ExcelDateTime) -> f64 {
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let date = jiff::civil::date(year as i16, month as i8, day as i8);
    let days = date.since(jiff::civil::date(1899, 12, 30)).unwrap().get_days();
    let seconds = f64::from(hour) * 3600.0 + f64::from(minute) * 60.0 + f64::from(second);
    f64::from(days) + (seconds + f64::from(milli) / 1000.0) / 86_400.0
}

/// The cells as openpyxl reads them; `None` if it isn't on this machine.
pub fn openpyxl(files: &[(String, Vec<u8>)]) -> Option<Vec<Cells>> {
    let mut look = Command::new("python3");
    look.args(["-c", "import openpyxl"]).stderr(Stdio::null());
    if !look.status().is_ok_and(|status| status.success()) {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential");
    std::fs::create_dir_all(&folder).unwrap();
    let mut names = String::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        names.push_str(&format!("{}\n", path.display()));
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/openpyxl_cells.py");
    let mut child = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(names.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openpyxl can't read one of the files");
    let lines = String::from_utf8(output.stdout).unwrap();
    Some(lines.lines().map(cells_of).collect())
}

fn cells_of(line: &str) -> Cells {
    let cells: BTreeMap<String, String> = serde_json::from_str(line).unwrap();
    let parsed = cells.into_iter().map(|(place, value)| {
        let (sheet, address) = place.rsplit_once('!').unwrap();
        // Python and Rust write the same numbers in different ways.
        let value = match value.split_once(' ').unwrap() {
            ("number" | "days", text) => number(text.parse().unwrap()),
            ("text", text) => text_said(text),
            _ => value,
        };
        ((sheet.to_owned(), address.parse().unwrap()), value)
    });
    parsed.collect()
}
