//! The boundary for many files: boiled down one by one in a pool of workers, held together
//! by one [`Batch`].

use super::{ApiError, MadeFile, OpenOptions, options, privacy};
use crate::across;
use crate::across::sample::{Method, Plan, draw, size, worksheet};
use crate::across::totals::{Totals, totals};
use crate::export::{self, DrawnRows, Letters, Merged};
use crate::form::HeadField;
use crate::ledger::keys::Secret;
use crate::ledger::{Extract, Ledger};
use crate::report::{CrossReport, Privacy, Tool, cross_report};
use crate::rule::{AcrossView, CrossFinding, Severity};
use crate::session::{self, Overview};
use crate::workbook::{self, Flow, ReadError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// A rule's findings in one file.
#[derive(Debug, Serialize, Tsify)]
pub struct CodeCount {
    /// The rule.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Severity in force.
    pub severity: Severity,
    /// How often.
    pub count: usize,
}

/// A file of a batch at a glance.
#[derive(Debug, Serialize, Tsify)]
pub struct BatchFile {
    /// The file at a glance.
    pub overview: Overview,
    /// 填报单位 of its first form; empty if it is missing.
    pub unit: String,
    /// People's rows.
    pub rows: usize,
    /// Findings by rule.
    pub codes: Vec<CodeCount>,
}

/// A file boiled down; see [`Boiler`].
#[wasm_bindgen]
#[derive(Debug)]
pub struct Boiled {
    file: BatchFile,
    extract: Vec<u8>,
}

#[wasm_bindgen]
impl Boiled {
    /// The file at a glance.
    pub fn file(&self) -> Result<Ts<BatchFile>, ApiError> {
        Ok(self.file.into_ts()?)
    }

    /// What [`Batch::add`] takes.
    pub fn extract(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.extract)
    }
}

/// How the files of a batch are read: the standards are read once, not for each file.
#[derive(Debug, Clone)]
struct Reader {
    options: session::Options,
    privacy: Privacy,
}

impl Reader {
    fn new(with: Ts<OpenOptions>) -> Result<Self, ApiError> {
        let with = with.to_rust()?;
        Ok(Self {
            options: options(&with.today, with.profile.as_deref())?,
            privacy: privacy(with.show_personal),
        })
    }

    fn open(&self, name: &str, bytes: &[u8]) -> Result<session::Session, ReadError> {
        let options = self.options.clone();
        let mut session = session::Session::open(name, bytes, options, &mut |_| Flow::Continue)?;
        session.privacy = self.privacy;
        Ok(session)
    }
}

fn broken(error: impl std::fmt::Display) -> ApiError {
    ApiError::new("export", "没有做成", error.to_string())
}

/// Reads files, checks them and boils them down; the workbooks are let go of.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Boiler {
    reader: Reader,
    secret: Secret,
}

#[wasm_bindgen]
impl Boiler {
    /// `secret` must be the same for all files of a batch.
    ///
    /// # Errors
    /// [`ApiError`] if the profile can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(with: Ts<OpenOptions>, secret: u64) -> Result<Self, ApiError> {
        Ok(Self { reader: Reader::new(with)?, secret: Secret::new(secret) })
    }

    /// One file.
    ///
    /// # Errors
    /// [`ApiError`] with the R code if the bytes can't be read.
    pub fn boil(&self, name: &str, bytes: &[u8]) -> Result<Boiled, ApiError> {
        let session = self.reader.open(name, bytes)?;
        let extract = across::extract(&session, self.secret);
        let extract = serde_json::to_vec(&extract).map_err(broken)?;
        Ok(Boiled { file: batch_file(&session), extract })
    }
}

fn batch_file(session: &session::Session) -> BatchFile {
    let mut codes: BTreeMap<&str, CodeCount> = BTreeMap::new();
    for finding in session.findings() {
        let code = codes.entry(finding.code()).or_insert_with(|| CodeCount {
            code: finding.code().to_owned(),
            title: finding.rule.title.to_owned(),
            severity: finding.severity,
            count: 0,
        });
        code.count += 1;
    }
    let unit = session.forms().first().map(|form| form.head.get(HeadField::Unit));
    BatchFile {
        overview: session.overview(),
        unit: unit.map(|unit| unit.text.trim().to_owned()).unwrap_or_default(),
        rows: session.forms().iter().map(|form| form.records.len()).sum(),
        codes: codes.into_values().collect(),
    }
}

