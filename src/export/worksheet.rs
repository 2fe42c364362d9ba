//! 抽查底稿: the worksheet of a sample, with boxes for what was seen.

use super::cleaned::mark_own;
use super::entries::Entry;
use super::layout::Official;
use super::style::Style;
use super::{ExportError, Exported, XLSX};
use crate::across::sample::worksheet::{self, Column, Fact, NOTES, ROWS};
use crate::across::sample::{GENERATOR, Method, Pick, Plan, Sample};
use crate::form::Field;
use crate::report::{Tool, yuan};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// Row of the header; title and how it was drawn stand above.
const HEADER: u32 = 2;
/// Empty rows at least between the table and the sign-off.
const GAP: u32 = 1;

/// Writes the worksheet of a sample. `entries` are the drawn rows in full, in the order of
/// [`Sample::picks`].
///
/// # Errors
/// [`ExportError::Write`] if the workbook can't be written.
pub fn worksheet(
    sample: &Sample<'_>,
    plan: &Plan,
    entries: &[Entry],
    tool: &Tool,
) -> Result<Exported, ExportError> {
    let mut workbook = Workbook::new();
    let style = Style::new();
    rows(workbook.add_worksheet(), &style, sample, plan, entries)?;
    notes(workbook.add_worksheet(), &style, sample, plan, tool)?;
    // Put into the folder it was drawn from, it must not count as one more form.
    mark_own(&mut workbook, &[ROWS.to_owned(), NOTES.to_owned()])?;
    Ok(Exported {
        name: format!("送温暖抽查底稿_{}.xlsx", tool.today.replace('-', "")),
        mime: XLSX,
        bytes: super::own_sheets::hide_names(&workbook.save_to_buffer()?)?,
    })
}

fn rows(
    sheet: &mut Worksheet,
    style: &Style,
    sample: &Sample<'_>,
    plan: &Plan,
    entries: &[Entry],
) -> Result<(), XlsxError> {
    sheet.set_name(ROWS)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet
        .set_footer("&C第 &P 页，共 &N 页")
        .set_repeat_rows(HEADER, HEADER)?
        .set_freeze_panes(HEADER + 1, 0)?;
    let last_col = Column::ALL.len() as u16 - 1;
    sheet.merge_range(0, 0, 0, last_col, "送温暖慰问抽查底稿", &style.title)?;
    let population: usize = sample.strata.iter().map(|it| it.rows).sum();
    let how = format!(
        "{}，种子“{}”，从 {population} 行里抽出 {} 行。各栏怎么填、怎么抽的，见“{NOTES}”。",
        plan.method.label(),
        plan.seed,
        sample.picks.len()
    );
    sheet.merge_range(1, 0, 1, last_col, &how, &style.head)?;
    for (col, column) in (0_u16..).zip(Column::ALL) {
        sheet.write_string_with_format(HEADER, col, column.title(), &style.header)?;
        sheet.set_column_width(col, width(column))?;
    }
    let first = HEADER + 1;
    let shares = style.number.clone().set_num_format("0.0000");
    for (index, (pick, entry)) in (0_u32..).zip(sample.picks.iter().zip(entries)) {
        let row = first + index;
        sheet.set_row_height(row, 32)?;
        for (col, column) in (0_u16..).zip(Column::ALL) {
            if column == Column::Chance {
                sheet.write_number_with_format(row, col, chance(pick), &shares)?;
                continue;
            }
            let (value, field) = cell(column, index, pick, entry);
            style.put(sheet, row, col, &value, field)?;
        }
    }
    let last = first + (sample.picks.len() as u32).max(1) - 1;
    for (column, choices) in [
        (Column::Receipt, ["有", "无", "不适用"].as_slice()),
        (Column::Signature, &["有", "无", "不适用"]),
        (Column::Interview, &["本人已收到", "说法不一", "未联系上"]),
        (Column::Verdict, &worksheet::VERDICTS),
    ] {
        let col = column as u16;
        let choices = DataValidation::new().allow_list_strings(choices)?;
        sheet.add_data_validation(first, col, last, col, &choices)?;
    }
    let signed = ["抽查人：", "复核人：", "日期：        年    月    日"];
    for (col, text) in [1_u16, 5, 10].into_iter().zip(signed) {
        sheet.write_string_with_format(last + GAP + 1, col, text, &style.head)?;
    }
    sheet.set_row_height(last + GAP + 1, 36)?;
    Ok(())
}

/// Together little more than A4 across holds, so that the print stays legible.
const fn width(column: Column) -> f64 {
    match column {
        Column::Serial | Column::Row => 4.5,
        Column::Unit | Column::Category => 16.0,
        Column::IdNumber => 19.0,
        Column::File | Column::Note => 13.0,
        Column::Date | Column::Amount | Column::Right => 10.5,
        Column::Sheet | Column::Name | Column::Interview | Column::Payment => 8.5,
        Column::Chance | Column::Receipt | Column::Signature | Column::Verdict => 7.5,
    }
}

