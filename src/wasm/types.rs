//! What crosses the boundary: plain typed objects, errors among them.

use crate::export::{Exported, RuleDoc, RuleExample};
use crate::policy::{ProfileError, Settings};
use crate::session::{EditError, EditRecord, Overview, Stage};
use crate::workbook::ReadError;
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

/// How a file is to be opened.
#[derive(Debug, Deserialize, Tsify)]
pub struct OpenOptions {
    /// The user's local date, YYYY-MM-DD.
    pub today: String,
    /// Show personal numbers unmasked.
    #[serde(default)]
    pub show_personal: bool,
    /// A local profile (TOML) over the built-in one.
    #[serde(default)]
    pub profile: Option<String>,
}

/// How the blank form is to be made.
#[derive(Debug, Deserialize, Tsify)]
pub struct TemplateOptions {
    /// The user's local date, YYYY-MM-DD.
    pub today: String,
    /// A local profile (TOML) over the built-in one: it says which columns are wanted.
    #[serde(default)]
    pub profile: Option<String>,
    /// Rows to fill in; 20 unless given.
    #[serde(default)]
    pub rows: Option<u32>,
}

/// What went wrong, in words for the user.
#[derive(Debug, Serialize, Tsify)]
pub struct ApiError {
    /// R001 … R005, or `cancelled`, `bad_profile`, `bad_request`, `export`.
    pub code: String,
    /// The trouble in a few words.
    pub title: String,
    /// The trouble in a sentence.
    pub message: String,
    /// Up to three things to try.
    pub advice: Vec<String>,
}

impl ApiError {
    pub(super) fn new(code: &str, title: &str, message: impl Into<String>) -> Self {
        let (code, title) = (code.to_owned(), title.to_owned());
        Self { code, title, message: message.into(), advice: Vec::new() }
    }
}

/// Errors cross as plain objects.
impl From<ApiError> for JsValue {
    fn from(error: ApiError) -> Self {
        // Serialising four strings can't fail; were it to, the message alone must do.
        let message = error.message.clone();
        error.into_ts().map_or_else(|_| Self::from_str(&message), Self::from)
    }
}

impl From<tsify::Error> for ApiError {
    fn from(error: tsify::Error) -> Self {
        Self::new("bad_request", "网页与核心没有对上", error.to_string())
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        let mut api = Self::new(error.code.key(), error.code.title(), error.message);
        api.advice = error.advice;
        api
    }
}

impl From<ProfileError> for ApiError {
    fn from(error: ProfileError) -> Self {
        let place = format!("第 {} 行第 {} 列：", error.line, error.column);
        Self::new("bad_profile", "标准文件读不了", place + &error.message)
    }
}

impl From<EditError> for ApiError {
    fn from(error: EditError) -> Self {
        let message = match error {
            EditError::NoSheet => "这份表里没有这张工作表。",
            EditError::BadAddress => "这一格超出了工作表的范围。",
        };
        Self::new("bad_request", "改不了这一格", message)
    }
}

/// How far the work has come.
#[derive(Debug, Serialize, Tsify)]
pub struct ProgressEvent {
    /// Which step.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: f64,
    /// How much of the reading is done, 0 to 1.
    pub done: f32,
}

/// Which fixes to apply.
#[derive(Debug, Deserialize, Tsify)]
pub struct FixRequest {
    /// Guesses too; safe ones only if false.
    #[serde(default)]
    pub guesses: bool,
    /// Only these findings; all if empty.
    #[serde(default)]
    pub ids: Vec<usize>,
    /// Only rules whose code begins with one of these; all if empty.
    #[serde(default)]
    pub codes: Vec<String>,
}

/// What an action changed.
#[derive(Debug, Serialize, Tsify)]
pub struct Change {
    /// The file after it.
    pub overview: Overview,
    /// The cells that changed; of a row, column or sheet that is shown or hidden now, the one
    /// to look at.
    pub cells: Vec<ChangedCell>,
}

/// A cell that changed.
#[derive(Debug, Serialize, Tsify)]
pub struct ChangedCell {
    /// Index of its sheet.
    pub sheet: usize,
    /// A1 address.
    pub cell: String,
}

/// The edits in force.
#[derive(Debug, Serialize, Tsify)]
pub struct EditList {
    /// Oldest first.
    pub items: Vec<EditRecord>,
}

/// How to export.
#[derive(Debug, Default, Deserialize, Tsify)]
pub struct ExportOptions {
    /// Mask personal numbers in what is exported.
    #[serde(default)]
    pub masked: bool,
}

/// What to export.
#[derive(Debug, Clone, Copy, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum ExportKind {
    /// The cleaned workbook in the official layout.
    Cleaned,
    /// The user's own workbook, with marks on the cells that have findings.
    Marked,
    /// The user's own workbook, with the edits made in its cells.
    Kept,
    /// The cleaned table as CSV.
    Csv,
    /// The copy for public notice, as a workbook.
    Public,
    /// The report as JSON.
    Json,
    /// The report as one HTML file, to read, search and print.
    Html,
}

/// The rule catalogue.
#[derive(Debug, Serialize, Tsify)]
pub struct RuleList {
    /// In the catalogue's order.
    pub items: Vec<RuleDoc>,
}

/// The rules' examples.
#[derive(Debug, Serialize, Tsify)]
pub struct RuleExampleList {
    /// In the catalogue's order.
    pub items: Vec<RuleExample>,
}

/// The standards in force.
#[derive(Debug, Serialize, Tsify)]
pub struct ProfileInfo {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its hash.
    pub hash: String,
}

/// Standards as the form shows them.
#[derive(Debug, Serialize, Tsify)]
pub struct ProfileForm {
    /// What they are called.
    pub info: ProfileInfo,
    /// What can be changed in the form.
    pub settings: Settings,
}

/// A file made here.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct MadeFile {
    /// Its name.
    pub name: String,
    /// Its MIME type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl From<Exported> for MadeFile {
    fn from(made: Exported) -> Self {
        Self { name: made.name, mime: made.mime.to_owned(), bytes: made.bytes }
    }
}
