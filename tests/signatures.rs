//! Pictured signatures on the cleaned form: what goes along, what stays behind and is said.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::form::{Field, HeadField};
use nuanbiao::report::Privacy;
use nuanbiao::rule::Finding;
use nuanbiao::rule::example::{self, Change};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{CellRef, Flow, Picture, Sheet};
use rust_xlsxwriter::{Formula, Image, Shape, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[path = "../fixtures/make/image.rs"]
mod image;

/// As much of a JPEG as is looked at: its beginning, its size (60 × 24), no pixels.
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b\x08\x00\x18\x00\x3c\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9";
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn open(name: &str, bytes: &[u8]) -> Session {
    Session::open(name, bytes, Options::on(example::TODAY), &mut |_| Flow::Continue).unwrap()
}

fn cleaned(session: &Session, source: &[u8]) -> Session {
    open("again.xlsx", &export::cleaned(session, source, Privacy::Shown).unwrap().bytes)
}

fn png(seed: u32) -> Vec<u8> {
    image::signature(seed, 60, 24)
}

/// The table of [`example`] with these pictures on the signatures of its people.
fn pictured(pictures: &[(usize, &[u8])]) -> Vec<u8> {
    let at = |person| example::place(person, Field::Signature);
    let pictures: Vec<_> = pictures.iter().map(|(person, image)| (at(*person), *image)).collect();
    pictured_at(&pictures)
}

fn pictured_at(pictures: &[(CellRef, &[u8])]) -> Vec<u8> {
    let example = example::workbook(&[]).unwrap();
    let mut book = Workbook::new();
    let made = book.add_worksheet();
    for row in example.sheets[0].rows() {
        for cell in &row.cells {
            let signs = (0..3).any(|it| {
                example::place(it, Field::Signature) == CellRef::new(row.index, cell.col)
            });
            if !signs {
                let col = cell.col as u16;
                made.write(row.index, col, cell.value.display().as_ref()).unwrap();
            }
        }
    }
    for (number, (at, image)) in (0..).zip(pictures) {
        let image = Image::new_from_buffer(image).unwrap().set_scale_to_size(30, 14, true);
        made.insert_image_with_offset(at.row, at.col as u16, &image, 12 * number, 2).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn column(sheet: &Sheet, title: &str) -> u32 {
    let header = sheet.row(3).unwrap();
    header.cells.iter().find(|it| it.value.display() == title).unwrap().col
}

/// The pictures in a person's box of the official layout.
fn in_box(session: &Session, person: u32) -> Vec<&Picture> {
    let sheet = &session.workbook().sheets[0];
    let at = CellRef::new(4 + person, column(sheet, "领取人签字"));
    let inside = |it: &&Picture| it.range.first == at && it.range.last == at;
    sheet.pictures.iter().filter(inside).collect()
}

/// What the sheets of ours say about a word.
fn said(session: &Session, sheet: &str, word: &str) -> Vec<String> {
    let sheet = session.workbook().sheets.iter().find(|it| it.name == sheet).unwrap();
    let cells = sheet.rows().iter().flat_map(|row| &row.cells);
    let texts = cells.map(|cell| cell.value.display().into_owned());
    texts.filter(|text| text.contains(word)).collect()
}

#[test]
fn every_signature_goes_into_its_own_box() {
    let source = pictured(&[(0, &png(1)), (1, JPEG), (2, &png(1)), (2, &png(2))]);
    let session = open("表.xlsx", &source);
    let again = cleaned(&session, &source);
    let image = |person, number: usize| in_box(&again, person)[number].image.unwrap();
    assert_eq!([0, 1, 2].map(|it| in_box(&again, it).len()), [1, 1, 2]);
    assert_eq!(image(0, 0), image(2, 0), "the same bytes");
    assert!(image(0, 0) != image(1, 0) && image(2, 1) != image(2, 0));
    assert_eq!(again.workbook().sheets[0].pictures.len(), 4);
    assert!(said(&again, "剩余问题", "图片没有带过来").is_empty());
}

#[test]
fn who_answers_for_the_form_signs_again_in_his_line() {
    let source = std::fs::read(fixtures().join("layout-pictured-signatures.xlsx")).unwrap();
    let session = open("表.xlsx", &source);
    let signed = session.forms()[0].records.iter().filter(|it| it.signature_picture).count();
    assert!(signed > 3);
    let again = cleaned(&session, &source);
    let form = &again.forms()[0];
    assert_eq!(form.records.iter().filter(|it| it.signature_picture).count(), signed);
    for field in [HeadField::Responsible, HeadField::Handler] {
        assert!(form.head.get(field).picture, "{field:?}");
    }
    assert!(said(&again, "剩余问题", "图片没有带过来").is_empty());
}

#[test]
fn what_can_not_go_along_is_said_with_its_reason() {
    let source = pictured(&[(0, GIF), (1, &png(1))]);
    let cropped = with_part(&source, "xl/drawings/drawing1.xml", |xml| {
        let (first, second) = xml.rsplit_once("<a:stretch>").unwrap();
        format!(r#"{first}<a:srcRect l="20000" r="30000"/><a:stretch>{second}"#)
    });
    let again = cleaned(&open("表.xlsx", &cropped), &cropped);
    assert!(again.workbook().sheets[0].pictures.is_empty());
    let why = said(&again, "剩余问题", "原表这里的签字是图片");
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(why[0].contains("不是 PNG 或 JPEG") && why[1].contains("裁剪"), "{why:?}");
}

/// The table of [`example`] without signatures, and something more.
fn unsigned(more: impl FnOnce(&mut Worksheet)) -> Session {
    let example = example::workbook(&[Change::Unsigned]).unwrap();
    let mut book = Workbook::new();
    let made = book.add_worksheet();
    for row in example.sheets[0].rows() {
        for cell in &row.cells {
            made.write(row.index, cell.col as u16, cell.value.display().as_ref()).unwrap();
        }
    }
    more(made);
    open("表.xlsx", &book.save_to_buffer().unwrap())
}

fn told<'a>(session: &'a Session, code: &str) -> &'a Finding {
    session.findings().iter().find(|it| it.code() == code).unwrap()
}

#[test]
fn a_signature_may_stand_in_a_text_box_that_nobody_reads() {
    let said = "文本框，里面的字看不到";
    let boxed = unsigned(|sheet| {
        sheet.insert_shape(9, 1, &Shape::textbox().set_text("负责人签字：方伟")).unwrap();
    });
    assert!(told(&boxed, "S108").message.contains(said), "{}", told(&boxed, "S108").message);
    let plain = unsigned(|_| ());
    assert!(!told(&plain, "S108").message.contains(said));
}

#[test]
fn a_picture_lost_on_the_way_is_no_formula_to_reckon_again() {
    let at = example::place(0, Field::Signature);
    let lost = unsigned(|sheet| {
        let formula = Formula::new("=NOSUCH(1)").set_result("#NAME?");
        sheet.write_formula(at.row, at.col as u16, formula).unwrap();
    });
    let finding = told(&lost, "F009");
    assert_eq!(finding.cell, Some(at));
    assert!(finding.message.contains("签字图片多半在另存时丢了"), "{}", finding.message);
    assert!(finding.help.contains("手签"), "{}", finding.help);
}

#[test]
fn parts_of_one_scanned_sheet_are_different_signatures() {
    let source = pictured(&[(0, &png(1)), (1, &png(1))]);
    let codes = |bytes: &[u8]| {
        let session = open("表.xlsx", bytes);
        session.findings().iter().filter(|it| it.code() == "S106").count()
    };
    assert_eq!(codes(&source), 1);
    let mut left = 0;
    let cropped = with_part(&source, "xl/drawings/drawing1.xml", |xml| {
        let mut parts = xml.split("<a:stretch>");
        let mut made = parts.next().unwrap().to_owned();
        for part in parts {
            left += 30_000;
            made += &format!(r#"<a:srcRect t="{left}"/><a:stretch>{part}"#);
        }
        made
    });
    assert_eq!(codes(&cropped), 0);
}

#[test]
fn a_changed_row_is_signed_again() {
    let source = pictured(&[(0, &png(1)), (1, JPEG)]);
    let mut session = open("表.xlsx", &source);
    session.edit(0, example::place(0, Field::Cash), "1200").unwrap();
    let again = cleaned(&session, &source);
    assert_eq!([0, 1].map(|it| in_box(&again, it).len()), [0, 1]);
    let lines = said(&again, "修改记录", "图片签字");
    assert_eq!(lines.len(), 1);
    assert_eq!(said(&again, "修改记录", "重新签字").len(), 2, "kind and reason of one line");
    assert!(said(&again, "剩余问题", "图片没有带过来").is_empty());
    let kept = export::kept_layout(&session, &source).unwrap();
    let kept = open("kept.xlsx", &kept.bytes);
    assert_eq!(said(&kept, "修改记录", "请本人重新签字").len(), 1);
}

#[test]
fn a_masked_form_shows_no_pictures() {
    let source = pictured(&[(0, &png(1))]);
    let session = open("表.xlsx", &source);
    let made = export::cleaned(&session, &source, Privacy::Masked).unwrap();
    let again = open("again.xlsx", &made.bytes);
    assert!(again.workbook().sheets[0].pictures.is_empty());
    assert_eq!(said(&again, "剩余问题", "没法遮住").len(), 1);
}

#[test]
fn pictures_that_sign_for_nobody_are_counted() {
    // On a name, and in a container that doesn't show them.
    let source = pictured_at(&[(example::place(0, Field::Name), &png(1))]);
    let again = cleaned(&open("表.xlsx", &source), &source);
    assert_eq!(said(&again, "剩余问题", "另有 1 张图片").len(), 1);
    // The record with which the drawing begins becomes one that says nothing.
    const DRAWING: &[u8] = b"\xec\0\xfa\0\x0f\0\x02\xf0";
    let mut source = pictured_xls();
    let at = source.windows(DRAWING.len()).position(|it| it == DRAWING).unwrap();
    source[at] = 0xed;
    let again = cleaned(&open("表.xls", &source), &source);
    assert_eq!(said(&again, "剩余问题", "6 张图片，这种格式里看不到是什么").len(), 1);
}

fn pictured_xls() -> Vec<u8> {
    std::fs::read(fixtures().join("containers/layout-pictured-signatures.xls")).unwrap()
}

#[test]
fn pictures_out_of_an_xls_sign_the_cleaned_form() {
    let source = pictured_xls();
    let session = open("表.xls", &source);
    let images = |session: &Session| -> Vec<_> {
        let mut images: Vec<_> =
            session.workbook().sheets[0].pictures.iter().map(|it| it.image.unwrap()).collect();
        images.sort_unstable();
        images
    };
    let again = cleaned(&session, &source);
    assert_eq!(images(&again).len(), 6);
    assert_eq!(images(&again), images(&session));
    assert!(said(&again, "剩余问题", "张图片").is_empty());
}

/// Whatever the container: cleaning makes no signature go missing.
#[test]
fn cleaning_brings_no_new_finding_about_signatures() {
    let mut with_pictures = 0;
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.to_string_lossy().into_owned();
        let options = Options::on(example::TODAY);
        let Ok(mut session) = Session::open(&name, &bytes, options, &mut |_| Flow::Continue) else {
            continue;
        };
        // A block over two people is taken apart: one of them is left without a signature.
        let in_blocks = session.findings().iter().any(|it| it.code() == "F007");
        if session.forms().is_empty() || in_blocks {
            continue;
        }
        session.apply_fixes(&Selection::default());
        let again = cleaned(&session, &bytes);
        if session.workbook().sheets.iter().any(|it| it.unseen_pictures > 0) {
            assert!(!said(&again, "剩余问题", "看不到是什么").is_empty(), "{name}");
            continue;
        }
        with_pictures += usize::from(!again.workbook().sheets[0].pictures.is_empty());
        let before = signature_findings(&session);
        for (code, count) in signature_findings(&again) {
            let had = before.get(code).copied().unwrap_or_default();
            assert!(count <= had, "{name}: {count} × {code}, before {had}");
        }
    }
    assert!(with_pictures >= 4, "{with_pictures}");
}

fn signature_findings(session: &Session) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in session.findings().iter().filter(|it| it.code().starts_with('S')) {
        *counts.entry(finding.code()).or_default() += 1;
    }
    counts
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn files() -> Vec<PathBuf> {
    let folders = ["", "containers", "mistakes-each", "patch"].map(|it| fixtures().join(it));
    let entries = folders.into_iter().flat_map(|it| std::fs::read_dir(it).unwrap());
    let mut files: Vec<_> =
        entries.map(|it| it.unwrap().path()).filter(|it| it.is_file()).collect();
    files.sort_unstable();
    files
}

/// A package with one part changed.
fn with_part(package: &[u8], part: &str, change: impl FnOnce(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        out.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
        if name == part {
            let text = change.take().unwrap()(std::str::from_utf8(&bytes).unwrap());
            bytes = text.into_bytes();
        }
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}
