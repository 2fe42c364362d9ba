//! B108: one account for different people.

use crate::form::{Field, Parsed, Record, RowView};
use crate::policy::article;
use crate::rule::groups::Shared;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::account::{Account, AccountFault};
use crate::value::name::same_person;

rule! {
    /// # 什么问题
    /// 同一个银行账号，填在了不同职工的名下。
    ///
    /// # 为什么
    /// 实名制发放要发到本人的账户。几个人的慰问金进同一个账户，可能是复制时带错了行，也可能是代领、截留，审计一定会问。
    ///
    /// # 怎么改
    /// 请对照每个人的银行卡核对账号。确由家人代收的，请改为代领并写明关系和原因，不要几个人共用一个账号。
    B108 {
        title: "不同的人用了同一个账号",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK, article::ART_16],
        help: "请对照本人的银行卡核对账号，每人填自己的。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[
            Change::Cell(2, Field::Payment, Put::Text("银行转账")),
            Change::Cell(2, Field::Account, Put::Text("6222020200112233446")),
            Change::Cell(2, Field::Bank, Put::Text("工商银行上海浦江支行")),
        ],
        right: &[
            Change::Cell(2, Field::Payment, Put::Text("银行转账")),
            Change::Cell(2, Field::Account, Put::Text("1001234509876543")),
            Change::Cell(2, Field::Bank, Put::Text("工商银行上海浦江支行")),
        ],
    }
}

/// Whether two rows are of one person: by identity number where both can be told, else
/// by name. `true` where nothing can be told: nobody is accused on a blank.
fn is_same(a: &Record, b: &Record) -> bool {
    if let (Some(a), Some(b)) = (a.id_number.good(), b.id_number.good()) {
        return a == b;
    }
    match (a.name.known(), b.name.known()) {
        (Some(a), Some(b)) => same_person(a.as_str(), b.as_str()),
        _ => true,
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let uses = view.groups.by(Shared::Account).iter();
    let mut shared: Vec<_> = uses.filter_map(|group| odd_one(&view.people(group))).collect();
    shared.sort_by_key(|(odd, ..)| odd.place);
    for (odd, others, names) in shared {
        sink.at(&odd, message(&names)).related(others);
    }
}

type Odd<'a> = (Parsed<'a, Account, AccountFault>, Vec<crate::workbook::CellRef>, Vec<String>);

/// The cell to point at: the one that differs from all others if there are at least
/// three, else the last that differs from the first; `None` if all are of one person.
fn odd_one<'a>(rows: &[RowView<'a>]) -> Option<Odd<'a>> {
    let first = rows.first()?;
    let differs = |row: &&RowView<'_>| !is_same(first.record, row.record);
    let strangers = rows.iter().filter(differs).count();
    let odd = if strangers == 0 {
        return None;
    } else if strangers > 1 && strangers + 1 == rows.len() && all_one(rows.get(1..)?) {
        first
    } else {
        rows.iter().rfind(differs)?
    };
    let others = rows.iter().filter(|row| row.record.row != odd.record.row);
    let mut names = vec![name(odd)];
    for row in rows {
        let name = name(row);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.retain(|name| !name.is_empty());
    Some((odd.account()?, others.filter_map(|row| row.place(Field::Account)).collect(), names))
}

fn all_one(rows: &[RowView<'_>]) -> bool {
    rows.windows(2).all(|pair| match pair {
        [a, b] => is_same(a.record, b.record),
        _ => true,
    })
}

fn name(row: &RowView<'_>) -> String {
    row.record.name.known().map(|name| name.as_str().to_owned()).unwrap_or_default()
}

fn message(names: &[String]) -> String {
    const SHOWN: usize = 3;
    match names {
        [] | [_] => "这个银行账号也填在了另一位职工的名下。".to_owned(),
        [one, rest @ ..] => {
            let shown = rest.get(..SHOWN).unwrap_or(rest).join("、");
            let more = if rest.len() > SHOWN { "等人" } else { "" };
            format!("{one}的银行账号与{shown}{more}的相同。")
        }
    }
}
