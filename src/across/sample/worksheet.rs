//! The worksheet of a sample, filled in and read back.
//!
//! [`crate::export::worksheet`] writes it with these titles; reviewers fill in the columns
//! from [`Column::Receipt`] on.

use super::Method;
use super::evaluate::{Item, Results, Seen, evaluate};
use crate::value::{money, text};
use crate::workbook::{Row, Sheet, Workbook};
use rust_decimal::Decimal;
use serde::Serialize;

/// The sheet with the rows.
pub const ROWS: &str = "抽查底稿";
/// The sheet that says how they were drawn.
pub const NOTES: &str = "抽样说明";

/// Confidence if the worksheet's was taken away.
pub const CONFIDENCE: &str = "0.95";

/// A column of the worksheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the titles say it")]
pub enum Column {
    Serial,
    Unit,
    File,
    Sheet,
    Row,
    Name,
    IdNumber,
    Category,
    Date,
    Amount,
    Payment,
    Chance,
    Receipt,
    Signature,
    Interview,
    Verdict,
    Right,
    Note,
}

impl Column {
    /// All of them, left to right.
    pub const ALL: [Self; 18] = [
        Self::Serial,
        Self::Unit,
        Self::File,
        Self::Sheet,
        Self::Row,
        Self::Name,
        Self::IdNumber,
        Self::Category,
        Self::Date,
        Self::Amount,
        Self::Payment,
        Self::Chance,
        Self::Receipt,
        Self::Signature,
        Self::Interview,
        Self::Verdict,
        Self::Right,
        Self::Note,
    ];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Serial => "序号",
            Self::Unit => "填报单位",
            Self::File => "文件",
            Self::Sheet => "工作表",
            Self::Row => "行",
            Self::Name => "姓名",
            Self::IdNumber => "身份证号",
            Self::Category => "慰问对象类别",
            Self::Date => "慰问日期",
            Self::Amount => "金额（元）",
            Self::Payment => "发放方式",
            Self::Chance => "抽中概率",
            Self::Receipt => "银行回单",
            Self::Signature => "签字",
            Self::Interview => "访谈",
            Self::Verdict => "结论",
            Self::Right => "核实金额（元）",
            Self::Note => "备注",
        }
    }
}

/// A line of [`NOTES`] that is read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the labels say it")]
pub enum Fact {
    Method,
    Drawn,
    Interval,
    Confidence,
}

impl Fact {
    /// Its label in the first column; the value stands beside it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Method => "抽样方法",
            Self::Drawn => "抽出（行）",
            Self::Interval => "抽样间隔（元）",
            Self::Confidence => "置信度",
        }
    }
}

/// What a verdict may say.
pub const VERDICTS: [&str; 2] = ["相符", "不符"];

/// A worksheet that came back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// How its rows were drawn.
    pub method: Method,
    /// The confidence of the bounds, 0 to 1.
    pub confidence: f64,
    /// What its results come to.
    pub results: Results,
}

/// Why a worksheet can't be evaluated, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorksheetError(pub String);

impl std::fmt::Display for WorksheetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WorksheetError {}

fn trouble<T>(message: impl Into<String>) -> Result<T, WorksheetError> {
    Err(WorksheetError(message.into()))
}

/// Reads a filled-in worksheet and evaluates it.
///
/// # Errors
/// A sheet or a column of ours is missing, or a cell can't be understood.
pub fn read(workbook: &Workbook) -> Result<Evaluation, WorksheetError> {
    let Some((rows, notes)) = sheets(workbook) else {
        return trouble(format!("这不是暖表抽样得到的底稿：要有“{ROWS}”和“{NOTES}”两张工作表。"));
    };
    let fact = |fact: Fact| fact_of(notes, fact);
    let Some(method) = fact(Fact::Method).and_then(|text| Method::named(&text)) else {
        return trouble(format!("“{NOTES}”里的“{}”看不懂。", Fact::Method.label()));
    };
    let confidence = fact(Fact::Confidence).unwrap_or_else(|| CONFIDENCE.to_owned());
    let Some(confidence) = confidence.parse().ok().filter(|it: &f64| *it > 0.0 && *it < 1.0) else {
        return trouble(format!("“{NOTES}”里的“{}”应在 0 和 1 之间。", Fact::Confidence.label()));
    };
    let interval = fact(Fact::Interval).and_then(|text| text.parse::<Decimal>().ok());
    let items = items(rows)?;
    // Rows that went or came would change every figure unseen.
    if let Some(drawn) = fact(Fact::Drawn).and_then(|text| text.parse::<usize>().ok())
        && drawn != items.len()
    {
        return trouble(format!(
            "抽样时抽出 {drawn} 行，底稿里有 {} 行：不能删行、加行，请补回原来的行再评价。",
            items.len()
        ));
    }
    let results = evaluate(method, &items, interval, confidence);
    Ok(Evaluation { method, confidence, results })
}