/// What to draw.
#[derive(Debug, Clone, Deserialize, Tsify)]
pub struct SamplePlan {
    /// How.
    pub method: Method,
    /// How many rows.
    pub size: usize,
    /// Any text: the same one draws the same rows.
    pub seed: String,
    /// Each unit gets its share.
    pub by_unit: bool,
}

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
    /// Rows that could not be drawn: without an amount, where it is drawn by amount.
    pub left_out: usize,
}

/// The findings across files.
#[derive(Debug, Serialize, Tsify)]
pub struct CrossList {
    /// By code, then by place.
    pub items: Vec<CrossItem>,
}

/// A finding across files.
#[derive(Debug, Serialize, Tsify)]
pub struct CrossItem {
    /// The rule's code.
    pub code: String,
    /// The rule's title.
    pub title: String,
    /// Severity in force.
    pub severity: Severity,
    /// The person's name, if it is about one.
    pub name: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What it rests on.
    pub article: String,
    /// Where.
    pub places: Vec<CrossPlace>,
}

/// A cell in one of several files.
#[derive(Debug, Serialize, Tsify)]
pub struct CrossPlace {
    /// The file's path.
    pub path: String,
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: String,
}

impl CrossItem {
    fn new(report: CrossReport, title: &str) -> Self {
        let place = |place: crate::report::PlaceReport| CrossPlace {
            path: place.path,
            sheet: place.sheet,
            cell: place.cell,
        };
        Self {
            code: report.code.to_owned(),
            title: title.to_owned(),
            severity: report.severity,
            name: report.name,
            message: report.message,
            help: report.help,
            article: report.article.to_owned(),
            places: report.places.into_iter().map(place).collect(),
        }
    }
}

/// Many files together.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Batch {
    reader: Reader,
    ledger: Ledger,
    rows: DrawnRows,
}

