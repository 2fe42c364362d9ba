//! 汇总报告: what many files come to, for print. Single problems stay with their files.

use super::findings::{cross, row_class};
use super::{STYLE, foot};
use crate::across::FileGlance;
use crate::across::totals::{Group, Totals};
use crate::export::unbroken::unbroken;
use crate::export::words::{self, Mark};
use crate::export::{Exported, ReceiptState};
use crate::report::{CrossReport, Tool};
use crate::rule::Severity;
use crate::session::Verdict;
use crate::value::money::display_count;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// What a summary speaks of.
#[derive(Debug, Clone, Copy)]
pub struct District<'a> {
    /// What made it, and by which standards.
    pub tool: &'a Tool,
    /// Each file's path with what came of it; the reason if it could not be read.
    pub files: &'a [(String, Result<FileGlance, String>)],
    /// Sums over all of them.
    pub totals: &'a Totals,
    /// Findings across them.
    pub cross: &'a [CrossReport],
}

/// The summary as one page (A4).
#[must_use]
pub fn district(of: &District<'_>) -> Exported {
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(super::policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "送温暖慰问汇总报告" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main.paper {
                    header {
                        h1 { "送温暖慰问实名制汇总表" br; "汇总报告" }
                        p { "核对日期：" (words::date(&of.tool.today)) }
                    }
                    (verdict(of))
                    (sums(of.totals))
                    @if !of.cross.is_empty() { (cross(of.cross)) }
                    (rules(of.files))
                    (files(of.files))
                    (super::rules::rules(&of.cross.iter().map(|it| it.code).collect()))
                    div.close { (foot(of.tool)) }
                }
            }
        }
    };
    Exported {
        name: format!("送温暖汇总报告_{}.html", of.tool.today.replace('-', "")),
        mime: "text/html",
        bytes: page.into_string().into_bytes(),
    }
}

/// A verdict's mark and the words of the files' table.
const fn words_of(verdict: Verdict) -> (Mark, &'static str) {
    match verdict {
        Verdict::Ready => (Mark::Ok, "可以提交"),
        Verdict::SignOnly => (Mark::Ok, "只差签字盖章"),
        Verdict::Explain => (Mark::Warning, "需要说明"),
        Verdict::Correct => (Mark::Error, "需要改正"),
        Verdict::NoForm => (Mark::Error, "没有找到要检查的表"),
    }
}

fn verdict(of: &District<'_>) -> Markup {
    let mut counts: BTreeMap<u8, (&str, usize)> = BTreeMap::new();
    for (_, outcome) in of.files {
        let (order, word) = outcome
            .as_ref()
            .map_or((u8::MAX, "读不了"), |it| (it.verdict as u8, words_of(it.verdict).1));
        counts.entry(order).or_insert((word, 0)).1 += 1;
    }
    let parts = counts.into_values().map(|(word, count)| format!("{word} {count} 份"));
    let parts: Vec<_> = parts.collect();
    let totals = of.totals;
    let (cash, goods) = (words::amount(&totals.cash), words::amount(&totals.goods));
    html! {
        div.verdict {
            div {
                p.say { "共 " (of.files.len()) " 份文件：" (parts.join("，")) "。" }
                p {
                    (display_count(totals.people)) " 人，" (display_count(totals.rows))
                    " 人次；慰问金 " (cash)
                    " 元，慰问品折价 " (goods) " 元。重复报送的表只算后一份。"
                }
            }
        }
    }
}

fn sums(totals: &Totals) -> Markup {
    let tables = [
        ("按慰问对象类别", &totals.by_category),
        ("按资金来源", &totals.by_funding),
        ("按发放方式", &totals.by_payment),
        ("按月份", &totals.by_month),
        ("按填报单位", &totals.by_unit),
    ];
    html! {
        section {
            h2 { "钱去了哪里" }
            @for (title, groups) in tables { @if !groups.is_empty() { (sum(title, groups)) } }
        }
    }
}

fn sum(title: &str, groups: &[Group]) -> Markup {
    html! {
        table.sums {
            thead {
                tr {
                    th { (title) } th.num { "行数" } th.num { "慰问金（元）" }
                    th.num { "慰问品折价（元）" } th.num { "合计（元）" }
                }
            }
            tbody {
                @for group in groups {
                    tr {
                        td { (group.label) } td.num { (display_count(group.rows)) }
                        td.num { (words::amount(&group.cash)) }
                        td.num { (words::amount(&group.goods)) }
                        td.num { (words::amount(&group.total)) }
                    }
                }
            }
        }
    }
}

