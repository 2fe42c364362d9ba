//! P103: spaces or look-alike dots in a name.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;

rule! {
    /// # 什么问题
    /// 姓名中间夹了空格（常见的是为了对齐写成“张　三”），或者少数民族姓名的间隔号用了“.”“•”之类的近似符号。
    ///
    /// # 为什么
    /// 看着一样，电脑不认作同一个人：与户名对不上，录入帮扶工作管理系统时也查不到。
    ///
    /// # 怎么改
    /// 暖表可以替您去掉空格，把间隔号统一成“·”，名字不变。要对齐，请用单元格的“分散对齐”。
    P103 {
        title: "姓名里有空格或间隔号不规范",
        severity: Severity::Notice,
        articles: &[article::ART_11],
        help: "可以放心整理，名字不变；要对齐请用“分散对齐”。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::Name, Put::Text("陈 桂 芳"))],
        right: &[Change::Cell(0, Field::Reason, Put::Text("爱人下岗， 家庭收入偏低"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(name) = row.name() else { return };
    if let Reading::Good { value, ways } = name.value
        && !ways.is_none()
    {
        sink.at(&name, format!("姓名{ways}。"))
            .ways(*ways)
            .safe(Entry::Text(value.as_str().to_owned()), "整理成规范的写法，名字不变");
    }
}
