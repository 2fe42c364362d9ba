//! Marks: where they are, what they leave alone, and that they go again.

use crate::package::*;
use nuanbiao::export;
use std::io::Cursor;
use zip::ZipArchive;

#[test]
fn marks_change_only_what_they_must() {
    let everywhere = ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"];
    for name in INPUTS {
        let source = input(name);
        let (added, mut changed) = compare(&source, &mark(name, &source));
        for part in everywhere.iter().chain(&["xl/workbook.xml", "xl/worksheets/sheet1.xml"]) {
            assert!(changed.remove(*part), "{name}: {part}");
        }
        // Where there are notes already, ours join them.
        let notes: &[&str] = match name {
            "openpyxl.xlsx" => &["xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"],
            "libreoffice.xlsx" => &["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"],
            "wps.xlsx" => &[],
            _ => &["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"],
        };
        assert_eq!(changed, names(notes), "{name}");
        let mut wanted =
            names(&["xl/nuanbiao/marks.json", "xl/worksheets/sheet_nuanbiao_marks.xml"]);
        if name == "wps.xlsx" {
            wanted.extend(names(&[
                "xl/comments_nuanbiao1.xml",
                "xl/drawings/vmlDrawing_nuanbiao1.vml",
                "xl/worksheets/_rels/sheet1.xml.rels",
            ]));
        }
        assert_eq!(added, wanted, "{name}");
    }
}

#[test]
fn a_marked_workbook_is_checked_as_the_original() {
    for (name, source) in all_workbooks() {
        let marked = mark(&name, &source);
        assert_eq!(findings(&open(&name, &marked)), findings(&open(&name, &source)), "{name}");
    }
}

#[test]
fn unmarking_gives_the_original_back() {
    for (name, source) in all_workbooks() {
        let back = unmark(&name, &mark(&name, &source));
        assert!(contents(&back) == contents(&source), "{name}");
        let order = |bytes: &[u8]| -> Vec<String> {
            let archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
            archive.file_names().map(|name| name.unwrap().into_owned()).collect()
        };
        assert_eq!(order(&back), order(&source), "{name}");
    }
}

#[test]
fn marking_again_replaces_the_marks() {
    for name in INPUTS {
        let once = mark(name, &input(name));
        assert!(mark(name, &once) == once, "{name}");
    }
}

#[test]
fn what_has_no_marks_can_not_be_unmarked() {
    let source = input("wps.xlsx");
    let error = export::unmarked(&open("wps.xlsx", &source), &source).unwrap_err();
    assert!(error.to_string().contains("没有暖表做的标注"), "{error}");
}

#[test]
fn notes_and_formats_that_were_there_stay() {
    let marked = parts(&mark("excel.xlsx", &input("excel.xlsx")));
    let comments = text(&marked, "xl/comments1.xml");
    // A note that was there goes on with ours; a conversation is left alone.
    assert!(comments.contains("<r><t>三位数？</t></r><r><rPr>"), "{comments}");
    assert!(!comments.contains("ref=\"C6\" authorId=\"2\""), "{comments}");
    assert_eq!(comments.matches("<author>").count(), 3);
    let list = text(&marked, "xl/worksheets/sheet_nuanbiao_marks.xml");
    assert!(list.contains("“Sheet1”的 C6 已有批注会话"), "{list}");
    let drawing = text(&marked, "xl/drawings/vmlDrawing1.vml");
    assert!(drawing.contains("data=\"1,2\"") && drawing.contains("id=\"_x0000_s2049\""));
    // The amount keeps its number format, and only gets a fill.
    let sheet = text(&marked, "xl/worksheets/sheet1.xml");
    assert!(cell(&sheet, "K5").contains("vm=\"1\""));
    assert!(sheet.contains("<legacyDrawing r:id=\"rId1\"/><tableParts"));
    let styles = text(&marked, "xl/styles.xml");
    assert!(styles.contains("rgb=\"FFF8C9C4\"") && styles.contains("x14ac:knownFonts=\"1\""));

    let marked = parts(&mark("xlsxwriter.xlsm", &input("xlsxwriter.xlsm")));
    let sheet = text(&marked, "xl/worksheets/sheet1.xml");
    let place = |name: &str| sheet.find(name).unwrap_or_else(|| panic!("no {name}"));
    assert!(place("<legacyDrawing ") < place("<legacyDrawingHF "));
    assert_eq!(sheet.matches("<legacyDrawing ").count(), 1);
}

#[test]
fn a_workbook_with_macros_keeps_its_extension() {
    let source = input("xlsxwriter.xlsm");
    let made = export::marked(&open("a.xlsm", &source), &source).unwrap();
    assert!(made.name.ends_with(".xlsm"), "{}", made.name);
    assert_eq!(made.mime, "application/vnd.ms-excel.sheet.macroEnabled.12");
}

#[test]
fn notes_tell_no_personal_number() {
    for name in INPUTS {
        let marked = parts(&mark(name, &input(name)));
        for part in
            marked.keys().filter(|part| part.contains("nuanbiao") || part.contains("comment"))
        {
            let content = String::from_utf8_lossy(&marked[part].content);
            for number in ["310104197005120030", "310107197608150037", "6222020200112233446"] {
                assert!(!content.contains(number), "{name}: {part}");
            }
        }
    }
}

#[test]
fn edits_are_not_marked() {
    let source = input("wps.xlsx");
    let mut session = open("wps.xlsx", &source);
    let untouched = export::marked(&session, &source).unwrap().bytes;
    session.edit(0, "C6".parse().unwrap(), "310104197005120032").unwrap();
    assert!(export::marked(&session, &source).unwrap().bytes == untouched);
}
