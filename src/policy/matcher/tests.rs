//! The matchers on phrases as clerks write them, by the answer each should get.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use super::{category, funding, goods, payment};
use crate::policy::{Category, CategoryFault, Funding, FundingFault, Payment, Profile};
use crate::value::{Raw, Reading, Way, Ways};
use proptest::prelude::*;

/// The phrases of a table below its header, split at tabs: the answer comes last. They were
/// written beside the word lists, to keep what they once got right; how far the lists carry
/// is measured elsewhere (`tests/matchers.rs`).
fn phrases(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

fn category_of(cell: &str, reason: &str) -> &'static str {
    match category::read(Profile::built_in(), &Raw::text(cell), reason) {
        Reading::Good { value, .. } => value.key(),
        Reading::Blank | Reading::Placeholder => "missing",
        Reading::Bad(CategoryFault::Ambiguous(_)) => "ambiguous",
        Reading::Bad(CategoryFault::Scope) => "scope",
        Reading::Bad(CategoryFault::Relative) => "relative",
        _ => "none",
    }
}

#[test]
fn categories() {
    for phrase in phrases(include_str!("phrases/category.tsv")) {
        let [cell, reason, label] = phrase.as_slice() else { unreachable!("{phrase:?}") };
        assert_eq!(category_of(cell, reason), *label, "{cell} | {reason}");
    }
}

#[test]
fn sources_of_funding() {
    for phrase in phrases(include_str!("phrases/funding.tsv")) {
        let [cell, label] = phrase.as_slice() else { unreachable!("{phrase:?}") };
        let key = match funding::read(Profile::built_in(), &Raw::text(cell)) {
            Reading::Good { value, .. } => value.key(),
            Reading::Bad(FundingFault::Forbidden) => "forbidden",
            _ => "unknown",
        };
        assert_eq!(key, *label, "{cell}");
    }
}

#[test]
fn ways_of_payment() {
    for phrase in phrases(include_str!("phrases/payment.tsv")) {
        let [cell, label] = phrase.as_slice() else { unreachable!("{phrase:?}") };
        let read = payment::read(Profile::built_in(), &Raw::text(cell));
        assert_eq!(read.good().map_or("unknown", |value| value.key()), *label, "{cell}");
    }
}

#[test]
fn the_canonical_wording_reads_as_itself_with_nothing_to_tidy() {
    let profile = Profile::built_in();
    for value in Category::ALL {
        let read = category::read(profile, &Raw::text(value.wording()), "");
        assert_eq!(read, Reading::clean(value));
    }
    for value in Funding::ALL {
        assert_eq!(funding::read(profile, &Raw::text(value.wording())), Reading::clean(value));
    }
    for value in Payment::ALL {
        assert_eq!(payment::read(profile, &Raw::text(value.wording())), Reading::clean(value));
    }
}

#[test]
fn other_wordings_say_so() {
    let profile = Profile::built_in();
    let wording = Ways::NONE.with(Way::Wording);
    let read = payment::read(profile, &Raw::text("转帐"));
    assert_eq!(read, Reading::Good { value: Payment::Bank, ways: wording });
    let read = payment::read(profile, &Raw::text(" 现金 "));
    assert_eq!(read, Reading::Good { value: Payment::Cash, ways: Ways::NONE.with(Way::Spaces) });
}

#[test]
fn a_profile_forbids_sources() {
    let profile = Profile::from_toml("[funding]\nallowed = [\"union_budget\"]").unwrap();
    let read = funding::read(&profile, &Raw::text("财政拨款"));
    assert_eq!(read, Reading::Bad(FundingFault::NotAllowed(Funding::Fiscal)));
    assert!(funding::read(&profile, &Raw::text("工会经费")).good().is_some());
}

#[test]
fn the_reason_beside_the_payment_word() {
    let rest = |text| payment::rest(Profile::built_in(), text);
    assert_eq!(rest("现金（无银行卡）").as_deref(), Some("无银行卡"));
    assert_eq!(rest("因无银行卡发现金").as_deref(), Some("因无银行卡"));
    for bare in [
        "现金",
        "现金发放",
        "现金500元",
        "红包（现金）",
        "上门送现金",
        "现金签收",
        "现金（无）",
        "现金和实物",
    ] {
        assert_eq!(rest(bare), None, "{bare}");
    }
}

