//! F001: no sheet of the file is this form.

use crate::policy::article;
use crate::rule::{Change, Check, Context, FileView, FixKind, Severity, Sink, rule};

rule! {
    /// # 什么问题
    /// 文件里每一张工作表都看过了，没有一张像送温暖慰问实名制汇总表：没有找到一行表头，里面有“姓名”，还另有至少两列认得的（如身份证号、慰问金额、发放方式）。
    ///
    /// # 为什么
    /// 暖表靠表头认出每一列是什么。认不出表头，就没法说哪一格对、哪一格不对。
    ///
    /// # 怎么改
    /// 请看看是不是拖错了文件；表头若是图片、拆成了上下多行，或用了很少见的叫法，改成“姓名”“身份证号”“慰问金额”这样的列名再试。也可以下载空白的标准表，把内容粘进去。
    F001 {
        title: "没有找到汇总表",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请看看表头里有没有“姓名”“身份证号”这两列；也可以用空白的标准表重新填。",
        fix: FixKind::None,
        check: Check::File(check),
        wrong: &[Change::Only("请各单位于本周五前报送名单。")],
        right: &[Change::Title("职工走访慰问名单")],
    }
}

fn check(file: &FileView<'_>, _: &Context<'_>, sink: &mut Sink<'_>) {
    if !file.forms.is_empty() {
        return;
    }
    let looked_at = file.workbook.sheets.iter().filter(|sheet| !sheet.own).count();
    sink.whole(if looked_at > 1 {
        format!("{looked_at} 张工作表都看过了，没有找到要检查的汇总表。")
    } else {
        "没有找到要检查的汇总表。".to_owned()
    });
}
