//! From a keystroke to the findings it changed: how long the clerk waits on a big form.

use std::error::Error;

use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{CellRef, Flow};

use crate::workload;

/// The row of the first person.
const FIRST: u32 = 4;

/// A form that is open for editing.
#[derive(Debug)]
pub struct Editing {
    session: Session,
    people: u32,
}

/// One cell to type into, with two texts in turn, so that every edit changes something.
#[derive(Debug, Clone, Copy)]
pub struct Typing {
    /// What it is called in tables.
    pub name: &'static str,
    place: CellRef,
    texts: [&'static str; 2],
}

impl Editing {
    /// Opens a form of so many people.
    ///
    /// # Errors
    /// If the workload can't be made or read.
    pub fn open(people: u32) -> Result<Self, Box<dyn Error>> {
        let bytes = workload::xlsx(people)?;
        let options = Options::on(jiff::civil::date(2021, 2, 20));
        let mut session = Session::open("表.xlsx", &bytes, options, &mut |_| Flow::Continue)?;
        session.prepare_edits();
        Ok(Self { session, people })
    }

    /// What is typed: into one person's row in the middle, and into the row of sums.
    #[must_use]
    pub fn cases(&self) -> [Typing; 5] {
        let (middle, last) = (FIRST + self.people / 2, FIRST + self.people);
        let case = |name, row, col, texts| Typing { name, place: CellRef::new(row, col), texts };
        [
            case("name", middle, 1, ["王芳", "李芳"]),
            case("identity number", middle, 3, ["310199197001010018", "310199197001010019"]),
            case("cash", middle, 9, ["800", "1000"]),
            case("note", middle, 16, ["甲", "乙"]),
            case("sum", last, 12, ["1", "2"]),
        ]
    }

    /// Types once, and has the overview drawn anew as the page does.
    ///
    /// # Errors
    /// If there is no such cell.
    pub fn once(&mut self, case: &Typing, turn: usize) -> Result<usize, Box<dyn Error>> {
        let text = case.texts.get(turn % 2).copied().unwrap_or_default();
        self.session.edit(0, case.place, text).map_err(|error| format!("{error:?}"))?;
        Ok(self.session.overview().counts.errors)
    }
}
