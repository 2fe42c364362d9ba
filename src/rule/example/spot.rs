//! Where an example's changes are seen, in terms that hold in the wrong and in the right
//! form alike: the row of a person is another where a row was put in above it.

use super::{Change, FIELDS, FormSheet, HEADER, Put, column};
use crate::form::{Field, HeadField};
use crate::workbook::CellRef;
use std::collections::BTreeSet;

/// A row of a form, whatever its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// A row above the table, by its number.
    Above(u32),
    /// The table's header.
    Header,
    /// The empty row above a person.
    Gap(usize),
    /// A person's row.
    Person(usize),
    /// The sums.
    Total,
    /// A row below the sums: so many further down.
    Below(u32),
}

/// A cell of a form, by line and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Its line.
    pub line: Line,
    /// Its zero-based column.
    pub col: u32,
}

/// The cells of a form in which changes are seen.
#[must_use]
pub fn spots(form: &FormSheet, changes: &[Change<'_>]) -> BTreeSet<Spot> {
    changes.iter().flat_map(|change| form.spots_of(*change)).collect()
}

impl FormSheet {
    /// A cell as a spot.
    #[must_use]
    pub fn spot(&self, cell: CellRef) -> Spot {
        let (rows, total) = (self.rows(), self.total_row());
        let line = if cell.row < HEADER {
            Line::Above(cell.row)
        } else if cell.row == HEADER {
            Line::Header
        } else if cell.row >= total {
            match cell.row - total {
                0 => Line::Total,
                down => Line::Below(down),
            }
        } else {
            let at = rows.partition_point(|row| *row < cell.row);
            if rows.get(at) == Some(&cell.row) { Line::Person(at) } else { Line::Gap(at) }
        };
        Spot { line, col: cell.col }
    }

    /// A line's row in this form; `None` if it has no such line.
    #[must_use]
    pub fn row_of(&self, line: Line) -> Option<u32> {
        match line {
            Line::Above(row) => Some(row),
            Line::Header => Some(HEADER),
            Line::Person(person) => self.rows().get(person).copied(),
            Line::Gap(person) => {
                let row = self.rows().get(person)?.checked_sub(1)?;
                (row > HEADER && !self.rows().contains(&row)).then_some(row)
            }
            Line::Total => Some(self.total_row()),
            Line::Below(down) => Some(self.total_row() + down),
        }
    }

    fn spots_of(&self, change: Change<'_>) -> Vec<Spot> {
        let of = |person, field| Spot { line: Line::Person(person), col: column(field) };
        match change {
            Change::Cell(person, field, _) | Change::Cut(person, field) => vec![of(person, field)],
            Change::Cash(person, _) => vec![of(person, Field::Cash), of(person, Field::Total)],
            Change::Total(field, _) => vec![Spot { line: Line::Total, col: column(field) }],
            Change::Head(field, _) => vec![self.spot(self.head_place(field))],
            Change::Title(_) | Change::Only(_) => vec![Spot { line: Line::Above(0), col: 0 }],
            Change::Without(field) => {
                let col = column(field);
                let people = (0..self.people()).map(|it| of(it, field));
                std::iter::once(Spot { line: Line::Header, col }).chain(people).collect()
            }
            Change::Rename(field, _) => vec![Spot { line: Line::Header, col: column(field) }],
            Change::Extra(title) => {
                let col = self.titled(title);
                col.map(|col| Spot { line: Line::Header, col }).into_iter().collect()
            }
            Change::Column(field, puts) => {
                let Some(col) = self.titled(field.title()) else { return Vec::new() };
                let filled = (0..).zip(puts).filter(|(_, put)| *put != Put::Empty);
                let filled = filled.map(|(it, _)| Spot { line: Line::Person(it), col });
                std::iter::once(Spot { line: Line::Header, col }).chain(filled).collect()
            }
            Change::Unsigned => {
                let people = (0..self.people()).map(|person| of(person, Field::Signature));
                let foot = [HeadField::Responsible, HeadField::Handler];
                people.chain(foot.map(|field| self.spot(self.head_place(field)))).collect()
            }
            Change::Seal => vec![self.spot(self.head_place(HeadField::Unit))],
            Change::SignaturePicture { person, rows, .. } => {
                (person..person + rows as usize).map(|it| of(it, Field::Signature)).collect()
            }
            Change::Merge(person, field, rows) => {
                (person..person + rows as usize).map(|it| of(it, field)).collect()
            }
            Change::HiddenRow(person) => vec![of(person, Field::Name)],
            Change::EmptyRow(person) => {
                vec![Spot { line: Line::Gap(person), col: column(Field::Name) }]
            }
            Change::Words(_) => vec![Spot { line: Line::Below(1), col: 0 }],
            Change::Crowd(_) => (0..self.people())
                .flat_map(|it| [of(it, Field::Category), of(it, Field::Cash)])
                .filter(|it| it.line > Line::Person(1))
                .collect(),
            Change::Nobody
            | Change::Sheet(_)
            | Change::UnseenPictures(_)
            | Change::Profile(_)
            | Change::Bytes(_)
            | Change::OtherFile(_)
            | Change::SameFile(_) => Vec::new(),
        }
    }

    /// The added column of a title.
    fn titled(&self, title: &str) -> Option<u32> {
        let header = self.sheet().rows().iter().find(|row| row.index == HEADER)?;
        let added = header.cells.iter().rev().find(|cell| cell.value.display() == title)?;
        (added.col >= FIELDS.len() as u32).then_some(added.col)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::rule::example;

    #[test]
    fn a_spot_is_the_same_person_below_an_added_row() {
        let plain = example::form(&[]).unwrap();
        let moved = example::form(&[Change::EmptyRow(1)]).unwrap();
        let spot = plain.spot(CellRef::new(HEADER + 2, 3));
        assert_eq!(spot, Spot { line: Line::Person(1), col: 3 });
        assert_eq!(moved.row_of(spot.line), Some(HEADER + 3));
        assert_eq!(moved.row_of(Line::Gap(1)), Some(HEADER + 2));
        assert_eq!(plain.row_of(Line::Gap(1)), None);
        for form in [&plain, &moved] {
            for row in 0..12 {
                let line = form.spot(CellRef::new(row, 0)).line;
                assert_eq!(form.row_of(line), Some(row), "{line:?}");
            }
        }
    }
}