#[wasm_bindgen]
impl Batch {
    /// An empty batch.
    ///
    /// # Errors
    /// [`ApiError`] if the profile can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(with: Ts<OpenOptions>) -> Result<Self, ApiError> {
        let reader = Reader::new(with)?;
        Ok(Self { reader, ledger: Ledger::default(), rows: DrawnRows::default() })
    }

    /// Adds a file that was boiled down. Files must be added in the order of their paths'
    /// bytes, as the command line does, so that both say the same.
    pub fn add(&mut self, path: &str, extract: &[u8]) -> Result<(), ApiError> {
        let extract: Extract = serde_json::from_slice(extract).map_err(broken)?;
        self.ledger.add(path, extract);
        Ok(())
    }

    /// What is found across the files.
    pub fn cross(&self) -> Result<Ts<CrossList>, ApiError> {
        let found = self.found();
        let item = |finding| {
            let report = cross_report(finding, &self.ledger, self.reader.privacy);
            CrossItem::new(report, finding.rule.title)
        };
        Ok(CrossList { items: found.iter().map(item).collect() }.into_ts()?)
    }

    fn found(&self) -> Vec<CrossFinding> {
        let options = &self.reader.options;
        across::cross(&self.ledger, &options.profile, &options.codes)
    }

    /// The same as a CSV.
    #[wasm_bindgen(js_name = crossCsv)]
    pub fn cross_csv(&self) -> Result<MadeFile, ApiError> {
        let Reader { options, privacy } = &self.reader;
        let made = export::cross_csv(&self.found(), &self.ledger, *privacy, options.today);
        Ok(made.map_err(broken)?.into())
    }

    /// What the files come to.
    pub fn totals(&self) -> Result<Ts<Totals>, ApiError> {
        Ok(totals(&self.view()).into_ts()?)
    }

    fn view(&self) -> AcrossView<'_> {
        AcrossView::new(&self.ledger, &self.reader.options.profile)
    }

    /// Draws a sample.
    pub fn sample(&self, plan: Ts<SamplePlan>) -> Result<Ts<Drawn>, ApiError> {
        let plan = to_plan(plan.to_rust()?);
        let view = self.view();
        let sample = draw(&view, &plan);
        let rows = sample.picks.iter().map(|pick| DrawnRow {
            path: self.ledger.path(pick.at.table).to_owned(),
            unit: pick.at.table.unit_name().to_owned(),
            sheet: pick.at.table.sheet.to_string(),
            row: pick.at.line.row + 1,
            name: pick.at.line.name.as_deref().unwrap_or_default().to_owned(),
            amount: crate::report::yuan(pick.at.line.amount()),
        });
        let drawn = Drawn {
            rows: rows.collect(),
            population: sample.strata.iter().map(|it| it.rows).sum(),
            amount: crate::report::yuan(sample.strata.iter().map(|it| it.amount).sum()),
            left_out: sample.left_out,
        };
        Ok(drawn.into_ts()?)
    }

    /// Begins a worksheet: the files whose drawn rows [`Batch::give`] is to read in full.
    #[wasm_bindgen(js_name = beginWorksheet)]
    pub fn begin_worksheet(&mut self, plan: Ts<SamplePlan>) -> Result<Vec<String>, ApiError> {
        let plan = to_plan(plan.to_rust()?);
        let rows = DrawnRows::of(&draw(&self.view(), &plan), &self.ledger);
        self.rows = rows;
        Ok(self.rows.paths().into_iter().collect())
    }

    /// Reads the drawn rows of a file in full.
    ///
    /// # Errors
    /// [`ApiError`] if it can't be read any more.
    pub fn give(&mut self, path: &str, bytes: &[u8]) -> Result<(), ApiError> {
        let session = self.reader.open(path, bytes)?;
        self.rows.take(&session, self.reader.privacy);
        Ok(())
    }

    /// The worksheet of the plan it was begun with, once every file of it has been given.
    pub fn worksheet(&mut self, plan: Ts<SamplePlan>) -> Result<MadeFile, ApiError> {
        let plan = to_plan(plan.to_rust()?);
        let Some(rows) = std::mem::take(&mut self.rows).in_order() else {
            return Err(ApiError::new(
                "export",
                "底稿没有做成",
                "抽到的行有几行读不到了，文件可能被改过：请重新核对这些文件。",
            ));
        };
        let tool = Tool::new(&self.reader.options, self.reader.privacy);
        let sample = draw(&self.view(), &plan);
        Ok(export::worksheet(&sample, &plan, &rows, &tool).map_err(broken)?.into())
    }
}

fn to_plan(plan: SamplePlan) -> Plan {
    let SamplePlan { method, size, seed, by_unit } = plan;
    Plan { method, size, seed, by_unit }
}

/// How many rows a sample needs; nothing if the aim can't be reached. Rates are shares,
/// 0 to 1.
#[wasm_bindgen(js_name = sampleSize)]
pub fn sample_size(
    method: Ts<Method>,
    confidence: f64,
    tolerable: f64,
    expected: f64,
) -> Result<Option<u32>, ApiError> {
    let aim = size::Aim { confidence, tolerable, expected };
    Ok(size::of(method.to_rust()?, aim))
}

/// Evaluates a filled-in worksheet: what it says, in words.
///
/// # Errors
/// [`ApiError`] if it is none of ours or a cell can't be understood.
#[wasm_bindgen]
pub fn evaluate(name: &str, bytes: &[u8], with: Ts<OpenOptions>) -> Result<String, ApiError> {
    let limits = Reader::new(with)?.options.limits;
    let book = workbook::open(name, bytes, &limits, &mut |_| Flow::Continue)?;
    let evaluation = worksheet::read(&book)
        .map_err(|error| ApiError::new("bad_request", "这份底稿没法评价", error.to_string()))?;
    Ok(export::evaluation_text(&evaluation))
}

/// Compares two versions of one form: what it comes to, in words.
///
/// # Errors
/// [`ApiError`] if one can't be read.
#[wasm_bindgen]
pub fn compare(
    old_name: &str,
    old: &[u8],
    new_name: &str,
    new: &[u8],
    with: Ts<OpenOptions>,
) -> Result<String, ApiError> {
    let reader = Reader::new(with)?;
    let (old, new) = (reader.open(old_name, old)?, reader.open(new_name, new)?);
    let comparison = across::compare::compare(&old, &new, reader.privacy);
    Ok(export::comparison_text(&comparison))
}

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
