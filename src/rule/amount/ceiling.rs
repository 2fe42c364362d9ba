//! A107: more than the unit's own standards allow.

use crate::form::RowView;
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Severity, Sink, rule};
use crate::value::money::{countable, display};

rule! {
    /// # 什么问题
    /// 慰问金额超过了本单位标准里为这一类对象定的上限。
    ///
    /// # 为什么
    /// 办法没有规定数额，第十八条要求各单位细化支出范围、明确开支标准。标准定了，就要照着执行；第七条写明不得搞特殊化慰问。
    ///
    /// # 怎么改
    /// 请核对金额有没有填错。确需超过标准的，先按审批权限报批，批件与这份表一起存档。
    A107 {
        title: "金额超过本单位标准的上限",
        severity: Severity::Error,
        articles: &[article::ART_18, article::ART_7],
        help: "请核对金额；确需超过的，先按审批权限报批。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Profile("[ceilings.time]\nlivelihood = 3000\n"),
            Change::Cash(0, 3500),
        ],
        right: &[
            Change::Profile("[ceilings.time]\nlivelihood = 3000\n"),
            Change::Cash(0, 3000),
        ],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(category) = row.record.category.good() else { return };
    let Some(ceiling) = context.profile.cash_ceiling(*category) else { return };
    let Some(cash) = row.cash() else { return };
    let Some(amount) = countable(cash.value).filter(|amount| *amount > ceiling) else { return };
    let (amount, ceiling) = (display(amount), display(ceiling));
    sink.at(&cash, format!("慰问金额是 {amount} 元，本单位为这一类定的上限是 {ceiling} 元。"));
}
