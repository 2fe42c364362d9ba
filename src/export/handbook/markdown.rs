//! A rule's examples as Markdown tables.

use super::examples::{ExampleSide, RuleExample};
use crate::rule::example::{ExampleCell, ExampleMark, ExampleTable};
use std::fmt::Write;

/// The part 例 of a rule.
pub(super) fn example(example: &RuleExample) -> String {
    let mut out = "### 例\n\n".to_owned();
    side(&mut out, "错", &example.wrong);
    if !example.says.is_empty() {
        let _ = writeln!(out, "暖表会说：{}\n", example.says);
    }
    side(&mut out, "对", &example.right);
    out
}

fn side(out: &mut String, word: &str, side: &ExampleSide) {
    let notes = side.notes.join("；");
    let _ = if notes.is_empty() {
        writeln!(out, "**{word}**\n")
    } else {
        writeln!(out, "**{word}**：{notes}。\n")
    };
    for it in &side.tables {
        table(out, it);
    }
}

fn table(out: &mut String, table: &ExampleTable) {
    let _ = write!(out, "| {} |", table.file);
    for column in &table.columns {
        let title = marked(column.mark, &column.title);
        let _ = write!(out, " {} |", format!("{} {title}", column.letter).trim_end());
    }
    let _ = writeln!(out, "\n|{}", "---|".repeat(table.columns.len() + 1));
    for row in &table.rows {
        let _ = write!(out, "| {} |", row.number);
        for cell in &row.cells {
            let _ = write!(out, " {} |", shown(cell));
        }
        out.push('\n');
    }
    out.push('\n');
}

fn shown(cell: &ExampleCell) -> String {
    if cell.rows == 0 {
        return "〃（同一格）".to_owned();
    }
    marked(cell.mark, &cell.text)
}

/// A text with its mark; a blank that is marked says so.
fn marked(mark: Option<ExampleMark>, text: &str) -> String {
    let blank = mark.is_some() && text.is_empty();
    let text = if blank { "（空着）".to_owned() } else { text.replace('|', "\\|") };
    match mark {
        Some(ExampleMark::Wrong) => format!("✗ **{text}**"),
        Some(ExampleMark::Right) => format!("✓ **{text}**"),
        Some(ExampleMark::Related) => format!("**{text}**"),
        None => text,
    }
}
