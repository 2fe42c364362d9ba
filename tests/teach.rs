//! Exercises, as a class gets them: every planted mistake is found, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use nuanbiao::rule::{Finding, example, registry};
use nuanbiao::session::{Options, Session};
use nuanbiao::teach::exercise::is_same;
use nuanbiao::teach::{
    Difficulty, Exercise, ExerciseError, Layout, Mark, Reply, Wishes, built_in, built_in_form,
    why_not,
};
use nuanbiao::workbook::Flow;

fn wishes(level: Difficulty, seed: usize, rows: usize, mistakes: usize) -> Wishes {
    Wishes { level, rows, mistakes, seed: seed.to_string(), ..Wishes::default() }
}

/// What a check says of an exercise, but for what it says of any form here.
fn found(exercise: &Exercise, session: &Session) -> Vec<Finding> {
    let besides = |it: &&Finding| !exercise.besides.iter().any(|known| is_same(it, known));
    session.findings().iter().filter(besides).cloned().collect()
}

/// Each planted mistake is one finding, and each finding a planted mistake.
fn assert_found(exercise: &Exercise, session: &Session) {
    let found = found(exercise, session);
    let seed = &exercise.wishes;
    for planted in &exercise.planted {
        let is_found = found.iter().any(|it| is_same(it, &planted.finding));
        assert!(is_found, "{seed:?}: {} is not found", planted.finding.code());
    }
    let codes: Vec<_> = found.iter().map(|it| (it.code(), it.cell)).collect();
    assert_eq!(found.len(), exercise.planted.len(), "{seed:?}: {codes:?}");
}

#[test]
fn a_thousand_exercises_hold_what_was_planted_and_nothing_else() {
    for seed in 0..1_000 {
        let (level, layout) = (Difficulty::ALL[seed % 3], Layout::ALL[seed % 7]);
        let wishes = Wishes { layout, ..wishes(level, seed, 8 + seed / 7 % 7, 2 + seed % 4) };
        let exercise = Exercise::new(&wishes).unwrap_or_else(|why| panic!("{wishes:?}: {why}"));
        assert_eq!(exercise.planted.len(), wishes.mistakes, "{wishes:?}");
        assert!(exercise.besides.iter().all(|it| it.code() == "H109"), "{:?}", exercise.besides);
        let options = Options::on(example::TODAY);
        let session = Session::new("练习.xlsx", &[], exercise.workbook.clone(), options);
        assert_found(&exercise, &session);
    }
}

fn open(name: &str, bytes: &[u8]) -> Session {
    Session::open(name, bytes, Options::on(example::TODAY), &mut |_| Flow::Continue).unwrap()
}

/// The file the class gets says what the form in memory says, on the day of the example and
/// on any later one.
#[test]
fn the_file_holds_the_same_mistakes() {
    for seed in 0..42 {
        let (level, layout) = (Difficulty::ALL[seed % 3], Layout::ALL[seed % 7]);
        let wishes = Wishes { layout, ..wishes(level, seed, 14, 6) };
        let exercise = Exercise::new(&wishes).unwrap();
        let made = exercise.form().unwrap();
        assert_found(&exercise, &open(&made.name, &made.bytes));
        let later = Options::on(jiff::civil::date(2033, 3, 3));
        let session = Session::open(&made.name, &made.bytes, later, &mut |_| Flow::Continue);
        assert_found(&exercise, &session.unwrap());
        assert_eq!(made.bytes, Exercise::new(&wishes).unwrap().form().unwrap().bytes);
    }
}

/// Every rule that can be planted survives the way through a file.
#[test]
fn every_mistake_survives_being_written() {
    for rule in registry::rules().filter(|rule| why_not(rule).is_none()) {
        let codes = vec![rule.code.to_owned()];
        let wishes = Wishes { codes, mistakes: 1, ..Wishes::default() };
        let exercise = Exercise::new(&wishes).unwrap_or_else(|why| panic!("{}: {why}", rule.code));
        let made = exercise.form().unwrap();
        assert_found(&exercise, &open(&made.name, &made.bytes));
    }
}

/// Every rule but those that say why not can be planted in every layout, each with people of
/// its own.
#[test]
fn every_rule_can_be_planted_in_every_layout() {
    for (seed, layout) in (0..).zip(Layout::ALL) {
        let seed = i32::to_string(&seed);
        let fails = registry::rules().filter(|rule| why_not(rule).is_none()).filter(|rule| {
            let codes = vec![rule.code.to_owned()];
            let seed = seed.clone();
            let wishes = Wishes { codes, mistakes: 1, seed, layout, ..Wishes::default() };
            Exercise::new(&wishes).is_err()
        });
        let fails: Vec<_> = fails.map(|rule| rule.code).collect();
        assert!(fails.is_empty(), "{layout:?}: {fails:?}");
    }
}

#[test]
fn the_answers_stand_in_a_file_of_their_own() {
    let exercise = Exercise::new(&Wishes::default()).unwrap();
    let (form, answers) = (exercise.form().unwrap(), exercise.answer_sheet().unwrap());
    let texts = |bytes: &[u8]| {
        let session = open("a.xlsx", bytes);
        let cells = session.workbook().sheets.iter().flat_map(|sheet| sheet.rows());
        let cells = cells.flat_map(|row| &row.cells).map(|cell| cell.value.display().into_owned());
        cells.collect::<Vec<_>>()
    };
    let (form, answers) = (texts(&form.bytes), texts(&answers.bytes));
    for planted in &exercise.planted {
        let code = planted.finding.code().to_owned();
        assert!(!form.contains(&code) && answers.contains(&code), "{code}");
    }
    assert!(answers.iter().any(|text| text.contains("种子：1")));
}

