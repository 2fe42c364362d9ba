//! The boundary for a zip of files: its tables are handed out one at a time.

use super::ApiError;
use crate::limits::Limits;
use crate::workbook;
use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A table in a zip.
#[derive(Debug, Serialize, Tsify)]
pub struct ArchiveFile {
    /// Its path there, with forward slashes.
    pub path: String,
    /// Bytes once unpacked, as the zip declares them: to be shown, not to be relied on.
    pub size: f64,
}

/// The tables in a zip, by the bytes of their paths.
#[derive(Debug, Serialize, Tsify)]
pub struct ArchiveList {
    /// Each of them; other files are left out.
    pub items: Vec<ArchiveFile>,
}

/// A zip of files.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Archive(workbook::Archive<'static>);

#[wasm_bindgen]
impl Archive {
    /// Opens a zip of files; nothing if the bytes are anything else, such as a workbook.
    ///
    /// # Errors
    /// [`ApiError`] with the R code if it is encrypted, damaged or beyond the limits.
    pub fn open(bytes: Vec<u8>) -> Result<Option<Self>, ApiError> {
        Ok(workbook::Archive::open(bytes, &Limits::DEFAULT)?.map(Self))
    }

    /// The tables in it.
    pub fn files(&self) -> Result<Ts<ArchiveList>, ApiError> {
        #[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
        let file = |(path, size): (&str, u64)| ArchiveFile { path: path.into(), size: size as f64 };
        Ok(ArchiveList { items: self.0.files().map(file).collect() }.into_ts()?)
    }

    /// The bytes of one of them.
    ///
    /// # Errors
    /// [`ApiError`] with the R code if it can't be unpacked or is too large.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ApiError> {
        let missing = || ApiError::new("bad_request", "没有这份表", "压缩包里没有这份表。");
        self.0.read(path)?.ok_or_else(missing)
    }
}