#[test]
fn reasons_alone() {
    let by_reason = |reason| category::read_reason(Profile::built_in(), reason).category;
    assert_eq!(by_reason("去年下岗，至今没有工作"), Some(Category::Livelihood));
    assert_eq!(by_reason("妻子尿毒症"), Some(Category::Calamity));
    assert_eq!(by_reason("三伏天露天作业"), Some(Category::Arduous));
    assert_eq!(by_reason("春节慰问"), None);
    assert_eq!(by_reason(""), None);
}

#[test]
fn relatives_as_recipients() {
    let profile = Profile::built_in();
    for text in [
        "职工家属",
        "职工王某之妻",
        "已故职工遗属",
        "家属（2人）",
        "系本单位职工李大明的母亲",
        "困难职工子女",
        "王某之妻",
        "职工家属慰问",
    ] {
        assert!(category::read_reason(profile, text).relative, "{text}");
    }
    for text in [
        "家属患病",
        "妻子下岗",
        "父亲住院",
        "因公牺牲职工家属",
        "子女上学",
        "丈夫车祸",
        "家有老人",
        "家中两个孩子",
        "上有老人、下有小孩",
        "照顾家属",
        "独自抚养孩子",
        "一家靠职工养两个孩子",
        "残疾父母",
        "需赡养老人",
        "",
    ] {
        assert!(!category::read_reason(profile, text).relative, "{text}");
    }
    assert!(category::is_family_of_fallen(profile, "家属", "丈夫因公牺牲"));
    assert!(!category::is_family_of_fallen(profile, "家属", "丈夫病故"));
}

#[test]
fn visits_of_the_spring_festival() {
    let profile = Profile::built_in();
    for text in [
        "春节慰问",
        "2021年春节走访慰问困难职工",
        "春节期间坚守岗位",
        "除夕值班",
        "大年初一上门看望",
        "本人患病，春节慰问",
        "过年期间坚守抗疫一线",
        "迎新春送温暖",
    ] {
        assert!(category::read_reason(profile, text).spring, "{text}");
    }
    for text in [
        "元旦春节慰问",
        "两节送温暖",
        "春节期间突发脑溢血",
        "春节后返岗慰问",
        "春节前下岗",
        "自春节以来工资停发",
        "春节期间家中失火",
        "高温慰问",
        "",
    ] {
        assert!(!category::read_reason(profile, text).spring, "{text}");
    }
}

#[test]
fn reasons_that_contradict_the_category() {
    use Category::{Arduous, Calamity, Duty, Enterprise, Injury, Livelihood};
    let profile = Profile::built_in();
    let of = |category: Category, reason| {
        category::contradicts(profile, category, category.wording(), reason)
    };
    for (category, reason, likely) in [
        (Livelihood, "长期在高温岗位工作", Arduous),
        (Livelihood, "春节期间坚守岗位", Duty),
        (Livelihood, "母亲尿毒症，每周透析", Calamity),
        (Calamity, "工伤致残", Injury),
        (Calamity, "企业停产，工资停发", Enterprise),
        (Enterprise, "援藏干部", Duty),
        (Injury, "台风把房子吹倒", Calamity),
        (Injury, "父亲患肺癌", Calamity),
        (Arduous, "本人患大病，医药费负担重", Calamity),
        (Arduous, "下岗失业", Livelihood),
        (Duty, "常年高空作业", Arduous),
        (Duty, "胃癌切除手术", Injury),
    ] {
        assert_eq!(of(category, reason), Some(likely), "{category:?} {reason}");
    }
    for (category, reason) in [
        (Livelihood, "爱人下岗，母亲患病"),
        (Livelihood, "家庭困难，妻子患病"),
        (Livelihood, "春节慰问"),
        (Livelihood, "高温慰问"),
        (Calamity, "本人胃癌手术住院"),
        (Calamity, "患病，家庭收入低"),
        (Calamity, "家庭收入低"),
        (Enterprise, "收入低，负担重"),
        (Injury, "本人患癌症"),
        (Injury, "夏季高温慰问时一并走访"),
        (Arduous, "高温天坚守岗位"),
        (Arduous, "环卫工人，母亲患病"),
        (Duty, "三伏天在岗抢修"),
        (Duty, ""),
    ] {
        assert_eq!(of(category, reason), None, "{category:?} {reason}");
    }
    // The cell tells the hardship; the reason only adds the post.
    let own_words =
        category::contradicts(profile, Livelihood, "收入低、子女上大学", "在高温车间上班");
    assert_eq!(own_words, None);
}

