//! Made-up people for exercises: rows without a mistake, of several kinds.
//!
//! Identity numbers carry right check digits but a county code (310191 …) that was never
//! given out, and cards a bank prefix that no bank has: they belong to nobody.

use crate::form::Field;
use crate::policy::{Category, Funding, Payment};
use crate::random::Dice;
use crate::rule::example::{FIELDS, Person};
use crate::value::{account, id_number};
use std::collections::HashSet;

const SURNAMES: [&str; 36] = [
    "王", "李", "张", "杨", "黄", "赵", "吴", "徐", "马", "朱", "胡", "郭", "高", "罗", "郑", "梁",
    "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁",
    "于", "余", "叶", "蒋",
];

const WOMEN: [&str; 20] = [
    "秀英", "丽娟", "敏华", "小红", "美珍", "玉梅", "春燕", "慧芳", "雪琴", "月娥", "海燕", "金凤",
    "文静", "红霞", "素珍", "佩玲", "爱华", "巧云", "彩虹", "惠珠",
];

const MEN: [&str; 20] = [
    "建军", "国平", "志明", "永康", "庆生", "立平", "家宁", "卫国", "明辉", "德胜", "文斌", "海涛",
    "长江", "伟民", "金龙", "友良", "根发", "正华", "学文", "宝林",
];

const UNITS: [&str; 10] = [
    "一车间",
    "二车间",
    "三车间",
    "动力科",
    "质检科",
    "运输队",
    "后勤科",
    "仓储部",
    "维修班",
    "装配班",
];

const BANKS: [&str; 4] =
    ["工商银行上海浦江支行", "建设银行上海申江支行", "农业银行上海滨江支行", "上海银行临江支行"];

/// County codes that GB/T 2260 doesn't have.
const COUNTIES: [&str; 9] =
    ["310191", "310192", "310193", "310194", "310195", "310196", "310197", "310198", "310199"];

/// What a row is about. The first three are those of the perfect form's people, so that
/// their mistakes can be planted there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Person 0: hardship at home, paid through the bank.
    Livelihood,
    /// Person 1: illness or calamity, goods.
    Calamity,
    /// Person 2: an arduous post, paid in cash with a reason.
    Arduous,
    /// Wages stopped, paid through the bank.
    Enterprise,
    /// Injured at work or in hospital, paid through the bank.
    Injury,
    /// At the post over the festival, goods.
    Duty,
}

impl Kind {
    pub(super) const ALL: [Self; 6] = [
        Self::Livelihood,
        Self::Calamity,
        Self::Arduous,
        Self::Enterprise,
        Self::Injury,
        Self::Duty,
    ];

    /// That of a person of the perfect form.
    pub(super) const fn of_example(person: usize) -> Self {
        match person {
            0 => Self::Livelihood,
            1 => Self::Calamity,
            _ => Self::Arduous,
        }
    }

    const fn category(self) -> Category {
        match self {
            Self::Livelihood => Category::Livelihood,
            Self::Calamity => Category::Calamity,
            Self::Arduous => Category::Arduous,
            Self::Enterprise => Category::Enterprise,
            Self::Injury => Category::Injury,
            Self::Duty => Category::Duty,
        }
    }

    const fn reasons(self) -> &'static [&'static str] {
        match self {
            Self::Livelihood => &[
                "爱人下岗，家庭收入偏低",
                "配偶无业，两个孩子读书，收入偏低",
                "子女读大学，学费负担重",
            ],
            Self::Calamity => {
                &["本人患大病，医药费负担重", "妻子患癌症，自费药多", "家中失火，房屋受损"]
            }
            Self::Arduous => &["长期在高温岗位工作", "长期在粉尘环境里作业", "常年高空作业"],
            Self::Enterprise => &["企业停产，工资停发四个月", "企业减发工资半年"],
            Self::Injury => &["工伤致残，正在康复", "重大疾病，住院手术"],
            Self::Duty => &["春节期间坚守生产一线", "春节期间坚守供电抢修岗位"],
        }
    }

    /// Cash in yuan; goods and their value. One standard for each kind (第七条).
    const fn given(self) -> (Option<u32>, Option<(&'static str, u32)>) {
        match self {
            Self::Livelihood => (Some(1000), None),
            Self::Calamity => (None, Some(("米油一份", 200))),
            Self::Arduous => (Some(800), None),
            Self::Enterprise => (Some(1200), None),
            Self::Injury => (Some(1500), None),
            Self::Duty => (None, Some(("棉被一条", 260))),
        }
    }

    const fn payment(self) -> Payment {
        match self {
            Self::Livelihood | Self::Enterprise | Self::Injury => Payment::Bank,
            Self::Calamity | Self::Duty => Payment::Goods,
            Self::Arduous => Payment::Cash,
        }
    }

    const fn funding(self) -> Funding {
        match self {
            Self::Calamity => Funding::UpperUnion,
            Self::Enterprise => Funding::Employer,
            _ => Funding::UnionBudget,
        }
    }

    /// The day of a visit of the week before the form is filled in: many on one day would
    /// make every other amount an unequal standard (A108).
    fn date(self, dice: &mut Dice) -> String {
        let day = match self {
            Self::Livelihood | Self::Calamity => 3 + dice.index(3),
            Self::Arduous => 5 + dice.index(3),
            _ => 3 + dice.index(5),
        };
        format!("2021-02-{day:02}")
    }

    /// Whether it is a woman: as in the perfect form, else by the dice.
    fn is_woman(self, dice: &mut Dice) -> bool {
        match self {
            Self::Livelihood => true,
            Self::Calamity | Self::Arduous => false,
            _ => dice.index(2) == 0,
        }
    }
}

