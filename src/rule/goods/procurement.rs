//! G106: goods in all above the procurement threshold.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::money::{countable, display};
use crate::workbook::CellRef;
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 这份表的慰问品折价加起来，超过了本单位标准里集中采购或招投标的起点。
    ///
    /// # 为什么
    /// 第十一条写明：属于集中采购、招投标管理范围的，执行有关法律、法规及制度规定。多少钱算在范围里，由各单位按规定写进自己的标准；内置标准没有设。
    ///
    /// # 怎么改
    /// 表格不用改。请确认是按采购规定买的，把采购文件、合同和发票与这份表一起存档。
    G106 {
        title: "慰问品合计超过采购起点",
        severity: Severity::Notice,
        articles: &[article::ART_11_PROCUREMENT],
        help: "请确认按采购规定办理，把采购文件与这份表一起存档。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Profile("[procurement]\nthreshold = 250\n"),
            Change::Cell(1, Field::GoodsValue, Put::Number(300.0)),
            Change::Cell(1, Field::Total, Put::Number(300.0)),
            Change::Total(Field::GoodsValue, Put::Number(300.0)),
            Change::Total(Field::Total, Put::Number(2100.0)),
        ],
        right: &[Change::Profile("[procurement]\nthreshold = 200\n")],
    }
}

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(threshold) = context.profile.procurement_threshold() else { return };
    let sum = view
        .rows()
        .filter_map(|row| worth(&row))
        .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value));
    let Some(sum) = sum.filter(|sum| *sum > threshold) else { return };
    let Some(place) = place(view) else { return };
    let (sum, threshold) = (display(sum), display(threshold));
    sink.cell(place, format!("慰问品折价一共 {sum} 元，本单位标准的采购起点是 {threshold} 元。"))
        .field(Field::GoodsValue);
}

/// What a row's goods are worth: their value, else quantity × unit price.
fn worth(row: &RowView<'_>) -> Option<Decimal> {
    let record = row.record;
    countable(&record.goods_value)
        .or_else(|| countable(&record.quantity)?.checked_mul(countable(&record.unit_price)?))
}

/// The sum of the goods below the table, else the last value of the column.
fn place(view: &FormView<'_>) -> Option<CellRef> {
    let total = view.form.grand_total().and_then(|total| {
        total.sums.iter().find(|sum| sum.field == Field::GoodsValue).map(|sum| sum.place)
    });
    let valued = |row: &RowView<'_>| worth(row).is_some();
    let last = || view.rows().filter(valued).last();
    total.or_else(|| {
        let row = last()?;
        row.place(Field::GoodsValue).or_else(|| row.place(Field::UnitPrice))
    })
}
