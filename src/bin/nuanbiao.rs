//! The command line: the same core as the page, for reviewers with a folder, for
//! scripts and for tests. The only file that knows the terminal.

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use nuanbiao::across;
use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::ledger::keys::Secret;
use nuanbiao::ledger::{Extract, Ledger};
use nuanbiao::limits::Limits;
use nuanbiao::policy::Profile;
use nuanbiao::report::{self, FileReport, Outcome, Privacy, Report};
use nuanbiao::rule::Severity;
use nuanbiao::session::{Codes, Options, Session};
use nuanbiao::workbook::Flow;
use rayon::prelude::*;
use std::hash::{BuildHasher, RandomState};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 暖表：核对《送温暖慰问实名制汇总表》（沪工总权〔2020〕178号）
#[derive(Parser)]
#[command(name = "nuanbiao", version, help_template = HELP, subcommand_help_heading = "命令")]
#[command(disable_help_subcommand = true, next_help_heading = "选项")]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Common {
    /// 本单位的标准文件（TOML），覆盖内置标准
    #[arg(long, global = true, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// 以哪一天为“今天”，默认是系统日期
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
    /// 不遮盖身份证号、账号、电话
    #[arg(long, global = true)]
    show_personal: bool,
    /// 只看这些规则（可以写前缀，如 B、P2；用逗号隔开）
    #[arg(long, global = true, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// 不看这些规则（可以写前缀）
    #[arg(long, global = true, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// 同时核对几个文件，默认按处理器个数
    #[arg(long, global = true, value_name = "N")]
    jobs: Option<usize>,
    /// 不显示进度和小结
    #[arg(long, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Verb {
    /// 核对文件或文件夹
    #[command(help_template = HELP)]
    Check {
        /// 文件或文件夹
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
        /// 结果的格式
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// 结果写到文件，默认显示在屏幕上
        #[arg(short, long, value_name = "OUT")]
        output: Option<PathBuf>,
    },
    /// 安全修正后，另存为标准格式的表
    #[command(help_template = HELP)]
    Clean {
        /// 要修正的文件
        file: PathBuf,
        /// 另存为 .xlsx 或 .csv
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// 把需要确认的修正也一并采用
        #[arg(long = "unsafe")]
        guesses: bool,
        /// 遮盖身份证号、账号、电话
        #[arg(long)]
        masked: bool,
    },
    /// 列出规则
    #[command(help_template = HELP)]
    Rules {
        /// 只看这一条
        code: Option<String>,
        /// 格式
        #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
        format: RulesFormat,
    },
    /// 显示内置标准，或检查本单位的标准文件
    #[command(help_template = HELP)]
    Profile {
        /// 显示内置标准
        #[arg(long)]
        print: bool,
        /// 检查一个标准文件
        #[arg(long, value_name = "FILE", conflicts_with = "print")]
        check: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum ReportFormat {
    Text,
    Json,
    Sarif,
    Html,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum RulesFormat {
    Text,
    Json,
    Md,
}

/// Why a verb could not be done, in words for the user.
struct Trouble(String);

impl From<String> for Trouble {
    fn from(message: String) -> Self {
        Self(message)
    }
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match run(cli) {
        Ok(code) => code,
        Err(Trouble(message)) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Help and version go to stdout; bad usage is said in Chinese on stderr, with status 2.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(2);
    }
    let about = error.context().find_map(|(kind, value)| {
        use clap::error::ContextKind;
        matches!(kind, ContextKind::InvalidArg | ContextKind::InvalidSubcommand)
            .then(|| value.to_string())
    });
    let trouble = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "这个选项的值不对",
        ErrorKind::UnknownArgument => "没有这个选项",
        ErrorKind::InvalidSubcommand => "没有这个命令",
        ErrorKind::MissingRequiredArgument => "还缺",
        ErrorKind::MissingSubcommand => "请写明要做什么",
        ErrorKind::ArgumentConflict => "这些选项不能一起用",
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "这个选项缺一个值"
        }
        _ => "命令写得不对",
    };
    let about = about.map(|about| format!("：{about}")).unwrap_or_default();
    eprintln!("{trouble}{about}。运行 nuanbiao --help 查看用法。");
    ExitCode::from(2)
}

