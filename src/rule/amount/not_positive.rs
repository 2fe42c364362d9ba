//! A103: an amount of nought or less.

use super::parts;
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::money::{self, MoneyFault, display};

rule! {
    /// # 什么问题
    /// 金额是零或者负数。
    ///
    /// # 为什么
    /// 汇总表登记的是发给职工的钱和东西，每一笔都应当大于零。负数多半是冲减或录入时多打了减号，零多半是还没有填。
    ///
    /// # 怎么改
    /// 请改成实际发放的金额。没有发的格子请空着，不用填 0（发实物的行，慰问金写 0 也可以）；退回、冲减的请从表中拿掉，另作说明。
    A103 {
        title: "金额是零或负数",
        severity: Severity::Error,
        articles: &[article::ART_7, article::FORM],
        help: "请改成实际发放的金额；没有发的，这一格空着就可以。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Cash, Put::Number(-1000.0))],
        right: &[Change::Cell(0, Field::GoodsValue, Put::Number(0.0))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    for amount in parts::of_row(row) {
        let Reading::Bad(MoneyFault::NotPositive(value)) = *amount.value else { continue };
        let follows = amount.field == Field::Total && parts::parts_are_bad(row);
        if follows || (money::is_zero(amount.value) && parts::is_silent_zero(row, amount.field)) {
            continue;
        }
        let what = if value.is_zero() { "零" } else { "负数" };
        sink.at(&amount, format!("这一格的金额是{what}：{} 元。", display(value)));
    }
}
