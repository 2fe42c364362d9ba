#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;

const SHEET: &str = "<styleSheet xmlns=\"urn:main\"><fonts count=\"1\"><font/></fonts>\
    <fills count=\"2\"><fill/><fill/></fills><borders count=\"1\"><border/></borders>\
    <cellXfs count=\"2\"><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"49\" fillId=\"1\" \
    quotePrefix=\"1\"><alignment wrapText=\"1\"/></xf></cellXfs><dxfs/></styleSheet>";

fn styles(content: &str) -> Styles {
    let root = Root::of_part(content.as_bytes()).unwrap();
    Styles::read(Some(("s".to_owned(), content.as_bytes().to_vec())), &root).unwrap()
}

fn written(styles: &Styles, content: &str) -> String {
    let mut out = Vec::new();
    let mut copier = Copier::new(content.as_bytes(), &mut out);
    styles.pass(&mut copier).unwrap();
    copier.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_format_keeps_all_but_what_changes() {
    let mut styles = styles(SHEET);
    assert_eq!(styles.derive(1, Restyle::Fill(Level::Error)).unwrap(), 2);
    assert_eq!(styles.derive(1, Restyle::Fill(Level::Error)).unwrap(), 2);
    assert_eq!(styles.derive(1, Restyle::Text).unwrap(), 1);
    assert_eq!(styles.derive(1, Restyle::Number).unwrap(), 3);
    assert_eq!(styles.derive(0, Restyle::Date).unwrap(), 4);
    let out = written(&styles, SHEET);
    assert!(
        out.contains(
            "<xf numFmtId=\"49\" fillId=\"2\" quotePrefix=\"1\" applyFill=\"1\">\
         <alignment wrapText=\"1\"/></xf>"
        ),
        "{out}"
    );
    assert!(out.contains(
        "<xf numFmtId=\"0\" fillId=\"1\" applyNumberFormat=\"1\"><alignment wrapText=\"1\"/></xf>"
    ), "{out}");
    assert!(out.contains("<cellXfs count=\"5\">") && out.contains("<fills count=\"3\">"));
    // A section that was missing comes where it belongs.
    assert!(out.contains("<numFmts count=\"1\"><numFmt numFmtId=\"164\""), "{out}");
    assert!(out.find("<numFmts").unwrap() < out.find("<fonts").unwrap());
}

#[test]
fn prefixes_are_kept() {
    let content = "<x:styleSheet xmlns:x=\"urn:main\"><x:fonts/></x:styleSheet>";
    let mut styles = styles(content);
    styles.own(Own::Link).unwrap();
    let out = written(&styles, content);
    assert!(out.contains("<x:fonts count=\"4\"><x:font>"), "{out}");
    assert!(out.contains("<x:alignment") && !out.contains("<alignment"), "{out}");
}
