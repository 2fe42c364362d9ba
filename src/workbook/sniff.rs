//! What a file is, told by its bytes. Its name is never asked: in these offices half of
//! the `.xls` files are something else.

use super::cfb;

/// What the bytes can be opened as, or what they are instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip archive; only its directory tells what kind.
    Zip,
    /// A compound file with a workbook of Excel 97–2003 or WPS.
    Xls,
    /// A compound file whose directory is cut away: an xls or something else.
    CutOff,
    /// Text in some encoding, still to be decoded.
    Text,
    /// No bytes at all.
    Empty,
    /// Encrypted, with the kind of thing it seems to be.
    Encrypted(Seems),
    /// Something that isn't read.
    Other(Seems),
}

/// What a file that can't be read seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Seems {
    /// PDF 文档.
    Pdf,
    /// 图片: PNG, JPEG, GIF, BMP, WEBP, TIFF, HEIC.
    Picture,
    /// Word 文档, docx or doc.
    Word,
    /// 演示文稿, pptx or ppt.
    Slides,
    /// 文本文档 of OpenDocument, or another of its kinds that isn't a spreadsheet.
    OpenDocument,
    /// 压缩包 (zip, rar, 7z, gzip) without a workbook's parts.
    Archive,
    /// 网页: HTML, also inside MIME, often saved as `.xls`.
    Html,
    /// XML, such as the XML spreadsheet of 2003.
    Xml,
    /// RTF 文档.
    Rtf,
    /// 文本 with NULs in it.
    TextWithNuls,
    /// 文本 in no encoding we know.
    TextOfUnknownEncoding,
    /// 文本 without any column.
    TextWithoutTable,
    /// Excel 97–2003 工作簿, WPS et.
    Xls,
    /// A workbook of Excel 5 or before.
    OldXls,
    /// OpenDocument 电子表格.
    Ods,
    /// Some workbook, its kind hidden by encryption.
    Workbook,
    /// Nothing we know.
    Unknown,
}

