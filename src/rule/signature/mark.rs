//! S109: a mark where a name should be.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, FixKind, Put, Severity, Sink, given, rule};
use crate::value::text::is_space;

rule! {
    /// # 什么问题
    /// “领取人签字”里写的是“已签”“√”“代”“同意”这样的记号，不是名字。
    ///
    /// # 为什么
    /// 现金和实物没有银行回单，签字就是凭据。记号看不出是谁领的，审计时等于没有签。
    ///
    /// # 怎么改
    /// 请打印后由本人签名。签在另一张单子上的，请把那张签收单一起存档，并在备注里写明。
    S109 {
        title: "用记号代替了签字",
        severity: Severity::Warning,
        articles: &[article::ART_11_BANK],
        help: "请由本人签名；由别人代领的，写代领人的名字和关系。",
        fix: FixKind::None,
        check: Check::Row(check),
        wrong: &[Change::Cell(2, Field::Signature, Put::Text("已签"))],
        right: &[Change::Cell(2, Field::Signature, Put::Text("孙志强"))],
    }
}

/// What people write instead of their names.
const MARKS: [&str; 44] = [
    "已签",
    "已签字",
    "已签名",
    "已签收",
    "签",
    "签字",
    "签名",
    "签收",
    "已领",
    "已领取",
    "领取",
    "领",
    "已收",
    "已收到",
    "收到",
    "收",
    "已发",
    "已办",
    "同意",
    "是",
    "有",
    "对",
    "代",
    "代签",
    "代领",
    "代收",
    "本人",
    "本人签字",
    "本人签名",
    "本人已签",
    "本人签收",
    "本人已领",
    "手印",
    "指印",
    "按手印",
    "捺印",
    "捺手印",
    "已捺印",
    "已按手印",
    "盖章",
    "ok",
    "v",
    "y",
    "yes",
];

/// Ticks and the like.
const TICKS: &str = "√✓✔☑✅○●◎☆★△▲□■*＊×✕✗";

/// Whether a text is a mark and no name.
pub(super) fn is_mark(text: &str) -> bool {
    let text: String = text
        .chars()
        .filter(|c| !is_space(*c) && !matches!(c, '（' | '）' | '(' | ')' | '。' | '.' | '！'))
        .flat_map(char::to_lowercase)
        .collect();
    !text.is_empty()
        && (MARKS.contains(&text.as_str())
            || text.chars().all(|c| TICKS.contains(c))
            || text.chars().all(|c| c.is_ascii_digit()))
}

/// A row that goes through a bank alone needs no signature, so a mark does no harm there.
fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(signature) = row.signature() else { return };
    if row.record.signature_picture || !is_mark(&signature.raw()) || !given::in_hand(row) {
        return;
    }
    let text = quoted(&signature.raw());
    sink.at(&signature, format!("签字这一格写的是{text}，看不出是谁领的。"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_names() {
        for text in ["已签", " √ ", "✓✓", "代", "捺印", "（已领）", "OK", "同意"] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["孙志强", "签小红", "", "代成龙", "本人 孙志强"] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
