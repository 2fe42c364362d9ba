#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use super::moon;
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn the_built_in_profile_has_no_mistake() {
    let mut standards = Standards::default();
    read::apply(&mut standards, SOURCE).unwrap();
    assert_eq!(Profile::built_in().name, "shanghai-2020-178");
    for field in Field::ALL {
        assert!(!Profile::built_in().column_names(field).is_empty(), "{field:?}");
    }
    for field in HeadField::ALL {
        assert!(!Profile::built_in().head_names(field).is_empty(), "{field:?}");
    }
    for lists in [&standards.words.category, &standards.words.funding, &standards.words.payment] {
        assert!(lists.iter().all(|list| !list.is_empty()));
    }
}

#[test]
fn every_name_leads_to_its_field_and_to_no_other() {
    let profile = Profile::built_in();
    for field in Field::ALL {
        for name in profile.column_names(field) {
            assert_eq!(profile.column_field(name), Some(field), "{name}");
        }
        assert_eq!(profile.column_field(field.title()), Some(field));
    }
    for field in HeadField::ALL {
        for name in profile.head_names(field) {
            assert_eq!(profile.head_label(name), Some(field), "{name}");
        }
        assert_eq!(profile.head_label(field.title()), Some(field));
    }
}

#[test]
fn titles_are_folded() {
    let profile = Profile::built_in();
    for (title, field) in [
        ("姓　名", Field::Name),
        ("姓名：", Field::Name),
        ("＊姓名", Field::Name),
        ("慰问金额（元）", Field::Cash),
        ("慰问金额\n(元)", Field::Cash),
        ("金额/元", Field::Cash),
        ("慰問金額", Field::Cash),
        ("ＮＯ．", Field::Serial),
        ("no", Field::Serial),
        ("身份证号码（18位）", Field::IdNumber),
        ("领取人（签字）", Field::Signature),
        ("银行帐号", Field::Account),
    ] {
        assert_eq!(profile.column_field(title), Some(field), "{title}");
    }
    for title in ["", "合计（大写）", "姓名（签字）", "工龄", "（）", "元"] {
        assert_eq!(profile.column_field(title), None, "{title}");
    }
    assert_eq!(profile.head_label("填報單位(公章)："), Some(HeadField::Unit));
    assert_eq!(profile.head_label("单位（盖章）"), Some(HeadField::Unit));
}

#[test]
fn the_built_in_levels() {
    let profile = Profile::built_in();
    for field in [Field::Name, Field::IdNumber, Field::Cash, Field::Signature] {
        assert_eq!(profile.wanted(field), Level::Error, "{field:?}");
    }
    for field in [Field::Category, Field::Payment] {
        assert_eq!(profile.wanted(field), Level::Warning, "{field:?}");
    }
    assert_eq!(profile.wanted(Field::Account), Level::Off);
    assert_eq!(profile.severity("G103"), None);
}

#[test]
fn no_figure_is_built_in() {
    let profile = Profile::built_in();
    assert_eq!(profile.year_ceiling(), None);
    assert_eq!(profile.procurement_threshold(), None);
    for category in Category::ALL {
        assert_eq!(profile.cash_ceiling(category), None);
        assert_eq!(profile.uniform_standard(category), None);
    }
    assert!(profile.cash_exceptions().is_empty());
    assert_eq!(profile.age_bounds(), (16, 65));
    assert_eq!(profile.repeat_days(), 30);
}

#[test]
fn the_spring_festivals_agree_with_the_moon() {
    let profile = Profile::built_in();
    for year in 2018..=2030 {
        assert_eq!(profile.festival_day(year), Some(moon::new_year(year)), "{year}");
    }
    assert_eq!(profile.festival_day(2017), None);
}

/// The same days by a table made by others: the Python packages lunardate 0.3.0 and zhdate,
/// which agree with each other and with the moon.
#[test]
fn the_spring_festivals_agree_with_a_published_calendar() {
    let published = [
        "2018-02-16",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-03",
    ];
    for day in published {
        let day: Date = day.parse().unwrap();
        assert_eq!(Profile::built_in().festival_day(day.year()), Some(day));
    }
}

#[test]
fn the_window_around_the_festival() {
    let window = Profile::built_in().festival_window(2021);
    assert_eq!(window, Some((date(2021, 1, 3), date(2021, 2, 27))));
}

#[test]
fn a_local_file_lies_over_the_built_in_one() {
    let local = r#"
        name = "某局"
        [columns.funding]
        wanted = "error"
        names = ["钱从哪来"]
        [ceilings]
        year = "6000.50"
        time.livelihood = 3000
        [payment]
        allowed = ["bank", "goods"]
        cash_exceptions = ["无银行账户"]
        [goods]
        to_check = ["保健品", "-烟"]
        [severities]
        A108 = "off"
    "#;
    let profile = Profile::from_toml(local).unwrap();
    assert_eq!(profile.name, "某局");
    assert_eq!(profile.wanted(Field::Funding), Level::Error);
    assert_eq!(profile.column_field("钱从哪来"), Some(Field::Funding));
    assert_eq!(profile.column_field("资金来源"), Some(Field::Funding));
    assert_eq!(profile.year_ceiling(), Some(Decimal::new(600_050, 2)));
    assert_eq!(profile.cash_ceiling(Category::Livelihood), Some(Decimal::from(3000)));
    assert_eq!(profile.cash_ceiling(Category::Duty), None);
    assert!(!profile.allows_payment(Payment::Cash));
    assert_eq!(profile.severity("A108"), Some(Severities::Off));
    assert!(super::super::goods::to_check(&profile, "保健品").is_some());
    assert!(super::super::goods::to_check(&profile, "香烟").is_none());
    assert_ne!(profile.hash(), Profile::built_in().hash());
}

