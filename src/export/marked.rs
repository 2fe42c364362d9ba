//! The user's own workbook with its findings marked in it, and the way back.

use super::own_file::{OwnFile, own_workbook};
use super::{ExportError, Exported, file_name};
use crate::patch::{self, CellMark, Level, Marks, Note, OwnCell, OwnSheet};
use crate::report::Privacy;
use crate::rule::{Finding, Severity};
use crate::session::Session;
use crate::workbook::{CellRef, Sheet};
use std::collections::BTreeMap;

/// The list's name; it is known by its hidden defined name, not by this.
const SHEET: &str = "核验问题清单";

const COLUMNS: [(&str, f64); 9] = [
    ("序号", 6.0),
    ("轻重", 10.0),
    ("工作表", 14.0),
    ("位置", 8.0),
    ("问题", 22.0),
    ("说明", 46.0),
    ("怎么改", 40.0),
    ("依据", 12.0),
    ("规则", 8.0),
];

/// The column 说明.
const SAID: usize = 5;

/// More findings than this in one cell are told in the list only.
const MOST_IN_A_NOTE: usize = 6;

/// More cells than this with the same way of writing are counted, not named.
const MOST_NAMED: usize = 8;

/// The user's own workbook with a note and a fill on each cell with a finding, and a list
/// of all findings on a sheet of its own. `source` holds the bytes the session was opened
/// with: what is marked is the file as it came, without the edits made since.
///
/// # Errors
/// [`ExportError::Patch`] if the workbook can't be patched.
pub fn marked(session: &Session, source: &[u8]) -> Result<Exported, ExportError> {
    let opened = session.as_opened();
    let session = opened.as_ref().unwrap_or(session);
    let OwnFile { bytes, extension, mime, remarks } = own_workbook(session, source)?;
    let mut marks = marks(session);
    marks.list.remarks = remarks;
    let bytes = patch::mark(&bytes, &marks)?;
    Ok(Exported { name: file_name(session, "标注", extension), mime, bytes })
}

/// The name of the list of an exercise's answers.
const ANSWERS: &str = "练习答案";

/// An exercise with its mistakes marked, and a list of them: `before` says what was
/// written there before, `remarks` are the sentences below the list. What is said of every
/// printed form isn't among them, if the session leaves it out.
///
/// # Errors
/// As [`marked`].
pub fn answers(
    session: &Session,
    source: &[u8],
    name: &str,
    before: impl Fn(&Finding) -> Option<String>,
    remarks: Vec<String>,
) -> Result<Exported, ExportError> {
    let mut marks = marks(session);
    marks.list.name = ANSWERS;
    marks.list.remarks = remarks;
    if session.workbook().sheets.len() == 1 {
        // There is but one: what its column would take, the explanations get.
        for (title, width) in &mut marks.list.columns {
            match *title {
                "工作表" => *width = 0.0,
                "说明" => *width += 14.0,
                _ => {}
            }
        }
    }
    for (line, finding) in marks.list.rows.iter_mut().zip(session.findings()) {
        if let (Some(OwnCell::Text(said)), Some(was)) = (line.get_mut(SAID), before(finding)) {
            said.push_str(&format!("出题前写的是“{was}”。"));
        }
    }
    let bytes = patch::mark(source, &marks)?;
    Ok(Exported { name: name.to_owned(), mime: super::XLSX, bytes })
}

/// The workbook without its marks.
///
/// # Errors
/// [`ExportError::Patch`] if there are none.
pub fn unmarked(session: &Session, source: &[u8]) -> Result<Exported, ExportError> {
    let OwnFile { bytes, extension, mime, .. } = own_workbook(session, source)?;
    let bytes = patch::unmark(&bytes)?;
    Ok(Exported { name: file_name(session, "去标注", extension), mime, bytes })
}

/// Findings of one cell, with their numbers in the list.
type Numbered<'f> = Vec<(usize, &'f Finding)>;

