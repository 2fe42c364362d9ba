//! R004: the file costs more than a form may.

use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 这个文件太大，超过了暖表能安全处理的范围：文件本身、展开后的内容、单元格数、行数或列数，其中有一样超了。
    ///
    /// # 为什么
    /// 一份汇总表再多也就几万人。远远超过的，多半是整列刷了格式、粘进了别的数据，或者压缩包被动了手脚；硬读会拖垮电脑。
    ///
    /// # 怎么改
    /// 只把汇总表那一张复制到新的工作簿里，另存为 xlsx 再试。整行整列多出来的空格子，选中后右键“删除”（不只是清除内容）。人数确实很多的，按单位拆成几份。
    R004 {
        title: "文件太大",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请只把汇总表那一张复制到新工作簿，另存为 xlsx 再试；人数很多的，按单位拆成几份。",
        fix: FixKind::None,
        check: Check::Reader,
        wrong: &[Change::Bytes(&WIDE)],
        right: &[],
    }
}

/// One line of CSV with more columns than any sheet has.
static WIDE: [u8; 40_000] = wide();

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, where it can't panic")]
const fn wide() -> [u8; 40_000] {
    let mut line = [b','; 40_000];
    let mut at = 0;
    while at < line.len() {
        line[at] = b'1';
        at += 2;
    }
    line
}
