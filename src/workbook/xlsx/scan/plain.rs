//! Cells and shared strings in the one way in which nearly all programs write them, read
//! straight from the bytes.
//!
//! Everything here answers `None` unless it has seen the whole element and understood
//! every byte of it; the tokens then say what it is.

use memchr::{memchr, memchr3};

use super::super::super::CellRef;
use super::CellKind;

/// A cell of the usual form: `<c r="B7" s="1" t="s"><v>12</v></c>`, attributes in any
/// order, without formula and without references in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct PlainCell<'w> {
    pub(in super::super) at: CellRef,
    pub(in super::super) kind: CellKind,
    pub(in super::super) style: u32,
    /// The text of `<v>`, or of `<is><t>` where the kind says so; `None` for `<c …/>`.
    pub(in super::super) value: Option<&'w [u8]>,
}

/// The cell that the bytes begin with, and its length.
#[inline]
pub(in super::super) fn plain_cell(bytes: &[u8]) -> Option<(PlainCell<'_>, usize)> {
    let mut rest = bytes.strip_prefix(b"<c r=\"")?;
    let (at, after) = address(rest)?;
    rest = after;
    let mut cell = PlainCell { at, kind: CellKind::Number, style: 0, value: None };
    loop {
        rest = match rest {
            [b'>', rest @ ..] => break content(&mut cell, rest, bytes.len()),
            [b'/', b'>', rest @ ..] => break Some((cell, bytes.len() - rest.len())),
            [b' ', b's', b'=', b'"', rest @ ..] => {
                let (style, rest) = digits(rest, 6)?;
                cell.style = style;
                rest.strip_prefix(b"\"")?
            }
            [b' ', b't', b'=', b'"', rest @ ..] => {
                let (kind, rest) = match rest {
                    [b's', b'"', rest @ ..] => (CellKind::Shared, rest),
                    [b'n', b'"', rest @ ..] => (CellKind::Number, rest),
                    [b'b', b'"', rest @ ..] => (CellKind::Bool, rest),
                    [b's', b't', b'r', b'"', rest @ ..] => (CellKind::Text, rest),
                    _ => (CellKind::Inline, rest.strip_prefix(b"inlineStr\"")?),
                };
                cell.kind = kind;
                rest
            }
            _ => return None,
        };
    }
}

#[inline]
fn content<'w>(
    cell: &mut PlainCell<'w>,
    rest: &'w [u8],
    length: usize,
) -> Option<(PlainCell<'w>, usize)> {
    let (value, rest) = if cell.kind == CellKind::Inline {
        let (value, rest) = plain_text(rest.strip_prefix(b"<is><t>")?)?;
        (value, rest.strip_prefix(b"</t></is></c>")?)
    } else {
        let rest = rest.strip_prefix(b"<v>")?;
        let end = rest.iter().position(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
        let (value, rest) = rest.split_at_checked(end)?;
        (value, rest.strip_prefix(b"</v></c>")?)
    };
    cell.value = Some(value);
    Some((*cell, length - rest.len()))
}

/// The text of a shared string of the usual form, `<si><t>张三</t></si>`, and the item's
/// length. Chinese Excel adds how names would be sorted by sound, `<phoneticPr …/>`.
#[inline]
pub(in super::super) fn plain_item(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (text, rest) = plain_text(bytes.strip_prefix(b"<si><t>")?)?;
    let mut rest = rest.strip_prefix(b"</t>")?;
    if let Some(phonetic) = rest.strip_prefix(b"<phoneticPr ") {
        let end = memchr(b'>', phonetic)?;
        let (attributes, after) = phonetic.split_at_checked(end)?;
        let odd = |byte: &u8| matches!(byte, b'<' | b'\'');
        if !attributes.ends_with(b"\"/") || attributes.iter().any(odd) {
            return None;
        }
        rest = after.strip_prefix(b">")?;
    }
    let rest = rest.strip_prefix(b"</si>")?;
    Some((text, bytes.len() - rest.len()))
}

/// Text up to the next `<`, if it stands for itself: no references, no line ends to be
/// rewritten, no `_x000D_`, no blanks around that might be layout.
#[inline]
fn plain_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (text, rest) = bytes.split_at_checked(memchr3(b'<', b'&', b'\r', bytes)?)?;
    let layout = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n'));
    let plain = rest.first() == Some(&b'<')
        && !layout(text.first())
        && !layout(text.last())
        && !text.contains(&b'_');
    plain.then_some((text, rest))
}

