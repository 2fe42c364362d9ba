//! P302: a recipient's phone is malformed.

use crate::form::{Field, RowView};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, Put, Severity, Sink, rule};
use crate::value::{Reading, Way, Ways};

rule! {
    /// # 什么问题
    /// 联系电话的位数不对，或者夹着空格、全角数字、+86 之类。
    ///
    /// # 为什么
    /// 抽查回访要打这个电话。多一位、少一位，就联系不上本人。
    ///
    /// # 怎么改
    /// 手机写 11 位；座机带区号，如 021-50001234。一格只写一个号码。只是夹了空格、用了全角数字的，暖表可以替您整理，号码不会变。
    P302 {
        title: "联系电话写法不对",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请核对号码：手机 11 位；座机 8 位，外地的加上区号。",
        fix: FixKind::Safe,
        check: Check::Row(check),
        wrong: &[Change::Cell(1, Field::Phone, Put::Text("+86 138 0000 1002"))],
        right: &[Change::Cell(1, Field::Phone, Put::Number(13_800_001_002.0))],
    }
}

fn check(row: &RowView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(phone) = row.phone() else { return };
    match phone.value {
        Reading::Bad(_) => {
            sink.at(&phone, "联系电话的位数或写法不对，打不通。");
        }
        // A phone stored as a number alone loses nothing and shows just the same.
        Reading::Good { value, ways }
            if !ways.is_none() && *ways != Ways::NONE.with(Way::NumberForText) =>
        {
            sink.at(&phone, format!("联系电话{ways}。"))
                .ways(*ways)
                .help("可以放心整理，号码不变。")
                .safe(Entry::Text(value.as_str().to_owned()), "整理成规范的写法，号码不变");
        }
        _ => {}
    }
}
