//! 退回修改通知: for each unit whose form must be mended, a letter that says what.

use super::unbroken::unbroken;
use super::{Exported, compact};
use crate::form::HeadField;
use crate::report::{FindingReport, Privacy, finding_report};
use crate::rule::Severity;
use crate::session::Session;
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};

const STYLE: &str = include_str!("letters.css");

/// Letters of many files in one page, each on a sheet of its own when printed.
#[derive(Debug)]
pub struct Letters {
    today: Date,
    letters: Vec<Markup>,
}

impl Letters {
    /// None yet.
    #[must_use]
    pub const fn new(today: Date) -> Self {
        Self { today, letters: Vec::new() }
    }

    /// Adds the letter of a file, if anything in it must be mended or explained.
    pub fn add(&mut self, session: &Session, privacy: Privacy) {
        let findings: Vec<(String, FindingReport)> = session
            .findings()
            .iter()
            .filter(|finding| finding.severity != Severity::Notice)
            .map(|finding| {
                let sheet = finding.sheet.and_then(|it| session.workbook().sheets.get(it));
                let sheet = sheet.map_or_else(String::new, |sheet| sheet.name.clone());
                (sheet, finding_report(finding, privacy))
            })
            .collect();
        if findings.is_empty() {
            return;
        }
        let head = session.forms().first().map(|form| form.head.get(HeadField::Unit));
        let unit = head.map(|unit| unit.text.trim()).filter(|unit| !unit.is_empty());
        let name = session.name().rsplit(['/', '\\']).next().unwrap_or_default();
        self.letters.push(self.letter(unit.unwrap_or("填报单位"), name, &findings));
    }

    fn letter(&self, unit: &str, file: &str, findings: &[(String, FindingReport)]) -> Markup {
        let of = |severity: Severity| {
            findings.iter().filter(move |(_, finding)| finding.severity == severity)
        };
        html! {
            section.letter {
                h1 { "退回修改通知" }
                p.to { (unit) "：" }
                p {
                    "你单位报送的《送温暖慰问实名制汇总表》（" (unbroken(file)) "）经核对，有 "
                    (of(Severity::Error).count()) " 处需要改正、"
                    (of(Severity::Warning).count()) " 处需要说明，列在下面。请改好、补齐说明以后重新报送。"
                }
                @for (title, severity) in
                    [("一、需要改正", Severity::Error), ("二、需要说明", Severity::Warning)]
                {
                    @if of(severity).count() > 0 {
                        h2 { (title) }
                        table {
                            thead { tr { th { "位置" } th { "问题" } th { "怎么办" } th { "依据" } } }
                            tbody {
                                @for (sheet, finding) in of(severity) { (row(sheet, finding)) }
                            }
                        }
                    }
                }
                p.date { (self.today.year()) " 年 " (self.today.month()) " 月 " (self.today.day()) " 日" }
            }
        }
    }

    /// The page.
    #[must_use]
    pub fn finish(self) -> Exported {
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy"
                        content="default-src 'none'; style-src 'unsafe-inline'";
                    title { "退回修改通知" }
                    style { (maud::PreEscaped(STYLE)) }
                }
                body {
                    @if self.letters.is_empty() { p { "没有需要退回修改的表。" } }
                    @for letter in &self.letters { (letter) }
                }
            }
        };
        Exported {
            name: format!("退回修改通知_{}.html", compact(self.today)),
            mime: "text/html",
            bytes: page.into_string().into_bytes(),
        }
    }
}

fn row(sheet: &str, finding: &FindingReport) -> Markup {
    html! {
        tr {
            td.place { (sheet) " " (finding.cell.as_deref().unwrap_or("整张表")) }
            td { (unbroken(&finding.message)) }
            td { (unbroken(&finding.help)) }
            td.article { (finding.article) " " small { (finding.code) } }
        }
    }
}
