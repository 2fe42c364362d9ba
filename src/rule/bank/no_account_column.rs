//! B115: rows paid through a bank in a table without accounts.

use crate::form::Field;
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 表里有银行转账的慰问金，没有银行账号这一列。
    ///
    /// # 为什么
    /// 第十一条允许以银行回单存档备查，所以没有账号列也可以。但只看这份表，核不出钱进了谁的账户。
    ///
    /// # 怎么改
    /// 请把银行回单与这份表一起存档。建议下次加上户名、开户行和银行账号三列。
    B115 {
        title: "银行转账，表里没有账号列",
        severity: Severity::Warning,
        articles: &[article::ART_11_BANK],
        help: "请把银行回单与这份表一起存档。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Without(Field::Account)],
        right: &[],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if view.form.has(Field::Account) {
        return;
    }
    let mut cells = view
        .rows()
        .filter(|row| row.record.payment.good() == Some(&Payment::Bank))
        .filter_map(|row| row.payment());
    if let Some(first) = cells.next() {
        let others: Vec<_> = cells.map(|cell| cell.place).collect();
        let count = others.len() + 1;
        sink.at(&first, format!("表里 {count} 笔通过银行发放，没有账号这一列。")).related(others);
    }
}
