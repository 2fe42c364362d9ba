//! Workbooks of other programs, marked and mended in place: every part is compared with
//! the original. The inputs come from `fixtures/patch/make.py`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use nuanbiao::export;
use nuanbiao::fix::Selection;
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::Flow;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

const INPUTS: [&str; 5] =
    ["openpyxl.xlsx", "xlsxwriter.xlsm", "libreoffice.xlsx", "excel.xlsx", "wps.xlsx"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn input(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().join("patch").join(name)).unwrap()
}

fn open(name: &str, bytes: &[u8]) -> Session {
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open(name, bytes, options, &mut |_| Flow::Continue).unwrap()
}

fn mark(name: &str, bytes: &[u8]) -> Vec<u8> {
    export::marked(&open(name, bytes), bytes).unwrap().bytes
}

fn unmark(name: &str, bytes: &[u8]) -> Vec<u8> {
    export::unmarked(&open(name, bytes), bytes).unwrap().bytes
}

/// What was found, with the cell and the words.
fn findings(session: &Session) -> Vec<String> {
    let line = |it: &nuanbiao::rule::Finding| {
        format!("{:?} {:?} {} {} {}", it.sheet, it.cell, it.code(), it.message, it.help)
    };
    session.findings().iter().map(line).collect()
}

/// A part: its content, and the bytes that lie in the zip for it.
#[derive(Debug, PartialEq)]
struct Part {
    content: Vec<u8>,
    packed: Vec<u8>,
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Part> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let (mut content, mut packed) = (Vec::new(), Vec::new());
        archive.by_index(index).unwrap().read_to_end(&mut content).unwrap();
        let mut raw = archive.by_index_raw(index).unwrap();
        raw.read_to_end(&mut packed).unwrap();
        let name = raw.name().unwrap().into_owned();
        assert!(parts.insert(name, Part { content, packed }).is_none());
    }
    parts
}

fn text(parts: &BTreeMap<String, Part>, name: &str) -> String {
    String::from_utf8(parts[name].content.clone()).unwrap()
}

/// Every tag of a part is whole and every prefix is bound.
fn assert_well_formed(name: &str, content: &[u8]) {
    let mut xml = quick_xml::NsReader::from_reader(content);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let (namespace, event) = xml.read_resolved_event_into(&mut buffer).unwrap();
        let unknown = matches!(namespace, quick_xml::name::ResolveResult::Unknown(_));
        assert!(!unknown, "{name}: {event:?}");
        match event {
            Event::Start(e) | Event::Empty(e) => {
                for attribute in e.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
            Event::Eof => return,
            _ => (),
        }
    }
}

/// Names of the parts that are new, and of those whose content changed; that all others
/// lie in the zip as they did before is checked here.
fn compare(before: &[u8], after: &[u8]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (before, after) = (parts(before), parts(after));
    let mut changed = BTreeSet::new();
    for (name, part) in &before {
        let now = after.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        if now.content == part.content {
            assert_eq!(now.packed, part.packed, "{name} was packed anew");
        } else {
            changed.insert(name.clone());
        }
    }
    for (name, part) in &after {
        if [".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
            assert_well_formed(name, &part.content);
        }
    }
    let added = after.keys().filter(|name| !before.contains_key(*name)).cloned().collect();
    (added, changed)
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Every xlsx of the fixtures that can be opened and carries no marks.
fn all_workbooks() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["", "patch", "mistakes-each"] {
        for entry in std::fs::read_dir(fixtures().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            let name = path.to_str().unwrap();
            if !matches!(extension, "xlsx" | "xlsm") || name.contains("saved-by") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let options = Options::on(jiff::civil::date(2021, 2, 20));
            if Session::open(name, &bytes, options, &mut |_| Flow::Continue).is_ok() {
                files.push((name.to_owned(), bytes));
            }
        }
    }
    assert!(files.len() > 20);
    files
}

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
        let contents = |bytes: &[u8]| -> Vec<(String, Vec<u8>)> {
            parts(bytes).into_iter().map(|(name, part)| (name, part.content)).collect()
        };
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

