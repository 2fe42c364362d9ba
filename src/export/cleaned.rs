//! The cleaned workbook: the form in the official layout, ready to print and sign, then
//! the sheets 剩余问题 and 修改记录.

use super::official::FormWriter;
use super::receipt::Receipt;
use super::sheet_names::{Names, quoted};
use super::signatures::Images;
use super::style::Style;
use super::{ExportError, Exported, changes, file_name, own_sheets, remaining};
use crate::form::receipt::TITLE;
use crate::patch;
use crate::report::{Privacy, Tool};
use crate::session::Session;
use crate::workbook::OWN_SHEET_NAME_PREFIX;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Write(error.to_string())
    }
}

pub(super) fn cleaned(
    session: &Session,
    source: &[u8],
    privacy: Privacy,
) -> Result<Exported, ExportError> {
    let forms = session.forms();
    if forms.is_empty() {
        return Err(ExportError::NoForm);
    }
    let mut workbook = Workbook::new();
    let style = Style::new();
    let tool = Tool::new(session.options(), privacy);
    let mut places = Vec::new();
    let mut people = Vec::new();
    let mut resummed = Vec::new();
    let mut receipts = Vec::new();
    let mut images = Images::read(session, source, privacy);
    let mut left_behind = Vec::new();
    let mut names = Names::default();
    for (number, form) in (1..).zip(forms) {
        let name = names.take(&form.name);
        let worksheet = workbook.add_worksheet().set_name(&name)?;
        let mut writer = FormWriter::new(session, form, privacy, &style, worksheet, &mut images);
        let next = writer.write()?;
        let mut written = writer.finish();
        places.push(written.places(form, name));
        people.extend(written.people.map(|rows| rows.on_sheet(number)));
        left_behind.extend(written.left_behind.into_iter().map(|(at, why)| (form.sheet, at, why)));
        let receipt = Receipt::new(&tool, form, (number, forms.len()));
        receipts.push(receipt.write(written.content, worksheet, next, &style)?);
        resummed.extend(changes::resummed(form));
    }
    let places = |sheet, cell| places.iter().find_map(|it| it.find(sheet, cell));
    workbook.set_properties(&properties(session, &tool, &receipts)?);
    let left = names.take(remaining::SHEET);
    let worksheet = workbook.add_worksheet().set_name(&left)?;
    remaining::write(session, privacy, &style, &places, &left_behind, &resummed, worksheet)?;
    let log = names.take(changes::SHEET);
    let worksheet = workbook.add_worksheet().set_name(&log)?;
    changes::write(session, privacy, &style, &places, &resummed, worksheet)?;
    mark_own(&mut workbook, &[left, log])?;
    let bytes = patch::fill(&workbook.save_to_buffer()?, people)?;
    let bytes = own_sheets::hide_names(&bytes)?;
    Ok(Exported { name: file_name(session, "核验后", "xlsx"), mime: super::XLSX, bytes })
}

/// Names our own sheets, so that they are passed over when the workbook comes back.
pub(super) fn mark_own(workbook: &mut Workbook, sheets: &[String]) -> Result<(), XlsxError> {
    for (number, sheet) in sheets.iter().enumerate() {
        let name = format!("{OWN_SHEET_NAME_PREFIX}{number}");
        workbook.define_name(name, &format!("={}!$A$1", quoted(sheet)))?;
    }
    Ok(())
}

/// The properties carry the day of the check, not the moment of writing: the same file
/// cleaned twice gives the same bytes.
fn properties(
    session: &Session,
    tool: &Tool,
    receipts: &[String],
) -> Result<DocProperties, XlsxError> {
    let mut properties = dated(session)?
        .set_comment(format!("暖表 {} 核验后导出", tool.version))
        .set_custom_property("暖表版本", tool.version)
        .set_custom_property("核验标准", tool.profile.as_str())
        .set_custom_property("标准校验码", tool.profile_hash.as_str())
        .set_custom_property("核验日期", tool.today.as_str());
    for (number, line) in (1..).zip(receipts) {
        properties = properties.set_custom_property(format!("{TITLE}{number}"), line.as_str());
    }
    Ok(properties)
}

/// Properties with a title and the day of the check.
pub(super) fn dated(session: &Session) -> Result<DocProperties, XlsxError> {
    let today = session.options().today;
    let (year, month, day) = (today.year(), today.month(), today.day());
    let created = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(1900),
        month.unsigned_abs(),
        day.unsigned_abs(),
    )?;
    Ok(DocProperties::new().set_title("送温暖慰问实名制汇总表").set_creation_datetime(&created))
}
