//! The sheet 修改记录: every change, before and after, with the rule it rests on; those of
//! an earlier cleaning are carried over.

use super::layout;
use super::places::Places;
use super::remaining::{fit_height, set_up};
use super::signatures;
use super::style::Style;
use crate::fix::{Cause, Edit, Target};
use crate::form::{Field, Form};
use crate::patch::{OwnCell, OwnSheet, Refused};
use crate::report::Privacy;
use crate::rule::Safety;
use crate::session::Session;
use crate::value::money;
use crate::workbook::{CellRef, Hideable, Sheet};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The sheet's name; by it an earlier cleaning's record is found again.
pub(super) const SHEET: &str = "修改记录";

const TITLES: [(&str, f64); 7] = [
    ("原表位置", 16.0),
    ("本表位置", 16.0),
    ("修改前", 34.0),
    ("修改后", 34.0),
    ("原因", 30.0),
    ("性质", 12.0),
    ("规则", 8.0),
];

/// One line of the record.
type Line = [String; TITLES.len()];

/// A sum that the official layout recomputes from the rows and that the source stated
/// otherwise.
pub(super) struct Resummed {
    sheet: usize,
    cell: CellRef,
    before: String,
    after: String,
}

impl Resummed {
    /// The sheet and the cell of the source.
    pub(super) const fn at(&self) -> (usize, CellRef) {
        (self.sheet, self.cell)
    }
}

/// The grand total's sums that differ from their rows: the layout's sums are formulas, so
/// the change must be on record.
pub(super) fn resummed(form: &Form) -> Vec<Resummed> {
    let Some(total) = form.grand_total() else { return Vec::new() };
    let summed = [Field::Cash, Field::GoodsValue, Field::Total];
    total
        .sums
        .iter()
        .filter(|stated| summed.contains(&stated.field))
        .filter_map(|stated| {
            let before = money::written(&stated.amount)?;
            let after = layout::sum(form, stated.field).unwrap_or_default();
            (before != after).then(|| Resummed {
                sheet: form.sheet,
                cell: stated.place,
                before: money::display(before),
                after: money::display(after),
            })
        })
        .collect()
}

pub(super) fn write(
    session: &Session,
    privacy: Privacy,
    style: &Style,
    places: &Places<'_>,
    resummed: &[Resummed],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    set_up(sheet, style, &TITLES)?;
    let mut lines = earlier(session, privacy);
    let context = Lines { session, privacy, places };
    lines.extend(session.edits().map(|edit| context.edit(edit)));
    lines.extend(resummed.iter().map(|sum| context.sum(sum)));
    lines.extend(session.forms().iter().flat_map(|form| context.to_sign(form)));
    for (row, line) in (1..).zip(&lines) {
        fit_height(sheet, row, &TITLES, (0..).zip(line.iter().map(String::as_str)))?;
        for (col, text) in (0_u16..).zip(line) {
            sheet.write_string_with_format(row, col, text, &style.list)?;
        }
    }
    if lines.is_empty() {
        sheet.write_string_with_format(1, 0, NONE, &style.list)?;
    }
    Ok(())
}

/// Says that nothing was changed; not a line to carry over.
const NONE: &str = "没有改动。";

/// Whether the workbook has a record of an earlier cleaning.
pub(super) fn has_record(session: &Session) -> bool {
    session.workbook().sheets.iter().any(|sheet| sheet.own && sheet.name.starts_with(SHEET))
}

/// The record for the user's own workbook, where every cell is where it was.
pub(super) fn own_sheet(session: &Session, refused: &[Refused]) -> OwnSheet {
    let privacy = Privacy::Shown;
    let name = |sheet: usize| session.workbook().sheets.get(sheet).map(|sheet| &sheet.name);
    let kept = |edit: &&Edit| {
        let sheet = name(edit.sheet);
        !refused.iter().any(|it| Some(&it.sheet) == sheet && Some(it.at) == edit.cell())
    };
    let places = |sheet, cell| Some((name(sheet)?.clone(), cell));
    let context = Lines { session, privacy, places: &places };
    let mut lines = earlier(session, privacy);
    lines.extend(session.edits().filter(kept).map(|edit| context.edit(edit)));
    let mut remarks = Vec::new();
    if lines.is_empty() {
        remarks.push(NONE.to_owned());
    }
    remarks.extend(
        refused
            .iter()
            .map(|it| format!("{}!{} {}，没有改，请在表里手工改。", it.sheet, it.at, it.why)),
    );
    remarks.extend(session.forms().iter().filter_map(|form| sign_again(session, form)));
    let rows = lines.into_iter().map(|line| line.map(OwnCell::Text).to_vec()).collect();
    OwnSheet { name: SHEET, columns: TITLES.to_vec(), rows, remarks }
}