fn run(cli: Cli) -> Result<ExitCode, Trouble> {
    let common = cli.common;
    match cli.verb {
        Verb::Check { paths, format, output } => check(&paths, format, output.as_deref(), &common),
        Verb::Clean { file, output, guesses, masked } => {
            clean(&file, &output, guesses, masked, &common)
        }
        Verb::Rules { code, format } => rules(code.as_deref(), format),
        Verb::Profile { print, check } => profile(print, check.as_deref(), &common),
    }
}

fn options(common: &Common) -> Result<Options, Trouble> {
    let profile = match &common.profile {
        None => Profile::built_in().clone(),
        Some(path) => load_profile(path)?,
    };
    let today = common.today.unwrap_or_else(|| jiff::ZonedDateTime::now().date());
    let codes = Codes { select: common.select.clone(), ignore: common.ignore.clone() };
    Ok(Options { profile: Arc::new(profile), today, limits: Limits::DEFAULT, codes })
}

fn load_profile(path: &Path) -> Result<Profile, Trouble> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("标准文件 {} 读不了：{error}", path.display()))?;
    Profile::from_toml(&text).map_err(|error| {
        let (line, column) = (error.line, error.column);
        Trouble(format!("{} 第 {line} 行第 {column} 列：{}", path.display(), error.message))
    })
}

const fn privacy(common: &Common) -> Privacy {
    if common.show_personal { Privacy::Shown } else { Privacy::Masked }
}

fn check(
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
            eprintln!("{} 读不了：{error}", path.display());
            unreadable = true;
        }
    }
    if files.is_empty() && !unreadable {
        return Err(Trouble("这里没有可以核对的表格。".to_owned()));
    }
    let progress = progress(files.len(), common.quiet);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(common.jobs.unwrap_or(0))
        .build()
        .map_err(|error| format!("开不了 {:?} 个线程：{error}", common.jobs))?;
    let secret = secret();
    let checked: Vec<Result<(FileReport, Extract), String>> = pool.install(|| {
        let each = |path: &PathBuf| {
            let report = check_file(path, &options, privacy(common), secret);
            progress.inc(1);
            report
        };
        files.par_iter().map(each).collect()
    });
    progress.finish_and_clear();
    let mut reports = Vec::with_capacity(checked.len());
    let mut ledger = Ledger::default();
    for outcome in checked {
        match outcome {
            Ok((report, extract)) => {
                ledger.add(&report.path, extract);
                reports.push(report);
            }
            Err(message) => {
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
    write_report(&report, format, output)?;
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
fn secret() -> Secret {
    Secret::new(RandomState::new().hash_one(std::process::id()))
}

fn check_file(
    path: &Path,
    options: &Options,
    privacy: Privacy,
    secret: Secret,
) -> Result<(FileReport, Extract), String> {
    let bytes =
        std::fs::read(path).map_err(|error| format!("{} 读不了：{error}", path.display()))?;
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

/// The files of a directory that we read, by path bytes.
const EXTENSIONS: [&str; 9] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "et", "csv", "tsv", "zip"];

/// Collects files: one that is named is taken whatever its name; a directory is walked,
/// temporary and dot files passed over.
fn collect(path: &Path, named: bool, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = std::fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        entries
            .sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        for entry in entries {
            let name = entry.file_name().map(|name| name.to_string_lossy().into_owned());
            if name.is_some_and(|name| !name.starts_with('.') && !name.starts_with("~$")) {
                collect(&entry, false, files)?;
            }
        }
    } else if named {
        path.metadata()?;
        files.push(path.to_owned());
    } else {
        let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        if extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str())) {
            files.push(path.to_owned());
        }
    }
    Ok(())
}

