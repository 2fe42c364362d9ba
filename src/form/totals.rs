//! Rows of sums, and the total in words.

use super::fold::{fold, fold_start, without_brackets};
use super::{Field, Form, TotalCell, TotalKind, TotalRow, WordsTotal, build, is_empty};
use crate::value::money_in_words;
use crate::value::text::is_blank;
use crate::workbook::{CellRef, CellValue, Row, number_text};
use rust_decimal::Decimal;
use std::ops::Range;

/// The columns whose sums a total row states.
pub(super) const MONEY: [Field; 3] = [Field::Cash, Field::GoodsValue, Field::Total];

/// Longer text, in bytes, labels no total.
const LONGEST: usize = 240;

/// What the label of a total row says it adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// 小计, 一车间合计: since the last of its kind.
    Part,
    /// 本页合计: since the last page's.
    Page,
    /// 累计, 过次页, 承前页: everyone so far.
    Running,
    /// 本年累计, 上期结转: more than this table has.
    Beyond,
    /// 合计: everyone, or a part if more people and another 合计 follow.
    Whole,
    /// 总计, 共计: everyone.
    Grand,
}

/// The label of a total row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TotalLabel {
    /// What it adds up.
    pub(super) scope: Scope,
    /// 共 N 人 in the label itself.
    pub(super) people: Option<u32>,
    /// 大写 in the label.
    pub(super) words: bool,
    /// It names what it adds up: 一车间小计, 劳模小计.
    pub(super) named: bool,
}

/// Reads a label: 合计, 合　计, 本页小计:, 共 12 人, 合计(大写), 一车间小计.
pub(super) fn label(text: &str) -> Option<TotalLabel> {
    // Before anything costly: every label has one of these.
    if text.len() > LONGEST
        || !text.contains(['计', '計', '共', '总', '總', '页', '頁', '转', '轉'])
    {
        return None;
    }
    let folded = fold(text);
    let words = folded.contains("大写");
    let plain = without_brackets(&folded);
    let people = people(&folded);
    let core = core(&plain);
    if let Some(scope) = carried(&core) {
        return Some(TotalLabel { scope, people, words, named: false });
    }
    let (prefix, stem) = split_stem(core.trim_end_matches("大写").trim_end_matches("人民币"))?;
    if prefix.chars().count() > 10 {
        return None;
    }
    let scope = match stem {
        "累计" => match prefix {
            "" | "以上" | "本表" | "金额" => Scope::Running,
            page if page.contains('页') => Scope::Running,
            // 本年累计, 截至本月累计.
            _ => Scope::Beyond,
        },
        "小计" if prefix.contains('页') => Scope::Page,
        "小计" => Scope::Part,
        "页计" => Scope::Page,
        "总计" | "共计" | "总合计" => Scope::Grand,
        "总金额" | "总人数" if prefix.is_empty() => Scope::Grand,
        "合计" => match prefix {
            "" | "以上" | "全部" | "全表" | "本表" | "人数" | "金额" | "人员" | "资金"
            | "慰问金" | "慰问金额" => Scope::Whole,
            "总" => Scope::Grand,
            page if page.contains('页') => Scope::Page,
            _ => Scope::Part,
        },
        // 共 12 人; 共 alone or 共产党员… is a word like any other.
        "共" if prefix.is_empty() && people.is_some() => Scope::Whole,
        _ => return None,
    };
    Some(TotalLabel { scope, people, words, named: !prefix.is_empty() })
}

/// Sums carried over from page to page, or from another table.
fn carried(core: &str) -> Option<Scope> {
    match core {
        "过次页" | "转次页" | "转下页" | "承前页" | "承上页" | "接上页" | "接前页" | "上页结转"
        | "结转下页" => Some(Scope::Running),
        "上期结转" | "上月结转" | "上年结转" | "结转下期" | "结转下月" | "结转下年" => {
            Some(Scope::Beyond)
        }
        _ => None,
    }
}

/// A label without what is filled in behind it: 「合计:12人」 → 合计, 「第1页小计」 → 第页小计,
/// 「合计 Total」.
fn core(plain: &str) -> String {
    let mut core = String::new();
    for c in plain.chars() {
        if matches!(c, ':' | ',' | ';' | '¥' | '。')
            || c.is_ascii_alphanumeric() && split_stem(&core).is_some()
        {
            break;
        }
        if !c.is_ascii_digit() {
            core.push(c);
        }
    }
    core
}

