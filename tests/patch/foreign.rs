//! Marked workbooks that another program has saved since.

use crate::package::*;
use std::collections::BTreeMap;

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
