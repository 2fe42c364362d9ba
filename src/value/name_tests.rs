#![allow(clippy::panic, reason = "tests")]
use super::*;
use proptest::prelude::*;

fn at(text: &str) -> Reading<Name, NameFault> {
    read(&Raw::text(text))
}

fn good(text: &str) -> (String, Ways) {
    match at(text) {
        Reading::Good { value, ways } => (value.to_string(), ways),
        other => panic!("{text:?} gives {other:?}"),
    }
}

#[test]
fn names_and_their_ways() {
    for (text, name, ways) in [
        ("张三", "张三", &[][..]),
        ("欧阳娜娜", "欧阳娜娜", &[]),
        ("張無忌", "張無忌", &[]),
        ("张　三", "张三", &[Way::Spaces]),
        ("张 三 丰", "张三丰", &[Way::Spaces]),
        ("张\n三", "张三", &[Way::Spaces]),
        (" 张三\u{200B}", "张三", &[Way::Spaces]),
        ("欧阳 文华", "欧阳文华", &[Way::Spaces]),
        ("司马 光", "司马光", &[Way::Spaces]),
        ("'张三", "张三", &[Way::Apostrophe]),
        ("阿依古丽·买买提", "阿依古丽·买买提", &[]),
        ("阿依古丽•买买提", "阿依古丽·买买提", &[Way::Dot]),
        ("阿依古丽．买买提", "阿依古丽·买买提", &[Way::Dot]),
        ("阿依古丽.买买提", "阿依古丽·买买提", &[Way::Dot]),
        ("阿依古丽・买买提", "阿依古丽·买买提", &[Way::Dot]),
        ("阿依古丽 · 买买提", "阿依古丽·买买提", &[Way::Spaces]),
        ("阿依古丽··买买提", "阿依古丽·买买提", &[Way::Dot]),
        ("John Smith", "John Smith", &[]),
        ("John  Smith", "John Smith", &[Way::Spaces]),
        ("Ｊohn Smith", "John Smith", &[Way::FullWidth]),
        ("J. Anne-Marie O'Brien", "J. Anne-Marie O'Brien", &[]),
        ("𠮷田", "𠮷田", &[]),
        ("张\u{E123}", "张\u{E123}", &[]),
        ("李生", "李生", &[]),
        ("王上前", "王上前", &[]),
    ] {
        let ways = ways.iter().fold(Ways::NONE, |ways, way| ways.with(*way));
        assert_eq!(good(text), (name.to_owned(), ways), "{text:?}");
    }
}

#[test]
fn what_is_no_name() {
    for text in [
        "张",
        "张三1",
        "张三２",
        "等5人",
        "张三等5人",
        "张三等五人",
        "张三等人",
        "张三等",
        "张三 等 五 人",
        "张某",
        "李某某",
        "张*三",
        "张三(组长)",
        "张师傅",
        "同志",
        "√",
        "张？",
        "张三、",
    ] {
        assert_eq!(at(text), Reading::Bad(NameFault::NotAName), "{text}");
    }
    assert_eq!(at(&"张".repeat(51)), Reading::Bad(NameFault::NotAName));
    assert!(at(&"张".repeat(50)).good().is_some());
    let number = Raw { text: "5", stored: Stored::Number(5.0) };
    assert_eq!(read(&number), Reading::Bad(NameFault::NotAName));
}

#[test]
fn several_names() {
    for text in [
        "张三、李四",
        "张三,李四",
        "张三，李四",
        "张三/李四",
        "张三；李四",
        "张三 李四",
        "张三\n李四",
        "张三　李四　王五",
        "张三丰 李四",
    ] {
        assert_eq!(at(text), Reading::Bad(NameFault::Several), "{text}");
    }
}

#[test]
fn honorifics_are_guessed_off() {
    for text in ["张三同志", "张三师傅", "张三 先生", "张三 同 志", "张三女士", "张三老師"]
    {
        let expected = Reading::Guess { value: Name("张三".into()), fault: NameFault::Honorific };
        assert_eq!(at(text), expected, "{text}");
    }
}

#[test]
fn nothing_is_nobody() {
    assert_eq!(at(" "), Reading::Blank);
    assert_eq!(at("无"), Reading::Placeholder);
    assert_eq!(at("待补"), Reading::Placeholder);
    assert_eq!(at("同上"), Reading::Ditto);
}

#[test]
fn the_same_person() {
    assert!(same_person("张三", "张　三"));
    assert!(same_person("陳偉", "陈伟"));
    assert!(same_person("阿依古丽·买买提", "阿依古丽•买买提"));
    assert!(same_person("john smith", "John  Smith"));
    assert!(!same_person("张三", "张三丰"));
    assert!(!same_person("张三", "李四"));
    assert!(!same_person("", ""));
    assert!(!same_person(" ", "·"));
}

proptest! {
    #[test]
    fn never_panics_and_settles(text in "\\PC*|[张三李四丰欧阳·•. 　、等人同志先生老师无aB'\n-]{0,12}") {
        if let Some(value) = at(&text).known() {
            prop_assert!(same_person(value.as_str(), value.as_str()), "{:?}", text);
            prop_assert_eq!(at(value.as_str()), Reading::clean(value.clone()), "{:?}", text);
        }
    }

    #[test]
    fn plain_names_take_the_same_way_as_others(text in "[\u{4E00}-\u{9FFF}无待同上师傅先生等某]{2,4}") {
        if is_plain(&text) {
            prop_assert_eq!(nothing::<(), ()>(&Raw::text(&text)), None);
            prop_assert_eq!(read_text(&text), Reading::clean(Name(text.as_str().into())));
        }
    }
}

#[test]
fn somebodys_relative_is_no_name() {
    for text in
        ["江涛之妻", "李大明的丈夫", "张三家属", "张三遗属", "王某遗孀", "职工配偶", "李 明 之 母"]
    {
        assert!(
            matches!(at(text), Reading::Bad(NameFault::Relative | NameFault::NotAName)),
            "{text}"
        );
    }
    for text in ["王羲之", "张之洞", "林之妤", "周之子", "属文才"] {
        assert_eq!(good(text), (text.to_owned(), Ways::NONE));
    }
}
