//! Files made to do harm, and good files gone bad.

use super::super::super::{Flow, ReadCode, ReadError, Seems, open};
use super::*;
use crate::limits::Limits;

fn refused(file: &[u8]) -> ReadError {
    match open_plain("表.xls", file) {
        Ok(_) => panic!("read"),
        Err(error) => error,
    }
}

fn one_cell() -> Vec<u8> {
    record(kind::TEXT, &[words(&[0, 0, 0]), narrow("a")].concat())
}

#[test]
fn a_file_cut_anywhere_is_said_to_be_cut() {
    let whole = fixture("containers/perfect.xls");
    let full = open_plain("表.xls", &whole).unwrap();
    for length in (512..whole.len()).step_by(97) {
        match open_plain("表.xls", &whole[..length]) {
            // What is behind the sheets may be missing.
            Ok(cut) => assert_eq!(cut.sheets[0].rows(), full.sheets[0].rows(), "{length}"),
            Err(error) => assert_eq!(error.code, ReadCode::R003, "{length}: {error:?}"),
        }
    }
}

#[test]
fn chains_in_circles_end() {
    let good = compound(&stream(&[], &[&one_cell()]));
    assert!(open_plain("a.xls", &good).is_ok());
    // The stream's first sector leads to itself, the directory to itself.
    for at in [512 + 2 * 4, 512 + 4] {
        let mut bad = good.clone();
        let itself = ((at - 512) / 4) as u32;
        bad[at..at + 4].copy_from_slice(&itself.to_le_bytes());
        // Too long for a circle to be passed as the stream.
        for entry in [512 * 2 + 120, 512 * 2 + 128 + 120] {
            bad[entry..entry + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        }
        assert_eq!(refused(&bad).code, ReadCode::R003, "{at}");
    }
    // Sectors of the table that name themselves as the next.
    let mut bad = good;
    bad[68..72].copy_from_slice(&2_u32.to_le_bytes());
    let data = 512 * 4 - 4;
    bad[data..data + 4].copy_from_slice(&2_u32.to_le_bytes());
    assert_eq!(refused(&bad).code, ReadCode::R003);
}

#[test]
fn sheets_that_overlap_are_refused() {
    let rows: Vec<u8> = (0..40)
        .flat_map(|row| record(kind::TEXT, &[words(&[row, 0, 0]), narrow("a")].concat()))
        .collect();
    let body = stream(&[], &[&rows]);
    let at = begin().len() + 4;
    let entry = body[at - 4..at + 9].to_vec();
    let listed = u32::from_le_bytes(body[at..at + 4].try_into().unwrap());
    let mut many = begin();
    let copies = 30;
    let moved = listed + (copies - 1) * entry.len() as u32;
    for _ in 0..copies {
        let mut entry = entry.clone();
        entry[4..8].copy_from_slice(&moved.to_le_bytes());
        many.extend(entry);
    }
    many.extend(&body[at + 9..]);
    let error = refused(&compound(&many));
    assert_eq!(error.code, ReadCode::R003);
    assert!(error.message.contains("重叠"), "{error}");
}

#[test]
fn encrypted_old_and_empty_files_are_told() {
    let locked = record(kind::FILE_PASS, &words(&[1, 1, 1]));
    // Behind the first sector, where a glance at the file doesn't reach.
    let late = [record(0x0161, &[0; 600]), locked.clone()].concat();
    for book in [locked, late] {
        let file = compound(&stream(&book, &[&one_cell()]));
        assert_eq!(refused(&file).code, ReadCode::R002);
    }
    let mut old = stream(&[], &[&one_cell()]);
    old[5] = 5;
    let error = refused(&compound(&old));
    assert_eq!((error.code, error.seems), (ReadCode::R001, Some(Seems::OldXls)));
    assert_eq!(refused(&compound(&stream(&[], &[&[]]))).code, ReadCode::R005);
    assert_eq!(refused(&compound(&stream(&[], &[]))).code, ReadCode::R005);
}

#[test]
fn counts_and_indices_that_lie_are_damage() {
    let texts = |count: u32| {
        let head = [0_u32.to_le_bytes(), count.to_le_bytes()].concat();
        record(kind::TEXTS, &[head, narrow("a")].concat())
    };
    let cell = record(kind::SHARED_TEXT, &words(&[0, 0, 0, 9, 0]));
    for (book, sheet) in [
        (texts(u32::MAX), one_cell()),
        (texts(1), cell),
        (Vec::new(), record(kind::NUMBER, &[0; 9])),
        (Vec::new(), record(kind::MUL_RK, &[0; 4])),
        (Vec::new(), record(kind::FORMULA, &[0xff; 9])),
        (Vec::new(), record(kind::TEXT, &[0, 0, 0, 0, 0, 0, 9, 0, 1, 0])),
        (record(kind::XF, &[]), one_cell()),
        (record(kind::SHEET, &[0; 5]), one_cell()),
        (record(kind::FORMAT, &[0; 3]), one_cell()),
    ] {
        let file = compound(&stream(&book, &[&sheet]));
        assert_eq!(refused(&file).code, ReadCode::R003);
    }
}

#[test]
fn the_limits_of_the_table_are_the_limits_of_the_reader() {
    let file = fixture("containers/perfect.xls");
    let read = |limits: &Limits| open("a.xls", &file, limits, &mut |_| Flow::Continue);
    for limits in [
        Limits { cells: 50, ..Limits::DEFAULT },
        Limits { rows: 10, ..Limits::DEFAULT },
        Limits { columns: 10, ..Limits::DEFAULT },
        Limits { file_bytes: 1000, ..Limits::DEFAULT },
    ] {
        assert_eq!(read(&limits).unwrap_err().code, ReadCode::R004);
    }
    let cut = read(&Limits { cell_chars: 3, ..Limits::DEFAULT }).unwrap();
    assert!(cut.sheets[0].cut.contains(&"A1".parse().unwrap()));
}

/// 300 files with bytes changed, moved or missing: each is read or refused.
#[test]
fn no_mutation_makes_the_reader_panic() {
    use super::super::super::mutation::mutations;
    let mut read = 0;
    for name in ["perfect", "layout-pictured-signatures", "odd-numbers"] {
        for bad in mutations(&fixture(&format!("containers/{name}.xls")), 100) {
            read += usize::from(open_plain("a.xls", &bad).is_ok());
        }
    }
    assert!((10..290).contains(&read), "mutations must reach the cells, and harm some: {read}");
}
