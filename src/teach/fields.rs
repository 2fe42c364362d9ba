//! The form field by field, for a guided tour: what goes there, why, right and wrong.
//!
//! Right values are those of the example form, wrong ones those of the rules' examples.

use super::check_digit::CheckDigit;
use crate::export::{self, ArticleDoc};
use crate::form::{Field, HeadField};
use crate::policy::{Article, Category, Funding, Payment, article};
use crate::rule::{Change, Check, Finding, FixKind, Put, Rule, Severity, example, registry};
use serde::Serialize;

/// Which part of the form a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Part {
    /// 表头: above the table.
    Head,
    /// 一列: a column of the table.
    Column,
    /// 合计: the sums below the people.
    Totals,
    /// 落款: signatures and seal.
    Foot,
}

/// A field of the form, as the tour explains it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FieldGuide {
    /// `name` …: the key of a column; `head.unit` … of head or foot; `sums`, `words`, `seal`.
    pub key: String,
    /// Its title on the form.
    pub title: String,
    /// Where it stands.
    pub part: Part,
    /// A lesson of an hour takes this one; the others are for who wants to know all.
    pub main: bool,
    /// What to write there.
    pub what: String,
    /// Why it is asked for.
    pub why: String,
    /// What that rests on.
    pub article: ArticleDoc,
    /// Values that are right, each once.
    pub right: Vec<String>,
    /// Values that are wrong, the gravest first.
    pub wrong: Vec<WrongValue>,
    /// The codes of all rules about it.
    pub codes: Vec<String>,
    /// All that may be written there, where there is a list to choose from; else empty.
    pub choices: Vec<String>,
    /// How the last sign of an identity number comes about.
    pub check_digit: Option<CheckDigit>,
}

/// A wrong value, from a rule's example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct WrongValue {
    /// What the cell shows; empty for a cell left blank.
    pub value: String,
    /// What is wrong with it, in a few words: the rule's title.
    pub title: String,
    /// The rule.
    pub code: String,
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// What a tour stops at.
#[derive(Clone, Copy, PartialEq)]
enum Stop {
    Head(HeadField),
    Column(Field),
    Sums,
    Words,
    Seal,
}

