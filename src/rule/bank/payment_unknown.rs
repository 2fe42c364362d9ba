//! B102: the way of payment can't be read, or the unit's own standards don't allow it.

use crate::form::{Field, Parsed, RowView};
use crate::policy::payment::{Unlisted, unlisted};
use crate::policy::{Payment, PaymentFault, Profile, article};
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 发放方式写了字，但看不出钱或东西是怎么交到职工手里的，例如“已发放”“上门慰问”“微信”“支票”；或者看得出，但本单位的标准没有列这一种。
    ///
    /// # 为什么
    /// 第十一条写明，慰问金原则上通过银行账户发放，以银行回单或实名制表存档备查。微信、支付宝转账既没有银行回单，也不是当面领取的现金，事后不好核对。
    ///
    /// # 怎么改
    /// 请从“银行转账”“现金”“实物”“现金和实物”里选一种，写实际的做法。用微信、支付宝发的，建议与财务商量改为银行转账。
    B102 {
        title: "看不出是怎么发放的",
        severity: Severity::Error,
        articles: &[article::ART_11_BANK],
        help: "请改写成银行转账、现金、实物，或现金和实物。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Payment, Put::Text("微信红包"))],
        right: &[Change::Cell(0, Field::Payment, Put::Text("银行转账"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(payment) = row.payment() else { return };
    match payment.value {
        Reading::Bad(PaymentFault::Unknown) => unknown(&payment, context.profile, sink),
        Reading::Bad(PaymentFault::NotAllowed(_)) => {
            let text = quoted(&payment.raw());
            sink.at(&payment, format!("这一格写{text}，本单位的标准没有列这种发放方式。")).help(
                format!("按本单位的标准，请从这几种里选实际的做法：{}。", allowed(context.profile)),
            );
        }
        _ => {}
    }
}

/// The ways that may be used, in words.
fn allowed(profile: &Profile) -> String {
    let all = Payment::ALL.into_iter().filter(|it| profile.allows_payment(*it));
    all.map(Payment::wording).collect::<Vec<_>>().join("、")
}

/// A way that the policy doesn't know is called by its own name, with what to do instead.
fn unknown(payment: &Parsed<'_, Payment, PaymentFault>, profile: &Profile, sink: &mut Sink<'_>) {
    let written = payment.raw();
    let text = quoted(&written);
    let (message, help) = match unlisted(profile, &written) {
        Some(Unlisted::Wallet(word)) => (
            format!("。{word}付的钱没有银行回单，也不是当面领取的现金。"),
            format!(
                "还没发的，请改为转到本人的银行账户；已经这样发的，请留好付款记录，建议与财务商量怎么补\
                 手续。这一列可以写：{}。",
                allowed(profile)
            ),
        ),
        Some(Unlisted::Cheque(word)) => (
            format!("。{word}要再去银行进账或兑付，看不出钱最后是进了账户还是领了现金。"),
            "存进本人账户的，请写银行转账；兑成现金当面领的，请写现金。".to_owned(),
        ),
        None => {
            sink.at(payment, format!("这一格写{text}，看不出是转账、现金还是实物。"));
            return;
        }
    };
    sink.at(payment, format!("这一格写{text}{message}")).help(help);
}
