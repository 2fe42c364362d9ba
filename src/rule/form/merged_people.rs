//! F008: merged cells run over several people's other fields.

use super::entries;
use super::merged::{Block, blocks, is_own, lines_of_one};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Fix, FixEdit, FixKind, FormView, Safety, Severity};
use crate::rule::{Sink, rule};
use crate::workbook::{CellRange, CellRef};

rule! {
    /// # 什么问题
    /// 几个人共用一个合并的格子，比如同一单位、同一天慰问的合成一格；或者一个人占了几行，姓名合成一格。
    ///
    /// # 为什么
    /// 合并格只有最上面一行有内容，下面几行是空的：一筛选、一排序，这几个人就没有单位、没有日期了。
    ///
    /// # 怎么改
    /// 取消合并，每行都填上。暖表可以把第一行的内容填到下面各行。
    ///
    /// # 修正为什么要确认
    /// 合并的意思多半是“下面几位都一样”，但也可能是误合并，请看一眼再填。
    F008 {
        title: "合并格盖住了几行",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请取消合并，每行都填上。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[Change::Merge(1, Field::Unit, 2)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for (first, further) in lines_of_one(view) {
        one_person(&first, &further, sink);
    }
    // Serial numbers are counted elsewhere (F010).
    for block in blocks(view, |field| !is_own(field) && field != Field::Serial) {
        let title = block.field.title();
        let people = block.rows.len();
        let finding = sink
            .cell(block.range.first, format!("“{title}”有一格合并了 {people} 个人的行。"))
            .field(block.field)
            .range(block.range);
        // Nobody shares a name.
        if block.field != Field::Name {
            let edits = fill_down(&block);
            finding.fix = (!edits.is_empty()).then(|| Fix {
                safety: Safety::Unsafe,
                edits,
                description: "把第一行的内容填到下面各行，请确认".to_owned(),
            });
        }
    }
}

/// One finding for a person on several lines, over the cells of the further ones: what they
/// leave blank is nobody's mistake.
fn one_person(first: &RowView<'_>, further: &[u32], sink: &mut Sink<'_>) {
    let columns = &first.form.columns;
    let (Some(left), Some(right)) = (columns.first(), columns.last()) else { return };
    let (Some(top), Some(bottom)) = (further.first(), further.last()) else { return };
    let Some(place) = first.place(Field::Name) else { return };
    let lines = further.len() + 1;
    sink.cell(place, format!("{}一个人占了 {lines} 行。", quoted(first.text(Field::Name).trim())))
        .field(Field::Name)
        .range(CellRange::new(CellRef::new(*top, left.col), CellRef::new(*bottom, right.col)))
        .help("请一人写一行：几样慰问品写在一格里，数量和折价合在一起。");
}

fn fill_down(block: &Block<'_>) -> Vec<FixEdit> {
    let Some((first, below)) = block.rows.split_first() else { return Vec::new() };
    let Some(entry) = first.cell(block.field).and_then(entries::copy) else { return Vec::new() };
    below
        .iter()
        .filter(|row| !row.has_text(block.field))
        .filter_map(|row| row.place(block.field))
        .map(|place| FixEdit::Cell { place, entry: entry.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::rule::check::tests::findings;

    #[test]
    fn one_person_on_two_lines_is_told_once_and_called_by_name() {
        let example: &[Change] = &[
            Change::Merge(1, Field::Serial, 2),
            Change::Merge(1, Field::Name, 2),
            Change::Merge(1, Field::IdNumber, 2),
            Change::Merge(1, Field::Unit, 2),
            Change::Merge(1, Field::Category, 2),
            Change::Merge(1, Field::Date, 2),
            Change::Merge(1, Field::Signature, 2),
        ];
        let mut found = findings(example).unwrap();
        found.retain(|it| !matches!(it.code(), "H109" | "A113"));
        let told: Vec<_> = found.iter().map(|it| (it.code(), it.message.as_str())).collect();
        assert_eq!(told, [("F008", "“刘建国”一个人占了 2 行。")]);
    }
}
