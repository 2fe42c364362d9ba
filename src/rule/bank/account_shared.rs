//! B108: one account for different people.

use crate::form::{Field, Parsed, Record, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, FormView, Put, Severity, Sink, rule};
use crate::value::account::{Account, AccountFault};
use crate::value::name::same_person;
use std::collections::HashMap;

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

type Use<'a> = (RowView<'a>, Parsed<'a, Account, AccountFault>);

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let mut uses: HashMap<&Account, Vec<Use<'_>>> = HashMap::new();
    for row in view.rows() {
        if let Some(account) = row.account()
            && let Some(number) = account.value.good()
        {
            uses.entry(number).or_default().push((row, account));
        }
    }
    let mut shared: Vec<_> = uses.into_values().filter_map(|uses| odd_one(&uses)).collect();
    shared.sort_by_key(|(odd, ..)| odd.place);
    for (odd, others, names) in shared {
        sink.at(&odd, message(&names)).related(others);
    }
}

type Shared<'a> = (Parsed<'a, Account, AccountFault>, Vec<crate::workbook::CellRef>, Vec<String>);

/// The cell to point at: the one that differs from all others if there are at least
/// three, else the last that differs from the first; `None` if all are of one person.
fn odd_one<'a>(uses: &[Use<'a>]) -> Option<Shared<'a>> {
    let (first, _) = uses.first()?;
    let differs = |(row, _): &&Use<'_>| !is_same(first.record, row.record);
    let strangers = uses.iter().filter(differs).count();
    let (odd_row, odd) = if strangers == 0 {
        return None;
    } else if strangers > 1 && strangers + 1 == uses.len() && all_one(uses.get(1..)?) {
        uses.first()?
    } else {
        uses.iter().rfind(differs)?
    };
    let others = uses.iter().filter(|(row, _)| row.record.row != odd_row.record.row);
    let mut names = vec![name(odd_row)];
    for (row, _) in uses {
        let name = name(row);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.retain(|name| !name.is_empty());
    Some((odd.clone(), others.map(|(_, it)| it.place).collect(), names))
}

fn all_one(uses: &[Use<'_>]) -> bool {
    uses.windows(2).all(|pair| match pair {
        [(a, _), (b, _)] => is_same(a.record, b.record),
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
