//! H104: the preparer's phone is malformed.

use crate::form::{HeadField, HeadValue};
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Severity, Sink, rule};
use crate::value::Reading;
use crate::workbook::Sheet;

rule! {
    /// # 什么问题
    /// 表头的联系电话不像一个能拨通的号码：位数不对，或者夹着空格、全角数字、+86 之类。
    ///
    /// # 为什么
    /// 审核时要按这个号码找填报人。多一位、少一位，就找不到人了。
    ///
    /// # 怎么改
    /// 手机写 11 位；座机带区号，如 021-50001234，有分机的写在后面。只是夹了空格、用了全角数字的，暖表可以替您整理，号码不会变。
    H104 {
        title: "联系电话写法不对",
        severity: Severity::Warning,
        articles: &[article::FORM],
        help: "请核对号码：手机 11 位；座机 8 位，外地的加上区号。",
        fix: FixKind::Safe,
        check: Check::Form(check),
        wrong: &[Change::Head(HeadField::Phone, "+86 138 0000 1000")],
        right: &[Change::Head(HeadField::Phone, "13800001000")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let field = HeadField::Phone;
    let head = view.form.head.get(field);
    match &view.form.phone {
        Reading::Bad(_) => {
            sink.head(head, field, "联系电话的位数或写法不对，打不通。");
        }
        Reading::Good { value, ways } if !ways.is_none() => {
            let finding = sink
                .head(head, field, format!("联系电话{ways}。"))
                .help("可以放心整理，号码不变。");
            if let Some(text) = replaced(view.sheet, head, value.as_str()) {
                finding.mend(
                    crate::rule::Safety::Safe,
                    head.place,
                    Entry::Text(text),
                    "整理成规范的写法",
                );
            }
        }
        _ => {}
    }
}

/// The cell's text with the value exchanged: label and value may share the cell.
fn replaced(sheet: &Sheet, head: &HeadValue, value: &str) -> Option<String> {
    if head.place != head.label {
        return Some(value.to_owned());
    }
    let text = sheet.cell(head.place?)?.value.display();
    let (before, after) = text.rsplit_once(&head.text)?;
    Some(format!("{before}{value}{after}"))
}
