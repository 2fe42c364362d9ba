//! F003: the table lacks a column the profile wants.

use crate::form::{Field, RowView};
use crate::policy::{Level, Payment, article};
use crate::rule::{Change, Check, Context, FixKind, FormView, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 汇总表里少了一列该有的：姓名、身份证号、慰问金额（或慰问品）、领取人签字，以及慰问对象类别、发放方式。哪些列该有、有多要紧，由所用的标准规定。
    ///
    /// # 为什么
    /// 实名发放要说得清：给了谁、给了什么、怎么给的、谁领的。少一列，这一项对所有人都说不清。
    /// 全部通过银行转账、没有慰问品的表，以银行回单为凭，可以没有签字这一列。
    ///
    /// # 怎么改
    /// 在表头加上这一列并填好。如果这一列其实有，只是叫法少见，请把列名改成标准的叫法。
    F003 {
        title: "少了一列",
        severity: Severity::Error,
        articles: &[article::FORM, article::ART_11],
        help: "请在表头加上这一列并填好；如果有这一列，请把列名改成标准的叫法。",
        fix: FixKind::None,
        check: Check::Form(check),
        wrong: &[Change::Without(Field::IdNumber)],
        right: &[Change::Without(Field::Agent)],
    }
}

fn check(view: &FormView<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let form = view.form;
    // A profile may say of the rule as a whole how much it matters; else each column has
    // its own level.
    let by_column = context.profile.severity(F003.code).is_none();
    for field in Field::ALL {
        let severity = match context.profile.wanted(field) {
            Level::Off => continue,
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
        };
        let missing = !form.has(field)
            && match field {
                // Either stands for the other: a visit brings money, goods, or both.
                Field::Cash => !form.has(Field::Goods),
                Field::Goods => form.has(Field::Cash),
                Field::Signature => view.rows().any(|row| is_handed_over(&row)),
                _ => true,
            };
        if !missing {
            continue;
        }
        let finding = sink.whole(match field {
            Field::Cash => "表里既没有“慰问金额”，也没有“慰问品”。".to_owned(),
            _ => format!("表里没有“{}”这一列。", field.title()),
        });
        finding.field(field);
        if by_column {
            finding.severity(severity);
        }
        if let Some(help) = help(field) {
            finding.help(help);
        }
    }
}

/// Whether something changes hands on this row: anything but a transfer without goods.
/// Where the way of payment isn't told, an account number speaks for the bank.
fn is_handed_over(row: &RowView<'_>) -> bool {
    if !row.record.goods.is_nothing() {
        return true;
    }
    match row.record.payment.known() {
        Some(Payment::Bank) => false,
        Some(_) => true,
        None => !row.says(Field::Account),
    }
}

const fn help(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Name => "请加上“姓名”一列，一人一行写真实姓名。",
        Field::IdNumber => "请加上“身份证号”一列，先把这一列设成“文本”，再对照证件录入 18 位号码。",
        Field::Cash => "发了慰问金的加“慰问金额”一列，发了慰问品的加“慰问品”一列，至少要有一列。",
        Field::Signature => {
            "请加上“领取人签字”一列，打印后由本人签字；改为全部银行转账的，留好银行回单即可。"
        }
        Field::Category => {
            "建议加上“慰问对象类别”一列，按第三条的六类填写，审核时一眼能看出符合哪一类。"
        }
        Field::Payment => "建议加上“发放方式”一列，写明是银行转账、现金还是实物。",
        _ => return None,
    })
}
