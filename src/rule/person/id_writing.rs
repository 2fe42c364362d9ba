//! P211: an identity number that needs tidying.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 身份证号本身没有错，只是写法要整理：夹了空格，用了全角数字，前面多了单引号，或者末位的 X 写成了小写。
    ///
    /// # 为什么
    /// 看着一样，电脑比对时不认作同一个号码，导入帮扶工作管理系统会被拒。
    ///
    /// # 怎么改
    /// 暖表可以替您整理，号码不变。
    P211 {
        title: "身份证号写法要整理",
        severity: Severity::Notice,
        articles: &[article::GB_11643, article::ART_11],
        help: "可以放心整理，号码不变。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("310101 19680312 0025"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196803120025"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Good { value, ways } = id.value
        && !ways.is_none()
    {
        sink.at(&id, format!("身份证号{ways}。"))
            .ways(*ways)
            .safe(Entry::Text(value.as_str().to_owned()), "整理成规范的写法，号码不变");
    }
}
