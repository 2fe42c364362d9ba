//! R003: the file is damaged or was cut off.

use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 文件开头是对的，后面却不完整或者对不上：多半是没有下载完、没有拷贝完，或者存放它的盘出了问题。
    ///
    /// # 为什么
    /// 缺了一截的表，人数和金额都可能少。与其猜，不如请您换一份完整的。
    ///
    /// # 怎么改
    /// 1. 从邮箱、微信或共享盘重新下载一次，等下载完再拖进来。
    /// 2. 用 WPS 或 Excel 打开试试；如果提示修复，修复后核对一遍行数，再另存为 xlsx。
    /// 3. 都不行，请向发来文件的同志再要一份。
    R003 {
        title: "文件不完整",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请重新下载或拷贝一份完整的；能用 WPS 或 Excel 打开的，另存为 xlsx 再试。",
        fix: FixKind::None,
        check: Check::Reader,
        wrong: &[Change::Bytes(b"PK\x03\x04\x14\x00\x00\x00\x08\x00")],
        right: &[],
    }
}