/// Splits a label into what stands before the word for a sum, and that word.
fn split_stem(core: &str) -> Option<(&str, &'static str)> {
    const ENDINGS: [&str; 5] = ["金额", "人数", "数", "额", "共"];
    const STEMS: [&str; 10] =
        ["总合计", "总金额", "总人数", "累计", "小计", "页计", "总计", "共计", "合计", "共"];
    let find = |text: &str| {
        STEMS.iter().find_map(|stem| {
            let at = text.len().checked_sub(stem.len())?;
            text.ends_with(stem).then_some((at, *stem))
        })
    };
    let (at, stem) = find(core)
        .or_else(|| ENDINGS.iter().find_map(|ending| find(core.strip_suffix(ending)?)))?;
    Some((core.get(..at)?, stem))
}

/// 共 12 人, 12 名, 合计: 12 户: the number before 人.
pub(super) fn people(folded: &str) -> Option<u32> {
    let mut digits = String::new();
    let mut chars = folded.chars().take(60).peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            let counted = matches!(c, '人' | '名' | '户') && chars.peek() != Some(&'民');
            if counted && !digits.is_empty() {
                return digits.parse().ok();
            }
            digits.clear();
        }
    }
    None
}

/// Whether a cell says 大写, or is an amount in words itself.
pub(super) fn says_words(value: &CellValue) -> bool {
    let CellValue::Text(text) = value else { return false };
    if text.len() > LONGEST || !text.contains(['大', '元', '圆', '圓']) {
        return false;
    }
    let folded = fold_start(text, 80);
    folded.contains("大写") || is_words(&folded)
}

/// Whether a folded text begins as an amount in words: 玖仟柒佰元整.
fn is_words(folded: &str) -> bool {
    let words: String = behind_label(folded).chars().take_while(|c| is_words_char(*c)).collect();
    words.contains(['元', '圆'])
        && words.contains(['壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'])
        && money_in_words::read(&words).is_some()
}

/// What stands behind 「合计：人民币」.
fn behind_label(folded: &str) -> &str {
    let sum = ["合计", "总计", "共计"].iter().find_map(|label| folded.strip_prefix(label));
    let rest = sum.unwrap_or(folded).trim_start_matches(':');
    rest.trim_start_matches("人民币").trim_start_matches(':')
}

const fn is_words_char(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '壹'
            | '贰'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
            | '万'
            | '亿'
            | '元'
            | '圆'
            | '角'
            | '分'
            | '整'
            | '正'
            | '貳'
            | '參'
            | '陸'
            | '億'
    )
}

/// Reads the total in words from a row: label, words and ￥ in one cell or in several. In
/// a row that is nothing else (`alone`) a bare number is the figures too; in a total row it
/// is the sum of its column.
pub(super) fn words(row: &Row, alone: bool) -> Option<WordsTotal> {
    let start = row.cells.iter().position(|cell| says_words(&cell.value))?;
    let mut found: Option<(CellRef, String)> = None;
    let mut figures = None;
    for cell in row.cells.get(start..)?.iter().take(16) {
        let place = CellRef::new(row.index, cell.col);
        match &cell.value {
            CellValue::Text(text) if text.len() <= 4 * LONGEST && !is_blank(text) => {
                let (words, beside) = split_words(text);
                if found.is_none() && !words.is_empty() {
                    found = Some((place, words));
                }
                figures = figures.or(beside);
            }
            CellValue::Number(number) if alone => {
                figures = figures.or_else(|| number_text(*number).parse().ok());
            }
            _ => {}
        }
    }
    let (place, words) = found?;
    Some(WordsTotal { place, words, figures })
}

/// Splits 「合计(大写)：玖仟柒佰元整　￥9,700.00」 into the words and the figures.
fn split_words(text: &str) -> (String, Option<Decimal>) {
    let folded = fold(text);
    let mut rest = folded.as_str();
    let mut labelled = false;
    if let Some((_, behind)) = rest.split_once("大写") {
        rest = behind.trim_start_matches([')', ':', '(']);
        labelled = true;
    }
    let rest = behind_label(rest);
    let sign = rest
        .find(['¥'])
        .or_else(|| rest.find("小写"))
        .or_else(|| rest.find(|c: char| c.is_ascii_digit()));
    let (words, behind) = match sign {
        Some(at) => rest.split_at_checked(at).unwrap_or((rest, "")),
        None => (rest, ""),
    };
    let words = words.trim_end_matches(['(', ')', ':', ',', ';']);
    let figures = figures(behind);
    // Without the word 大写 only words count: the cell beside may say anything.
    let keep = labelled || is_words(words) || words.chars().any(is_words_char) && words.len() > 3;
    (if keep { words.to_owned() } else { String::new() }, figures)
}

/// The first number of a text, thousands separators left out.
fn figures(text: &str) -> Option<Decimal> {
    let number: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    number.trim_end_matches('.').parse().ok()
}

/// A total row as it is found, before it is known what follows.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) row: TotalRow,
    pub(super) scope: Scope,
    /// How many people stand above it.
    pub(super) above: usize,
    /// Its label names a part: 一车间小计, 劳模小计.
    pub(super) named: bool,
}

