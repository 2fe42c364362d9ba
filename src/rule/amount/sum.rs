//! A110: a total row doesn't say the sum of its rows.

use super::parts::{
    self, SUMMED, agrees, counted, difference, has_unrounded_parts, is_unrounded, reading, row_sum,
};
use crate::form::{Field, RowView, TotalCell, TotalKind, TotalRow};
use crate::policy::article;
use crate::rule::head::{CONTINUED, is_continued};
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::{MoneyFault, display};
use crate::workbook::{CellRange, CellRef};
use rust_decimal::Decimal;
use std::ops::Range;

rule! {
    /// # 什么问题
    /// 合计、小计或累计这一行写的数，不等于它上面各行相加的结果。
    ///
    /// # 为什么
    /// 合计是审批、入账和上报的依据，要与每位职工领到的数对得上。常见的原因是中间插了一行、公式没有包进去，或者有的数字存成了文本、没有被加上。
    ///
    /// # 怎么改
    /// 先看各行有没有填错，再看合计的公式有没有覆盖每一行。暖表按各行相加的结果提出建议，采用前请先核对。
    A110 {
        title: "合计与各行相加不符",
        severity: Severity::Error,
        articles: &[article::ART_11, article::FORM],
        help: "请核对各行的金额和合计的公式，改正填错的一格。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[Change::Total(Field::Cash, Put::Number(1600.0))],
        right: &[Change::Cash(0, 1200)],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let is_summed = |field: &Field| {
        view.form.totals.iter().flat_map(|total| &total.sums).any(|cell| cell.field == *field)
    };
    let kinds = view.form.kinds(view.sheet);
    for field in SUMMED.into_iter().filter(is_summed) {
        let running = Running::of(view, field);
        for total in &view.form.totals {
            check_row(view, total, field, running.over(&total.covers), sink);
        }
        for (total, people) in kinds.iter().filter(|(_, people)| !people.is_empty()) {
            let of_kind = people.iter().filter_map(|at| view.row(*at));
            let sums = of_kind.fold(Sums::default(), |sums, row| sums.and(&row, field));
            check_row(view, total, field, Some(sums).filter(|sums| sums.unknown == 0), sink);
        }
    }
}

fn check_row(
    view: &FormView<'_>,
    total: &TotalRow,
    field: Field,
    sums: Option<Sums>,
    sink: &mut Sink<'_>,
) {
    let Some(sums) = sums else { return };
    for cell in total.sums.iter().filter(|cell| cell.field == field) {
        check_cell(view, total, cell, sums, sink);
    }
}

fn check_cell(
    view: &FormView<'_>,
    total: &TotalRow,
    cell: &TotalCell,
    sums: Sums,
    sink: &mut Sink<'_>,
) {
    let Some(written) = written(&cell.amount) else { return };
    let unrounded = sums.unrounded + usize::from(is_unrounded(&cell.amount));
    if [sums.written, sums.mended].into_iter().any(|sum| agrees(written, sum, unrounded)) {
        return;
    }
    let (label, sum) = (label(total.kind), sums.mended);
    let finding = sink.at(
        &parts::of_total(view, cell),
        format!(
            "{label}写的是 {} 元，各行相加是 {} 元，{}。",
            display(written),
            display(sum),
            difference(written, sum)
        ),
    );
    if total.kind == TotalKind::Grand && is_continued(view) {
        finding.help(format!("合计算进了前一张表的话，不算错。{CONTINUED}"));
    }
    if view.form.is_in_yuan() {
        finding.guess(Entry::Number(sum.round_dp(2)), format!("{label}改成 {} 元", display(sum)));
    }
    let covered = view.form.records.get(total.covers.clone()).unwrap_or_default();
    if let (Some(first), Some(last)) = (covered.first(), covered.last()) {
        let [first, last] = [first, last].map(|it| CellRef::new(it.row, cell.place.col));
        finding.range(CellRange::new(first, last));
    }
}

/// The sum as the total row states it. Here a nought is a sum like any other: a table
/// without goods has 0.00 below 折价.
const fn written(reading: &Reading<Decimal, MoneyFault>) -> Option<Decimal> {
    match reading {
        Reading::Bad(MoneyFault::NotPositive(value)) => Some(*value),
        reading => crate::value::money::countable(reading),
    }
}

/// What some rows of a column add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// As they stand.
    written: Decimal,
    /// With the totals of rows that don't add up put right: such a row has its finding
    /// (A109), and a sum that follows from its true total needs no second one.
    mended: Decimal,
    /// How many of them are not in whole fen.
    unrounded: usize,
    /// How many can't be judged, because the cell has trouble of its own.
    unknown: usize,
}

/// The sums of a column's first 0, 1, 2 … rows. Totals that run over everybody so far
/// would otherwise cost the square of the rows.
struct Running(Vec<Sums>);

impl Running {
    fn of(view: &FormView<'_>, field: Field) -> Self {
        let mut sums = Sums::default();
        let mut all = vec![sums];
        all.extend(view.rows().map(|row| {
            sums = sums.and(&row, field);
            sums
        }));
        Self(all)
    }

    /// The sums over some people; `None` if there are none, or one can't be judged.
    fn over(&self, people: &Range<usize>) -> Option<Sums> {
        let (before, after) = (self.0.get(people.start)?, self.0.get(people.end)?);
        (people.start < people.end && before.unknown == after.unknown).then_some(())?;
        Some(Sums {
            written: after.written.checked_sub(before.written)?,
            mended: after.mended.checked_sub(before.mended)?,
            unrounded: after.unrounded - before.unrounded,
            unknown: 0,
        })
    }
}

impl Sums {
    fn and(self, row: &RowView<'_>, field: Field) -> Self {
        let is_total = field == Field::Total;
        let added = counted(row, field).and_then(|value| {
            let mended = if is_total { row_sum(row).unwrap_or(value) } else { value };
            Some((self.written.checked_add(value)?, self.mended.checked_add(mended)?))
        });
        let Some((written, mended)) = added else {
            return Self { unknown: self.unknown + 1, ..self };
        };
        let unrounded = is_unrounded(reading(row.record, field))
            || (is_total && has_unrounded_parts(row.record));
        Self { written, mended, unrounded: self.unrounded + usize::from(unrounded), ..self }
    }
}

const fn label(kind: TotalKind) -> &'static str {
    match kind {
        TotalKind::Subtotal => "小计",
        TotalKind::Running => "累计",
        TotalKind::Grand => "合计",
    }
}
