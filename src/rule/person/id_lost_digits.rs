//! P206: an identity number was stored as a number; its last digits are gone.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;
use crate::workbook::CellValue;

rule! {
    /// # 什么问题
    /// 身份证号被 Excel 当成了数字。Excel 的数字最多记 15 位，第 16 位往后都变成了 0，或者整个显示成 3.10101E+17。
    ///
    /// # 为什么
    /// 末几位已经丢失，从这个文件里找不回来，谁也猜不出。
    ///
    /// # 怎么改
    /// 1. 选中这一列，单元格格式设成“文本”。
    /// 2. 对照身份证原件重新录入；手头有别的名单的，从那里复制，粘贴时选“只保留文本”。
    /// 从 CSV 打开也会这样，请用“数据 → 自文本”导入，把这一列指定为文本。CSV 里已经是 3.10101E+17 的，
    /// 请打开导出它的原表，把这一列设成“文本”，再重新导出。
    P206 {
        title: "身份证号末几位已丢失",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请把这一列设成“文本”，对照证件重新录入。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::IdNumber, Put::Number(310_104_197_105_063_012.0))],
        right: &[Change::Cell(1, Field::IdNumber, Put::Text("310104197105063012"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Bad(IdFault::LostDigits) = id.value {
        let message = if id.cell().is_some_and(|cell| matches!(cell.value, CellValue::Number(_))) {
            "身份证号被 Excel 存成了数字，末几位已经丢失，找不回来。"
        } else {
            "身份证号变成了 3.1E+17 这样的写法，后面的数字已经丢失，从这个文件里找不回来。"
        };
        let finding = sink.at(&id, message);
        // A CSV has no formats to set: the one it was made from has.
        if row.form.csv {
            finding.help(
                "请打开导出这份 CSV 的原表，把身份证号这一列设成“文本”，再重新导出；原表里也是这样的，\
                 请对照证件重新录入。",
            );
        }
    }
}
