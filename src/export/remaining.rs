//! The sheet 剩余问题: what is left for a person to mend, with the cell in this workbook
//! and in the file it came from.

use super::cleaned::Moved;
use super::layout;
use super::official::measure;
use super::sheet_names::quoted;
use super::style::Style;
use crate::policy::article;
use crate::report::Privacy;
use crate::rule::{Finding, Severity};
use crate::session::Session;
use crate::workbook::CellRef;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// The sheet's name.
pub(super) const SHEET: &str = "剩余问题";

const TITLES: [(&str, f64); 8] = [
    ("轻重", 10.0),
    ("本表位置", 14.0),
    ("原表位置", 14.0),
    ("问题", 22.0),
    ("说明", 52.0),
    ("怎么改", 46.0),
    ("依据", 12.0),
    ("规则", 8.0),
];

/// One line of the list.
struct Line<'a> {
    severity: Severity,
    sheet: Option<usize>,
    cell: Option<CellRef>,
    title: &'a str,
    message: &'a str,
    help: &'a str,
    article: &'a str,
    code: &'a str,
}

impl<'a> Line<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            severity: finding.severity,
            sheet: finding.sheet,
            cell: finding.cell,
            title: finding.rule.title,
            message: &finding.message,
            help: &finding.help,
            article: finding.rule.articles.first().map_or("", |article| article.name),
            code: finding.code(),
        }
    }

    /// A pictured signature, which stays behind in the source.
    const fn left_behind(sheet: usize, cell: CellRef) -> Self {
        Self {
            severity: Severity::Warning,
            sheet: Some(sheet),
            cell: Some(cell),
            title: "签字图片没有带过来",
            message: "原表这里的签字是图片，本表里没有带上。",
            help: "请本人在打印好的表上签字，或者把原表一起存档。",
            article: article::ART_11_BANK.name,
            code: "",
        }
    }
}

pub(super) fn write(
    session: &Session,
    privacy: Privacy,
    style: &Style,
    moved: &Moved,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    set_up(sheet, style, &TITLES)?;
    let mut lines: Vec<Line<'_>> = session.findings().iter().map(Line::of).collect();
    for form in session.forms() {
        let behind = layout::pictures_left_behind(form, session.edits());
        lines.extend(behind.into_iter().map(|cell| Line::left_behind(form.sheet, cell)));
    }
    lines.sort_by_key(|line| line.severity);
    for (row, line) in (1..).zip(&lines) {
        let place = line.sheet.zip(line.cell);
        let source = place.map_or_else(
            || line.sheet.and_then(|index| name(session, index)).unwrap_or_default(),
            |(index, cell)| format!("{}!{cell}", name(session, index).unwrap_or_default()),
        );
        let texts = [
            (0, line.severity.label().to_owned()),
            (2, source),
            (3, line.title.to_owned()),
            (4, privacy.text(line.message)),
            (5, privacy.text(line.help)),
            (6, line.article.to_owned()),
            (7, line.code.to_owned()),
        ];
        fit_height(sheet, row, &TITLES, texts.iter().map(|(col, text)| (*col, text.as_str())))?;
        for (col, text) in texts {
            sheet.write_string_with_format(row, col, text, &style.list)?;
        }
        match place.and_then(|place| moved.get(&place)) {
            Some((name, cell)) => {
                let link = Url::new(format!("internal:{}!{cell}", quoted(name)));
                sheet.write_url_with_options(
                    row,
                    1,
                    link,
                    format!("{name}!{cell}"),
                    "",
                    Some(&style.list),
                )?;
            }
            None => {
                sheet.write_blank(row, 1, &style.list)?;
            }
        }
    }
    if lines.is_empty() {
        sheet.write_string_with_format(1, 0, "没有剩余问题。", &style.list)?;
    }
    Ok(())
}

fn name(session: &Session, index: usize) -> Option<String> {
    session.workbook().sheets.get(index).map(|sheet| sheet.name.clone())
}

/// Makes a row as high as its wrapped texts need: not every program does so by itself.
pub(super) fn fit_height<'t>(
    sheet: &mut Worksheet,
    row: u32,
    titles: &[(&str, f64)],
    texts: impl Iterator<Item = (u16, &'t str)>,
) -> Result<(), XlsxError> {
    let lines = texts.filter_map(|(col, text)| {
        let (_, width) = titles.get(usize::from(col))?;
        Some(measure::lines_in(text, *width))
    });
    sheet.set_row_height(row, measure::note(lines.fold(1.0, f64::max)))?;
    Ok(())
}

/// The look our lists share: header, widths, A4 landscape, header on every page.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    style: &Style,
    titles: &[(&str, f64)],
) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C第 &P 页，共 &N 页")
        .set_repeat_rows(0, 0)?
        .set_freeze_panes(1, 0)?;
    for (col, (title, width)) in (0_u16..).zip(titles) {
        sheet.write_string_with_format(0, col, *title, &style.header)?;
        sheet.set_column_width(col, *width)?;
    }
    sheet.set_row_height(0, 24)?;
    Ok(())
}