/// The cell's element in a sheet.
fn cell(sheet: &str, at: &str) -> String {
    let from = sheet.find(&format!("<c r=\"{at}\"")).unwrap_or_else(|| panic!("no {at}"));
    let tag = &sheet[from..];
    let tag_end = tag.find('>').unwrap();
    let end =
        if tag[..tag_end].ends_with('/') { tag_end + 1 } else { tag.find("</c>").unwrap() + 4 };
    tag[..end].to_owned()
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

/// The workbook with its safe fixes (and guesses) made in place, and the session of it.
fn mend(name: &str, bytes: &[u8], guesses: bool) -> (Vec<u8>, Session) {
    let mut session = open(name, bytes);
    session.apply_fixes(&Selection { guesses, ..Selection::default() });
    (export::kept_layout(&session, bytes).unwrap().bytes, session)
}

#[test]
fn mending_in_place_changes_only_what_it_must() {
    for name in INPUTS {
        let source = input(name);
        let (mended, _) = mend(name, &source, false);
        let (added, changed) = compare(&source, &mended);
        assert_eq!(added, names(&["xl/worksheets/sheet_nuanbiao_changes.xml"]), "{name}");
        let wanted = [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
        ];
        assert_eq!(changed, names(&wanted), "{name}");
        assert!(text(&parts(&mended), "xl/workbook.xml").contains("fullCalcOnLoad=\"1\""));
        // All cells but the mended ones are as they were written.
        let sheets = [&source, &mended].map(|it| text(&parts(it), "xl/worksheets/sheet1.xml"));
        for at in ["A1", "B5", "C5", "C6", "E7", "F5", "F10", "J5"] {
            assert_eq!(cell(&sheets[0], at), cell(&sheets[1], at), "{name} {at}");
        }
    }
}

#[test]
fn mended_cells_have_the_right_type_and_format() {
    let (mended, _) = mend("excel.xlsx", &input("excel.xlsx"), false);
    let mended = parts(&mended);
    let sheet = text(&mended, "xl/worksheets/sheet1.xml");
    assert_eq!(
        cell(&sheet, "C9"),
        "<c r=\"C9\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">310107197608150037</t></is></c>"
    );
    // The amount was text in a cell without a format.
    assert_eq!(cell(&sheet, "F7"), "<c r=\"F7\"><v>1000</v></c>");
    let record = text(&mended, "xl/worksheets/sheet_nuanbiao_changes.xml");
    assert!(record.contains("Sheet1!C9") && record.contains("310107 197608150037"), "{record}");
}

#[test]
fn what_is_mended_in_place_is_read_as_the_session_has_it() {
    for (name, source) in all_workbooks() {
        for guesses in [false, true] {
            let (mended, session) = mend(&name, &source, guesses);
            assert_eq!(findings(&open(&name, &mended)), findings(&session), "{name} {guesses}");
        }
    }
}

#[test]
fn mending_again_changes_nothing() {
    for (name, source) in all_workbooks() {
        let (once, _) = mend(&name, &source, false);
        assert!(mend(&name, &once, false).0 == once, "{name}");
    }
}

#[test]
fn a_replaced_formula_leaves_the_chain_and_its_shared_text_behind() {
    let source = input("excel.xlsx");
    let mut session = open("excel.xlsx", &source);
    session.edit(0, "A5".parse().unwrap(), "1").unwrap();
    session.edit(0, "F10".parse().unwrap(), "5000").unwrap();
    let made = parts(&export::kept_layout(&session, &source).unwrap().bytes);
    let sheet = text(&made, "xl/worksheets/sheet1.xml");
    assert_eq!(cell(&sheet, "A5"), "<c r=\"A5\"><v>1</v></c>");
    let heir = "<c r=\"A6\"><f t=\"shared\" si=\"0\" ref=\"A5:A9\">ROW()-4</f><v>2</v></c>";
    assert_eq!(cell(&sheet, "A6"), heir);
    assert_eq!(cell(&sheet, "A7"), "<c r=\"A7\"><f t=\"shared\" si=\"0\"/><v>3</v></c>");
    assert_eq!(cell(&sheet, "F10"), "<c r=\"F10\" s=\"4\"><v>5000</v></c>");
    let chain = text(&made, "xl/calcChain.xml");
    assert!(chain.contains("><c r=\"A6\" i=\"1\"/><c r=\"A7\"/>"), "{chain}");
}

#[test]
fn array_formulas_and_table_headers_are_left_alone_and_named() {
    let source = input("xlsxwriter.xlsm");
    let mut session = open("xlsxwriter.xlsm", &source);
    for at in ["G14", "B4"] {
        session.edit(0, at.parse().unwrap(), "改").unwrap();
    }
    let made = parts(&export::kept_layout(&session, &source).unwrap().bytes);
    let before = parts(&source);
    assert_eq!(made["xl/worksheets/sheet1.xml"], before["xl/worksheets/sheet1.xml"]);
    let record = text(&made, "xl/worksheets/sheet_nuanbiao_changes.xml");
    assert!(record.contains("汇总表!G14 属于一个数组公式，没有改"), "{record}");
    assert!(record.contains("汇总表!B4 是“表格”的列标题，没有改"), "{record}");
}

#[test]
fn mending_takes_marks_off() {
    let source = input("wps.xlsx");
    let marked = mark("wps.xlsx", &source);
    assert!(mend("wps.xlsx", &marked, false).0 == mend("wps.xlsx", &source, false).0);
}

/// The words of all parts, without the tags: some programs split them into several runs.
fn all(bytes: &[u8]) -> String {
    let mut words = String::new();
    for part in parts(bytes).into_values() {
        let content = String::from_utf8_lossy(&part.content).into_owned();
        for piece in content.split('<') {
            words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
        }
    }
    words
}

/// The fill of a cell's format.
fn fill(parts: &BTreeMap<String, Part>, at: &str) -> String {
    let between = |text: &str, from: &str, to: &str| -> String {
        let from = text.find(from).unwrap_or_else(|| panic!("no {from}")) + from.len();
        text[from..from + text[from..].find(to).unwrap()].to_owned()
    };
    let cell = cell(&text(parts, "xl/worksheets/sheet1.xml"), at);
    let format: usize = between(&cell, " s=\"", "\"").parse().unwrap();
    let styles = text(parts, "xl/styles.xml");
    let formats = between(&styles, "<cellXfs", "</cellXfs>");
    let format = formats.split("<xf ").nth(format + 1).unwrap().to_owned();
    let number: usize = between(&format, "fillId=\"", "\"").parse().unwrap();
    let fills = between(&styles, "<fills", "</fills>");
    fills.split("<fill>").nth(number + 1).unwrap().to_owned()
}

#[test]
fn marks_are_taken_off_after_another_program_has_saved_the_workbook() {
    for (saved, yellow) in [("saved-by-libreoffice.xlsx", true), ("saved-by-openpyxl.xlsx", false)]
    {
        let marked = input(saved);
        assert!(all(&marked).contains("【暖表 1】"), "{saved}");
        let bare = unmark(saved, &marked);
        let content = all(&bare);
        for ours in ["【暖表", "————", "_nuanbiao_own", "marks.json", "核验问题清单"]
        {
            // LibreOffice and openpyxl list the sheets in docProps/app.xml.
            let left = content.matches(ours).count();
            assert!(left == 0 || (ours == "核验问题清单" && left == 1), "{saved}: {ours} {left}");
        }
        let bare_parts = parts(&bare);
        let book = text(&parts(&bare), "xl/workbook.xml");
        assert!(!book.contains("核验问题清单") && !book.contains("_nuanbiao_own"), "{book}");
        // A fill that was there before comes back; where there was none, none is left.
        assert_eq!(fill(&bare_parts, "C6").contains("FFFF00"), yellow, "{saved}");
        let coloured = ["F8C9C4", "FFE3A3", "CFE0F3"];
        for at in ["C6", "F7", "G8", "F10"] {
            let fill = fill(&bare_parts, at);
            assert!(!coloured.iter().any(|colour| fill.contains(colour)), "{saved} {at}: {fill}");
        }
        assert_eq!(findings(&open(saved, &bare)), findings(&open(saved, &marked)), "{saved}");
        // Marked again, each mark is there once.
        let again = all(&mark(saved, &marked));
        assert_eq!(again.matches("【暖表 1】").count(), 1, "{saved}");
    }
}

#[test]
fn a_text_is_marked_and_mended_as_a_new_workbook() {
    let source = "填报单位：浦江机电厂工会\n姓名,身份证号,慰问金额\n陈桂芳,310101196803120021,500元\n\
        刘建国,31010419700512 0032,500\n";
    let session = open("a.csv", source.as_bytes());
    let marked = export::marked(&session, source.as_bytes()).unwrap();
    assert!(marked.name.ends_with(".xlsx"));
    let all = parts(&marked.bytes);
    assert!(text(&all, "xl/comments_nuanbiao1.xml").contains("ref=\"B3\""));
    let list = text(&all, "xl/worksheets/sheet_nuanbiao_marks.xml");
    assert!(list.contains("原文件是文本（CSV），这里另建了一份工作簿"), "{list}");
    let again = open("b.xlsx", &marked.bytes);
    let cells = |session: &Session| {
        let rows = session.workbook().sheets[0].rows().to_vec();
        rows.into_iter().map(|row| (row.index, row.cells)).collect::<Vec<_>>()
    };
    assert_eq!(cells(&again), cells(&session));

    let (mended, session) = mend("a.csv", source.as_bytes(), false);
    assert_eq!(cells(&open("b.xlsx", &mended)), cells(&session));
    assert_eq!(session.raw_text(0, "B4".parse().unwrap()), "310104197005120032");
}
