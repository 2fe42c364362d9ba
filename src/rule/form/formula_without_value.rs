//! F009: a formula without a value, or with an error value, in a cell that counts; once per
//! column and kind.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::workbook::{CellRef, CellValue, Sheet};

rule! {
    /// # 什么问题
    /// 这一格是公式，但文件里没有它算出来的结果，或者结果是以 # 开头的提示（比如 #N/A）。
    ///
    /// # 为什么
    /// 公式要在 WPS 或 Excel 里算过、存过，才有结果。没有结果，打印出来就是空的或一串符号，合计也对不上。
    ///
    /// # 怎么改
    /// 用 WPS 或 Excel 打开，按 F9 重新计算后保存。结果仍以 # 开头的，说明公式引用的格子不在了或查不到，请直接填上数值。
    F009 {
        title: "公式没有结果",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请用 WPS 或 Excel 打开，按 F9 重新计算后保存；仍不行的，直接填上数值。",
        fix: FixKind::None,
        check: Check::RowAndForm(check, check_totals),
        wrong: &[Change::Cell(0, Field::Cash, Put::NoValue)],
        right: &[Change::Cell(0, Field::Note, Put::Text("#见附件"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for cell in row.cells {
        if !matches!(cell.value, CellValue::Error(_) | CellValue::NoValue) {
            continue;
        }
        let column = row.form.columns.iter().find(|column| column.col == cell.col);
        if let Some(field) = column.and_then(|column| column.field) {
            report(row.sheet, CellRef::new(row.record.row, cell.col), field, sink);
        }
    }
}

fn check_totals(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for total in &view.form.totals {
        for sum in &total.sums {
            if matches!(sum.amount, Reading::Broken) {
                report(view.sheet, sum.place, sum.field, sink);
            }
        }
    }
}

fn report(sheet: &Sheet, place: CellRef, field: Field, sink: &mut Sink<'_>) {
    let title = field.title();
    match sheet.cell(place).map(|cell| &cell.value) {
        Some(CellValue::Error(error)) => {
            let (message, help) = if field == Field::Signature {
                (
                    format!("“{title}”显示的是 {error}：嵌在格子里的签字图片多半在另存时丢了。"),
                    "请用原来的软件打开原来的文件，重新另存为 xlsx；或者打印后请本人手签。",
                )
            } else {
                (
                    format!("“{title}”显示的是 {error}{}，没有可用的数值。", reason(error)),
                    "请检查这一格的公式，或者直接填上数值。",
                )
            };
            sink.cell(place, message).field(field).value(&**error).help(help).way(&**error);
        }
        _ => {
            // A program that doesn't calculate leaves a whole column so: one cause, told once.
            sink.cell(place, format!("“{title}”是公式，文件里没有它的结果。"))
                .field(field)
                .way("没有结果");
        }
    }
}

/// What an error value means, for people who don't write formulas.
fn reason(error: &str) -> &'static str {
    match error.trim() {
        "#REF!" => "（公式引用的格子已被删掉）",
        "#N/A" => "（公式没有查到对应的内容）",
        "#VALUE!" => "（公式里混进了文字）",
        "#DIV/0!" => "（公式除以了零）",
        "#NAME?" => "（公式的名称写错了）",
        _ => "",
    }
}