/// An address and what follows its closing quote.
#[inline]
fn address(bytes: &[u8]) -> Option<(CellRef, &[u8])> {
    let mut col = 0;
    let mut rest = bytes;
    for _ in 0..3 {
        let Some((letter @ b'A'..=b'Z', after)) = rest.split_first() else { break };
        col = col * 26 + u32::from(letter - b'A') + 1;
        rest = after;
    }
    let (row, rest) = digits(rest, 7)?;
    let at = CellRef::new(row.checked_sub(1)?, col.checked_sub(1)?);
    Some((at, rest.strip_prefix(b"\"")?))
}

/// A number of one to `most` digits, and what follows it.
#[inline]
fn digits(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let mut number = 0;
    let mut rest = bytes;
    for _ in 0..most {
        let Some((digit @ b'0'..=b'9', after)) = rest.split_first() else { break };
        number = number * 10 + u32::from(digit - b'0');
        rest = after;
    }
    (rest.len() < bytes.len()).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;

    #[test]
    fn usual_cells_are_read_whole() {
        for (xml, address, kind, style, value) in [
            ("<c r=\"A1\"><v>1</v></c>", "A1", CellKind::Number, 0, Some("1")),
            ("<c r=\"XFD1048576\" s=\"12\"/>", "XFD1048576", CellKind::Number, 12, None),
            ("<c r=\"B7\" t=\"s\" s=\"3\"><v>99</v></c>", "B7", CellKind::Shared, 3, Some("99")),
            ("<c r=\"B7\" t=\"str\"><v> x </v></c>", "B7", CellKind::Text, 0, Some(" x ")),
            ("<c r=\"B7\" t=\"b\"><v></v></c>", "B7", CellKind::Bool, 0, Some("")),
            (
                "<c r=\"C2\" t=\"inlineStr\"><is><t>张三</t></is></c>",
                "C2",
                CellKind::Inline,
                0,
                Some("张三"),
            ),
        ] {
            let (cell, length) = plain_cell(xml.as_bytes()).unwrap();
            let value = value.map(str::as_bytes);
            assert_eq!(cell, PlainCell { at: address.parse().unwrap(), kind, style, value });
            assert_eq!(length, xml.len());
            let followed = format!("{xml}<c r=\"D1\"");
            assert_eq!(plain_cell(followed.as_bytes()), Some((cell, length)));
            for cut in 0..xml.len() {
                assert_eq!(plain_cell(&xml.as_bytes()[..cut]), None, "{}", &xml[..cut.min(5)]);
            }
        }
    }

    #[test]
    fn whatever_is_odd_is_left_to_the_tokens() {
        for xml in [
            "<c><v>1</v></c>",
            "<c r='A1'><v>1</v></c>",
            "<c r=\"A0\"><v>1</v></c>",
            "<c r=\"a1\"><v>1</v></c>",
            "<c r=\"AAAA1\"><v>1</v></c>",
            "<c r=\"A12345678\"><v>1</v></c>",
            "<c r=\"A1\" vm=\"1\" t=\"e\"><v>#VALUE!</v></c>",
            "<c r=\"A1\" s=\"-1\"><v>1</v></c>",
            "<c r=\"A1\" ><v>1</v></c>",
            "<c r=\"A1\"><f>B1</f><v>1</v></c>",
            "<c r=\"A1\"><v>&#49;</v></c>",
            "<c r=\"A1\"><v>1<!-- --></v></c>",
            "<c r=\"A1\"><v>1</v><extLst/></c>",
            "<c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_</t></is></c>",
            "<c r=\"A1\" t=\"inlineStr\"><is><t> a</t></is></c>",
            "<c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r></is></c>",
        ] {
            assert_eq!(plain_cell(xml.as_bytes()), None, "{xml}");
        }
        for xml in [
            "<si><t>a&amp;b</t></si>",
            "<si><t>a </t></si>",
            "<si><t/></si>",
            "<si><t>a</t><rPh sb=\"0\" eb=\"1\"><t>b</t></rPh></si>",
            "<si><t>a</t><phoneticPr fontId=\"1\"></phoneticPr></si>",
        ] {
            assert_eq!(plain_item(xml.as_bytes()), None, "{xml}");
        }
    }

    #[test]
    fn usual_items_are_read_whole() {
        for xml in [
            "<si><t>张三</t></si>",
            "<si><t>张三</t><phoneticPr fontId=\"1\" type=\"noConversion\"/></si>",
        ] {
            assert_eq!(plain_item(xml.as_bytes()), Some(("张三".as_bytes(), xml.len())), "{xml}");
        }
    }
}
