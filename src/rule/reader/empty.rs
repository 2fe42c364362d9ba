//! R005: there is nothing in the file.

use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 文件能打开，但里面没有一格有内容。
    ///
    /// # 为什么
    /// 没有内容就没有什么可核对的。常见的是表还没有保存，或者拖错了文件。
    ///
    /// # 怎么改
    /// 请看看是不是同名的另一份；在 WPS 或 Excel 里填好、保存并关闭之后，再拖进来。
    R005 {
        title: "文件是空的",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请确认拖对了文件；在 WPS 或 Excel 里填好、保存之后再试。",
        fix: FixKind::None,
        check: Check::Reader,
        wrong: &[Change::Bytes(b"")],
        right: &[],
    }
}
