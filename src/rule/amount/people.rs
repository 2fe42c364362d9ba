//! A113: 共 N 人 is not the number of people.

use crate::form::{Field, Record};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Put, Severity, Sink, rule};
use std::collections::HashSet;

rule! {
    /// # 什么问题
    /// 合计里写的人数，与表里的人数对不上。
    ///
    /// # 为什么
    /// 人数和金额一样要上报。对不上，多半是增减了人而没有改这里，也可能漏录了一行。
    ///
    /// # 怎么改
    /// 请先核对名单有没有漏掉或重复，再改人数。
    A113 {
        title: "共几人与表里的人数不符",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请先核对名单，再改人数。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[Change::Total(Field::Name, Put::Text("共4人"))],
        right: &[Change::Total(Field::Name, Put::Text("共3人"))],
    }
}

/// Somebody given cash on one row and goods on another may be counted once or twice.
fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let kinds = view.form.kinds(view.sheet);
    let of_kinds = kinds.iter().filter_map(|(total, people)| {
        let of_kind = people.iter().filter_map(|at| view.form.records.get(*at));
        Some((total.people?, of_kind.collect::<Vec<&Record>>()))
    });
    let of_parts = view.form.totals.iter().filter_map(|total| {
        let part = view.form.records.get(total.covers.clone())?;
        Some((total.people?, part.iter().collect()))
    });
    for ((place, stated), records) in of_parts.chain(of_kinds) {
        let lines = records.iter().filter(|it| !it.goes_on).count();
        if lines == 0 || is_count(stated, lines) {
            continue;
        }
        let numbers: HashSet<_> = records.iter().filter_map(|it| it.id_number.good()).collect();
        let unnumbered =
            records.iter().filter(|it| it.id_number.good().is_none() && !it.goes_on).count();
        if is_count(stated, numbers.len() + unnumbered) {
            continue;
        }
        let count = lines;
        let finding = sink.cell(place, format!("这里写的是 {stated} 人，表里一共 {count} 人。"));
        let text = view.sheet.cell(place).map(|cell| cell.value.display()).unwrap_or_default();
        if let Some(mended) = replaced(&text, stated, count) {
            finding.guess(Entry::Text(mended), format!("改成 {count} 人"));
        }
        finding.value(text);
    }
}

fn is_count(stated: u32, count: usize) -> bool {
    usize::try_from(stated) == Ok(count)
}

/// The text with the number right before 人, 名 or 户 changed.
fn replaced(text: &str, stated: u32, count: usize) -> Option<String> {
    ["人", "名", "户", " 人", " 名", " 户"].into_iter().find_map(|unit| {
        let wrong = format!("{stated}{unit}");
        let at = text.find(&wrong)?;
        let before = text.get(..at)?;
        let part_of_more = before.ends_with(|c: char| c.is_ascii_digit());
        (!part_of_more).then(|| text.replacen(&wrong, &format!("{count}{unit}"), 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_count_is_changed() {
        assert_eq!(
            replaced("合计：共 4 人，4000元", 4, 3).as_deref(),
            Some("合计：共 3 人，4000元")
        );
        assert_eq!(replaced("共14人", 4, 3), None);
        assert_eq!(replaced("共４人", 4, 3), None);
    }
}
