//! B111: the bank's name is missing.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::text::{is_blank, is_placeholder};

rule! {
    /// # 什么问题
    /// 发放方式是银行转账，开户行空着。
    ///
    /// # 为什么
    /// 不影响认定。但跨行转账常常要选开户行，写上了，财务付款和退票重付时都省事。
    ///
    /// # 怎么改
    /// 建议补上开户行，例如“工商银行上海浦江支行”，写到支行为好。
    B111 {
        title: "没有填开户行",
        severity: Severity::Notice,
        articles: &[article::ART_11_BANK],
        help: "建议补上开户行，写到支行为好。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Bank, Put::Empty)],
        right: &[Change::Cell(0, Field::Bank, Put::Text("上海农商银行"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(place) = row.place(Field::Bank) else { return };
    let text = row.text(Field::Bank);
    if row.record.payment.good() == Some(&Payment::Bank)
        && (is_blank(&text) || is_placeholder(&text))
    {
        sink.cell(place, "发放方式是银行转账，开户行还没有填。").field(Field::Bank).value(text);
    }
}