/// Whether a workbook is a worksheet of ours, filled in or not.
#[must_use]
pub fn is_ours(workbook: &Workbook) -> bool {
    sheets(workbook).is_some_and(|(_, notes)| fact_of(notes, Fact::Method).is_some())
}

/// The sheet with the rows, and the one that says how they were drawn.
fn sheets(workbook: &Workbook) -> Option<(&Sheet, &Sheet)> {
    let sheet = |name: &str| workbook.sheets.iter().find(|sheet| sheet.name == name);
    Some((sheet(ROWS)?, sheet(NOTES)?))
}

fn fact_of(notes: &Sheet, fact: Fact) -> Option<String> {
    let row = notes.rows().iter().find(|row| shown(row, 0) == fact.label())?;
    Some(shown(row, 1)).filter(|text| !text.is_empty())
}

fn shown(row: &Row, col: u32) -> String {
    row.cell(col).map_or_else(String::new, |cell| cell.value.display().trim().to_owned())
}

/// Where the columns stand; reviewers may have moved them.
struct Columns {
    /// The first: rows without it and without a chance are no rows of the sample.
    serial: Option<u32>,
    amount: u32,
    chance: u32,
    verdict: u32,
    right: u32,
}

impl Columns {
    fn of(header: &Row) -> Option<Self> {
        let at = |column: Column| {
            let titled = header.cells.iter().find(|it| it.value.display() == column.title());
            titled.map(|cell| cell.col)
        };
        Some(Self {
            serial: at(Column::Serial),
            amount: at(Column::Amount)?,
            chance: at(Column::Chance)?,
            verdict: at(Column::Verdict)?,
            right: at(Column::Right)?,
        })
    }
}

impl Columns {
    /// Whether it is a row of the sample; others are blank, sums, or the sign-off.
    fn is_drawn(&self, row: &Row) -> bool {
        let numbered = self.serial.is_some_and(|col| shown(row, col).parse::<u32>().is_ok());
        numbered || !shown(row, self.chance).is_empty()
    }
}

fn items(sheet: &Sheet) -> Result<Vec<Item>, WorksheetError> {
    let mut rows = sheet.rows().iter();
    let Some(columns) = rows.find_map(Columns::of) else {
        return trouble(format!("“{ROWS}”的表头不全，请用暖表导出的底稿填写。"));
    };
    let drawn = rows.filter(|row| columns.is_drawn(row));
    drawn.map(|row| item(row, &columns)).collect()
}

/// An amount, `None` where the cell is blank. 0 is one here: a row without an amount may have been
/// drawn, and 0 is what a reviewer writes where nothing was paid.
fn amount(row: &Row, col: u32) -> Result<Option<Decimal>, Unreadable> {
    let reading = crate::form::read_cell(row.cell(col), false, money::read);
    if reading.is_nothing() {
        return Ok(None);
    }
    money::countable_or_zero(&reading).map(Some).ok_or(Unreadable)
}

/// A cell that can't be read.
struct Unreadable;

fn item(row: &Row, columns: &Columns) -> Result<Item, WorksheetError> {
    let number = row.index + 1;
    let unreadable =
        |column: Column| WorksheetError(format!("第 {number} 行的“{}”看不懂。", column.title()));
    let Some(chance) = shown(row, columns.chance)
        .parse::<f64>()
        .ok()
        .and_then(|it| Decimal::try_from(it).ok())
        .filter(|it| *it > Decimal::ZERO && *it <= Decimal::ONE)
    else {
        return Err(unreadable(Column::Chance));
    };
    let book = amount(row, columns.amount).map_err(|_| unreadable(Column::Amount))?;
    let book = book.unwrap_or(Decimal::ZERO);
    let right = amount(row, columns.right).map_err(|_| unreadable(Column::Right))?;
    let verdict = shown(row, columns.verdict);
    let seen = match (verdict.as_str(), right) {
        (said, right) if said == VERDICTS[1] => Seen::Wrong(right),
        (said, Some(right)) if said == VERDICTS[0] && right != book => {
            return trouble(format!(
                "第 {number} 行的结论是“{said}”，可是核实金额和表上的不一样，请核对。"
            ));
        }
        (said, _) if said == VERDICTS[0] => Seen::Right,
        (blank, None) if text::is_blank(blank) => Seen::Open,
        _ => {
            let [right, wrong] = VERDICTS;
            return trouble(format!("第 {number} 行的结论请填“{right}”或“{wrong}”。"));
        }
    };
    Ok(Item { book, chance, seen })
}
