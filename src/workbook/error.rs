//! Why a file could not be read: group R of the rule catalogue.

use std::borrow::Cow;
use std::fmt;

use super::sniff::Seems;

/// The code of a read error, as the JSON report names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReadCode {
    /// 不是表格: not a spreadsheet we know.
    R001,
    /// 文件加密: encrypted or password-protected.
    R002,
    /// 文件损坏: damaged or cut off.
    R003,
    /// 超出上限: beyond the limits of [`crate::limits::Limits`].
    R004,
    /// 没有内容: no sheet, or no cell with content.
    R005,
    /// 已取消: the caller stopped the reading. No finding; never shown as an R code.
    Cancelled,
}

impl ReadCode {
    /// The code as the report prints it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::R001 => "R001",
            Self::R002 => "R002",
            Self::R003 => "R003",
            Self::R004 => "R004",
            Self::R005 => "R005",
            Self::Cancelled => "cancelled",
        }
    }

    /// Two to five characters that stand beside the code (「R002 · 文件加密」).
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::R001 => "不是表格",
            Self::R002 => "文件加密",
            Self::R003 => "文件损坏",
            Self::R004 => "超出上限",
            Self::R005 => "没有内容",
            Self::Cancelled => "已取消",
        }
    }
}

/// A file that could not be read, in words for the person who chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Which of the five it is.
    pub code: ReadCode,
    /// What happened, as a heading: one Chinese clause without a full stop.
    pub message: String,
    /// Up to three things to try, the likeliest first. The first sentence of each (up to
    /// 。or ？) is its heading, the rest explains.
    pub advice: Vec<String>,
    /// What the file seems to be, by its bytes.
    pub seems: Option<Seems>,
}

impl ReadError {
    /// Whether the caller stopped the reading: nothing is wrong with the file.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.code == ReadCode::Cancelled
    }

    fn new(code: ReadCode, message: impl Into<String>, advice: &[&str]) -> Self {
        let advice = advice.iter().map(|&step| step.to_owned()).collect();
        Self { code, message: message.into(), advice, seems: None }
    }

    pub(super) fn seeming(mut self, seems: Seems) -> Self {
        self.seems = Some(seems);
        self
    }

    /// The caller stopped the work.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(ReadCode::Cancelled, "已停止读取", &[])
    }

    pub(super) fn unknown(seems: Seems) -> Self {
        Self::new(ReadCode::R001, seems.message(), seems.advice()).seeming(seems)
    }

    pub(super) fn encrypted(seems: Seems) -> Self {
        if seems == Seems::Archive {
            return Self::new(
                ReadCode::R002,
                "这个压缩包设了密码，暂时读不了",
                &[
                    "先解压。在压缩包上点右键，选“全部解压”，输入密码，再把里面的表格拖进来。",
                    "密码不在手边？请向交表的单位索要。暖表不会、也不能绕过密码。",
                ],
            )
            .seeming(seems);
        }
        Self::new(
            ReadCode::R002,
            "这份表设了打开密码，暂时读不了",
            &[
                "先去掉密码再拖进来。Excel：文件 → 信息 → 保护工作簿 → 用密码进行加密，把密码清空后保存。\
                 WPS：文件 → 文档加密 → 密码加密，清空后保存。",
                "或者直接复制表格。在 Excel 或 WPS 里打开，全选、复制，回到这里按 Ctrl+V。",
                "密码不在手边？请向交表的单位索要。暖表不会、也不能绕过密码。",
            ],
        )
        .seeming(seems)
    }

    /// `what` could be told of the damage: a clause such as 压缩包的目录不完整.
    pub(super) fn damaged(what: impl Into<Cow<'static, str>>) -> Self {
        Self::new(
            ReadCode::R003,
            format!("这份文件不完整，读不下去：{}", what.into()),
            &[
                "重新取一份。文件可能没有下载完或没有拷贝完，请向发来的人再要一次，或从原来的位置重新拷贝。",
                "让 Excel 或 WPS 修复。在 Excel 里用“打开并修复”，在 WPS 里直接打开，另存为 xlsx 后再拖进来。",
                "还能打开的话，直接复制表格。全选、复制，回到这里按 Ctrl+V。",
            ],
        )
    }

    /// `what` is over which limit: a clause such as 解开后超过 1 GB.
    pub(super) fn over_limit(what: impl Into<Cow<'static, str>>) -> Self {
        Self::new(
            ReadCode::R004,
            format!("这份文件超出了能检查的上限：{}", what.into()),
            &[
                "只留要检查的表。把填好的几列复制到一个新的工作簿，保存后再拖进来。",
                "清掉多余的行和列。选中表格下方和右侧的空白区域，删除整行、整列后保存。",
                "人数很多的话，分成几份。按单位或按月份分开保存，一份一份地检查。",
            ],
        )
    }

    /// XML inside in UTF-16.
    pub(super) fn wide_xml() -> Self {
        Self::new(
            ReadCode::R001,
            "这份表是用不常见的程序存的（里面的文字是 UTF-16 编码），暂时读不了",
            Seems::Xls.advice(),
        )
        .seeming(Seems::Workbook)
    }

    pub(super) fn archive_without_table() -> Self {
        Self::new(
            ReadCode::R001,
            "这个压缩包里没有表格",
            &[
                "看看是不是选错了压缩包。要的是装着 Excel、WPS 表格或 CSV 文件的那一个。",
                "里面是 PDF 或照片的话，请找出做它的那份表格。把原来的表格文件直接拖进来。",
                "里面还有 rar 或 7z 压缩包的话，请先解压。再把解出来的表格拖进来。",
            ],
        )
        .seeming(Seems::Archive)
    }

    pub(super) fn empty_archive() -> Self {
        Self::new(
            ReadCode::R005,
            "这个压缩包是空的，里面没有文件",
            &[
                "重新压缩一次。选中填好的表格，压缩成 zip，再拖进来。",
                "或者不用压缩。把表格直接拖进来，几份可以一起拖。",
            ],
        )
        .seeming(Seems::Archive)
    }

    pub(super) fn empty(message: &'static str) -> Self {
        Self::new(
            ReadCode::R005,
            message,
            &[
                "看看是不是选错了文件。请换成填好的那一份。",
                "在 Excel 或 WPS 里打开看一看。确认内容已经保存，再拖进来。",
                "还没有填表的话，可以先下载空白表。",
            ],
        )
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_keeps_to_the_house_words() {
        let mut all: Vec<ReadError> = Seems::ALL.into_iter().map(ReadError::unknown).collect();
        all.extend([Seems::Workbook, Seems::Archive].map(ReadError::encrypted));
        all.push(ReadError::damaged("压缩包的目录不完整"));
        all.push(ReadError::over_limit("解开后超过 1 GB"));
        all.push(ReadError::empty("这份文件是空的"));
        all.extend([ReadError::archive_without_table(), ReadError::empty_archive()]);
        all.push(ReadError::wide_xml());
        for error in all {
            assert!((1..=3).contains(&error.advice.len()), "{error:?}");
            for text in error.advice.iter().chain([&error.message]) {
                for word in ["错误", "非法", "失败", "违规", "！", "!", "R00"] {
                    assert!(!text.contains(word), "{text}");
                }
            }
            assert!(!error.message.ends_with('。'));
            assert!(error.advice.iter().all(|step| step.ends_with('。')), "{error:?}");
        }
    }
}
