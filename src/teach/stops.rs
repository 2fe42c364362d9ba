//! Where the tour of the form stops, and what is said there.

use super::fields::Part;
use crate::form::{Field, HeadField};
use crate::policy::{Article, Category, Funding, Payment, article};
use crate::rule::example;
use rust_decimal::Decimal;

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// What a tour stops at.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stop {
    Form,
    Head(HeadField),
    Column(Field),
    Sums,
    Words,
    Seal,
}

/// A stop, whether a short lesson takes it, why it is asked for, and on what that rests.
pub(super) type Entry = (Stop, bool, &'static str, Article);

pub(super) const TOUR: [Entry; 32] = [
    (
        Stop::Form,
        true,
        "慰问要落实到真实的人：给了谁、给了多少、钱从哪里来，以后都要查得到。审核、审计时就拿它核对。",
        article::ART_11_BANK,
    ),
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

impl Stop {
    pub(super) fn key(self) -> String {
        match self {
            Self::Form => "form".to_owned(),
            Self::Head(field) => format!("head.{}", field.key()),
            Self::Column(field) => field.key().to_owned(),
            Self::Sums => "sums".to_owned(),
            Self::Words => "words".to_owned(),
            Self::Seal => "seal".to_owned(),
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Form => "这张表",
            Self::Head(field) => field.title(),
            Self::Column(field) => field.title(),
            Self::Sums => "合计",
            Self::Words => "合计（大写）",
            Self::Seal => "公章",
        }
    }

    pub(super) const fn part(self) -> Part {
        match self {
            Self::Head(HeadField::Responsible | HeadField::Handler | HeadField::Reviewer)
            | Self::Seal => Part::Foot,
            Self::Form => Part::Form,
            Self::Head(_) => Part::Head,
            Self::Column(_) => Part::Column,
            Self::Sums | Self::Words => Part::Totals,
        }
    }

    pub(super) const fn what(self) -> &'static str {
        match self {
            Self::Form => {
                "工会走访慰问了职工，就由这一级工会填一张：慰问了谁、为什么、哪一天、给了多少，一人一行。走访以后填；填好打印出来，签字、盖章，留在单位存档，有人来查就拿得出来。"
            }
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

    pub(super) fn choices(self) -> Vec<String> {
        match self {
            Self::Column(Field::Category) => words(Category::ALL.map(Category::wording)),
            Self::Column(Field::Funding) => words(Funding::ALL.map(Funding::wording)),
            Self::Column(Field::Payment) => words(Payment::ALL.map(Payment::wording)),
            _ => Vec::new(),
        }
    }

    pub(super) fn right(self) -> Vec<String> {
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
            Self::Sums => {
                let count = example::values(Field::Name).count();
                let sum: Decimal = amounts(Field::Cash).iter().sum();
                vec![
                    summed(Field::Cash, &sum.to_string()),
                    summed(Field::Name, &format!("共{count}人")),
                ]
            }
            Self::Words => vec!["合计（大写）：贰仟元整".to_owned()],
            Self::Form | Self::Seal => Vec::new(),
        }
    }
}

/// The amounts of a column on the example form.
fn amounts(field: Field) -> Vec<Decimal> {
    example::values(field).filter_map(|it| it.parse().ok()).collect()
}

/// A total beside what it sums: without that, nobody could tell a right one from a wrong one.
pub(super) fn summed(field: Field, total: &str) -> String {
    if field == Field::Name {
        return format!("{} 行，{total}", example::values(field).count());
    }
    let terms: Vec<String> = amounts(field).iter().map(ToString::to_string).collect();
    format!("{} = {total}", terms.join(" + "))
}
