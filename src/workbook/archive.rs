//! A zip of files: what a street office sends in for all its unions.
//!
//! Names inside are only shown and compared. Nothing is ever written to a disk by them, and
//! steps that lead upwards are left out, so none can lead anywhere.

use std::borrow::Cow;

use super::error::ReadError;
use super::gb18030;
use super::open::is_archive;
use super::package::{Entry, Package};
use super::sniff::{self, Container, Seems};
use crate::limits::Limits;

/// Extensions of the files that are looked for inside. A zip in a zip is not opened: it is
/// handed out like the others, and refused with its reason where it is read.
const EXTENSIONS: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "zip"];

/// A table in an archive.
#[derive(Debug)]
struct Table {
    /// Its place among the archive's entries.
    index: usize,
    path: String,
    /// What the directory declares.
    size: u64,
}

/// A zip archive of files, some of which may be tables.
#[derive(Debug)]
pub struct Archive<'a> {
    bytes: Cow<'a, [u8]>,
    limits: Limits,
    files: Vec<Table>,
}

impl<'a> Archive<'a> {
    /// Opens a zip of files; `None` if the bytes are anything else, such as a workbook.
    ///
    /// Everything inside is inflated once, and forgotten, so that the limits hold for all
    /// of it together.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with R002 (a password), R003 (damaged) or R004 (beyond the limits).
    pub fn open(
        bytes: impl Into<Cow<'a, [u8]>>,
        limits: &Limits,
    ) -> Result<Option<Self>, ReadError> {
        let bytes = bytes.into();
        if bytes.len() as u64 > limits.file_bytes || sniff::sniff(&bytes) != Container::Zip {
            return Ok(None);
        }
        let mut package = Package::open(&bytes, limits)?;
        if !is_archive(&mut package)? {
            return Ok(None);
        }
        package.drain_unread()?;
        let mut files = tables(&package);
        drop(package);
        files.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
        Ok(Some(Self { bytes, limits: *limits, files }))
    }

    /// The tables' paths inside the archive, with forward slashes, by their bytes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files().map(|(path, _)| path)
    }

    /// As [`Archive::paths`], each with its bytes once unpacked, as the zip declares them: to
    /// be shown, not to be relied on.
    pub fn files(&self) -> impl Iterator<Item = (&str, u64)> {
        self.files.iter().map(|table| (table.path.as_str(), table.size))
    }

    /// The bytes of the table at a path; `None` if there is none.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with R003 if it can't be unpacked, with R004 if it is too large.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(table) = self.files.iter().find(|table| table.path == path) else {
            return Ok(None);
        };
        Package::open(&self.bytes, &self.limits)?.whole(table.index).map(Some)
    }
}

/// The tables among an archive's files.
fn tables(package: &Package<'_>) -> Vec<Table> {
    let table = |file: Entry| Table { index: file.index, path: path(&file.name), size: file.size };
    package.files().map(table).filter(|table| is_table(&table.path)).collect()
}

/// Why an archive can't be read as one table.
pub(super) fn refusal(package: &Package<'_>) -> ReadError {
    if package.files().next().is_none() {
        ReadError::empty_archive()
    } else if tables(package).is_empty() {
        ReadError::archive_without_table()
    } else {
        ReadError::unknown(Seems::Archive)
    }
}

/// A name as a path: in UTF-8 if it is that, else in GB18030, as Windows in Chinese writes
/// names without saying so.
fn path(name: &[u8]) -> String {
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => gb18030::decode_lossy(name),
    };
    let steps = name.split(['/', '\\']).map(|step| {
        let shown = step.chars().filter(|c| !c.is_control() && *c != ':');
        shown.collect::<String>()
    });
    let steps: Vec<_> = steps.filter(|step| !matches!(step.trim(), "" | "." | "..")).collect();
    steps.join("/")
}

