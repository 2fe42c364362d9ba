//! Edits, applied, taken back and brought back.

use super::edit::{Cause, Edit, State, Target};
use crate::workbook::Workbook;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The edits of one user action; undone and redone together.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// In the order they were made.
    pub edits: Vec<Edit>,
    /// If the step takes earlier edits back: their positions among all edits ever made and
    /// not undone. Such a step is no edit of its own.
    reverts: Vec<usize>,
}

impl Step {
    /// A step of these edits.
    #[must_use]
    pub const fn new(edits: Vec<Edit>) -> Self {
        Self { edits, reverts: Vec::new() }
    }
}

/// All steps of a session: those in force, and those taken back.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Brings something of a sheet into a state and gives the edit that records it; `None`
    /// if that changes nothing.
    pub fn put(workbook: &mut Workbook, sheet: usize, after: State, cause: Cause) -> Option<Edit> {
        let before = after.clone().put(workbook.sheets.get_mut(sheet)?);
        (before != after).then_some(Edit { sheet, before, after, cause })
    }

    /// Records a step that was made; what had been taken back can't be brought back.
    pub fn push(&mut self, step: Step) {
        if !step.edits.is_empty() {
            self.done.push(step);
            self.undone.clear();
        }
    }

    /// Takes the last step back; gives its edits.
    pub fn undo(&mut self, workbook: &mut Workbook) -> Option<&Step> {
        let step = self.done.pop()?;
        for edit in step.edits.iter().rev() {
            if let Some(sheet) = workbook.sheets.get_mut(edit.sheet) {
                edit.before.clone().put(sheet);
            }
        }
        self.undone.push(step);
        self.undone.last()
    }

    /// Brings the last step taken back again; gives its edits.
    pub fn redo(&mut self, workbook: &mut Workbook) -> Option<&Step> {
        let step = self.undone.pop()?;
        for edit in &step.edits {
            if let Some(sheet) = workbook.sheets.get_mut(edit.sheet) {
                edit.after.clone().put(sheet);
            }
        }
        self.done.push(step);
        self.done.last()
    }

    /// Whether a step can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether a step can be brought back.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Brings cells (or what else was changed) back to what they were before some of the edits
    /// in force, whatever was done to them since; their later edits go with them. A step like
    /// any other: it can be undone. `None` if there are no such edits.
    pub fn revert(&mut self, workbook: &mut Workbook, positions: &[usize]) -> Option<&Step> {
        let wanted: BTreeSet<usize> = positions.iter().copied().collect();
        let found = self.in_force().enumerate().filter(|(position, _)| wanted.contains(position));
        let (reverts, mut befores): (Vec<_>, Vec<_>) =
            found.map(|(_, (made, edit))| (made, (edit.sheet, edit.before.clone()))).unzip();
        if reverts.is_empty() {
            return None;
        }
        // Of several edits of one cell the first one's state is the one to come back to.
        befores.reverse();
        let put = |(sheet, before)| Self::put(workbook, sheet, before, Cause::Manual);
        // Edits that led back to where they began are taken off the record all the same.
        let edits = befores.into_iter().filter_map(put).collect();
        self.done.push(Step { edits, reverts });
        self.undone.clear();
        self.done.last()
    }

    /// The edits in force, oldest first. Those that were reverted are not among them.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.in_force().map(|(_, edit)| edit)
    }

    /// The edits in force, each with its position among all that were made and not undone.
    fn in_force(&self) -> impl Iterator<Item = (usize, &Edit)> {
        let gone = self.reverted();
        let all = self.done.iter().flat_map(|step| &step.edits).enumerate();
        all.filter(move |(made, _)| !gone.contains(made))
    }

    /// The positions of edits that a later step reverted, and of what reverted them.
    fn reverted(&self) -> HashSet<usize> {
        let mut gone = HashSet::new();
        if self.done.iter().all(|step| step.reverts.is_empty()) {
            return gone;
        }
        let mut made: Vec<(usize, Target)> = Vec::new();
        for step in &self.done {
            let from = made.len();
            made.extend(step.edits.iter().map(|edit| (edit.sheet, edit.target())));
            if step.reverts.is_empty() {
                continue;
            }
            let mut firsts: HashMap<(usize, Target), usize> = HashMap::new();
            for position in &step.reverts {
                let Some(target) = made.get(*position) else { continue };
                let first = firsts.entry(*target).or_insert(*position);
                *first = (*first).min(*position);
            }
            let later = made.iter().enumerate().filter(|(position, target)| {
                firsts.get(target).is_some_and(|first| position >= first)
            });
            gone.extend(later.map(|(position, _)| position));
            gone.extend(from..made.len());
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::limits::Limits;
    use crate::workbook::{CellRef, Flow, Hideable, Visibility, open_pasted};

    fn workbook() -> Workbook {
        open_pasted("甲\t乙\n1\t2\n", &Limits::DEFAULT, &mut |_| Flow::Continue).unwrap()
    }

    fn text(workbook: &Workbook, at: &str) -> String {
        let cell = workbook.sheets[0].cell(at.parse().unwrap());
        cell.map_or_else(String::new, |cell| cell.value.display().into_owned())
    }

    /// Copies the content of one cell into another, as an edit.
    fn copy(history: &mut History, workbook: &mut Workbook, from: &str, to: &str) {
        let content = workbook.sheets[0].cell(from.parse().unwrap()).cloned();
        make(history, workbook, State::Cell(to.parse().unwrap(), content));
    }

    fn make(history: &mut History, workbook: &mut Workbook, after: State) {
        let edit = History::put(workbook, 0, after, Cause::Manual);
        history.push(Step::new(edit.into_iter().collect()));
    }

    fn places(history: &History) -> Vec<String> {
        history.edits().filter_map(Edit::cell).map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn one_edit_is_reverted_and_the_others_stay() {
        let (mut book, mut history) = (workbook(), History::default());
        copy(&mut history, &mut book, "A1", "A2");
        copy(&mut history, &mut book, "B1", "B2");
        history.revert(&mut book, &[0]).unwrap();
        assert_eq!((text(&book, "A2").as_str(), text(&book, "B2").as_str()), ("1", "乙"));
        assert_eq!(places(&history), ["B2"]);

        history.undo(&mut book).unwrap();
        assert_eq!(text(&book, "A2"), "甲");
        assert_eq!(places(&history), ["A2", "B2"]);
        history.redo(&mut book).unwrap();
        assert_eq!(text(&book, "A2"), "1");
        assert_eq!(places(&history), ["B2"]);
    }

    #[test]
    fn several_edits_are_reverted_as_one_step() {
        let (mut book, mut history) = (workbook(), History::default());
        copy(&mut history, &mut book, "A1", "A2");
        copy(&mut history, &mut book, "B1", "B2");
        make(&mut history, &mut book, State::Cell("A2".parse().unwrap(), None));
        make(&mut history, &mut book, State::Cell("B1".parse().unwrap(), None));
        history.revert(&mut book, &[2, 0, 1, 9]).unwrap();
        assert_eq!((text(&book, "A2").as_str(), text(&book, "B2").as_str()), ("1", "2"));
        assert_eq!(places(&history), ["B1"]);
        history.undo(&mut book).unwrap();
        assert_eq!((text(&book, "A2").as_str(), text(&book, "B2").as_str()), ("", "乙"));
        assert_eq!(places(&history), ["A2", "B2", "A2", "B1"]);
        assert!(history.revert(&mut book, &[]).is_none());
    }

    #[test]
    fn later_edits_of_the_cell_go_with_the_reverted_one() {
        let (mut book, mut history) = (workbook(), History::default());
        copy(&mut history, &mut book, "A1", "A2");
        copy(&mut history, &mut book, "B1", "A2");
        history.revert(&mut book, &[0]).unwrap();
        assert_eq!(text(&book, "A2"), "1");
        assert_eq!(places(&history), [""; 0]);
        assert!(history.revert(&mut book, &[0]).is_none());

        copy(&mut history, &mut book, "B1", "A2");
        assert_eq!(places(&history), ["A2"]);
        history.revert(&mut book, &[0]).unwrap();
        assert_eq!(text(&book, "A2"), "1");
    }

    #[test]
    fn an_edit_that_was_typed_back_is_reverted_too() {
        let (mut book, mut history) = (workbook(), History::default());
        copy(&mut history, &mut book, "A1", "A2");
        let place: CellRef = "A2".parse().unwrap();
        let one = workbook().sheets[0].cell(place).cloned();
        make(&mut history, &mut book, State::Cell(place, one));
        assert_eq!(places(&history), ["A2", "A2"]);
        history.revert(&mut book, &[0]).unwrap();
        assert_eq!(places(&history), [""; 0]);
        history.undo(&mut book).unwrap();
        assert_eq!(places(&history), ["A2", "A2"]);
    }

    #[test]
    fn what_was_hidden_can_be_hidden_again() {
        let (mut book, mut history) = (workbook(), History::default());
        let all = [Hideable::Row(1), Hideable::Column(0), Hideable::Sheet];
        for of in all {
            make(&mut history, &mut book, State::Visibility(of, Visibility::Visible));
            assert!(!history.can_undo(), "{of} was shown before");
            book.sheets[0].set_visibility(of, Visibility::Hidden);
        }
        let hidden = format!("{book:?}");
        for of in all {
            make(&mut history, &mut book, State::Visibility(of, Visibility::Visible));
        }
        copy(&mut history, &mut book, "A1", "A2");
        assert!(!book.sheets[0].row_is_hidden(1) && !book.sheets[0].col_is_hidden(0));

        history.revert(&mut book, &[1]).unwrap();
        assert!(book.sheets[0].col_is_hidden(0) && !book.sheets[0].row_is_hidden(1));
        let left: Vec<_> = history.edits().map(Edit::target).collect();
        let row = Target::Visibility(Hideable::Row(1));
        assert_eq!(left[..2], [row, Target::Visibility(Hideable::Sheet)]);
        assert_eq!(left.len(), 3);

        while history.undo(&mut book).is_some() {}
        assert_eq!(format!("{book:?}"), hidden);
    }
}
