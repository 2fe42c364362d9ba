//! The verdict, and with several files the table of them.

use super::findings::{cross, row_class};
use crate::export::unbroken::unbroken;
use crate::export::words::{self, Counts, Words};
use crate::report::{FileReport, Report};
use crate::value::money::display_count;
use maud::{Markup, html};

pub(super) fn overview(report: &Report) -> Markup {
    let words = match report.files.as_slice() {
        [file] => words::verdict(file),
        _ => words::overall(report),
    };
    html! {
        (verdict(&words))
        @if !super::all_checked(report) {
            p { a href="#unseen" { "有的内容未能检查，见末尾。" } }
        }
        @if report.files.len() != 1 { (files(report)) }
        @if !report.cross.is_empty() { (cross(&report.cross)) }
    }
}

pub(super) fn verdict(words: &Words) -> Markup {
    html! {
        div class={ "verdict " (words.mark.class()) } {
            (words.mark)
            div { p.say { (words.head) } p { (unbroken(&words.sub)) } }
        }
    }
}

/// One line per file, with a link to its part.
fn files(report: &Report) -> Markup {
    let totals = &report.totals;
    html! {
        section {
            h2 { "文件" }
            table.paged.files {
                thead {
                    tr {
                        th { "文件" } th { "填报单位" } th.num { "人数" }
                        th.num { "慰问金（元）" } th.num { "慰问品折价（元）" }
                        th.num { "改正" } th.num { "说明" } th.num { "提示" } th { "结论" }
                    }
                }
                tbody {
                    @for (position, file) in report.files.iter().enumerate() {
                        (file_row(position, file))
                    }
                }
                tfoot {
                    tr {
                        th { "合计" } td {} td.num { (display_count(totals.people)) }
                        td.num { (words::amount(&totals.cash_total)) }
                        td.num { (words::amount(&totals.goods_total)) }
                        td.num { (totals.errors) } td.num { (totals.warnings) }
                        td.num { (totals.notices) } td {}
                    }
                }
            }
        }
    }
}

fn file_row(position: usize, file: &FileReport) -> Markup {
    let counts = Counts::of(file);
    let words = words::verdict(file);
    let units = file.sheets.iter().filter_map(|sheet| sheet.header.unit.as_deref());
    let mut units: Vec<_> = units.collect();
    units.dedup();
    let sum = |of: fn(&crate::report::SummaryReport) -> &str| {
        let amounts = file.sheets.iter().filter_map(|sheet| of(&sheet.summary).parse().ok());
        let sum = amounts.fold(rust_decimal::Decimal::ZERO, |sum, it| sum.saturating_add(it));
        crate::value::money::display(sum)
    };
    html! {
        tr class=(row_class(position, words.mark)) data-file {
            td { a href={ "#f" (position + 1) } { (unbroken(&file.path)) } }
            td { (units.join("、")) }
            td.num { (display_count(file.sheets.iter().map(|sheet| sheet.summary.people).sum())) }
            td.num { (sum(|it| &it.cash_total)) }
            td.num { (sum(|it| &it.goods_total)) }
            td.num { (counts.errors) } td.num { (counts.warnings) } td.num { (counts.notices) }
            td { (words.mark) (words.head) }
        }
    }
}
