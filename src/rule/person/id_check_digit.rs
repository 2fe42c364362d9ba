//! P203: the check digit of an identity number doesn't fit.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 身份证号一共 18 位，最后一位是前 17 位算出来的。算出来的与填的不一样，说明至少有一位写错了。
    ///
    /// # 为什么
    /// 走访慰问要实名发放。证号错一位，就对不上人：银行退款，录入帮扶工作管理系统时也会被拒。
    ///
    /// # 怎么改
    /// 请对照身份证原件逐位核对，常见的是相邻两位写反、X 写成 1。暖表不会替您猜，因为校验码猜对了，不等于人猜对了。
    P203 {
        title: "身份证号校验码不对",
        severity: Severity::Error,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照身份证原件逐位核对后重新录入。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196803120021"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("31010119680303002X"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Bad(IdFault::CheckDigit { expected }) = id.value {
        sink.at(&id, format!("身份证号最后一位对不上：按前 17 位推算，末位应是 {expected}。也可能是前面某一位写错了。"));
    }
}
