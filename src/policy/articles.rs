//! The articles that rules rest on.

/// An article of 沪工总权〔2020〕178号, or another source a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 第十一条, 附表, GB 11643.
    pub name: &'static str,
    /// The words that matter, quoted.
    pub quote: &'static str,
}

/// 第三条: the six categories.
pub const ART_3: Article = Article {
    name: "第三条",
    quote: "送温暖工作主要突出对职工走访慰问，体现工会组织对职工的关心关爱。",
};
/// 第四条: the seven sources of funding.
pub const ART_4: Article =
    Article { name: "第四条", quote: "送温暖资金主要有以下来源渠道" };
/// 第七条: cash and goods, one standard.
pub const ART_7: Article = Article {
    name: "第七条",
    quote: "统一明确慰问范围和标准。不得搞特殊化慰问。",
};
/// 第八条: rules that come with the source of the money.
pub const ART_8: Article = Article {
    name: "第八条",
    quote: "不同来源的资金如另有规定，需同时按规定执行。",
};
/// 第十一条: real names, bank accounts.
pub const ART_11: Article =
    Article { name: "第十一条", quote: "走访慰问职工要坚持实名制发放。" };
/// 第十一条, on cash grants: bank accounts in principle, receipts or the signed table kept.
pub const ART_11_BANK: Article = Article {
    name: "第十一条",
    quote: "凡发放慰问金的，原则上应通过银行账户发放，将银行回单或实名制表（见附表）存档备查。",
};
/// 第十六条: what must not be done.
pub const ART_16: Article = Article {
    name: "第十六条",
    quote: "不得截留、挪用、冒领或随意扩大资金使用范围，不得优亲厚友、人情帮扶。",
};
/// 第十六条, on disguised pay.
pub const ART_16_PAY: Article = Article {
    name: "第十六条",
    quote: "不得利用各种方式滥发津补贴、奖金、福利",
};
/// 第十六条, on forbidden goods.
pub const ART_16_GOODS: Article = Article {
    name: "第十六条",
    quote: "任何单位或个人不得使用送温暖资金购买党风廉政明令禁止的物品",
};
/// 第十八条: units set their own standards.
pub const ART_18: Article =
    Article { name: "第十八条", quote: "细化支出范围，明确开支标准" };
/// 附表: the attached form.
pub const FORM: Article = Article { name: "附表", quote: "送温暖慰问实名制汇总表" };
/// GB 11643: the citizen identification number.
pub const GB_11643: Article = Article {
    name: "GB 11643",
    quote: "公民身份号码由十七位数字本体码和一位数字校验码组成。",
};
/// Card numbers: the check digit.
pub const ISO_7812: Article =
    Article { name: "GB/T 14504", quote: "银行卡卡号的最后一位是校验位。" };
/// Amounts in words on bills.
pub const BILL_WORDS: Article = Article {
    name: "票据填写规范",
    quote: "中文大写金额数字应用正楷或行书填写",
};