impl Seems {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Pdf,
        Self::Picture,
        Self::Word,
        Self::Slides,
        Self::OpenDocument,
        Self::Archive,
        Self::Html,
        Self::Xml,
        Self::Rtf,
        Self::TextWithNuls,
        Self::TextOfUnknownEncoding,
        Self::TextWithoutTable,
        Self::Xls,
        Self::OldXls,
        Self::Ods,
        Self::Workbook,
        Self::Unknown,
    ];

    /// The Chinese name, to stand in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF 文档",
            Self::Picture => "图片",
            Self::Word => "Word 文档",
            Self::Slides => "演示文稿",
            Self::OpenDocument => "OpenDocument 文档",
            Self::Archive => "压缩包",
            Self::Html => "网页",
            Self::Xml => "XML 文件",
            Self::Rtf => "RTF 文档",
            Self::TextWithNuls | Self::TextOfUnknownEncoding | Self::TextWithoutTable => "文本",
            Self::Xls | Self::OldXls => "旧格式的 Excel 工作簿",
            Self::Ods => "OpenDocument 电子表格",
            Self::Workbook => "工作簿",
            Self::Unknown => "认不出的文件",
        }
    }

    /// The heading of R001.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Pdf => "这是一份 PDF 文档，不是表格",
            Self::Picture => "这是一张图片，不是表格",
            Self::Word => "这是一份 Word 文档，不是表格",
            Self::Slides => "这是一份演示文稿，不是表格",
            Self::OpenDocument => "这是一份 OpenDocument 文档，不是电子表格",
            Self::Archive => "这是一个压缩包，里面的表要先解压出来",
            Self::Html => "这份文件其实是网页，只是用了表格的名字，暂时读不了",
            Self::Xml => "这份文件其实是 XML，只是用了表格的名字，暂时读不了",
            Self::Rtf => "这是一份 RTF 文档，不是表格",
            Self::TextWithNuls => "这份文本里夹着空字节，读出来会缺字，所以没有读",
            Self::TextOfUnknownEncoding => "这份文本的编码认不出来，读出来会是乱码，所以没有读",
            Self::TextWithoutTable => "这是一份文本，里面没有分列的表格",
            Self::OldXls => "这是 Excel 95 或更早的表格，暂时读不了",
            Self::Xls | Self::Ods | Self::Workbook | Self::Unknown => {
                "认不出这是什么文件，它不像是表格"
            }
        }
    }

    /// The steps of R001.
    pub(super) const fn advice(self) -> &'static [&'static str] {
        const RESAVE: &str = "另存为 xlsx 再拖进来。用 Excel 或 WPS 打开它，文件 → 另存为，类型选“Excel 工作簿（*.xlsx）”。";
        const COPY: &str =
            "或者直接复制表格。在 Excel 或 WPS 里打开，全选、复制，回到这里按 Ctrl+V。";
        const ORIGINAL: &str = "找出做它的那份表格。把原来的 Excel 或 WPS 表格文件直接拖进来。";
        match self {
            Self::Pdf => &[
                ORIGINAL,
                "手里只有 PDF？在 WPS 里打开，用“PDF 转 Excel”存成 xlsx，逐行核对后再拖进来。",
                "是扫描件的话，请下载空白表重新录入。扫描件里没有文字，转换常常会认错数字。",
            ],
            Self::Picture => &[ORIGINAL, "手里只有照片？请下载空白表重新录入，照片留作附件。"],
            Self::Word | Self::OpenDocument | Self::Rtf => &[
                "把表格复制过来。在文档里选中整张表、复制，回到这里按 Ctrl+V。",
                "或者粘贴到 Excel 或 WPS 表格里，保存为 xlsx 再拖进来。身份证号、银行账号两列要先设成“文本”再粘贴。",
            ],
            Self::Slides => {
                &[ORIGINAL, "或者把表格复制过来。在演示文稿里选中整张表、复制，回到这里按 Ctrl+V。"]
            }
            Self::Archive => &[
                "先解压。在压缩包上点右键，选“全部解压”。",
                "再把里面的表格拖进来。一份一份拖，或者选中几份一起拖。",
            ],
            Self::TextWithNuls | Self::TextOfUnknownEncoding => &[
                "重新导出一次。在原来的系统里导出 xlsx，或者导出 UTF-8 编码的 CSV。",
                "用 Excel 或 WPS 打开看看。文字没有乱的话，另存为 xlsx 再拖进来。",
                COPY,
            ],
            Self::TextWithoutTable => &[
                "看看是不是选错了文件。请换成 Excel、WPS 表格或 CSV 文件。",
                "CSV 要用逗号、制表符或分号分列。请重新导出一次。",
                COPY,
            ],
            Self::Html | Self::Xml | Self::Xls | Self::OldXls | Self::Ods => &[RESAVE, COPY],
            Self::Workbook | Self::Unknown => {
                &["看看是不是选错了文件。请换成 Excel、WPS 表格或 CSV 文件。", RESAVE, COPY]
            }
        }
    }
}

/// Tells the container by its first bytes.
pub(super) fn sniff(bytes: &[u8]) -> Container {
    if bytes.is_empty() {
        return Container::Empty;
    }
    // A zip begins with a local header, an empty one with the end record, a split one
    // with its own mark.
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|m| bytes.starts_with(m)) {
        return Container::Zip;
    }
    if bytes.starts_with(&cfb::MAGIC) {
        return ole(bytes);
    }
    if let Some(seems) = magic(bytes) {
        return Container::Other(seems);
    }
    Container::Text
}

/// OLE compound files are told apart by the names of their streams.
fn ole(bytes: &[u8]) -> Container {
    let streams = cfb::streams(bytes);
    let has = |name: &str| streams.iter().any(|stream| stream.name == name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Container::Encrypted(Seems::Workbook);
    }
    // A file for old and new versions of Excel has both.
    if let Some(book) = streams.iter().find(|s| s.name.eq_ignore_ascii_case("Workbook")) {
        let locked = cfb::has_filepass(bytes, book);
        return if locked { Container::Encrypted(Seems::Xls) } else { Container::Xls };
    }
    if has("Book") {
        return Container::Other(Seems::OldXls);
    }
    if has("WordDocument") {
        return Container::Other(Seems::Word);
    }
    if has("PowerPoint Document") {
        return Container::Other(Seems::Slides);
    }
    if cfb::directory_is_missing(bytes) {
        return Container::CutOff;
    }
    Container::Other(Seems::Unknown)
}

