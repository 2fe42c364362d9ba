//! 抽查: a fair sample of rows, which anyone can draw again, and what its results say.
//!
//! [`draw`] is the same for page and command line: rows in an order that depends only on
//! the files' contents, ChaCha20 seeded with SHA-256 of the seed's text, and whole numbers
//! throughout, so that no platform rounds otherwise.

mod draw;
pub mod evaluate;
pub mod size;
pub mod worksheet;

pub use draw::{Pick, Sample, Stratum, draw};

use serde::{Deserialize, Serialize};

/// How rows are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Method {
    /// 简单随机: each row alike.
    Random,
    /// 风险加权: rows with findings are likelier; weight 1, and for each error 3, for each
    /// warning 1 more.
    Risk,
    /// 货币单位抽样: each yuan alike, so that larger amounts are likelier.
    Amount,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Random, Self::Risk, Self::Amount];

    /// The key, as on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Risk => "risk",
            Self::Amount => "amount",
        }
    }

    /// Its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Random => "简单随机抽样",
            Self::Risk => "风险加权抽样",
            Self::Amount => "货币单位抽样",
        }
    }

    /// The method of a name or key.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == text || it.label() == text)
    }
}

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Plan {
    /// How.
    pub method: Method,
    /// How many rows; fewer come if there are fewer.
    pub size: usize,
    /// Any text: the same one draws the same rows.
    pub seed: String,
    /// Each unit gets its share of the sample, and at least one row if there are enough.
    pub by_unit: bool,
}

/// The generator's name, as the worksheet states it.
pub const GENERATOR: &str = "ChaCha20（RFC 8439），以种子文字的 SHA-256 为密钥";