/// The example that we hand to districts sets each kind of standard once.
#[test]
fn the_example_of_a_district_holds() {
    let text = include_str!("../../../fixtures/profiles/district.toml");
    let profile = Profile::from_toml(text).unwrap();
    assert_eq!(profile.name, "example-district-2021");
    assert_eq!(profile.wanted(Field::Funding), Level::Error);
    assert_eq!(profile.column_field("钱从哪里来"), Some(Field::Funding));
    assert_eq!(profile.column_field("工作岗位"), Some(Field::Post));
    assert_eq!(profile.age_bounds(), (16, 70));
    assert_eq!(profile.festival_window(2021), Some((date(2020, 12, 29), date(2021, 3, 6))));
    assert_eq!(profile.year_ceiling(), Some(Decimal::from(6000)));
    assert_eq!(profile.cash_ceiling(Category::Injury), Some(Decimal::from(2000)));
    assert_eq!(profile.cash_ceiling(Category::Duty), None);
    assert_eq!(profile.uniform_standard(Category::Duty), Some(Decimal::from(500)));
    assert!(!profile.allows_funding(Funding::Donation) && profile.allows_funding(Funding::Lottery));
    assert!(Payment::ALL.into_iter().all(|payment| profile.allows_payment(payment)));
    assert_eq!(profile.cash_exceptions(), ["住院期间上门慰问", "银行卡冻结"]);
    assert!(super::super::goods::money_like(&profile, "电影卡").is_some());
    assert_eq!(super::super::goods::to_check(&profile, "苹果（特产）"), None);
    assert_eq!(profile.procurement_threshold(), Some(Decimal::from(50_000)));
    assert_eq!(profile.repeat_days(), 15);
    assert_eq!(profile.severity("H109"), Some(Severities::Off));
    assert_eq!(profile.severity("C109"), Some(Severities::Error));
    let again = Profile::from_toml(&profile.to_toml()).unwrap();
    assert_eq!(again.hash(), profile.hash());
}

#[test]
fn the_hash_is_of_what_is_in_force() {
    let built_in = Profile::built_in();
    assert_eq!(Profile::from_toml("# 没有改动\n").unwrap().hash(), built_in.hash());
    assert_eq!(built_in.hash().len(), 64);
    assert_eq!(built_in.short_hash().len(), 12);
    assert!(built_in.to_toml().starts_with('#'));
    let local = Profile::from_toml("[age]\nmax = 60\n").unwrap();
    let again = Profile::from_toml(&local.to_toml()).unwrap();
    assert_eq!(again.hash(), local.hash());
    assert_eq!(again.to_toml(), local.to_toml());
}

#[test]
fn mistakes_have_a_place_and_plain_words() {
    for (text, line, column, says) in [
        ("nmae = \"x\"", 1, 1, "不认识“nmae”"),
        ("\n[age]\nmax = \"六十\"", 3, 7, "整数"),
        ("[age]\nmin = 70\nmax = 60", 1, 1, "最小年龄"),
        ("[ceilings]\nyear = -1", 2, 8, "金额"),
        ("[ceilings]\nyear = 3000.5", 2, 8, "金额"),
        ("[ceilings.time]\n\"低保\" = 1", 2, 1, "低保"),
        ("[columns.cash]\nwanted = \"yes\"", 2, 10, "\"error\"、\"warning\"、\"off\""),
        ("[columns]\nsalary = {}", 2, 1, "salary"),
        ("[severities]\nZ999 = \"off\"", 2, 1, "规则的编号"),
        ("[payment]\nallowed = [\"wechat\"]", 2, 12, "\"bank\""),
        ("[spring_festival.first_day]\n2031 = 2031-13-01", 2, 8, ""),
        ("[spring_festival.first_day]\n2031 = 2030-01-23", 2, 8, "正月初一"),
        ("name = “某局”", 1, 8, ""),
        ("name = \"a\"\nname = \"b\"", 2, 1, "写过"),
        ("age = 3", 1, 7, "一组设置"),
        ("[words.category]\nduty = \"春节\"", 2, 8, "列表"),
        ("[words]\ntypos = [\"帐\"]", 2, 9, "错=对"),
    ] {
        let error = Profile::from_toml(text).unwrap_err();
        assert!(error.message.contains(says), "{text}: {error}");
        assert_eq!(
            (error.line, error.line == line, column > 0),
            (line, true, true),
            "{text}: {error}"
        );
        if !says.is_empty() {
            assert_eq!(error.column, column, "{text}: {error}");
        }
    }
}

#[test]
fn notes_that_give_no_reason() {
    let profile = Profile::built_in();
    for text in ["", " ", "/", "无", "同意", "已领。", "现金", "〃"] {
        assert!(profile.is_no_reason(text), "{text}");
    }
    assert!(!profile.is_no_reason("本人无银行卡"));
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(text in any::<String>(), value in "[a-z0-9\"\\[\\].=\n -]{0,60}") {
        let _ = Profile::from_toml(&text);
        let _ = Profile::from_toml(&format!("[columns.name]\n{value}"));
        let _ = Profile::from_toml(&value);
    }
}
