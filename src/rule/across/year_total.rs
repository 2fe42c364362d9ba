//! X204: what a person was given in a year is above the ceiling.

use super::view::groups;
use super::{AcrossView, CrossSink};
use crate::form::Field;
use crate::ledger::LineRef;
use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Put, Severity, rule};
use crate::value::money::display;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

rule! {
    /// # 什么问题
    /// 一个人一年里领到的慰问金和慰问品加起来，超过了本单位标准里每人每年的上限。
    ///
    /// # 为什么
    /// 办法没有规定数额，由各单位定标准（第十八条）；标准定了，就要一样执行。内置标准没有设上限。
    ///
    /// # 怎么改
    /// 请核实每一笔；确需超过标准的，请按本单位的规定另行研究，并把依据存档。
    X204 {
        title: "一年累计超过上限",
        severity: Severity::Error,
        articles: &[article::ART_7, article::ART_16],
        help: "请逐笔核实；确需超过标准的，请按本单位的规定研究决定，并把依据存档。",
        fix: FixKind::None,
        check: Check::Across(check),
        wrong: &[
            Change::Profile("[ceilings]\nyear = 1100\n"),
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::OtherFile(&[]),
        ],
        right: &[
            Change::Profile("[ceilings]\nyear = 1200\n"),
            Change::Cell(1, Field::Name, Put::Text("陈桂芳")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101196803120025")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(1, Field::Signature, Put::Text("陈桂芳")),
            Change::OtherFile(&[]),
        ],
    }
}

fn check(view: &AcrossView<'_>, sink: &mut CrossSink<'_>) {
    let Some(ceiling) = view.profile.year_ceiling() else { return };
    for lines in groups(view.lines(), |it| it.line.person) {
        let mut years: BTreeMap<i16, Vec<LineRef<'_>>> = BTreeMap::new();
        for line in lines {
            let year = line.line.when.filter(|it| it.first.year() == it.last.year());
            if let Some(when) = year {
                years.entry(when.first.year()).or_default().push(line);
            }
        }
        for (year, lines) in years {
            let sum = |sum: Decimal, it: &LineRef<'_>| sum.saturating_add(it.line.amount());
            let total = lines.iter().fold(Decimal::ZERO, sum);
            if total > ceiling {
                let message = format!(
                    "这个人 {year} 年共领 {} 元（{} 笔），超过每人每年 {} 元的上限。",
                    display(total),
                    lines.len(),
                    display(ceiling)
                );
                sink.lines(&lines, |it| it.table.id_col, message);
            }
        }
    }
}
