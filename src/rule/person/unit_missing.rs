//! P301: no work unit, though there is a column for it.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表里有“工作单位”这一列，这个人的却空着。
    ///
    /// # 为什么
    /// 送温暖慰问的是职工。写明在哪个单位、哪个车间，审核时才看得出是不是本单位的职工。
    ///
    /// # 怎么改
    /// 写上所在单位或部门、车间、班组。退休、下岗的，写原单位。
    P301 {
        title: "工作单位没有填",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请写上所在单位或部门、车间；退休、下岗的写原单位。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Unit, Put::Empty)],
        right: &[Change::Without(Field::Unit)],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(place) = row.place(Field::Unit) else { return };
    // A broken formula (F009) is something else than nothing.
    if row.says(Field::Unit) || row.cell(Field::Unit).is_some_and(is_broken) {
        return;
    }
    sink.cell(place, "没有写工作单位。").field(Field::Unit).value(row.text(Field::Unit));
}

const fn is_broken(cell: &crate::workbook::Cell) -> bool {
    use crate::workbook::CellValue;
    matches!(cell.value, CellValue::Error(_) | CellValue::NoValue)
}
