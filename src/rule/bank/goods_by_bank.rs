//! B113: goods said to be paid through a bank.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 这一行只有慰问品，没有慰问金，发放方式却写的是银行转账。
    ///
    /// # 为什么
    /// 东西不能转账。写错了发放方式，审核的人会去找一张不存在的银行回单，实物的签字反而没有人看。
    ///
    /// # 怎么改
    /// 发的是东西，请改成“实物”，由本人签字。如果实际转了钱，请把金额填到慰问金额里。
    B113 {
        title: "慰问品写成了银行转账",
        severity: Severity::Warning,
        articles: &[article::ART_11_BANK],
        help: "发的是东西，请改成“实物”；转的是钱，请填慰问金额。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[
            Change::Cell(1, Field::Payment, Put::Text("银行转账")),
            Change::Cell(1, Field::Account, Put::Text("1001234509876543")),
            Change::Cell(1, Field::Bank, Put::Text("上海农商银行")),
        ],
        right: &[Change::Cell(1, Field::Payment, Put::Text("实物"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(payment) = row.payment() else { return };
    let by_bank = payment.value.good() == Some(&Payment::Bank);
    if by_bank && given::goods(row) && !given::cash(row) {
        sink.at(&payment, "这一行只有慰问品，发放方式写的是银行转账。");
    }
}
