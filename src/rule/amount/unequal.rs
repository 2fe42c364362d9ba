//! A108: one person given more or less than their equals.

use super::parts::row_sum;
use crate::form::{Field, RowView};
use crate::policy::{Category, Funding, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, given, rule};
use crate::value::money::display;
use crate::workbook::CellRef;
use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 同一类对象、同一资金来源、同一次慰问，多数人的标准一样，只有个别人不同。
    ///
    /// # 为什么
    /// 第七条要求统一明确慰问范围和标准，不得搞特殊化慰问。个别不同，可能是填错，也可能确有缘由，需要说明。
    ///
    /// # 怎么改
    /// 填错的请改正。确因困难程度不同而分档的，请在备注里写明档次和依据，并把民主程序通过的标准一起存档。
    A108 {
        title: "与同类职工的标准不一样",
        severity: Severity::Warning,
        articles: &[article::ART_7, article::ART_18],
        help: "填错的请改正；确有缘由的，请在备注里写明依据。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Crowd(&[800, 800, 1200])],
        right: &[Change::Crowd(&[800, 800, 800])],
    }
}

/// From how many rows on a group has a standard.
const GROUP: usize = 4;
/// So many rows with one amount are a grade of their own, not an exception.
const GRADE: usize = 3;

/// Rows that one standard is expected for.
type Group = (Category, Option<Funding>, Option<Date>);

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut groups: HashMap<Group, Vec<(CellRef, Decimal)>> = HashMap::new();
    for row in view.rows() {
        let Some(category) = row.record.category.good() else { continue };
        let Some((place, sum)) = amount_place(&row).zip(row_sum(&row)) else { continue };
        let visit = row.record.date.good().copied();
        let group = (*category, row.record.funding.good().copied(), visit);
        groups.entry(group).or_default().push((place, sum));
    }
    let mut found: Vec<Odd> = groups
        .iter()
        .filter_map(|((category, ..), rows)| {
            context
                .profile
                .uniform_standard(*category)
                .map_or_else(|| exceptions(rows), |standard| apart(rows, standard))
        })
        .collect();
    found.sort_by_key(|odd| odd.place);
    for odd in found {
        let (amount, usual) = (display(odd.amount), display(odd.usual));
        sink.cell(
            odd.place,
            format!("这一行一共 {amount} 元，同类职工的标准是 {usual} 元，与多数人不一样。"),
        )
        .related(odd.others);
    }
}

/// Where the finding points: cash, else the goods' value.
fn amount_place(row: &RowView<'_>) -> Option<CellRef> {
    let field = if given::cash(row) { Field::Cash } else { Field::GoodsValue };
    row.place(field).or_else(|| row.place(Field::Total))
}

/// What is unequal in a group.
struct Odd {
    place: CellRef,
    amount: Decimal,
    usual: Decimal,
    /// The group's other rows.
    others: Vec<CellRef>,
}

/// The rows apart from what two thirds of the group have, unless at least [`GRADE`] share
/// their amount.
fn exceptions(rows: &[(CellRef, Decimal)]) -> Option<Odd> {
    if rows.len() < GROUP {
        return None;
    }
    let mut counts: HashMap<Decimal, usize> = HashMap::new();
    for (_, amount) in rows {
        *counts.entry(*amount).or_default() += 1;
    }
    let (usual, most) = counts.iter().max_by_key(|(amount, count)| (**count, **amount))?;
    if most * 3 < rows.len() * 2 {
        return None;
    }
    let rare = |amount: &Decimal| counts.get(amount).is_some_and(|count| *count < GRADE);
    pick(rows, *usual, |amount| amount != usual && rare(amount))
}

/// The rows apart from the profile's standard.
fn apart(rows: &[(CellRef, Decimal)], standard: Decimal) -> Option<Odd> {
    pick(rows, standard, |amount| *amount != standard)
}

fn pick(
    rows: &[(CellRef, Decimal)],
    usual: Decimal,
    is_odd: impl Fn(&Decimal) -> bool,
) -> Option<Odd> {
    let (place, amount) = *rows.iter().rfind(|(_, amount)| is_odd(amount))?;
    let others = rows.iter().map(|(cell, _)| *cell).filter(|cell| *cell != place).collect();
    Some(Odd { place, amount, usual, others })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn rows(amounts: &[i64]) -> Vec<(CellRef, Decimal)> {
        (0..).zip(amounts).map(|(row, yuan)| (CellRef::new(row, 9), Decimal::from(*yuan))).collect()
    }

    #[test]
    fn an_exception_needs_a_standard_to_be_one_from() {
        let odd = exceptions(&rows(&[500, 500, 500, 800])).unwrap();
        assert_eq!((odd.place.row, odd.others.len()), (3, 3));
        assert!(exceptions(&rows(&[500, 500, 800])).is_none(), "three are no group");
        assert!(exceptions(&rows(&[500, 500, 500, 800, 300])).is_none(), "less than two thirds");
        let graded = [500, 500, 500, 500, 500, 500, 800, 800, 800];
        assert!(exceptions(&rows(&graded)).is_none(), "three alike are a grade");
    }
}