/// How often each rule found something, and in how many files; notices left out.
fn rules(files: &[(String, Result<FileGlance, String>)]) -> Markup {
    let mut sums: BTreeMap<(Severity, &str), (&str, usize, usize)> = BTreeMap::new();
    let found = files.iter().filter_map(|(_, it)| it.as_ref().ok()).flat_map(|it| &it.codes);
    for it in found.filter(|it| it.severity != Severity::Notice) {
        let sum = sums.entry((it.severity, &it.code)).or_insert((&it.title, 0, 0));
        sum.1 += it.count;
        sum.2 += 1;
    }
    html! {
        @if !sums.is_empty() {
            section {
                h2 { "问题出在哪里" }
                table {
                    thead {
                        tr { th.kind { "轻重" } th { "规则" } th.num { "处数" } th.num { "文件" } }
                    }
                    tbody {
                        @for ((severity, code), (title, count, files)) in &sums {
                            tr class=(Mark::of(*severity).class()) {
                                td.kind { (super::findings::severity(*severity)) }
                                td { (title) " " span.small { (code) } }
                                td.num { (display_count(*count)) } td.num { (display_count(*files)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn files(files: &[(String, Result<FileGlance, String>)]) -> Markup {
    html! {
        section {
            h2 { "各份文件" }
            table.files {
                thead {
                    tr {
                        th { "文件" } th { "填报单位" } th.num { "人数" } th.num { "慰问金（元）" }
                        th.num { "慰问品折价（元）" } th.num { "改正" } th.num { "说明" } th { "结论" }
                    }
                }
                tbody {
                    @for (position, (path, outcome)) in files.iter().enumerate() {
                        @match outcome {
                            Ok(glance) => (file(position, path, glance)),
                            Err(why) => tr class=(row_class(position, Mark::Error)) {
                                td { (unbroken(path)) } td colspan="6" { (why) } td { (Mark::Error) "读不了" }
                            },
                        }
                    }
                }
            }
        }
    }
}

fn file(position: usize, path: &str, glance: &FileGlance) -> Markup {
    let (mark, word) = words_of(glance.verdict);
    let receipt = match glance.receipt {
        ReceiptState::Unchanged => Some("与核验时一样"),
        ReceiptState::Changed => Some("核验以后改动过"),
        ReceiptState::NotComputed | ReceiptState::Absent => None,
    };
    html! {
        tr class=(row_class(position, mark)) {
            td { (unbroken(path)) } td { (glance.unit) } td.num { (display_count(glance.people)) }
            td.num { (words::amount(&glance.cash)) } td.num { (words::amount(&glance.goods)) }
            td.num { (display_count(glance.errors)) }
            td.num { (display_count(glance.warnings)) }
            td {
                (mark) (word)
                @if let Some(receipt) = receipt { div.small { (receipt) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::across::totals::totals;
    use crate::across::{cross as found_across, extract, glance};
    use crate::ledger::Ledger;
    use crate::ledger::keys::Secret;
    use crate::report::{Privacy, cross_report};
    use crate::rule::AcrossView;
    use crate::session::{Options, Session};
    use crate::workbook::Flow;

    #[test]
    fn a_summary_names_every_file_sum_and_finding_and_masks() {
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let form = |unit: &str, rows: &str| {
            format!("填报单位：{unit}\n姓名,身份证号,慰问日期,慰问金额\n{rows}")
        };
        let one = form("甲厂工会<b>", "陈桂芳,310101196803120025,2021-02-05,1000\n");
        let two = form("乙厂工会", "陈桂芳,310101196803120025,2021-02-08,500\n");
        let mut ledger = Ledger::default();
        let mut files = Vec::new();
        for (name, csv) in [("a.csv", one), ("b.csv", two)] {
            let session =
                Session::open(name, csv.as_bytes(), options.clone(), &mut |_| Flow::Continue)
                    .unwrap();
            ledger.add(name, extract(&session, Secret::new(1)));
            files.push((name.to_owned(), Ok(glance(&session))));
        }
        files.push(("c.xlsx".to_owned(), Err("设了打开密码。".to_owned())));
        let cross: Vec<_> = found_across(&ledger, &options.profile, &options.codes)
            .iter()
            .map(|finding| cross_report(finding, &ledger, Privacy::Masked))
            .collect();
        let made = district(&District {
            tool: &Tool::new(&options, Privacy::Masked),
            files: &files,
            totals: &totals(&AcrossView::new(&ledger, &options.profile)),
            cross: &cross,
        });
        assert_eq!(made.name, "送温暖汇总报告_20210220.html");
        let page = String::from_utf8(made.bytes).unwrap();
        for expected in [
            "共 3 份文件：需要改正 2 份，读不了 1 份。",
            "1 人，2 人次；慰问金 1,500.00 元",
            "甲厂工会&lt;b&gt;",
            "设了打开密码。",
            "X201",
            "F003",
        ] {
            assert!(page.contains(expected), "{expected}");
        }
        assert!(!page.contains("310101196803120025"));
        assert!(!page.contains("<script"));
    }
}