/// Which rows were signed for something else than they say now.
fn sign_again(session: &Session, form: &Form) -> Option<String> {
    let sheet = session.workbook().sheets.get(form.sheet)?;
    let rows = signatures::signed_before(form, sheet, session.edits());
    let rows: Vec<String> = rows.into_iter().map(|row| (u64::from(row) + 1).to_string()).collect();
    let rows = (!rows.is_empty()).then(|| rows.join("、"))?;
    Some(format!("“{}”第 {rows} 行的姓名、证号、账号或金额改过，请本人重新签字。", form.name))
}

/// The lines of an earlier cleaning's record, as they are.
fn earlier(session: &Session, privacy: Privacy) -> Vec<Line> {
    let ours = |sheet: &&Sheet| sheet.own && sheet.name.starts_with(SHEET);
    let Some(sheet) = session.workbook().sheets.iter().find(ours) else { return Vec::new() };
    let lines = sheet.rows().iter().skip_while(|row| row.index == 0).map(|row| {
        let mut line = Line::default();
        for (col, text) in (0..).zip(&mut line) {
            *text =
                row.cell(col).map_or_else(String::new, |cell| privacy.text(&cell.value.display()));
        }
        line
    });
    // A sentence below or instead of the list has no reason.
    lines.filter(|[_, _, _, _, why, ..]| !why.is_empty()).collect()
}

/// What lines are made from.
struct Lines<'a> {
    session: &'a Session,
    privacy: Privacy,
    places: &'a Places<'a>,
}

impl Lines<'_> {
    /// Where a cell is in the source, and where it is here.
    fn places(&self, sheet: usize, cell: CellRef) -> [String; 2] {
        let here = (self.places)(sheet, cell);
        let here = here.map_or_else(String::new, |(name, cell)| format!("{name}!{cell}"));
        [format!("{}!{cell}", self.sheet_name(sheet)), here]
    }

    /// [`Lines::places`] of what was shown: where its cell went, there it is.
    fn places_of_hidden(&self, sheet: usize, hidden: Hideable) -> [String; 2] {
        let cell = self.session.cell_to_show(sheet, Target::Visibility(hidden));
        let here = (self.places)(sheet, cell).map_or_else(String::new, |(name, cell)| {
            let hidden = match hidden {
                Hideable::Row(_) => Hideable::Row(cell.row),
                Hideable::Column(_) => Hideable::Column(cell.col),
                Hideable::Sheet => Hideable::Sheet,
            };
            format!("{name}!{hidden}")
        });
        [format!("{}!{hidden}", self.sheet_name(sheet)), here]
    }

    fn sheet_name(&self, sheet: usize) -> &str {
        self.session.workbook().sheets.get(sheet).map_or("", |sheet| &sheet.name)
    }

    fn edit(&self, edit: &Edit) -> Line {
        let (why, kind, code) = match edit.cause {
            Cause::Manual => ("手工修改", "手工", ""),
            Cause::Fix { rule, safety: Safety::Safe } => (rule.title, "安全修正", rule.code),
            Cause::Fix { rule, safety: Safety::Unsafe } => (rule.title, "确认后修正", rule.code),
        };
        let [source, here] = match edit.target() {
            Target::Cell(cell) => self.places(edit.sheet, cell),
            Target::Visibility(hidden) => self.places_of_hidden(edit.sheet, hidden),
        };
        let [before, after] = [&edit.before, &edit.after]
            .map(|state| self.session.state_text(edit.sheet, state, self.privacy));
        [source, here, before, after, why.to_owned(), kind.to_owned(), code.to_owned()]
    }

    fn sum(&self, sum: &Resummed) -> Line {
        let [source, here] = self.places(sum.sheet, sum.cell);
        let (before, after) = (sum.before.clone(), sum.after.clone());
        let why = "合计按各行相加重算，请核对".to_owned();
        [source, here, before, after, why, "重算".to_owned(), "A110".to_owned()]
    }

    /// Signatures that were left out because what they stood for was changed.
    fn to_sign(&self, form: &Form) -> Vec<Line> {
        let col = form.column(Field::Signature).or_else(|| form.column(Field::Name));
        let sheet = self.session.workbook().sheets.get(form.sheet);
        let (Some(col), Some(sheet)) = (col, sheet) else { return Vec::new() };
        let rows = signatures::signed_before(form, sheet, self.session.edits());
        let line = |row| {
            let cell = CellRef::new(row, col);
            let text = form.column(Field::Signature).and_then(|_| sheet.cell(cell));
            let text = text.map_or_else(String::new, |cell| cell.value.display().trim().to_owned());
            let signed = if text.is_empty() { "（图片签字）".to_owned() } else { text };
            let [source, here] = self.places(form.sheet, cell);
            let why = "这一行的姓名、证号、账号或金额改过，请本人重新签字".to_owned();
            [source, here, signed, String::new(), why, "重新签字".to_owned(), String::new()]
        };
        rows.into_iter().map(line).collect()
    }
}
