//! Why a workbook can't be patched.

use quick_xml::events::attributes::AttrError;
use zip::result::ZipError;

/// Why a workbook can't be patched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatchError {
    /// A part is missing or isn't what it should be; says which.
    Damaged(String),
    /// A limit of the file format or of ours would be passed; says which.
    TooMuch(&'static str),
    /// The workbook carries no marks of ours.
    NotMarked,
    /// The archive could not be read or written.
    Archive(String),
}

impl std::fmt::Display for PatchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged(part) => {
                write!(
                    f,
                    "文件里的 {part} 写得不合规范，没法在原表上改；请用 Excel 或 WPS 另存一次再试"
                )
            }
            Self::TooMuch(what) => f.write_str(what),
            Self::NotMarked => f.write_str("这份表里没有暖表做的标注"),
            Self::Archive(why) => write!(f, "文件的压缩包读写不了（{why}）"),
        }
    }
}

impl std::error::Error for PatchError {}

impl From<ZipError> for PatchError {
    fn from(error: ZipError) -> Self {
        Self::Archive(error.to_string())
    }
}

impl From<std::io::Error> for PatchError {
    fn from(error: std::io::Error) -> Self {
        Self::Archive(error.to_string())
    }
}

impl From<quick_xml::Error> for PatchError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) => Self::Archive(error.to_string()),
            _ => Self::Damaged("XML".to_owned()),
        }
    }
}

impl From<AttrError> for PatchError {
    fn from(_: AttrError) -> Self {
        Self::Damaged("XML".to_owned())
    }
}