/// A stop, whether a short lesson takes it, why it is asked for, and on what that rests.
type Entry = (Stop, bool, &'static str, Article);

const TOUR: [Entry; 31] = [
    (
        Stop::Head(HeadField::Unit),
        true,
        "慰问由哪一级工会实施，就由哪一级盖章负责。",
        article::FORM,
    ),
    (Stop::Head(HeadField::Date), false, "表在走访之后填，日期不早于最后一次走访。", article::FORM),
    (Stop::Head(HeadField::Preparer), true, "审核时有疑问，先找填报人。", article::FORM),
    (Stop::Head(HeadField::Phone), false, "审核时要能打得通。", article::FORM),
    (Stop::Column(Field::Serial), false, "号码连续，就看得出有没有漏行、多行。", article::FORM),
    (
        Stop::Column(Field::Name),
        true,
        "钱和物要落实到每一个人，不能用几个人代替。",
        article::ART_11,
    ),
    (Stop::Column(Field::Sex), false, "与身份证号互相核对，录错一位时能看出来。", article::FORM),
    (
        Stop::Column(Field::IdNumber),
        true,
        "重名的人靠证号分清；录入帮扶工作管理系统时也按证号认人。",
        article::ART_11,
    ),
    (Stop::Column(Field::Unit), false, "抽查时要找得到本人。", article::FORM),
    (Stop::Column(Field::Phone), false, "抽查时要联系得上本人。", article::FORM),
    (Stop::Column(Field::Category), true, "慰问范围只有六类，不能随意扩大。", article::ART_3),
    (
        Stop::Column(Field::Reason),
        true,
        "类别是一类人，事由是这一个人；两样对得上，才说明该不该慰问。",
        article::ART_3,
    ),
    (
        Stop::Column(Field::Date),
        true,
        "同一个人同一次只能领一次，日期说明是哪一次。",
        article::ART_11,
    ),
    (Stop::Column(Field::Cash), true, "同一类对象一个标准，不搞特殊。", article::ART_7),
    (
        Stop::Column(Field::Goods),
        true,
        "慰问品要看得出是什么，不能是变相的钱。",
        article::ART_16_GOODS,
    ),
    (
        Stop::Column(Field::GoodsValue),
        false,
        "慰问品折成金额，才能与标准相比、与账相符。",
        article::ART_7,
    ),
    (Stop::Column(Field::Total), false, "一个人一共得了多少，一眼看清。", article::FORM),
    (Stop::Column(Field::Funding), true, "资金来源不同，规定也不同。", article::ART_4),
    (Stop::Column(Field::Payment), true, "慰问金原则上不经手现金。", article::ART_11_BANK),
    (Stop::Column(Field::AccountName), false, "钱要到本人账上。", article::ART_11_BANK),
    (Stop::Column(Field::Bank), false, "转账时要用，错了会退款。", article::ART_11_BANK),
    (
        Stop::Column(Field::Account),
        true,
        "账号错一位，钱就到了别人账上或者退回。",
        article::ART_11_BANK,
    ),
    (
        Stop::Column(Field::Signature),
        true,
        "没有银行回单的，本人签字就是凭证。",
        article::ART_11_BANK,
    ),
    (Stop::Column(Field::Agent), false, "代领要说得清是谁、为什么，免得冒领。", article::ART_16),
    (Stop::Column(Field::Note), false, "例外的事写清楚，审核时就不用再问。", article::ART_11_BANK),
    (Stop::Sums, true, "合计要与银行回单、账上支出相符。", article::FORM),
    (Stop::Words, false, "大写不容易改动，与小写互相核对。", article::BILL_WORDS),
    (
        Stop::Head(HeadField::Responsible),
        true,
        "负责人对整张表负责，不能由经办人代签。",
        article::FORM,
    ),
    (Stop::Head(HeadField::Handler), false, "谁办的，由谁签。", article::FORM),
    (Stop::Head(HeadField::Reviewer), false, "有审核这一栏的表，由审核的人签。", article::FORM),
    (Stop::Seal, false, "盖了章，表才算单位报的。", article::FORM),
];

/// The whole form, in the order in which it is filled in.
#[must_use]
pub fn guide() -> Vec<FieldGuide> {
    let told: Vec<Told> = registry::rules().filter_map(Told::new).collect();
    TOUR.iter().map(|entry| field_guide(*entry, &told)).collect()
}

/// A rule and what is said of its wrong example.
struct Told {
    rule: &'static Rule,
    finding: Finding,
}

impl Told {
    /// `None` for a rule about bytes or about several files.
    fn new(rule: &'static Rule) -> Option<Self> {
        let session = export::example_session(rule.wrong)?;
        let finding = session.findings().iter().find(|it| it.code() == rule.code)?.clone();
        Some(Self { rule, finding })
    }

    fn is_about(&self, stop: Stop) -> bool {
        match stop {
            Stop::Head(field) => self.finding.head == Some(field),
            Stop::Column(field) => self.finding.field == Some(field) && !self.is_about_sums(),
            Stop::Sums => self.is_about_sums(),
            Stop::Words => self.rule.wrong.iter().any(|it| matches!(it, Change::Words(_))),
            Stop::Seal => self.rule.code == "H109",
        }
    }

    fn is_about_sums(&self) -> bool {
        let sums = |it: &Change| matches!(it, Change::Total(..));
        self.rule.wrong.iter().all(sums) && !self.rule.wrong.is_empty()
    }

    /// What the wrong cell shows, where a value is wrong by itself: not because another row
    /// has it too, and not where there is nothing to mend.
    fn value(&self, stop: Stop) -> Option<String> {
        let by_itself = matches!(self.rule.check, Check::Row(_)) || self.rule.wrong.len() == 1;
        let to_mend = self.rule.severity != Severity::Notice || self.rule.fix != FixKind::None;
        if !by_itself || !to_mend {
            return None;
        }
        self.rule.wrong.iter().find_map(|change| match (*change, stop) {
            (Change::Cell(_, field, put), Stop::Column(wanted)) if field == wanted => shown(put),
            (Change::Head(field, text), Stop::Head(wanted)) if field == wanted => {
                Some(text.to_owned())
            }
            (Change::Total(_, put), Stop::Sums) => shown(put),
            (Change::Words(text), Stop::Words) => Some(text.to_owned()),
            _ => None,
        })
    }
}

/// What a cell shows. A formula without a value shows nothing that could be told apart
/// from an empty cell.
fn shown(put: Put) -> Option<String> {
    match put {
        Put::Text(text) => Some(text.to_owned()),
        Put::Number(number) => Some(example::as_excel_shows(number)),
        Put::Empty => Some(String::new()),
        Put::NoValue => None,
    }
}

fn field_guide((stop, main, why, article): Entry, told: &[Told]) -> FieldGuide {
    let own: Vec<&Told> = told.iter().filter(|it| it.is_about(stop)).collect();
    let mut wrong: Vec<_> = own.iter().filter_map(|it| Some((it.value(stop)?, it.rule))).collect();
    wrong.sort_by_key(|(_, rule)| rule.severity);
    let wrong = wrong.into_iter().map(|(value, rule)| WrongValue {
        value,
        title: rule.title.to_owned(),
        code: rule.code.to_owned(),
    });
    FieldGuide {
        key: stop.key(),
        title: stop.title().to_owned(),
        part: stop.part(),
        main,
        what: stop.what().to_owned(),
        why: why.to_owned(),
        article: ArticleDoc::from(article),
        right: stop.right(),
        wrong: wrong.collect(),
        codes: own.iter().map(|it| it.rule.code.to_owned()).collect(),
        choices: stop.choices(),
        check_digit: (stop == Stop::Column(Field::IdNumber)).then(CheckDigit::shown).flatten(),
    }
}

impl Stop {
    fn key(self) -> String {
        match self {
            Self::Head(field) => format!("head.{}", field.key()),
            Self::Column(field) => field.key().to_owned(),
            Self::Sums => "sums".to_owned(),
            Self::Words => "words".to_owned(),
            Self::Seal => "seal".to_owned(),
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Head(field) => field.title(),
            Self::Column(field) => field.title(),
            Self::Sums => "合计",
            Self::Words => "合计（大写）",
            Self::Seal => "公章",
        }
    }

    const fn part(self) -> Part {
        match self {
            Self::Head(HeadField::Responsible | HeadField::Handler | HeadField::Reviewer)
            | Self::Seal => Part::Foot,
            Self::Head(_) => Part::Head,
            Self::Column(_) => Part::Column,
            Self::Sums | Self::Words => Part::Totals,
        }
    }

    const fn what(self) -> &'static str {
        match self {
            Self::Head(field) => field.hint(),
            // The blank form's own hints speak of its cells.
            Self::Column(Field::IdNumber) => {
                "18 位，照着身份证逐位录入，末位可能是 X。这一列的格子要先设成“文本”：在普通格子里，Excel 和 WPS 会把长号码当成数字，末几位变成 0，再也找不回来。从暖表下载的空白表已经设好了。"
            }
            Self::Column(Field::Account) => {
                "照着银行卡或存折逐位录入。和身份证号一样，格子要先设成“文本”，不然末几位会变成 0。从暖表下载的空白表已经设好了。"
            }
            Self::Column(Field::Total) => {
                "这个人的慰问金加慰问品的折价，单位元。从暖表下载的空白表会自动算出。"
            }
            Self::Column(field) => field.hint(),
            Self::Sums => "慰问金、折价、合计金额各列相加；也可以写上“共几人”。",
            Self::Words => "合计金额的大写，例如：贰仟元整。",
            Self::Seal => "打印、签字以后，在填报单位上盖工会的章。",
        }
    }

    fn choices(self) -> Vec<String> {
        match self {
            Self::Column(Field::Category) => words(Category::ALL.map(Category::wording)),
            Self::Column(Field::Funding) => words(Funding::ALL.map(Funding::wording)),
            Self::Column(Field::Payment) => words(Payment::ALL.map(Payment::wording)),
            _ => Vec::new(),
        }
    }

    fn right(self) -> Vec<String> {
        match self {
            Self::Head(field) => vec![example::head(field).to_owned()],
            Self::Column(field) => {
                let mut values: Vec<String> = Vec::new();
                for value in example::values(field).filter(|it| !it.is_empty()) {
                    if !values.iter().any(|it| it == value) {
                        values.push(value.to_owned());
                    }
                }
                values
            }
            Self::Sums => vec!["1,800.00".to_owned(), "共3人".to_owned()],
            Self::Words => vec!["合计（大写）：贰仟元整".to_owned()],
            Self::Seal => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_field_of_the_form_is_explained_once() {
        for field in Field::ALL.into_iter().filter(|it| example::FIELDS.contains(it)) {
            let own = TOUR.iter().filter(|it| it.0 == Stop::Column(field));
            assert_eq!(own.count(), 1, "{field:?}");
        }
        for field in HeadField::ALL {
            assert_eq!(TOUR.iter().filter(|it| it.0 == Stop::Head(field)).count(), 1, "{field:?}");
        }
    }

    #[test]
    fn a_field_shows_wrong_values_of_the_rules_about_it() {
        let guide = guide();
        let of = |key: &str| {
            guide.iter().find(|it| it.key == key).map(|it| {
                let wrong = it.wrong.iter().map(|it| format!("{} “{}”", it.code, it.value));
                (it.codes.join(" "), wrong.collect::<Vec<_>>().join("、"))
            })
        };
        let all: Vec<_> = guide.iter().map(|it| (&it.key, of(&it.key))).collect();
        insta::assert_debug_snapshot!(all);
    }

    #[test]
    fn lists_to_choose_from_are_whole() {
        let guide = guide();
        let of = |key: &str| guide.iter().find(|it| it.key == key).map_or(0, |it| it.choices.len());
        assert_eq!(["category", "funding", "payment", "name"].map(of), [6, 7, 4, 0]);
    }

    /// What is called right is found right by the rules: the values are the perfect form's.
    #[test]
    fn the_right_values_are_those_of_the_perfect_form() {
        let sums = guide().into_iter().filter(|it| it.part == Part::Totals);
        let session = export::example_session(&[Change::Words("合计（大写）：贰仟元整")]);
        let shown: Vec<String> = session
            .iter()
            .flat_map(|it| it.workbook().sheets.iter())
            .flat_map(|sheet| sheet.rows())
            .flat_map(|row| row.cells.iter().map(|cell| cell.value.display().into_owned()))
            .collect();
        for right in sums.flat_map(|it| it.right) {
            let plain = right.replace(",", "").replace(".00", "");
            assert!(shown.contains(&plain) || right == "共3人", "{right}");
        }
    }
}
