//! The sheet 剩余问题: what is left for a person to mend, with the cell in this workbook
//! and in the file it came from.

use super::cleaned::Moved;
use super::sheet_names::quoted;
use super::style::Style;
use crate::report::Privacy;
use crate::rule::Finding;
use crate::session::Session;
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

pub(super) fn write(
    session: &Session,
    privacy: Privacy,
    style: &Style,
    moved: &Moved,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    set_up(sheet, style, &TITLES)?;
    let mut findings: Vec<&Finding> = session.findings().iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    for (row, finding) in (1..).zip(&findings) {
        let place = finding.sheet.zip(finding.cell);
        let source = place.map_or_else(
            || finding.sheet.and_then(|index| name(session, index)).unwrap_or_default(),
            |(index, cell)| format!("{}!{cell}", name(session, index).unwrap_or_default()),
        );
        let article = finding.rule.articles.first().map_or("", |article| article.name);
        let texts = [
            (0, finding.severity.label().to_owned()),
            (2, source),
            (3, finding.rule.title.to_owned()),
            (4, privacy.text(&finding.message)),
            (5, privacy.text(&finding.help)),
            (6, article.to_owned()),
            (7, finding.code().to_owned()),
        ];
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
    if findings.is_empty() {
        sheet.write_string_with_format(1, 0, "没有剩余问题。", &style.list)?;
    }
    Ok(())
}

fn name(session: &Session, index: usize) -> Option<String> {
    session.workbook().sheets.get(index).map(|sheet| sheet.name.clone())
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
