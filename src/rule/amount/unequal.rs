//! A108: one person given more or less than their equals.

use super::parts::row_sum;
use crate::form::{Field, RowView};
use crate::policy::{Category, Funding, article};
use crate::rule::groups::Shared;
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, given, rule};
use crate::value::money::display;
use crate::workbook::CellRef;
use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use rust_decimal::Decimal;

rule! {
    /// # 什么问题
    /// 同一类对象、同一资金来源、同一次慰问，多数人的标准一样，只有个别人不同。慰问金和慰问品分两行写的，两行合在一起比。
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

/// From how many shares on a group has a standard.
const GROUP: usize = 4;
/// So many shares of one amount are a grade of their own, not an exception.
const GRADE: usize = 3;

/// What one standard is expected for.
type Group = (Category, Option<Funding>, Option<Date>);

/// What one person got: a row, or one row of cash and one of goods (which P401 lets pass).
struct Share {
    place: CellRef,
    amount: Decimal,
    /// The first of two rows.
    first: Option<CellRef>,
}

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut groups: HashMap<Group, Vec<Share>> = HashMap::new();
    let mut halves = Halves::new(view);
    for (at, row) in view.rows().enumerate() {
        let Some(category) = row.record.category.good() else { continue };
        let Some((place, amount)) = amount_place(&row).zip(row_sum(&row)) else { continue };
        let visit = row.record.date.good().copied();
        let group = (*category, row.record.funding.good().copied(), visit);
        let shares = groups.entry(group).or_default();
        if let Some(first) = halves.other(at, &row, group, shares.len())
            && let Some(share) = shares.get_mut(first)
            && let Some(amount) = share.amount.checked_add(amount)
        {
            *share = Share { place, amount, first: Some(share.place) };
        } else {
            shares.push(Share { place, amount, first: None });
        }
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
        let whose = if odd.in_two_rows {
            "这个人慰问金和慰问品分两行写，一共"
        } else {
            "这一行一共"
        };
        sink.cell(
            odd.place,
            format!("{whose} {amount} 元，同类职工的标准是 {usual} 元，与多数人不一样。"),
        )
        .related(odd.others);
    }
}

/// Where the finding points: cash, else the goods' value.
fn amount_place(row: &RowView<'_>) -> Option<CellRef> {
    let field = if given::cash(row) { Field::Cash } else { Field::GoodsValue };
    row.place(field).or_else(|| row.place(Field::Total))
}

/// The rows of people who have several, where cash stands on one and goods on another.
struct Halves {
    /// By position among the people: the person, by number, of those on several rows.
    person: HashMap<usize, usize>,
    /// Where a half stands among its group's shares, by person and by whether it is cash.
    waiting: HashMap<(Group, usize, bool), usize>,
}

impl Halves {
    fn new(view: &FormView<'_>) -> Self {
        let people = view.groups.by(Shared::IdNumber).iter().enumerate();
        let person = people.flat_map(|(number, rows)| rows.iter().map(move |at| (*at, number)));
        Self { person: person.collect(), waiting: HashMap::new() }
    }

    /// Where the other half of a row stands; else the row waits for it, to stand at `len`.
    fn other(&mut self, at: usize, row: &RowView<'_>, group: Group, len: usize) -> Option<usize> {
        let person = *self.person.get(&at)?;
        let (cash, goods) = (given::cash(row), given::goods(row));
        if cash == goods {
            return None;
        }
        let other = self.waiting.remove(&(group, person, goods));
        if other.is_none() {
            self.waiting.entry((group, person, cash)).or_insert(len);
        }
        other
    }
}

/// What is unequal in a group.
struct Odd {
    place: CellRef,
    amount: Decimal,
    in_two_rows: bool,
    usual: Decimal,
    /// The group's other rows.
    others: Vec<CellRef>,
}

/// The shares apart from what two thirds of the group have, unless at least [`GRADE`] are of
/// the same amount.
fn exceptions(shares: &[Share]) -> Option<Odd> {
    if shares.len() < GROUP {
        return None;
    }
    let mut counts: HashMap<Decimal, usize> = HashMap::new();
    for share in shares {
        *counts.entry(share.amount).or_default() += 1;
    }
    let (usual, most) = counts.iter().max_by_key(|(amount, count)| (**count, **amount))?;
    if most * 3 < shares.len() * 2 {
        return None;
    }
    let rare = |amount: &Decimal| counts.get(amount).is_some_and(|count| *count < GRADE);
    pick(shares, *usual, |amount| amount != usual && rare(amount))
}

/// The shares apart from the profile's standard.
fn apart(shares: &[Share], standard: Decimal) -> Option<Odd> {
    pick(shares, standard, |amount| *amount != standard)
}

fn pick(shares: &[Share], usual: Decimal, is_odd: impl Fn(&Decimal) -> bool) -> Option<Odd> {
    let odd = shares.iter().rfind(|share| is_odd(&share.amount))?;
    let (place, amount, in_two_rows) = (odd.place, odd.amount, odd.first.is_some());
    let cells = shares.iter().flat_map(|share| share.first.into_iter().chain([share.place]));
    let others = cells.filter(|cell| *cell != place).collect();
    Some(Odd { place, amount, in_two_rows, usual, others })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn rows(amounts: &[i64]) -> Vec<Share> {
        let share = |(row, yuan): (u32, &i64)| Share {
            place: CellRef::new(row, 9),
            amount: Decimal::from(*yuan),
            first: None,
        };
        (0..).zip(amounts).map(share).collect()
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
