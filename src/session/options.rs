//! What a file is checked by, and how far the opening has come.

use crate::limits::Limits;
use crate::policy::Profile;
use jiff::civil::Date;
use std::sync::Arc;

/// How a file is to be checked.
#[derive(Debug, Clone)]
pub struct Options {
    /// The standards in force.
    pub profile: Arc<Profile>,
    /// Today, for everything that asks whether a date lies in the future.
    pub today: Date,
    /// What a file may cost.
    pub limits: Limits,
    /// Which rules to report.
    pub codes: Codes,
}

/// Which rules to report, by code or the beginning of one (`B`, `P2`).
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Only these; all if empty.
    pub select: Vec<String>,
    /// None of these.
    pub ignore: Vec<String>,
}

impl Codes {
    /// Whether findings of a code are reported.
    #[must_use]
    pub fn takes(&self, code: &str) -> bool {
        let any = |codes: &[String]| codes.iter().any(|it| code.starts_with(it.trim()));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }
}

impl Options {
    /// The built-in standards and limits, on a day.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self {
            profile: Arc::new(Profile::built_in().clone()),
            today,
            limits: Limits::DEFAULT,
            codes: Codes::default(),
        }
    }
}

/// What a session that is being opened is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Stage {
    /// 解开文件.
    Unpack,
    /// 读取表格.
    Rows,
    /// 逐行核对.
    Check,
}

/// How far the opening has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advance {
    /// The step.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: u64,
    /// How much of the reading is done, 0 to 1.
    pub done: f32,
}
