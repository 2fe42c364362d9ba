//! The boundary for many files: boiled down one by one in a pool of workers, held together
//! by one [`Batch`].

mod gather;
mod types;

use super::{ApiError, MadeFile, OpenOptions, options, privacy};
use crate::across::compare::Comparison;
use crate::across::sample::{Method, Plan, draw, size, worksheet};
use crate::across::totals::{Totals, totals};
use crate::across::{self, FileGlance, Sent};
use crate::export::{self, District, DrawnRows, EvaluationWords};
use crate::ledger::Ledger;
use crate::ledger::keys::Secret;
use crate::report::{CrossReport, Privacy, Tool, cross_report};
use crate::rule::{AcrossView, CrossFinding};
use crate::session;
use crate::workbook::{self, Flow, ReadError};
use tsify::{Ts, Tsify};
use types::{CrossList, Drawn, SampleAim, SampleSize};
use wasm_bindgen::prelude::*;

/// A file boiled down; see [`Boiler`].
#[wasm_bindgen]
#[derive(Debug)]
pub struct Boiled {
    glance: FileGlance,
    extract: Vec<u8>,
    worksheet: bool,
}

#[wasm_bindgen]
impl Boiled {
    /// It is no form but a spot check's worksheet (抽查底稿) that came back.
    #[wasm_bindgen(getter, js_name = isWorksheet)]
    pub fn is_worksheet(&self) -> bool {
        self.worksheet
    }

    /// The file at a glance.
    pub fn glance(&self) -> Result<Ts<FileGlance>, ApiError> {
        Ok(self.glance.into_ts()?)
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
        let glance = across::glance(&session);
        let sent = Sent { extract: across::extract(&session, self.secret), glance };
        let extract = sent.to_bytes().map_err(broken)?;
        let worksheet = worksheet::is_ours(session.workbook());
        Ok(Boiled { glance: sent.glance, extract, worksheet })
    }
}

/// Many files together.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Batch {
    reader: Reader,
    ledger: Ledger,
    files: Vec<(String, Result<FileGlance, String>)>,
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
        Ok(Self {
            reader: Reader::new(with)?,
            ledger: Ledger::default(),
            files: Vec::new(),
            rows: DrawnRows::default(),
        })
    }

    /// Adds a file that was boiled down. Files must be added in the order of their paths'
    /// bytes, as the command line does, so that both say the same.
    ///
    /// # Errors
    /// [`ApiError`] if it was not boiled down by this version.
    pub fn add(&mut self, path: &str, extract: &[u8]) -> Result<(), ApiError> {
        let Sent { glance, extract } = Sent::from_bytes(extract).map_err(broken)?;
        self.files.push((path.to_owned(), Ok(glance)));
        self.ledger.add(path, extract);
        Ok(())
    }

    /// Adds a file that could not be read, with the reason: the summary names it.
    #[wasm_bindgen(js_name = addRefused)]
    pub fn add_refused(&mut self, path: &str, why: &str) {
        self.files.push((path.to_owned(), Err(why.to_owned())));
    }

    /// Masks personal numbers in what comes from now on, or shows them.
    #[wasm_bindgen(js_name = setShowPersonal)]
    pub fn set_show_personal(&mut self, show: bool) {
        self.reader.privacy = privacy(show);
    }

    /// What is found across the files.
    pub fn cross(&self) -> Result<Ts<CrossList>, ApiError> {
        Ok(CrossList { items: self.reports() }.into_ts()?)
    }

    fn found(&self) -> Vec<CrossFinding> {
        let options = &self.reader.options;
        across::cross(&self.ledger, &options.profile, &options.codes)
    }

    fn reports(&self) -> Vec<CrossReport> {
        let report = |finding| cross_report(finding, &self.ledger, self.reader.privacy);
        self.found().iter().map(report).collect()
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

    /// The summary to print: sums, findings across files, the list of files.
    pub fn summary(&self) -> MadeFile {
        let made = export::district(&District {
            tool: &self.tool(),
            files: &self.files,
            totals: &totals(&self.view()),
            cross: &self.reports(),
        });
        made.into()
    }

    fn view(&self) -> AcrossView<'_> {
        AcrossView::new(&self.ledger, &self.reader.options.profile)
    }

    fn tool(&self) -> Tool {
        Tool::new(&self.reader.options, self.reader.privacy)
    }

    /// Draws a sample.
    pub fn sample(&self, plan: Ts<Plan>) -> Result<Ts<Drawn>, ApiError> {
        let view = self.view();
        Ok(Drawn::new(&draw(&view, &plan.to_rust()?), &self.ledger).into_ts()?)
    }

    /// Begins a worksheet: the files whose drawn rows [`Batch::give`] is to read in full.
    #[wasm_bindgen(js_name = beginWorksheet)]
    pub fn begin_worksheet(&mut self, plan: Ts<Plan>) -> Result<Vec<String>, ApiError> {
        let rows = DrawnRows::of(&draw(&self.view(), &plan.to_rust()?), &self.ledger);
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
    pub fn worksheet(&mut self, plan: Ts<Plan>) -> Result<MadeFile, ApiError> {
        let plan = plan.to_rust()?;
        let Some(rows) = std::mem::take(&mut self.rows).in_order() else {
            return Err(ApiError::new(
                "export",
                "底稿没有做成",
                "抽到的行有几行读不到了，文件可能被改过：请重新核对这些文件。",
            ));
        };
        let sample = draw(&self.view(), &plan);
        Ok(export::worksheet(&sample, &plan, &rows, &self.tool()).map_err(broken)?.into())
    }
}

/// How many rows a sample needs; nothing if the aim can't be reached.
#[wasm_bindgen(js_name = sampleSize)]
pub fn sample_size(
    method: Ts<Method>,
    aim: Ts<SampleAim>,
) -> Result<Option<Ts<SampleSize>>, ApiError> {
    let (method, aim) = (method.to_rust()?, aim.to_rust()?);
    let SampleAim { confidence, tolerable, expected } = aim;
    let aim = size::Aim { confidence, tolerable, expected };
    let size = size::of(method, aim)
        .map(|rows| SampleSize { rows, formula: export::size_formula(method, aim, rows) });
    Ok(size.map(|it| it.into_ts()).transpose()?)
}

/// Evaluates a filled-in worksheet: what it says, in words.
///
/// # Errors
/// [`ApiError`] if it is none of ours or a cell can't be understood.
#[wasm_bindgen]
pub fn evaluate(
    name: &str,
    bytes: &[u8],
    with: Ts<OpenOptions>,
) -> Result<Ts<EvaluationWords>, ApiError> {
    let limits = Reader::new(with)?.options.limits;
    let book = workbook::open(name, bytes, &limits, &mut |_| Flow::Continue)?;
    let evaluation = worksheet::read(&book)
        .map_err(|error| ApiError::new("bad_request", "这份底稿没法评价", error.to_string()))?;
    Ok(export::evaluation_words(&evaluation).into_ts()?)
}

/// Compares two versions of one form.
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
) -> Result<Ts<Comparison>, ApiError> {
    let reader = Reader::new(with)?;
    let (old, new) = (reader.open(old_name, old)?, reader.open(new_name, new)?);
    let comparison = across::compare::compare(&old, &new, reader.privacy);
    Ok(comparison.into_ts()?)
}
