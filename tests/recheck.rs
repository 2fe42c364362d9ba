//! The law of editing: what is found after edits is what a check from the start finds.
//!
//! Random edits on the fixtures, typed, pasted, mended, taken back: after each, forms,
//! findings and overview must equal those of a new session over the same cells.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where its own fixtures are wrong"
)]

use nuanbiao::fix::Selection;
use nuanbiao::form::Field;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{CellRef, Flow};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::sync::LazyLock;

/// The files that are edited, and the texts that stand in them.
struct Pool {
    files: Vec<(String, Vec<u8>)>,
    texts: Vec<String>,
}

/// Texts that make something else of a row, or look like it.
const TURNS: [&str; 28] = [
    "",
    "/",
    "无",
    "同上",
    "〃",
    "合计",
    "小计",
    "共 3 人",
    "姓名",
    "身份证号",
    "序号",
    "慰问金额",
    "以下空白",
    "注：一式两份",
    "填报人：",
    "单位：万元",
    "甲",
    "3",
    "0",
    "-5",
    "1,000.00元",
    "¥800",
    "玖佰元整",
    "2021年2月8日",
    "二月",
    "现金",
    "310101196803120021",
    "购物卡",
];

static POOL: LazyLock<Pool> = LazyLock::new(|| {
    let mut files = Vec::new();
    for folder in ["fixtures", "fixtures/mistakes-each"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if !path.extension().is_some_and(|it| it == "xlsx" || it == "csv") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if open(&name, &bytes).is_some() {
                files.push((name, bytes));
            }
        }
    }
    files.sort();
    let mut texts: Vec<String> = TURNS.iter().map(ToString::to_string).collect();
    for (name, bytes) in &files {
        let session = open(name, bytes).unwrap();
        for sheet in &session.workbook().sheets {
            let cells = sheet.rows().iter().flat_map(|row| &row.cells);
            texts.extend(cells.map(|cell| cell.value.display().into_owned()));
        }
    }
    texts.sort();
    texts.dedup();
    Pool { files, texts }
});

fn options() -> Options {
    Options::on(jiff::civil::date(2021, 2, 20))
}

fn open(name: &str, bytes: &[u8]) -> Option<Session> {
    Session::open(name, bytes, options(), &mut |_| Flow::Continue).ok()
}

#[derive(Debug, Clone)]
enum Act {
    /// Types a text into a cell, by row and column as shares of the sheet.
    Type(Index, Index, Index),
    /// Types one of [`TURNS`].
    Turn(Index, Index, &'static str),
    /// Pastes a block of two rows and two columns.
    Paste(Index, Index, [Index; 4]),
    /// Mends one finding.
    Mend(Index),
    MendSafe,
    Undo,
    Redo,
    Revert(Index),
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), at(), at()).prop_map(|(row, col, text)| Act::Type(row, col, text)),
        4 => (at(), at(), select(&TURNS[..])).prop_map(|(row, col, text)| Act::Turn(row, col, text)),
        1 => (at(), at(), any::<[Index; 4]>()).prop_map(|(row, col, four)| Act::Paste(row, col, four)),
        2 => at().prop_map(Act::Mend),
        1 => Just(Act::MendSafe),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => at().prop_map(Act::Revert),
    ]
}

/// A cell of the sheet, or one just beyond it.
fn place(session: &Session, sheet: usize, row: Index, col: Index) -> CellRef {
    let rows = session.workbook().sheets[sheet].rows();
    let last = rows.last().map_or(0, |row| row.index);
    let cols = rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.col).max();
    let index = |index: Index, size: u32| u32::try_from(index.index(size as usize + 2)).unwrap();
    CellRef::new(index(row, last), index(col, cols.unwrap_or(0)))
}

