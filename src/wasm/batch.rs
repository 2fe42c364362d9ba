//! The boundary for many files: boiled down one by one in a pool of workers, held together
//! by one [`Batch`].

use super::{ApiError, MadeFile, OpenOptions, options, privacy};
use crate::across;
use crate::across::sample::{Method, Plan, draw, size, worksheet};
use crate::across::totals::{Totals, totals};
use crate::export::{self, Entry, Letters, MergedCsv, MergedWorkbook};
use crate::ledger::keys::Secret;
use crate::ledger::{Extract, Ledger};
use crate::report::{CrossReport, Tool, cross_report};
use crate::rule::{AcrossView, Severity};
use crate::session::{self, Overview};
use crate::workbook::{self, Flow};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
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

/// A file boiled down.
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

fn open(name: &str, bytes: &[u8], with: &OpenOptions) -> Result<session::Session, ApiError> {
    let mut session = session::Session::open(
        name,
        bytes,
        options(&with.today, with.profile.as_deref())?,
        &mut |_| Flow::Continue,
    )?;
    session.privacy = privacy(with.show_personal);
    Ok(session)
}

fn broken(error: impl std::fmt::Display) -> ApiError {
    ApiError::new("export", "没有做成", error.to_string())
}

/// Reads a file, checks it and boils it down; the workbook is let go of. `secret` must be
/// the same for all files of a batch.
///
/// # Errors
/// [`ApiError`] with the R code if the bytes can't be read.
#[wasm_bindgen]
pub fn boil(
    name: &str,
    bytes: &[u8],
    with: Ts<OpenOptions>,
    secret: u64,
) -> Result<Boiled, ApiError> {
    let session = open(name, bytes, &with.to_rust()?)?;
    let extract = across::extract(&session, Secret::new(secret));
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
    let unit = session.forms().first().map(|form| form.head.get(crate::form::HeadField::Unit));
    let file = BatchFile {
        overview: session.overview(),
        unit: unit.map(|unit| unit.text.trim().to_owned()).unwrap_or_default(),
        rows: session.forms().iter().map(|form| form.records.len()).sum(),
        codes: codes.into_values().collect(),
    };
    let extract = serde_json::to_vec(&extract).map_err(broken)?;
    Ok(Boiled { file, extract })
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
    ledger: Ledger,
    options: session::Options,
    show_personal: bool,
    entries: BTreeMap<(String, usize, u32), Entry>,
}

#[wasm_bindgen]
impl Batch {
    /// An empty batch.
    ///
    /// # Errors
    /// [`ApiError`] if the profile can't be read.
    #[wasm_bindgen(constructor)]
    pub fn new(with: Ts<OpenOptions>) -> Result<Self, ApiError> {
        let with = with.to_rust()?;
        Ok(Self {
            ledger: Ledger::default(),
            options: options(&with.today, with.profile.as_deref())?,
            show_personal: with.show_personal,
            entries: BTreeMap::new(),
        })
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
        let found = across::cross(&self.ledger, &self.options.profile, &self.options.codes);
        let privacy = privacy(self.show_personal);
        let item = |finding| {
            let report = cross_report(finding, &self.ledger, privacy);
            CrossItem::new(report, finding.rule.title)
        };
        Ok(CrossList { items: found.iter().map(item).collect() }.into_ts()?)
    }

    /// What the files come to.
    pub fn totals(&self) -> Result<Ts<Totals>, ApiError> {
        Ok(totals(&self.view()).into_ts()?)
    }

    fn view(&self) -> AcrossView<'_> {
        AcrossView::new(&self.ledger, &self.options.profile)
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

