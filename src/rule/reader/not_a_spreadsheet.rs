//! R001: the bytes are no spreadsheet we know.

use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 这个文件不是能核对的电子表格：可能是网页或 XML 另存成的“.xls”、PDF、图片、Word 文档，或者内容已经不是文字。
    ///
    /// # 为什么
    /// 汇总表要逐格核对，只有真正的电子表格才分得出一格一格。文件的扩展名说明不了内容，暖表只看内容本身。
    ///
    /// # 怎么改
    /// 用 WPS 或 Excel 打开它，选“另存为”，类型选 xlsx，再拖进来；也可以在 WPS 或 Excel 里全选、复制，到暖表里粘贴。
    R001 {
        title: "不是电子表格",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请用 WPS 或 Excel 打开，另存为 xlsx 再试。",
        fix: FixKind::None,
        check: Check::Reader,
        wrong: &[Change::Bytes(b"%PDF-1.7\n")],
        right: &[],
    }
}
