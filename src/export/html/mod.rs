//! The report as one HTML file: nothing is loaded from outside, long lists page on the
//! screen and print whole, and whatever a cell holds is text.
//!
//! The script only shows, hides and searches what is in the file already: without it,
//! everything is there, unpaged.

mod district;
mod file;
mod findings;
mod overview;
mod rules;

pub use district::{District, district};

use super::unbroken::unbroken;
use super::words;
use crate::report::{Privacy, Report, Tool, sha256};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Rows of a list shown at once on the screen; the script's own figure must be the same
/// (tested).
const PAGE: usize = 100;

/// The report as a page to read, search and print (A4).
#[must_use]
pub fn html(report: &Report) -> String {
    let title = match report.files.as_slice() {
        [file] => format!("核对报告 {}", words::file_name(&file.path)),
        files => format!("核对报告（{} 份文件）", files.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
                script { (PreEscaped(SCRIPT)) }
            }
            body {
                (toolbar(report))
                main.paper {
                    (head(report))
                    (overview::overview(report))
                    @for (number, it) in (1_usize..).zip(&report.files) {
                        (file::file(it, (report.files.len() > 1).then_some(number)))
                    }
                    (rules::rules(&rules::broken(report)))
                    div.close { (not_checked(report)) (foot(&report.tool)) }
                }
            }
        }
    };
    page.into_string()
}

/// Allows this very style and script and nothing else, were a file to slip past the
/// escaping.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// Tells two reports apart: the day, and the beginning of a hash over all they say.
fn number(report: &Report) -> String {
    let day: String = report.tool.today.chars().filter(char::is_ascii_digit).collect();
    let hash = sha256(&serde_json::to_vec(report).unwrap_or_default());
    format!("{day}-{}", hash.get(..8).unwrap_or_default().to_uppercase())
}

fn toolbar(report: &Report) -> Markup {
    let totals = &report.totals;
    let kinds = [
        ("e", "必须改正", totals.errors),
        ("w", "需要说明", totals.warnings),
        ("n", "提示", totals.notices),
    ];
    html! {
        div.bar role="search" {
            label.find {
                span { "查找" }
                input #query type="search" placeholder="单元格、姓名、文字" autocomplete="off";
            }
            @for (kind, label, count) in kinds {
                label { input type="checkbox" name="kind" value=(kind) checked; (label) " " (count) }
            }
            label { input #whole type="checkbox"; "不分页" }
            span #state role="status" {}
            button #print type="button" { "打印或存为 PDF" }
        }
    }
}

fn head(report: &Report) -> Markup {
    html! {
        header {
            h1 { "送温暖慰问实名制汇总表" br; "核对报告" }
            p {
                "核对日期：" (words::date(&report.tool.today)) br;
                "报告编号：" (number(report))
            }
        }
        p #filtered hidden {}
    }
}

/// Whether nothing was kept from us, by the files or by the user's wish.
fn all_checked(report: &Report) -> bool {
    let tool = &report.tool;
    report.totals.rejected == 0
        && report.files.iter().all(|file| file.not_checked.is_empty())
        && tool.select.is_empty()
        && tool.ignore.is_empty()
        && tool.off.is_empty()
}

/// What nobody looked at: said outright, so that no one takes silence for a clean bill.
fn not_checked(report: &Report) -> Markup {
    let tool = &report.tool;
    let rejected = report.files.iter().filter_map(|file| Some((file, file.error.as_ref()?)));
    let unseen = report.files.iter().filter(|file| !file.not_checked.is_empty());
    html! {
        section #unseen {
            h2 { "未能检查" }
            @if all_checked(report) {
                p { "没有。文件的内容都看到了，规则全部用上了。" }
            } @else {
                ul {
                    @for (file, error) in rejected {
                        li { (unbroken(&file.path)) "：读不了。" (error.message) }
                    }
                    @for file in unseen {
                        @for sentence in &file.not_checked { li { (unbroken(&file.path)) "：" (sentence) } }
                    }
                    @if !tool.select.is_empty() {
                        li { "按要求只用了这些规则：" (tool.select.join("、")) "。其他问题没有查。" }
                    }
                    @if !tool.ignore.is_empty() {
                        li { "按要求没有用这些规则：" (tool.ignore.join("、")) "。" }
                    }
                    @if !tool.off.is_empty() {
                        li { "标准里关掉了这些规则：" (tool.off.join("、")) "。" }
                    }
                }
            }
            p.small {
                "签字和公章的图片只能看出有没有，看不出真假；人员情况、银行回单等请对照原件核实。"
            }
        }
    }
}

fn foot(tool: &Tool) -> Markup {
    html! {
        footer {
            p {
                "标准：" (tool.profile) "（校验码 " (tool.short_hash()) "）。暖表 " (tool.version)
                "，以 " (words::date(&tool.today)) "为今天，在本机生成。"
            }
            p {
                @match tool.personal {
                    Privacy::Masked => "证件号、账号、电话已遮盖。",
                    Privacy::Shown => strong { "含完整的证件号、账号、电话，仅供内部存档。" },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
