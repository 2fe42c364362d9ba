//! G103: cards and vouchers that are money.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::policy::goods::money_like;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 慰问品写的是购物卡、购物券、预付卡、储值卡、礼品卡、加油卡或代金券。
    ///
    /// # 为什么
    /// 这些卡券可以当钱花，却不进职工的银行账户，也留不下实物的凭据，属于党风廉政明令禁止用公款购买发放的物品。第十六条写明不得用送温暖资金购买。
    ///
    /// # 怎么改
    /// 请改为通过银行账户发放慰问金，或者发米、油、被褥这类生活用品。已经发出的，请与财务、经审部门商量怎么处理。
    G103 {
        title: "慰问品是购物卡一类的卡券",
        severity: Severity::Error,
        articles: &[article::ART_16_GOODS],
        help: "请改为通过银行账户发放慰问金，或发放生活用品。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Goods, Put::Text("超市购物卡"))],
        right: &[Change::Cell(1, Field::Goods, Put::Text("米油一份，附慰问卡片"))],
    }
}

/// The goods decide; a table without goods may name the card in the way of payment.
fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let card = |text: &str| money_like(context.profile, text);
    let goods = row.goods().and_then(|goods| Some((card(&goods.raw())?, goods)));
    if let Some((card, goods)) = goods {
        sink.at(&goods, message(card));
        return;
    }
    let payment = row.payment().and_then(|payment| Some((card(&payment.raw())?, payment)));
    if let Some((card, payment)) = payment {
        sink.at(&payment, message(card));
    }
}

fn message(card: &str) -> String {
    format!("这一格写了“{card}”。这类卡券等同于钱，不能用送温暖资金购买。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Profile;

    #[test]
    fn cards_are_found_and_greetings_are_none() {
        for text in ["超市购物卡500元", "购 物 券", "联华预付卡", "中石化加油卡"]
        {
            assert!(money_like(Profile::built_in(), text).is_some(), "{text}");
        }
        for text in ["米油一份", "慰问贺卡", "食用油5L", "保温杯", "银行卡", "工资卡", "图书"]
        {
            assert_eq!(money_like(Profile::built_in(), text), None, "{text}");
        }
    }
}
