//! S102: somebody else's name signs, and no agent is given.

use super::{agent, mark};
use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, rule};
use crate::value::name::same_person;
use crate::value::text::is_space;

rule! {
    /// # 什么问题
    /// 签字的名字与这一行的职工不是同一个人，又没有写代领人。
    ///
    /// # 为什么
    /// 第十一条要求实名制发放，第十六条不许冒领。别人签了字而没有说明，就分不清是代领、签错了行，还是冒领。
    ///
    /// # 怎么改
    /// 签错了行的，请本人重签。确由别人代领的，请在“代领人”或备注里写明姓名、与本人的关系和原因。
    S102 {
        title: "签字的不是本人，没有写代领人",
        severity: Severity::Warning,
        articles: &[article::ART_11, article::ART_16],
        help: "请本人重签；由别人代领的，请写明代领人、关系和原因。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Signature, Put::Text("林小梅"))],
        right: &[
            Change::Cell(2, Field::Signature, Put::Text("林小梅")),
            Change::Cell(2, Field::Agent, Put::Text("林小梅（妻子）")),
        ],
    }
}

/// A text that holds the recipient's name among other words (陈桂芳 2月5日) is theirs; one
/// that is no name at all is for S109 or for a person to read.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(signature), Some(name)) = (row.signature(), row.record.name.known()) else { return };
    if signature.value.is_missing() || mark::is_mark(&signature.raw()) || agent::is_given(row) {
        return;
    }
    let written: String = signature.raw().chars().filter(|c| !is_space(*c)).collect();
    let Some(signer) = agent::name_in(&written) else { return };
    // 阿依古丽·买买提 signs with her own name; the other is her father's.
    let own = name.as_str().split('·').next().unwrap_or_default();
    let theirs = [name.as_str(), own].into_iter().any(|name| same_person(&signer, name));
    if theirs || written.contains(name.as_str()) {
        return;
    }
    sink.at(&signature, format!("签字的是{signer}，这一行是{name}，没有写代领人。"));
}
