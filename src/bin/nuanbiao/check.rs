//! `check`: each file, then all of them together.

use crate::args::{Common, ReportFormat};
use crate::files::{Trouble, collect, each, json, options, privacy, put, put_lines, read, write};
use crate::words;
use nuanbiao::across;
use nuanbiao::export;
use nuanbiao::ledger::keys::Secret;
use nuanbiao::ledger::{Extract, Ledger};
use nuanbiao::report::{self, FileReport, Outcome, Privacy, Report};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn check(
    paths: &[PathBuf],
    format: ReportFormat,
    output: Option<&Path>,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let mut unreadable = false;
    let mut files = Vec::new();
    for path in paths {
        if let Err(error) = collect(path, true, &mut files) {
            eprintln!("{}", words::unreadable(path, &error));
            unreadable = true;
        }
    }
    if files.is_empty() && !unreadable {
        return Err(Trouble("这里没有可以核对的表格。".to_owned()));
    }
    let secret = secret();
    let checked = each(&files, common, |path| check_file(path, &options, privacy(common), secret))?;
    let mut reports = Vec::with_capacity(checked.len());
    let mut ledger = Ledger::default();
    for outcome in checked {
        match outcome {
            Ok((report, extract)) => {
                ledger.add(&report.path, extract);
                reports.push(report);
            }
            Err(Trouble(message)) => {
                eprintln!("{message}");
                unreadable = true;
            }
        }
    }
    let cross: Vec<_> = across::cross(&ledger, &options.profile, &options.codes)
        .iter()
        .map(|finding| report::cross_report(finding, &ledger, privacy(common)))
        .collect();
    let report = report::report(&options, privacy(common), reports, cross);
    let sources: Vec<_> = files.iter().map(PathBuf::as_path).collect();
    write_report(&report, format, output, &sources)?;
    Ok(status(&report, unreadable))
}

/// 0: nothing that must be mended; 1: something; 2: a file could not be read.
const fn status_code(report: &Report, unreadable: bool) -> u8 {
    if unreadable || report.totals.rejected > 0 {
        2
    } else if report.totals.errors > 0 {
        1
    } else {
        0
    }
}

fn status(report: &Report, unreadable: bool) -> ExitCode {
    ExitCode::from(status_code(report, unreadable))
}

/// What the keys of a run are made with: enough that they can't be told beforehand.
pub fn secret() -> Secret {
    Secret::new(RandomState::new().hash_one(std::process::id()))
}

fn check_file(
    path: &Path,
    options: &Options,
    privacy: Privacy,
    secret: Secret,
) -> Result<(FileReport, Extract), Trouble> {
    let bytes = read(path)?;
    let name = path.to_string_lossy();
    let outcome = match Session::open(&name, &bytes, options.clone(), &mut |_| Flow::Continue) {
        Ok(session) => Outcome::Checked(Box::new(session)),
        Err(error) => Outcome::Rejected(error),
    };
    let extract = match &outcome {
        Outcome::Checked(session) => across::extract(session, secret),
        Outcome::Rejected(_) => Extract::default(),
    };
    Ok((report::file_report(&name, &bytes, &outcome, privacy), extract))
}

fn write_report(
    report: &Report,
    format: ReportFormat,
    output: Option<&Path>,
    sources: &[&Path],
) -> Result<(), Trouble> {
    let text = match format {
        ReportFormat::Text if output.is_none() => return put_lines(&export::text(report)),
        ReportFormat::Text => export::text(report),
        ReportFormat::Json => json(report)?,
        ReportFormat::Sarif => export::sarif(report).map_err(|error| error.to_string())?,
        ReportFormat::Html => export::html(report),
    };
    match output {
        Some(path) => write(path, text.as_bytes(), sources),
        None => put(&text),
    }
}
