//! P210: an age outside the profile's bounds.

use crate::form::{Field, RowView};
use crate::policy::{Category, article};
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use jiff::civil::Date;

rule! {
    /// # 什么问题
    /// 按身份证号推算，这个人在慰问当天的年龄不在职工的一般范围里（内置标准是 16 到 65 周岁，本地标准可以另设）。
    ///
    /// # 为什么
    /// 送温暖主要慰问职工。年纪太小或太大，可能是填了家属的号码，也可能是已经退休的同志。因公牺牲职工的家属不受此限，不作提示。
    ///
    /// # 怎么改
    /// 请核对号码是不是职工本人的。返聘、尚未办退休等确有原因的，建议在备注里写一句。
    P210 {
        title: "年龄不在职工的一般范围",
        severity: Severity::Warning,
        articles: &[article::ART_3, article::ART_16],
        help: "请核对号码是不是职工本人的；返聘等确有原因的，建议在备注里写明。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("310101195003120022"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("310101195502060028"))],
    }
}

fn check(row: &RowView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    let Some(birthday) = id.value.good().and_then(|id| id.birthday()) else { return };
    let on = row.form.value_date(row.record).unwrap_or(context.today);
    let Some(age) = age(birthday, on) else { return };
    let (youngest, oldest) = context.profile.age_bounds();
    if (youngest.into()..=oldest.into()).contains(&age) || is_family_of_the_dead(row) {
        return;
    }
    sink.at(
        &id,
        format!("按身份证号推算，慰问时 {age} 周岁，不在 {youngest} 到 {oldest} 周岁之间。"),
    );
}

/// Full years on a day; `None` for a birthday after it.
fn age(birthday: Date, on: Date) -> Option<u16> {
    let had_birthday = (on.month(), on.day()) >= (birthday.month(), birthday.day());
    let years = on.year() - birthday.year() - i16::from(!had_birthday);
    u16::try_from(years).ok()
}

/// 因公牺牲职工的家属 (第三条（四）): children and parents of any age are meant.
fn is_family_of_the_dead(row: &RowView<'_>) -> bool {
    let texts = [row.text(Field::Category), row.text(Field::Reason)];
    let says = |word: &str| texts.iter().any(|text| text.contains(word));
    let died = says("牺牲") || says("因公殉职") || says("烈士");
    let family = says("家属") || says("遗属") || says("之妻") || says("之子") || says("之女");
    says("遗属")
        || says("烈属")
        || died && (family || row.record.category.known() == Some(&Category::Injury))
}
