//! The rules a report's findings go by, so that each finding's code leads to its whole
//! explanation: in the file itself, which has no page beside it.

use crate::report::{FileReport, Report};
use crate::rule::registry;
use maud::{Markup, html};
use std::collections::HashSet;

/// A finding's code as a link to its rule.
pub(super) fn link(code: &str) -> Markup {
    html! { a href={ "#" (code) } { (code) } }
}

/// The codes of a report's findings.
pub(super) fn broken(report: &Report) -> HashSet<&'static str> {
    let own = report.files.iter().flat_map(FileReport::all_findings).map(|it| it.code);
    own.chain(report.cross.iter().map(|it| it.code)).collect()
}

/// These rules, in the catalogue's order.
pub(super) fn rules(codes: &HashSet<&'static str>) -> Markup {
    let broken = registry::rules().filter(|rule| codes.contains(rule.code));
    html! {
        @if !codes.is_empty() {
            section.rules {
                h2 { "涉及的规则" }
                @for rule in broken {
                    article id=(rule.code) {
                        h4 { (rule.code) " " (rule.title) }
                        p { (rule.section("什么问题").unwrap_or_default()) }
                        @for article in rule.articles {
                            blockquote { b { (article.name) } (article.quote) }
                        }
                        p { (rule.section("为什么").unwrap_or_default()) }
                        p { b { "怎么改" } (rule.section("怎么改").unwrap_or_default()) }
                    }
                }
                p.small { "全部规则和例子，见暖表的“规则手册”。" }
            }
        }
    }
}
