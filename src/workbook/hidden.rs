//! What the user doesn't see: hidden rows, columns and sheets.

use super::column_letters;
use std::fmt;

/// Whether the user sees a row, a column or a sheet's tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// As usual.
    Visible,
    /// Hidden, filtered away, or (a sheet) very hidden.
    Hidden,
}

impl Visibility {
    /// The word users see.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Visible => "显示",
            Self::Hidden => "隐藏",
        }
    }
}

/// What can be hidden by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hideable {
    /// The sheet's tab.
    Sheet,
    /// A zero-based row.
    Row(u32),
    /// A zero-based column.
    Column(u32),
}

/// As users call it: 第 7 行.
impl fmt::Display for Hideable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet => f.write_str("整张工作表"),
            Self::Row(row) => write!(f, "第 {} 行", u64::from(*row) + 1),
            Self::Column(col) => write!(f, "{} 列", column_letters(*col)),
        }
    }
}

/// Neighbouring rows or columns, zero-based, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

impl Span {
    /// Adds one more to ascending spans, to the last of them if it is its neighbour.
    pub(super) fn extend(spans: &mut Vec<Self>, added: Self) {
        match spans.last_mut() {
            Some(span)
                if span.first <= added.first && added.first <= span.last.saturating_add(1) =>
            {
                span.last = span.last.max(added.last);
            }
            _ => spans.push(added),
        }
    }
}

/// Brings spans that were gathered in any order into the ascending one, each row or column in
/// no more than one of them.
pub(super) fn order_spans(spans: &mut Vec<Span>) {
    spans.retain(|span| span.first <= span.last);
    if spans.is_sorted_by(|a, b| a.last < b.first) {
        return;
    }
    spans.sort_unstable_by_key(|span| span.first);
    let gathered = std::mem::take(spans);
    gathered.into_iter().for_each(|span| Span::extend(spans, span));
}

/// Where ascending spans hold an index; else where it would stand among them.
fn find(spans: &[Span], index: u32) -> Result<usize, usize> {
    let at = spans.partition_point(|span| span.last < index);
    if spans.get(at).is_some_and(|span| span.first <= index) { Ok(at) } else { Err(at) }
}

/// Whether ascending spans hold an index.
pub(super) fn holds(spans: &[Span], index: u32) -> bool {
    find(spans, index).is_ok()
}

/// Puts an index into ascending spans of what is hidden, or takes it out; gives back which it
/// was. Neighbours stay one span, so that the way back leads to the same spans.
pub(super) fn set(spans: &mut Vec<Span>, index: u32, visibility: Visibility) -> Visibility {
    match (find(spans, index), visibility) {
        (Ok(_), Visibility::Hidden) => Visibility::Hidden,
        (Err(_), Visibility::Visible) => Visibility::Visible,
        (Ok(at), Visibility::Visible) => {
            let parts = spans.get(at).map_or([None, None], |span| {
                let above = index.checked_sub(1).map(|last| Span { first: span.first, last });
                let below = index.checked_add(1).map(|first| Span { first, last: span.last });
                [above, below]
            });
            let parts = parts.into_iter().flatten().filter(|part| part.first <= part.last);
            spans.splice(at..=at, parts);
            Visibility::Hidden
        }
        (Err(at), Visibility::Hidden) => {
            let above = at.checked_sub(1).and_then(|above| spans.get(above));
            let above = above.filter(|span| span.last.checked_add(1) == Some(index)).copied();
            let below = spans.get(at).filter(|span| index.checked_add(1) == Some(span.first));
            let below = below.copied();
            let joined = Span {
                first: above.map_or(index, |span| span.first),
                last: below.map_or(index, |span| span.last),
            };
            let from = at - usize::from(above.is_some());
            spans.splice(from..at + usize::from(below.is_some()), [joined]);
            Visibility::Visible
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn spans(hidden: &BTreeSet<u32>) -> Vec<Span> {
        let mut spans = Vec::new();
        hidden.iter().for_each(|at| Span::extend(&mut spans, Span { first: *at, last: *at }));
        spans
    }

    proptest! {
        /// Against a plain set, step by step; the spans are always those a reader would make.
        #[test]
        fn what_is_hidden_is_what_a_set_would_hold(
            start in prop::collection::btree_set(0_u32..12, 0..12),
            steps in prop::collection::vec((0_u32..12, any::<bool>()), 0..20),
        ) {
            let (mut set, mut found) = (start.clone(), spans(&start));
            for (at, hide) in steps {
                let wanted = if hide { Visibility::Hidden } else { Visibility::Visible };
                let was = super::set(&mut found, at, wanted);
                let held = if hide { !set.insert(at) } else { set.remove(&at) };
                prop_assert_eq!(was == Visibility::Hidden, held);
                prop_assert_eq!(&found, &spans(&set));
                prop_assert_eq!(holds(&found, at), hide);
            }
        }
    }

    #[test]
    fn the_outermost_indices_can_be_shown_and_hidden() {
        let whole = vec![Span { first: 0, last: u32::MAX }];
        for edge in [0, u32::MAX] {
            let mut spans = whole.clone();
            assert_eq!(set(&mut spans, edge, Visibility::Visible), Visibility::Hidden);
            assert!(!holds(&spans, edge) && holds(&spans, 1));
            assert_eq!(set(&mut spans, edge, Visibility::Hidden), Visibility::Visible);
            assert_eq!(spans, whole);
        }
    }

    #[test]
    fn names_are_the_users() {
        let names = [Hideable::Sheet, Hideable::Row(6), Hideable::Column(27)];
        assert_eq!(names.map(|it| it.to_string()), ["整张工作表", "第 7 行", "AB 列"]);
    }
}
