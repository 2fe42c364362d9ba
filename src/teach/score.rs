//! Scoring: what a class marked, held against what was planted.

use super::exercise::{Exercise, Planted};
use crate::export::ArticleDoc;
use crate::rule::{Finding, Severity};
use crate::workbook::CellRef;
use serde::{Deserialize, Serialize};

/// A cell that somebody marked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Mark {
    /// Its A1 address; `None` says that the sheet as a whole lacks something.
    #[serde(default)]
    pub cell: Option<String>,
    /// Which rule it is thought to be, if that was asked.
    #[serde(default)]
    pub code: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Score {
    /// How many mistakes there are.
    pub mistakes: usize,
    /// How many were found.
    pub hits: usize,
    /// How many marks point at nothing wrong.
    pub false_marks: usize,
    /// Hits in a hundred mistakes and false marks: who marks everything gets little.
    pub percent: usize,
    /// Every mistake, from the top to the bottom of the sheet.
    pub answers: Vec<Answer>,
    /// What is said of each mark, in their order.
    pub marks: Vec<MarkReply>,
    /// The mistakes by rule, in the catalogue's order.
    pub rules: Vec<RuleScore>,
}

/// A mistake, explained.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Answer {
    /// Its number, from 1.
    pub number: usize,
    /// Its rule.
    pub code: String,
    /// The rule's name.
    pub title: String,
    /// Its severity.
    pub severity: Severity,
    /// Index of its sheet.
    pub sheet: usize,
    /// Its cell; `None` if it is the sheet as a whole.
    pub cell: Option<String>,
    /// Where what is missing at that cell, a label, would stand: as good an answer.
    pub beside: Vec<String>,
    /// Other cells that have to do with it.
    pub related: Vec<String>,
    /// Whether it was found.
    pub found: bool,
    /// Whether its rule was named; `None` if nobody said which it is.
    pub named: Option<bool>,
    /// What is wrong. Nothing is masked: everybody in an exercise is made up, and a class
    /// can't find a wrong digit behind a mask.
    pub message: String,
    /// What the cell held before the mistake was planted, if anything.
    pub right: Option<String>,
    /// What to do.
    pub help: String,
    /// What it rests on.
    pub article: Option<ArticleDoc>,
}

/// What is said of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Reply {
    /// 找到了.
    Hit,
    /// 已经找到过: another mark points at the same mistake. Costs nothing.
    Again,
    /// 提示: the tool says something of this cell in every form. Costs nothing.
    Hint,
    /// 差一点: something is wrong in this row, in another cell.
    Near,
    /// 没有错.
    Wrong,
}

/// A mark and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct MarkReply {
    /// The cell as it was given.
    pub cell: Option<String>,
    /// What it is.
    pub reply: Reply,
    /// The number of the mistake it found.
    pub number: Option<usize>,
    /// That in a sentence.
    pub message: String,
}

/// How a class fares with a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RuleScore {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// How many were planted.
    pub planted: usize,
    /// How many were found.
    pub found: usize,
}

impl Exercise {
    /// What came of the marks. An address that is none counts as a cell without a mistake.
    #[must_use]
    pub fn score(&self, marks: &[Mark]) -> Score {
        let mut answers: Vec<Answer> = (1..).zip(&self.planted).map(answer).collect();
        let mut replies = Vec::with_capacity(marks.len());
        for mark in marks {
            let place = mark.cell.as_deref().map(|text| text.trim().parse::<CellRef>().ok());
            let mut reply = None;
            let mut first = None;
            for at in self.pointed_at(place, mark.code.as_deref()) {
                let Some(answer) = answers.get_mut(at) else { continue };
                let own = hit(answer, mark.code.as_deref());
                first = first.or(Some(at + 1));
                // A mark that finds something says so.
                reply = if reply == Some(Reply::Hit) { reply } else { Some(own) };
            }
            let (number, reply) = (first, reply.unwrap_or_else(|| self.miss(place)));
            let message = words(reply, number, &answers);
            replies.push(MarkReply { cell: mark.cell.clone(), reply, number, message });
        }
        let hits = answers.iter().filter(|it| it.found).count();
        let is_false = |it: &&MarkReply| matches!(it.reply, Reply::Near | Reply::Wrong);
        let false_marks = replies.iter().filter(is_false).count();
        Score {
            mistakes: answers.len(),
            hits,
            false_marks,
            percent: (hits * 100).checked_div(answers.len() + false_marks).unwrap_or(0),
            rules: by_rule(&answers),
            answers,
            marks: replies,
        }
    }