#[test]
fn the_same_seed_makes_the_same_exercise_forever() {
    let exercise = Exercise::new(&Wishes::default()).unwrap();
    let rows = exercise.workbook.sheets.iter().flat_map(|sheet| sheet.rows()).map(|row| {
        let cells = row.cells.iter().map(|cell| cell.value.display().into_owned());
        cells.collect::<Vec<_>>().join(" | ")
    });
    let rows: Vec<_> = rows.collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn marks_are_scored() {
    let exercise = Exercise::new(&Wishes::default()).unwrap();
    let mark = |cell: Option<&str>, code: Option<&str>| Mark {
        cell: cell.map(str::to_owned),
        code: code.map(str::to_owned),
    };
    let blank = exercise.score(&[]);
    assert_eq!((blank.hits, blank.false_marks, blank.percent), (0, 0, 0));
    assert_eq!(blank.answers.len(), 6);

    let all: Vec<Mark> =
        blank.answers.iter().map(|it| mark(it.cell.as_deref(), Some(&it.code))).collect();
    let right = exercise.score(&all);
    assert_eq!((right.hits, right.false_marks, right.percent), (6, 0, 100));
    assert!(right.answers.iter().all(|it| it.found && it.named == Some(true)));
    assert!(right.rules.iter().all(|it| it.found == it.planted));

    let first = blank.answers.iter().find_map(|it| it.cell.clone()).unwrap();
    let marks = [
        mark(Some(&first), Some("R001")),
        mark(Some(&first), None),
        mark(Some("E5"), None),
        mark(Some("A2"), None),
        mark(Some("没有这一格"), None),
        mark(None, None),
    ];
    let mixed = exercise.score(&marks);
    let replies: Vec<Reply> = mixed.marks.iter().map(|it| it.reply).collect();
    let [hit, again, rest @ ..] = replies.as_slice() else { panic!("{replies:?}") };
    assert_eq!((hit, again), (&Reply::Hit, &Reply::Again));
    assert_eq!(rest, [Reply::Wrong, Reply::Hint, Reply::Wrong, Reply::Wrong]);
    assert_eq!((mixed.hits, mixed.false_marks), (1, 3));
    assert_eq!(mixed.percent, 100 / 9);
    let found = mixed.answers.iter().find(|it| it.found).unwrap();
    assert_eq!(found.named, Some(false));
}

/// Where label and value stand apart, either of them is the place of the mistake.
#[test]
fn an_empty_value_is_found_at_its_own_cell_and_at_its_label() {
    let codes = vec!["H101".to_owned()];
    let wishes = Wishes { codes, mistakes: 1, layout: Layout::Apart, ..Wishes::default() };
    let exercise = Exercise::new(&wishes).unwrap();
    for cell in ["A2", "D2"] {
        let marks = [Mark { cell: Some(cell.to_owned()), code: None }];
        assert_eq!(exercise.score(&marks).percent, 100, "{cell}");
    }
    let answers = exercise.answers();
    assert!(answers[0].right.as_ref().is_some_and(|it| it.ends_with("委员会")), "{answers:?}");
    let marks = [Mark { cell: Some("I2".to_owned()), code: None }];
    assert_eq!(exercise.score(&marks).hits, 0);
}

#[test]
fn what_cannot_be_is_said() {
    let why = |wishes: Wishes| Exercise::new(&wishes).unwrap_err();
    let of = |code: &str| Wishes { codes: vec![code.to_owned()], ..Wishes::default() };
    assert_eq!(why(of("Z1")), ExerciseError::NoRule("Z1".to_owned()));
    assert!(matches!(why(of("R001")), ExerciseError::NotPlantable(code, _) if code == "R001"));
    assert!(matches!(why(of("X")), ExerciseError::NotPlantable(..)));
    // One head has one date.
    assert_eq!(why(of("H105")), ExerciseError::NoRoom(1, Vec::new()));
    assert_eq!(why(Wishes { rows: 2, ..Wishes::default() }), ExerciseError::Rows);
    assert_eq!(why(Wishes { mistakes: 0, ..Wishes::default() }), ExerciseError::Mistakes);
}

#[test]
fn each_example_form_has_exactly_its_mistakes() {
    let all = built_in();
    assert!(all.len() > 10);
    for told in all {
        let made = built_in_form(&told.key).unwrap().unwrap();
        let session = open(&made.name, &made.bytes);
        let mut codes: Vec<_> = session.findings().iter().map(|it| it.code()).collect();
        codes.retain(|code| *code != "H109");
        codes.sort_unstable();
        assert_eq!(codes, told.codes, "{}", told.key);
        // The story names the one who filled it in, unless that is what is wrong.
        let preparer =
            session.forms().first().unwrap().head.get(nuanbiao::form::HeadField::Preparer);
        let named = told.story.contains(preparer.text.as_str());
        assert!(
            named || told.codes.iter().any(|code| code == "H102" || code == "K101"),
            "{}",
            told.key
        );
    }
    assert!(built_in_form("no such").is_none());
}
