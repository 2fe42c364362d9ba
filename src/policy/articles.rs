//! The articles that rules rest on, with the words that matter.
//!
//! Quotations of 178号 are verbatim (a test compares them with the policy's text); those of
//! other standards give their sense in one sentence.

/// An article of 沪工总权〔2020〕178号, or another source a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// 第十一条, 附表, GB 11643.
    pub name: &'static str,
    /// The words that matter, quoted.
    pub quote: &'static str,
}

impl Article {
    /// Whether it is of 178号 (an article or the attached form), not of another standard.
    #[must_use]
    pub fn is_policy(self) -> bool {
        self.name.starts_with('第') || self.name == FORM.name
    }
}

/// 第三条: whom the visits are for; the six categories.
pub const ART_3: Article = Article {
    name: "第三条",
    quote: "送温暖工作主要突出对职工走访慰问，体现工会组织对职工的关心关爱。",
};
/// 第四条: the seven sources of funding.
pub const ART_4: Article =
    Article { name: "第四条", quote: "送温暖资金主要有以下来源渠道" };
/// 第五条: the four kinds of service; this form is for visits.
pub const ART_5: Article = Article {
    name: "第五条",
    quote: "走访慰问：在职工发生困难时或重要时间节点对职工的走访慰问",
};
/// 第六条: other projects.
pub const ART_6: Article = Article {
    name: "第六条",
    quote: "各区局（产业）工会可根据本地区、本系统和本单位的实际，开展其他送温暖项目。",
};
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
/// 第八条, on fiscal money around 元旦 and 春节.
pub const ART_8_FISCAL: Article = Article {
    name: "第八条",
    quote: "各级财政资金使用于元旦和春节期间慰问困难职工的，应同时遵照财政有关制度使用",
};
/// 第八条, on donations and foundations.
pub const ART_8_DONATION: Article = Article {
    name: "第八条",
    quote: "社会捐助应按捐款单位（个人）意愿和有关规定使用；从基金会中列支的资金，按照市总工会和基金会有关规定使用。",
};
/// 第九条: plans of use.
pub const ART_9: Article = Article {
    name: "第九条",
    quote: "各级工会按照“量入为出、收支平衡”的原则，因地制宜确定使用计划，做到统筹兼顾。",
};
/// 第十条: who decides.
pub const ART_10: Article = Article {
    name: "第十条",
    quote: "各级工会权益保障部门会同财务部门提出资金的分配和使用方案，经同级工会领导集体研究通过后实施。",
};
/// 第十一条: real names.
pub const ART_11: Article =
    Article { name: "第十一条", quote: "走访慰问职工要坚持实名制发放。" };
/// 第十一条, on cash grants: bank accounts in principle, receipts or the signed table kept.
pub const ART_11_BANK: Article = Article {
    name: "第十一条",
    quote: "凡发放慰问金的，原则上应通过银行账户发放，将银行回单或实名制表（见附表）存档备查。",
};
/// 第十一条, on procurement.
pub const ART_11_PROCUREMENT: Article = Article {
    name: "第十一条",
    quote: "属于集中采购、招投标管理范围的，执行有关法律、法规及制度规定。",
};
/// 第十一条, on entering everything into the system.
pub const ART_11_SYSTEM: Article = Article {
    name: "第十一条",
    quote: "资金使用情况均须录入上海工会帮扶工作管理系统【送温暖管理】模块备查",
};
/// 第十二条: budgets.
pub const ART_12: Article = Article {
    name: "第十二条",
    quote: "送温暖资金纳入各级工会预算、决算统一管理。",
};
/// 第十三条: accounting.
pub const ART_13: Article =
    Article { name: "第十三条", quote: "严格执行资金审批和财务支付制度。" };
/// 第十四条: raising money.
pub const ART_14: Article = Article {
    name: "第十四条",
    quote: "各级工会要创新资金筹集机制，探索推广工会与慈善组织合作，撬动更多的社会资源参与送温暖活动。",
};
/// 第十五条: the yearly audit.
pub const ART_15: Article = Article {
    name: "第十五条",
    quote: "经审部门要将送温暖资金纳入年度审计范围。",
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
/// 第十七条: what follows.
pub const ART_17: Article = Article {
    name: "第十七条",
    quote: "各级工会对监督检查中发现违反有关规定的问题，要及时纠正。",
};
/// 第十八条: units set their own standards.
pub const ART_18: Article =
    Article { name: "第十八条", quote: "细化支出范围，明确开支标准" };
/// 附表: the attached form.
pub const FORM: Article = Article { name: "附表", quote: "送温暖慰问实名制汇总表" };
/// GB 11643-1999: the citizen identification number.
pub const GB_11643: Article = Article {
    name: "GB 11643",
    quote: "公民身份号码是特征组合码，由十七位数字本体码和一位数字校验码组成。",
};
/// GB/T 15694.1 (ISO/IEC 7812-1): card numbers end in a check digit.
pub const ISO_7812: Article = Article {
    name: "GB/T 15694.1",
    quote: "卡号的最后一位是校验码，用 Luhn 公式计算。",
};
/// 《支付结算办法》附一 (正确填写票据和结算凭证的基本规定): amounts in words.
pub const BILL_WORDS: Article = Article {
    name: "票据填写规范",
    quote: "中文大写金额数字应用正楷或行书填写",
};

/// All of them, in the policy's order, then the other standards.
pub const ALL: &[Article] = &[
    ART_3,
    ART_4,
    ART_5,
    ART_6,
    ART_7,
    ART_8,
    ART_8_FISCAL,
    ART_8_DONATION,
    ART_9,
    ART_10,
    ART_11,
    ART_11_BANK,
    ART_11_PROCUREMENT,
    ART_11_SYSTEM,
    ART_12,
    ART_13,
    ART_14,
    ART_15,
    ART_16,
    ART_16_PAY,
    ART_16_GOODS,
    ART_17,
    ART_18,
    FORM,
    GB_11643,
    ISO_7812,
    BILL_WORDS,
];

/// The articles of a name: one for each quotation (第十一条 has several).
pub fn by_name(name: &str) -> impl Iterator<Item = Article> {
    ALL.iter().copied().filter(move |article| article.name == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_article_from_three_to_eighteen_is_here() {
        for number in [
            "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五",
            "十六", "十七", "十八",
        ] {
            assert!(by_name(&format!("第{number}条")).next().is_some(), "{number}");
        }
    }

    #[test]
    fn quotations_of_the_policy_are_verbatim() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../shared/policy/shanghai-2020-178.txt");
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("SKIPPED: no policy text at {}", path.display());
            return;
        };
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let text = bare(&text);
        for article in ALL.iter().filter(|article| article.is_policy()) {
            assert!(text.contains(&bare(article.quote)), "{}: {}", article.name, article.quote);
        }
    }
}
