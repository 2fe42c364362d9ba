//! S106: one and the same picture signs for several people.

use super::{agent, people, signing_pictures};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};
use crate::workbook::ImageId;
use std::collections::BTreeMap;

rule! {
    /// # 什么问题
    /// 几位职工的签字用的是同一张图片，每一个点都一样。
    ///
    /// # 为什么
    /// 亲手签的字没有两次完全一样的。第十一条要求实名制发放，第十六条不许冒领。同一张图片贴在几个人名下，看不出各人是不是自己领的。
    ///
    /// # 怎么改
    /// 请各人分别签字，再扫描贴上，或者打印后手签。由同一个人代领的，请在“代领人”里写明是谁、什么关系。
    S106 {
        title: "几个人的签字是同一张图片",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请各人分别签字；由同一个人代领的，请写明代领人和关系。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::SignaturePicture { person: 1, rows: 1, image: 1 },
            Change::SignaturePicture { person: 2, rows: 1, image: 1 },
        ],
        right: &[
            Change::SignaturePicture { person: 1, rows: 1, image: 1 },
            Change::SignaturePicture { person: 2, rows: 1, image: 2 },
        ],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut signed: BTreeMap<ImageId, Vec<RowView<'_>>> = BTreeMap::new();
    for (row, picture) in signing_pictures(view) {
        if let Some(image) = picture.image {
            signed.entry(image).or_default().push(row);
        }
    }
    let mut groups: Vec<_> = signed.into_values().collect();
    for rows in &mut groups {
        rows.sort_by_key(|row| row.record.row);
        rows.dedup_by_key(|row| row.record.row);
    }
    groups.retain(|rows| people(rows) > 1 && !is_one_agents(rows));
    // In the sheet's order, whatever the images are.
    groups.sort_by_key(|rows| rows.last().map(|row| row.record.row));
    for rows in groups {
        let people = people(&rows);
        let mut places: Vec<_> =
            rows.iter().filter_map(|row| row.place(Field::Signature)).collect();
        let Some(last) = places.pop() else { continue };
        sink.cell(last, format!("同一张签字图片用在了 {people} 个人的名下。"))
            .field(Field::Signature)
            .related(places);
    }
}

/// Whether all rows say that the same agent received (S103 to S105 ask about agents).
fn is_one_agents(rows: &[RowView<'_>]) -> bool {
    let agent = |row: &RowView<'_>| agent::of_row(row).and_then(|text| agent::name_in(&text));
    let mut agents = rows.iter().map(agent);
    let first = agents.next().flatten();
    first.is_some() && agents.all(|agent| agent == first)
}
