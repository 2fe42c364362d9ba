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
    pub(in super::super) value: PlainValue<'w>,
}

/// What stands in a plain cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum PlainValue<'w> {
    /// Nothing: `<c …/>`.
    Nothing,
    /// Digits only, of a number or of a shared string's index: so few that a float holds
    /// them as they are.
    Whole(u64),
    /// Any other text of `<v>`, or that of `<is><t>` where the kind says so.
    Text(&'w [u8]),
}

/// Digits that a float holds exactly, whatever they are.
const EXACT_DIGITS: usize = 15;

/// The cell that the bytes begin with, and its length.
#[inline]
pub(in super::super) fn plain_cell(bytes: &[u8]) -> Option<(PlainCell<'_>, usize)> {
    let mut rest = bytes.strip_prefix(b"<c r=\"")?;
    let (at, after) = address(rest)?;
    rest = after;
    let mut cell = PlainCell { at, kind: CellKind::Number, style: 0, value: PlainValue::Nothing };
    loop {
        rest = match rest {
            [b'>', rest @ ..] => break content(&mut cell, rest, bytes.len()),
            [b'/', b'>', rest @ ..] => break Some((cell, bytes.len() - rest.len())),
            [b' ', b's', b'=', b'"', rest @ ..] => {
                let (style, rest) = digits(rest, 6)?;
                cell.style = u32::try_from(style).ok()?;
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
        (PlainValue::Text(value), rest.strip_prefix(b"</t></is></c>")?)
    } else {
        let value = rest.strip_prefix(b"<v>")?;
        let counts = matches!(cell.kind, CellKind::Number | CellKind::Shared);
        match whole(value).filter(|_| counts) {
            Some((number, rest)) => (PlainValue::Whole(number), rest),
            None => {
                let end = value.iter().position(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
                let (text, rest) = value.split_at_checked(end)?;
                (PlainValue::Text(text), rest.strip_prefix(VALUE_END)?)
            }
        }
    };
    cell.value = value;
    Some((*cell, length - rest.len()))
}

const VALUE_END: &[u8] = b"</v></c>";

/// A value of digits only, and what follows the cell.
#[inline]
fn whole(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (number, rest) = digits(bytes, EXACT_DIGITS)?;
    Some((number, rest.strip_prefix(VALUE_END)?))
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
    let row = u32::try_from(row).ok()?;
    let at = CellRef::new(row.checked_sub(1)?, col.checked_sub(1)?);
    Some((at, rest.strip_prefix(b"\"")?))
}

/// A number of one to `most` digits, and what follows it.
#[inline]
fn digits(bytes: &[u8], most: usize) -> Option<(u64, &[u8])> {
    let mut number = 0;
    let mut rest = bytes;
    for _ in 0..most {
        let Some((digit @ b'0'..=b'9', after)) = rest.split_first() else { break };
        number = number * 10 + u64::from(digit - b'0');
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
        let text = |text: &'static str| PlainValue::Text(text.as_bytes());
        for (xml, address, kind, style, value) in [
            ("<c r=\"A1\"><v>1</v></c>", "A1", CellKind::Number, 0, PlainValue::Whole(1)),
            (
                "<c r=\"XFD1048576\" s=\"12\"/>",
                "XFD1048576",
                CellKind::Number,
                12,
                PlainValue::Nothing,
            ),
            (
                "<c r=\"B7\" t=\"s\" s=\"3\"><v>99</v></c>",
                "B7",
                CellKind::Shared,
                3,
                PlainValue::Whole(99),
            ),
            (
                "<c r=\"B7\"><v>999999999999999</v></c>",
                "B7",
                CellKind::Number,
                0,
                PlainValue::Whole(999_999_999_999_999),
            ),
            (
                "<c r=\"B7\"><v>1000000000000000</v></c>",
                "B7",
                CellKind::Number,
                0,
                text("1000000000000000"),
            ),
            ("<c r=\"B7\"><v>-1.5</v></c>", "B7", CellKind::Number, 0, text("-1.5")),
            ("<c r=\"B7\" t=\"str\"><v>12</v></c>", "B7", CellKind::Text, 0, text("12")),
            ("<c r=\"B7\" t=\"str\"><v> x </v></c>", "B7", CellKind::Text, 0, text(" x ")),
            ("<c r=\"B7\" t=\"b\"><v></v></c>", "B7", CellKind::Bool, 0, text("")),
            (
                "<c r=\"C2\" t=\"inlineStr\"><is><t>张三</t></is></c>",
                "C2",
                CellKind::Inline,
                0,
                text("张三"),
            ),
        ] {
            let (cell, length) = plain_cell(xml.as_bytes()).unwrap();
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
