//! C103: the wording fits more than one category.

use crate::form::{Field, RowView};
use crate::policy::{Category, CategoryFault, CategorySet, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 类别的写法对得上不止一类，例如只写“困难职工”：家庭困难、患病致困、企业停发工资都说得通。
    ///
    /// # 为什么
    /// 第三条的六类各有各的条件，佐证材料也不同。类别不明确，就说不清这位职工凭哪一条享受慰问，统计也会偏。
    ///
    /// # 怎么改
    /// 请在几类里选定一类。“困难职工”“建档职工”这样的身份可以写到备注里，致困的原因写到事由里。
    C103 {
        title: "类别对得上不止一类",
        severity: Severity::Warning,
        articles: &[article::ART_3],
        help: "请按本人的主要困难，在六类里选定一类。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Category, Put::Text("（三）家庭生活困难的职工"))],
        right: &[Change::Cell(0, Field::Category, Put::Text("（一）家庭生活困难的职工"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.category() else { return };
    let Reading::Bad(CategoryFault::Ambiguous(fits)) = category.value else { return };
    let likely = row.record.reason.category;
    let finding = sink.at(&category, message(&category.raw(), *fits));
    // A column of 困难职工 is one habit, unless the reasons lead elsewhere.
    finding.way(format!("{} {}", category.raw(), likely.map_or("", Category::key)));
    if let Some(likely) = likely {
        let wording = likely.wording();
        finding
            .help(format!("从事由看，可能是“{wording}”。请核对后选定。"))
            .guess(Entry::Text(wording.to_owned()), format!("按事由改成“{wording}”"));
    }
}

fn message(raw: &str, fits: CategorySet) -> String {
    let text = quoted(raw);
    let names: Vec<_> = fits.iter().map(|category| category.wording()).collect();
    if names.len() < 2 {
        return format!("这一格写{text}，对得上不止一类。");
    }
    format!("这一格写{text}，对得上不止一类：{}。", names.join("；"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_what_fits() {
        let fits = CategorySet::default().with(Category::Livelihood).with(Category::Enterprise);
        assert_eq!(
            message("困难职工", fits),
            "这一格写“困难职工”，对得上不止一类：（一）家庭生活困难的职工；（三）困难企业停发减发工资的职工。"
        );
    }
}