/// Makes people, each another.
pub(super) struct People<'d> {
    dice: &'d mut Dice,
    names: HashSet<String>,
    numbers: HashSet<String>,
}

impl<'d> People<'d> {
    /// `taken` are names that nobody may have: of those who answer for the form.
    pub(super) fn new(dice: &'d mut Dice, taken: &[&str]) -> Self {
        let names = taken.iter().map(|name| (*name).to_owned()).collect();
        Self { dice, names, numbers: HashSet::new() }
    }

    /// The next person, visited on a day, or on any.
    pub(super) fn next(&mut self, serial: usize, kind: Kind, day: Option<&str>) -> Person<String> {
        let is_woman = kind.is_woman(self.dice);
        let name = self.name(is_woman);
        let (cash, goods) = kind.given();
        let bank = kind.payment() == Payment::Bank;
        let only = |yes: bool, text: &str| if yes { text.to_owned() } else { String::new() };
        let one =
            |dice: &mut Dice, of: &[&str]| dice.pick(of).copied().unwrap_or_default().to_owned();
        let yuan = |amount: Option<u32>| amount.map_or_else(String::new, |it| it.to_string());
        let value = goods.map(|(_, value)| value);
        FIELDS.map(|field| match field {
            Field::Serial => serial.to_string(),
            Field::Name => name.clone(),
            Field::Sex => if is_woman { "女" } else { "男" }.to_owned(),
            Field::IdNumber => self.id_number(is_woman),
            Field::Unit => one(self.dice, &UNITS),
            Field::Phone => self.fresh(|dice| format!("1380000{:04}", dice.index(10_000))),
            Field::Category => kind.category().wording().to_owned(),
            Field::Reason => one(self.dice, kind.reasons()),
            Field::Date => day.map_or_else(|| kind.date(self.dice), str::to_owned),
            Field::Cash => yuan(cash),
            Field::Goods => goods.map_or("", |(goods, _)| goods).to_owned(),
            Field::GoodsValue => yuan(value),
            Field::Total => yuan(Some(cash.unwrap_or(0) + value.unwrap_or(0))),
            Field::Funding => kind.funding().wording().to_owned(),
            Field::Payment => kind.payment().wording().to_owned(),
            Field::AccountName => only(bank, &name),
            Field::Bank => {
                let bank_name = one(self.dice, &BANKS);
                only(bank, &bank_name)
            }
            Field::Account if bank => self.fresh(|dice| {
                account::with_check_digit(&format!("629990{:012}", dice.index(1_000_000_000)))
            }),
            Field::Signature => only(!bank, &name),
            Field::Note => only(kind == Kind::Arduous, "银行卡冻结，本人申请领取现金"),
            _ => String::new(),
        })
    }

    fn name(&mut self, is_woman: bool) -> String {
        let given = if is_woman { &WOMEN } else { &MEN };
        let mut at = self.dice.index(SURNAMES.len() * given.len());
        loop {
            let surname = SURNAMES.get(at / given.len() % SURNAMES.len()).unwrap_or(&"王");
            let own = given.get(at % given.len()).unwrap_or(&"建军");
            // More people than names have one more character.
            let round = at / (SURNAMES.len() * given.len());
            let name = format!("{surname}{own}{}", "平".repeat(round));
            if self.names.insert(name.clone()) {
                return name;
            }
            at += 1;
        }
    }

    fn id_number(&mut self, is_woman: bool) -> String {
        self.fresh(|dice| {
            let county = dice.pick(&COUNTIES).copied().unwrap_or_default();
            // Of working age at the visit, and for many years after.
            let (year, month) = (1975 + dice.index(24), 1 + dice.index(12));
            let (day, order) = (1 + dice.index(28), 50 + dice.index(400));
            let order = 2 * order + usize::from(!is_woman);
            let number = format!("{county}{year}{month:02}{day:02}{order:03}");
            let check = id_number::check_digit(&number);
            format!("{number}{check}")
        })
    }

    /// A number that nobody has yet.
    fn fresh(&mut self, make: impl Fn(&mut Dice) -> String) -> String {
        loop {
            let number = make(self.dice);
            if self.numbers.insert(number.clone()) {
                return number;
            }
        }
    }
}