    /// Reads the drawn rows of a file in full, for [`Batch::worksheet`].
    pub fn give(&mut self, path: &str, bytes: &[u8], plan: Ts<SamplePlan>) -> Result<(), ApiError> {
        let plan = to_plan(plan.to_rust()?);
        let wanted: HashSet<(usize, u32)> = {
            let view = self.view();
            let picks = draw(&view, &plan).picks;
            let of_file = picks.iter().filter(|pick| self.ledger.path(pick.at.table) == path);
            of_file.map(|pick| (self.ledger.form_of(pick.at.id), pick.at.line.row)).collect()
        };
        let session =
            session::Session::open(path, bytes, self.options.clone(), &mut |_| Flow::Continue)?;
        let rows = export::entries_at(&session, privacy(self.show_personal), |form, row| {
            wanted.contains(&(form, row))
        });
        for (form, row, entry) in rows {
            self.entries.insert((path.to_owned(), form, row), entry);
        }
        Ok(())
    }

    /// The worksheet of a sample, once every file it was drawn from has been given.
    pub fn worksheet(&mut self, plan: Ts<SamplePlan>) -> Result<MadeFile, ApiError> {
        let plan = to_plan(plan.to_rust()?);
        let mut entries = std::mem::take(&mut self.entries);
        let view = self.view();
        let sample = draw(&view, &plan);
        let rows: Vec<Entry> = sample
            .picks
            .iter()
            .filter_map(|pick| {
                let path = self.ledger.path(pick.at.table).to_owned();
                entries.remove(&(path, self.ledger.form_of(pick.at.id), pick.at.line.row))
            })
            .collect();
        if rows.len() != sample.picks.len() {
            return Err(ApiError::new(
                "export",
                "底稿没有做成",
                "抽到的行有几行读不到了，文件可能被改过：请重新核对这些文件。",
            ));
        }
        let tool = Tool::new(&self.options, privacy(self.show_personal));
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
    Ok(match method.to_rust()? {
        Method::Amount => size::monetary_units(aim),
        Method::Random | Method::Risk => size::rows(aim),
    })
}

/// Evaluates a filled-in worksheet: what it says, in words.
///
/// # Errors
/// [`ApiError`] if it is none of ours or a cell can't be understood.
#[wasm_bindgen]
pub fn evaluate(name: &str, bytes: &[u8], with: Ts<OpenOptions>) -> Result<String, ApiError> {
    let options = {
        let with = with.to_rust()?;
        options(&with.today, with.profile.as_deref())?
    };
    let book = workbook::open(name, bytes, &options.limits, &mut |_| Flow::Continue)?;
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
    let with = with.to_rust()?;
    let (old, new) = (open(old_name, old, &with)?, open(new_name, new, &with)?);
    let comparison = across::compare::compare(&old, &new, privacy(with.show_personal));
    Ok(export::comparison_text(&comparison))
}

/// Puts many files' rows or letters together, file by file.
#[wasm_bindgen]
pub struct Gather {
    with: OpenOptions,
    kind: Gathered,
}

enum Gathered {
    Workbook(Box<MergedWorkbook>),
    Csv(Box<MergedCsv>),
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
        let with = with.to_rust()?;
        let kind = match kind {
            "xlsx" => Gathered::Workbook(Box::new(MergedWorkbook::new().map_err(broken)?)),
            "csv" => Gathered::Csv(Box::new(MergedCsv::new().map_err(broken)?)),
            "letters" => Gathered::Letters(Letters::new(
                options(&with.today, with.profile.as_deref())?.today,
            )),
            _ => return Err(ApiError::new("bad_request", "没有这种导出", kind)),
        };
        Ok(Self { with, kind })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`ApiError`] if it can't be read.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), ApiError> {
        let session = open(path, bytes, &self.with)?;
        let privacy = privacy(self.with.show_personal);
        let rows = || export::entries(&session, privacy);
        match &mut self.kind {
            Gathered::Workbook(ledger) => ledger.add(&rows()).map_err(broken),
            Gathered::Csv(ledger) => ledger.add(&rows()).map_err(broken),
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
            Gathered::Workbook(ledger) => ledger.finish(),
            Gathered::Csv(ledger) => ledger.finish(),
            Gathered::Letters(letters) => Ok(letters.finish()),
        };
        Ok(made.map_err(broken)?.into())
    }
}