fn cell(column: Column, index: u32, pick: &Pick<'_>, entry: &Entry) -> (Official, Option<Field>) {
    let of = |field: Field| (entry.value(field).clone(), Some(field));
    let text = |text: &str| (Official::Text(text.to_owned()), None);
    match column {
        Column::Serial => (Official::Number(f64::from(index + 1)), None),
        Column::Unit => text(&entry.unit),
        Column::File => text(entry.path.rsplit(['/', '\\']).next().unwrap_or(&entry.path)),
        Column::Sheet => text(&entry.sheet),
        Column::Row => (Official::Number(f64::from(entry.place.row) + 1.0), None),
        Column::Name => of(Field::Name),
        Column::IdNumber => of(Field::IdNumber),
        Column::Category => of(Field::Category),
        Column::Date => of(Field::Date),
        Column::Payment => of(Field::Payment),
        Column::Amount => (Official::Amount(pick.at.line.amount()), None),
        Column::Right => (Official::Empty, Some(Field::Cash)),
        Column::Chance
        | Column::Receipt
        | Column::Signature
        | Column::Interview
        | Column::Verdict
        | Column::Note => (Official::Empty, None),
    }
}

/// As a number from 0 to 1; the evaluation divides by it.
#[expect(clippy::cast_precision_loss, reason = "15 digits of a probability are enough")]
fn chance(pick: &Pick<'_>) -> f64 {
    let (part, whole) = pick.chance;
    if pick.is_certain() { 1.0 } else { part as f64 / whole as f64 }
}

/// What one drawn row of a monetary-unit sample stands for, in yuan: the amount of the rows
/// not certain to be drawn, by how many of them were. There is none for strata together.
fn interval(sample: &Sample<'_>) -> Option<Decimal> {
    let [stratum] = sample.strata.as_slice() else { return None };
    let certain: Vec<_> = sample.picks.iter().filter(|it| it.is_certain()).collect();
    let certain_amount: Decimal = certain.iter().map(|it| it.at.line.amount()).sum();
    let others = Decimal::from(sample.picks.len() - certain.len());
    (stratum.amount - certain_amount).checked_div(others)
}

fn notes(
    sheet: &mut Worksheet,
    style: &Style,
    sample: &Sample<'_>,
    plan: &Plan,
    tool: &Tool,
) -> Result<(), XlsxError> {
    sheet.set_name(NOTES)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 22)?.set_column_width(1, 34)?.set_column_width(2, 60)?;
    let mut lines: Vec<[String; 3]> = Vec::new();
    let mut line = |label: &str, value: String, note: &str| {
        lines.push([label.to_owned(), value, note.to_owned()]);
    };
    let population: usize = sample.strata.iter().map(|it| it.rows).sum();
    let amount: Decimal = sample.strata.iter().map(|it| it.amount).sum();
    line("工具", format!("暖表 {}", tool.version), "");
    line("标准", tool.profile.clone(), &tool.profile_hash);
    line("日期", tool.today.clone(), "");
    line(Fact::Method.label(), plan.method.label().to_owned(), method(plan.method));
    line("种子", plan.seed.clone(), "同样的文件、同样的种子，在网页和命令行里抽出的行都一样。");
    line("随机数", GENERATOR.to_owned(), "行按文件内容的 SHA-256 和行号排好，再按种子打乱。");
    line("总体（行）", population.to_string(), "重复报送的表只算后一份。");
    line("总体（元）", yuan(amount), "慰问金和慰问品折价合计。");
    line(Fact::Drawn.label(), sample.picks.len().to_string(), "底稿里的行不要删，也不要加。");
    if sample.left_out > 0 {
        line("没有金额的行", sample.left_out.to_string(), "按金额抽样时抽不到，请另行查看。");
    }
    if plan.method == Method::Amount {
        let interval = interval(sample).map(yuan).unwrap_or_default();
        line(
            Fact::Interval.label(),
            interval,
            "不小于间隔的行必定抽中；按单位分层时没有统一的间隔，不算上限。",
        );
    }
    line(Fact::Confidence.label(), worksheet::CONFIDENCE.to_owned(), "评价时用，可以改。");
    line("按单位分层", if plan.by_unit { "是" } else { "否" }.to_owned(), "");
    for stratum in sample.strata.iter().filter(|it| it.unit.is_some()) {
        let unit = stratum.unit.as_deref().unwrap_or_default();
        let drawn = format!("{} 行里抽 {} 行", stratum.rows, stratum.drawn);
        line(unit, drawn, &format!("{} 元", yuan(stratum.amount)));
    }
    line(
        "怎么填",
        worksheet::VERDICTS.join(" / "),
        "每行看银行回单或签字，必要时访谈本人，再填结论；金额不符的写上核实金额（没有发的写 0）。填好后用暖表评价。",
    );
    sheet.write_string_with_format(
        0,
        0,
        NOTES,
        &style.title.clone().set_align(FormatAlign::Left),
    )?;
    for (row, cells) in (2_u32..).zip(&lines) {
        for (col, text) in (0_u16..).zip(cells) {
            let format: &Format = if col == 0 { &style.header } else { &style.list };
            sheet.write_string_with_format(row, col, text, format)?;
        }
    }
    Ok(())
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Random => "每行抽中的机会一样：n ÷ N。",
        Method::Risk => {
            "每行的权重是 1，每处必须改正加 3、每处需要说明加 1；抽中概率 = n × 权重 ÷ 权重合计。"
        }
        Method::Amount => {
            "金额越大越容易抽中：抽中概率 = n × 金额 ÷ 金额合计（AICPA《审计抽样》第六章）。"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_their_number_says() {
        for (index, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(column as usize, index);
        }
    }
}
