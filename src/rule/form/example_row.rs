//! F015: an example row was left in.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, Fix, FixEdit, FixKind, Put, Safety, Severity};
use crate::rule::{Sink, rule};
use crate::value::text;
use crate::workbook::{Cell, CellRef, CellValue};

rule! {
    /// # 什么问题
    /// 表里留着一行示例（写了“例”“示例”“样例”），没有删掉。
    ///
    /// # 为什么
    /// 示例不是真人。留着它，人数多一个，金额也会多算一笔。
    ///
    /// # 怎么改
    /// 把示例这一行整行删掉，再看看合计。
    ///
    /// # 修正为什么要确认
    /// 清空以后这一行的内容就没有了，请确认它真是示例。
    F015 {
        title: "示例行没有删",
        severity: Severity::Warning,
        articles: &[article::FORM, article::ART_11],
        help: "请把示例这一行整行删掉，再看看合计。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Serial, Put::Text("示例"))],
        right: &[Change::Cell(0, Field::Note, Put::Text("例会上公示过"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for field in [Field::Serial, Field::Name, Field::Note] {
        let Some(place) = row.place(field) else { continue };
        // A number or a date says no such word.
        let says =
            |cell: &Cell| matches!(&cell.value, CellValue::Text(text) if marks_example(text));
        if row.cell(field).is_some_and(says) {
            let finding = sink.cell(place, "这一行标着示例，像是模板里留下的。").field(field);
            finding.value = Some(row.text(field).into_owned());
            finding.fix = Some(Fix {
                safety: Safety::Unsafe,
                edits: clearing(row),
                description: "清空示例这一行，请确认".to_owned(),
            });
            return;
        }
    }
}

fn clearing(row: &RowView<'_>) -> Vec<FixEdit> {
    let columns = row.form.columns.iter().map(|column| CellRef::new(row.record.row, column.col));
    columns
        .filter(|place| row.sheet.cell(*place).is_some())
        .map(|place| FixEdit::Cell { place, entry: Entry::Empty })
        .collect()
}

/// 例, （示例）, 样例1, 例：张三; not 例会, 例行.
pub(super) fn marks_example(written: &str) -> bool {
    // Nearly every cell ends here.
    if !written.contains('例') {
        return false;
    }
    let folded = text::fold(written);
    let bare =
        folded.trim_matches(|c: char| "()[]{}<>《》【】〔〕 *".contains(c) || text::is_space(c));
    let rest =
        ["示例", "样例", "范例", "举例", "例"].iter().find_map(|word| bare.strip_prefix(word));
    rest.is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|c| !c.is_alphabetic() || "行".contains(c) && rest.len() == 3)
    })
}

#[cfg(test)]
mod tests {
    use super::marks_example;

    #[test]
    fn examples_are_told_from_words_that_begin_alike() {
        for written in ["例", "示例", "（例）", "样例1", "例：张三", "示例行", "【示例】张三"]
        {
            assert!(marks_example(written), "{written}");
        }
        for written in ["例会上公示过", "例行慰问", "惯例", "病例", "1", ""] {
            assert!(!marks_example(written), "{written}");
        }
    }
}
