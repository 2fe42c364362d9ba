//! Laws of scoring: whatever a class marks, the score is fair.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use nuanbiao::teach::{Difficulty, Exercise, Layout, Mark, Reply, Score, Wishes};
use nuanbiao::workbook::CellRef;
use proptest::prelude::*;
use std::sync::LazyLock;

/// Exercises of each level in each layout, and one in which mistakes crowd head and sums.
static EXERCISES: LazyLock<Vec<Exercise>> = LazyLock::new(|| {
    let of = |(seed, layout): (usize, Layout)| {
        let level = Difficulty::ALL[seed % 3];
        let seed = seed.to_string();
        let wishes = Wishes { level, rows: 16, mistakes: 8, seed, layout, ..Wishes::default() };
        Exercise::new(&wishes).unwrap()
    };
    let codes = ["H1", "A110", "A111", "A113"].map(str::to_owned).to_vec();
    let crowded = Wishes { codes, mistakes: 6, ..Wishes::default() };
    let all = (0..).zip(Layout::ALL).map(of);
    // Two mistakes in one cell.
    let mut shared = of((9, Layout::Official));
    shared.planted[1].finding.cell = shared.planted[0].finding.cell;
    all.chain([Exercise::new(&crowded).unwrap(), shared]).collect()
});

/// How many marks were found to point at nothing wrong.
fn misses(score: &Score) -> usize {
    score.marks.iter().filter(|it| matches!(it.reply, Reply::Near | Reply::Wrong)).count()
}

/// A mark, as an index that is taken modulo what there is.
#[derive(Debug, Clone)]
enum Pick {
    /// A mistake's own place, its rule named or not.
    Planted(usize, bool),
    /// A cell a mistake has to do with.
    Related(usize),
    /// Any cell, with some rule's code or none.
    Cell(u32, u32, Option<&'static str>),
    /// The sheet as a whole.
    Whole,
    /// What is no address.
    Nonsense,
}

fn pick() -> impl Strategy<Value = Pick> {
    let code = prop_oneof![Just(None), Just(Some("P203")), Just(Some("H101")), Just(Some("?"))];
    prop_oneof![
        4 => (any::<usize>(), any::<bool>()).prop_map(|(at, named)| Pick::Planted(at, named)),
        1 => any::<usize>().prop_map(Pick::Related),
        4 => (0_u32..32, 0_u32..28, code).prop_map(|(row, col, code)| Pick::Cell(row, col, code)),
        1 => Just(Pick::Whole),
        1 => Just(Pick::Nonsense),
    ]
}

fn mark(exercise: &Exercise, pick: &Pick) -> Mark {
    let planted = |at: &usize| &exercise.planted[at % exercise.planted.len()].finding;
    let own = |text: &str| Some(text.to_owned());
    let (cell, code) = match pick {
        Pick::Planted(at, named) => {
            let finding = planted(at);
            (finding.cell.map(|it| it.to_string()), named.then(|| finding.code().to_owned()))
        }
        Pick::Related(at) => (planted(at).cells().last().map(|it| it.to_string()), None),
        Pick::Cell(row, col, code) => {
            (own(&CellRef::new(*row, *col).to_string()), code.and_then(own))
        }
        Pick::Whole => (None, None),
        Pick::Nonsense => (own("这里"), None),
    };
    Mark { cell, code }
}

fn exercise() -> impl Strategy<Value = &'static Exercise> {
    (0..EXERCISES.len()).prop_map(|at| &EXERCISES[at])
}

fn marked() -> impl Strategy<Value = (&'static Exercise, Vec<Mark>)> {
    (exercise(), prop::collection::vec(pick(), 0..24)).prop_map(|(exercise, picks)| {
        let marks = picks.iter().map(|pick| mark(exercise, pick)).collect();
        (exercise, marks)
    })
}

/// What comes of marks, whatever their order.
fn outcome(score: Score) -> (usize, usize, usize, Vec<(bool, Option<bool>)>) {
    let answers = score.answers.iter().map(|it| (it.found, it.named)).collect();
    (score.hits, score.false_marks, score.percent, answers)
}

fn all(exercise: &Exercise) -> Vec<Mark> {
    let marks = exercise
        .planted
        .iter()
        .map(|it| Mark { cell: it.finding.cell.map(|cell| cell.to_string()), code: None });
    marks.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_score_lies_between_nothing_and_all((exercise, marks) in marked()) {
        let score = exercise.score(&marks);
        prop_assert!(score.percent <= 100);
        prop_assert!(score.hits <= score.mistakes);
        prop_assert_eq!(score.mistakes, exercise.planted.len());
        prop_assert_eq!(score.marks.len(), marks.len());
        prop_assert_eq!(score.hits, score.answers.iter().filter(|it| it.found).count());
        prop_assert_eq!(score.hits, score.rules.iter().map(|it| it.found).sum::<usize>());
        prop_assert_eq!(score.false_marks, misses(&score));
        let is_full = score.hits == score.mistakes && misses(&score) == 0;
        prop_assert_eq!(score.percent == 100, is_full);
    }

    #[test]
    fn the_planted_cells_and_nothing_else_give_full_marks(
        (exercise, marks) in exercise().prop_flat_map(|it| (Just(it), Just(all(it)).prop_shuffle()))
    ) {
        prop_assert_eq!(exercise.score(&marks).percent, 100);
        let but_one = &marks[1..];
        let missed = all(exercise).iter().any(|it| !but_one.contains(it));
        prop_assert_eq!(exercise.score(but_one).percent < 100, missed);
    }

    #[test]
    fn a_mark_that_finds_nothing_new_never_raises_the_score(
        (exercise, marks) in marked(), further in pick()
    ) {
        let before = exercise.score(&marks);
        let more = [marks, vec![mark(exercise, &further)]].concat();
        let after = exercise.score(&more);
        let reply = after.marks.last().map(|it| it.reply);
        if reply == Some(Reply::Hit) {
            prop_assert!(after.hits > before.hits);
        } else {
            prop_assert!(after.percent <= before.percent, "{:?}", reply);
            prop_assert_eq!(after.hits, before.hits);
        }
        // Nobody gets full marks by marking everything besides.
        let full = [all(exercise), vec![mark(exercise, &further)]].concat();
        let full = exercise.score(&full);
        prop_assert_eq!(full.percent == 100, misses(&full) == 0);
    }

    #[test]
    fn the_order_of_the_marks_does_not_matter(
        (exercise, marks, shuffled) in marked().prop_flat_map(|(exercise, marks)| {
            (Just(exercise), Just(marks.clone()), Just(marks).prop_shuffle())
        })
    ) {
        let (given, other) = (exercise.score(&marks), exercise.score(&shuffled));
        prop_assert_eq!(outcome(given), outcome(other));
    }
}
