//! What clap and the system say in English, in the users' language.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// clap's words in a help text, and ours for them. Longer ones come first.
const HELP: [(&str, &str); 9] = [
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Print help", "显示用法"),
    ("Print version", "显示版本"),
    ("[default: ", "[默认："),
    ("[possible values: ", "[可选："),
    ("[OPTIONS]", "[选项]"),
    ("[CODE]", "[规则]"),
    ("<COMMAND>", "<命令>"),
];

/// A help text that clap made.
pub fn help(text: &str) -> String {
    HELP.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// That a file can't be read, and why.
pub fn unreadable(path: &Path, error: &Error) -> String {
    format!("{} 读不了：{}", path.display(), why(error))
}

/// Why a file can't be read or written.
pub fn why(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中间有一段是文件，不是文件夹",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "这个磁盘不能写入",
        ErrorKind::InvalidData => "内容不是 UTF-8 文字",
        _ => return error.to_string(),
    };
    known.to_owned()
}
