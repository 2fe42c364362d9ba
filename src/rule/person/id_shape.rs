//! P202: an identity number of the wrong length or with wrong characters.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 身份证号应是 18 位：前 17 位是数字，最后一位是数字或 X。这一格的位数不对，或者夹了别的字。
    ///
    /// # 为什么
    /// 少一位、多一位，就对不上人。
    ///
    /// # 怎么改
    /// 请对照身份证原件重新录入。一格只写一个号码，姓名、电话不要写在一起。
    P202 {
        title: "身份证号位数或字符不对",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照身份证原件重新录入 18 位号码，这一格只写号码。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("31010119680312002"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("31010119680303002X"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    let Reading::Bad(IdFault::Shape { len }) = id.value else { return };
    let message = match len {
        // The length fits, so it is the characters that don't.
        18 => "身份证号有 18 位，但里面夹了不该有的字符：前 17 位只能是数字，最后一位是数字或 X。"
            .to_owned(),
        0..18 => format!("身份证号只有 {len} 位，应是 18 位。"),
        _ => format!("这一格有 {len} 个字，身份证号应是 18 位。"),
    };
    sink.at(&id, message);
}
