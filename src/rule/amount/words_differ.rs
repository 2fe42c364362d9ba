//! A111: the total in words is not the total in figures.

use super::in_words::InWords;
use crate::policy::article;
use crate::rule::quote::quoted;
use crate::rule::{Change, Check, Context, Entry, FixKind, FormView, Severity, Sink, rule};
use crate::value::money::display;
use crate::value::money_in_words;
use crate::workbook::CellValue;

rule! {
    /// # 什么问题
    /// 合计的大写金额与小写数字不一致，或者大写读不出来。
    ///
    /// # 为什么
    /// 大写是为了防止涂改。大小写不一致的单据，财务不能入账，银行也不受理。
    ///
    /// # 怎么改
    /// 请先核对合计的数字，再按它写大写。暖表按数字提出一个写法，采用前请先核对。
    A111 {
        title: "大写与小写不一致",
        severity: Severity::Error,
        articles: &[article::BILL_WORDS, article::FORM],
        help: "请先核对合计的数字，再按它改正大写。",
        fix: FixKind::Unsafe,
        check: Check::Form(check),
        wrong: &[Change::Words("合计（大写）：壹仟玖佰元整")],
        right: &[Change::Words("合计（大写）：贰仟元整")],
    }
}

fn check(view: &FormView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(words) = InWords::of(view).filter(|words| !words.agrees()) else { return };
    let place = words.total.place;
    let figures = display(words.figures);
    let message = match words.read {
        Some(read) => {
            let beside = if words.is_counted { "各行相加" } else { "小写" };
            format!("大写写的是 {} 元，{beside}是 {figures} 元，两处不一致。", display(read.amount))
        }
        None => format!("大写这里写{}，读不出是多少元。", quoted(&words.total.words)),
    };
    let finding = sink.cell(place, message);
    let Some(CellValue::Text(text)) = view.sheet.cell(place).map(|cell| &cell.value) else {
        return;
    };
    finding.value(text.as_ref());
    if words.is_counted && words.total.figures.is_some() {
        // Words and figures are both to be changed, or somebody's amount.
        return;
    }
    let Some(right) = money_in_words::write(words.figures) else { return };
    if let Some(mended) = replaced(text, &words.total.words, &right) {
        finding.guess(Entry::Text(mended), format!("大写改成“{right}”"));
    }
}

/// A cell's text with other words in it; `None` if the words don't stand in it as one
/// piece (they may be folded: spaces between them, traditional characters).
pub(super) fn replaced(text: &str, words: &str, right: &str) -> Option<String> {
    (!words.is_empty() && text.contains(words)).then(|| text.replacen(words, right, 1))
}
