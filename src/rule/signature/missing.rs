//! S101: something was handed over, and nobody signed for it.

use super::is_signed;
use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, given, rule};

rule! {
    /// # 什么问题
    /// 领了现金或慰问品，“领取人签字”这一格没有名字，也没有签字的图片。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放，以银行回单或实名制表存档备查。现金和实物没有回单，签字就是唯一的凭据。只走银行的，有回单就可以，不用签字。
    ///
    /// # 怎么改
    /// 请打印后由本人补签。本人来不了的，由家属代领，写明代领人和关系。能走银行的，建议改为银行转账。
    S101 {
        title: "领了现金或慰问品没有签字",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK, article::ART_16],
        help: "请本人补签，或改为银行转账。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Signature, Put::Empty)],
        right: &[Change::Cell(2, Field::Signature, Put::Text("孙志强"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(signature) = row.signature() else { return };
    if is_signed(row) || !given::in_hand(row) {
        return;
    }
    let by_bank = row.record.payment.good() == Some(&Payment::Bank);
    let (message, help) = match (given::cash(row) && !by_bank, given::goods(row)) {
        (true, true) => {
            ("领了慰问金和慰问品，没有签字。", "请本人补签；来不了的，由家属代领并写明关系。")
        }
        (true, false) => ("领了现金，没有签字。", "请本人补签，或改为银行转账。"),
        (false, _) => ("领了慰问品，没有签字。", "请本人补签；来不了的，由家属代领并写明关系。"),
    };
    sink.at(&signature, message).help(help).related(row.place(Field::Payment));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::rule::check::tests::findings;

    fn is_found(agents_column: &'static str) -> bool {
        let title = Change::Rename(Field::Agent, agents_column);
        let example = Box::leak(Box::new([
            title,
            Change::Cell(2, Field::Signature, Put::Empty),
            Change::Cell(2, Field::Agent, Put::Text("李梅（妻子）")),
        ]));
        findings(example).unwrap().iter().any(|it| it.code() == "S101")
    }

    #[test]
    fn the_agent_signs_in_a_box_for_it() {
        assert!(is_found("代领人"));
        assert!(!is_found("代领人签字"));
        assert!(!is_found("代领人签名及与本人关系"));
    }
}
