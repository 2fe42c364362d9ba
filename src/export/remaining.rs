//! The sheet 剩余问题: what is left for a person to mend, with the cell in this workbook
//! and in the file it came from.

use super::changes::Resummed;
use super::official::measure;
use super::places::Places;
use super::sheet_names::quoted;
use super::signatures::{self, Why};
use super::style::Style;
use crate::policy::article;
use crate::report::Privacy;
use crate::rule::{Finding, Severity};
use crate::session::Session;
use crate::workbook::CellRef;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// Excel keeps at most 65,530 links on a sheet.
const MOST_LINKS: u32 = 65_000;

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

/// What to do about a sum that the official layout has put right: the source's may be right, and a
/// row's amount wrong.
const SUMMED_ANEW: &str =
    "本表的合计已经按各行相加重算。请核对是原来的合计填错了，还是哪一行的金额填错了。";

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
    fn of(finding: &'a Finding, resummed: &[Resummed]) -> Self {
        let here = finding.sheet.zip(finding.cell);
        let summed_anew =
            finding.code() == "A110" && resummed.iter().any(|it| here == Some(it.at()));
        Self {
            severity: finding.severity,
            sheet: finding.sheet,
            cell: finding.cell,
            title: finding.rule.title,
            message: &finding.message,
            help: if summed_anew { SUMMED_ANEW } else { &finding.help },
            article: finding.rule.articles.first().map_or("", |article| article.name),
            code: finding.code(),
        }
    }

    /// A pictured signature, which stays behind in the source.
    const fn left_behind(sheet: usize, cell: CellRef, why: Why) -> Self {
        Self {
            severity: Severity::Warning,
            sheet: Some(sheet),
            cell: Some(cell),
            title: "签字图片没有带过来",
            message: why.message(),
            help: "请本人在打印好的表上签字，或者把原表一起存档。",
            article: article::ART_11_BANK.name,
            code: "",
        }
    }

    /// Pictures on the form's sheet that nobody signs with, or that nobody can see.
    fn other_pictures(sheet: usize, message: &'a str) -> Self {
        Self {
            severity: Severity::Notice,
            sheet: Some(sheet),
            cell: None,
            title: "其他图片没有带过来",
            message,
            help: "公章请在打印后重新盖；其余的请和原表一起存档。",
            article: article::FORM.name,
            code: "",
        }
    }
}

/// What is to be said of pictures that are no signatures, by the sheet they lie on.
fn other_pictures(session: &Session) -> Vec<(usize, String)> {
    let mut said = Vec::new();
    for (index, sheet) in session.workbook().sheets.iter().enumerate() {
        let forms = || session.forms().iter().filter(|form| form.sheet == index);
        if forms().next().is_none() {
            continue;
        }
        let signing = forms().flat_map(|form| signatures::by_signer(form, sheet).into_values());
        let signing: usize = signing.map(|pictures| pictures.len()).sum();
        let others = sheet.pictures.len().saturating_sub(signing);
        if others > 0 {
            said.push((index, format!("原表上另有 {others} 张图片（如公章、照片）没有带过来。")));
        }
        if sheet.unseen_pictures > 0 {
            let message = format!(
                "原表上有 {} 张图片，这种格式里看不到是什么，没有带过来；里面可能有签字和公章。",
                sheet.unseen_pictures
            );
            said.push((index, message));
        }
    }
    said
}

pub(super) fn write(
    session: &Session,
    privacy: Privacy,
    style: &Style,
    places: &Places<'_>,
    left_behind: &[(usize, CellRef, Why)],
    resummed: &[Resummed],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    set_up(sheet, style, &TITLES)?;
    let others = other_pictures(session);
    let mut lines: Vec<Line<'_>> =
        session.findings().iter().map(|it| Line::of(it, resummed)).collect();
    lines.extend(left_behind.iter().map(|(sheet, at, why)| Line::left_behind(*sheet, *at, *why)));
    lines.extend(others.iter().map(|(sheet, message)| Line::other_pictures(*sheet, message)));
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
        match place.and_then(|(sheet, cell)| places(sheet, cell)) {
            Some((name, cell)) if row > MOST_LINKS => {
                let text = format!("{name}!{cell}");
                sheet.write_string_with_format(row, 1, text, &style.list)?;
            }
            Some((name, cell)) => {
                let link = Url::new(format!("internal:{}!{cell}", quoted(&name)));
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
