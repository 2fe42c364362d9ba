//! The words and figures of a report, on paper and on a terminal.

use crate::report::{FileReport, Report};
use crate::rule::Severity;
use crate::session::Verdict;
use crate::value::money;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Findings of one file by severity: 必须改正, 需要说明, 提示.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notices: usize,
}

impl Counts {
    pub(super) fn of(file: &FileReport) -> Self {
        let mut counts = Self::default();
        for finding in file.all_findings() {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Notice => counts.notices += 1,
            }
        }
        counts
    }

    pub(super) const fn none(self) -> bool {
        self.errors + self.warnings + self.notices == 0
    }
}

/// A verdict: its mark, its sentence and what to do next.
pub(super) struct Words {
    pub mark: Mark,
    pub head: String,
    pub sub: String,
}

pub(super) fn verdict(file: &FileReport) -> Words {
    let counts = Counts::of(file);
    let Counts { errors, warnings, notices } = counts;
    let explain =
        if warnings > 0 { format!("{warnings} 处请附说明。") } else { String::new() };
    let (mark, head, sub) = match file.verdict {
        None => (
            Mark::Error,
            "读不了这份文件".to_owned(),
            file.error.as_ref().map(|error| error.message.clone()).unwrap_or_default(),
        ),
        Some(Verdict::NoForm) => (
            Mark::Error,
            "没有找到要检查的表".to_owned(),
            "请看看表头里有没有“姓名”“身份证号”这两列。".to_owned(),
        ),
        Some(Verdict::Correct) => {
            let also = if warnings > 0 {
                format!("，需要说明 {warnings} 处")
            } else {
                String::new()
            };
            let sub = if warnings > 0 {
                format!("改完 {errors} 处即可提交；{explain}")
            } else {
                format!("改完 {errors} 处即可提交。")
            };
            (Mark::Error, format!("需要改正 {errors} 处{also}"), sub)
        }
        Some(Verdict::SignOnly) => (
            Mark::Ok,
            "只差签字盖章，可以打印".to_owned(),
            format!("内容已经齐了，打印后请本人和负责人签字、盖章。{explain}"),
        ),
        Some(Verdict::Explain) => (
            Mark::Warning,
            format!("需要说明 {warnings} 处"),
            "没有必须改的，请在备注里说明原因或改正后提交。".to_owned(),
        ),
        Some(Verdict::Ready) => {
            let sub = if notices > 0 {
                format!("有 {notices} 处提示可以看一眼。")
            } else {
                "没有要改的。".to_owned()
            };
            (Mark::Ok, "可以提交".to_owned(), sub + "提交后请录入帮扶工作管理系统。")
        }
    };
    Words { mark, head, sub }
}

/// All files in one sentence: how many are ready, how many are not.
pub(super) fn overall(report: &Report) -> Words {
    let count = |wanted: &dyn Fn(Option<Verdict>) -> bool| {
        report.files.iter().filter(|file| wanted(file.verdict)).count()
    };
    let groups = [
        ("可以提交", count(&|it| it == Some(Verdict::Ready))),
        ("只差签字盖章", count(&|it| it == Some(Verdict::SignOnly))),
        ("需要说明", count(&|it| it == Some(Verdict::Explain))),
        ("需要改正", count(&|it| it == Some(Verdict::Correct))),
        ("没有找到要检查的表", count(&|it| it == Some(Verdict::NoForm))),
        ("读不了", count(&|it| it.is_none())),
    ];
    let parts = groups.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<_> = parts.map(|(label, count)| format!("{label} {count} 份")).collect();
    let [.., correct, no_form, rejected] = groups;
    let mark = if correct.1 + no_form.1 + rejected.1 > 0 {
        Mark::Error
    } else if groups[2].1 > 0 {
        Mark::Warning
    } else {
        Mark::Ok
    };
    let totals = &report.totals;
    Words {
        mark,
        head: format!("共 {} 份文件：{}", totals.files, parts.join("，")),
        sub: format!(
            "必须改正 {} 处，需要说明 {} 处，提示 {} 处。",
            totals.errors, totals.warnings, totals.notices
        ),
    }
}

/// A grade's sign: its shape and character say the same as its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Error,
    Warning,
    Notice,
    Ok,
}

impl Mark {
    pub(super) const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Notice => Self::Notice,
        }
    }

    /// The class the style and the script know it by.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Error => "e",
            Self::Warning => "w",
            Self::Notice => "n",
            Self::Ok => "k",
        }
    }

    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Error => "✕",
            Self::Warning => "!",
            Self::Notice => "i",
            Self::Ok => "✓",
        }
    }
}

impl maud::Render for Mark {
    fn render(&self) -> maud::Markup {
        maud::html! { b class={ "m " (self.class()) } aria-hidden="true" { (self.sign()) } }
    }
}

/// `2021-02-20` as people write it; anything else as it is.
pub(super) fn date(text: &str) -> String {
    text.parse::<Date>().map_or_else(
        |_| text.to_owned(),
        |date| format!("{}年{}月{}日", date.year(), date.month(), date.day()),
    )
}

/// An amount of the report as people read it: `9,700.00`.
pub(super) fn amount(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), money::display)
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