/// Reads the sums of a total row.
pub(super) fn draft(form: &Form, row: &Row, label: CellRef, what: TotalLabel) -> Draft {
    let mut sums = Vec::new();
    for field in MONEY {
        let Some(cell) = form.column(field).and_then(|col| row.cell(col)) else { continue };
        if cell.col == label.col || is_empty(&cell.value) || says_words(&cell.value) {
            continue;
        }
        let place = CellRef::new(row.index, cell.col);
        // 共 12 人 may stand in a column of money.
        if let CellValue::Text(text) = &cell.value
            && people(&fold_start(text, 40)).is_some()
        {
            continue;
        }
        sums.push(TotalCell { field, place, amount: build::money(cell, form.csv, form.scale) });
    }
    let mut people = what.people.map(|count| (label, count)).or_else(|| stated_people(row, label));
    if what.scope == Scope::Beyond {
        (sums, people) = (Vec::new(), None);
    }
    Draft {
        row: TotalRow { row: row.index, label, kind: TotalKind::Grand, covers: 0..0, sums, people },
        scope: what.scope,
        above: form.records.len(),
        named: what.named,
    }
}

/// 共 12 人 in another cell of the row.
fn stated_people(row: &Row, label: CellRef) -> Option<(CellRef, u32)> {
    row.cells.iter().take(64).filter(|cell| cell.col != label.col).find_map(|cell| {
        let CellValue::Text(text) = &cell.value else { return None };
        if text.len() > 48 {
            return None;
        }
        let count = people(&fold(text))?;
        Some((CellRef::new(row.index, cell.col), count))
    })
}

/// Works out what each total row covers, now that all rows are known.
///
/// 合计 means everyone; but one with people both above and below it is the sum of its
/// part, and where such parts are followed by a 总计, so is the last 合计. 小计 is of the
/// people above it, unless nobody stands above the first and somebody below the last: then they head their
/// people. Those with names below everyone (困难职工小计, 劳模小计) are of kinds, whose people
/// stand anywhere above: they cover no part of the list, see [`Form::kinds`].
pub(super) fn settle(drafts: Vec<Draft>, people: usize) -> Vec<TotalRow> {
    let inner =
        |draft: &Draft| draft.scope == Scope::Whole && draft.above > 0 && draft.above < people;
    let parts = drafts.iter().any(inner);
    let grand = drafts.iter().any(|draft| draft.scope == Scope::Grand);
    let is_part = |draft: &Draft| {
        draft.scope == Scope::Part || inner(draft) || parts && grand && draft.scope == Scope::Whole
    };
    let heads: Vec<usize> =
        drafts.iter().filter(|it| it.scope == Scope::Part).map(|it| it.above).collect();
    let on_top = heads.first() == Some(&0) && heads.last().is_some_and(|last| *last < people);
    let by_kind = by_kind(&drafts, people);
    let (mut part_from, mut page_from) = (0, 0);
    let mut rows: Vec<TotalRow> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let above = draft.above;
        let (kind, covers): (TotalKind, Range<usize>) = match draft.scope {
            Scope::Page => (TotalKind::Subtotal, std::mem::replace(&mut page_from, above)..above),
            Scope::Running | Scope::Beyond => (TotalKind::Running, 0..above),
            Scope::Part if by_kind => (TotalKind::Subtotal, above..above),
            Scope::Part if on_top => {
                let next = heads.iter().find(|head| **head > above);
                (TotalKind::Subtotal, above..next.copied().unwrap_or(people))
            }
            _ if is_part(&draft) => {
                (TotalKind::Subtotal, std::mem::replace(&mut part_from, above)..above)
            }
            _ => (TotalKind::Grand, 0..people),
        };
        rows.push(TotalRow { kind, covers, ..draft.row });
    }
    // Where no row says 合计 for everyone, 累计 or 机关合计 at the end does.
    if rows.iter().all(|row| row.kind != TotalKind::Grand)
        && let Some(last) = rows.iter_mut().rfind(|row| !row.sums.is_empty())
        && last.covers == (0..people)
    {
        last.kind = TotalKind::Grand;
    }
    rows
}

/// Whether the sums of parts stand below everyone, each with a name, instead of below their
/// people. One alone is that of everyone, unless a 合计 beside it is.
fn by_kind(drafts: &[Draft], people: usize) -> bool {
    let mut parts = drafts.iter().filter(|it| it.scope == Scope::Part);
    let summed = drafts.iter().any(|it| matches!(it.scope, Scope::Whole | Scope::Grand));
    (summed || parts.clone().count() > 1) && parts.all(|it| it.named && it.above == people)
}
