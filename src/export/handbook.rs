//! The rule catalogue as text, Markdown and data; the standards in force as text.

mod examples;
mod markdown;
mod says;

pub use examples::{ExampleSide, RuleExample, rule_examples};
pub use says::example_session;

use crate::limits::Limits;
use crate::policy::{Article, Profile};
use crate::rule::{FixKind, Rule, Severity, example, registry};
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
    /// Its group's name: what its letter stands for.
    pub group: String,
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
    /// A wrong example: what is changed in a form without mistakes.
    pub wrong: Vec<String>,
    /// A right example; empty where the form without mistakes is the example itself.
    pub right: Vec<String>,
}

/// An article a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ArticleDoc {
    /// 第十一条.
    pub name: String,
    /// Its words.
    pub quote: String,
}

impl From<Article> for ArticleDoc {
    fn from(article: Article) -> Self {
        Self { name: article.name.to_owned(), quote: article.quote.to_owned() }
    }
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
        group: group(rule.code).to_owned(),
        severity: rule.severity,
        articles: articles.copied().map(ArticleDoc::from).collect(),
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
        wrong: example::words(rule.wrong),
        right: example::words(rule.right),
    }
}

/// What a code's letter stands for.
fn group(code: &str) -> &'static str {
    match code.as_bytes().first() {
        Some(b'R') => "文件读不了",
        Some(b'F') => "表格本身",
        Some(b'H') => "表头与落款",
        Some(b'P') => "人员",
        Some(b'C') => "慰问对象类别",
        Some(b'A') => "金额",
        Some(b'G') => "慰问品",
        Some(b'B') => "发放方式与账号",
        Some(b'S') => "签字",
        Some(b'M') => "资金来源",
        Some(b'D') => "日期",
        Some(b'K') => "利益回避",
        Some(b'X') => "文件之间",
        _ => "其他",
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

const PREFACE: &str = "# 规则手册

这里写着暖表核对《送温暖慰问实名制汇总表》（沪工总权〔2020〕178号）时用的每一条规则：什么问题、依据哪一条、为什么、怎么改，各有一错一对两个例子。

- **必须改正**：不改不能提交。**需要说明**：请写明原因，或者改正。**提示**：知道一下，多数可以一键整理。
- **安全修正**只换写法、不换意思，可以一键全改。**建议**是推测出来的，要您看过、点头才改。每一处修改都记在“修改记录”里。
- 政策没有写明的，只作建议。各单位按第十八条定的标准，可以在标准文件里调整轻重、上限和必填的列。

本页由程序生成：规则写在 `src/rule/`，改完运行 `cargo xtask rules`。

";

/// The whole catalogue as Markdown: what the words mean, a table of all codes, then every
/// rule. This is `docs/handbook.md`.
#[must_use]
pub fn handbook_page() -> String {
    let docs = rule_docs(None);
    let mut out = PREFACE.to_owned();
    let mut letter = "";
    for doc in &docs {
        let first = doc.code.get(..1).unwrap_or_default();
        if first != letter {
            letter = first;
            let _ = writeln!(
                out,
                "\n**{letter} {}**\n\n| 编号 | 名称 | 轻重 | 依据 | 修正 |\n|---|---|---|---|---|",
                doc.group
            );
        }
        let article = doc.articles.first().map_or("", |article| article.name.as_str());
        let _ = writeln!(
            out,
            "| [{code}](#{anchor}) | {} | {} | {article} | {} |",
            doc.title,
            doc.severity.label(),
            fix_label(&doc.fix),
            code = doc.code,
            anchor = doc.code.to_lowercase(),
        );
    }
    out.push('\n');
    out + &handbook(&docs)
}

/// Rules as Markdown.
#[must_use]
pub fn handbook(docs: &[RuleDoc]) -> String {
    let mut out = String::new();
    for doc in docs {
        let names: Vec<_> = doc.articles.iter().map(|article| article.name.as_str()).collect();
        let (severity, fix) = (doc.severity.label(), fix_label(&doc.fix));
        let anchor = doc.code.to_lowercase();
        let _ = writeln!(out, "<a id=\"{anchor}\"></a>\n\n## {} {}\n", doc.code, doc.title);
        let _ = writeln!(out, "{severity} · 依据：{} · {fix}\n", names.join("、"));
        for article in &doc.articles {
            let _ = writeln!(out, "> **{}** {}\n", article.name, article.quote);
        }
        for (heading, text) in [("什么问题", &doc.what), ("为什么", &doc.why), ("怎么改", &doc.how)]
        {
            let _ = writeln!(out, "### {heading}\n\n{text}\n");
        }
        if let Some(rule) = registry::rule(&doc.code) {
            out.push_str(&markdown::example(&examples::rule_example(rule)));
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