/// A bar on a terminal, for more than a few files.
fn progress(files: usize, quiet: bool) -> ProgressBar {
    if quiet || files < 8 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("核对 {wide_bar} {pos}/{len} 份") {
        bar.set_style(style);
    }
    bar
}

fn write_report(
    report: &Report,
    format: ReportFormat,
    output: Option<&Path>,
) -> Result<(), Trouble> {
    let text = match format {
        ReportFormat::Text => export::text(report),
        ReportFormat::Json => json(report)?,
        ReportFormat::Sarif => export::sarif(report).map_err(|error| error.to_string())?,
        ReportFormat::Html => export::html(report),
    };
    put(&text, output)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Trouble> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    text.push('\n');
    Ok(text)
}

fn put(text: &str, output: Option<&Path>) -> Result<(), Trouble> {
    match output {
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Trouble(format!("{} 写不了：{error}", path.display()))),
        // A reader that closes the pipe early (head) is no trouble.
        None => match std::io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Trouble(format!("写不了：{error}")))
            }
            _ => Ok(()),
        },
    }
}

fn clean(
    file: &Path,
    output: &Path,
    guesses: bool,
    masked: bool,
    common: &Common,
) -> Result<ExitCode, Trouble> {
    let options = options(common)?;
    let bytes =
        std::fs::read(file).map_err(|error| format!("{} 读不了：{error}", file.display()))?;
    let same = std::fs::canonicalize(output)
        .is_ok_and(|it| std::fs::canonicalize(file).is_ok_and(|of| it == of));
    if same {
        return Err(Trouble("请另存为别的名字：暖表不改动原来的文件。".to_owned()));
    }
    let name = file.to_string_lossy();
    let mut session = Session::open(&name, &bytes, options, &mut |_| Flow::Continue)
        .map_err(|error| format!("{name}：{}", error.message))?;
    let edits = session.apply_fixes(&Selection { guesses, ..Selection::default() });
    let privacy = if masked { Privacy::Masked } else { Privacy::Shown };
    let extension = output.extension().map(|it| it.to_string_lossy().to_lowercase());
    let made = match extension.as_deref() {
        Some("xlsx") => export::cleaned(&session, privacy),
        Some("csv") => export::csv(&session, privacy),
        _ => return Err(Trouble("请另存为 .xlsx 或 .csv。".to_owned())),
    };
    let made = made.map_err(|error| error.to_string())?;
    std::fs::write(output, made.bytes)
        .map_err(|error| format!("{} 写不了：{error}", output.display()))?;
    if !common.quiet {
        let left = session.findings().iter().filter(|it| it.severity == Severity::Error).count();
        eprintln!("已修正 {} 格，还有 {left} 处需要改正。", edits.len());
    }
    Ok(ExitCode::SUCCESS)
}

fn rules(code: Option<&str>, format: RulesFormat) -> Result<ExitCode, Trouble> {
    let docs = export::rule_docs(code);
    if docs.is_empty() {
        return Err(Trouble(format!("没有 {} 这条规则。", code.unwrap_or_default())));
    }
    let text = match format {
        RulesFormat::Json => json(&docs)?,
        RulesFormat::Md => export::handbook(&docs),
        RulesFormat::Text if code.is_some() => export::handbook(&docs),
        RulesFormat::Text => export::rule_table(&docs),
    };
    put(&text, None)?;
    Ok(ExitCode::SUCCESS)
}

fn profile(print: bool, check: Option<&Path>, common: &Common) -> Result<ExitCode, Trouble> {
    if let Some(path) = check {
        let profile = load_profile(path)?;
        put(
            &format!("{} 可以使用：{}（{}）\n", path.display(), profile.name, profile.hash()),
            None,
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    if print {
        put(&Profile::built_in().to_toml(), None)?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = options(common)?;
    put(&export::profile_text(&options.profile, &options.limits), None)?;
    Ok(ExitCode::SUCCESS)
}
