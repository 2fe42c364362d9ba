//! What can be typed, and what is said when it is wrong.

use crate::words;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use nuanbiao::across::sample::Method;
use nuanbiao::export::{MOST_TEMPLATE_ROWS, TEMPLATE_ROWS};
use nuanbiao::teach::{Difficulty, Layout};
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// 暖表：核对《送温暖慰问实名制汇总表》（沪工总权〔2020〕178号）
#[derive(Parser)]
#[command(name = "nuanbiao", version, help_template = HELP, subcommand_help_heading = "命令")]
#[command(disable_help_subcommand = true, next_help_heading = "各个命令都有的选项")]
pub struct Cli {
    #[command(subcommand)]
    pub verb: Verb,
    #[command(flatten)]
    pub common: Common,
}

#[derive(Args)]
pub struct Common {
    /// 本单位的标准文件（TOML），覆盖内置标准
    #[arg(long, global = true, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// 以哪一天为“今天”，默认是系统日期
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
    /// 不遮盖身份证号、账号、电话
    #[arg(long, global = true)]
    pub show_personal: bool,
    /// 只看这些规则（可以写前缀，如 B、P2；用逗号隔开）
    #[arg(long, global = true, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// 不看这些规则（可以写前缀）
    #[arg(long, global = true, value_name = "CODES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// 同时核对几个文件，默认按处理器个数
    #[arg(long, global = true, value_name = "N")]
    pub jobs: Option<usize>,
    /// 不显示进度和小结
    #[arg(long, global = true)]
    pub quiet: bool,
}

#[derive(Subcommand)]
pub enum Verb {
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
        /// 公示用：姓名只留首尾，不列身份证号、账号、电话和事由
        #[arg(long)]
        masked: bool,
        /// 在原来的表上改：只动要改的格，其余原样保留
        #[arg(long, conflicts_with = "masked")]
        keep_layout: bool,
    },
    /// 在自己的表上标注：有问题的格加批注和底色，最后附一张问题清单
    #[command(help_template = HELP)]
    Mark {
        /// 要标注的文件
        file: PathBuf,
        /// 另存为（扩展名与原文件相同）
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// 去掉标注，还原成原来的表
    #[command(help_template = HELP)]
    Unmark {
        /// 标注过的文件
        file: PathBuf,
        /// 另存为（扩展名与原文件相同）
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
    },
    /// 把各份表的所有行汇成一本台账
    #[command(help_template = HELP)]
    Merge {
        /// 文件或文件夹
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
        /// 另存为 .xlsx 或 .csv（编译时带上 parquet 的，也可以是 .parquet）
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// 遮盖身份证号、账号、电话
        #[arg(long)]
        masked: bool,
    },
    /// 抽查：按种子抽出若干行，做成底稿
    #[command(help_template = HELP)]
    Sample(SampleArgs),
    /// 评价填好的抽查底稿
    #[command(help_template = HELP)]
    Evaluate {
        /// 填好的底稿
        worksheet: PathBuf,
        /// 结果的格式
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// 比较同一份表的两个版本
    #[command(help_template = HELP)]
    Compare {
        /// 先前的一份
        old: PathBuf,
        /// 后来的一份
        new: PathBuf,
        /// 结果的格式
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// 空白的标准表，带下拉选项、提示和填写示例
    #[command(help_template = HELP)]
    Template {
        /// 另存为 .xlsx
        #[arg(short, long, value_name = "OUT")]
        output: PathBuf,
        /// 留几行填人
        #[arg(
            long,
            value_name = "N",
            default_value_t = TEMPLATE_ROWS,
            value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_TEMPLATE_ROWS))
        )]
        rows: u32,
    },
    /// 出练习：编一份表，埋下几处错，另存答案
    #[command(help_template = HELP)]
    Exercise(ExerciseArgs),
    /// 看核验后的表在核验以后有没有改动（没有改动 0，改动过 1，没有回执或读不了 2）
    #[command(help_template = HELP)]
    Verify {
        /// 核验后的表
        file: PathBuf,
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
pub enum ReportFormat {
    Text,
    Json,
    Sarif,
    Html,
}

#[derive(Args)]
pub struct SampleArgs {
    /// 文件或文件夹
    #[arg(required = true, value_name = "FILE|DIR")]
    pub paths: Vec<PathBuf>,
    /// 抽多少行；不写就按置信度和差错率计算
    #[arg(short = 'n', long, value_name = "N")]
    pub size: Option<usize>,
    /// 种子：任何文字，同样的种子抽出同样的行
    #[arg(long, value_name = "S")]
    pub seed: String,
    /// 怎么抽：random 简单随机，risk 风险加权，amount 按金额
    #[arg(long, value_name = "METHOD", default_value = "random", value_parser = method)]
    pub method: Method,
    /// 各单位按比例分配
    #[arg(long)]
    pub by_unit: bool,
    /// 置信度
    #[arg(long, value_name = "RATE", default_value_t = 0.95)]
    pub confidence: f64,
    /// 可容忍差错率，如 0.05；按金额抽样时是金额的比例
    #[arg(long, value_name = "RATE")]
    pub tolerable: Option<f64>,
    /// 预计差错率
    #[arg(long, value_name = "RATE", default_value_t = 0.0)]
    pub expected: f64,
    /// 底稿另存为 .xlsx
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct ExerciseArgs {
    /// 埋哪些规则的错（可以写前缀，如 B、P2；用逗号隔开）
    #[arg(long, value_name = "CODES", value_delimiter = ',', conflicts_with = "level")]
    pub codes: Vec<String>,
    /// 难度：beginner 初学，usual 常见错误，audit 审计；没有写规则时用
    #[arg(long, value_name = "LEVEL", default_value = "usual", value_parser = level)]
    pub level: Difficulty,
    /// 表上有几个人
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub rows: usize,
    /// 埋几处错
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub mistakes: usize,
    /// 种子：任何文字，同样的种子出同样的题
    #[arg(long, value_name = "S", default_value = "1")]
    pub seed: String,
    /// 版式：official 统一格式，apart 表头分格，offset 不从左上角起，two-rows 两行表头，
    /// reordered 调换列序，pages 分页小计，stacked 一表多单位
    #[arg(long, value_name = "LAYOUT", default_value = "official", value_parser = layout)]
    pub layout: Layout,
    /// 练习另存为 .xlsx；答案存在旁边，文件名加“-答案”
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

fn level(text: &str) -> Result<Difficulty, String> {
    Difficulty::ALL
        .into_iter()
        .find(|it| it.key() == text || it.label() == text)
        .ok_or_else(|| "beginner、usual 或 audit".to_owned())
}

fn layout(text: &str) -> Result<Layout, String> {
    let known = Layout::ALL.into_iter().find(|it| it.key() == text || it.label() == text);
    known.ok_or_else(|| Layout::ALL.map(Layout::key).join("、"))
}

fn method(text: &str) -> Result<Method, String> {
    Method::ALL
        .into_iter()
        .find(|it| it.key() == text)
        .ok_or_else(|| "random、risk 或 amount".to_owned())
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum TextFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum RulesFormat {
    Text,
    Json,
    Md,
}

/// Help and version go to stdout; bad usage is said in Chinese on stderr, with status 2.
pub fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{}", words::help(&error.render().to_string()));
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint!("{}", words::help(&error.render().to_string()));
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
