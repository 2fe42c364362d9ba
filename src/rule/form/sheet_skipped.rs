//! F002: a sheet is not the form and was skipped.

use crate::policy::article;
use crate::rule::{Change, Check, Context, FileView, FixKind, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 文件里有一张工作表不是汇总表（比如填表说明、统计图），没有核对它。
    ///
    /// # 为什么
    /// 说一声，是怕您以为它也查过了。如果这一张其实也是汇总表，那就是表头没有认出来。
    ///
    /// # 怎么改
    /// 确实不是汇总表的，不用理会。是汇总表的，请看看表头里有没有“姓名”，以及“身份证号”“慰问金额”这样的列。
    F002 {
        title: "有一张工作表没有核对",
        severity: Severity::Notice,
        articles: &[article::FORM],
        help: "不是汇总表就不用理会；是的话，请看看表头里有没有“姓名”“身份证号”这样的列。",
        fix: FixKind::None,
        check: Check::File(check),
        wrong: &[Change::Sheet("填表说明：此表一式两份，一份留存，一份上报。")],
        right: &[Change::Sheet("　")],
    }
}

fn check(file: &FileView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    // Where nothing is the form, F001 says it once for the whole file.
    if file.forms.is_empty() {
        return;
    }
    for &index in file.skipped {
        if let Some(sheet) = file.workbook.sheets.get(index) {
            sink.sheet(index, format!("工作表“{}”不是汇总表，没有核对。", sheet.name));
        }
    }
}
