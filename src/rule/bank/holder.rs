//! B109: the account's holder is not the recipient.

use crate::form::{Field, RowView};
use crate::policy::{Payment, article, category};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::name::same_person;

rule! {
    /// # 什么问题
    /// 收款的户名不是这一行的职工本人。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放，通过银行账户发放就应当进本人的账户。户名与姓名不同，可能是串了行，也可能是借用家人的卡。
    ///
    /// # 怎么改
    /// 请核对户名和账号，尽量用本人的账户。确需转入家人账户的，请在备注里写明关系和原因，并附本人的说明。
    B109 {
        title: "户名不是本人",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请核对户名，尽量用本人的账户；用家人账户的，请写明关系和原因。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::AccountName, Put::Text("陈桂香"))],
        right: &[Change::Cell(0, Field::AccountName, Put::Text("陈 桂 芳"))],
    }
}

/// A holder left over on a row that goes through no bank does no harm.
/// One that the note explains (爱人账户) needs no more.
fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(holder) = row.account_name() else { return };
    let through_bank = !matches!(row.record.payment.good(), Some(Payment::Cash | Payment::Goods));
    let (Some(account), Some(name)) = (holder.value.known(), row.record.name.known()) else {
        return;
    };
    if !through_bank || same_person(account.as_str(), name.as_str()) {
        return;
    }
    let note = row.text(Field::Note);
    let about_account = note.contains(['卡', '账', '帐', '户', '代']);
    if !(about_account && category::mentions_family(context.profile, &note)) {
        sink.at(&holder, "户名与这一行的姓名不一样。");
    }
}
