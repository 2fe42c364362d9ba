//! Many files' rows or letters put together, file by file.

use super::{Reader, broken};
use crate::export::{self, Letters, Merged};
use crate::wasm::{ApiError, MadeFile, OpenOptions};
use tsify::Ts;
use wasm_bindgen::prelude::*;

/// Puts many files' rows or letters together, file by file.
#[wasm_bindgen]
pub struct Gather {
    reader: Reader,
    kind: Gathered,
}

enum Gathered {
    Rows(Merged),
    Letters(Letters),
}

#[wasm_bindgen]
impl Gather {
    /// `xlsx` or `csv`: the ledger of all rows. `letters`: a letter for each unit whose form
    /// must be mended.
    ///
    /// # Errors
    /// [`ApiError`] for another kind.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, with: Ts<OpenOptions>) -> Result<Self, ApiError> {
        let reader = Reader::new(with)?;
        let kind = if kind == "letters" {
            Gathered::Letters(Letters::new(reader.options.today))
        } else {
            let rows = Merged::new(kind).map_err(broken)?;
            let unknown = || ApiError::new("bad_request", "没有这种导出", kind);
            Gathered::Rows(rows.ok_or_else(unknown)?)
        };
        Ok(Self { reader, kind })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`ApiError`] if it can't be read.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ApiError> {
        let session = self.reader.open(path, bytes)?;
        let privacy = self.reader.privacy;
        match &mut self.kind {
            Gathered::Rows(ledger) => {
                ledger.add(&export::entries(&session, privacy)).map_err(broken)
            }
            Gathered::Letters(letters) => {
                letters.add(&session, privacy);
                Ok(())
            }
        }
    }

    /// The file made of them.
    ///
    /// # Errors
    /// [`ApiError`] if it can't be written.
    pub fn finish(self) -> Result<MadeFile, ApiError> {
        let made = match self.kind {
            Gathered::Rows(ledger) => ledger.finish(),
            Gathered::Letters(letters) => Ok(letters.finish()),
        };
        Ok(made.map_err(broken)?.into())
    }
}
