//! A112: the total in words has the right value in bad style.

use super::in_words::InWords;
use super::words_differ::replaced;
use crate::policy::article;
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Severity, Sink, rule};
use crate::value::money_in_words;
use crate::workbook::CellValue;

rule! {
    /// # 什么问题
    /// 大写金额的数对，写法不合规范，例如用了“二千”这样的小写汉字、少写“整”、多写或漏写“零”。
    ///
    /// # 为什么
    /// 票据填写规范要求大写用壹、贰、叁这一套字，到元为止的要写“整”。写法不合，财务可能退回来重写。
    ///
    /// # 怎么改
    /// 可以直接改成规范的写法，金额不变。
    A112 {
        title: "大写的写法不合规范",
        severity: Severity::Notice,
        articles: &[article::BILL_WORDS],
        help: "建议改成规范的大写，金额不变。",
        fix: FixKind::Safe,
        check: Check::Form(check),
        wrong: &[Change::Words("合计（大写）：贰仟元")],
        right: &[Change::Words("合计（大写）：贰仟元整")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(words) = InWords::of(view).filter(InWords::agrees) else { return };
    let Some(read) = words.read.filter(|read| !read.good_style) else { return };
    let Some(right) = money_in_words::write(read.amount) else { return };
    let place = words.total.place;
    let finding = sink.cell(place, format!("大写的数是对的，规范的写法是“{right}”。"));
    let Some(CellValue::Text(text)) = view.sheet.cell(place).map(|cell| &cell.value) else {
        return;
    };
    finding.value(text.as_ref());
    if let Some(mended) = replaced(text, &words.total.words, &right) {
        finding.safe(Entry::Text(mended), format!("改成“{right}”"));
    }
}
