//! Workbooks of chance, with what their cells were meant to hold.

use std::io::{Cursor, Write};

use nuanbiao::workbook::CellRef;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::markup::Pen;
use super::{Cells, date, number};

/// A workbook, and what it was meant to say.
pub struct Made {
    pub bytes: Vec<u8>,
    pub cells: Cells,
    /// In the namespaces of strict OOXML, which openpyxl doesn't know.
    pub strict: bool,
    /// With CDATA, and with references even in numbers, which calamine doesn't expect.
    pub beyond_calamine: bool,
}

const TEXTS: [&str; 14] = [
    "陈桂芳",
    "310101196803120021",
    "  两端有空格 ",
    "一行\n两行",
    "a<b>&\"c'",
    "]]>",
    "=1+1",
    "𠮷野家",
    "0.10",
    "TRUE",
    "x",
    "银行转账（工商银行）",
    "e\u{301}",
    "&amp;",
];
const NUMBERS: [&str; 14] = [
    "0",
    "1",
    "-1",
    "500",
    "0.1",
    "1234.5",
    "1e3",
    "1.5E-7",
    "123456789012345678",
    "44235.5",
    "0.30000000000000004",
    "-0.05",
    "99999999999",
    "3.10101199001011E+17",
];
/// Number formats of the cell styles, and whether each shows a date.
const FORMATS: [(&str, &str, bool); 6] = [
    ("0", "", false),
    ("14", "", true),
    ("49", "", false),
    ("176", "yyyy\"年\"m\"月\"d\"日\";@", true),
    ("177", "#,##0.00_);[Red]\\(#,##0.00\\)", false),
    ("178", "\"日\"0", false),
];

struct Maker {
    pen: Pen,
    cells: Cells,
    shared: Vec<String>,
    since_1904: bool,
    strict: bool,
}

pub fn make(seed: u64) -> Made {
    let mut pen = Pen::new(seed);
    let since_1904 = pen.dice.once_in(5);
    let strict = pen.dice.once_in(5);
    let (cells, shared) = (Cells::new(), Vec::new());
    let mut maker = Maker { pen, cells, shared, since_1904, strict };
    let sheets: Vec<String> = (0..1 + maker.pen.dice.below(3)).map(|n| format!("表 {n}")).collect();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        parts.push((format!("xl/worksheets/blatt{at}.xml"), maker.sheet(sheet)));
    }
    parts.push(("xl/sharedStrings.xml".into(), maker.strings()));
    parts.push(("xl/styles.xml".into(), maker.styles()));
    parts.push(("xl/workbook.xml".into(), maker.book(&sheets)));
    parts.push(("xl/_rels/workbook.xml.rels".into(), maker.book_relationships(sheets.len())));
    parts.push(("_rels/.rels".into(), maker.relationships()));
    parts.push(("[Content_Types].xml".into(), maker.content_types(sheets.len())));
    maker.pen.dice.shuffle(&mut parts);
    let bytes = maker.zip(&parts);
    Made { bytes, cells: maker.cells, strict, beyond_calamine: maker.pen.odd_everywhere }
}

