//! P207: an identity number of the old kind, with 15 digits.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::Reading;
use crate::value::id_number::IdFault;

rule! {
    /// # 什么问题
    /// 这是 15 位的老号码。第一代身份证 2013 年起已停止使用，现在都是 18 位。
    ///
    /// # 为什么
    /// 银行和帮扶工作管理系统都只认 18 位。
    ///
    /// # 怎么改
    /// 请对照二代身份证写 18 位号码。暖表按规则推算了一个（补上“19”和校验码），请核对后再用。
    ///
    /// # 修正为什么要确认
    /// 换证时如果更正过生日或重号，18 位号码就不是推算的这个。
    P207 {
        title: "15 位的老身份证号",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::GB_11643],
        help: "请对照二代身份证写 18 位号码。",
        fix: FixKind::Unsafe,
        check: Check::Row(check),
        wrong: &[Change::Cell(0, Field::IdNumber, Put::Text("310101680312002"))],
        right: &[Change::Cell(0, Field::IdNumber, Put::Text("310101196803120025"))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(id) = row.id_number() else { return };
    if let Reading::Guess { value, fault: IdFault::Old } = id.value {
        sink.at(&id, "身份证号是 15 位的老号码，应是 18 位。").guess(
            Entry::Text(value.as_str().to_owned()),
            "按规则推算的 18 位号码，请对照证件确认",
        );
    }
}