/// Formats known by a mark at their beginning.
fn magic(bytes: &[u8]) -> Option<Seems> {
    const MARKS: &[(&[u8], Seems)] = &[
        (b"\x89PNG\r\n\x1a\n", Seems::Picture),
        (b"\xff\xd8\xff", Seems::Picture),
        (b"GIF87a", Seems::Picture),
        (b"GIF89a", Seems::Picture),
        (b"II*\0", Seems::Picture),
        (b"MM\0*", Seems::Picture),
        (b"{\\rtf", Seems::Rtf),
        (b"Rar!\x1a\x07", Seems::Archive),
        (b"7z\xbc\xaf\x27\x1c", Seems::Archive),
        (b"\x1f\x8b\x08", Seems::Archive),
        // BIFF 2, 3 and 4 stood in no container.
        (b"\x09\x00\x04\x00", Seems::OldXls),
        (b"\x09\x02\x06\x00", Seems::OldXls),
        (b"\x09\x04\x06\x00", Seems::OldXls),
    ];
    for (mark, seems) in MARKS {
        if bytes.starts_with(mark) {
            return Some(*seems);
        }
    }
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some(Seems::Picture);
    }
    if at(4, b"ftyp") && [&b"heic"[..], b"heix", b"mif1", b"msf1", b"avif"].iter().any(|m| at(8, m))
    {
        return Some(Seems::Picture);
    }
    // "BM" alone may begin a text; the four reserved bytes of a bitmap are zero.
    if at(0, b"BM") && at(6, &[0; 4]) {
        return Some(Seems::Picture);
    }
    // Readers accept a PDF whose mark comes a little late.
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Some(Seems::Pdf);
    }
    None
}

/// Markup that was saved under a spreadsheet's name, told from decoded text.
pub(super) fn markup(text: &str) -> Option<Seems> {
    let head: String = text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .chars()
        .take(2048)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with("mime-version:") {
        return Some(Seems::Html);
    }
    if !head.starts_with('<') {
        return None;
    }
    if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<div", "<style"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return Some(Seems::Html);
    }
    if head.starts_with("<?xml") || head.starts_with("<workbook") || head.starts_with("<!doctype") {
        // XHTML declares itself as XML first.
        return Some(if head.contains("<html") { Seems::Html } else { Seems::Xml });
    }
    if head.starts_with("<!--") && (head.contains("<html") || head.contains("<table")) {
        return Some(Seems::Html);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_bytes() {
        let webp = b"RIFF\x10\0\0\0WEBPVP8 ";
        let bmp = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0";
        for (bytes, seems) in [
            (&b"%PDF-1.7\n"[..], Seems::Pdf),
            (b"\n\n%PDF-1.4\n", Seems::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0", Seems::Picture),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Seems::Picture),
            (b"GIF89a\x01\0", Seems::Picture),
            (webp, Seems::Picture),
            (bmp, Seems::Picture),
            (b"{\\rtf1\\ansi", Seems::Rtf),
            (b"Rar!\x1a\x07\x01\0", Seems::Archive),
        ] {
            assert_eq!(sniff(bytes), Container::Other(seems), "{bytes:?}");
        }
        assert_eq!(sniff(b""), Container::Empty);
        assert_eq!(sniff(b"PK\x03\x04rest"), Container::Zip);
        assert_eq!(sniff(b"BMI,name\n1,2\n"), Container::Text);
    }

    #[test]
    fn markup_is_told_from_text() {
        for (text, seems) in [
            ("<html xmlns:x=\"urn\"><table>", Some(Seems::Html)),
            ("\u{feff} \r\n<TABLE border=1>", Some(Seems::Html)),
            ("<!DOCTYPE html>", Some(Seems::Html)),
            ("MIME-Version: 1.0\nContent-Type: multipart/related", Some(Seems::Html)),
            ("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", Some(Seems::Xml)),
            ("<?xml version=\"1.0\"?><html>", Some(Seems::Html)),
            ("姓名,金额\n", None),
            ("<5,6>,3", None),
        ] {
            assert_eq!(markup(text), seems, "{text}");
        }
    }
}
