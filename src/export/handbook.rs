//! The rule catalogue as text, Markdown and data; the standards in force as text.

use crate::limits::Limits;
use crate::policy::Profile;
use crate::rule::{FixKind, Rule, Severity, registry};
use serde::Serialize;
use std::fmt::Write;

/// A rule as the handbook tells it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RuleDoc {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// Its severity.
    pub severity: Severity,
    /// What it rests on.
    pub articles: Vec<ArticleDoc>,
    /// Whether it can be mended: `none`, `safe`, `unsafe` or `either`.
    pub fix: String,
    /// 什么问题.
    pub what: String,
    /// 为什么.
    pub why: String,
    /// 怎么改.
    pub how: String,
    /// What to do, in one sentence.
    pub help: String,
}

/// An article a rule rests on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ArticleDoc {
    /// 第十一条.
    pub name: String,
    /// Its words.
    pub quote: String,
}

/// The rules, or the one of a code (whatever its case); empty if there is no such rule.
#[must_use]
pub fn rule_docs(code: Option<&str>) -> Vec<RuleDoc> {
    let wanted = |rule: &&Rule| code.is_none_or(|code| rule.code.eq_ignore_ascii_case(code));
    registry::rules().filter(wanted).map(rule_doc).collect()
}

fn rule_doc(rule: &Rule) -> RuleDoc {
    let section = |heading| rule.section(heading).unwrap_or_default();
    let articles = rule.articles.iter();
    RuleDoc {
        code: rule.code.to_owned(),
        title: rule.title.to_owned(),
        severity: rule.severity,
        articles: articles
            .map(|it| ArticleDoc { name: it.name.to_owned(), quote: it.quote.to_owned() })
            .collect(),
        fix: match rule.fix {
            FixKind::None => "none",
            FixKind::Safe => "safe",
            FixKind::Unsafe => "unsafe",
            FixKind::Either => "either",
        }
        .to_owned(),
        what: section("什么问题"),
        why: section("为什么"),
        how: section("怎么改"),
        help: rule.help.to_owned(),
    }
}

fn fix_label(fix: &str) -> &'static str {
    match fix {
        "safe" => "可以安全修正",
        "unsafe" => "给出建议，确认后修正",
        "either" => "可以修正，有的要先确认",
        _ => "要人来改",
    }
}

/// One line per rule.
#[must_use]
pub fn rule_table(docs: &[RuleDoc]) -> String {
    let mut out = String::new();
    for doc in docs {
        let article = doc.articles.first().map_or("", |article| article.name.as_str());
        let _ = writeln!(out, "{}  {}  {}（{article}）", doc.code, doc.severity.label(), doc.title);
    }
    out
}

/// The handbook as Markdown.
#[must_use]
pub fn handbook(docs: &[RuleDoc]) -> String {
    let mut out = String::new();
    for doc in docs {
        let names: Vec<_> = doc.articles.iter().map(|article| article.name.as_str()).collect();
        let (severity, fix) = (doc.severity.label(), fix_label(&doc.fix));
        let _ = writeln!(out, "## {} {}\n", doc.code, doc.title);
        let _ = writeln!(out, "{severity} · 依据：{} · {fix}\n", names.join("、"));
        for article in &doc.articles {
            let _ = writeln!(out, "> **{}** {}\n", article.name, article.quote);
        }
        for (heading, text) in [("什么问题", &doc.what), ("为什么", &doc.why), ("怎么改", &doc.how)]
        {
            let _ = writeln!(out, "### {heading}\n\n{text}\n");
        }
    }
    out
}

/// The standards and limits in force, in words.
#[must_use]
pub fn profile_text(profile: &Profile, limits: &Limits) -> String {
    let mib = |bytes: u64| bytes >> 20;
    format!(
        "标准：{}（{}）\n校验码：{}\n\n一份文件的上限\n  文件大小        {} MB\n  解压后大小      {} MB\n  压缩比          {} : 1（超过 {} MB 后计）\n  压缩包里的文件  {} 个\n  有内容的单元格  {} 个\n  每格字数        {} 字\n\n完整内容：nuanbiao profile --print\n",
        profile.name,
        profile.title(),
        profile.hash(),
        mib(limits.file_bytes),
        mib(limits.inflated_bytes),
        limits.ratio,
        mib(limits.ratio_from_bytes),
        limits.zip_entries,
        limits.cells,
        limits.cell_chars,
    )
}
