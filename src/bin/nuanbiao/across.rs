//! `merge`, `sample`, `evaluate`, `compare`: what a reviewer does with many files.

use crate::args::{Common, SampleArgs, TextFormat};
use crate::check::secret;
use crate::files::{
    Trouble, collect_all, each, extension, json, open, options, privacy, put, read, write,
};
use nuanbiao::across::sample::size::{self, Aim};
use nuanbiao::across::sample::worksheet;
use nuanbiao::across::sample::{Plan, draw};
use nuanbiao::across::{self, compare::compare as compare_sessions};
use nuanbiao::export::{self, DrawnRows, Entry, Merged};
use nuanbiao::ledger::Ledger;
use nuanbiao::report::{Privacy, Tool};
use nuanbiao::rule::AcrossView;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{self, Flow};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn opened(path: &Path, options: &Options) -> Result<Session, Trouble> {
    open(path, options.clone())
}

/// Says which files could not be read and goes on with the others; status 2 if any.
fn readable<T>(outcomes: Vec<Result<T, Trouble>>) -> (Vec<T>, ExitCode) {
    let mut status = ExitCode::SUCCESS;
    let mut good = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        match outcome {
            Ok(value) => good.push(value),
            Err(Trouble(message)) => {
                eprintln!("{message}");
                status = ExitCode::from(2);
            }
        }
    }
    (good, status)
}

/// How many files are read at once before their rows are written: the workbooks of more
/// would lie in memory for nothing.
const AT_ONCE: usize = 64;

pub fn merge(
    paths: &[PathBuf],
    output: &Path,
    masked: bool,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let files = collect_all(paths)?;
    let privacy = if masked { Privacy::Masked } else { Privacy::Shown };
    let rows = |path: &PathBuf| -> Result<Vec<Entry>, Trouble> {
        Ok(export::entries(&opened(path, &options)?, privacy))
    };
    let words = |error: export::ExportError| Trouble(error.to_string());
    let extension = extension(output);
    let Some(mut ledger) = Merged::new(&extension).map_err(words)? else {
        let mut kinds = Merged::EXTENSIONS.join("、.");
        if extension == "parquet" {
            kinds += "；要 .parquet，请用 cargo build --features parquet 编译的 nuanbiao";
        }
        return Err(Trouble(format!("请另存为 .{kinds}。")));
    };
    let mut status = ExitCode::SUCCESS;
    for some in files.chunks(AT_ONCE) {
        let (entries, worst) = readable(each(some, common, rows)?);
        if worst != ExitCode::SUCCESS {
            status = worst;
        }
        for entries in entries {
            ledger.add(&entries).map_err(words)?;
        }
    }
    let sources: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    write(output, &ledger.finish().map_err(words)?.bytes, &sources)?;
    Ok(status)
}

/// The size asked for, or computed from what the sample must show.
fn sample_size(args: &SampleArgs, quiet: bool) -> Result<usize, Trouble> {
    if let Some(size) = args.size {
        return Ok(size);
    }
    let Some(tolerable) = args.tolerable else {
        return Err(Trouble(
            "请用 -n 写明抽多少行，或用 --tolerable 写明可容忍差错率来计算。".to_owned(),
        ));
    };
    let aim = Aim { confidence: args.confidence, tolerable, expected: args.expected };
    let Some(rows) = size::of(args.method, aim) else {
        return Err(Trouble("这样的置信度和差错率算不出样本量：置信度、可容忍差错率要在 0 和 1 之间，预计差错率要小于可容忍差错率。".to_owned()));
    };
    if !quiet {
        eprintln!("样本量：{}。", export::size_formula(args.method, aim, rows));
    }
    Ok(rows as usize)
}

pub fn sample(args: &SampleArgs, common: &Common) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let size = sample_size(args, common.quiet)?;
    let files = collect_all(&args.paths)?;
    let secret = secret();
    let extract = |path: &PathBuf| -> Result<_, Trouble> {
        Ok((path.clone(), across::extract(&opened(path, &options)?, secret)))
    };
    let (extracts, status) = readable(each(&files, common, extract)?);
    let mut ledger = Ledger::default();
    for (path, extract) in extracts {
        ledger.add(path.to_string_lossy(), extract);
    }
    let view = AcrossView::new(&ledger, &options.profile);
    let plan = Plan { method: args.method, size, seed: args.seed.clone(), by_unit: args.by_unit };
    let sample = draw(&view, &plan);
    let mut rows = DrawnRows::of(&sample, &ledger);
    for path in rows.paths() {
        rows.take(&opened(Path::new(&path), &options)?, privacy(common));
    }
    let Some(rows) = rows.in_order() else {
        return Err(Trouble("抽到的行有几行读不到了，文件可能被改过：请再抽一次。".to_owned()));
    };
    let tool = Tool::new(&options, privacy(common));
    let made =
        export::worksheet(&sample, &plan, &rows, &tool).map_err(|error| error.to_string())?;
    let sources: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    write(&args.output, &made.bytes, &sources)?;
    if !common.quiet {
        let population: usize = sample.strata.iter().map(|it| it.rows).sum();
        eprintln!("从 {population} 行里抽出 {} 行（{}）。", rows.len(), plan.method.label());
    }
    Ok(status)
}

pub fn evaluate(file: &Path, format: TextFormat, common: &Common) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let name = file.to_string_lossy();
    let workbook = workbook::open(&name, &read(file)?, &options.limits, &mut |_| Flow::Continue)
        .map_err(|error| format!("{name}：{}", error.message))?;
    let evaluation = worksheet::read(&workbook).map_err(|error| format!("{name}：{error}"))?;
    let text = match format {
        TextFormat::Text => export::evaluation_text(&evaluation),
        TextFormat::Json => json(&evaluation)?,
    };
    put(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub fn compare(
    old: &Path,
    new: &Path,
    format: TextFormat,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let (old, new) = (opened(old, &options)?, opened(new, &options)?);
    let comparison = compare_sessions(&old, &new, privacy(common));
    let text = match format {
        TextFormat::Text => export::comparison_text(&comparison),
        TextFormat::Json => json(&comparison)?,
    };
    put(&text)?;
    Ok(ExitCode::SUCCESS)
}