/// Whether a path is that of a table, by its extension; what programs leave behind
/// (`__MACOSX`, `~$…`, dot files) is none.
fn is_table(path: &str) -> bool {
    let left_behind = path
        .split('/')
        .any(|step| step.starts_with('.') || step.starts_with("~$") || step == "__MACOSX");
    let file = path.rsplit('/').next().unwrap_or(path);
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    !left_behind && extension.is_some_and(|it| EXTENSIONS.contains(&it.as_str()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::super::{ReadCode, open_plain};
    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn paths(bytes: &[u8]) -> Vec<String> {
        let archive = Archive::open(bytes, &Limits::DEFAULT).unwrap().unwrap();
        archive.paths().map(str::to_owned).collect()
    }

    #[test]
    fn tables_are_found_in_folders_and_the_rest_is_passed_over() {
        let csv = "姓名,金额\n李四,500\n".as_bytes();
        let bytes = zip(&[
            ("二街道/表.CSV", csv),
            ("一街道\\七组\\表.csv", csv),
            ("../../../etc/表.csv", csv),
            ("C:\\表.xls", csv),
            ("照片/身份证.jpg", b"x"),
            ("__MACOSX/._表.csv", b"x"),
            ("~$表.xlsx", b"x"),
            (".表.xlsx", b"x"),
            ("文件夹.csv/", b""),
            ("没有扩展名", b"x"),
            ("里面还有.zip", b"x"),
        ]);
        let found = paths(&bytes);
        let tables = ["C/表.xls", "etc/表.csv", "一街道/七组/表.csv", "二街道/表.CSV"];
        assert_eq!(found[..4], tables);
        assert_eq!(found[4..], ["里面还有.zip"]);
        let archive = Archive::open(&bytes, &Limits::DEFAULT).unwrap().unwrap();
        for path in tables {
            assert_eq!(archive.read(path).unwrap().as_deref(), Some(csv), "{path}");
        }
        assert_eq!(archive.read("照片/身份证.jpg").unwrap(), None);
    }

    #[test]
    fn names_in_gb18030_are_read() {
        // Written under a name of the same length, then renamed in both places.
        let mut bytes = zip(&[("12345678.csv", b"a,b")]);
        let name = encoding_rs::GB18030.encode("送温暖表.csv").0.into_owned();
        let places: Vec<_> = (0..bytes.len() - name.len())
            .filter(|at| bytes[*at..].starts_with(b"12345678.csv"))
            .collect();
        assert_eq!(places.len(), 2);
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(&name);
        }
        assert_eq!(paths(&bytes), ["送温暖表.csv"]);
    }

    #[test]
    fn workbooks_and_other_files_are_no_archives() {
        for name in
            ["perfect.xlsx", "containers/perfect.ods", "containers/perfect.xlsb", "layout.tsv"]
        {
            let path = format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).unwrap();
            assert!(Archive::open(&bytes, &Limits::DEFAULT).unwrap().is_none(), "{name}");
        }
        assert_eq!(paths(&zip(&[("a.jpg", b"x")])), [""; 0]);
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_reason() {
        let refused = |bytes: &[u8]| open_plain("表.zip", bytes).unwrap_err();
        for empty in [zip(&[]), zip(&[("文件夹/", b"")])] {
            let error = refused(&empty);
            assert_eq!(error.code, ReadCode::R005, "{error}");
            assert!(error.message.contains("空的"), "{error}");
        }
        let error = refused(&zip(&[("照片.jpg", b"x"), ("说明.pdf", b"x")]));
        assert_eq!(error.code, ReadCode::R001);
        assert!(error.message.contains("没有表格"), "{error}");
        let error = refused(&zip(&[("表.csv", b"a,b")]));
        assert_eq!(error.code, ReadCode::R001);
        assert!(error.message.contains("解压"), "{error}");
    }

    #[test]
    fn bombs_are_refused_as_a_whole() {
        let zeros = vec![0; 3 << 20];
        let names: Vec<_> = (0..20).map(|i| format!("{i}.csv")).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), zeros.as_slice())).collect();
        let bytes = zip(&files);
        let error = Archive::open(&bytes, &Limits::DEFAULT).err().unwrap();
        assert_eq!(error.code, ReadCode::R004);
        assert_eq!(open_plain("a.zip", &bytes).unwrap_err().code, ReadCode::R004);
        let few = Limits { zip_entries: 3, ..Limits::DEFAULT };
        let small = zip(&[("1.csv", b"a"), ("2.csv", b"a"), ("3.csv", b"a"), ("4.csv", b"a")]);
        assert_eq!(Archive::open(&small, &few).err().unwrap().code, ReadCode::R004);
    }

    #[test]
    fn a_password_is_said_to_be_the_archives() {
        let mut bytes = zip(&[("表.csv", b"a,b")]);
        // The flag stands six bytes into the local header, eight into the directory's entry.
        let entry = bytes.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
        bytes[6] |= 1;
        bytes[entry + 8] |= 1;
        let error = Archive::open(&bytes, &Limits::DEFAULT).err().unwrap();
        assert_eq!(error.code, ReadCode::R002);
        assert!(error.message.contains("压缩包"), "{error}");
    }
}
