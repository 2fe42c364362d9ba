//! The people of the perfect form, and those who answer for it.

use super::Head;
use crate::form::Field;

/// The columns of the form, in the official layout's order.
pub const FIELDS: [Field; 21] = [
    Field::Serial,
    Field::Name,
    Field::Sex,
    Field::IdNumber,
    Field::Unit,
    Field::Phone,
    Field::Category,
    Field::Reason,
    Field::Date,
    Field::Cash,
    Field::Goods,
    Field::GoodsValue,
    Field::Total,
    Field::Funding,
    Field::Payment,
    Field::AccountName,
    Field::Bank,
    Field::Account,
    Field::Signature,
    Field::Agent,
    Field::Note,
];

/// Someone made up: who they are, whatever they were given.
#[derive(Debug, Clone, Copy)]
pub struct Someone {
    /// 姓名.
    pub name: &'static str,
    /// 性别.
    pub sex: &'static str,
    /// 身份证号, with its check digit (GB 11643).
    pub id_number: &'static str,
    /// 工作单位.
    pub unit: &'static str,
    /// 联系电话.
    pub phone: &'static str,
    /// 银行账号: a card that passes Luhn.
    pub account: &'static str,
}

impl Someone {
    const fn new(who: [&'static str; 6]) -> Self {
        let [name, sex, id_number, unit, phone, account] = who;
        Self { name, sex, id_number, unit, phone, account }
    }
}

/// The people of examples and fixtures. None of them lives. The first three are those of the
/// perfect form; those behind them join it where an example needs more.
pub const ROSTER: [Someone; 12] = [
    Someone::new([
        "陈桂芳",
        "女",
        "310101196803120025",
        "一车间",
        "13800001001",
        "6222020200112233446",
    ]),
    Someone::new([
        "刘建国",
        "男",
        "310104197105063012",
        "动力科",
        "13800001002",
        "6222020200112244617",
    ]),
    Someone::new([
        "孙志强",
        "男",
        "310110198011220015",
        "二车间",
        "13800001003",
        "6222020200112255787",
    ]),
    Someone::new([
        "何永康",
        "男",
        "310105197508171137",
        "一车间",
        "13800001004",
        "6222020200112266958",
    ]),
    Someone::new([
        "吕晓东",
        "男",
        "310106198302032554",
        "运输队",
        "13800001005",
        "6222020200112278128",
    ]),
    Someone::new([
        "施明华",
        "女",
        "310107197706300481",
        "质检科",
        "13800001006",
        "6222020200112289299",
    ]),
    Someone::new([
        "张庆生",
        "男",
        "310109196609143371",
        "锅炉房",
        "13800001007",
        "6222020200112300468",
    ]),
    Someone::new([
        "许家宁",
        "女",
        "310112198812011267",
        "二车间",
        "13800001008",
        "6222020200112311630",
    ]),
    Someone::new([
        "曹立平",
        "男",
        "310113197204250792",
        "动力科",
        "13800001009",
        "6222020200112322801",
    ]),
    Someone::new([
        "顾秀兰",
        "女",
        "310114196907192041",
        "一车间",
        "13800001010",
        "6222020200112333972",
    ]),
    Someone::new([
        "沈国良",
        "男",
        "310115197801080915",
        "运输队",
        "13800001011",
        "6222020200112345141",
    ]),
    Someone::new([
        "朱丽萍",
        "女",
        "31011619850527162X",
        "质检科",
        "13800001012",
        "6222020200112356312",
    ]),
];

const FIRST: Someone = ROSTER[0];
const SECOND: Someone = ROSTER[1];
const THIRD: Someone = ROSTER[2];

/// The people of the perfect form, by [`FIELDS`].
pub(super) const PEOPLE: [[&str; FIELDS.len()]; 3] = [
    [
        "1",
        FIRST.name,
        FIRST.sex,
        FIRST.id_number,
        FIRST.unit,
        FIRST.phone,
        "（一）家庭生活困难的职工",
        "爱人下岗，家庭收入偏低",
        "2021-02-05",
        "1000",
        "",
        "",
        "1000",
        "各级工会经费预算安排资金",
        "银行转账",
        FIRST.name,
        "工商银行上海浦江支行",
        FIRST.account,
        "",
        "",
        "",
    ],
    [
        "2",
        SECOND.name,
        SECOND.sex,
        SECOND.id_number,
        SECOND.unit,
        SECOND.phone,
        "（二）患病、灾害、意外致困的职工",
        "本人患大病，医药费负担重",
        "2021-02-05",
        "",
        "米油一份",
        "200",
        "200",
        "上级工会经费补助",
        "实物",
        "",
        "",
        "",
        SECOND.name,
        "",
        "",
    ],
    [
        "3",
        THIRD.name,
        THIRD.sex,
        THIRD.id_number,
        THIRD.unit,
        THIRD.phone,
        "（五）艰苦行业岗位一线职工",
        "长期在高温岗位工作",
        "2021-02-06",
        "800",
        "",
        "",
        "800",
        "各级工会经费预算安排资金",
        "现金",
        "",
        "",
        "",
        THIRD.name,
        "",
        "银行卡冻结，本人申请领取现金",
    ],
];

/// Names of head and foot: unit, its phone, preparer, responsible, handler.
pub const HEAD: Head<'static> =
    ["浦江机电厂工会委员会", "021-50001234", "周慧敏", "顾长林", "沈一平"];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::value::{account, id_number};

    /// The fixtures show them as people without a mistake.
    #[test]
    fn everyones_numbers_are_right_and_their_own() {
        for (at, one) in ROSTER.iter().enumerate() {
            let (number, check) = one.id_number.split_at(17);
            assert_eq!(id_number::check_digit(number).to_string(), check, "{}", one.name);
            let is_woman = number.ends_with(['0', '2', '4', '6', '8']);
            assert_eq!(is_woman, one.sex == "女", "{}", one.name);
            let (card, _) = one.account.split_at(one.account.len() - 1);
            assert_eq!(account::with_check_digit(card), one.account, "{}", one.name);
            let others = ROSTER.iter().skip(at + 1);
            let shares = |it: &Someone| {
                [it.name, it.id_number, it.phone, it.account]
                    .iter()
                    .any(|own| [one.name, one.id_number, one.phone, one.account].contains(own))
            };
            assert!(!others.clone().any(shares), "{}", one.name);
        }
    }
}