impl Maker {
    fn main_namespace(&self) -> &'static str {
        if self.strict {
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        } else {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        }
    }

    fn relationship_namespace(&self) -> &'static str {
        if self.strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        }
    }

    fn sheet(&mut self, name: &str) -> Vec<u8> {
        let (main, relationships) = (self.main_namespace(), self.relationship_namespace());
        self.pen.root("worksheet", main, relationships);
        self.pen.empty("dimension", &[("ref", "A1")]);
        if self.pen.dice.once_in(2) {
            self.pen.open("cols", &[]);
            self.pen.empty("col", &[("min", "2"), ("max", "3"), ("width", "9.5"), ("hidden", "1")]);
            self.pen.close("cols");
        }
        self.pen.open("sheetData", &[]);
        let mut next_row = 0;
        for _ in 0..4 + self.pen.dice.below(10) {
            self.pen.air();
            let row = next_row + if self.pen.dice.once_in(4) { self.pen.dice.below(9) } else { 0 };
            self.row(name, row as u32, row == next_row);
            next_row = row + 1;
        }
        self.pen.close("sheetData");
        if self.pen.dice.once_in(2) {
            self.pen.open("mergeCells", &[("count", "1")]);
            self.pen.empty("mergeCell", &[("ref", "B500:C501")]);
            self.pen.close("mergeCells");
        }
        self.pen.close("worksheet");
        self.pen.take()
    }

    fn row(&mut self, sheet: &str, row: u32, follows: bool) {
        let number = (row + 1).to_string();
        let mut attributes = vec![("spans", "1:9"), ("ht", "15.75"), ("customHeight", "1")];
        if self.pen.dice.once_in(5) {
            attributes.push(("hidden", "1"));
        }
        // A row that follows its predecessor needn't say its number.
        if !follows || !self.pen.dice.once_in(5) {
            attributes.insert(0, ("r", number.as_str()));
        }
        if self.pen.dice.once_in(20) {
            self.pen.empty("row", &attributes);
            return;
        }
        self.pen.open("row", &attributes);
        let mut next_col = 0;
        for _ in 0..self.pen.dice.below(12) {
            self.pen.air();
            let gap = if self.pen.dice.once_in(4) { self.pen.dice.below(30) } else { 0 };
            let at = CellRef::new(row, next_col + gap as u32);
            self.cell(sheet, at, gap == 0);
            next_col = at.col + 1;
        }
        self.pen.close("row");
    }

    fn cell(&mut self, sheet: &str, at: CellRef, follows: bool) {
        let address = at.to_string();
        let style = self.pen.dice.below(FORMATS.len());
        let style_text = style.to_string();
        let mut attributes = Vec::new();
        if !follows || !self.pen.dice.once_in(5) {
            attributes.push(("r", address.as_str()));
        }
        if style > 0 || self.pen.dice.once_in(4) {
            attributes.push(("s", style_text.as_str()));
        }
        let text = *self.pen.dice.pick(&TEXTS);
        let meant = match self.pen.dice.below(10) {
            0 => {
                self.pen.empty("c", &attributes);
                return;
            }
            1 | 2 => {
                attributes.push(("t", "s"));
                let index = self.shared.iter().position(|it| it == text);
                let index = index.unwrap_or_else(|| {
                    self.shared.push(text.to_owned());
                    self.shared.len() - 1
                });
                self.value(&attributes, None, &index.to_string());
                format!("text {text}")
            }
            3 => {
                attributes.push(("t", "inlineStr"));
                self.pen.open("c", &attributes);
                self.pen.open("is", &[]);
                self.pen.runs(text);
                self.pen.close("is");
                self.pen.close("c");
                format!("text {text}")
            }
            4 => {
                attributes.push(("t", "str"));
                self.value(&attributes, Some("A1&\"<>\""), text);
                format!("text {text}")
            }
            5 => {
                attributes.push(("t", "b"));
                let yes = self.pen.dice.once_in(2);
                self.value(&attributes, None, if yes { "1" } else { "0" });
                format!("bool {yes}")
            }
            6 => {
                attributes.push(("t", "e"));
                let error = *self.pen.dice.pick(&["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"]);
                self.value(&attributes, Some("1/0"), error);
                format!("error {error}")
            }
            _ => {
                if self.pen.dice.once_in(3) {
                    attributes.push(("t", "n"));
                }
                let is_date = FORMATS[style].2;
                let day = format!("{}", 40_000 + self.pen.dice.below(9_000));
                let written = if is_date { &day } else { *self.pen.dice.pick(&NUMBERS) };
                let formula = self.pen.dice.once_in(4).then_some("SUM(A1:B2)");
                self.value(&attributes, formula, written);
                let value: f64 = written.parse().unwrap();
                match (is_date, self.since_1904) {
                    (true, true) => date(value + 1462.0),
                    (true, false) => date(value),
                    (false, _) => number(value),
                }
            }
        };
        self.cells.insert((sheet.to_owned(), at), meant);
    }

    fn value(&mut self, attributes: &[(&str, &str)], formula: Option<&str>, value: &str) {
        self.pen.open("c", attributes);
        if let Some(formula) = formula {
            self.pen.open("f", &[]);
            self.pen.text(formula);
            self.pen.close("f");
        }
        self.pen.open("v", &[]);
        let is_text = attributes.contains(&("t", "str"));
        if is_text || self.pen.odd_everywhere {
            self.pen.text(value);
        } else {
            self.pen.xml.push_str(value);
        }
        self.pen.close("v");
        self.pen.close("c");
    }

    fn strings(&mut self) -> Vec<u8> {
        let (main, relationships) = (self.main_namespace(), self.relationship_namespace());
        let count = self.shared.len().to_string();
        self.pen.root("sst", main, relationships);
        for text in std::mem::take(&mut self.shared) {
            self.pen.air();
            self.pen.open("si", &[]);
            self.pen.runs(&text);
            self.pen.close("si");
        }
        self.pen.empty("extLst", &[("count", &count)]);
        self.pen.close("sst");
        self.pen.take()
    }

    fn styles(&mut self) -> Vec<u8> {
        let (main, relationships) = (self.main_namespace(), self.relationship_namespace());
        self.pen.root("styleSheet", main, relationships);
        self.pen.open("numFmts", &[("count", "3")]);
        for (id, code, _) in FORMATS.iter().filter(|(_, code, _)| !code.is_empty()) {
            self.pen.empty("numFmt", &[("numFmtId", id), ("formatCode", code)]);
        }
        self.pen.close("numFmts");
        for (list, item) in [("fonts", "font"), ("fills", "fill"), ("borders", "border")] {
            self.pen.open(list, &[("count", "1")]);
            self.pen.open(item, &[]);
            if item == "fill" {
                self.pen.empty("patternFill", &[("patternType", "none")]);
            }
            self.pen.close(item);
            self.pen.close(list);
        }
        self.pen.open("cellStyleXfs", &[("count", "1")]);
        self.pen.empty("xf", &[("numFmtId", "0")]);
        self.pen.close("cellStyleXfs");
        self.pen.open("cellXfs", &[("count", "6")]);
        for (id, _, _) in FORMATS {
            self.pen.air();
            self.pen.empty("xf", &[("numFmtId", id), ("applyNumberFormat", "1"), ("xfId", "0")]);
        }
        self.pen.close("cellXfs");
        self.pen.close("styleSheet");
        self.pen.take()
    }

    fn book(&mut self, sheets: &[String]) -> Vec<u8> {
        let (main, relationships) = (self.main_namespace(), self.relationship_namespace());
        self.pen.root("workbook", main, relationships);
        let since_1904 = if self.since_1904 { "1" } else { "0" };
        self.pen.empty("workbookPr", &[("date1904", since_1904)]);
        self.pen.open("sheets", &[]);
        for (at, name) in sheets.iter().enumerate() {
            let (number, id) = ((at + 1).to_string(), format!("rId{at}"));
            self.pen.empty("sheet", &[("name", name), ("sheetId", &number), ("r:id", &id)]);
        }
        self.pen.close("sheets");
        self.pen.close("workbook");
        self.pen.take()
    }

    fn book_relationships(&mut self, sheets: usize) -> Vec<u8> {
        let base = self.relationship_namespace();
        let mut all: Vec<(String, String, String)> = (0..sheets)
            .map(|at| {
                let root = if self.pen.dice.once_in(2) { "/xl/" } else { "" };
                let target = format!("{root}worksheets/blatt{at}.xml");
                (format!("rId{at}"), format!("{base}/worksheet"), target)
            })
            .collect();
        for (id, kind, target) in
            [("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "styles.xml")]
        {
            all.push((id.into(), format!("{base}/{kind}"), target.into()));
        }
        self.pen.dice.shuffle(&mut all);
        relationships(&all)
    }

    fn relationships(&self) -> Vec<u8> {
        let kind = format!("{}/officeDocument", self.relationship_namespace());
        relationships(&[("rId1".into(), kind, "xl/workbook.xml".into())])
    }

    fn content_types(&self, sheets: usize) -> Vec<u8> {
        let base = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        let part = |name: &str, kind: &str| {
            format!("<Override PartName=\"/xl/{name}\" ContentType=\"{base}{kind}+xml\"/>")
        };
        let mut xml = String::from(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        );
        xml.push_str(&part("workbook.xml", "sheet.main"));
        xml.push_str(&part("sharedStrings.xml", "sharedStrings"));
        xml.push_str(&part("styles.xml", "styles"));
        for at in 0..sheets {
            xml.push_str(&part(&format!("worksheets/blatt{at}.xml"), "worksheet"));
        }
        xml.push_str("</Types>");
        xml.into_bytes()
    }

    fn zip(&mut self, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let method = if self.pen.dice.once_in(3) {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

fn relationships(all: &[(String, String, String)]) -> Vec<u8> {
    let mut xml = String::from(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for (id, kind, target) in all {
        xml.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"));
    }
    xml.push_str("</Relationships>");
    xml.into_bytes()
}
