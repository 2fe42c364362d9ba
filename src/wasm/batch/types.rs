//! What crosses the boundary about many files.

use crate::across::sample::{Pick, Sample};
use crate::ledger::Ledger;
use crate::report::{CrossReport, yuan};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A drawn row.
#[derive(Debug, Serialize, Tsify)]
pub struct DrawnRow {
    /// The file's path.
    pub path: String,
    /// 填报单位.
    pub unit: String,
    /// The sheet.
    pub sheet: String,
    /// 1-based row.
    pub row: u32,
    /// The name.
    pub name: String,
    /// Cash and goods, in yuan with two places.
    pub amount: String,
}

/// What was drawn.
#[derive(Debug, Serialize, Tsify)]
pub struct Drawn {
    /// The rows, in the order of the files.
    pub rows: Vec<DrawnRow>,
    /// From how many.
    pub population: usize,
    /// What they come to, in yuan with two places.
    pub amount: String,
    /// What the drawn rows come to, in yuan with two places.
    pub drawn_amount: String,
    /// Rows that could not be drawn: without an amount, where it is drawn by amount.
    pub left_out: usize,
}

impl Drawn {
    pub(super) fn new(sample: &Sample<'_>, ledger: &Ledger) -> Self {
        let row = |pick: &Pick<'_>| DrawnRow {
            path: ledger.path(pick.at.table).to_owned(),
            unit: pick.at.table.unit_name().to_owned(),
            sheet: pick.at.table.sheet.to_string(),
            row: pick.at.line.row + 1,
            name: pick.at.line.name.as_deref().unwrap_or_default().to_owned(),
            amount: yuan(pick.at.line.amount()),
        };
        Self {
            rows: sample.picks.iter().map(row).collect(),
            population: sample.strata.iter().map(|it| it.rows).sum(),
            amount: yuan(sample.strata.iter().map(|it| it.amount).sum()),
            drawn_amount: yuan(sample.picks.iter().map(|pick| pick.at.line.amount()).sum()),
            left_out: sample.left_out,
        }
    }
}

/// The findings across files.
#[derive(Debug, Serialize, Tsify)]
pub struct CrossList {
    /// By code, then by place.
    pub items: Vec<CrossReport>,
}

/// What a sample must show; rates are shares, 0 to 1.
#[derive(Debug, Deserialize, Tsify)]
pub struct SampleAim {
    /// 置信度.
    pub confidence: f64,
    /// 可容忍差错率; of the amount where it is drawn by amount.
    pub tolerable: f64,
    /// 预计差错率.
    pub expected: f64,
}

/// How many rows a sample needs.
#[derive(Debug, Serialize, Tsify)]
pub struct SampleSize {
    /// So many.
    pub rows: u32,
    /// How that was reckoned.
    pub formula: String,
}
