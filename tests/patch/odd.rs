//! Workbooks that are legal and unlike what most programs write: the same laws hold.

use crate::package::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Each row's cells: text, or a number where it can be one. The first identity number fails its
/// check digit, the second amount is text, the second day is written in words.
const TABLE: [&str; 8] = [
    "送温暖慰问实名制汇总表（2021年春节）",
    "填报单位（公章）：浦江机电厂工会委员会||填报人：周慧敏||填报日期：2021-02-08",
    "序号|姓名|身份证号|慰问金额|慰问日期|发放方式|领取人签字",
    "1|陈桂芳|310101196803120021|1000|2021-02-05|现金|陈桂芳",
    "2|刘建国|310104197005120032|1000元|2021年2月5日|现金|刘建国",
    "3|孙志强|310105197111230039|1000|2021-02-05|现金|",
    "合计|||3000|||",
    "负责人签字：顾长林||经办人签字：沈一平||||",
];

/// The parts of a workbook, small and without shared strings, to be made odd.
struct Parts {
    types: String,
    links: String,
    book: String,
    sheet: String,
    styles: Option<String>,
}

impl Parts {
    fn plain() -> Self {
        let mut rows = String::new();
        for (row, line) in (1..).zip(TABLE) {
            rows += &format!(r#"<row r="{row}">"#);
            for (col, text) in ('A'..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()) {
                rows += &if text.len() < 6 && text.parse::<u32>().is_ok() {
                    format!(r#"<c r="{col}{row}" s="1"><v>{text}</v></c>"#)
                } else {
                    format!(r#"<c r="{col}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
                };
            }
            rows += "</row>";
        }
        let styles = r#"<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="4" applyNumberFormat="1" xfId="0"/></cellXfs>"#;
        Self {
            types: String::new(),
            links: String::new(),
            book: r#"<sheets><sheet name="汇总表" sheetId="3" r:id="rId1"/></sheets>"#.to_owned(),
            sheet: format!("<sheetData>{rows}</sheetData>"),
            styles: Some(styles.to_owned()),
        }
    }

    /// The workbook, each part's text changed once more.
    fn packed(self, change: impl Fn(String) -> String) -> Vec<u8> {
        let part = |kind: &str| {
            format!("application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml")
        };
        let link = |id: u32, kind: &str, target: &str| {
            format!(r#"<Relationship Id="rId{id}" Type="{LINKS}/{kind}" Target="{target}"/>"#)
        };
        let override_of = |name: &str, kind: &str| {
            format!(r#"<Override PartName="/xl/{name}" ContentType="{}"/>"#, part(kind))
        };
        let package = "http://schemas.openxmlformats.org/package/2006";
        let mut types = override_of("workbook.xml", "sheet.main")
            + &override_of("worksheets/sheet1.xml", "worksheet")
            + &self.types;
        let mut links = link(1, "worksheet", "worksheets/sheet1.xml") + &self.links;
        if self.styles.is_some() {
            types += &override_of("styles.xml", "styles");
            links += &link(2, "styles", "styles.xml");
        }
        let root = |name: &str, content: &str| {
            format!(r#"<{name} xmlns="{MAIN}" xmlns:r="{LINKS}">{content}</{name}>"#)
        };
        let relations = |links: &str| {
            format!(r#"<Relationships xmlns="{package}/relationships">{links}</Relationships>"#)
        };
        let mut parts = vec![
            (
                "[Content_Types].xml",
                format!(
                    r#"<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>"#
                ),
            ),
            ("_rels/.rels", relations(&link(1, "officeDocument", "xl/workbook.xml"))),
            ("xl/_rels/workbook.xml.rels", relations(&links)),
            ("xl/workbook.xml", root("workbook", &self.book)),
            ("xl/worksheets/sheet1.xml", root("worksheet", &self.sheet)),
        ];
        parts.extend(self.styles.map(|it| ("xl/styles.xml", root("styleSheet", &it))));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(change(content).as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn with_sheet(mut self, old: &str, new: &str) -> Self {
        assert!(self.sheet.contains(old));
        self.sheet = self.sheet.replace(old, new);
        self
    }
}

/// Elements with a prefix, as some exporters of banks write them.
fn prefixed(part: String) -> String {
    if !part.contains(MAIN) {
        return part;
    }
    part.replace("</", "\u{1}")
        .replace('<', "<x:")
        .replace('\u{1}', "</x:")
        .replace(&format!("xmlns=\"{MAIN}\""), &format!("xmlns:x=\"{MAIN}\""))
}

fn strict(part: String) -> String {
    part.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replace(LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
}

/// More formats than a workbook of one author has, formats for conditions, and cells that use
/// the last of them.
fn many_formats() -> Parts {
    let mut parts = Parts::plain().with_sheet("s=\"1\"", "s=\"4200\"");
    let more: String = (2..=4200)
        .map(|id| format!(r#"<xf numFmtId="{}" xfId="0"/>"#, if id % 2 == 0 { 4 } else { 0 }))
        .collect();
    let styles =
        parts.styles.take().unwrap().replace("cellXfs count=\"2\"", "cellXfs count=\"4201\"");
    let dxfs = r#"<dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs>"#;
    parts.styles = Some(styles.replace("</cellXfs>", &format!("{more}</cellXfs>")) + dxfs);
    let rule = r#"</sheetData><conditionalFormatting sqref="D4:D6"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>3000</formula></cfRule></conditionalFormatting>"#;
    parts.with_sheet("</sheetData>", rule)
}

/// A sheet nobody may type into, and one that nobody sees.
fn protected() -> Parts {
    let mut parts = Parts::plain().with_sheet(
        "</sheetData>",
        r#"</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" password="CC1A"/>"#,
    );
    parts.book = r#"<workbookProtection lockStructure="1"/>"#.to_owned() + &parts.book;
    parts
}

fn hidden() -> Parts {
    let mut parts = Parts::plain().with_sheet(r#"<row r="5">"#, r#"<row r="5" hidden="1">"#);
    parts.book = parts.book.replace(" r:id", " state=\"hidden\" r:id");
    parts.book = r#"<bookViews><workbookView activeTab="0"/></bookViews>"#.to_owned() + &parts.book;
    parts
}

/// Cells that leave their address to be counted.
fn without_addresses() -> Parts {
    let mut parts = Parts::plain();
    // Without gaps a cell needs no address; the rows below the table have none.
    for (row, col) in (4..=5).flat_map(|row| ('A'..='G').map(move |col| (row, col))) {
        parts.sheet = parts.sheet.replace(&format!(" r=\"{col}{row}\""), "");
    }
    parts
}

fn without_styles() -> Parts {
    let mut parts = Parts::plain().with_sheet(" s=\"1\"", "");
    parts.styles = None;
    parts
}

/// In the order of the schema behind the cells: links, print settings, breaks, a drawing's place.
fn all_behind_the_cells() -> Parts {
    Parts::plain().with_sheet(
        "</sheetData>",
        r#"</sheetData><autoFilter ref="A3:G6"/><mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells><dataValidations count="1"><dataValidation type="list" sqref="F4:F6"><formula1>"银行转账,现金"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="B4" location="A1"/></hyperlinks><printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/><headerFooter><oddFooter>&amp;P</oddFooter></headerFooter><rowBreaks count="1" manualBreakCount="1"><brk id="5" max="16383" man="1"/></rowBreaks><ignoredErrors><ignoredError sqref="C4:C6" numberStoredAsText="1"/></ignoredErrors>"#,
    )
}

fn all() -> Vec<(&'static str, Vec<u8>)> {
    let same = |it| it;
    vec![
        ("plain", Parts::plain().packed(same)),
        ("strict", Parts::plain().packed(strict)),
        ("prefixed", Parts::plain().packed(prefixed)),
        ("many formats", many_formats().packed(same)),
        ("many formats, prefixed, strict", many_formats().packed(|it| strict(prefixed(it)))),
        ("protected", protected().packed(same)),
        ("hidden", hidden().packed(same)),
        ("without addresses", without_addresses().packed(same)),
        ("without styles", without_styles().packed(same)),
        ("all behind the cells", all_behind_the_cells().packed(same)),
    ]
}

#[test]
fn each_has_mistakes_to_be_marked_and_mended() {
    for (name, source) in all() {
        let session = open(name, &source);
        let codes: Vec<_> = session.findings().iter().map(|it| it.code()).collect();
        assert!(codes.contains(&"P203") && codes.contains(&"S101"), "{name}: {codes:?}");
        assert!(session.safe_fixes(None) > 0, "{name}");
    }
}

#[test]
fn marks_change_no_finding_and_go_again() {
    for (name, source) in all() {
        let marked = mark(name, &source);
        assert_eq!(findings(&open(name, &marked)), findings(&open(name, &source)), "{name}");
        assert!(mark(name, &marked) == marked, "{name}");
        let back = unmark(name, &marked);
        assert!(contents(&back) == contents(&source), "{name}");
    }
}

#[test]
fn marks_and_mends_touch_only_what_they_must() {
    for (name, source) in all() {
        for made in [mark(name, &source), mend(name, &source, true).0] {
            let (_, changed) = compare(&source, &made);
            assert!(changed.is_subset(&names(&TOUCHED)), "{name}: {changed:?}");
        }
    }
}

#[test]
fn mends_are_read_as_the_session_has_them() {
    for (name, source) in all() {
        for guesses in [false, true] {
            let (mended, session) = mend(name, &source, guesses);
            assert_eq!(findings(&open(name, &mended)), findings(&session), "{name} {guesses}");
            assert!(mend(name, &mended, guesses).0 == mended, "{name} {guesses}");
        }
    }
}

#[test]
fn what_was_set_on_a_sheet_is_still_there() {
    for (name, source, kept) in [
        ("protected", protected().packed(|it| it), "password=\"CC1A\""),
        ("hidden", hidden().packed(|it| it), "<row r=\"5\" hidden=\"1\">"),
        ("behind", all_behind_the_cells().packed(|it| it), "numberStoredAsText=\"1\""),
    ] {
        for made in [mark(name, &source), mend(name, &source, false).0] {
            assert!(text(&parts(&made), "xl/worksheets/sheet1.xml").contains(kept), "{name}");
        }
    }
    let made = parts(&mark("hidden", &hidden().packed(|it| it)));
    assert!(text(&made, "xl/workbook.xml").contains("state=\"hidden\""));
}

/// Links, print settings and breaks come before the notes' drawing (CT_Worksheet).
#[test]
fn the_drawing_of_notes_stands_where_the_schema_wants_it() {
    let made = parts(&mark("behind", &all_behind_the_cells().packed(|it| it)));
    let sheet = text(&made, "xl/worksheets/sheet1.xml");
    assert!(sheet.find("</ignoredErrors>").unwrap() < sheet.find("<legacyDrawing ").unwrap());
}
