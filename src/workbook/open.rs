//! The one way in: bytes → [`Workbook`].

use super::error::ReadError;
use super::package::Package;
use super::sniff::{self, Container, Seems};
use super::{Format, Workbook, archive, ods, text, xls, xlsb, xlsx};
use crate::limits::Limits;

/// How far the reading has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Rows read so far, of all sheets.
    pub rows: u64,
    /// How much is done, 0 to 1; an estimate from declared sizes.
    pub done: f32,
}

/// What the reader is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 解开文件: unpacking, decoding, the shared parts.
    Unpack,
    /// 读取表格: the rows.
    Rows,
}

/// What the caller wants after a progress report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop; the reader gives back [`super::ReadCode::Cancelled`].
    Cancel,
}

/// The caller's ear, with the error of a cancelled reading.
pub(super) struct Watch<'w> {
    tell: &'w mut dyn FnMut(Progress) -> Flow,
    pub(super) rows: u64,
}

impl<'w> Watch<'w> {
    pub(super) fn new(tell: &'w mut dyn FnMut(Progress) -> Flow) -> Self {
        Self { tell, rows: 0 }
    }

    /// Reports; an error if the caller wants to stop.
    pub(super) fn report(&mut self, step: Step, read: u64, of: u64) -> Result<(), ReadError> {
        let done = if of == 0 { 0.0 } else { (read as f32 / of as f32).min(1.0) };
        match (self.tell)(Progress { step, rows: self.rows, done }) {
            Flow::Continue => Ok(()),
            Flow::Cancel => Err(ReadError::cancelled()),
        }
    }
}

/// Reads a file of any known container, told by its bytes.
///
/// `name` is the file's own name: it decides nothing but which of two equally likely
/// delimiters separates a text, and what the only sheet of a text is called. `progress`
/// is called now and then and may cancel.
///
/// # Errors
///
/// A [`ReadError`] with one of R001–R005, or [`super::ReadCode::Cancelled`].
pub fn open(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Workbook, ReadError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::over_limit(format!("文件大于 {} MB", limits.file_bytes >> 20)));
    }
    let mut watch = Watch::new(progress);
    watch.report(Step::Unpack, 0, 1)?;
    match sniff::sniff(bytes) {
        Container::Empty => Err(ReadError::empty("这份文件是空的，一个字节也没有")),
        Container::Encrypted(seems) => Err(ReadError::encrypted(seems)),
        Container::CutOff => Err(ReadError::damaged("后面的一截不见了")),
        Container::Other(seems) => Err(ReadError::unknown(seems)),
        Container::Xls => xls::read(bytes, limits, &mut watch),
        Container::Text => text::read(name, bytes, limits, &mut watch),
        Container::Zip => open_zip(bytes, limits, &mut watch),
    }
}

/// [`open`] with the published limits and nobody watching.
///
/// # Errors
///
/// As [`open`].
pub fn open_plain(name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    open(name, bytes, &Limits::DEFAULT, &mut |_| Flow::Continue)
}

/// Reads a table pasted from the clipboard: what Excel and WPS put there is text
/// separated by tabs.
///
/// # Errors
///
/// As [`open`].
pub fn open_pasted(
    pasted: &str,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Workbook, ReadError> {
    if pasted.len() as u64 > limits.file_bytes {
        return Err(ReadError::over_limit(format!(
            "粘贴的内容大于 {} MB",
            limits.file_bytes >> 20
        )));
    }
    text::read_pasted(pasted, limits, &mut Watch::new(progress))
}

fn open_zip(bytes: &[u8], limits: &Limits, watch: &mut Watch<'_>) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    match kind(&mut package)? {
        Kind::Xlsx => xlsx::read(package, limits, watch),
        Kind::Xlsb(main) => xlsb::read(package, &main, limits, watch),
        Kind::Ods => ods::read(package, limits, watch),
        Kind::EncryptedOds => Err(ReadError::encrypted(Seems::Ods)),
        Kind::Other(seems) => {
            package.drain_unread()?;
            Err(match seems {
                Seems::Archive => archive::refusal(&package),
                _ => ReadError::unknown(seems),
            })
        }
    }
}

/// Whether a zip archive is neither a workbook nor another document.
pub(super) fn is_archive(package: &mut Package<'_>) -> Result<bool, ReadError> {
    Ok(matches!(kind(package)?, Kind::Other(Seems::Archive)))
}

/// What a zip archive is.
enum Kind {
    Xlsx,
    /// With the part that lists the sheets.
    Xlsb(String),
    Ods,
    EncryptedOds,
    Other(Seems),
}

fn kind(package: &mut Package<'_>) -> Result<Kind, ReadError> {
    if package.has("mimetype") {
        let mimetype = package.small("mimetype")?.unwrap_or_default();
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return ods_kind(package);
        }
        if mimetype.starts_with(b"application/vnd.oasis.opendocument") {
            return Ok(Kind::Other(Seems::OpenDocument));
        }
    }
    Ok(match xlsx::main_part(package)? {
        Some(part) if part.ends_with(".bin") && package.has(&part) => Kind::Xlsb(part),
        Some(part) if part.starts_with("word/") => Kind::Other(Seems::Word),
        Some(part) if part.starts_with("ppt/") => Kind::Other(Seems::Slides),
        Some(part) if package.has(&part) => Kind::Xlsx,
        _ if package.has("xl/workbook.xml") => Kind::Xlsx,
        _ if package.has("xl/workbook.bin") => Kind::Xlsb("xl/workbook.bin".to_owned()),
        _ if package.has_folder("word/") => Kind::Other(Seems::Word),
        _ if package.has_folder("ppt/") => Kind::Other(Seems::Slides),
        // Parts of a workbook without the one that lists them.
        _ if package.has_folder("xl/worksheets/") => {
            return Err(ReadError::damaged("压缩包里缺了工作簿的目录"));
        }
        _ => Kind::Other(Seems::Archive),
    })
}

/// OpenDocument encrypts the entries one by one and says so in the manifest.
fn ods_kind(package: &mut Package<'_>) -> Result<Kind, ReadError> {
    let manifest = package.small("META-INF/manifest.xml")?.unwrap_or_default();
    let mark = b"encryption-data";
    let encrypted = manifest.windows(mark.len()).any(|window| window == mark);
    Ok(if encrypted { Kind::EncryptedOds } else { Kind::Ods })
}

impl Workbook {
    /// The workbook, or R005 if no cell of it has content.
    pub(super) fn unless_empty(self) -> Result<Self, ReadError> {
        if self.sheets.is_empty() {
            return Err(ReadError::empty("这个工作簿里没有工作表"));
        }
        if self.sheets.iter().any(|sheet| sheet.has_text()) {
            return Ok(self);
        }
        Err(ReadError::empty(if self.sheets.iter().any(|sheet| !sheet.is_blank()) {
            "表里只有图片，单元格里没有内容"
        } else if self.format == Format::Csv {
            "这份文本里没有内容"
        } else {
            "这个工作簿的单元格里都没有内容"
        }))
    }
}
