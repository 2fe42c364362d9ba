//! The cases: each takes the workbook's bytes and says how many cells (or rows) it met.

use std::error::Error;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{self, Flow};

/// What a case gives: a count that proves the work was done.
pub type Counted = Result<u64, Box<dyn Error>>;

/// A thing to measure.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// What it is called in tables.
    pub name: &'static str,
    /// Does it.
    pub run: fn(&[u8]) -> Counted,
}

/// All of them; the second is the peer that the ratios are taken against.
pub const CASES: [Case; 4] = [
    Case { name: "inflate only", run: inflate },
    Case { name: "calamine streams the cells", run: calamine_streams },
    Case { name: "暖表 reads the workbook", run: reads },
    Case { name: "暖表 reads, checks, sums up", run: verdict },
];

/// Which of [`CASES`] is the peer.
pub const PEER: usize = 1;

/// Which of them goes all the way.
pub const VERDICT: usize = 3;

/// Inflates every entry, with checksums: nobody can be faster.
fn inflate(bytes: &[u8]) -> Counted {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut window = vec![0; 256 << 10];
    let mut all = 0;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index)?;
        loop {
            match entry.read(&mut window)? {
                0 => break,
                count => all += count as u64,
            }
        }
    }
    Ok(all)
}

/// calamine's fastest way: cells one by one, none kept.
fn calamine_streams(bytes: &[u8]) -> Counted {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut cells = 0;
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            cells += u64::from(*cell.get_value() != DataRef::Empty);
        }
    }
    Ok(cells)
}

/// The whole workbook, every cell kept, hidden rows, merges and pictures known.
fn reads(bytes: &[u8]) -> Counted {
    let book = workbook::open_plain("表.xlsx", bytes)?;
    let rows = book.sheets.iter().flat_map(|sheet| sheet.rows());
    Ok(rows.map(|row| row.cells.len() as u64).sum())
}

/// From bytes to the verdict: read, every rule, the summary.
fn verdict(bytes: &[u8]) -> Counted {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    let session = Session::open("表.xlsx", bytes, options, &mut |_| Flow::Continue)?;
    let overview = session.overview();
    Ok(overview.totals.people as u64)
}