fn perform(session: &mut Session, act: &Act) {
    // The form stands on the first sheet, but for the file with a sheet of notes before it.
    let sheet = session.forms().first().map_or(0, |form| form.sheet);
    let text = |index: &Index| index.get(&POOL.texts).clone();
    match act {
        Act::Type(row, col, typed) => {
            session.edit(sheet, place(session, sheet, *row, *col), &text(typed)).unwrap();
        }
        Act::Turn(row, col, typed) => {
            session.edit(sheet, place(session, sheet, *row, *col), typed).unwrap();
        }
        Act::Paste(row, col, [a, b, c, d]) => {
            let clean = |it: &Index| text(it).replace(['\t', '\n', '\r', '"'], " ");
            let block = format!("{}\t{}\n{}\t{}\n", clean(a), clean(b), clean(c), clean(d));
            session.paste(sheet, place(session, sheet, *row, *col), &block).unwrap();
        }
        Act::Mend(at) => {
            if !session.findings().is_empty() {
                let findings = vec![at.index(session.findings().len())];
                session.apply_fixes(&Selection { guesses: true, findings, codes: Vec::new() });
            }
        }
        Act::MendSafe => {
            session.apply_fixes(&Selection::default());
        }
        Act::Undo => {
            session.undo();
        }
        Act::Redo => {
            session.redo();
        }
        Act::Revert(at) => {
            let edits = session.edits().count();
            if edits > 0 {
                session.revert(at.index(edits));
            }
        }
    }
}

/// Everything a check comes to, as text. The overview's own news of edits is left out.
fn state(session: &Session) -> [String; 4] {
    let overview = session.overview();
    let rows = (0..session.workbook().sheets.len()).map(|it| session.marked_rows(it));
    [
        format!("{:#?}", session.forms()),
        format!("{:#?}", session.findings()),
        format!("{:#?}", (overview.verdict, overview.counts, overview.totals, overview.sheets)),
        format!("{:?}", rows.collect::<Vec<_>>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_after_edits_is_what_is_found_from_the_start(
        file in any::<Index>(),
        acts in prop::collection::vec(act(), 1..8),
    ) {
        let (name, bytes) = file.get(&POOL.files);
        let mut session = open(name, bytes).unwrap();
        for act in &acts {
            perform(&mut session, act);
            let anew = Session::new(name, bytes, session.workbook().clone(), options());
            let (now, expected) = (state(&session), state(&anew));
            for (now, expected) in now.iter().zip(&expected) {
                prop_assert_eq!(now, expected, "{} after {:?}", name, act);
            }
        }
    }
}

fn same_as_from_the_start(session: &Session, name: &str, bytes: &[u8]) {
    let anew = Session::new(name, bytes, session.workbook().clone(), options());
    assert_eq!(state(session), state(&anew), "{name}");
}

/// Whom a sum of a kind adds up is told by cells that are no amounts.
#[test]
fn an_edit_of_a_kind_is_an_edit_of_its_sums() {
    let name = "layout-kinds-below.xlsx";
    let (_, bytes) = POOL.files.iter().find(|(file, _)| file.ends_with(name)).unwrap();
    let mut session = open(name, bytes).unwrap();
    let category = session.forms()[0].column(Field::Category).unwrap();
    let rows: Vec<u32> = session.forms()[0].records.iter().map(|it| it.row).collect();
    let wrong = |session: &Session| session.findings().iter().any(|it| it.code() == "A110");
    for row in &rows {
        let place = CellRef::new(*row, category);
        let kind = match session.workbook().sheets[0].cell(place).unwrap().value.display() {
            text if text.starts_with("（一）") => "生活困难",
            text if text.starts_with("（二）") => "大病致困",
            _ => "一线职工",
        };
        session.edit(0, place, kind).unwrap();
        same_as_from_the_start(&session, name, bytes);
    }
    assert!(!wrong(&session));
    session.edit(0, CellRef::new(rows[0], category), "大病致困").unwrap();
    assert!(wrong(&session));
    same_as_from_the_start(&session, name, bytes);
}