#[test]
fn phrases_that_expand_the_scope() {
    let profile = Profile::built_in();
    for text in [
        "全体职工",
        "普惠",
        "节日福利",
        "人人有份",
        "领导亲属",
        "慰问客户",
        "客户礼品",
        "奖金",
        "津贴",
        "加班费",
        "过节费",
        "高温费",
    ] {
        assert!(category::expands_scope(profile, text).is_some(), "{text}");
    }
    for text in [
        "新入职三个月患白血病",
        "体检确诊肺癌",
        "在家疗养，工伤七级",
        "停发绩效、奖金",
        "绩效奖金停发半年",
        "工资福利都减半",
        "享受重残补贴",
        "旅游大巴司机",
        "生育二孩致困",
    ] {
        assert_eq!(category::expands_scope(profile, text), None, "{text}");
    }
    for text in ["新员工入职", "困难职工生日", "劳模疗休养", "一线职工体检", "绩效奖金", "高温补贴"]
    {
        assert!(category::expands_scope(profile, text).is_some(), "{text}");
    }
    for text in ["客户", "客户服务岗位", "福利院护工", "困难职工", "安全员"] {
        assert_eq!(category::expands_scope(profile, text), None, "{text}");
    }
}

#[test]
fn goods_as_good_as_money_and_goods_to_look_at() {
    let profile = Profile::built_in();
    for text in [
        "购物卡",
        "购物券200元",
        "预付卡",
        "储值卡",
        "礼品卡",
        "加油卡",
        "代金券",
        "超市购物卡（500）",
    ] {
        assert!(goods::money_like(profile, text).is_some(), "{text}");
    }
    for text in ["提货券", "蛋糕券", "电影票", "香烟一条", "白酒", "高档礼盒", "土特产"]
    {
        assert!(goods::to_check(profile, text).is_some(), "{text}");
        assert_eq!(goods::money_like(profile, text), None, "{text}");
    }
    for text in
        ["大米、食用油", "料酒", "酒精", "烟灶", "防暑茶", "棉被", "洗衣液", "75%酒精消毒液"]
    {
        assert_eq!(goods::to_check(profile, text), None, "{text}");
        assert_eq!(goods::money_like(profile, text), None, "{text}");
    }
    assert_eq!(goods::to_check(profile, "料酒和白酒"), Some("酒"));
}

proptest! {
    #[test]
    fn no_text_is_too_odd(cell in "\\PC{0,40}", reason in any::<String>()) {
        let profile = Profile::built_in();
        let raw = Raw::text(&cell);
        let _ = category::read(profile, &raw, &reason);
        let _ = category::read_reason(profile, &reason);
        for value in Category::ALL {
            let _ = category::contradicts(profile, value, &cell, &reason);
        }
        let _ = category::is_family_of_fallen(profile, &cell, &reason);
        let _ = category::expands_scope(profile, &cell);
        let _ = funding::read(profile, &raw);
        let _ = payment::read(profile, &raw);
        let _ = payment::rest(profile, &cell);
        let _ = goods::money_like(profile, &cell);
        let _ = goods::to_check(profile, &cell);
        let _ = profile.column_field(&cell);
        let _ = profile.head_label(&reason);
    }

    #[test]
    fn nor_one_made_of_our_own_words(
        cell in "[（）()第一二三四五六七12①Ⅱ类项条款、，,家属职工春节现金银行卡元和工会财政不非无患病住院]{0,24}",
        reason in "[本人父亲患病手术下岗春节值班高温工伤，。（）]{0,24}",
    ) {
        let profile = Profile::built_in();
        let raw = Raw::text(&cell);
        let _ = category::read(profile, &raw, &reason);
        let _ = funding::read(profile, &raw);
        let _ = payment::read(profile, &raw);
        let _ = payment::rest(profile, &cell);
    }
}