    /// Every mistake, explained, as before anybody looked.
    #[must_use]
    pub fn answers(&self) -> Vec<Answer> {
        (1..).zip(&self.planted).map(answer).collect()
    }

    /// The mistakes a mark points at: of several that stand in a cell the one that is named,
    /// else all of them; one that only has to do with it where none stands there. So what a
    /// mark finds doesn't depend on the marks before it.
    fn pointed_at(&self, place: Option<Option<CellRef>>, code: Option<&str>) -> Vec<usize> {
        let those = |of: &dyn Fn(&Planted) -> bool| -> Vec<usize> {
            let all = self.planted.iter().enumerate().filter(|(_, it)| of(it));
            all.map(|(at, _)| at).collect()
        };
        let (own, around) = match place {
            Some(Some(cell)) => (those(&|it| it.is_at(cell)), those(&|it| it.covers(cell))),
            Some(None) => return Vec::new(),
            None => (those(&|it| it.finding.cell.is_none()), Vec::new()),
        };
        let is_named = |at: &&usize| {
            self.planted.get(**at).zip(code).is_some_and(|(it, code)| is_code(it, code))
        };
        match own.iter().chain(&around).find(is_named) {
            Some(named) => vec![*named],
            None if own.is_empty() => around.into_iter().take(1).collect(),
            None => own,
        }
    }

    fn miss(&self, place: Option<Option<CellRef>>) -> Reply {
        let Some(Some(cell)) = place else { return Reply::Wrong };
        let beside = |it: &CellRef| it.row == cell.row && it.col.abs_diff(cell.col) <= 1;
        if self.besides.iter().any(|it| it.cell.as_ref().is_some_and(beside)) {
            return Reply::Hint;
        }
        let row = |it: &Planted| it.finding.cells().any(|it| it.row == cell.row);
        if self.planted.iter().any(row) { Reply::Near } else { Reply::Wrong }
    }
}

fn is_code(planted: &Planted, code: &str) -> bool {
    planted.finding.code().eq_ignore_ascii_case(code.trim())
}

/// Notes that a mistake was found.
fn hit(answer: &mut Answer, code: Option<&str>) -> Reply {
    let again = answer.found;
    answer.found = true;
    if let Some(code) = code.filter(|code| !code.trim().is_empty()) {
        let right = answer.code.eq_ignore_ascii_case(code.trim());
        answer.named = Some(right || answer.named == Some(true));
    }
    if again { Reply::Again } else { Reply::Hit }
}

fn words(reply: Reply, number: Option<usize>, answers: &[Answer]) -> String {
    let answer = number.and_then(|number| answers.get(number.checked_sub(1)?));
    match (reply, answer) {
        (Reply::Hit, Some(answer)) => match answer.named {
            Some(false) => format!("找对了地方。这一处是：{}。", answer.title),
            _ => format!("找到了：{}。", answer.title),
        },
        (Reply::Again, Some(answer)) => format!("与前面找到的是同一处：{}。", answer.title),
        (Reply::Hint, _) => "这一格没有填错；打印、签字后请在这里盖章。".to_owned(),
        (Reply::Near, _) => "差一点：这一行有一处不对，在别的格里。".to_owned(),
        _ => "这一格没有问题。".to_owned(),
    }
}

fn answer((number, planted): (usize, &Planted)) -> Answer {
    let finding: &Finding = &planted.finding;
    Answer {
        number,
        code: finding.code().to_owned(),
        title: finding.rule.title.to_owned(),
        severity: finding.severity,
        sheet: finding.sheet.unwrap_or(0),
        cell: finding.cell.map(|cell| cell.to_string()),
        beside: planted.beside.iter().map(ToString::to_string).collect(),
        related: finding.related.iter().map(ToString::to_string).collect(),
        found: false,
        named: None,
        message: finding.message.to_string(),
        right: planted.right.clone(),
        help: finding.help.to_string(),
        article: finding.rule.articles.first().copied().map(ArticleDoc::from),
    }
}

fn by_rule(answers: &[Answer]) -> Vec<RuleScore> {
    let mut scores: Vec<RuleScore> = Vec::new();
    for rule in crate::rule::registry::rules() {
        let own = answers.iter().filter(|it| it.code == rule.code);
        let found = own.clone().filter(|it| it.found).count();
        let planted = own.count();
        if planted > 0 {
            let (code, title) = (rule.code.to_owned(), rule.title.to_owned());
            scores.push(RuleScore { code, title, planted, found });
        }
    }
    scores
}
