//! Tables as text: CSV (RFC 4180, loosely), TSV, and what comes from the clipboard.

use super::builder::{CellBudget, SheetBuilder};
use super::encoding;
use super::error::ReadError;
use super::open::{Step, Watch};
use super::sniff::{self, Seems};
use super::{CellRef, Format, Sheet, Workbook};
use crate::limits::Limits;

/// Lines looked at to tell the delimiter.
const LINES_TO_JUDGE: usize = 200;

/// Rows between two reports.
const REPORT_EVERY: u64 = 2048;

/// Reads a text file.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    let text = encoding::decode(bytes)?;
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let likely = if extension.eq_ignore_ascii_case("tsv") { b'\t' } else { b',' };
    let stem = if stem.is_empty() { "Sheet1" } else { stem };
    read_decoded(stem, &text, likely, limits, watch)
}

/// Reads what was pasted.
pub(super) fn read_pasted(
    text: &str,
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    if text.contains('\0') {
        return Err(ReadError::unknown(Seems::TextWithNuls));
    }
    read_decoded("粘贴的表格", text, b'\t', limits, watch)
}

fn read_decoded(
    sheet_name: &str,
    text: &str,
    likely: u8,
    limits: &Limits,
    watch: &mut Watch<'_>,
) -> Result<Workbook, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::empty("这份文本里没有内容"));
    }
    if let Some(seems) = sniff::markup(text) {
        return Err(ReadError::unknown(seems));
    }
    let (named, first_row, body) = named_delimiter(text);
    let delimiter = named
        .or_else(|| judge_delimiter(body, likely))
        .ok_or_else(|| ReadError::unknown(Seems::TextWithoutTable))?;
    let mut budget = CellBudget::new(*limits);
    let mut builder = SheetBuilder::new(Sheet::new(sheet_name), &mut budget);
    read_rows(body, delimiter, first_row, &mut builder, watch)?;
    let sheets = vec![builder.finish()];
    Workbook { format: Format::Csv, sheets, not_checked: not_checked() }.unless_empty()
}

fn not_checked() -> Vec<String> {
    vec!["CSV 和粘贴的表格里看不到图片、合并单元格、隐藏的行列和公式，这些没有检查。".to_owned()]
}

/// Excel's own first line `sep=;` names the delimiter and is no row of the table, though
/// the rows behind it keep their numbers.
fn named_delimiter(text: &str) -> (Option<u8>, u32, &str) {
    let unnamed = (None, 0, text);
    let Some(rest) = text.strip_prefix("sep=") else { return unnamed };
    let line_end = rest.find(['\r', '\n']).unwrap_or(rest.len());
    let (line, body) = rest.split_at(line_end);
    match line.as_bytes() {
        [delimiter] if delimiter.is_ascii() => {
            let body = body.strip_prefix('\r').unwrap_or(body);
            (Some(*delimiter), 1, body.strip_prefix('\n').unwrap_or(body))
        }
        _ => unnamed,
    }
}

/// The delimiter that most lines have most alike: comma, tab or semicolon. `likely` wins
/// a tie. `None` if no line has any.
fn judge_delimiter(text: &str, likely: u8) -> Option<u8> {
    let mut counts: [Vec<u32>; 3] = Default::default();
    let mut line = [0_u32; 3];
    let mut quoted = false;
    let mut lines = 0;
    for byte in text.bytes().chain([b'\n']) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                for (counts, count) in counts.iter_mut().zip(&mut line) {
                    counts.push(std::mem::take(count));
                }
                lines += 1;
                if lines >= LINES_TO_JUDGE {
                    break;
                }
            }
            _ if quoted => (),
            b',' => line[0] += 1,
            b'\t' => line[1] += 1,
            b';' => line[2] += 1,
            _ => (),
        }
    }
    // A stray quotation mark can swallow the text; then only the counts so far are known.
    if lines == 0 {
        for (counts, count) in counts.iter_mut().zip(line) {
            counts.push(count);
        }
    }
    let judged = [b',', b'\t', b';'].into_iter().zip(counts).map(|(delimiter, counts)| {
        let (alike, width) = most_alike(counts);
        (alike * width.min(30), delimiter == likely, delimiter)
    });
    judged.filter(|judged| judged.0 > 0).max().map(|judged| judged.2)
}

/// How many lines share the commonest count above zero, and that count.
fn most_alike(mut counts: Vec<u32>) -> (u32, u32) {
    counts.retain(|&count| count > 0);
    counts.sort_unstable();
    counts
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((u32::try_from(same.len()).ok()?, *same.first()?)))
        .max()
        .unwrap_or((0, 0))
}

fn read_rows(
    text: &str,
    delimiter: u8,
    first_row: u32,
    builder: &mut SheetBuilder<'_>,
    watch: &mut Watch<'_>,
) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut row = first_row;
    loop {
        let before = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // The bytes were valid UTF-8 and are in memory: nothing is left that could go
        // wrong but a record cut by a delimiter that isn't ASCII, which there is none.
        let more = reader
            .read_record(&mut record)
            .map_err(|_| ReadError::unknown(Seems::TextOfUnknownEncoding))?;
        if !more {
            return Ok(());
        }
        // The csv reader passes over blank lines; a spreadsheet counts them as rows.
        row = row.saturating_add(blank_lines(bytes, before));
        for (col, field) in record.iter().enumerate() {
            let field = forced_text(field);
            if !field.is_empty() {
                let col = u32::try_from(col).unwrap_or(u32::MAX);
                builder.put_text(CellRef::new(row, col), field, false)?;
            }
        }
        row = row.saturating_add(1);
        watch.rows += 1;
        if watch.rows.is_multiple_of(REPORT_EVERY) {
            watch.report(Step::Rows, before as u64, bytes.len() as u64)?;
        }
    }
}

/// Line ends directly at a place, where a record is about to begin.
fn blank_lines(bytes: &[u8], at: usize) -> u32 {
    // The record before may have ended at the first half of CR LF.
    let half = at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n');
    let mut rest = bytes.get(at + usize::from(half)..).unwrap_or_default();
    let mut lines = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return lines,
        };
        lines += 1;
    }
}

/// `="0123"` is how exports keep Excel from reading a text as a number.
fn forced_text(field: &str) -> &str {
    match field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => inner,
        _ => field,
    }
}

#[cfg(test)]
mod tests;
