//! P212: most identity numbers end in 000.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 表里多数身份证号以 000 结尾。单元格现在是文本，号码看着是 18 位，末三位却都是 0。
    ///
    /// # 为什么
    /// Excel 把身份证号当数字时，会把第 16 位起变成 0。再复制成文本，位数补齐了，丢掉的数字却回不来。这么多人都以 000 结尾，不会是碰巧。
    ///
    /// # 怎么改
    /// 请找最初的名单（报名表、证件复印件），把这一列设成“文本”后重新录入。
    P212 {
        title: "多数身份证号以 000 结尾",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照最初的名单或证件核对；末几位确实丢了的，把这一列设成“文本”后重新录入。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(0, Field::IdNumber, Put::Text("310101196607151000")),
            Change::Cell(1, Field::IdNumber, Put::Text("310101197407151000")),
            Change::Cell(1, Field::Sex, Put::Text("女")),
            Change::Cell(2, Field::IdNumber, Put::Text("310101197503151000")),
            Change::Cell(2, Field::Sex, Put::Text("女")),
        ],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196607151000"))],
    }
}

/// Fewer are chance.
const AT_LEAST: usize = 3;

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut numbers = 0;
    let mut ruined = Vec::new();
    for row in view.rows() {
        // Where the cell itself shows that digits are lost, P206 says so.
        if row.record.id_number.is_nothing()
            || matches!(
                row.record.id_number,
                Reading::Bad(IdFault::LostDigits) | Reading::Broken | Reading::Ditto
            )
        {
            continue;
        }
        numbers += 1;
        if ends_in_zeros(&row) {
            ruined.push(row);
        }
    }
    if ruined.len() < AT_LEAST || ruined.len() * 2 <= numbers {
        return;
    }
    if let Some((last, others)) = ruined.split_last()
        && let Some(place) = last.place(Field::IdNumber)
    {
        let count = ruined.len();
        sink.cell(
            place,
            format!(
                "{numbers} 个身份证号里有 {count} 个以 000 结尾，像是被 Excel 改过再粘贴来的。"
            ),
        )
        .field(Field::IdNumber)
        .value(last.text(Field::IdNumber))
        .related(others.iter().filter_map(|row| row.place(Field::IdNumber)));
    }
}

fn ends_in_zeros(row: &RowView<'_>) -> bool {
    let text = row.text(Field::IdNumber);
    let mut digits = text.chars().rev().filter(|c| !crate::value::text::is_space(*c));
    (0..3).all(|_| digits.next() == Some('0')) && digits.count() >= 12
}
