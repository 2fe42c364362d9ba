//! The policy as data: categories, funding, payment, articles, and the profile that a
//! unit may adapt (第十八条).

pub mod articles;
mod borders;
mod lexicon;
mod matcher;
mod profile;
pub mod text;

pub use articles::{self as article, Article};
pub use matcher::{category, funding, goods, payment};
pub use profile::{
    CategorySetting, ColumnSetting, Level, Profile, ProfileError, Settings, Severities,
};

use serde::{Deserialize, Serialize};

/// 第三条: the six categories of recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// （一）家庭生活困难的职工.
    Livelihood,
    /// （二）患病、灾害、意外致困的职工.
    Calamity,
    /// （三）困难企业停发减发工资的职工.
    Enterprise,
    /// （四）工伤、职业病、因公牺牲职工家属、重大疾病手术住院的职工.
    Injury,
    /// （五）艰苦行业岗位一线职工.
    Arduous,
    /// （六）坚守一线、派驻挂职、重大贡献、先进模范.
    Duty,
}

impl Category {
    /// All six, in the article's order.
    pub const ALL: [Self; 6] = [
        Self::Livelihood,
        Self::Calamity,
        Self::Enterprise,
        Self::Injury,
        Self::Arduous,
        Self::Duty,
    ];

    /// The key of the JSON report.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Livelihood => "livelihood",
            Self::Calamity => "calamity",
            Self::Enterprise => "enterprise",
            Self::Injury => "injury",
            Self::Arduous => "arduous",
            Self::Duty => "duty",
        }
    }

    /// The canonical wording.
    #[must_use]
    pub const fn wording(self) -> &'static str {
        match self {
            Self::Livelihood => "（一）家庭生活困难的职工",
            Self::Calamity => "（二）患病、灾害、意外致困的职工",
            Self::Enterprise => "（三）困难企业停发减发工资的职工",
            Self::Injury => "（四）工伤、职业病、因公牺牲职工家属、重大疾病手术住院的职工",
            Self::Arduous => "（五）艰苦行业岗位一线职工",
            Self::Duty => "（六）坚守一线、派驻挂职、重大贡献、先进模范",
        }
    }
}

/// What is wrong with a category cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CategoryFault {
    /// None of the six can be seen in it (C102).
    Unknown,
    /// It fits more than one (C103): bit `1 << category as u8` of each.
    Ambiguous(CategorySet),
    /// An expansion of scope (C105).
    Scope,
    /// The recipient is a family member (C106).
    Relative,
}

/// A set of categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CategorySet(u8);

impl CategorySet {
    /// All six.
    pub const ALL: Self = Self(0b11_1111);

    /// The set with one category more.
    #[must_use]
    pub const fn with(self, category: Category) -> Self {
        Self(self.0 | 1 << category as u8)
    }

    /// The set with one category less.
    #[must_use]
    pub const fn without(self, category: Category) -> Self {
        Self(self.0 & !(1 << category as u8))
    }

    /// All of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether a category is in the set.
    #[must_use]
    pub const fn has(self, category: Category) -> bool {
        self.0 & (1 << category as u8) != 0
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those in the set, in the article's order.
    pub fn iter(self) -> impl Iterator<Item = Category> {
        Category::ALL.into_iter().filter(move |category| self.has(*category))
    }
}

/// 第四条: the seven sources of funding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    /// 各级财政专项补助.
    Fiscal,
    /// 市民政福彩公益金.
    Lottery,
    /// 上级工会经费补助.
    UpperUnion,
    /// 行政拨付的专项补助.
    Employer,
    /// 各级工会经费预算安排资金.
    UnionBudget,
    /// 社会募集资金.
    Donation,
    /// 其他合法来源.
    Other,
}

impl Funding {
    /// All seven, in the article's order.
    pub const ALL: [Self; 7] = [
        Self::Fiscal,
        Self::Lottery,
        Self::UpperUnion,
        Self::Employer,
        Self::UnionBudget,
        Self::Donation,
        Self::Other,
    ];

    /// The key of the JSON report.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fiscal => "fiscal",
            Self::Lottery => "lottery",
            Self::UpperUnion => "upper_union",
            Self::Employer => "employer",
            Self::UnionBudget => "union_budget",
            Self::Donation => "donation",
            Self::Other => "other",
        }
    }

    /// The canonical wording.
    #[must_use]
    pub const fn wording(self) -> &'static str {
        match self {
            Self::Fiscal => "各级财政专项补助",
            Self::Lottery => "市民政福彩公益金",
            Self::UpperUnion => "上级工会经费补助",
            Self::Employer => "行政拨付的专项补助",
            Self::UnionBudget => "各级工会经费预算安排资金",
            Self::Donation => "社会募集资金",
            Self::Other => "其他合法来源",
        }
    }
}

/// What is wrong with a funding cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundingFault {
    /// Money that nobody may use: off the books, withheld, diverted (M102).
    Forbidden,
    /// One of the seven sources, but not one of those the profile allows (M102).
    NotAllowed(Funding),
    /// Unknown wording, two sources in one cell, or 其他 without saying what (M106).
    Unknown,
}

/// How the grant was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// 银行转账.
    Bank,
    /// 现金.
    Cash,
    /// 实物.
    Goods,
    /// 现金和实物.
    Mixed,
}

impl Payment {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Bank, Self::Cash, Self::Goods, Self::Mixed];

    /// The key of the JSON report.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Cash => "cash",
            Self::Goods => "goods",
            Self::Mixed => "mixed",
        }
    }

    /// The canonical wording.
    #[must_use]
    pub const fn wording(self) -> &'static str {
        match self {
            Self::Bank => "银行转账",
            Self::Cash => "现金",
            Self::Goods => "实物",
            Self::Mixed => "现金和实物",
        }
    }
}

/// What is wrong with a payment cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentFault {
    /// The way of payment can't be read (B102); WeChat, Alipay and cheques among it.
    Unknown,
    /// Clear, but not one of those the profile allows (B102).
    NotAllowed(Payment),
}