/// The findings as marks and as a list, in the report's order.
fn marks(session: &Session) -> Marks {
    let mut sheets: BTreeMap<String, BTreeMap<CellRef, Numbered<'_>>> = BTreeMap::new();
    let mut rows = Vec::with_capacity(session.findings().len());
    for (number, finding) in (1..).zip(session.findings()) {
        let sheet = finding.sheet.and_then(|index| session.workbook().sheets.get(index));
        let place = sheet.zip(finding.cell).map(|(sheet, cell)| (sheet, shown(sheet, cell)));
        if let Some((sheet, cell)) = place {
            let cells = sheets.entry(sheet.name.clone()).or_default();
            cells.entry(cell).or_default().push((number, finding));
        }
        rows.push(line(number, finding, sheet, place));
    }
    let mut columns = COLUMNS.to_vec();
    columns.push(("原格式", 0.0));
    let remarks = Vec::new();
    let marked = sheets.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().map(|(at, findings)| (at, cell_mark(&findings)));
        (name, cells.collect())
    });
    Marks { sheets: marked.collect(), list: OwnSheet { name: SHEET, columns, rows, remarks } }
}

/// Where a mark is seen: of a merged block, only the first cell is.
fn shown(sheet: &Sheet, cell: CellRef) -> CellRef {
    sheet.merge_at(cell).map_or(cell, |block| block.first)
}

const fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Notice => Level::Notice,
    }
}

fn article(finding: &Finding) -> &'static str {
    finding.rule.articles.first().map_or("", |article| article.name)
}

/// Notes and list are read by others than the file's owner: personal numbers are masked.
fn masked(text: &str) -> String {
    Privacy::Masked.text(text)
}

fn line(
    number: usize,
    finding: &Finding,
    sheet: Option<&Sheet>,
    place: Option<(&Sheet, CellRef)>,
) -> Vec<OwnCell> {
    let text = |text: &str| OwnCell::Text(masked(text));
    let link = place.map_or_else(
        || text(if finding.sheet.is_some() { "整张表" } else { "整个文件" }),
        |(sheet, cell)| OwnCell::Link(sheet.name.clone(), cell),
    );
    let mut line = vec![
        OwnCell::Text(number.to_string()),
        OwnCell::Level(level(finding.severity), finding.severity.label().to_owned()),
        OwnCell::Text(sheet.map_or_else(String::new, |sheet| sheet.name.clone())),
        link,
        text(finding.rule.title),
        text(&(finding.message.clone() + &same_way(finding))),
        text(&finding.help),
        OwnCell::Text(article(finding).to_owned()),
        OwnCell::Text(finding.code().to_owned()),
    ];
    line.extend(place.map(|(sheet, cell)| OwnCell::FormatOf(sheet.name.clone(), cell)));
    line
}

/// A wording notice stands for other cells too: which.
fn same_way(finding: &Finding) -> String {
    if finding.way.is_none() || finding.related.is_empty() {
        return String::new();
    }
    let named: Vec<String> =
        finding.related.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let and_more = if finding.related.len() > MOST_NAMED { "等" } else { "" };
    format!("同样写法的还有 {} 格：{}{and_more}。", finding.related.len(), named.join("、"))
}

fn cell_mark(findings: &[(usize, &Finding)]) -> CellMark {
    let worst = findings.iter().map(|(_, finding)| finding.severity).min();
    let mut runs = Vec::new();
    for (number, finding) in findings.iter().take(MOST_IN_A_NOTE) {
        let head = format!("{}{}\n", patch::note_head(*number), finding.severity.label());
        runs.push((head, true));
        let what = masked(&(finding.message.clone() + &same_way(finding)));
        let why = format!("依据：{}（{}）", article(finding), finding.code());
        runs.push((format!("{what}\n{why}\n怎么改：{}\n", masked(&finding.help)), false));
    }
    if let Some(more) = findings.len().checked_sub(MOST_IN_A_NOTE).filter(|more| *more > 0) {
        runs.push((format!("这一格另有 {more} 条，见“{SHEET}”。\n"), false));
    }
    // The last line needs no end.
    if let Some((last, _)) = runs.last_mut() {
        last.truncate(last.trim_end().len());
    }
    CellMark { level: level(worst.unwrap_or(Severity::Notice)), note: Note { runs } }
}
