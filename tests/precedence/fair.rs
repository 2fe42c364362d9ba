//! What an honest form is not asked about: ways of filling in that a reviewer lets pass.

use super::told;
use nuanbiao::form::Field::{
    AccountName, Agent, Category, Date, IdNumber, Name, Note, Phone, Reason, Sex, Signature,
};
use nuanbiao::form::HeadField;
use nuanbiao::rule::Change::{Cell, Head};
use nuanbiao::rule::Example;
use nuanbiao::rule::Put::Text;

/// One person, visited on three days; the husband received each time.
const THRICE: Example = &[
    Cell(1, Name, Text("陈桂芳")),
    Cell(2, Name, Text("陈桂芳")),
    Cell(1, IdNumber, Text("310101196803120025")),
    Cell(2, IdNumber, Text("310101196803120025")),
    Cell(1, Sex, Text("女")),
    Cell(2, Sex, Text("女")),
    Cell(1, Date, Text("2021-01-15")),
    Cell(2, Date, Text("2021-02-01")),
    Cell(0, Agent, Text("李国强（丈夫）")),
    Cell(1, Agent, Text("李国强（丈夫）")),
    Cell(2, Agent, Text("李国强（丈夫）")),
];

#[test]
fn nothing_is_asked() {
    let cases: &[Example] = &[
        // The note says whose account it is.
        &[Cell(0, AccountName, Text("陈建国")), Cell(0, Note, Text("爱人账户"))],
        // A name of two parts is signed with the first.
        &[Cell(2, Name, Text("阿依古丽·买买提")), Cell(2, Signature, Text("阿依古丽"))],
        // The relation is told, and 儿子 of three people is not one agent.
        &[Cell(1, Signature, Text("林小梅")), Cell(1, Agent, Text("女儿代领"))],
        &[
            Cell(0, Agent, Text("儿子代领")),
            Cell(1, Agent, Text("儿子代领")),
            Cell(2, Agent, Text("儿子代领")),
        ],
        // One person on three days: her wife received each time, for one and not for three.
        THRICE,
        // Phones as they are printed on cards.
        &[Head(HeadField::Phone, "(021)63214567")],
        &[Head(HeadField::Phone, "（021）63214567转801")],
        &[Cell(0, Phone, Text("02163214567"))],
    ];
    for changes in cases {
        assert_eq!(told(changes), [] as [&str; 0], "{changes:?}");
    }
}

#[test]
fn what_looks_like_it_is_still_asked() {
    let cases: &[(Example, &str)] = &[
        (&[Cell(0, AccountName, Text("陈建国"))], "B109 P6"),
        (&[Cell(0, AccountName, Text("陈建国")), Cell(0, Note, Text("本人要求"))], "B109 P6"),
        (&[Cell(2, Name, Text("阿依古丽·买买提")), Cell(2, Signature, Text("买买提"))], "S102 S8"),
        (&[Cell(1, Name, Text("江涛之妻"))], "P102 B7"),
        (&[Head(HeadField::Phone, "021-6321456")], "H104 H3"),
    ];
    for (changes, expected) in cases {
        assert_eq!(told(changes), [*expected], "{changes:?}");
    }
}

#[test]
fn the_same_words_beside_other_reasons_are_other_categories() {
    let changes: Example = &[
        Cell(0, Category, Text("困难职工")),
        Cell(0, Reason, Text("爱人患尿毒症，长期透析")),
        Cell(1, Category, Text("困难职工")),
        Cell(1, Reason, Text("下岗失业")),
    ];
    assert_eq!(told(changes), ["C104 G6", "C104 G7"]);
}
