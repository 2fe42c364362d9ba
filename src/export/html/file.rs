//! One file: what its head says, what it comes to, what is to be done, what was changed.

use super::findings::{list, row_class};
use super::overview::verdict;
use crate::export::unbroken::unbroken;
use crate::export::words::{self, Counts, Mark};
use crate::report::{FileReport, HeaderReport, ShareReport, SheetReport, SummaryReport};
use crate::rule::Safety;
use crate::session::EditRecord;
use crate::value::money::{self, display_count};
use maud::{Markup, html};
use rust_decimal::Decimal;

/// A file's part; `number` is its place among several.
pub(super) fn file(file: &FileReport, number: Option<usize>) -> Markup {
    html! {
        section.file id=[number.map(|number| format!("f{number}"))] {
            @if let Some(number) = number {
                h2 { (number) ". " (unbroken(&file.path)) }
                (verdict(&words::verdict(file)))
            }
            @for sheet in file.sheets.iter().filter(|sheet| !sheet.columns.is_empty()) {
                (form(file, sheet))
            }
            @if file.error.is_none() { (findings(file)) }
            @if !file.edits.is_empty() { (edits(&file.edits)) }
        }
    }
}

fn form(file: &FileReport, sheet: &SheetReport) -> Markup {
    html! {
        table.facts {
            (facts(&sheet.header))
            tr {
                th { "文件" }
                td colspan="3" {
                    (unbroken(words::file_name(&file.path))) "，" (place(sheet)) "，"
                    (display_count(sheet.rows)) " 行，"
                    (display_count(sheet.summary.people)) " 人"
                }
            }
        }
        h3 { "数额" }
        (shares("对象类别", "类别待改正", &sheet.summary.by_category, sheet))
        @if !sheet.summary.by_funding.is_empty() {
            (shares("资金来源", "来源没有写清", &sheet.summary.by_funding, sheet))
        }
        @if !sheet.summary.by_payment.is_empty() {
            (shares("发放方式", "方式没有写清", &sheet.summary.by_payment, sheet))
        }
    }
}

/// Which sheet, and which part of it, so that several forms on one can be told apart.
fn place(sheet: &SheetReport) -> String {
    let range = sheet.range.as_ref().map(|range| format!(" {range}")).unwrap_or_default();
    format!("工作表“{}”{range}", sheet.name)
}

fn facts(header: &HeaderReport) -> Markup {
    let pictured = |key: &str| header.pictures.contains(&key);
    let text = |key: &str, value: &Option<String>, missing: &str| match value.as_deref() {
        Some(text) if key == "date" => words::date(text),
        Some(text) => text.to_owned(),
        None if pictured(key) => "有（图片）".to_owned(),
        None => missing.to_owned(),
    };
    html! {
        tr {
            th { "填报单位" } td { (text("unit", &header.unit, "（未填）")) }
            th { "填报日期" } td { (text("date", &header.date, "（未填）")) }
        }
        tr {
            th { "填报人" } td { (text("preparer", &header.preparer, "（未填）")) }
            th { "联系电话" } td { (text("phone", &header.phone, "（未填）")) }
        }
        tr {
            th { "负责人签字" } td { (text("responsible", &header.responsible, "（缺）")) }
            th { "经办人签字" } td { (text("handler", &header.handler, "（缺）")) }
        }
    }
}

/// The sums by group; rows that fit none have a line of their own, so that the shares
/// always make the total.
fn shares(title: &str, rest_title: &str, shares: &[ShareReport], sheet: &SheetReport) -> Markup {
    let SummaryReport { people, cash_total, goods_total, .. } = &sheet.summary;
    let rest = Rest::of(shares, sheet);
    html! {
        table.sums {
            thead {
                tr {
                    th { (title) } th.num { "行数" } th.num { "慰问金（元）" }
                    th.num { "慰问品折价（元）" }
                }
            }
            tbody {
                @for share in shares {
                    tr {
                        td { (share.label) } td.num { (display_count(share.people)) }
                        td.num { (words::amount(&share.cash_total)) }
                        td.num { (words::amount(&share.goods_total)) }
                    }
                }
                @if rest.rows > 0 {
                    tr {
                        td { (rest_title) } td.num { (display_count(rest.rows)) }
                        td.num { (money::display(rest.cash)) }
                        td.num { (money::display(rest.goods)) }
                    }
                }
            }
            tfoot {
                tr {
                    th { "合计（各行相加）" }
                    td.num {
                        (display_count(sheet.rows))
                        @if *people != sheet.rows { "（" (display_count(*people)) " 人）" }
                    }
                    td.num { (words::amount(cash_total)) }
                    td.num { (words::amount(goods_total)) }
                }
            }
        }
    }
}

/// What no share holds.
struct Rest {
    rows: usize,
    cash: Decimal,
    goods: Decimal,
}

impl Rest {
    fn of(shares: &[ShareReport], sheet: &SheetReport) -> Self {
        let amount = |text: &str| text.parse::<Decimal>().unwrap_or_default();
        let mut rest = Self {
            rows: sheet.rows,
            cash: amount(&sheet.summary.cash_total),
            goods: amount(&sheet.summary.goods_total),
        };
        for share in shares {
            rest.rows = rest.rows.saturating_sub(share.people);
            rest.cash -= amount(&share.cash_total);
            rest.goods -= amount(&share.goods_total);
        }
        rest
    }
}

fn findings(file: &FileReport) -> Markup {
    let forms = file.sheets.iter().filter(|sheet| !sheet.columns.is_empty()).count();
    html! {
        h3 { "要处理的地方" span { "按行排列，单元格为原文件中的位置" } }
        @if Counts::of(file).none() { p { "没有问题。" } }
        @if !file.findings.is_empty() { (list(&file.findings)) }
        @for sheet in file.sheets.iter().filter(|sheet| !sheet.findings.is_empty()) {
            @if forms != 1 || sheet.columns.is_empty() { h4 { (place(sheet)) } }
            (list(&sheet.findings))
        }
    }
}

fn edits(edits: &[EditRecord]) -> Markup {
    html! {
        h3 { "已做的修改" span { (edits.len()) " 处，原来的文件没有动" } }
        table.paged {
            thead {
                tr { th.cell { "单元格" } th { "修改前" } th { "修改后" } th { "原因" } th { "性质" } }
            }
            tbody {
                @for (position, edit) in edits.iter().enumerate() {
                    tr class=(row_class(position, Mark::Ok)) {
                        td.cell { (edit.sheet_name) "!" (edit.part.as_deref().unwrap_or(&edit.cell)) }
                        td { (unbroken(&edit.before)) }
                        td { (unbroken(&edit.after)) }
                        td { (edit.title) }
                        td {
                            (match edit.safety {
                                None => "手工",
                                Some(Safety::Safe) => "安全修正",
                                Some(Safety::Unsafe) => "确认后修正",
                            })
                        }
                    }
                }
            }
        }
    }
}
